import type { Direction } from '../model/vocabulary.ts';
import type { ViewGraph, ViewLine, ViewPill } from '../view/view-graph.ts';
import type { PlacedPicture } from './layout-view.ts';
import type { PlacedPill, Placement } from './placement.ts';
import type { LineWay, Plan, Trunks } from './plan-containers.ts';
import { simplify } from './polyline.ts';
import type { Point, Rectangle } from './scene.ts';

/** Joins what was placed container by container into courses of whole lines. */
export function joinPieces(graph: ViewGraph, plan: Plan, trunks: Trunks, picture: PlacedPicture): Placement {
  const joined = plan.ways.map((way) => courseOf(way, plan, picture, graph.direction));
  for (const [index, { line }] of plan.ways.entries()) {
    // Lines of a trunk share stretches, which may only move together.
    if (trunks.of.has(line)) continue;
    const isFree = (from: Point, to: Point): boolean =>
      joined.every((other, position) => position === index || !runsAlong(from, to, other));
    joined[index] = withoutJogs(joined[index]!, isFree);
  }
  const courses = plan.ways.map(({ line }, index) => fromSource(graph.lines[line]!, joined[index]!));
  return {
    graph,
    width: picture.width,
    height: picture.height,
    boxes: picture.boxes,
    courses,
    pills: pillsOf(plan, picture),
    trunks: trunks.list,
  };
}

function pillsOf(plan: Plan, picture: PlacedPicture): PlacedPill[] {
  return [...plan.containers.values()].flatMap(({ container, knots }) =>
    knots.flatMap(({ pill, line, trunk }, index) =>
      pill ? [{ pill, line, trunk, rectangle: inMiddle(pill, picture.containers.get(container)!.knots[index]!) }] : [],
    ),
  );
}

/** Where a line turns at its label, its knot has more room than the label, so that the line is seen on both sides. */
function inMiddle({ width, height }: ViewPill, room: Rectangle): Rectangle {
  return { x: room.x + (room.width - width) / 2, y: room.y + (room.height - height) / 2, width, height };
}

/** The whole polyline from the earlier end to the later one. */
function courseOf(way: LineWay, plan: Plan, picture: PlacedPicture, direction: Direction): Point[] {
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
    if (label) for (const end of [points.at(-1), ahead[0]]) if (end) points.push(under(label, end, direction));
    label = undefined;
    points.push(...ahead);
  }
  return simplify(points);
}

/** The point in the middle of a label, seen along the flow, that is level with an end on one of its sides. */
function under(label: Rectangle, end: Point, direction: Direction): Point {
  return direction === 'down'
    ? { x: end.x, y: label.y + label.height / 2 }
    : { x: label.x + label.width / 2, y: end.y };
}

function fromSource(line: ViewLine, course: readonly Point[]): readonly Point[] {
  return line.sourceFirst ? course : [...course].reverse();
}

/** Steps smaller than this look like a mistake. */
const smallestJog = 7;

/**
 * Straightens steps that are too small to mean anything: an end of the line, or a stretch of it, moves a little, unless it
 * would come to lie on another line.
 */
function withoutJogs(course: readonly Point[], isFree: (from: Point, to: Point) => boolean): Point[] {
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
    const [from, to] = moveBefore
      ? [{ x: before.x + dx, y: before.y + dy }, b]
      : [a, { x: behind.x - dx, y: behind.y - dy }];
    if (!isFree(from, to)) continue;
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

/** Lines nearer than this are seen as one. */
const leastApart = 3;

/** Whether a stretch runs beside some of a course with hardly any room between. */
function runsAlong(from: Point, to: Point, course: readonly Point[]): boolean {
  const level = Math.abs(from.y - to.y) < Math.abs(from.x - to.x);
  const [place, low, high] = level
    ? [from.y, Math.min(from.x, to.x), Math.max(from.x, to.x)]
    : [from.x, Math.min(from.y, to.y), Math.max(from.y, to.y)];
  for (let index = 1; index < course.length; index++) {
    const a = course[index - 1]!;
    const b = course[index]!;
    if (level ? a.y !== b.y : a.x !== b.x) continue;
    if (Math.abs((level ? a.y : a.x) - place) >= leastApart) continue;
    const [start, end] = level ? [a.x, b.x] : [a.y, b.y];
    if (Math.min(high, Math.max(start, end)) - Math.max(low, Math.min(start, end)) > 0) return true;
  }
  return false;
}

function length(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}
