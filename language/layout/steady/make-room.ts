import { frameMetrics } from '../../view/metrics.ts';
import { trunkOfLines } from '../placement.ts';
import type { Rectangle } from '../scene.ts';
import { spacing } from '../spacing.ts';
import { copyDraft, isWithin, titlesOf, turns, turnsBack, type Draft, type Way } from './draft.ts';
import { firstFrom } from '../sorted-search.ts';

/** Something that keeps its shape while it is pushed: a card, an edge of a frame, a level stretch of a line, a label. */
interface Thing {
  readonly sort: 'box' | 'top' | 'bottom' | 'title' | 'stretch' | 'pill';
  readonly low: number;
  readonly high: number;
  readonly from: number;
  readonly to: number;
  /** Node, or index of the label. */
  readonly of: number;
  /** Of a stretch: where its course has it. */
  readonly position?: number;
  group: number;
}

/** Room that things keep where something pushes them together, if they have as much now. */
export const boxGaps = { along: 2 * spacing.lineEnd + 6, across: spacing.box } as const;
const gaps = { box: 20, line: 9, pill: 5, boxLine: 11, edge: 10 } as const;
const widestGap = frameMetrics.titleHeight;
/** How much further than a new box is long something may be pushed: gaps add up on the way. */
const furthestBeyond = 160;
/** A push that goes on longer than this runs in a circle. */
const mostSteps = 20_000;

/** Room that is kept, by the way in which something pushes. */
interface Insets {
  /** Between a frame's border and what it holds: on the near side and on the far one. */
  readonly low: number;
  readonly high: number;
  /** Between a box and the next one in the way, and beside it. */
  readonly box: number;
  readonly side: number;
}

const { padding, titleHeight } = frameMetrics;
const insetsOf: Readonly<Record<Way, Insets>> = {
  down: { low: titleHeight, high: padding, box: boxGaps.across, side: boxGaps.along },
  up: { low: padding, high: titleHeight, box: boxGaps.across, side: boxGaps.along },
  right: { low: padding, high: padding, box: boxGaps.along, side: boxGaps.across },
  left: { low: padding, high: padding, box: boxGaps.along, side: boxGaps.across },
};

/** How far each group moves. */
export type Shifts = Float64Array;

/**
 * Makes room in a draft: what lies on one side of a box that was set where others are moves away just as far as it must,
 * with all that is tied to it, and frames grow. All else stays.
 */
export class Room {
  readonly #draft: Draft;
  readonly #way: Way;
  readonly #insets: Insets;
  readonly #things: readonly Thing[];
  readonly #groups: readonly Thing[][];
  readonly #byLow: readonly Thing[];
  readonly #lows: readonly number[];

  constructor(draft: Draft, way: Way) {
    this.#draft = turns[way](draft);
    this.#way = way;
    this.#insets = insetsOf[way];
    this.#things = thingsOf(
      this.#draft,
      titlesOf(draft).map((title) => title && turnedBox(title, way)),
    );
    const groups = this.#things.map((): Thing[] => []);
    for (const thing of this.#things) groups[thing.group]!.push(thing);
    this.#groups = groups;
    this.#byLow = [...this.#things].sort((a, b) => a.low - b.low);
    this.#lows = this.#byLow.map((thing) => thing.low);
  }

