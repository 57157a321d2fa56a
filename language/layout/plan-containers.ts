import type { Nesting } from '../view/nesting.ts';
import type { ViewGraph, ViewLine, ViewPill } from '../view/view-graph.ts';

/** What a piece of a line is fixed to: a child of the container, its near (`west`) or far (`east`) border, or a pill. */
export type PieceEnd =
  | { readonly at: 'child'; readonly node: number; readonly port: string }
  | { readonly at: 'west'; readonly port: string }
  | { readonly at: 'east'; readonly port: string }
  | { readonly at: 'pill'; readonly pill: number };

/** A piece of one or several lines inside one container, from the earlier end to the later. */
export interface Piece {
  readonly from: PieceEnd;
  readonly to: PieceEnd;
}

/** A label to be given room on its line. */
export interface PlannedPill {
  readonly pill: ViewPill;
  /** Whose it is: a line's own, or that of a bundle's trunk. */
  readonly line?: number;
  readonly bundle?: number;
  /** A column of its container (among the boxes), or the gap behind one (`2.5`: between columns 2 and 3). */
  readonly column: number;
}

/** What one container's layout has to do. */
export interface ContainerPlan {
  readonly container: number;
  readonly children: readonly number[];
  /** Column of each connected child. */
  readonly columns: ReadonlyMap<number, number>;
  readonly pieces: readonly Piece[];
  readonly pills: readonly PlannedPill[];
  /** Ports of the border, in the order in which they were needed. */
  readonly west: readonly string[];
  readonly east: readonly string[];
}

/** One step of a line's way: a piece or a pill of a container. */
export type Step =
  { readonly container: number; readonly piece: number } | { readonly container: number; readonly pill: number };

/** The way of a line from its earlier end to its later one. */
export interface LineWay {
  readonly line: number;
  readonly steps: readonly Step[];
}

export interface Plan {
  readonly containers: ReadonlyMap<number, ContainerPlan>;
  readonly ways: readonly LineWay[];
}

/** A part of a line's way inside one container, before labels are set upon it. */
export interface Stretch {
  readonly container: number;
  readonly from: PieceEnd;
  readonly to: PieceEnd;
}

/** The way of a line, cut where it passes borders. */
export interface Course {
  readonly line: ViewLine;
  /** From the earlier end to the later one. */
  readonly stretches: readonly Stretch[];
  /** Which of the stretches lies in the container where the line's ends meet. */
  readonly meeting: number;
}

/**
 * Cuts every line at the borders it passes. Within each container the stretches run from an earlier sibling to a later
 * one or to the border; lines of one bundle share ports from where they meet to their hub.
 */
export function cutLines(graph: ViewGraph, nesting: Nesting): Course[] {
  return graph.lines.map((line) => cutLine(line, graph, nesting));
}

function cutLine(line: ViewLine, graph: ViewGraph, nesting: Nesting): Course {
  const { container } = nesting.meeting(line.source, line.target);
  const [first, last] = line.sourceFirst ? [line.source, line.target] : [line.target, line.source];
  const bundle = line.bundle === undefined ? undefined : graph.bundles[line.bundle]!;
  const own = `l${line.index}`;
  const shared = bundle ? `b${bundle.index}` : own;
  const portAt = (node: number): string => (bundle && node === bundle.hub ? shared : own);

  const stretches: Stretch[] = [];
  // From the earlier end out to where both meet.
  let from: PieceEnd;
  if (first === container) from = { at: 'west', port: portAt(first) };
  else {
    from = { at: 'child', node: first, port: portAt(first) };
    for (let within = nesting.parent(first); within !== container; within = nesting.parent(within)) {
      stretches.push({ container: within, from, to: { at: 'east', port: shared } });
      from = { at: 'child', node: within, port: shared };
    }
  }
  // From the later end out, to be walked the other way.
  const inward: Stretch[] = [];
  let to: PieceEnd;
  if (last === container) to = { at: 'east', port: portAt(last) };
  else {
    to = { at: 'child', node: last, port: portAt(last) };
    for (let within = nesting.parent(last); within !== container; within = nesting.parent(within)) {
      inward.push({ container: within, from: { at: 'west', port: shared }, to });
      to = { at: 'child', node: within, port: shared };
    }
  }
  const meeting = stretches.length;
  stretches.push({ container, from, to }, ...inward.reverse());
  return { line, stretches, meeting };
}

