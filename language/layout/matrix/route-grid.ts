import type { Point, Rectangle } from '../scene.ts';
import { StateQueue } from './state-queue.ts';
import { firstFrom, lastTo } from '../sorted-search.ts';

/** Costs of a way, in pixels of detour that they are worth. */
const costs = {
  bend: 26,
  crossing: 46,
} as const;

/** Tracks closer than this would not be told apart. */
const closest = 7;
/** What lines keep from boxes that they pass. */
const clearance = 4;
/** Steps looked at before a way is given up, and before all that are left are. */
const mostSteps = { way: 400_000, inAll: 20_000_000 } as const;

/** The group of a line that may run on others, where there is no other way. */
export const anywhere = -1;

type Side = 'left' | 'right' | 'top' | 'bottom';

/** A place on the border of a box where a line may begin or end. */
export interface Port {
  readonly border: Point;
  readonly node: number;
  /** The way out, as an index of `steps`. */
  readonly out: number;
  readonly cost: number;
}

/** Right, down, left, up: the opposite of `d` is `(d + 2) % 4`. */
const steps = [
  { x: 1, y: 0 },
  { x: 0, y: 1 },
  { x: -1, y: 0 },
  { x: 0, y: -1 },
] as const;

const outOf: Readonly<Record<Side, number>> = { right: 0, bottom: 1, left: 2, top: 3 };

/** Tracks on which lines may run, and which lines run where already. */
export class RouteGrid {
  readonly #xs: readonly number[];
  readonly #ys: readonly number[];
  readonly #width: number;
  /** Of each node. */
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #obstacles: readonly Rectangle[];
  /** Whether the way from a node to its right or lower neighbour is free of boxes; by node. */
  readonly #openRight: Uint8Array;
  readonly #openDown: Uint8Array;
  readonly #weight: Float32Array;
  /** The line that runs through a node, lying or upright; 0: none. */
  readonly #lying: Int32Array;
  readonly #upright: Int32Array;
  readonly #cost: Float64Array;
  readonly #before: Int32Array;
  readonly #round: Int32Array;
  #rounds = 0;
  #steps = 0;

