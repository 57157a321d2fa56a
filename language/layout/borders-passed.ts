import type { Placement } from './placement.ts';
import type { Point, Rectangle } from './scene.ts';

/** Where lines pass the border of each frame or end at it, by node: from left to right, and from top to bottom. */
export function bordersPassed({ graph, boxes, courses }: Placement): ReadonlyMap<number, readonly Point[]> {
  const gates = new Map<number, readonly Point[]>();
  for (const node of graph.nodes) {
    if (node.type !== 'frame') continue;
    const found = new Map<string, Point>();
    for (const course of courses)
      for (let index = 1; index < course.length; index++)
        for (const point of meetings(course[index - 1]!, course[index]!, boxes[node.index]!))
          found.set(`${Math.round(point.x)} ${Math.round(point.y)}`, point);
    gates.set(
      node.index,
      [...found.values()].sort((a, b) => a.x - b.x || a.y - b.y),
    );
  }
  return gates;
}

/** Where an axis-parallel segment meets the border of a box, other than along it. */
function meetings(from: Point, to: Point, { x, y, width, height }: Rectangle): Point[] {
  const slack = 0.5;
  const points: Point[] = [];
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  if (right - left > bottom - top) {
    if (from.y > y + slack && from.y < y + height - slack)
      for (const border of [x, x + width])
        if (border >= left - slack && border <= right + slack) points.push({ x: border, y: from.y });
  } else if (from.x > x + slack && from.x < x + width - slack) {
    for (const border of [y, y + height])
      if (border >= top - slack && border <= bottom + slack) points.push({ x: from.x, y: border });
  }
  return points;
}
