import type { Point, Rectangle } from '../scene.ts';
import { firstFrom } from '../sorted-search.ts';

/** What moving over a grid costs, beside its length in pixels. */
export const costs = { bend: 26, crossing: 34, border: 120 } as const;

/** Nothing comes closer to what it has no part in than this. */
export interface Clearance {
  readonly box: number;
  readonly line: number;
}

/** A grid of lines on which a route may run, finer where something exact is needed. */
export class RouteGrid {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  /** Extra cost of a step to the right from each node, and of one down; infinite where there is no way. */
  readonly #right: Float32Array;
  readonly #down: Float32Array;

  constructor(area: Rectangle, step: number, exactX: readonly number[], exactY: readonly number[]) {
    this.xs = ticks(area.x, area.x + area.width, step, exactX);
    this.ys = ticks(area.y, area.y + area.height, step, exactY);
    this.#right = new Float32Array(this.xs.length * this.ys.length);
    this.#down = new Float32Array(this.xs.length * this.ys.length);
  }

  get size(): number {
    return this.xs.length * this.ys.length;
  }

  node(column: number, row: number): number {
    return row * this.xs.length + column;
  }

  /** The node at a place that was asked for, or nothing where it lies outside. */
  nodeAt({ x, y }: Point): number | undefined {
    const column = firstFrom(this.xs, x - 0.01);
    const row = firstFrom(this.ys, y - 0.01);
    const hits =
      column < this.xs.length && row < this.ys.length && this.xs[column]! <= x + 0.01 && this.ys[row]! <= y + 0.01;
    return hits ? this.node(column, row) : undefined;
  }

  point(node: number): Point {
    return { x: this.xs[node % this.xs.length]!, y: this.ys[Math.floor(node / this.xs.length)]! };
  }

  /** No route runs through a box. */
  block({ x, y, width, height }: Rectangle, clearance: number): void {
    const columns = within(this.xs, x - clearance, x + width + clearance);
    const rows = within(this.ys, y - clearance, y + height + clearance);
    for (let row = rows.first; row <= rows.last; row++)
      for (let column = columns.first; column <= columns.last; column++) this.#close(column, row);
    // A step may be longer than the box is wide.
    for (let row = rows.first; row <= rows.last; row++) this.#raise(this.#right, columns.first - 1, row, Infinity);
    for (let column = columns.first; column <= columns.last; column++)
      this.#raise(this.#down, column, rows.first - 1, Infinity);
  }

  #close(column: number, row: number): void {
    this.#raise(this.#right, column, row, Infinity);
    this.#raise(this.#right, column - 1, row, Infinity);
    this.#raise(this.#down, column, row, Infinity);
    this.#raise(this.#down, column, row - 1, Infinity);
  }

  #raise(steps: Float32Array, column: number, row: number, cost: number): void {
    if (column >= 0 && row >= 0 && column < this.xs.length && row < this.ys.length)
      steps[this.node(column, row)]! += cost;
  }

  /** Routes may cross a line at a cost, but not run along it. */
  addLine(from: Point, to: Point, clearance: number, crossing: number): void {
    if (Math.abs(from.x - to.x) > Math.abs(from.y - to.y)) {
      const rows = within(this.ys, from.y - clearance, from.y + clearance);
      const columns = within(this.xs, Math.min(from.x, to.x) - clearance, Math.max(from.x, to.x) + clearance);
      for (let row = rows.first; row <= rows.last; row++)
        for (let column = columns.first - 1; column <= columns.last; column++)
          this.#raise(this.#right, column, row, Infinity);
      const over = firstFrom(this.ys, from.y) - 1;
      for (let column = columns.first; column <= columns.last; column++)
        this.#raise(this.#down, column, over, crossing);
    } else {
      const columns = within(this.xs, from.x - clearance, from.x + clearance);
      const rows = within(this.ys, Math.min(from.y, to.y) - clearance, Math.max(from.y, to.y) + clearance);
      for (let row = rows.first - 1; row <= rows.last; row++)
        for (let column = columns.first; column <= columns.last; column++)
          this.#raise(this.#down, column, row, Infinity);
      const over = firstFrom(this.xs, from.x) - 1;
      for (let row = rows.first; row <= rows.last; row++) this.#raise(this.#right, over, row, crossing);
    }
  }

  /** The node that a step in one of four directions (right, down, left, up) leads to, or -1. */
  next(node: number, direction: number): number {
    const width = this.xs.length;
    if (direction === 0) return node % width < width - 1 ? node + 1 : -1;
    if (direction === 2) return node % width > 0 ? node - 1 : -1;
    if (direction === 1) return node + width < this.size ? node + width : -1;
    return node - width;
  }

  /** What that step costs, its length included. */
  cost(node: number, direction: number): number {
    const width = this.xs.length;
    if (direction === 0 || direction === 2) {
      const left = direction === 0 ? node : node - 1;
      const column = left % width;
      return this.xs[column + 1]! - this.xs[column]! + this.#right[left]!;
    }
    const above = direction === 1 ? node : node - width;
    const row = Math.floor(above / width);
    return this.ys[row + 1]! - this.ys[row]! + this.#down[above]!;
  }
}