/** A pill and where it stands on a course. */
export interface AllottedPill extends PlannedPill {
  readonly container: number;
  /** Keys of the stretches it stands on. */
  readonly on: ReadonlySet<string>;
}

/** Tells stretches apart: lines that share both ends of one share the stretch. */
export function stretchKey({ container, from, to }: Stretch): string {
  return `${container} ${endKey(from)} ${endKey(to)}`;
}

export function endKey(end: PieceEnd): string {
  if (end.at === 'child') return `${end.node}:${end.port}`;
  return end.at === 'pill' ? `pill ${end.pill}` : `${end.at}:${end.port}`;
}

interface OpenPlan {
  readonly children: readonly number[];
  readonly pieces: Piece[];
  readonly pieceOf: Map<string, number>;
  readonly pills: PlannedPill[];
  readonly west: Set<string>;
  readonly east: Set<string>;
}

/** Brings stretches, columns and labels together into what each container has to lay out. */
export function planContainers(
  graph: ViewGraph,
  nesting: Nesting,
  courses: readonly Course[],
  columns: ReadonlyMap<number, ReadonlyMap<number, number>>,
  pills: readonly AllottedPill[],
): Plan {
  const plans = new Map<number, OpenPlan>();
  const planOf = (container: number): OpenPlan => {
    let plan = plans.get(container);
    if (!plan) {
      const children = nesting.children.get(container) ?? [];
      plan = { children, pieces: [], pieceOf: new Map(), pills: [], west: new Set(), east: new Set() };
      plans.set(container, plan);
    }
    return plan;
  };
  for (const container of nesting.children.keys()) planOf(container);
  // Pills by stretch, in the order in which the line meets them.
  const pillsOn = new Map<string, { index: number; column: number }[]>();
  for (const { container, on, pill, line, bundle, column } of pills) {
    const index = planOf(container).pills.push({ pill, line, bundle, column }) - 1;
    for (const key of on) pillsOn.set(key, [...(pillsOn.get(key) ?? []), { index, column }]);
  }
  for (const met of pillsOn.values()) met.sort((a, b) => a.column - b.column);

  const ways = courses.map(({ line, stretches }): LineWay => {
    const steps: Step[] = [];
    for (const stretch of stretches) {
      const { container, to } = stretch;
      const plan = planOf(container);
      for (const end of [stretch.from, to]) if (end.at === 'west' || end.at === 'east') plan[end.at].add(end.port);
      let { from } = stretch;
      for (const { index } of pillsOn.get(stretchKey(stretch)) ?? []) {
        const label: PieceEnd = { at: 'pill', pill: index };
        steps.push({ container, piece: addPiece(plan, from, label) }, { container, pill: index });
        from = label;
      }
      steps.push({ container, piece: addPiece(plan, from, to) });
    }
    return { line: line.index, steps };
  });
  // A flow to or from a frame itself ends at its border: that port belongs to the frame though nothing inside uses it.
  for (const { stretches } of courses)
    for (const { from, to } of stretches) {
      if (from.at === 'child' && graph.nodes[from.node]!.type === 'frame') planOf(from.node).east.add(from.port);
      if (to.at === 'child' && graph.nodes[to.node]!.type === 'frame') planOf(to.node).west.add(to.port);
    }

  return {
    containers: new Map(
      [...plans].map(([container, { children, pieces, pills: own, west, east }]) => [
        container,
        {
          container,
          children,
          columns: columns.get(container) ?? new Map<number, number>(),
          pieces,
          pills: own,
          west: [...west],
          east: [...east],
        },
      ]),
    ),
    ways,
  };
}

function addPiece(plan: OpenPlan, from: PieceEnd, to: PieceEnd): number {
  const key = `${endKey(from)} ${endKey(to)}`;
  const known = plan.pieceOf.get(key);
  if (known !== undefined) return known;
  const index = plan.pieces.length;
  plan.pieces.push({ from, to });
  plan.pieceOf.set(key, index);
  return index;
}
