import { strengthOrder } from '../view/pipeline-rank.ts';
import type { FlowKind } from '../model/vocabulary.ts';
import type { ViewGraph, ViewLine, ViewPill } from '../view/view-graph.ts';
import type { PlacedPicture } from './layout-view.ts';
import type { LineWay, Plan, Trunk, Trunks } from './plan-containers.ts';
import type { Point, Rectangle, SceneHead, SceneStroke } from './scene.ts';

/** What is drawn of one line, or of one trunk with its branches. */
export interface TracedLine {
  /** Lines it stands for: one, or those of a trunk. */
  readonly lines: readonly number[];
  readonly trunk?: Trunk;
  readonly strokes: readonly SceneStroke[];
  readonly heads: readonly SceneHead[];
  readonly pills: readonly TracedPill[];
}

/** A label, whose it is, and the room that was kept for it. */
export interface TracedPill {
  readonly pill: ViewPill;
  readonly line?: number;
  readonly trunk?: number;
  readonly rectangle: Rectangle;
}

/** The kind that gives a line its looks. */
export function strongestKind(kinds: readonly FlowKind[]): FlowKind {
  return strengthOrder.find((kind) => kinds.includes(kind)) ?? 'traffic';
}

/** How far along a trunk a branch is drawn on after it has met it, so that the corner where they meet can be rounded. */
const mergeLength = 10;

/** Joins the pieces of each line, and the lines of each trunk. In the order of the lines. */
export function traceLines(graph: ViewGraph, plan: Plan, trunks: Trunks, picture: PlacedPicture): TracedLine[] {
  const courses = plan.ways.map((way) => courseOf(way, plan, picture));
  const pills = pillsOf(plan, picture);
  const traced: TracedLine[] = [];
  for (const line of graph.lines) {
    const trunkIndex = trunks.of.get(line.index);
    if (trunkIndex === undefined) {
      const course = fromSource(line, withoutJogs(courses[line.index]!));
      const own = pills.filter((pill) => pill.line === line.index);
      traced.push({ lines: [line.index], ...traceSingle(line, course, own[0]?.rectangle), pills: own });
      continue;
    }
    const trunk = trunks.list[trunkIndex]!;
    if (trunk.lines[0] !== line.index) continue;
    const members = trunk.lines.map((index) => graph.lines[index]!);
    const towardHub = members.map((member) => {
      const course = fromSource(member, courses[member.index]!);
      return trunk.end === 'target' ? course : [...course].reverse();
    });
    traced.push({
      lines: trunk.lines,
      trunk,
      ...traceBundle(members, towardHub, trunk.end === 'target'),
      pills: pills.filter((pill) => pill.trunk === trunk.index || trunk.lines.includes(pill.line ?? -1)),
    });
  }
  return traced;
}

function pillsOf(plan: Plan, picture: PlacedPicture): TracedPill[] {
  return [...plan.containers.values()].flatMap(({ container, knots }) =>
    knots.flatMap(({ pill, line, trunk }, index) =>
      pill ? [{ pill, line, trunk, rectangle: picture.containers.get(container)!.knots[index]! }] : [],
    ),
  );
}

/** The whole polyline from the earlier end to the later one. */
function courseOf(way: LineWay, plan: Plan, picture: PlacedPicture): Point[] {
  const points: Point[] = [];
  let label: Rectangle | undefined;
  for (const step of way.steps) {
    const placed = picture.containers.get(step.container)!;
    if ('knot' in step) {
      const { turn, pill } = plan.containers.get(step.container)!.knots[step.knot]!;
      label = turn && pill ? placed.knots[step.knot] : undefined;
      continue;
    }
    const piece = placed.pieces[step.piece]!;
    const ahead = step.backwards ? [...piece].reverse() : piece;
    // A line that turns at a label runs under it from one side's port to the other.
    if (label) for (const end of [points.at(-1), ahead[0]]) if (end) points.push(under(label, end));
    label = undefined;
    points.push(...ahead);
  }
  return simplify(points);
}

/** The point in the middle of a label that is level with an end on one of its sides. */
function under(label: Rectangle, end: Point): Point {
  const upright = Math.abs(end.y - label.y) < 0.5 || Math.abs(end.y - label.y - label.height) < 0.5;
  return upright ? { x: end.x, y: label.y + label.height / 2 } : { x: label.x + label.width / 2, y: end.y };
}

