import type { ViewGraph, ViewPill } from '../view/view-graph.ts';
import type { Size } from './assign-columns.ts';
import { endKey, stretchKey, type AllottedKnot, type Course, type PieceEnd, type Stretch } from './plan-containers.ts';

/** Room that a label needs around it in its column. */
const pillGap = 18;
/** What it costs to leave the stretch where a line's ends meet: a label there is looked for first. */
const strayCost = 24;

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
  cost(column: number, pill: ViewPill): number {
    const wider = Math.max(0, pill.width - (this.#widths.get(column) ?? -pillGap));
    const height = this.#heights.get(column) ?? 0;
    const taller = Math.max(0, height + pill.height + pillGap - this.#tallest);
    return wider + 0.6 * taller + 0.04 * height;
  }
}

/**
 * Finds a place for every label, and for the turning point of every line between peers: on a stretch of its line, in a column that the line passes anyway where there is one (a
 * label beside boxes makes the picture no wider), else in the gap where it adds least.
 */
export function allotKnots(
  graph: ViewGraph,
  courses: readonly Course[],
  columns: ReadonlyMap<number, ReadonlyMap<number, number>>,
  sizes: readonly Size[],
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

  const allotted: AllottedKnot[] = [];
  const allot = (owner: { line?: number; bundle?: number }, pill: ViewPill, choices: readonly Choice[]): void => {
    let best: { choice: Choice; column: number } | undefined;
    let bestCost = Infinity;
    for (const choice of choices)
      for (let column = choice.low + 0.5; column <= choice.high - 0.5; column += 0.5) {
        const cost = fillOf(choice.container).cost(column, pill) + choice.cost;
        if (cost >= bestCost - 1e-9) continue;
        best = { choice, column };
        bestCost = cost;
      }
    if (!best) return;
    const { choice, column } = best;
    fillOf(choice.container).add(column, pill.width, pill.height);
    allotted.push({ ...owner, pill, column, container: choice.container, on: choice.on });
  };
  for (const bundle of graph.bundles) {
    if (!bundle.pill) continue;
    const members = bundle.lines.map((line) => courses[line]!);
    const here = whereTheyJoin(members, bundle.hubLast);
    const ends = here.map((stretch) => columnOf(stretch.container, bundle.hubLast ? stretch.from : stretch.to));
    const hub = columnOf(here[0]!.container, bundle.hubLast ? here[0]!.to : here[0]!.from);
    allot({ bundle: bundle.index }, bundle.pill, [
      {
        container: here[0]!.container,
        on: new Set(here.map(stretchKey)),
        low: bundle.hubLast ? Math.max(...ends) : hub,
        high: bundle.hubLast ? hub : Math.min(...ends),
        cost: 0,
      },
    ]);
  }
  // How many lines use the free sides of each box: a line between peers turns on the quieter one.
  const busy = new Map<string, number>();
  const countAt = (end: PieceEnd, side: 'west' | 'east'): void => {
    if (end.at === 'child') busy.set(`${side} ${end.node}`, (busy.get(`${side} ${end.node}`) ?? 0) + 1);
  };
  const isTurn = ({ container, from, to }: Stretch): boolean =>
    from.at === 'child' && to.at === 'child' && columnOf(container, from) === columnOf(container, to);
  for (const { stretches } of courses)
    for (const stretch of stretches)
      if (!isTurn(stretch)) {
        countAt(stretch.from, 'east');
        countAt(stretch.to, 'west');
      }
  for (const { line, stretches, meeting } of courses) {
    const stretch = stretches[meeting]!;
    if (!isTurn(stretch)) continue;
    const column = columnOf(stretch.container, stretch.from);
    const load = (side: 'west' | 'east'): number =>
      [line.source, line.target].reduce((sum, node) => sum + (busy.get(`${side} ${node}`) ?? 0), 0);
    const toTheLeft = load('west') <= load('east');
    const side = toTheLeft ? 'west' : 'east';
    countAt(stretch.from, side);
    countAt(stretch.to, side);
    const place = toTheLeft ? column - 0.5 : column + 0.5;
    if (line.pill) fillOf(stretch.container).add(place, line.pill.width, line.pill.height);
    allotted.push({
      line: line.index,
      pill: line.pill,
      column: place,
      container: stretch.container,
      on: new Set([stretchKey(stretch)]),
      turn: toTheLeft ? 'east' : 'west',
    });
  }
  for (const { line, stretches, meeting } of courses) {
    if (!line.pill || isTurn(stretches[meeting]!)) continue;
    const bundle = line.bundle === undefined ? undefined : graph.bundles[line.bundle]!;
    // In a bundle, the label stays on the branch: before it joins the others.
    const open = !bundle ? stretches : bundle.hubLast ? stretches.slice(0, 1) : stretches.slice(-1);
    const trunkPill = (stretch: Stretch): number | undefined =>
      allotted.find((other) => other.bundle !== undefined && other.on.has(stretchKey(stretch)))?.column;
    const choices = open.map((stretch): Choice => {
      const limit = bundle && trunkPill(stretch);
      const low = columnOf(stretch.container, stretch.from);
      const high = columnOf(stretch.container, stretch.to);
      return {
        container: stretch.container,
        on: new Set([stretchKey(stretch)]),
        low: limit !== undefined && !bundle?.hubLast ? limit : low,
        high: limit !== undefined && bundle?.hubLast ? limit : high,
        cost: strayCost * Math.abs(stretches.indexOf(stretch) - meeting),
      };
    });
    allot({ line: line.index }, line.pill, choices);
  }
  return allotted;
}

interface Choice {
  readonly container: number;
  readonly on: ReadonlySet<string>;
  /** Columns of the stretch's ends; the label stands strictly between. */
  readonly low: number;
  readonly high: number;
  readonly cost: number;
}

/** The stretches of a bundle next to its hub, or further out where only one leads on: there its branches have joined. */
function whereTheyJoin(members: readonly Course[], hubLast: boolean): Stretch[] {
  const fromHub = members.map(({ stretches }) => (hubLast ? [...stretches].reverse() : [...stretches]));
  for (let step = 0; ; step++) {
    const here = fromHub.filter((stretches) => stretches.length > step).map((stretches) => stretches[step]!);
    const far = here.map((stretch) => (hubLast ? stretch.from : stretch.to));
    const single = here.length === members.length && new Set(far.map(endKey)).size === 1;
    if (!single || far[0]!.at === 'child') return here;
  }
}
