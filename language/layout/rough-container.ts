import { arrangeByAspect } from './arrange-loose.ts';
import type { ContainerPlan, PieceEnd } from './plan-containers.ts';
import type { ChildBox, Core } from './placed-container.ts';
import type { Point, Rectangle } from './scene.ts';
import { spacing } from './spacing.ts';

/** Without the engine: boxes in rows, pieces straight across. Ugly, but complete. */
export function roughCore(plan: ContainerPlan, tied: readonly ChildBox[], aspect: number): Core {
  const gap = 3 * spacing.column;
  const { places, width, height } = arrangeByAspect(tied, aspect, gap);
  const children = new Map(
    tied.map((box, index) => [box.node, { ...places[index]!, width: box.width, height: box.height }] as const),
  );
  const boxOf = new Map(tied.map((box) => [box.node, box]));
  const border = { west: new Map<string, number>(), east: new Map<string, number>() };
  for (const side of ['west', 'east'] as const)
    for (const [index, port] of plan[side].entries())
      border[side].set(port, (height * (index + 1)) / (plan[side].length + 1));
  const knots: Rectangle[] = plan.knots.map(({ room }, index) => ({
    x: width + gap,
    y: (height * (index + 1)) / (plan.knots.length + 1),
    ...room,
  }));
  const right = width + (plan.knots.length > 0 ? 2 * gap + Math.max(...knots.map((knot) => knot.width)) : gap);
  const point = (end: PieceEnd, leaving: boolean): Point => {
    if (end.at === 'west' || end.at === 'east')
      return { x: end.at === 'west' ? -gap : right, y: border[end.at].get(end.port) ?? 0 };
    if (end.at === 'knot') return sideOf(knots[end.knot]!, leaving);
    const known = boxOf.get(end.node)?.[leaving ? 'east' : 'west']?.get(end.port);
    return sideOf(children.get(end.node)!, leaving, known);
  };
  const pieces = plan.pieces.map(({ from, to }): Point[] => {
    const start = point(from, true);
    const end = point(to, false);
    if (start.y === end.y) return [start, end];
    const middle = start.x < end.x ? (start.x + end.x) / 2 : start.x + spacing.lineEnd;
    if (start.x < end.x) return [start, { x: middle, y: start.y }, { x: middle, y: end.y }, end];
    const back = end.x - spacing.lineEnd;
    const between = (start.y + end.y) / 2;
    return [
      start,
      { x: middle, y: start.y },
      { x: middle, y: between },
      { x: back, y: between },
      { x: back, y: end.y },
      end,
    ];
  });
  return { children, knots, pieces, ...border, childOrders: new Map() };
}

function sideOf(box: Rectangle, leaving: boolean, down: number = box.height / 2): Point {
  return { x: leaving ? box.x + box.width : box.x, y: box.y + down };
}