function fromSource(line: ViewLine, course: readonly Point[]): readonly Point[] {
  return line.sourceFirst ? course : [...course].reverse();
}

/** Takes out what lies on the way between its neighbours, and evens out differences that no eye sees. */
function simplify(points: readonly Point[]): Point[] {
  const close = 0.75;
  const result: Point[] = [];
  for (const point of points) {
    let { x, y } = point;
    for (let last = result.at(-1); last; last = result.at(-1)) {
      if (Math.abs(last.x - x) < close) x = last.x;
      if (Math.abs(last.y - y) < close) y = last.y;
      const before = result.at(-2);
      const same = last.x === x && last.y === y;
      const between = before && ((before.x === last.x && last.x === x) || (before.y === last.y && last.y === y));
      if (!same && !between) break;
      result.pop();
    }
    result.push({ x, y });
  }
  return result;
}

/** Steps smaller than this look like a mistake. */
const smallestJog = 7;

/** Straightens steps that are too small to mean anything: an end of the line, or a stretch of it, moves a little. */
function withoutJogs(course: readonly Point[]): readonly Point[] {
  let points = [...course];
  for (let index = 1; index < points.length - 2; index++) {
    const a = points[index]!;
    const b = points[index + 1]!;
    const dx = b.x - a.x;
    const dy = b.y - a.y;
    if (Math.abs(dx) + Math.abs(dy) >= smallestJog) continue;
    const before = points[index - 1]!;
    const behind = points[index + 2]!;
    // The shorter of the two stretches beside the step moves, unless its other end is a corner it would tear open.
    const moveBefore =
      index === 1 ? true : index + 2 === points.length - 1 ? false : length(before, a) < length(b, behind);
    points = points.map((point, position) => {
      if (moveBefore && (position === index - 1 || position === index)) return { x: point.x + dx, y: point.y + dy };
      if (!moveBefore && (position === index + 1 || position === index + 2))
        return { x: point.x - dx, y: point.y - dy };
      return point;
    });
    points = simplify(points);
    index = 0;
  }
  return points;
}

