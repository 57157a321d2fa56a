import type { FlowKind } from '../model/vocabulary.ts';
import type { Nesting } from './nesting.ts';
import { directionWeights } from './pipeline-rank.ts';
import type { ViewNode } from './view-graph.ts';

/** Two nodes and the kinds that flow from the first to the second, and back. */
export interface OrderedPair {
  readonly source: number;
  readonly target: number;
  readonly kinds: readonly FlowKind[];
  readonly backKinds: readonly FlowKind[];
}

/** How much a pair's places in the pipeline count beside its flows. */
const pipelineWeight = 1.5;
/** Ranks closer than this say nothing about which comes first. */
const pipelineStep = 0.75;

interface Neighbour {
  readonly child: number;
  /** What is lost when the child stands before this neighbour. */
  readonly before: number;
  /** What is lost when it stands after it. */
  readonly after: number;
}

/**
 * Puts the children of each container in the order in which flows should pass them, so that as little as possible, by
 * weight, runs backwards. Lines are then laid out from the earlier child to the later one, whichever way they point: the
 * layout engine sees no cycle. Returns each node's place among its siblings.
 */
export function orderChildren(
  nodes: readonly ViewNode[],
  pairs: readonly OrderedPair[],
  nesting: Nesting,
): readonly number[] {
  const place: number[] = nodes.map(() => 0);
  const weights = new Map<number, Map<string, { a: number; b: number; forth: number; back: number }>>();
  for (const line of pairs) {
    const { container, source, target } = nesting.meeting(line.source, line.target);
    if (source === undefined || target === undefined) continue;
    const [forth, back] = weigh(line);
    const siblings = weights.get(container) ?? new Map<string, { a: number; b: number; forth: number; back: number }>();
    weights.set(container, siblings);
    const [a, b] = source < target ? [source, target] : [target, source];
    const pair = siblings.get(`${a} ${b}`) ?? { a, b, forth: 0, back: 0 };
    siblings.set(`${a} ${b}`, pair);
    pair.forth += source < target ? forth : back;
    pair.back += source < target ? back : forth;
  }
  for (const [container, children] of nesting.children) {
    const neighbours = new Map<number, Neighbour[]>();
    const add = (child: number, neighbour: Neighbour): void => {
      const list = neighbours.get(child);
      if (list) list.push(neighbour);
      else neighbours.set(child, [neighbour]);
    };
    for (const { a, b, forth, back } of weights.get(container)?.values() ?? []) {
      const rankA = nodes[a]!.rank;
      const rankB = nodes[b]!.rank;
      const known = rankA !== undefined && rankB !== undefined;
      const aFirst = forth + (known && rankA + pipelineStep <= rankB ? pipelineWeight : 0);
      const bFirst = back + (known && rankB + pipelineStep <= rankA ? pipelineWeight : 0);
      add(a, { child: b, before: bFirst, after: aFirst });
      add(b, { child: a, before: aFirst, after: bFirst });
    }
    const rank = (child: number): number => nodes[child]!.rank ?? 3;
    const start = [...children].sort((a, b) => rank(a) - rank(b) || a - b);
    for (const [index, child] of sift(start, neighbours).entries()) place[child] = index;
  }
  return place;
}

function weigh(line: OrderedPair): [number, number] {
  let forth = 0;
  let back = 0;
  for (const kind of line.kinds) forth += directionWeights[kind];
  for (const kind of line.backKinds) back += directionWeights[kind];
  return [forth, back];
}

/** Moves each child to its best place until none gains by moving; ties leave it where it is. */
function sift(start: readonly number[], neighbours: ReadonlyMap<number, readonly Neighbour[]>): number[] {
  let order = [...start];
  const moving = [...start].filter((child) => neighbours.has(child)).sort((a, b) => a - b);
  for (let round = 0; round < 8; round++) {
    let moved = false;
    for (const child of moving) {
      const from = order.indexOf(child);
      const position = new Map(order.map((other, index) => [other, index]));
      // Walk over the neighbours in order: between two of them the cost does not change.
      const steps = neighbours
        .get(child)!
        .map((neighbour) => ({ at: position.get(neighbour.child)!, gain: neighbour.after - neighbour.before }))
        .sort((a, b) => a.at - b.at);
      // Cost of standing in front of everything, up to a constant: a neighbour passed costs its `after` instead of its
      // `before`.
      let cost = 0;
      let costHere = 0;
      let best = Infinity;
      let bestFrom = 0;
      let bestTo = 0;
      let low = 0;
      const consider = (high: number): void => {
        if (from >= low && from <= high) costHere = cost;
        if (cost < best - 1e-9) {
          best = cost;
          bestFrom = low;
          bestTo = high;
        }
      };
      for (const { at, gain } of steps) {
        consider(at);
        cost += gain;
        low = at;
      }
      consider(order.length);
      if (costHere <= best + 1e-9) continue;
      // The place nearest to where it stands now.
      const to = from < bestFrom ? bestFrom + 1 : bestTo;
      order = [...order.slice(0, from), ...order.slice(from + 1)];
      order.splice(to > from ? to - 1 : to, 0, child);
      moved = true;
    }
    if (!moved) break;
  }
  return order;
}
