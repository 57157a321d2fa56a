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
  /** Whose it is. */
  readonly line?: number;
  readonly bundle?: number;
  /** Which of its ends it should be close to. */
  readonly near: 'from' | 'to' | 'free';
}

/** What one container's layout has to do. */
export interface ContainerPlan {
  readonly container: number;
  readonly children: readonly number[];
  readonly pieces: readonly Piece[];
  readonly pills: readonly PlannedPill[];
  /** Ports of the border, in the order in which they were needed. */
  readonly west: readonly string[];
  readonly east: readonly string[];
}

/** One step of a line's way: a piece or a pill of a container. */
export type Step =
  | { readonly container: number; readonly piece: number }
  | { readonly container: number; readonly pill: number };

/** The way of a line from its earlier end to its later one. */
export interface LineWay {
  readonly line: number;
  readonly steps: readonly Step[];
}

export interface Plan {
  readonly containers: ReadonlyMap<number, ContainerPlan>;
  readonly ways: readonly LineWay[];
}

interface OpenPlan {
  readonly container: number;
  readonly children: readonly number[];
  readonly pieces: Piece[];
  readonly pieceOf: Map<string, number>;
  readonly pills: PlannedPill[];
  readonly west: Set<string>;
  readonly east: Set<string>;
}

interface OpenPiece {
  readonly container: number;
  readonly from: PieceEnd;
  readonly to: PieceEnd;
  /** Pills on the piece, from its earlier end to its later one. */
  readonly pills: number[];
}

/**
 * Cuts every line at the borders it crosses. Within each container the pieces run from an earlier sibling to a later one
 * or to the border; lines of one bundle share ports, and so pieces, from where they meet to their hub.
 */
