import type { ViewNode } from './view-graph.ts';

/** Stands for the whole picture where a container is meant. */
export const wholePicture = -1;

/** Where two nodes meet: the innermost container of both. */
export interface Meeting {
  readonly container: number;
  /** The container's child that is or holds the source; absent where the source is the container itself. */
  readonly source?: number;
  readonly target?: number;
}

/** Who holds whom. */
export class Nesting {
  readonly #parents: readonly number[];
  readonly #depths: readonly number[];
  /** Children of each frame and of the whole picture, in reading order. Frames that hold nothing have none. */
  readonly children: ReadonlyMap<number, readonly number[]>;

  constructor(nodes: readonly ViewNode[]) {
    const depths: number[] = [];
    const children = new Map<number, number[]>([[wholePicture, []]]);
    for (const node of nodes) {
      const parent = node.parent ?? wholePicture;
      depths.push(parent === wholePicture ? 1 : depths[parent]! + 1);
      const siblings = children.get(parent);
      if (siblings) siblings.push(node.index);
      else children.set(parent, [node.index]);
    }
    this.#parents = nodes.map((node) => node.parent ?? wholePicture);
    this.#depths = depths;
    this.children = children;
  }

  parent(node: number): number {
    return this.#parents[node]!;
  }

  #depth(node: number): number {
    return node === wholePicture ? 0 : this.#depths[node]!;
  }

  meeting(source: number, target: number): Meeting {
    let a = source;
    let b = target;
    let belowA: number | undefined;
    let belowB: number | undefined;
    const upA = (): void => {
      belowA = a;
      a = this.parent(a);
    };
    const upB = (): void => {
      belowB = b;
      b = this.parent(b);
    };
    while (this.#depth(a) > this.#depth(b)) upA();
    while (this.#depth(b) > this.#depth(a)) upB();
    while (a !== b) {
      upA();
      upB();
    }
    return { container: a, source: belowA, target: belowB };
  }
}
