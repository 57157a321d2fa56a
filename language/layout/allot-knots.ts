import { isBareCount, pillOfBranch, pillOfLine, pillOfTrunk } from '../view/line-pills.ts';
import type { ViewGraph, ViewLine, ViewPill } from '../view/view-graph.ts';
import type { Columns, Size } from './assign-columns.ts';
import {
  endKey,
  stretchKey,
  type AllottedKnot,
  type Course,
  type PieceEnd,
  type Stretch,
  type Trunk,
  type Trunks,
} from './plan-containers.ts';

/** Room that a label needs around it in its column. */
const pillGap = 18;
/** Where a line turns at its label, so much of it is seen before and behind the label. */
const turningEnd = 12;
/** What it costs to leave the stretch where a line's ends meet: a label there is looked for first. */
const strayCost = 24;

/** Branches from one column on that are joined right there; two find each other on their own. */
const fewestCollected = 3;

/** The share of a column's boxes that speak with one hub alone, from which on what else leads there passes among them. */
const ownShare = 0.7;

/** How full one container's columns and gaps are. */
class Fill {
  readonly #widths = new Map<number, number>();
  readonly #heights = new Map<number, number>();
  #tallest = 0;

  add(column: number, width: number, height: number): void {
    this.#widths.set(column, Math.max(this.#widths.get(column) ?? 0, width));
    const total = (this.#heights.get(column) ?? 0) + height + pillGap;
    this.#heights.set(column, total);
    this.#tallest = Math.max(this.#tallest, total);
  }

  /** What the picture grows by if a label is put here: width counts in full, height less. */
  cost(column: number, room: Size): number {
    const wider = Math.max(0, room.width - (this.#widths.get(column) ?? -pillGap));
    const height = this.#heights.get(column) ?? 0;
    const taller = Math.max(0, height + room.height + pillGap - this.#tallest);
    return wider + 0.6 * taller + 0.04 * height;
  }
}

/**
 * Finds a place for every label, and for the turning point of every line within a column: on a stretch of its line, in a
 * column that the line passes anyway where there is one (a label beside boxes makes the picture no wider), else in the
 * gap where it adds least.
 */
export function allotKnots(
  graph: ViewGraph,
  courses: readonly Course[],
  trunks: Trunks,
  { of: columns, sizes }: Columns,
): AllottedKnot[] {
  const fills = new Map<number, Fill>();
  const fillOf = (container: number): Fill => {
    let fill = fills.get(container);
    if (!fill) {
      fill = new Fill();
      for (const [node, column] of columns.get(container) ?? [])
        fill.add(column, sizes[node]!.width, sizes[node]!.height);
      fills.set(container, fill);
    }
    return fill;
  };
  const columnOf = (container: number, end: PieceEnd): number => {
    const inside = columns.get(container);
    if (end.at === 'child') return inside?.get(end.node) ?? 0;
    return end.at === 'west' ? -1 : Math.max(0, ...(inside?.values() ?? [])) + 1;
  };

  const degrees = new Map<number, number>();
  for (const { road } of courses)
    for (const end of [road.first, road.last]) degrees.set(end, (degrees.get(end) ?? 0) + 1);

  // Labels are read level, whichever way the picture flows.
  const roomOf = ({ width, height }: ViewPill): Size =>
    graph.direction === 'down' ? { width: height, height: width } : { width, height };
  const allotted: AllottedKnot[] = [];
  const labelled = new Map<string, number>();
  const allot = (owner: { line?: number; trunk?: number }, pill: ViewPill, choices: readonly Choice[]): void => {
    const room = roomOf(pill);
    let best: { choice: Choice; column: number } | undefined;
    let bestCost = Infinity;
    for (const choice of choices)
      for (let place = Math.floor(choice.low) + 0.5; place < choice.high - 0.01; place += 0.5) {
        // Within a gap, a trunk's label stands nearer to the hub than those of its branches.
        const column = Number.isInteger(place) ? place : place + choice.shift;
        if (column < choice.low + 0.01 || column > choice.high - 0.01) continue;
        const cost = fillOf(choice.container).cost(column, room) + choice.cost;
        if (cost >= bestCost - 1e-9) continue;
        best = { choice, column };
        bestCost = cost;
      }
    if (!best) return;
    const { choice, column } = best;
    fillOf(choice.container).add(column, room.width, room.height);
    allotted.push({ ...owner, pill, room, column, container: choice.container, on: choice.on });
    if (owner.trunk !== undefined) for (const key of choice.on) if (!labelled.has(key)) labelled.set(key, column);
  };
  const allotTurn = (owner: { line?: number; trunk?: number }, pill: ViewPill | undefined, on: readonly Stretch[]) => {
    const { container, from, turn } = on[0]!;
    const column = columnOf(container, from) + (turn === 'west' ? -0.5 : 0.5);
    const room = pill ? turningRoom(roomOf(pill)) : { width: 0, height: 0 };
    if (pill) fillOf(container).add(column, room.width, room.height);
    allotted.push({ ...owner, pill, room, column, container, on: new Set(on.map(stretchKey)), turn });
  };

  for (const trunk of trunks.list) {
    const members = trunk.lines.map((line) => courses[line]!);
    const pill = pillOfTrunk(trunk.lines.map((line) => graph.lines[line]!));
    if (trunk.turn) {
      const meetings = members.map(({ stretches, meeting }) => stretches[meeting]!);
      allotTurn({ trunk: trunk.index }, pill, meetings);
      continue;
    }
    collect(members, trunk);
    const wordsOnBranches = members.some(({ road }) => branchPill(road.line, trunk) !== undefined);
    // Beside branches that speak for themselves, a bare count only takes room.
    if (!pill || (wordsOnBranches && isBareCount(pill))) continue;
    const here = whereTheyJoin(members, trunk.hubLast);
    const { container, backwards } = here[0]!;
    // Seen along the stretch, which a line may pass either way.
    const hubEast = trunk.hubLast !== backwards;
    const ends = here.map((stretch) => columnOf(container, hubEast ? stretch.from : stretch.to));
    const hub = columnOf(container, hubEast ? here[0]!.to : here[0]!.from);
    const on = new Set(here.map(stretchKey));
    const range = hubEast ? { low: Math.max(...ends), high: hub } : { low: hub, high: Math.min(...ends) };
    const shift = !wordsOnBranches ? 0 : hubEast ? 0.25 : -0.25;
    allot({ trunk: trunk.index }, pill, [{ container, on, ...range, shift, cost: 0 }]);
  }
  for (const { road, stretches, meeting } of courses) {
    const { line, turn } = road;
    const trunkIndex = trunks.of.get(line.index);
    const trunk = trunkIndex === undefined ? undefined : trunks.list[trunkIndex]!;
    if (!trunk) {
      const pill = pillOfLine(line);
      if (turn) allotTurn({ line: line.index }, pill, [stretches[meeting]!]);
      else if (pill)
        allot(
          { line: line.index },
          pill,
          stretches.map((stretch, index) => choiceOn(stretch, strayCost * Math.abs(index - meeting))),
        );
      continue;
    }
    const pill = branchPill(line, trunk);
    if (!pill) continue;
    // In a bundle, the label stays on the branch: before it joins the others.
    const stretch = trunk.hubLast ? stretches[0]! : stretches.at(-1)!;
    const choice = choiceOn(stretch, 0);
    const limit = labelled.get(stretchKey(stretch));
    if (limit === undefined) allot({ line: line.index }, pill, [choice]);
    else if (trunk.hubLast !== stretch.backwards) allot({ line: line.index }, pill, [{ ...choice, high: limit }]);
    else allot({ line: line.index }, pill, [{ ...choice, low: limit }]);
  }
  return allotted;

  /** Words of a branch that its trunk does not say for it. */
  function branchPill(line: ViewLine, trunk: Trunk): ViewPill | undefined {
    return trunk.sharesLabels ? undefined : pillOfBranch(line);
  }

  /** Branches that leave or reach boxes of one column on their way to a hub further off join right there. */
  function collect(members: readonly Course[], { index, hubLast }: Trunk): void {
    const groups = new Map<string, Collected>();
    for (const { stretches } of members)
      for (const stretch of stretches) {
        const { container, from, to, backwards } = stretch;
        const hubEast = hubLast !== backwards;
        const [branch, hub] = hubEast ? [from, to] : [to, from];
        const start = columnOf(container, branch);
        const column = hubEast ? start + 0.6 : start - 0.6;
        // Next to the hub they join at its port anyway.
        if (branch.at !== 'child' || Math.abs(columnOf(container, hub) - start) < 2) continue;
        const key = `${container} ${column} ${endKey(hub)}`;
        const group = groups.get(key) ?? {
          container,
          column,
          start,
          hub: columnOf(container, hub),
          on: new Set<string>(),
        };
        groups.set(key, group);
        group.on.add(stretchKey(stretch));
      }
    const branches = new Set(members.flatMap(({ road }) => [road.first, road.last]));
    for (const { container, column, start, hub, on } of groups.values()) {
      if (on.size < fewestCollected) continue;
      const room = { width: 0, height: 0 };
      const { own } = boxesIn(container, start, branches);
      allotted.push({ trunk: index, room, container, column, on, ordered: own });
      for (const key of on) labelled.set(key, column);
      // It passes through the middle of a column that belongs to its trunk, not around it: then that column and the one
      // behind it stand at one height.
      for (let passed = Math.min(start, hub) + 1; passed < Math.max(start, hub); passed++) {
        const { own: around, all } = boxesIn(container, passed, branches);
        if (around.length < 2 || around.length < ownShare * all.length) continue;
        const behind = Math.ceil(around.length / 2);
        allotted.push({ trunk: index, room, container, column: passed, on, behind, ordered: around });
      }
    }
  }

  /** The boxes of a column, and those of them that only send to one hub or get from it. */
  function boxesIn(
    container: number,
    column: number,
    branches: ReadonlySet<number>,
  ): { all: readonly number[]; own: readonly number[] } {
    const inside = [...(columns.get(container) ?? [])];
    const all = inside.filter((entry) => entry[1] === column).map(([node]) => node);
    const own = all.filter((node) => branches.has(node) && degrees.get(node) === 1);
    return { all, own: own.sort((a, b) => a - b) };
  }

  function choiceOn(stretch: Stretch, cost: number): Choice {
    const { container, from, to } = stretch;
    const on = new Set([stretchKey(stretch)]);
    return { container, on, low: columnOf(container, from), high: columnOf(container, to), shift: 0, cost };
  }
}

/** Branches that are joined where they leave or reach a column. */
interface Collected {
  readonly container: number;
  /** Where they are joined. */
  readonly column: number;
  /** Their own column, and that of the hub or the border on the way to it. */
  readonly start: number;
  readonly hub: number;
  readonly on: Set<string>;
}

function turningRoom({ width, height }: Size): Size {
  return { width, height: height + 2 * turningEnd };
}

interface Choice {
  readonly container: number;
  readonly on: ReadonlySet<string>;
  /** Columns of the stretch's ends; the label stands strictly between. */
  readonly low: number;
  readonly high: number;
  /** How far off the middle of a gap. */
  readonly shift: number;
  readonly cost: number;
}

/** The stretches of a trunk next to its hub, or further out where only one leads on: there its branches have joined. */
function whereTheyJoin(members: readonly Course[], hubLast: boolean): Stretch[] {
  const fromHub = members.map(({ stretches }) => (hubLast ? [...stretches].reverse() : [...stretches]));
  for (let step = 0; ; step++) {
    const here = fromHub.filter((stretches) => stretches.length > step).map((stretches) => stretches[step]!);
    const far = here.map(({ from, to, backwards }) => (hubLast !== backwards ? from : to));
    const single = here.length === members.length && new Set(far.map(endKey)).size === 1;
    if (!single || far[0]!.at === 'child') return here;
  }
}
