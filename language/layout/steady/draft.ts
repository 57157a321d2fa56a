import { frameMetrics } from '../../view/metrics.ts';
import type { ViewGraph, ViewPill } from '../../view/view-graph.ts';
import { trunkOfLines, type Placement } from '../placement.ts';
import type { Trunk } from '../plan-containers.ts';
import type { Point, Rectangle } from '../scene.ts';
import { titleLength, titleStart } from '../title-start.ts';

/** A label in its place, or on its way there. */
export interface DraftPill {
  readonly pill: ViewPill;
  readonly line?: number;
  readonly trunk?: number;
  readonly rectangle: Rectangle;
}

/**
 * A placement that is being changed. In flow space: `x` runs along the flow, `y` across it. Boxes and courses that have no
 * place yet are absent and empty.
 */
export interface Draft {
  readonly graph: ViewGraph;
  readonly boxes: (Rectangle | undefined)[];
  readonly courses: Point[][];
  readonly pills: DraftPill[];
  readonly trunks: Trunk[];
}

/** A draft to change: places in it are replaced and never changed themselves, so they are shared. */
export function copyDraft({ graph, boxes, courses, pills, trunks }: Draft): Draft {
  return { graph, boxes: [...boxes], courses: [...courses], pills: [...pills], trunks: [...trunks] };
}

/** The same without the courses of some lines and the labels on them: they have to find another way. */
export function withoutCourses(draft: Draft, lines: ReadonlySet<number>): Draft {
  return {
    ...draft,
    courses: draft.courses.map((course, line) => (lines.has(line) ? [] : course)),
    pills: draft.pills.filter(({ line }) => line === undefined || !lines.has(line)),
  };
}

/** The same with rows and columns exchanged: pictures that flow downwards are worked on as if they flowed to the right. */
export function transposed(placement: Placement): Placement {
  const turn = ({ x, y, width, height }: Rectangle): Rectangle => ({ x: y, y: x, width: height, height: width });
  return {
    ...placement,
    boxes: placement.boxes.map(turn),
    courses: placement.courses.map((course) => course.map(({ x, y }) => ({ x: y, y: x }))),
    pills: placement.pills.map((pill) => ({ ...pill, rectangle: turn(pill.rectangle) })),
    width: placement.height,
    height: placement.width,
  };
}

export type Way = 'down' | 'right' | 'up' | 'left';

/** Turns places so that what is one way in the picture is downwards, and back. */
export function turnedPoint({ x, y }: Point, way: Way): Point {
  if (way === 'down') return { x, y };
  if (way === 'up') return { x, y: -y };
  return { x: y, y: way === 'right' ? x : -x };
}

export function turnedPointBack({ x, y }: Point, way: Way): Point {
  if (way === 'down') return { x, y };
  if (way === 'up') return { x, y: -y };
  return { x: way === 'right' ? y : -y, y: x };
}

export function turnedBox({ x, y, width, height }: Rectangle, way: Way): Rectangle {
  if (way === 'down') return { x, y, width, height };
  if (way === 'up') return { x, y: -y - height, width, height };
  return { x: y, y: way === 'right' ? x : -x - width, width: height, height: width };
}

export function turnedBoxBack({ x, y, width, height }: Rectangle, way: Way): Rectangle {
  if (way === 'down') return { x, y, width, height };
  if (way === 'up') return { x, y: -y - height, width, height };
  return { x: way === 'right' ? y : -y - height, y: x, width: height, height: width };
}

/** A draft in which what is one way in the picture is downwards. */
export function turned(draft: Draft, way: Way): Draft {
  if (way === 'down') return draft;
  return {
    ...draft,
    boxes: draft.boxes.map((box) => box && turnedBox(box, way)),
    courses: draft.courses.map((course) => course.map((point) => turnedPoint(point, way))),
    pills: draft.pills.map((pill) => ({ ...pill, rectangle: turnedBox(pill.rectangle, way) })),
  };
}

/** An axis-parallel stretch of a line. */
export interface Segment {
  readonly line: number;
  readonly trunk: number | undefined;
  readonly from: Point;
  readonly to: Point;
}

export function segmentsOf({ courses, trunks }: Draft): Segment[] {
  const trunkOf = trunkOfLines(trunks);
  return courses.flatMap((course, line) =>
    course.slice(1).map((to, index) => ({ line, trunk: trunkOf.get(line), from: course[index]!, to })),
  );
}

export function overlap(a: Rectangle, b: Rectangle, gap = 0): boolean {
  return (
    a.x < b.x + b.width + gap && b.x < a.x + a.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap
  );
}

export function touchesBox({ from, to }: Pick<Segment, 'from' | 'to'>, box: Rectangle, gap = 0): boolean {
  return (
    Math.max(from.x, to.x) > box.x - gap &&
    Math.min(from.x, to.x) < box.x + box.width + gap &&
    Math.max(from.y, to.y) > box.y - gap &&
    Math.min(from.y, to.y) < box.y + box.height + gap
  );
}

/** Where each frame's title stands. */
export function titlesOf({ graph, boxes, courses }: Draft): (Rectangle | undefined)[] {
  const down = graph.direction === 'down';
  return boxes.map((box, node) => {
    const frame = graph.nodes[node]!;
    if (!box || frame.type !== 'frame') return undefined;
    const { x, y } = box;
    const across = Math.min(down ? box.width : box.height, frameMetrics.titleHeight - 6);
    if (!down) return { x, y, width: Math.min(box.width, frame.titleWidth), height: across };
    const start = titleStart(frame, { start: y, length: box.height }, passing(courses, box)) - 6;
    return { x, y: start, width: across, height: titleLength(frame) + 12 };
  });
}

/** Where lines pass the border at which a frame begins along the flow. */
function passing(courses: readonly (readonly Point[])[], { x, y, height }: Rectangle): number[] {
  const places = new Set<number>();
  for (const course of courses)
    for (let index = 1; index < course.length; index++) {
      const [from, to] = [course[index - 1]!, course[index]!];
      if (from.y !== to.y || from.y <= y + 0.5 || from.y >= y + height - 0.5) continue;
      if (x >= Math.min(from.x, to.x) - 0.5 && x <= Math.max(from.x, to.x) + 0.5) places.add(Math.round(from.y));
    }
  return [...places];
}

/** Whether a node is, or lies in, a frame. */
export function isWithin({ nodes }: ViewGraph, node: number, frame: number): boolean {
  for (let around: number | undefined = node; around !== undefined; around = nodes[around]!.parent)
    if (around === frame) return true;
  return false;
}