function length(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

function traceSingle(
  line: ViewLine,
  course: readonly Point[],
  pill: Rectangle | undefined,
): { strokes: SceneStroke[]; heads: SceneHead[] } {
  if (course.length < 2) return { strokes: [], heads: [] };
  const kind = strongestKind(line.kinds);
  const heads = [headAt(course, kind)];
  if (line.backKinds.length === 0) return { strokes: [{ kind, points: course }], heads };
  const backKind = strongestKind(line.backKinds);
  const reversed = [...course].reverse();
  heads.push(headAt(reversed, backKind));
  if (backKind === kind || !pill) return { strokes: [{ kind, points: course }], heads };
  // Each half looks like what arrives at its end; they meet under the label.
  const middle = { x: pill.x + pill.width / 2, y: pill.y + pill.height / 2 };
  return {
    strokes: [
      { kind, points: [...after(course, middle)] },
      { kind: backKind, points: [...after(reversed, middle)] },
    ],
    heads,
  };
}

/** The part of a polyline behind a point that lies on it. */
function after(course: readonly Point[], point: Point): Point[] {
  for (let index = 1; index < course.length; index++)
    if (liesBetween(point, course[index - 1]!, course[index]!)) return [point, ...course.slice(index)];
  return [...course];
}

function liesBetween(point: Point, a: Point, b: Point): boolean {
  const slack = 1;
  return (
    point.x >= Math.min(a.x, b.x) - slack &&
    point.x <= Math.max(a.x, b.x) + slack &&
    point.y >= Math.min(a.y, b.y) - slack &&
    point.y <= Math.max(a.y, b.y) + slack
  );
}

function headAt(course: readonly Point[], kind: FlowKind): SceneHead {
  const tip = course.at(-1)!;
  const before = course.at(-2)!;
  const toward = tip.x !== before.x ? (tip.x > before.x ? 'right' : 'left') : tip.y > before.y ? 'down' : 'up';
  return { kind, x: tip.x, y: tip.y, toward };
}

function traceBundle(
  members: readonly ViewLine[],
  towardHub: readonly (readonly Point[])[],
  hubIsTarget: boolean,
): { strokes: SceneStroke[]; heads: SceneHead[] } {
  const kind = strongestKind(members[0]!.kinds);
  const backKinds = members[0]!.backKinds;
  const strokes: SceneStroke[] = [];
  const heads: SceneHead[] = [];
  const drawn: [Point, Point][] = [];
  // The longest course first: it becomes the trunk that the others meet.
  const order = towardHub
    .map((course, index) => ({ course, index, length: lengthOf(course) }))
    .filter(({ course }) => course.length >= 2)
    .sort((a, b) => b.length - a.length || a.index - b.index);
  for (const { course } of order) {
    const points = cutWhereItMeets(course, drawn);
    for (let index = 1; index < points.length; index++) drawn.push([points[index - 1]!, points[index]!]);
    strokes.push({ kind, points });
    const leafKind = hubIsTarget ? backKinds : members[0]!.kinds;
    if (leafKind.length > 0) heads.push(headAt([...course].reverse(), strongestKind(leafKind)));
  }
  const hubKind = hubIsTarget ? members[0]!.kinds : backKinds;
  if (order[0] && hubKind.length > 0) heads.push(headAt(order[0].course, strongestKind(hubKind)));
  return { strokes, heads };
}

function lengthOf(course: readonly Point[]): number {
  let length = 0;
  for (let index = 1; index < course.length; index++)
    length += Math.abs(course[index]!.x - course[index - 1]!.x) + Math.abs(course[index]!.y - course[index - 1]!.y);
  return length;
}

/** A course up to where it joins what is drawn, and a little further along it. Where it only crosses, it goes on. */
function cutWhereItMeets(course: readonly Point[], drawn: readonly (readonly [Point, Point])[]): Point[] {
  const kept: Point[] = [course[0]!];
  for (let index = 1; index < course.length; index++) {
    const from = course[index - 1]!;
    const to = course[index]!;
    for (const meeting of touches(from, to, drawn)) {
      const next = distance(meeting, to) > 0.5 ? to : course[index + 1];
      if (!next) break;
      const ahead = (length: number): Point => ({
        x: meeting.x + Math.sign(next.x - meeting.x) * length,
        y: meeting.y + Math.sign(next.y - meeting.y) * length,
      });
      const reach = Math.min(mergeLength, distance(meeting, next));
      const isOn = (point: Point): boolean => drawn.some(([a, b]) => liesOn(point, a, b));
      if (!isOn(ahead(Math.min(2, reach)))) continue;
      kept.push(meeting);
      if (isOn(ahead(reach))) kept.push(ahead(reach));
      return simplify(kept);
    }
    kept.push(to);
  }
  return simplify(kept);
}

function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

function liesOn(point: Point, a: Point, b: Point): boolean {
  const slack = 0.5;
  return (
    point.x >= Math.min(a.x, b.x) - slack &&
    point.x <= Math.max(a.x, b.x) + slack &&
    point.y >= Math.min(a.y, b.y) - slack &&
    point.y <= Math.max(a.y, b.y) + slack
  );
}

/** The points where an axis-parallel segment touches others, nearest to `from` first. */
function touches(from: Point, to: Point, drawn: readonly (readonly [Point, Point])[]): Point[] {
  const points: Point[] = [];
  for (const [a, b] of drawn) {
    const left = Math.max(Math.min(a.x, b.x), Math.min(from.x, to.x));
    const right = Math.min(Math.max(a.x, b.x), Math.max(from.x, to.x));
    const top = Math.max(Math.min(a.y, b.y), Math.min(from.y, to.y));
    const bottom = Math.min(Math.max(a.y, b.y), Math.max(from.y, to.y));
    if (left > right + 0.5 || top > bottom + 0.5) continue;
    // Of a shared stretch, the end that is reached first.
    points.push({
      x: Math.abs(from.x - left) <= Math.abs(from.x - right) ? left : right,
      y: Math.abs(from.y - top) <= Math.abs(from.y - bottom) ? top : bottom,
    });
  }
  return points.sort((a, b) => distance(from, a) - distance(from, b));
}
