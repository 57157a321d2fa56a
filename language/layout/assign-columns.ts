import type { FlowKind } from '../model/vocabulary.ts';
import type { Nesting } from '../view/nesting.ts';
import type { ViewGraph, ViewLine } from '../view/view-graph.ts';
import type { Course } from './plan-containers.ts';

/** Width and height along and across the flow. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A connection between two boxes, from the earlier to the later. */
interface ColumnEdge {
  readonly from: number;
  readonly to: number;
  weight: number;
  /** Between peers: they may share a column. */
  soft: boolean;
}

/** Fewest connected boxes of a container for peers to share a column: with less, a straight line reads better. */
const crowd = 4;
/** What collects, or is protected, stands no further along the pipeline than this. */
const earliest = 1.25;
/** Peers stand closer than this in the pipeline. */
const peerDistance = 0.75;
/** What peers exchange on the side. Detections and logs always lead on to the next column. */
const sideKinds: ReadonlySet<FlowKind> = new Set(['signal', 'context', 'policy', 'action', 'sync']);

interface ColumnBox extends Size {
  readonly node: number;
  readonly rank?: number;
  /** How many stretches lead to it from the near border, and from it to the far one. */
  fromWest: number;
  toEast: number;
  readonly incoming: ColumnEdge[];
  readonly outgoing: ColumnEdge[];
}

/**
 * Gives each connected child of each container a column, numbered from 0 without holes, so that every stretch runs from a
 * lower to a higher one, or between peers of one column, and stretches are short. By container, then by node.
 */
export function assignColumns(
  graph: ViewGraph,
  nesting: Nesting,
  courses: readonly Course[],
  sizes: readonly Size[],
  aspectOf: (container: number) => number,
): Map<number, Map<number, number>> {
  const boxes = new Map<number, Map<number, ColumnBox>>();
  const edges = new Map<string, ColumnEdge>();
  const boxOf = (container: number, node: number): ColumnBox => {
    let inside = boxes.get(container);
    if (!inside) boxes.set(container, (inside = new Map()));
    let box = inside.get(node);
    if (!box) {
      box = {
        ...sizes[node]!,
        node,
        rank: graph.nodes[node]!.rank,
        fromWest: 0,
        toEast: 0,
        incoming: [],
        outgoing: [],
      };
      inside.set(node, box);
    }
    return box;
  };
  for (const { line, stretches } of courses)
    for (const { container, from, to } of stretches) {
      const source = from.at === 'child' ? boxOf(container, from.node) : undefined;
      const target = to.at === 'child' ? boxOf(container, to.node) : undefined;
      if (!source && target) target.fromWest++;
      if (source && !target) source.toEast++;
      if (!source || !target) continue;
      const key = `${source.node} ${target.node}`;
      let edge = edges.get(key);
      if (!edge) {
        edge = { from: source.node, to: target.node, weight: 0, soft: true };
        edges.set(key, edge);
        source.outgoing.push(edge);
        target.incoming.push(edge);
      }
      edge.weight++;
      edge.soft &&= arePeers(graph, line, source.node, target.node);
    }
  const columns = new Map<number, Map<number, number>>();
  for (const [container, children] of nesting.children) {
    const inside = boxes.get(container);
    if (!inside) continue;
    // In reading order, whatever order the lines name them in.
    const ordered = children.flatMap((child) => inside.get(child) ?? []);
    columns.set(container, columnsOf(ordered, inside, aspectOf(container)));
  }
  return columns;
}

function arePeers(graph: ViewGraph, line: ViewLine, source: number, target: number): boolean {
  const a = graph.nodes[source]!;
  const b = graph.nodes[target]!;
  return (
    a.type === 'card' &&
    b.type === 'card' &&
    line.bundle === undefined &&
    a.rank !== undefined &&
    b.rank !== undefined &&
    Math.abs(a.rank - b.rank) < peerDistance &&
    [...line.kinds, ...line.backKinds].every((kind) => sideKinds.has(kind))
  );
}

function columnsOf(
  boxes: readonly ColumnBox[],
  byNode: ReadonlyMap<number, ColumnBox>,
  aspect: number,
): Map<number, number> {
  const order = topologicalOrder(boxes, byNode);
  const column = new Map<number, number>();
  if (boxes.length < crowd) for (const box of boxes) for (const edge of box.outgoing) edge.soft = false;
  // A soft edge that would run backwards becomes a hard one; each round hardens at least one.
  for (;;) {
    const isHard = ({ soft }: ColumnEdge): boolean => !soft;
    for (const box of order)
      column.set(box.node, Math.max(0, ...box.incoming.filter(isHard).map(({ from }) => column.get(from)! + 1)));
    tighten(column, order);
    const backward = boxes
      .flatMap((box) => box.outgoing)
      .filter(({ from, to, soft }) => soft && column.get(from)! > column.get(to)!);
    if (backward.length === 0) break;
    for (const edge of backward) edge.soft = false;
  }
  void aspect;
  return compact(column);
}

function topologicalOrder(boxes: readonly ColumnBox[], byNode: ReadonlyMap<number, ColumnBox>): ColumnBox[] {
  const open = new Map(boxes.map((box) => [box.node, box.incoming.length]));
  const ready = boxes.filter((box) => box.incoming.length === 0);
  for (let next = 0; next < ready.length; next++)
    for (const { to } of ready[next]!.outgoing) {
      const left = open.get(to)! - 1;
      open.set(to, left);
      if (left === 0) ready.push(byNode.get(to)!);
    }
  return ready;
}

/** Moves boxes within their slack to where their edges are shortest, by weight. */
function tighten(column: Map<number, number>, order: readonly ColumnBox[]): void {
  const last = Math.max(0, ...column.values());
  const sum = (edges: readonly ColumnEdge[]): number => edges.reduce((total, edge) => total + edge.weight, 0);
  for (let round = 0; round < 6; round++) {
    let moved = false;
    for (const box of round % 2 === 0 ? [...order].reverse() : order) {
      const here = column.get(box.node)!;
      const low = Math.max(0, ...box.incoming.map(({ from, soft }) => column.get(from)! + (soft ? 0 : 1)));
      const high = Math.min(last, ...box.outgoing.map(({ to, soft }) => column.get(to)! - (soft ? 0 : 1)));
      if (low > high) continue;
      const pullIn = sum(box.incoming) + box.fromWest;
      const pullOut = sum(box.outgoing) + box.toEast;
      // Where the pipeline begins, it begins at the left.
      const early = box.incoming.length === 0 && box.fromWest === 0 && (box.rank ?? Infinity) <= earliest;
      const wanted = early ? low : pullOut > pullIn ? high : pullIn > pullOut ? low : here;
      const to = Math.min(high, Math.max(low, wanted));
      if (to === here) continue;
      column.set(box.node, to);
      moved = true;
    }
    if (!moved) break;
  }
}

function compact(column: ReadonlyMap<number, number>): Map<number, number> {
  const used = [...new Set(column.values())].sort((a, b) => a - b);
  const index = new Map(used.map((value, position) => [value, position]));
  return new Map([...column].map(([node, value]) => [node, index.get(value)!]));
}
