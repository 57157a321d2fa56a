import { trunkOfLines, type PlacedPill, type Placement } from './placement.ts';
import { simplify } from './polyline.ts';
import type { Point, Rectangle } from './scene.ts';
import { spacing } from './spacing.ts';
import { overlap, titlesOf, transposed } from './steady/draft.ts';

/** Room that a stretch keeps when it moves: to boxes, to labels and titles, to other lines, and to the corners of others. */
const room = { box: 9, label: 4, line: spacing.line - 1.5, corner: 7, border: 6 } as const;
/** Straight part of a line beside a label on it. */
const besideLabel = 8;
/** How near to the corner of a box a line may end. */
const fromCorner = 8;
/** Of the places that a stretch could go to, only so many of the nearest are tried. */
const mostTargets = 3;
/** Trunks of more branches are left as they are: nobody follows each of them. */
const mostBranches = 40;
/** Rounds over all lines; what one straightens may let others follow. */
const mostRounds = 3;

/**
 * Takes out steps and stairs that nothing asks for: a stretch of a line moves onto the next one that runs beside it, where
 * that saves bends, costs no crossing and no length, and keeps away from everything else. What hangs on the stretch, its
 * label and the branches of its trunk, moves along.
 */
export function straightenLines(placement: Placement): Placement {
  if (placement.graph.direction === 'down') return transposed(new Straightening(transposed(placement)).straighten());
  return new Straightening(placement).straighten();
}

type Axis = 'x' | 'y';
const crossOf: Readonly<Record<Axis, Axis>> = { x: 'y', y: 'x' };

/** One line, or all of a trunk. */
interface Strand {
  readonly lines: readonly number[];
  readonly pills: readonly number[];
  /** Of all its segments. */
  bounds: Rectangle;
  segments: readonly Segment[];
}

/** What a strand could come near to: it moves within its bounds only, as do the others. */
interface Surroundings {
  readonly cards: readonly { readonly node: number; readonly box: Rectangle }[];
  /** Those that hold only a part of it. */
  readonly frames: readonly Rectangle[];
  readonly titles: readonly Rectangle[];
  /** Indexes of others' labels. */
  readonly pills: readonly number[];
  readonly strands: readonly Strand[];
}

interface Segment {
  /** The way it runs. */
  readonly axis: Axis;
  readonly at: number;
  readonly low: number;
  readonly high: number;
}

/** Stretches that can only move together, and where they could go. */
interface Bar {
  readonly axis: Axis;
  readonly at: number;
  /** By line: indexes of the points that move. */
  readonly points: ReadonlyMap<number, ReadonlySet<number>>;
  readonly low: number;
  readonly high: number;
  readonly targets: readonly number[];
}

class Straightening {
  readonly #placement: Placement;
  readonly #courses: (readonly Point[])[];
  readonly #pills: PlacedPill[];
  readonly #strands: Strand[] = [];
  readonly #cards: { readonly node: number; readonly box: Rectangle }[] = [];
  readonly #frames: Rectangle[] = [];
  readonly #titles: Rectangle[];

