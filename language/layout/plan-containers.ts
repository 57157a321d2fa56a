import { shareLabels } from '../view/line-pills.ts';
import type { Nesting } from '../view/nesting.ts';
import type { ViewGraph, ViewPill } from '../view/view-graph.ts';
import type { Columns, Road, Size } from './assign-columns.ts';

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
  /** What it takes along and across the flow; a bare turning point takes none. */
  readonly room: Size;
  /** Whose it is: a line's own, or a trunk's. */
  readonly line?: number;
  readonly trunk?: number;
  /** A column of its container (among the boxes), or the gap behind one (`2.5`: between columns 2 and 3). */
  readonly column: number;
  /** For a turning point, the side of the boxes on which it lies: it is met from the other. */
  readonly turn?: 'west' | 'east';
  /** Set where it has its place among the boxes of its column: behind so many of them. */
  readonly behind?: number;
  /** Boxes of one column that stand in this order around it, or on their way to it. */
  readonly ordered?: readonly number[];
}

/** What one container's layout has to do. */
export interface ContainerPlan {
  readonly container: number;
  readonly children: readonly number[];
  /** Column of each connected child. */
  readonly columns: ReadonlyMap<number, number>;
  /** Where the order in a column is given: from top to bottom, the row of each of its connected children. */
  readonly rows?: ReadonlyMap<number, number>;
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

/** Lines of a bundle that run the same way, drawn as one trunk with branches: forward, or turning in the same column. */
export interface Trunk {
  readonly index: number;
  readonly hub: number;
  /** Whether the lines' `target` or their `source` is the hub. */
  readonly end: 'target' | 'source';
  /** Whether the hub is the later end of the lines. */
  readonly hubLast: boolean;
  readonly lines: readonly number[];
  readonly turn?: 'west' | 'east';
  /** Whether all its lines say the same, so that the trunk speaks for its branches. */
  readonly sharesLabels: boolean;
}

export interface Trunks {
  readonly list: readonly Trunk[];
  /** By line, the index of its trunk. */
  readonly of: ReadonlyMap<number, number>;
}

/** Divides bundles by how their lines run; what is left alone is no longer bundled. */
export function findTrunks(graph: ViewGraph, roads: readonly Road[]): Trunks {
  const list: Trunk[] = [];
  const of = new Map<number, number>();
  for (const { hub, end, hubLast, lines } of graph.bundles) {
    const parts = new Map<string, number[]>();
    for (const line of lines) {
      const { turn, container } = roads[line]!;
      const key = turn ? `${turn} ${container}` : 'forward';
      const part = parts.get(key);
      if (part) part.push(line);
      else parts.set(key, [line]);
    }
    for (const part of parts.values()) {
      const { turn } = roads[part[0]!]!;
      const members = part.map((line) => graph.lines[line]!);
      // Where lines turn back there is no branch to write on: what has words of its own stays a line of its own.
      if (part.length < 2) continue;
      const sharesLabels = shareLabels(members);
      if (turn && !sharesLabels) continue;
      for (const line of part) of.set(line, list.length);
      list.push({ index: list.length, hub, end, hubLast, lines: part, turn, sharesLabels });
    }
  }
  return { list, of };
}

/** A part of a line's way inside one container, before labels are set upon it. Always from west to east, or a turn. */
export interface Stretch {
  readonly container: number;
  readonly from: PieceEnd;
  readonly to: PieceEnd;
  /** Set where both ends lie in one column: the side on which the line leaves and comes back. */
  readonly turn?: 'west' | 'east';
  /** Whether the line passes it from `to` to `from`. */
  readonly backwards: boolean;
}

/** The way of a line, cut where it passes borders. */
export interface Course {
  readonly road: Road;
  /** From the earlier end to the later one. */
  readonly stretches: readonly Stretch[];
  /** Which of the stretches lies in the container where the line's ends meet. */
  readonly meeting: number;
}

/**
 * Cuts every line at the borders it passes. Within each container the stretches run from an earlier column to a later one
 * or to a border; lines of one trunk share ports from where they meet to their hub.
 */
export function cutLines(roads: readonly Road[], trunks: Trunks, nesting: Nesting): Course[] {
  return roads.map((road) => {
    const trunk = trunks.of.get(road.line.index);
    return cutLine(road, trunk === undefined ? undefined : trunks.list[trunk], nesting);
  });
}

function cutLine(road: Road, trunk: Trunk | undefined, nesting: Nesting): Course {
  const { line, first, last, container, turn } = road;
  const own = `l${line.index}`;
  const shared = trunk ? `t${trunk.index}` : own;
  const portAt = (node: number): string => (trunk && node === trunk.hub ? shared : own);
  /** The stretches from an end out to just below where the ends meet, and the port there. */
  const outward = (end: number, side: 'west' | 'east', leaving: boolean): { out: Stretch[]; port: PieceEnd } => {
    if (end === container) return { out: [], port: { at: leaving ? 'west' : 'east', port: portAt(end) } };
    const out: Stretch[] = [];
    let port: PieceEnd = { at: 'child', node: end, port: portAt(end) };
    for (let within = nesting.parent(end); within !== container; within = nesting.parent(within)) {
      const border: PieceEnd = { at: side, port: shared };
      const [from, to] = side === 'west' ? [border, port] : [port, border];
      // Leaving in the east runs forward, as does coming in from the west.
      out.push({ container: within, from, to, backwards: leaving !== (side === 'east') });
      port = { at: 'child', node: within, port: shared };
    }
    return { out, port };
  };
  const start = outward(first, turn ?? 'east', true);
  const finish = outward(last, turn ?? 'west', false);
  return {
    road,
    stretches: [
      ...start.out,
      { container, from: start.port, to: finish.port, turn, backwards: false },
      ...finish.out.reverse(),
    ],
    meeting: start.out.length,
  };
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
  { of: columns, rows }: Pick<Columns, 'of' | 'rows'>,
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
    const { container, on, pill, room, line, trunk, column, turn, behind, ordered } = knot;
    const index = planOf(container).knots.push({ pill, room, line, trunk, column, turn, behind, ordered }) - 1;
    for (const key of on) knotsOn.set(key, [...(knotsOn.get(key) ?? []), { index, knot }]);
  }
  for (const met of knotsOn.values()) met.sort((a, b) => a.knot.column - b.knot.column);