/** Even steps, and exact places in between: an even one that lies next to an exact one gives way to it. */
function ticks(low: number, high: number, step: number, exact: readonly number[]): Float64Array {
  const wanted = [...new Set(exact.filter((value) => value >= low && value <= high))].sort((a, b) => a - b);
  const all: number[] = [...wanted];
  let next = 0;
  for (let value = low; value <= high; value += step) {
    while (next < wanted.length && wanted[next]! < value - step * 0.45) next++;
    if (next < wanted.length && Math.abs(wanted[next]! - value) < step * 0.45) continue;
    all.push(value);
  }
  return Float64Array.from(all.sort((a, b) => a - b));
}

/** Indexes of the values strictly between two bounds. */
function within(sorted: Float64Array, low: number, high: number): { readonly first: number; readonly last: number } {
  return { first: firstFrom(sorted, low + 0.01), last: firstFrom(sorted, high - 0.01) - 1 };
}

/** Where a search begins: a node, the direction in which it is left, and what it costs to begin there. */
export interface Start {
  readonly node: number;
  readonly direction: number;
  readonly cost: number;
}

/** How far a search goes. */
export interface Reach {
  /** What is looked for: the search ends where it is found, or looks on for what costs so much more. */
  readonly wanted?: (node: number, direction: number) => boolean;
  readonly beyond?: number;
  /** Where all lies that is wanted: what leads away from it is looked at last. */
  readonly toward?: Rectangle;
  /** What a way to a node may cost. */
  readonly limit?: (node: number) => number;
}

/** The cheapest ways from some starts to every node, as far as they were looked for. */
export class Search {
  readonly #grid: RouteGrid;
  /** By node and the direction in which it was reached. */
  readonly #cost: Float32Array;
  readonly #from: Int32Array;