  constructor(placement: Placement) {
    this.#placement = placement;
    const { graph, boxes, courses, pills, trunks } = placement;
    this.#courses = [...courses];
    this.#pills = [...pills];
    for (const { index, type } of graph.nodes)
      if (type === 'card') this.#cards.push({ node: index, box: boxes[index]! });
      else this.#frames.push(boxes[index]!);
    this.#titles = titlesOf({ ...placement, boxes: [...boxes], courses: [], pills: [], trunks: [] }).flatMap(
      (title) => title ?? [],
    );
    const trunkOf = trunkOfLines(trunks);
    const pillsOf = new Map<string, number[]>();
    for (const [position, { line, trunk = line === undefined ? undefined : trunkOf.get(line) }] of pills.entries()) {
      const owner = trunk === undefined ? `line ${line}` : `trunk ${trunk}`;
      pillsOf.set(owner, [...(pillsOf.get(owner) ?? []), position]);
    }
    for (const { index } of graph.lines) {
      const trunk = trunkOf.get(index);
      const lines = trunk === undefined ? [index] : trunks[trunk]!.lines;
      if (lines[0] !== index) continue;
      const own = pillsOf.get(trunk === undefined ? `line ${index}` : `trunk ${trunk}`) ?? [];
      this.#strands.push({ lines, pills: own, ...this.#drawn(lines) });
    }
  }

  straighten(): Placement {
    let waiting = this.#strands;
    for (let round = 0; round < mostRounds && waiting.length > 0; round++)
      waiting = waiting.filter((strand) => strand.lines.length <= mostBranches && this.#straightenStrand(strand));
    return { ...this.#placement, courses: this.#courses, pills: this.#pills };
  }

  /** Whether anything moved. */
  #straightenStrand(strand: Strand): boolean {
    const around = this.#surroundings(strand);
    let moved = false;
    for (const axis of ['x', 'y'] as const) {
      let bars = barsOf(strand.lines, this.#courses, axis);
      for (let index = 0; index < bars.length; index++) {
        const bar = bars[index]!;
        if (!bar.targets.some((target) => this.#move(strand, around, bar, target))) continue;
        moved = true;
        bars = barsOf(strand.lines, this.#courses, axis);
      }
    }
    return moved;
  }

  #surroundings(strand: Strand): Surroundings {
    const { bounds } = strand;
    const within = (box: Rectangle): boolean =>
      bounds.x > box.x + room.border &&
      bounds.y > box.y + room.border &&
      bounds.x + bounds.width < box.x + box.width - room.border &&
      bounds.y + bounds.height < box.y + box.height - room.border;
    return {
      cards: this.#cards.filter(({ box }) => near(box, bounds, room.box)),
      frames: this.#frames.filter((box) => near(box, bounds, room.border) && !within(box)),
      titles: this.#titles.filter((title) => near(title, bounds, 0)),
      pills: this.#pills.flatMap(({ rectangle }, index) =>
        !strand.pills.includes(index) && near(rectangle, bounds, room.label) ? [index] : [],
      ),
      strands: this.#strands.filter((other) => other !== strand && near(other.bounds, bounds, room.line)),
    };
  }

  /** Whether lines that end with a stretch would still end at the side of their box. */
  #isWithinBoxes({ axis, points }: Bar, target: number): boolean {
    for (const [line, moving] of points) {
      const { source, target: last } = this.#placement.graph.lines[line]!;
      for (const [node, index] of [
        [source, 0],
        [last, this.#courses[line]!.length - 1],
      ] as const) {
        if (!moving.has(index)) continue;
        const { y, height } = this.#placement.boxes[node]!;
        if (axis === 'y' || target < y + fromCorner || target > y + height - fromCorner) return false;
      }
    }
    return true;
  }

  /** Whether something lies where a stretch would come to lie: most often it does, and this tells it quickly. */
  #isTaken(around: Surroundings, { axis, low, high }: Bar, target: number): boolean {
    const across = crossOf[axis];
    const [length, breadth] = axis === 'x' ? (['width', 'height'] as const) : (['height', 'width'] as const);
    for (const { box } of around.cards)
      if (
        target > box[across] - room.box &&
        target < box[across] + box[breadth] + room.box &&
        low < box[axis] + box[length] - 0.5 &&
        high > box[axis] + 0.5
      )
        return true;
    for (const other of around.strands) {
      const { bounds } = other;
      if (target < bounds[across] - room.line || target > bounds[across] + bounds[breadth] + room.line) continue;
      for (const its of other.segments)
        if (its.axis === axis && Math.abs(its.at - target) < room.line && low < its.high && high > its.low) return true;
    }
    return false;
  }

  #move(strand: Strand, around: Surroundings, bar: Bar, target: number): boolean {
    if (!this.#isWithinBoxes(bar, target) || this.#isTaken(around, bar, target)) return false;
    const across = crossOf[bar.axis];
    const changed = new Map<number, Point[]>();
    let saved = 0;
    for (const [line, points] of bar.points) {
      const before = this.#courses[line]!;
      const after = simplify(
        before.map((point, index) => (points.has(index) ? { ...point, [across]: target } : point)),
      );
      if (after.length < 2) return false;
      saved += before.length - after.length;
      changed.set(line, after);
    }
    if (saved <= 0) return false;
    const pills = new Map<number, Rectangle>();
    for (const index of strand.pills) {
      const { rectangle } = this.#pills[index]!;
      const middle = middleOf(rectangle);
      if (Math.abs(middle[across] - bar.at) > 1 || middle[bar.axis] < bar.low || middle[bar.axis] > bar.high) continue;
      pills.set(index, { ...rectangle, [across]: rectangle[across] + target - bar.at });
    }
    const before = joined([...changed.keys()].flatMap((line) => segmentsAlong(this.#courses[line]!)));
    const after = joined([...changed.values()].flatMap(segmentsAlong));
    const [added, removed] = differences(before, after);
    // What is told soon and refuses often goes first.
    const fits =
      this.#endsFit(around, changed) &&
      (strand.lines.length > 1 || lengthOf(added) <= lengthOf(removed) + 0.5) &&
      [...changed.values()].every(isSimple) &&
      this.#staysInFrames(around, changed, added, removed) &&
      this.#labelsLieOn(strand, changed, pills, added, removed) &&
      added.every((segment) => this.#isFree(segment, around, strand, changed, pills)) &&
      [...pills].every(([index, box]) => this.#isRoomFor(index, box, strand)) &&
      this.#isNoWorse(strand, around, changed, added, removed);
    if (!fits) return false;
    for (const [line, course] of changed) this.#courses[line] = course;
    for (const [index, rectangle] of pills) this.#pills[index] = { ...this.#pills[index]!, rectangle };
    Object.assign(strand, this.#drawn(strand.lines));
    return true;
  }

  #drawn(lines: readonly number[]): Pick<Strand, 'segments' | 'bounds'> {
    const segments = joined(lines.flatMap((line) => segmentsAlong(this.#courses[line]!)));
    const boxes = segments.map(boxOf);
    const xs = boxes.flatMap((box) => [box.x, box.x + box.width]);
    const ys = boxes.flatMap((box) => [box.y, box.y + box.height]);
    const [x, y] = [Math.min(...xs), Math.min(...ys)];
    return { segments, bounds: { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y } };
  }

  /** Whether lines end on the sides of their boxes where an arrowhead has room, and apart from each other. */
  #endsFit(around: Surroundings, changed: ReadonlyMap<number, readonly Point[]>): boolean {
    for (const [line, after] of changed) {
      const before = this.#courses[line]!;
      for (const [index, next] of [
        [0, 1],
        [-1, -2],
      ] as const) {
        const [end, was] = [after.at(index)!, before.at(index)!];
        const leg = distance(end, after.at(next)!);
        if (leg < spacing.lineEnd && leg < distance(was, before.at(next)!)) return false;
        if (distance(end, was) < 0.01) continue;
        // A line ends where it ended, or further along the same side.
        if (Math.abs(end.x - was.x) > 0.01) return false;
        if (!this.#isApart(end, around)) return false;
      }
    }
    return true;
  }

  #isApart(end: Point, { strands }: Surroundings): boolean {
    const meets = (point: Point): boolean => Math.abs(point.x - end.x) <= 1 && Math.abs(point.y - end.y) < room.line;
    for (const { lines } of strands)
      for (const line of lines) {
        const course = this.#courses[line]!;
        if (course.length > 0 && (meets(course[0]!) || meets(course.at(-1)!))) return false;
      }
    return true;
  }

  /** Whether each line passes the borders that it passed, all of them along the flow. */
  #staysInFrames(
    around: Surroundings,
    changed: ReadonlyMap<number, readonly Point[]>,
    added: readonly Segment[],
    removed: readonly Segment[],
  ): boolean {
    return around.frames.every((box) => {
      if (added.some((segment) => runsBeside(segment, box))) return false;
      const met = added.filter((segment) => bordersMet(segment, box) > 0);
      if (met.some((segment) => segment.axis === 'y')) return false;
      if (met.length === 0 && !removed.some((segment) => bordersMet(segment, box) > 0)) return true;
      return [...changed].every(([line, after]) => passes(after, box) === passes(this.#courses[line]!, box));
    });
  }

  #isFree(
    segment: Segment,
    around: Surroundings,
    strand: Strand,
    changed: ReadonlyMap<number, readonly Point[]>,
    pills: ReadonlyMap<number, Rectangle>,
  ): boolean {
    let own: readonly number[] | undefined;
    for (const { node, box } of around.cards) {
      if (!touchesBox(segment, box, room.box)) continue;
      own ??= [...changed].flatMap(([line, course]) => this.#nodesAtEnds(segment, line, course));
      if (!own.includes(node) || touchesBox(segment, box, -0.5)) return false;
    }
    if (around.titles.some((title) => touchesBox(segment, title))) return false;
    if (around.pills.some((index) => touchesBox(segment, this.#pills[index]!.rectangle, room.label))) return false;
    if (strand.pills.some((index) => runsAcross(segment, pills.get(index) ?? this.#pills[index]!.rectangle)))
      return false;
    const box = boxOf(segment);
    for (const other of around.strands)
      if (near(other.bounds, box, room.line))
        for (const its of other.segments) if (!isClearOf(segment, its)) return false;
    return true;
  }

  /** The boxes at which a course ends with a segment. */
  #nodesAtEnds(segment: Segment, line: number, course: readonly Point[]): number[] {
    const { source, target } = this.#placement.graph.lines[line]!;
    const { axis, at, low, high } = segment;
    const touches = (point: Point): boolean =>
      Math.abs(point[crossOf[axis]] - at) < 0.01 &&
      (Math.abs(point[axis] - low) < 0.01 || Math.abs(point[axis] - high) < 0.01);
    return [...(touches(course[0]!) ? [source] : []), ...(touches(course.at(-1)!) ? [target] : [])];
  }

  #isRoomFor(index: number, label: Rectangle, strand: Strand): boolean {
    return (
      !this.#cards.some(({ box }) => overlap(label, box, room.box)) &&
      !this.#titles.some((title) => overlap(label, title, room.label)) &&
      this.#frames.every((box) => holds(box, label) || !overlap(label, box, room.label)) &&
      this.#pills.every(({ rectangle }, other) => other === index || !overlap(label, rectangle, room.label)) &&
      this.#strands.every(
        (other) =>
          other === strand ||
          !near(other.bounds, label, room.label) ||
          !other.segments.some((segment) => touchesBox(segment, label, room.label)),
      )
    );
  }

  /** Whether every label lies on the same lines as before, with some of them to be seen on both sides of it. */
  #labelsLieOn(
    strand: Strand,
    changed: ReadonlyMap<number, readonly Point[]>,
    pills: ReadonlyMap<number, Rectangle>,
    added: readonly Segment[],
    removed: readonly Segment[],
  ): boolean {
    const isNear = (label: Rectangle) => (segment: Segment) => touchesBox(segment, label, besideLabel);
    return strand.pills.every((index) => {
      const { rectangle } = this.#pills[index]!;
      if (!pills.has(index) && !added.some(isNear(rectangle)) && !removed.some(isNear(rectangle))) return true;
      const box = pills.get(index) ?? rectangle;
      return [...changed].every(
        ([line, after]) =>
          liesOnStretch(rectangle, this.#courses[line]!) === liesOnStretch(box, after) &&
          touches(rectangle, this.#courses[line]!) === touches(box, after),
      );
    });
  }

  /** Whether what is drawn has no more crossings, and is no longer; branches keep apart from each other or run in one. */
  #isNoWorse(
    strand: Strand,
    around: Surroundings,
    changed: ReadonlyMap<number, readonly Point[]>,
    added: readonly Segment[],
    removed: readonly Segment[],
  ): boolean {
    if (strand.lines.length === 1)
      return (
        lengthOf(added) <= lengthOf(removed) + 0.5 &&
        crossingsWith(around.strands, added) <= crossingsWith(around.strands, removed)
      );
    const drawn = joined(strand.lines.flatMap((line) => segmentsAlong(changed.get(line) ?? this.#courses[line]!)));
    if (!added.every((segment) => drawn.every((other) => isApartOrOn(segment, other)))) return false;
    const [gained, lost] = differences(strand.segments, drawn);
    const gates = (segments: readonly Segment[], box: Rectangle): number =>
      segments.reduce((sum, segment) => sum + bordersMet(segment, box), 0);
    return (
      lengthOf(gained) <= lengthOf(lost) + 0.5 &&
      around.frames.every((box) => gates(gained, box) <= gates(lost, box)) &&
      crossingsWith(around.strands, gained) <= crossingsWith(around.strands, lost)
    );
  }
}

/** What of the one is not in the other, where both are in order: what is new, and what is gone. */
function differences(
  before: readonly Segment[],
  after: readonly Segment[],
): readonly [added: Segment[], removed: Segment[]] {
  const added: Segment[] = [];
  const removed: Segment[] = [];
  let old = 0;
  for (const segment of after) {
    while (old < before.length && inOrder(before[old]!, segment) < 0) removed.push(before[old++]!);
    if (old < before.length && before[old]!.high === segment.high && inOrder(before[old]!, segment) === 0) old++;
    else added.push(segment);
  }
  removed.push(...before.slice(old));
  return [added, removed];
}

function inOrder(a: Segment, b: Segment): number {
  return Number(a.axis > b.axis) - Number(a.axis < b.axis) || a.at - b.at || a.low - b.low;
}

function crossingsWith(strands: readonly Strand[], segments: readonly Segment[]): number {
  let count = 0;
  for (const segment of segments) {
    const box = boxOf(segment);
    for (const other of strands)
      if (near(other.bounds, box, 0)) for (const its of other.segments) if (isCrossing(segment, its)) count++;
  }
  return count;
}

/** Stretches of a strand along one axis, together where they lie on each other, with places beside them to go to. */
function barsOf(lines: readonly number[], courses: readonly (readonly Point[])[], axis: Axis): Bar[] {
  const across = crossOf[axis];
  const stretches: { line: number; index: number; at: number; low: number; high: number }[] = [];
  for (const line of lines) {
    const course = courses[line]!;
    for (let index = 0; index < course.length - 1; index++) {
      const [from, to] = [course[index]!, course[index + 1]!];
      if (from[across] !== to[across]) continue;
      const [low, high] = from[axis] < to[axis] ? [from[axis], to[axis]] : [to[axis], from[axis]];
      stretches.push({ line, index, at: from[across], low, high });
    }
  }
  stretches.sort((a, b) => a.at - b.at || a.low - b.low);
  const bars: Bar[] = [];
  for (let start = 0, end = 1; start < stretches.length; start = end++) {
    let { low, high } = stretches[start]!;
    const { at } = stretches[start]!;
    for (; end < stretches.length; end++) {
      const next = stretches[end]!;
      if (next.at - at > 0.5 || next.low > high + 0.5 || next.high < low - 0.5) break;
      low = Math.min(low, next.low);
      high = Math.max(high, next.high);
    }
    const group = stretches.slice(start, end);
    const targets: number[] = [];
    for (const { line, index } of group) {
      const course = courses[line]!;
      for (const [far, near] of [
        [index - 2, index - 1],
        [index + 3, index + 2],
      ] as const) {
        const target = course[far] && course[near]![across];
        if (target !== undefined && Math.abs(target - at) > 0.5 && !targets.includes(target)) targets.push(target);
      }
    }
    if (targets.length === 0) continue;
    const points = new Map<number, Set<number>>();
    for (const { line, index } of group)
      points.set(line, (points.get(line) ?? new Set<number>()).add(index).add(index + 1));
    targets.sort((a, b) => Math.abs(a - at) - Math.abs(b - at) || a - b);
    bars.push({ axis, at, low, high, points, targets: targets.slice(0, mostTargets) });
  }
  return bars;
}

function segmentsAlong(course: readonly Point[]): Segment[] {
  return course.slice(1).map((to, index): Segment => {
    const from = course[index]!;
    const axis = Math.abs(from.y - to.y) < Math.abs(from.x - to.x) ? 'x' : 'y';
    const [low, high] = from[axis] < to[axis] ? [from[axis], to[axis]] : [to[axis], from[axis]];
    return { axis, at: from[crossOf[axis]], low, high };
  });
}

/** What is drawn of stretches that may lie on each other. */
function joined(segments: readonly Segment[]): Segment[] {
  const result: Segment[] = [];
  for (const segment of [...segments].sort(inOrder)) {
    const last = result.at(-1);
    // Places that differ by less than an eye sees are one, so the next may begin before the last.
    if (last?.axis !== segment.axis || segment.at - last.at > 0.5 || !rangesMeet(segment, last, 0.5))
      result.push(segment);
    else
      result[result.length - 1] = {
        ...last,
        low: Math.min(last.low, segment.low),
        high: Math.max(last.high, segment.high),
      };
  }
  return result;
}

/** Whether branches of a trunk keep the room between them that they need, or run in one. */
function isApartOrOn(a: Segment, b: Segment): boolean {
  const gap = Math.abs(a.at - b.at);
  return a.axis !== b.axis || gap < 0.5 || gap >= room.line || !rangesMeet(a, b, 0);
}

/** How often a course passes the border of a box, or ends at it. */
function passes(course: readonly Point[], box: Rectangle): number {
  return segmentsAlong(course).reduce((sum, segment) => sum + bordersMet(segment, box), 0);
}

/** Whether a course never runs back over itself. */
function isSimple(course: readonly Point[]): boolean {
  const segments = segmentsAlong(course);
  return segments.every((a, index) =>
    segments
      .slice(index + 1)
      .every((b) => a.axis !== b.axis || Math.abs(a.at - b.at) >= room.line || !rangesMeet(a, b, 0)),
  );
}

function rangesMeet(a: Segment, b: Segment, slack: number): boolean {
  return a.low < b.high + slack && b.low < a.high + slack;
}

/** Whether two lines neither run together nor meet where one of them turns. */
function isClearOf(a: Segment, b: Segment): boolean {
  if (a.axis === b.axis) return Math.abs(a.at - b.at) >= room.line || !rangesMeet(a, b, room.corner);
  const { corner } = room;
  const apart = a.at <= b.low - corner || a.at >= b.high + corner || b.at <= a.low - corner || b.at >= a.high + corner;
  const through =
    a.at >= b.low + corner && a.at <= b.high - corner && b.at >= a.low + corner && b.at <= a.high - corner;
  return apart || through;
}

function isCrossing(a: Segment, b: Segment): boolean {
  return a.axis !== b.axis && a.at > b.low && a.at < b.high && b.at > a.low && b.at < a.high;
}

/** How many sides of a box a segment passes, or ends on from without. */
function bordersMet(segment: Segment, box: Rectangle): number {
  const { axis, at, low, high } = segment;
  const across = crossOf[axis];
  const [length, breadth] = axis === 'x' ? [box.width, box.height] : [box.height, box.width];
  if (at <= box[across] || at >= box[across] + breadth) return 0;
  const [start, end] = [box[axis], box[axis] + length];
  return (low < start + 0.5 && high > start - 0.5 ? 1 : 0) + (low < end + 0.5 && high > end - 0.5 ? 1 : 0);
}

/** Whether a segment runs along a side of a frame so near that it looks like a part of it. */
function runsBeside({ axis, at, low, high }: Segment, box: Rectangle): boolean {
  const across = crossOf[axis];
  const [length, breadth] = axis === 'x' ? [box.width, box.height] : [box.height, box.width];
  if (low >= box[axis] + length || high <= box[axis]) return false;
  return Math.abs(at - box[across]) < room.border || Math.abs(at - box[across] - breadth) < room.border;
}

/** Whether a label lies along a straight stretch of a course that can be seen on both sides of it. */
function liesOnStretch(label: Rectangle, course: readonly Point[]): boolean {
  const middle = middleOf(label);
  return segmentsAlong(course).some(({ axis, at, low, high }) => {
    const length = axis === 'x' ? label.width : label.height;
    const start = label[axis] - besideLabel;
    return Math.abs(middle[crossOf[axis]] - at) < 1 && low <= start && high >= start + length + 2 * besideLabel;
  });
}

function touches(label: Rectangle, course: readonly Point[]): boolean {
  return segmentsAlong(course).some((segment) => touchesBox(segment, label));
}

/** Whether a segment touches a label that does not lie on it. */
function runsAcross(segment: Segment, label: Rectangle): boolean {
  if (!touchesBox(segment, label, room.label)) return false;
  return Math.abs(middleOf(label)[crossOf[segment.axis]] - segment.at) >= 1;
}

function middleOf({ x, y, width, height }: Rectangle): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

function boxOf({ axis, at, low, high }: Segment): Rectangle {
  return axis === 'x'
    ? { x: low, y: at, width: high - low, height: 0 }
    : { x: at, y: low, width: 0, height: high - low };
}

function touchesBox({ axis, at, low, high }: Segment, box: Rectangle, gap = 0): boolean {
  return axis === 'x'
    ? at > box.y - gap && at < box.y + box.height + gap && high > box.x - gap && low < box.x + box.width + gap
    : at > box.x - gap && at < box.x + box.width + gap && high > box.y - gap && low < box.y + box.height + gap;
}

/** Whether two boxes, which may be mere lines, come as near to each other as told. */
function near(a: Rectangle, b: Rectangle, gap: number): boolean {
  return (
    a.x <= b.x + b.width + gap &&
    b.x <= a.x + a.width + gap &&
    a.y <= b.y + b.height + gap &&
    b.y <= a.y + a.height + gap
  );
}

function holds(outer: Rectangle, inner: Rectangle): boolean {
  return (
    inner.x >= outer.x + room.label &&
    inner.y >= outer.y + room.label &&
    inner.x + inner.width <= outer.x + outer.width - room.label &&
    inner.y + inner.height <= outer.y + outer.height - room.label
  );
}

function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

function lengthOf(segments: readonly Segment[]): number {
  return segments.reduce((sum, { low, high }) => sum + high - low, 0);
}
