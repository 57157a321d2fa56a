import type { Nesting } from '../view/nesting.ts';
import type { Course } from './plan-containers.ts';

/** Width and height along and across the flow. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A connection between two boxes, by index, from the earlier to the later. */
interface ColumnEdge {
  readonly from: number;
  readonly to: number;
  weight: number;
}

interface ColumnBox extends Size {
  readonly node: number;
  /** How many stretches lead to it from the near border, and from it to the far one. */
  fromWest: number;
  toEast: number;
  readonly incoming: ColumnEdge[];
  readonly outgoing: ColumnEdge[];
}

/**
 * Gives each connected child of each container a column, numbered from 0 without holes, so that every stretch runs from a
 * lower to a higher one and stretches are short. By container, then by node.
 */
export function assignColumns(
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
      box = { ...sizes[node]!, node, fromWest: 0, toEast: 0, incoming: [], outgoing: [] };
      inside.set(node, box);
    }
    return box;
  };
  for (const { stretches } of courses)
    for (const { container, from, to } of stretches) {
      const source = from.at === 'child' ? boxOf(container, from.node) : undefined;
      const target = to.at === 'child' ? boxOf(container, to.node) : undefined;
      if (!source && target) target.fromWest++;
      if (source && !target) source.toEast++;
      if (!source || !target) continue;
      const key = `${source.node} ${target.node}`;
      let edge = edges.get(key);
      if (!edge) {
        edge = { from: source.node, to: target.node, weight: 0 };
        edges.set(key, edge);
        source.outgoing.push(edge);
        target.incoming.push(edge);
      }
      edge.weight++;
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

function columnsOf(
  boxes: readonly ColumnBox[],
  byNode: ReadonlyMap<number, ColumnBox>,
  aspect: number,
): Map<number, number> {
  const order = topologicalOrder(boxes, byNode);
  const column = new Map(boxes.map((box) => [box.node, 0]));
  for (const box of order) column.set(box.node, Math.max(0, ...box.incoming.map(({ from }) => column.get(from)! + 1)));
  tighten(column, order);
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
      const low = Math.max(0, ...box.incoming.map(({ from }) => column.get(from)! + 1));
      const high = Math.min(last, ...box.outgoing.map(({ to }) => column.get(to)! - 1));
      const pullIn = sum(box.incoming) + box.fromWest;
      const pullOut = sum(box.outgoing) + box.toEast;
      const wanted = pullOut > pullIn ? high : pullIn > pullOut ? low : here;
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
