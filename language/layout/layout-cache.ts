import type { ElkGraph } from './layout-engine.ts';

/** Containers remembered at most: those of several large designs. */
const defaultCapacity = 2_000;

/**
 * Laid-out containers by their content, so that what did not change is not laid out again. Bounded: what was not used for
 * longest goes first. Share one per process.
 */
export class LayoutCache {
  readonly #capacity: number;
  readonly #graphs = new Map<string, ElkGraph>();

  constructor(capacity: number = defaultCapacity) {
    this.#capacity = capacity;
  }

  /** The laid-out graph for exactly this input. */
  get(key: string): ElkGraph | undefined {
    const graph = this.#graphs.get(key);
    if (graph) {
      this.#graphs.delete(key);
      this.#graphs.set(key, graph);
    }
    return graph;
  }

  set(key: string, graph: ElkGraph): void {
    this.#graphs.delete(key);
    this.#graphs.set(key, graph);
    if (this.#graphs.size > this.#capacity) this.#graphs.delete(this.#graphs.keys().next().value!);
  }

  get size(): number {
    return this.#graphs.size;
  }

  clear(): void {
    this.#graphs.clear();
  }
}