export function planContainers(graph: ViewGraph, nesting: Nesting): Plan {
  const plans = new Map<number, OpenPlan>();
  const planOf = (container: number): OpenPlan => {
    let plan = plans.get(container);
    if (!plan) {
      const children = nesting.children.get(container) ?? [];
      plan = {
        container,
        children,
        pieces: [],
        pieceOf: new Map(),
        pills: [],
        west: new Set(),
        east: new Set(),
      };
      plans.set(container, plan);
    }
    return plan;
  };
  for (const container of nesting.children.keys()) planOf(container);

  const courses = graph.lines.map((line) => courseOf(line, graph, nesting));
  placeLinePills(graph, courses, planOf);
  placeTrunkPills(graph, courses, planOf);

  const ways = courses.map(({ line, pieces }): LineWay => {
    const steps: Step[] = [];
    for (const piece of pieces) {
      const plan = planOf(piece.container);
      for (const end of [piece.from, piece.to]) if (end.at === 'west' || end.at === 'east') plan[end.at].add(end.port);
      let from = piece.from;
      for (const pill of piece.pills) {
        const to: PieceEnd = { at: 'pill', pill };
        steps.push({ container: plan.container, piece: addPiece(plan, from, to) });
        steps.push({ container: plan.container, pill });
        from = to;
      }
      steps.push({ container: plan.container, piece: addPiece(plan, from, piece.to) });
    }
    return { line: line.index, steps };
  });
  // A flow to or from a frame itself ends at its border: that port belongs to the frame though nothing inside uses it.
  for (const { pieces } of courses)
    for (const { from, to } of pieces)
      for (const [end, side] of [
        [from, 'east'],
        [to, 'west'],
      ] as const)
        if (end.at === 'child' && graph.nodes[end.node]!.type === 'frame') planOf(end.node)[side].add(end.port);

  return {
    containers: new Map(
      [...plans].map(([container, { children, pieces, pills, west, east }]) => [
        container,
        { container, children, pieces, pills, west: [...west], east: [...east] },
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

function endKey(end: PieceEnd): string {
  if (end.at === 'child') return `${end.node}:${end.port}`;
  return end.at === 'pill' ? `pill ${end.pill}` : `${end.at}:${end.port}`;
}

interface Course {
  readonly line: ViewLine;
  /** From the earlier end to the later one. */
  readonly pieces: readonly OpenPiece[];
  /** Where in `pieces` the line's ends meet. */
  readonly meeting: number;
}

function courseOf(line: ViewLine, graph: ViewGraph, nesting: Nesting): Course {
  const { container } = nesting.meeting(line.source, line.target);
  const [first, last] = line.sourceFirst ? [line.source, line.target] : [line.target, line.source];
  const bundle = line.bundle === undefined ? undefined : graph.bundles[line.bundle]!;
  const own = `l${line.index}`;
  const shared = bundle ? `b${bundle.index}` : own;
  const portAt = (node: number): string => (bundle && node === bundle.hub ? shared : own);

  const pieces: OpenPiece[] = [];
  const add = (within: number, from: PieceEnd, to: PieceEnd): void => {
    pieces.push({ container: within, from, to, pills: [] });
  };
  // From the earlier end out to where both meet.
  let from: PieceEnd;
  if (first === container) from = { at: 'west', port: portAt(first) };
  else {
    from = { at: 'child', node: first, port: portAt(first) };
    for (let within = nesting.parent(first); within !== container; within = nesting.parent(within)) {
      add(within, from, { at: 'east', port: shared });
      from = { at: 'child', node: within, port: shared };
    }
  }
  // From the later end out, to be walked the other way.
  const inward: OpenPiece[] = [];
  let to: PieceEnd;
  if (last === container) to = { at: 'east', port: portAt(last) };
  else {
    to = { at: 'child', node: last, port: portAt(last) };
    for (let within = nesting.parent(last); within !== container; within = nesting.parent(within)) {
      inward.push({ container: within, from: { at: 'west', port: shared }, to, pills: [] });
      to = { at: 'child', node: within, port: shared };
    }
  }
  const meeting = pieces.length;
  add(container, from, to);
  pieces.push(...inward.reverse());
  return { line, pieces, meeting };
}

/** A line's own label stands where its ends meet; in a bundle, on the branch, before it joins. */
function placeLinePills(graph: ViewGraph, courses: readonly Course[], planOf: (container: number) => OpenPlan): void {
  for (const course of courses) {
    const { line } = course;
    if (!line.pill) continue;
    const bundle = line.bundle === undefined ? undefined : graph.bundles[line.bundle]!;
    const piece = !bundle
      ? course.pieces[course.meeting]!
      : bundle.hubLast
        ? course.pieces[0]!
        : course.pieces.at(-1)!;
    const { pills } = planOf(piece.container);
    const near = !bundle ? 'free' : bundle.hubLast ? 'from' : 'to';
    const index = pills.push({ pill: line.pill, line: line.index, near }) - 1;
    if (near === 'to') piece.pills.push(index);
    else piece.pills.unshift(index);
  }
}

/** A trunk's label stands where its branches have joined: as close to the hub as two of them still meet. */
function placeTrunkPills(graph: ViewGraph, courses: readonly Course[], planOf: (container: number) => OpenPlan): void {
  for (const bundle of graph.bundles) {
    if (!bundle.pill) continue;
    const members = bundle.lines.map((line) => courses[line]!);
    const { hubLast } = bundle;
    // Seen from the hub: the first piece of each member, then the second, and so on.
    const fromHub = members.map(({ pieces }) => (hubLast ? [...pieces].reverse() : [...pieces]));
    for (let step = 0; ; step++) {
      const here = fromHub.filter((pieces) => pieces.length > step).map((pieces) => pieces[step]!);
      const ends = new Set(here.map((piece) => endKey(hubLast ? piece.from : piece.to)));
      const only = here.length < members.length || ends.size > 1;
      const far = here[0] && (hubLast ? here[0].from : here[0].to);
      if (!far) break;
      if (!only && (far.at === 'west' || far.at === 'east')) continue;
      const { pills } = planOf(here[0]!.container);
      const index = pills.push({ pill: bundle.pill, bundle: bundle.index, near: hubLast ? 'to' : 'from' }) - 1;
      for (const piece of here)
        if (hubLast) piece.pills.push(index);
        else piece.pills.unshift(index);
      break;
    }
  }
}

