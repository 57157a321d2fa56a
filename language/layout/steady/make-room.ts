import { frameMetrics } from '../../view/metrics.ts';
import { trunkOfLines } from '../placement.ts';
import type { Rectangle } from '../scene.ts';
import { spacing } from '../spacing.ts';
import {
  copyDraft,
  isWithin,
  titlesOf,
  turned,
  turnedBox,
  turnedBoxBack,
  turnedPoint,
  turnedPointBack,
  withoutCourses,
  type Draft,
  type Way,
} from './draft.ts';
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

/** What a push does. */
export interface Push {
  /** How far each group moves. */
  readonly shifts: Float64Array;
  /** Lines that are taken away, to find another way. */
  readonly cut: ReadonlySet<number>;
  readonly cost: number;
}

/** What a push costs, in pixels of distance. */
export const pushCosts = {
  /** That a box which stays is pushed away. */
  box: 90,
  /** The same, once more boxes are pushed than should be for one edit. */
  furtherBox: 270,
  /** That a line has to find another way. */
  cut: 70,
  /** That a frame grows by a pixel. */
  grow: 0.3,
} as const;
/** Boxes that one edit should move at most: this share of all, and one where that is none. */
const shareMoved = 0.1;
/** From here on a box is seen to move. */
const seenToMove = 20;

/**
 * Makes room in a draft: what lies on one side of a box that was set where others are moves away just as far as it must,
 * with all that is tied to it, and frames grow. All else stays. A line that would drag a box along which nothing else
 * pushes is taken away instead, to be routed again.
 */
export class Room {
  /** As it is, and turned so that what gives way goes down. */
  readonly #upright: Draft;
  readonly #draft: Draft;
  readonly #way: Way;
  readonly #insets: Insets;
  readonly #things: readonly Thing[];
  /** Where in the order of things those of each group stand. */
  readonly #members: readonly (readonly number[])[];
  readonly #byLow: readonly Thing[];
  readonly #lows: Float64Array;
  readonly #froms: Float64Array;
  readonly #tos: Float64Array;
  /** Groups of stretches that end at a card, by the group of the card, and the other way round. */
  readonly #carried = new Map<number, number[]>();
  readonly #cards = new Map<number, number[]>();
  /** The one line that all of a group belongs to; -1 where it is not one line's alone. */
  readonly #lineOf: Int32Array;
  readonly #hasCard: Uint8Array;
  readonly #mayMove: number;
  readonly #mostCut: number;

