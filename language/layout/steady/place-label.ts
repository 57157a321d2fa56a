import type { Point, Rectangle } from '../scene.ts';
import { overlap, segmentsOf, titlesOf, touchesBox, type Draft, type DraftPill } from './draft.ts';

/** Distance between places that are tried. */
const step = 8;

/**
 * Finds a place for a label on a course that is there: as near as possible to where it was, or to the course's middle. What
 * is the line's own may lie under it, all else not.
 */
export function placeOnCourse(
  draft: Draft,
  owner: Pick<DraftPill, 'line' | 'trunk'>,
  room: { readonly width: number; readonly height: number },
  wanted: Point | undefined,
): Rectangle | undefined {
  const lines = owner.line !== undefined ? [owner.line] : draft.trunks[owner.trunk!]!.lines;
  const titles = titlesOf(draft);
  const segments = segmentsOf(draft);
  const others = segments.filter(({ line }) => !lines.includes(line));
  const boxes = draft.boxes.filter((box) => box !== undefined);
  const cards = boxes.filter((box) => draft.graph.nodes[draft.boxes.indexOf(box)]!.type === 'card');
  const frames = boxes.filter((box) => !cards.includes(box));
  const isFree = (label: Rectangle): boolean =>
    !cards.some((box) => overlap(label, box, 8)) &&
    frames.every((box) => holds(box, label, 3) || !overlap(label, box, 3)) &&
    !titles.some((title) => title && overlap(label, title, 2)) &&
    !draft.pills.some(({ rectangle }) => overlap(label, rectangle, 5)) &&
    !others.some((segment) => touchesBox(segment, label, 4));
  const places: { at: Point; cost: number }[] = [];
  const goal = wanted ?? middleOf(draft.courses[lines[0]!]!);
  for (const point of pointsAlong(draft.courses[lines[0]!]!)) {
    // A trunk speaks where all its branches have joined.
    if (!lines.every((line) => liesOn(point, draft.courses[line]!))) continue;
    places.push({ at: point, cost: Math.abs(point.x - goal.x) + Math.abs(point.y - goal.y) });
  }
  for (const { at } of places.sort((a, b) => a.cost - b.cost)) {
    const label = { x: at.x - room.width / 2, y: at.y - room.height / 2, ...room };
    if (isFree(label)) return label;
  }
  return undefined;
}

function holds(outer: Rectangle, inner: Rectangle, gap: number): boolean {
  return (
    inner.x > outer.x + gap &&
    inner.y > outer.y + gap &&
    inner.x + inner.width < outer.x + outer.width - gap &&
    inner.y + inner.height < outer.y + outer.height - gap
  );
}

function middleOf(course: readonly Point[]): Point {
  const points = [...pointsAlong(course)];
  return points[points.length >> 1] ?? { x: 0, y: 0 };
}

function pointsAlong(course: readonly Point[]): Point[] {
  const points: Point[] = [];
  for (let index = 1; index < course.length; index++) {
    const [from, to] = [course[index - 1]!, course[index]!];
    const length = Math.abs(to.x - from.x) + Math.abs(to.y - from.y);
    for (let along = 0; along <= length; along += step)
      points.push({
        x: from.x + Math.sign(to.x - from.x) * along,
        y: from.y + Math.sign(to.y - from.y) * along,
      });
  }
  return points;
}

function liesOn({ x, y }: Point, course: readonly Point[]): boolean {
  return course.some((to, index) => {
    const from = course[index - 1];
    return (
      from !== undefined &&
      x >= Math.min(from.x, to.x) - 0.5 &&
      x <= Math.max(from.x, to.x) + 0.5 &&
      y >= Math.min(from.y, to.y) - 0.5 &&
      y <= Math.max(from.y, to.y) + 0.5
    );
  });
}
