import { frameMetrics } from '../../view/metrics.ts';
import type { ViewGraph, ViewPill } from '../../view/view-graph.ts';
import { trunkOfLines, type Placement } from '../placement.ts';
import type { Trunk } from '../plan-containers.ts';
import type { Point, Rectangle } from '../scene.ts';

/** A label in its place, or on its way there. */
export interface DraftPill {
  readonly pill: ViewPill;
  readonly line?: number;
  readonly trunk?: number;
  rectangle: Rectangle;
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

export function copyDraft({ graph, boxes, courses, pills, trunks }: Draft): Draft {
  return {
    graph,
    boxes: boxes.map((box) => box && { ...box }),
    courses: courses.map((course) => course.map((point) => ({ ...point }))),
    pills: pills.map((pill) => ({ ...pill })),
    trunks: [...trunks],
  };
}

/** The same with rows and columns exchanged: pictures that flow downwards are worked on as if they flowed to the right. */
export function transposed<T extends Placement | Draft>(placement: T): T {
  const turn = ({ x, y, width, height }: Rectangle): Rectangle => ({ x: y, y: x, width: height, height: width });
  return {
    ...placement,
    boxes: placement.boxes.map((box) => box && turn(box)),
    courses: placement.courses.map((course) => course.map(({ x, y }) => ({ x: y, y: x }))),
    pills: placement.pills.map((pill) => ({ ...pill, rectangle: turn(pill.rectangle) })),
    ...('width' in placement ? { width: placement.height, height: placement.width } : {}),
  };
}

/** Turns a draft so that what is one way in it is downwards, and back. */
export const turns: Readonly<Record<Way, (draft: Draft) => Draft>> = {
  down: (draft) => draft,
  right: transposed,
  up: mirrored,
  left: (draft) => transposed(mirroredAlong(draft)),
};
export const turnsBack: Readonly<Record<Way, (draft: Draft) => Draft>> = {
  down: (draft) => draft,
  right: transposed,
  up: mirrored,
  left: (draft) => mirroredAlong(transposed(draft)),
};
export type Way = 'down' | 'right' | 'up' | 'left';

function mirrored(draft: Draft): Draft {
  const turn = (box: Rectangle): Rectangle => ({ ...box, y: -box.y - box.height });
  return {
    ...draft,
    boxes: draft.boxes.map((box) => box && turn(box)),
    courses: draft.courses.map((course) => course.map(({ x, y }) => ({ x, y: -y }))),
    pills: draft.pills.map((pill) => ({ ...pill, rectangle: turn(pill.rectangle) })),
  };
}

function mirroredAlong(draft: Draft): Draft {
  return transposed(mirrored(transposed(draft)));
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
export function titlesOf({ graph, boxes }: Draft): (Rectangle | undefined)[] {
  const down = graph.direction === 'down';
  return boxes.map((box, node) => {
    const frame = graph.nodes[node]!;
    if (!box || frame.type !== 'frame') return undefined;
    const { x, y } = box;
    const along = Math.min(down ? box.height : box.width, frame.titleWidth);
    const across = Math.min(down ? box.width : box.height, frameMetrics.titleHeight - 6);
    return down ? { x, y, width: across, height: along } : { x, y, width: along, height: across };
  });
}

/** Whether a node is, or lies in, a frame. */
export function isWithin({ nodes }: ViewGraph, node: number, frame: number): boolean {
  for (let around: number | undefined = node; around !== undefined; around = nodes[around]!.parent)
    if (around === frame) return true;
  return false;
}