  const ways = courses.map(({ road, stretches }): LineWay => {
    const steps = stretches.flatMap((stretch) => {
      const plan = planOf(stretch.container);
      for (const end of [stretch.from, stretch.to])
        if (end.at === 'west' || end.at === 'east') plan[end.at].add(end.port);
      const forward = stepsAlong(plan, stretch, knotsOn.get(stretchKey(stretch)) ?? []);
      return stretch.backwards ? forward.reverse().map(turnedStep) : forward;
    });
    return { line: road.line.index, steps };
  });
  // A flow to or from a frame itself ends at its border: that port belongs to the frame though nothing inside uses it.
  for (const { stretches } of courses)
    for (const { from, to, turn } of stretches) {
      if (from.at === 'child' && graph.nodes[from.node]!.type === 'frame')
        planOf(from.node)[turn ?? 'east'].add(from.port);
      if (to.at === 'child' && graph.nodes[to.node]!.type === 'frame') planOf(to.node)[turn ?? 'west'].add(to.port);
    }

  return {
    containers: new Map(
      [...plans].map(([container, { children, pieces, knots: own, west, east }]) => [
        container,
        {
          container,
          children,
          columns: columns.get(container) ?? new Map<number, number>(),
          rows: rows.get(container) ?? rowsAround(own),
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

/** Rows of the boxes whose order is given by a knot. */
function rowsAround(knots: readonly PlannedKnot[]): Map<number, number> | undefined {
  const rows = knots.flatMap(({ ordered = [] }) => ordered.map((node, row) => [node, row] as const));
  return rows.length > 0 ? new Map(rows) : undefined;
}

/** The pieces and knots of a stretch, from its western end to its eastern one. */
function stepsAlong(
  plan: OpenPlan,
  stretch: Stretch,
  met: readonly { readonly index: number; readonly knot: AllottedKnot }[],
): Step[] {
  const { container, to, turn } = stretch;
  if (turn) return turnSteps(plan, stretch, met[0]!.index, met[0]!.knot);
  const steps: Step[] = [];
  let { from } = stretch;
  for (const { index } of met) {
    steps.push({ container, piece: addPiece(plan, from, { at: 'knot', knot: index, port: 'in' }) });
    steps.push({ container, knot: index });
    from = { at: 'knot', knot: index, port: 'out' };
  }
  steps.push({ container, piece: addPiece(plan, from, to) });
  return steps;
}

/** Out of one box and back into its peer, on the same side of both. */
function turnSteps(plan: OpenPlan, stretch: Stretch, index: number, knot: AllottedKnot): Step[] {
  const { container, from, to, turn } = stretch;
  // A label is passed through; where there is none, both pieces end in one point.
  const end = (port: string): PieceEnd => ({ at: 'knot', knot: index, port: knot.pill ? port : 'turn' });
  if (turn === 'east')
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

function turnedStep(step: Step): Step {
  return 'piece' in step ? { ...step, backwards: !step.backwards } : step;
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
