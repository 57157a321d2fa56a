import type { FlowKind } from '../model/vocabulary.ts';
import { strengthOrder } from '../view/pipeline-rank.ts';
import type { ViewLine } from '../view/view-graph.ts';
import { trunkOfLines, type PlacedPill, type Placement } from './placement.ts';
import type { Trunk } from './plan-containers.ts';
import { simplify } from './polyline.ts';
import type { Point, Rectangle, SceneHead, SceneStroke } from './scene.ts';

/** What is drawn of one line, or of one trunk with its branches. */
export interface TracedLine {
  /** Lines it stands for: one, or those of a trunk. */
  readonly lines: readonly number[];
  readonly trunk?: Trunk;
  readonly strokes: readonly SceneStroke[];
  readonly heads: readonly SceneHead[];
  readonly pills: readonly PlacedPill[];
}

/** The kind that gives a line its looks. */
export function strongestKind(kinds: readonly FlowKind[]): FlowKind {
  return strengthOrder.find((kind) => kinds.includes(kind)) ?? 'traffic';
}

/** How far along a trunk a branch is drawn on after it has met it, so that the corner where they meet can be rounded. */
const mergeLength = 10;

/** Draws the courses of lines and trunks with what they look like, in the order of the lines. */
export function traceLines({ graph, courses, pills, trunks }: Placement): TracedLine[] {
  const trunkOf = trunkOfLines(trunks);
  const traced: TracedLine[] = [];
  for (const line of graph.lines) {
    const trunkIndex = trunkOf.get(line.index);
    if (trunkIndex === undefined) {
      const own = pills.filter((pill) => pill.line === line.index);
      traced.push({
        lines: [line.index],
        ...traceSingle(line, courses[line.index]!, own[0]?.rectangle),
        pills: own,
      });
      continue;
    }
    const trunk = trunks[trunkIndex]!;
    if (trunk.lines[0] !== line.index) continue;
    const members = trunk.lines.map((index) => graph.lines[index]!);
    const towardHub = members.map(({ index }) =>
      trunk.end === 'target' ? courses[index]! : [...courses[index]!].reverse(),
    );
    traced.push({
      lines: trunk.lines,
      trunk,
      ...traceBundle(members, towardHub, trunk.end === 'target'),
      pills: pills.filter((pill) => pill.trunk === trunkIndex || trunk.lines.includes(pill.line ?? -1)),
    });
  }
  return traced;
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