  constructor(
    tracks: { readonly x: readonly number[]; readonly y: readonly number[] },
    boxes: readonly Rectangle[],
    obstacles: readonly Rectangle[],
    /** Where lines disturb, and how much longer a way outside may be: frames before those that they hold. */
    areas: readonly { readonly box: Rectangle; readonly weight: number }[],
  ) {
    this.#xs = thinOut([...tracks.x, ...boxes.flatMap(({ x, width }) => through(x, width, 20))]);
    this.#ys = thinOut([...tracks.y, ...boxes.flatMap(({ y, height }) => through(y, height, 13))]);
    this.#width = this.#xs.length;
    const size = this.#xs.length * this.#ys.length;
    this.#x = Float64Array.from({ length: size }, (_, node) => this.#xs[node % this.#width]!);
    this.#y = Float64Array.from({ length: size }, (_, node) => this.#ys[Math.floor(node / this.#width)]!);
    this.#openRight = new Uint8Array(size).fill(1);
    this.#openDown = new Uint8Array(size).fill(1);
    this.#weight = new Float32Array(size).fill(1);
    this.#lying = new Int32Array(size);
    this.#upright = new Int32Array(size);
    this.#cost = new Float64Array(size * 4);
    this.#before = new Int32Array(size * 4);
    this.#round = new Int32Array(size * 4);
    this.#obstacles = [...boxes, ...obstacles];
    for (const obstacle of this.#obstacles) this.#close(obstacle);
    for (const { box, weight } of areas)
      this.#each(box, (node) => {
        this.#weight[node] = weight;
      });
  }

  point(node: number): Point {
    return { x: this.#x[node]!, y: this.#y[node]! };
  }

  /** Where a line of a group may leave a box, `length` straight from its border at least. */
  ports(box: Rectangle, length: number, group: number, inward: boolean): Port[] {
    const found: Port[] = [];
    for (const side of ['right', 'bottom', 'left', 'top'] as const) {
      const out = inward ? (outOf[side] + 2) % 4 : outOf[side];
      const lying = out % 2 === 0;
      const [from, extent] = lying ? [box.y, box.height] : [box.x, box.width];
      const along = lying ? this.#ys : this.#xs;
      const middle = from + extent / 2;
      const edge = Math.min(12, extent / 4);
      for (let at = firstFrom(along, from + edge); at < along.length && along[at]! <= from + extent - edge; at++) {
        const border = {
          right: { x: box.x + box.width, y: along[at]! },
          left: { x: box.x, y: along[at]! },
          bottom: { x: along[at]!, y: box.y + box.height },
          top: { x: along[at]!, y: box.y },
        }[side];
        const node = this.#leave(border, at, out, length, group);
        if (node === undefined) continue;
        const end = this.point(node);
        const stub = Math.abs(end.x - border.x) + Math.abs(end.y - border.y);
        found.push({ border, node, out, cost: stub + Math.abs(along[at]! - middle) * 0.25 });
      }
    }
    return found;
  }

  /** The first node at which a line that leaves a border may turn. */
  #leave(border: Point, at: number, out: number, length: number, group: number): number | undefined {
    const step = steps[out]!;
    const lying = out % 2 === 0;
    const across = lying ? this.#xs : this.#ys;
    const forward = step.x + step.y > 0;
    const from = lying ? border.x : border.y;
    let place = forward ? firstFrom(across, from + clearance + 0.01) : lastTo(across, from - clearance - 0.01);
    let node: number | undefined;
    for (; place >= 0 && place < across.length; place += forward ? 1 : -1) {
      const next = lying ? at * this.#width + place : place * this.#width + at;
      if (node !== undefined && !this.#isOpen(node, out)) return undefined;
      if (node === undefined && (this.#isInside(next) || this.#isBlocked(border, this.point(next)))) return undefined;
      if (this.#taken(next, lying, group)) return undefined;
      node = next;
      if (Math.abs(across[place]! - from) >= length) return node;
    }
    return undefined;
  }

  /**
   * The cheapest way from one of some ports to another, or to a node of `joins`, along which lines of the same group run
   * already. Gives the nodes on the way, in order.
   */
  find(
    from: readonly Port[],
    to: readonly Port[],
    joins: ReadonlySet<number>,
    group: number,
    crossing: number = costs.crossing,
  ): { readonly nodes: readonly number[]; readonly start: Port; readonly end?: Port } | undefined {
    const round = ++this.#rounds;
    const starts = new Map<number, Port>();
    const ends = new Map<number, Port[]>();
    const goal = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    const aim = (node: number): void => {
      const { x, y } = this.point(node);
      goal.left = Math.min(goal.left, x);
      goal.right = Math.max(goal.right, x);
      goal.top = Math.min(goal.top, y);
      goal.bottom = Math.max(goal.bottom, y);
    };
    for (const port of to) {
      const known = ends.get(port.node);
      if (known) known.push(port);
      else ends.set(port.node, [port]);
      aim(port.node);
    }
    for (const node of joins) aim(node);
    const { left, right, top, bottom } = goal;
    const far = (node: number): number => {
      const x = this.#x[node]!;
      const y = this.#y[node]!;
      const aside = x < left ? left - x : x > right ? x - right : 0;
      return aside + (y < top ? top - y : y > bottom ? y - bottom : 0);
    };

    const open = new StateQueue();
    const reach = (state: number, cost: number, before: number): void => {
      if (this.#round[state] === round && this.#cost[state]! <= cost) return;
      this.#round[state] = round;
      this.#cost[state] = cost;
      this.#before[state] = before;
      open.push(cost + far(state >> 2), state);
    };
    for (const port of from) {
      const state = port.node * 4 + port.out;
      if (this.#round[state] === round && this.#cost[state]! <= port.cost) continue;
      starts.set(state, port);
      reach(state, port.cost, -1);
    }
    let best: { state: number; cost: number; end?: Port } | undefined;
    for (let count = 0; count < mostSteps.way && this.#steps < mostSteps.inAll; count++, this.#steps++) {
      const state = open.pop();
      if (state === -1 || (best && open.priority >= best.cost)) break;
      const cost = this.#cost[state]!;
      const node = state >> 2;
      if (open.priority > cost + far(node) + 1e-6) continue;
      const way = state & 3;
      if (joins.has(node) && this.#before[state] !== -1 && (!best || cost < best.cost)) best = { state, cost };
      for (const end of ends.get(node) ?? []) {
        const into = (end.out + 2) % 4;
        if (into === (way + 2) % 4) continue;
        if (into !== way && this.#crosses(node, way, group)) continue;
        const whole = cost + end.cost + (into === way ? 0 : costs.bend);
        if (!best || whole < best.cost) best = { state, cost: whole, end };
      }
      for (let turn = 0; turn < 4; turn++) {
        if (turn === (way + 2) % 4 || !this.#isOpen(node, turn)) continue;
        const lying = turn % 2 === 0;
        if (turn !== way && this.#crosses(node, way, group)) continue;
        if (this.#taken(node, lying, group)) continue;
        const step = steps[turn]!;
        const other = node + step.x + step.y * this.#width;
        if (this.#taken(other, lying, group)) continue;
        const length = Math.abs(this.#x[node]! - this.#x[other]!) + Math.abs(this.#y[node]! - this.#y[other]!);
        reach(
          other * 4 + turn,
          cost +
            length * Math.max(this.#weight[node]!, this.#weight[other]!) +
            (turn === way ? 0 : costs.bend) +
            (this.#crosses(other, turn, group) ? crossing : 0),
          state,
        );
      }
    }
    if (!best) return undefined;
    const nodes: number[] = [];
    let state = best.state;
    for (;;) {
      nodes.push(state >> 2);
      const before = this.#before[state]!;
      if (before === -1) break;
      state = before;
    }
    return { nodes: nodes.reverse(), start: starts.get(state)!, end: best.end };
  }

  /** Marks a way as taken by a line of a group, from border to border. */
  take(points: readonly Point[], group: number): Set<number> {
    const nodes = new Set<number>();
    for (let index = 1; index < points.length; index++) {
      const a = points[index - 1]!;
      const b = points[index]!;
      const lying = Math.abs(a.y - b.y) < 0.01;
      const box = {
        x: Math.min(a.x, b.x),
        y: Math.min(a.y, b.y),
        width: Math.abs(a.x - b.x),
        height: Math.abs(a.y - b.y),
      };
      this.#each(box, (node) => {
        if (lying) this.#lying[node] ||= group;
        else this.#upright[node] ||= group;
        nodes.add(node);
      });
    }
    return nodes;
  }

  #isOpen(node: number, way: number): boolean {
    const column = node % this.#width;
    switch (way) {
      case 0:
        return column + 1 < this.#width && this.#openRight[node] === 1;
      case 1:
        return node + this.#width < this.#openDown.length && this.#openDown[node] === 1;
      case 2:
        return column > 0 && this.#openRight[node - 1] === 1;
      default:
        return node >= this.#width && this.#openDown[node - this.#width] === 1;
    }
  }

  /** Whether something lies on the straight way from a border to the first track. */
  #isBlocked(a: Point, b: Point): boolean {
    const left = Math.min(a.x, b.x);
    const right = Math.max(a.x, b.x);
    const top = Math.min(a.y, b.y);
    const bottom = Math.max(a.y, b.y);
    return this.#obstacles.some(
      (box) =>
        right > box.x - 1 &&
        left < box.x + box.width + 1 &&
        bottom > box.y - 1 &&
        top < box.y + box.height + 1 &&
        !touches(box, a),
    );
  }

  /** A node with no way out lies in a box. */
  #isInside(node: number): boolean {
    return [0, 1, 2, 3].every((way) => !this.#isOpen(node, way));
  }

  #taken(node: number, lying: boolean, group: number): boolean {
    const user = lying ? this.#lying[node]! : this.#upright[node]!;
    return user !== 0 && user !== group && group !== anywhere;
  }

  /** Whether a line of another group runs across the way through a node. */
  #crosses(node: number, way: number, group: number): boolean {
    return this.#taken(node, way % 2 !== 0, group);
  }

  #close(box: Rectangle): void {
    const left = firstFrom(this.#xs, box.x - clearance);
    const right = lastTo(this.#xs, box.x + box.width + clearance);
    const top = firstFrom(this.#ys, box.y - clearance);
    const bottom = lastTo(this.#ys, box.y + box.height + clearance);
    for (let y = top; y <= bottom; y++)
      for (let x = Math.max(0, left - 1); x <= right; x++) this.#openRight[y * this.#width + x] = 0;
    for (let x = left; x <= right; x++)
      for (let y = Math.max(0, top - 1); y <= bottom; y++) this.#openDown[y * this.#width + x] = 0;
  }

  #each(box: Rectangle, visit: (node: number) => void): void {
    const right = lastTo(this.#xs, box.x + box.width + 0.01);
    const bottom = lastTo(this.#ys, box.y + box.height + 0.01);
    for (let y = firstFrom(this.#ys, box.y - 0.01); y <= bottom; y++)
      for (let x = firstFrom(this.#xs, box.x - 0.01); x <= right; x++) visit(y * this.#width + x);
  }
}

/** Whether a point lies on the border of a box. */
function touches({ x, y, width, height }: Rectangle, point: Point): boolean {
  const inside =
    point.x >= x - 0.01 && point.x <= x + width + 0.01 && point.y >= y - 0.01 && point.y <= y + height + 0.01;
  const deep = point.x > x + 0.01 && point.x < x + width - 0.01 && point.y > y + 0.01 && point.y < y + height - 0.01;
  return inside && !deep;
}

/** Tracks through a box: in its middle, and some beside that for more lines. */
function through(from: number, length: number, apart: number): number[] {
  const middle = from + length / 2;
  return [0, -1, 1, -2, 2]
    .map((place) => middle + place * apart)
    .filter((at) => at > from + 8 && at < from + length - 8);
}

/** Sorted, without those that lie too close to one that came before them. */
function thinOut(tracks: readonly number[]): number[] {
  const taken = new Map<number, number[]>();
  const kept: number[] = [];
  for (const track of tracks) {
    const place = Math.floor(track / closest);
    const near = [place - 1, place, place + 1].flatMap((other) => taken.get(other) ?? []);
    if (near.some((other) => Math.abs(other - track) < closest)) continue;
    kept.push(track);
    const list = taken.get(place);
    if (list) list.push(track);
    else taken.set(place, [track]);
  }
  return kept.sort((a, b) => a - b);
}