  /** `mostCut`: lines that a push may take away. */
  constructor(draft: Draft, way: Way, mostCut: number) {
    this.#mostCut = mostCut;
    this.#upright = draft;
    this.#draft = turned(draft, way);
    this.#way = way;
    this.#insets = insetsOf[way];
    const titles = titlesOf(draft).map((title) => title && turnedBox(title, way));
    const { things, ends } = thingsOf(this.#draft, titles, way === 'up' || way === 'left');
    this.#things = things;
    this.#byLow = [...things].sort((a, b) => a.low - b.low);
    this.#lows = Float64Array.from(this.#byLow, (thing) => thing.low);
    this.#froms = Float64Array.from(this.#byLow, (thing) => thing.from);
    this.#tos = Float64Array.from(this.#byLow, (thing) => thing.to);
    const members = things.map((): number[] => []);
    this.#lineOf = new Int32Array(things.length).fill(-2);
    this.#hasCard = new Uint8Array(things.length);
    for (const [position, { group, sort, of }] of this.#byLow.entries()) {
      members[group]!.push(position);
      if (sort === 'box') this.#hasCard[group] = 1;
      const line = sort === 'stretch' ? of : sort === 'pill' ? (draft.pills[of]!.line ?? -1) : -1;
      const known = this.#lineOf[group]!;
      this.#lineOf[group] = known === -2 || known === line ? line : -1;
    }
    this.#members = members;
    for (const { stretch, card } of ends) {
      add(this.#carried, card.group, stretch.group);
      add(this.#cards, stretch.group, card.group);
    }
    this.#mayMove = Math.max(1, Math.floor(shareMoved * this.#hasCard.reduce((sum, one) => sum + one, 0)));
  }

  /**
   * Pushes away what lies where a new box is to be, or where a box has grown. Nothing where that is not possible, or costs
   * as much as a bound or more.
   */
  push(node: number, rectangle: Rectangle, bound = Infinity): Push | undefined {
    const shifts = new Float64Array(this.#things.length + 1);
    const cut = new Set<number>();
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
    const dirty = new Uint8Array(this.#byLow.length);
    let first = this.#byLow.length;
    let moved = 0;
    let cost = 0;
    const spend = (more: number): boolean => (cost += more) < bound;
    const cutGroup = (group: number): boolean => {
      const line = this.#lineOf[group]!;
      cut.add(line);
      return cut.size <= this.#mostCut && spend(pushCosts.cut);
    };
    const isCut = (group: number): boolean =>
      cut.size > 0 && this.#lineOf[group]! >= 0 && cut.has(this.#lineOf[group]!);
    /** Moves a group so far at least; what is tied to it comes along. */
    const shift = (group: number, need: number, by: number): boolean => {
      const before = shifts[group]!;
      if (need <= before + 0.01) return true;
      if (group === own || need > furthest) return false;
      const held = (this.#cards.get(group) ?? []).filter((card) => card !== by && shifts[card]! + 0.01 < need);
      const mayCut = this.#mostCut > 0 && this.#lineOf[group]! >= 0;
      if (held.length > 0 && mayCut) return isCut(group) || cutGroup(group);
      shifts[group] = need;
      for (const position of this.#members[group]!) {
        dirty[position] = 1;
        if (position < first) first = position;
      }
      if (this.#hasCard[group] === 1 && need >= seenToMove && before < seenToMove) {
        moved++;
        if (!spend(moved > this.#mayMove ? pushCosts.furtherBox : pushCosts.box)) return false;
      }
      for (const card of held) if (!shift(card, need, group)) return false;
      for (const stretch of this.#carried.get(group) ?? [])
        if (!isCut(stretch) && !shift(stretch, need, group)) return false;
      return true;
    };

    const pushBy = (thing: Thing, isNew: boolean): boolean => {
      const end = thing.high + shifts[thing.group]!;
      const reach = end + widestGap;
      // What was pushed may not push the box that it made room for.
      const beside = thing.sort === 'box' ? this.#insets.side - 1 : 0;
      const meets = comes.to + beside >= thing.from && comes.from - beside <= thing.to;
      if (!isNew && comes.low >= thing.high - 0.5 && meets) {
        const gap = Math.min(standardGap(this.#draft, thing, comes, this.#insets), Math.max(0, comes.low - thing.high));
        if (end + gap > comes.low + 0.01) return false;
      }
      const widest = isNew ? this.#insets.side - 1 : 0;
      const lowest = thing.from - widest;
      const highest = thing.to + widest;
      for (
        let index = isNew ? 0 : firstFrom(this.#lows, thing.high - 0.5);
        index < this.#byLow.length && this.#lows[index]! <= reach;
        index++
      ) {
        if (this.#tos[index]! < lowest || this.#froms[index]! > highest) continue;
        const other = this.#byLow[index]!;
        if (other.group === thing.group || isCut(other.group)) continue;
        if (isNew && other.sort !== 'box' && (other.to < thing.from || other.from > thing.to)) continue;
        if (isNew && !liesBelow(this.#draft, thing, other)) {
          if (other.high <= thing.low - standardGap(this.#draft, other, thing, this.#insets) + 3) continue;
          if (this.#lineOf[other.group]! < 0 || !cutGroup(other.group)) return false;
          continue;
        }
        const wanted = standardGap(this.#draft, thing, other, this.#insets);
        const gap = isNew ? wanted : Math.min(wanted, Math.max(0, other.low - thing.high));
        if (!shift(other.group, end + gap - other.low, -1)) return false;
      }
      return true;
    };

    if (!pushBy(comes, true)) return undefined;
    for (let steps = 0; first < this.#byLow.length; steps++) {
      if (steps > mostSteps) return undefined;
      const position = first++;
      if (dirty[position] === 0) continue;
      dirty[position] = 0;
      const thing = this.#byLow[position]!;
      if (!isCut(thing.group) && !pushBy(thing, false)) return undefined;
    }
    for (const { sort, group } of this.#things) {
      if (sort === 'box' && shifts[group]! < seenToMove) cost += (pushCosts.box * shifts[group]!) / 400;
      else if (sort === 'bottom') cost += pushCosts.grow * shifts[group]!;
      else if (sort === 'top') cost -= pushCosts.grow * shifts[group]!;
    }
    return cost < bound ? { shifts, cut, cost } : undefined;
  }

  /** The draft after a push. */
  pushed({ shifts, cut }: Push): Draft {
    const draft = applyShifts(this.#upright, this.#way, this.#things, shifts);
    return cut.size > 0 ? withoutCourses(draft, cut) : draft;
  }
}

/** Makes room around a box that has grown. */
export function makeRoom(draft: Draft, node: number, way: Way, mostCut: number): Draft | undefined {
  const room = new Room(draft, way, mostCut);
  const push = room.push(node, draft.boxes[node]!);
  return push && room.pushed(push);
}

function add(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (!list) lists.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
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

/** A stretch that ends at a card: it moves with it. */
interface End {
  readonly stretch: Thing;
  readonly card: Thing;
}

/**
 * Everything that can be pushed; what has to move together is of one group. Titles move with the upper edge of their frame,
 * which is the lower one where the draft is mirrored.
 */
function thingsOf(
  draft: Draft,
  titles: readonly (Rectangle | undefined)[],
  mirrored: boolean,
): { readonly things: Thing[]; readonly ends: readonly End[] } {
  const { graph, boxes, courses, pills, trunks } = draft;
  const things: Thing[] = [];
  const ends: End[] = [];
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
      const top = add('top', node, { ...box, height: 0 });
      const bottom = add('bottom', node, { ...box, y: box.y + box.height, height: 0 });
      tie(mirrored ? bottom : top, add('title', node, titles[node]!));
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
      if (index === 1 && cards.has(source)) ends.push({ stretch, card: cards.get(source)! });
      if (index === course.length - 1 && cards.has(target)) ends.push({ stretch, card: cards.get(target)! });
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
  return { things, ends };
}

/** Moves things in a draft as far as their groups were pushed; what was not pushed is shared with the draft before. */
function applyShifts(draft: Draft, way: Way, things: readonly Thing[], shifts: Float64Array): Draft {
  const byNode = { box: new Map<number, number>(), top: new Map<number, number>(), bottom: new Map<number, number>() };
  const byPill = new Map<number, number>();
  const byLine = new Map<number, Map<number, number>>();
  for (const { sort, of, position, group } of things) {
    const shift = shifts[group]!;
    if (shift === 0 || sort === 'title') continue;
    if (sort === 'pill') byPill.set(of, shift);
    else if (sort !== 'stretch') byNode[sort].set(of, shift);
    else {
      const stretches = byLine.get(of) ?? new Map<number, number>();
      byLine.set(of, stretches.set(position!, shift));
    }
  }
  const { graph, boxes } = draft;
  const hasMoved = (node: number): boolean => byNode.box.has(node) || byNode.top.has(node) || byNode.bottom.has(node);
  const next = copyDraft(draft);
  for (const [line, course] of draft.courses.entries()) {
    const { source, target } = graph.lines[line]!;
    if (!byLine.has(line) && !hasMoved(source) && !hasMoved(target)) continue;
    const turned = course.map((point) => turnedPoint(point, way));
    const moved = turned.map((point, index) => {
      for (const start of [index - 1, index]) {
        const [a, b] = [turned[start], turned[start + 1]];
        if (a && b && Math.abs(a.y - b.y) <= 0.01)
          return { x: point.x, y: point.y + (byLine.get(line)?.get(start) ?? 0) };
      }
      // An end that comes from above or below follows its box.
      const node = index === 0 ? source : target;
      if (graph.nodes[node]!.type === 'card') return { x: point.x, y: point.y + (byNode.box.get(node) ?? 0) };
      const box = turnedBox(boxes[node]!, way);
      const edge = Math.abs(point.y - box.y) < Math.abs(point.y - box.y - box.height) ? byNode.top : byNode.bottom;
      return { x: point.x, y: point.y + (edge.get(node) ?? 0) };
    });
    next.courses[line] = moved.map((point) => turnedPointBack(point, way));
  }
  for (const [node, shift] of byNode.box) next.boxes[node] = moveAlong(boxes[node]!, way, shift);
  for (const node of new Set([...byNode.top.keys(), ...byNode.bottom.keys()])) {
    const box = turnedBox(boxes[node]!, way);
    const top = byNode.top.get(node) ?? 0;
    const bottom = byNode.bottom.get(node) ?? 0;
    next.boxes[node] = turnedBoxBack({ ...box, y: box.y + top, height: box.height + bottom - top }, way);
  }
  for (const [index, shift] of byPill) {
    const pill = next.pills[index]!;
    next.pills[index] = { ...pill, rectangle: moveAlong(pill.rectangle, way, shift) };
  }
  return next;
}

function moveAlong(box: Rectangle, way: Way, distance: number): Rectangle {
  const turned = turnedBox(box, way);
  return turnedBoxBack({ ...turned, y: turned.y + distance }, way);
}
