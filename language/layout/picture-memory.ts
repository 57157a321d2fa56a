import type { ViewGraph } from '../view/view-graph.ts';
import type { Placement } from './placement.ts';
import { keepPlacement } from './steady/keep-placement.ts';

/**
 * What was drawn last in one place, a preview for example, so that the next picture can keep to it while somebody edits.
 * Without a memory, a picture depends on its graph alone.
 */
export class PictureMemory {
  #last: Placement | undefined;
  /** The last one in which everything was placed anew. */
  #whole: Placement | undefined;
  #kept = false;

  /** Whether the last picture was made by putting things into the one before. */
  get kept(): boolean {
    return this.#kept;
  }

  /** The placement of a graph that keeps to what was drawn before; nothing where it has to be placed anew. */
  keep(graph: ViewGraph): Placement | undefined {
    if (!this.#last) return undefined;
    if (this.#whole && this.#last !== this.#whole && contentOf(this.#whole.graph) === contentOf(graph)) {
      // What was added is gone again, or the other way round: so is every trace of it.
      const placement = keepPlacement(this.#whole, graph);
      if (placement) this.#remember(placement, false);
      if (placement) return (this.#whole = placement);
    }
    const placement = keepPlacement(this.#last, graph);
    if (!placement) return undefined;
    const isWhole = !this.#kept && contentOf(this.#last.graph) === contentOf(graph);
    this.#remember(placement, !isWhole);
    if (isWhole) this.#whole = placement;
    return placement;
  }

  /** Keeps a placement in which everything was placed anew. */
  begin(placement: Placement): void {
    this.#remember(placement, false);
    this.#whole = placement;
  }

  forget(): void {
    this.#last = undefined;
    this.#whole = undefined;
    this.#kept = false;
  }

  #remember(placement: Placement, kept: boolean): void {
    this.#last = placement;
    this.#kept = kept;
  }
}

/** What there is to be placed, without its words. */
function contentOf({ view, direction, fit, nodes, lines }: ViewGraph): string {
  return JSON.stringify([
    view.name,
    direction,
    fit,
    nodes.map((node) => [node.path, node.type, node.type === 'card' ? node.height : node.titleWidth]),
    lines.map(({ source, target, kinds, backKinds, flows }) => [
      source,
      target,
      kinds,
      backKinds,
      flows.map(({ label }) => label),
    ]),
  ]);
}
