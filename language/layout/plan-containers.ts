import type { Nesting } from '../view/nesting.ts';
import type { ViewGraph, ViewLine, ViewPill } from '../view/view-graph.ts';

/** What a piece of a line is fixed to: a child of the container, its near (`west`) or far (`east`) border, or a knot. */
export type PieceEnd =
  | { readonly at: 'child'; readonly node: number; readonly port: string }
  | { readonly at: 'west'; readonly port: string }
  | { readonly at: 'east'; readonly port: string }
  | { readonly at: 'knot'; readonly knot: number; readonly port: string };

/** A piece of one or several lines inside one container, from the earlier end to the later. */
export interface Piece {
  readonly from: PieceEnd;
  readonly to: PieceEnd;
}

/** A place on a line that is laid out like a box: a label, or the point where a line between peers turns back. */
export interface PlannedKnot {
  readonly pill?: ViewPill;
  /** Whose it is: a line's own, or that of a bundle's trunk. */
  readonly line?: number;
  readonly bundle?: number;
  /** A column of its container (among the boxes), or the gap behind one (`2.5`: between columns 2 and 3). */
  readonly column: number;
  /** For a turning point, the side of the knot on which both pieces meet it. */
  readonly turn?: 'west' | 'east';
}

/** What one container's layout has to do. */
export interface ContainerPlan {
  readonly container: number;
  readonly children: readonly number[];
  /** Column of each connected child. */
  readonly columns: ReadonlyMap<number, number>;
  readonly pieces: readonly Piece[];
  readonly knots: readonly PlannedKnot[];
  /** Ports of the border, in the order in which they were needed. */
  readonly west: readonly string[];
  readonly east: readonly string[];
}

/** One step of a line's way: a piece or a knot of a container. */
export type Step =
  | { readonly container: number; readonly piece: number; readonly backwards?: boolean }
  | { readonly container: number; readonly knot: number };

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

/** A knot and where it stands on a course. */
export interface AllottedKnot extends PlannedKnot {
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
  return end.at === 'knot' ? `knot ${end.knot}:${end.port}` : `${end.at}:${end.port}`;
}

interface OpenPlan {
  readonly children: readonly number[];
  readonly pieces: Piece[];
  readonly pieceOf: Map<string, number>;
  readonly knots: PlannedKnot[];
  readonly west: Set<string>;
  readonly east: Set<string>;
}

/** Brings stretches, columns and labels together into what each container has to lay out. */
export function planContainers(
  graph: ViewGraph,
  nesting: Nesting,
  courses: readonly Course[],
  columns: ReadonlyMap<number, ReadonlyMap<number, number>>,
  knots: readonly AllottedKnot[],
): Plan {
  const plans = new Map<number, OpenPlan>();
  const planOf = (container: number): OpenPlan => {
    let plan = plans.get(container);
    if (!plan) {
      const children = nesting.children.get(container) ?? [];
      plan = { children, pieces: [], pieceOf: new Map(), knots: [], west: new Set(), east: new Set() };
      plans.set(container, plan);
    }
    return plan;
  };
  for (const container of nesting.children.keys()) planOf(container);
  // Knots by stretch, in the order in which the line meets them.
  const knotsOn = new Map<string, { index: number; knot: AllottedKnot }[]>();
  for (const knot of knots) {
    const { container, on, pill, line, bundle, column, turn } = knot;
    const index = planOf(container).knots.push({ pill, line, bundle, column, turn }) - 1;
    for (const key of on) knotsOn.set(key, [...(knotsOn.get(key) ?? []), { index, knot }]);
  }
  for (const met of knotsOn.values()) met.sort((a, b) => a.knot.column - b.knot.column);

  const ways = courses.map(({ line, stretches }): LineWay => {
    const steps: Step[] = [];
    for (const stretch of stretches) {
      const { container, to } = stretch;
      const plan = planOf(container);
      for (const end of [stretch.from, to]) if (end.at === 'west' || end.at === 'east') plan[end.at].add(end.port);
      let { from } = stretch;
      const met = knotsOn.get(stretchKey(stretch)) ?? [];
      const turning = met.find(({ knot }) => knot.turn !== undefined);
      if (turning) {
        steps.push(...turnSteps(plan, stretch, turning.index, turning.knot));
        continue;
      }
      for (const { index } of met) {
        steps.push({ container, piece: addPiece(plan, from, { at: 'knot', knot: index, port: 'in' }) });
        steps.push({ container, knot: index });
        from = { at: 'knot', knot: index, port: 'out' };
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
      [...plans].map(([container, { children, pieces, knots: own, west, east }]) => [
        container,
        {
          container,
          children,
          columns: columns.get(container) ?? new Map<number, number>(),
          pieces,
          knots: own,
          west: [...west],
          east: [...east],
        },
      ]),
    ),
    ways,
  };
}

/** Out of one box and back into its peer, on the same side of both. */
function turnSteps(plan: OpenPlan, { container, from, to }: Stretch, index: number, knot: AllottedKnot): Step[] {
  // A label is passed through; where there is none, both pieces end in one point.
  const end = (port: string): PieceEnd => ({ at: 'knot', knot: index, port: knot.pill ? port : 'turn' });
  if (knot.turn === 'west')
    return [
      { container, piece: addPiece(plan, from, end('in')) },
      { container, knot: index },
      { container, piece: addPiece(plan, to, end('out')), backwards: true },
    ];
  return [
    { container, piece: addPiece(plan, end('in'), from), backwards: true },
    { container, knot: index },
    { container, piece: addPiece(plan, end('out'), to) },
  ];
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