  constructor(grid: RouteGrid, starts: readonly Start[], { wanted, beyond, toward, limit }: Reach) {
    this.#grid = grid;
    const costOf = new Float32Array(grid.size * 4).fill(Infinity);
    const from = new Int32Array(grid.size * 4).fill(-1);
    this.#cost = costOf;
    this.#from = from;
    const left = distancesTo(grid.xs, toward && [toward.x, toward.x + toward.width]);
    const up = distancesTo(grid.ys, toward && [toward.y, toward.y + toward.height]);
    const width = grid.xs.length;
    const remaining = (node: number): number => left[node % width]! + up[(node / width) | 0]!;
    const open = new Heap();
    for (const { node, direction, cost } of starts) {
      const state = node * 4 + direction;
      if (cost >= costOf[state]!) continue;
      costOf[state] = cost;
      open.push(state, cost + remaining(node));
    }
    let most = Infinity;
    for (;;) {
      const state = open.pop();
      if (state < 0) return;
      const node = state >> 2;
      const direction = state & 3;
      const own = costOf[state]!;
      if (open.lastCost > own + remaining(node) + 1e-2) continue;
      if (this.found < 0 && wanted?.(node, direction)) {
        this.found = state;
        if (beyond === undefined) return;
        most = own + beyond;
      }
      if (open.lastCost > most) return;
      for (let next = 0; next < 4; next++) {
        if ((next + 2) % 4 === direction) continue;
        const neighbour = grid.next(node, next);
        if (neighbour < 0) continue;
        const cost = own + grid.cost(node, next) + (next === direction ? 0 : costs.bend);
        const to = neighbour * 4 + next;
        if (cost === Infinity || cost >= costOf[to]! - 1e-3) continue;
        const whole = cost + remaining(neighbour);
        if (whole > most || (limit && cost > limit(neighbour))) continue;
        costOf[to] = cost;
        from[to] = state;
        open.push(to, whole);
      }
    }
  }

  /** The state that was wanted, if it was reached. */
  readonly found: number = -1;

  cost(node: number, direction: number): number {
    return this.#cost[node * 4 + direction]!;
  }

  /** What it costs to reach a node, from wherever. */
  least(node: number): number {
    const state = node * 4;
    const costOf = this.#cost;
    return Math.min(costOf[state]!, costOf[state + 1]!, costOf[state + 2]!, costOf[state + 3]!);
  }

  /** Nodes on the way to a state, from the start. */
  way(state: number): number[] {
    const nodes: number[] = [];
    for (let at = state; at >= 0; at = this.#from[at]!) nodes.push(at >> 2);
    return nodes.reverse();
  }

  /** The state in which the way to another begins. */
  first(state: number): number {
    let at = state;
    while (this.#from[at]! >= 0) at = this.#from[at]!;
    return at;
  }

  points(state: number): Point[] {
    return this.way(state).map((node) => this.#grid.point(node));
  }
}

/** How far each place is from a stretch; nothing where there is none. */
function distancesTo(places: Float64Array, stretch: readonly [number, number] | undefined): Float64Array {
  return places.map((place) => (stretch ? Math.max(0, stretch[0] - place, place - stretch[1]) : 0));
}

/** States with what they cost, cheapest first. */
class Heap {
  #states = new Int32Array(1024);
  #costs = new Float64Array(1024);
  #length = 0;
  /** Cost of what was popped last. */
  lastCost = 0;

  push(state: number, cost: number): void {
    if (this.#length === this.#states.length) this.#grow();
    const states = this.#states;
    const costsOf = this.#costs;
    let at = this.#length++;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (costsOf[above]! <= cost) break;
      states[at] = states[above]!;
      costsOf[at] = costsOf[above]!;
      at = above;
    }
    states[at] = state;
    costsOf[at] = cost;
  }

  /** The cheapest state, or -1 where there is none left. */
  pop(): number {
    if (this.#length === 0) return -1;
    const states = this.#states;
    const costsOf = this.#costs;
    const top = states[0]!;
    this.lastCost = costsOf[0]!;
    const length = --this.#length;
    const state = states[length]!;
    const cost = costsOf[length]!;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= length) break;
      if (child + 1 < length && costsOf[child + 1]! < costsOf[child]!) child++;
      if (costsOf[child]! >= cost) break;
      states[at] = states[child]!;
      costsOf[at] = costsOf[child]!;
      at = child;
    }
    states[at] = state;
    costsOf[at] = cost;
    return top;
  }

  #grow(): void {
    const [states, costsOf] = [this.#states, this.#costs];
    this.#states = new Int32Array(2 * states.length);
    this.#costs = new Float64Array(2 * costsOf.length);
    this.#states.set(states);
    this.#costs.set(costsOf);
  }
}