  /** Pushes away what lies where a new box is to be, or where a box has grown. Nothing where that is not possible. */
  push(node: number, rectangle: Rectangle): Shifts | undefined {
    const shifts = new Float64Array(this.#things.length + 1);
    const box = turnedBox(rectangle, this.#way);
    const known = this.#things.find(({ sort, of }) => sort === 'box' && of === node);
    const own = known?.group ?? this.#things.length;
    const comes: Thing = {
      sort: 'box',
      of: node,
      low: box.y,
      high: box.y + box.height,
      from: box.x,
      to: box.x + box.width,
      group: own,
    };
    // Nothing has to give way further than the box is long, but for what pushes in a circle.
    const furthest = comes.high - comes.low + furthestBeyond;
    const open: Thing[] = [comes];
    for (let steps = 0; open.length > 0; steps++) {
      if (steps > mostSteps) return undefined;
      const thing = open.pop()!;
      const isNew = thing === comes;
      const end = thing.high + shifts[thing.group]!;
      const reach = end + widestGap;
      // What was pushed may not push the box that it made room for.
      const beside = thing.sort === 'box' ? this.#insets.side - 1 : 0;
      const meets = comes.to + beside >= thing.from && comes.from - beside <= thing.to;
      if (!isNew && comes.low >= thing.high - 0.5 && meets) {
        const gap = Math.min(standardGap(this.#draft, thing, comes, this.#insets), Math.max(0, comes.low - thing.high));
        if (end + gap > comes.low + 0.01) return undefined;
      }
      for (let index = isNew ? 0 : firstFrom(this.#lows, thing.high - 0.5); index < this.#byLow.length; index++) {
        const other = this.#byLow[index]!;
        if (other.low > reach) break;
        const side = isNew && other.sort === 'box' ? this.#insets.side - 1 : 0;
        if (other.group === thing.group || other.to < thing.from - side || other.from > thing.to + side) continue;
        if (isNew && !liesBelow(this.#draft, thing, other)) {
          if (other.high > thing.low - standardGap(this.#draft, other, thing, this.#insets) + 3) return undefined;
          continue;
        }
        const wanted = standardGap(this.#draft, thing, other, this.#insets);
        const gap = isNew ? wanted : Math.min(wanted, Math.max(0, other.low - thing.high));
        const need = end + gap - other.low;
        if (need <= shifts[other.group]! + 0.01) continue;
        if (other.group === own || need > furthest) return undefined;
        shifts[other.group] = need;
        for (const member of this.#groups[other.group]!) open.push(member);
      }
    }
    return shifts;
  }

  /** What a push does to boxes that were there: how many move, and by how much frames grow. */
  effect(shifts: Shifts): { readonly moved: number; readonly grown: number } {
    let moved = 0;
    let grown = 0;
    for (const { sort, group } of this.#things) {
      if (sort === 'box') moved += Math.abs(shifts[group]!) >= 20 ? 1 : shifts[group]! / 400;
      else if (sort === 'bottom') grown += shifts[group]!;
      else if (sort === 'top') grown -= shifts[group]!;
    }
    return { moved, grown };
  }

  /** The draft after a push. */
  pushed(shifts: Shifts): Draft {
    const draft = copyDraft(this.#draft);
    applyShifts(draft, this.#things, shifts);
    return turnsBack[this.#way](draft);
  }
}

/** Makes room around a box that has grown. */
export function makeRoom(draft: Draft, node: number, way: Way): Draft | undefined {
  const room = new Room(draft, way);
  const shifts = room.push(node, draft.boxes[node]!);
  return shifts && room.pushed(shifts);
}

function turnedBox({ x, y, width, height }: Rectangle, way: Way): Rectangle {
  if (way === 'down') return { x, y, width, height };
  if (way === 'up') return { x, y: -y - height, width, height };
  return { x: y, y: way === 'right' ? x : -x - width, width: height, height: width };
}

function liesBelow(draft: Draft, intruder: Thing, other: Thing): boolean {
  if (other.sort === 'top' && isWithin(draft.graph, intruder.of, other.of)) return false;
  if (other.sort === 'bottom' && isWithin(draft.graph, intruder.of, other.of)) return true;
  return (other.low + other.high) / 2 >= intruder.low;
}

function isEdge({ sort }: Thing): boolean {
  return sort === 'top' || sort === 'bottom';
}

function standardGap({ graph }: Draft, above: Thing, below: Thing, insets: Insets): number {
  if (isEdge(above) && isEdge(below)) {
    if (above.sort === 'bottom' && below.sort === 'top') return gaps.box;
    return above.sort === 'top' && below.sort === 'top' ? insets.low : insets.high;
  }
  if (isEdge(above)) {
    if (below.sort !== 'box') return gaps.edge;
    return above.sort === 'top' && isWithin(graph, below.of, above.of) ? insets.low : gaps.box;
  }
  if (isEdge(below)) {
    if (above.sort !== 'box') return gaps.edge;
    return below.sort === 'bottom' && isWithin(graph, above.of, below.of) ? insets.high : gaps.box;
  }
  if (above.sort === 'box' && below.sort === 'box') return insets.box;
  if (above.sort === 'box' || below.sort === 'box') return gaps.boxLine;
  return above.sort === 'stretch' && below.sort === 'stretch' ? gaps.line : gaps.pill;
}

/** Everything that can be pushed; what has to move together is of one group. */
function thingsOf(draft: Draft, titles: readonly (Rectangle | undefined)[]): Thing[] {
  const { graph, boxes, courses, pills, trunks } = draft;
  const things: Thing[] = [];
  const add = (sort: Thing['sort'], of: number, box: Rectangle, position?: number): Thing => {
    const thing: Thing = {
      sort,
      of,
      low: box.y,
      high: box.y + box.height,
      from: box.x,
      to: box.x + box.width,
      position,
      group: things.length,
    };
    things.push(thing);
    return thing;
  };
  const groupOf = (thing: Thing): number => {
    let { group } = thing;
    while (things[group]!.group !== group) group = things[group]!.group;
    return group;
  };
  const tie = (a: Thing, b: Thing): void => {
    const [from, to] = [groupOf(a), groupOf(b)];
    things[Math.max(from, to)]!.group = Math.min(from, to);
  };

  const cards = new Map<number, Thing>();
  for (const [node, box] of boxes.entries()) {
    if (!box) continue;
    if (graph.nodes[node]!.type === 'card') cards.set(node, add('box', node, box));
    else {
      tie(add('top', node, { ...box, height: 0 }), add('title', node, titles[node]!));
      add('bottom', node, { ...box, y: box.y + box.height, height: 0 });
    }
  }
  const trunkOf = trunkOfLines(trunks);
  /** Stretches by whose they are and how far down they lie: those of one trunk that lie on each other stay so. */
  const shared = new Map<string, Thing[]>();
  const stretches = new Map<number, Thing[]>();
  for (const [line, course] of courses.entries()) {
    const own: Thing[] = [];
    for (let index = 1; index < course.length; index++) {
      const [a, b] = [course[index - 1]!, course[index]!];
      if (Math.abs(a.y - b.y) > 0.01) continue;
      const stretch = add(
        'stretch',
        line,
        { x: Math.min(a.x, b.x), y: a.y, width: Math.abs(a.x - b.x), height: 0 },
        index - 1,
      );
      own.push(stretch);
      const { source, target } = graph.lines[line]!;
      if (index === 1 && cards.has(source)) tie(stretch, cards.get(source)!);
      if (index === course.length - 1 && cards.has(target)) tie(stretch, cards.get(target)!);
      const trunk = trunkOf.get(line);
      if (trunk === undefined) continue;
      const key = `${trunk} ${Math.round(a.y * 4)}`;
      const level = shared.get(key) ?? [];
      shared.set(key, level);
      for (const other of level) if (other.from <= stretch.to && stretch.from <= other.to) tie(stretch, other);
      level.push(stretch);
    }
    stretches.set(line, own);
  }
  for (const [index, { rectangle, line, trunk }] of pills.entries()) {
    const pill = add('pill', index, rectangle);
    const owners = line !== undefined ? [line] : (trunks[trunk!]?.lines ?? []);
    for (const owner of owners)
      for (const stretch of stretches.get(owner) ?? [])
        if (
          stretch.low > pill.low &&
          stretch.low < pill.high &&
          stretch.from < pill.to - 1 &&
          stretch.to > pill.from + 1
        )
          tie(pill, stretch);
  }
  for (const thing of things) thing.group = groupOf(thing);
  return things;
}

function applyShifts(draft: Draft, things: readonly Thing[], shifts: Shifts): void {
  const moves = new Map<string, number>();
  for (const thing of things) {
    const shift = shifts[thing.group]!;
    if (shift !== 0) moves.set(`${thing.sort} ${thing.of} ${thing.position ?? ''}`, shift);
  }
  if (moves.size === 0) return;
  const shiftOf = (sort: Thing['sort'], of: number, position: number | '' = ''): number =>
    moves.get(`${sort} ${of} ${position}`) ?? 0;
  const { graph, boxes, courses, pills } = draft;
  for (const [line, course] of courses.entries()) {
    const { source, target } = graph.lines[line]!;
    const moved = course.map((point, index) => {
      for (const start of [index - 1, index]) {
        const [a, b] = [course[start], course[start + 1]];
        if (a && b && Math.abs(a.y - b.y) <= 0.01) return { x: point.x, y: point.y + shiftOf('stretch', line, start) };
      }
      // An end that comes from above or below follows its box.
      const node = index === 0 ? source : target;
      const box = boxes[node]!;
      if (graph.nodes[node]!.type === 'card') return { x: point.x, y: point.y + shiftOf('box', node) };
      const edge = Math.abs(point.y - box.y) < Math.abs(point.y - box.y - box.height) ? 'top' : 'bottom';
      return { x: point.x, y: point.y + shiftOf(edge, node) };
    });
    courses[line] = moved;
  }
  for (const [node, box] of boxes.entries()) {
    if (!box) continue;
    if (graph.nodes[node]!.type === 'card') boxes[node] = { ...box, y: box.y + shiftOf('box', node) };
    else {
      const top = box.y + shiftOf('top', node);
      boxes[node] = { ...box, y: top, height: box.y + box.height + shiftOf('bottom', node) - top };
    }
  }
  for (const [index, pill] of pills.entries())
    pill.rectangle = { ...pill.rectangle, y: pill.rectangle.y + shiftOf('pill', index) };
}
