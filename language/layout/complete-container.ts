import { arrangeByAspect, arrangeInRows, type Arrangement } from './arrange-loose.ts';
import type { ContainerPlan } from './plan-containers.ts';
import type { ChildBox, Core, Insets, PlacedContainer } from './placed-container.ts';
import type { Rectangle } from './scene.ts';
import { spacing } from './spacing.ts';

/** Draws the border around the connected part, and sets what nothing connects below or beside it. */
export function completeContainer(
  plan: ContainerPlan,
  core: Core,
  loose: readonly ChildBox[],
  insets: Insets,
  aspect: number,
): PlacedContainer {
  const solid = [...core.children.values(), ...core.knots];
  const points = core.pieces.flat();
  const ys = [...solid.flatMap((box) => [box.y, box.y + box.height]), ...points.map((point) => point.y)];
  const top = ys.length > 0 ? Math.min(...ys) : 0;
  const bottom = ys.length > 0 ? Math.max(...ys) : 0;
  const xs = [...solid.flatMap((box) => [box.x, box.x + box.width])];
  const left = xs.length > 0 ? Math.min(...xs) : 0;
  const right = xs.length > 0 ? Math.max(...xs) : 0;
  const outerLeft = Math.min(left, ...points.map((point) => point.x));
  const outerRight = Math.max(right, ...points.map((point) => point.x));
  // Lines that come in from a border with a title run straight until they have passed it.
  const before = Math.max(insets.before, left - outerLeft + (core.west.size > 0 ? insets.title : 0));
  const afterCore = Math.max(insets.after, outerRight - right);
  const hasCore = solid.length > 0;

  const coreWidth = right - left;
  const coreHeight = bottom - top;
  const arrangement = arrangeLoose(loose, hasCore ? coreWidth : 0, coreHeight, core.east.size > 0, aspect);
  const contentWidth = Math.max(
    arrangement.beside ? coreWidth + 2 * spacing.box + arrangement.width : Math.max(coreWidth, arrangement.width),
    insets.minimumWidth - before - afterCore,
  );
  const contentHeight = Math.max(
    arrangement.beside
      ? Math.max(coreHeight, arrangement.height)
      : coreHeight + arrangement.height + (hasCore && loose.length > 0 ? 1.5 * spacing.box : 0),
    insets.minimumHeight - insets.above - insets.below,
  );
  const width = before + contentWidth + afterCore;
  const height = insets.above + contentHeight + insets.below;

  const dx = before - left;
  const dy = insets.above - top;
  const shift = (box: Rectangle): Rectangle => ({ ...box, x: box.x + dx, y: box.y + dy });
  const children = new Map([...core.children].map(([node, box]) => [node, shift(box)] as const));
  const looseX = arrangement.beside ? before + coreWidth + 2 * spacing.box : before;
  const looseY = arrangement.beside || !hasCore ? insets.above : insets.above + coreHeight + 1.5 * spacing.box;
  for (const [index, box] of loose.entries()) {
    const place = arrangement.places[index]!;
    children.set(box.node, { x: looseX + place.x, y: looseY + place.y, width: box.width, height: box.height });
  }
  const pieces = core.pieces.map((course, index) => {
    const moved = course.map(({ x, y }) => ({ x: x + dx, y: y + dy }));
    const { from, to } = plan.pieces[index]!;
    // Ends on the border follow it.
    if (from.at === 'west' && moved[0]) moved[0].x = 0;
    if (to.at === 'east' && moved.length > 0) moved[moved.length - 1]!.x = width;
    return moved;
  });
  const border = (side: 'west' | 'east'): Map<string, number> => {
    const places = new Map([...core[side]].map(([port, y]) => [port, y + dy] as const));
    const missing = plan[side].filter((port) => !places.has(port));
    for (const [index, port] of missing.entries())
      places.set(port, freePlace(places, height, insets, index, missing.length));
    return places;
  };
  return {
    width,
    height,
    children,
    knots: core.knots.map(shift),
    pieces,
    west: border('west'),
    east: border('east'),
    childOrders: core.childOrders,
  };
}

/** A place on a border for a port that nothing inside uses, away from the others. */
function freePlace(
  taken: ReadonlyMap<string, number>,
  height: number,
  insets: Insets,
  index: number,
  count: number,
): number {
  const low = insets.above / 2;
  const high = height - insets.below / 2;
  let place = low + ((high - low) * (index + 1)) / (count + 1);
  const isFree = (y: number): boolean => [...taken.values()].every((other) => Math.abs(other - y) >= spacing.line);
  for (let step = 1; !isFree(place) && step * spacing.line < high - low; step++) {
    const sign = step % 2 === 0 ? 1 : -1;
    const next = place + sign * step * spacing.line;
    if (next > low && next < high) place = next;
  }
  return place;
}

function arrangeLoose(
  loose: readonly ChildBox[],
  coreWidth: number,
  coreHeight: number,
  closedToTheRight: boolean,
  aspect: number,
): Arrangement & { readonly beside: boolean } {
  if (coreWidth === 0) return { ...arrangeByAspect(loose, aspect, spacing.box), beside: false };
  const widest = Math.max(0, ...loose.map((box) => box.width));
  const below = arrangeInRows(loose, Math.max(coreWidth, widest), spacing.box);
  if (closedToTheRight || loose.length === 0) return { ...below, beside: false };
  // A column as high as the core, beside it, where that comes closer to the wanted shape.
  const total = loose.reduce((sum, box) => sum + box.height + spacing.box, 0);
  const columns = Math.max(1, Math.ceil(total / Math.max(coreHeight, 1)));
  const beside = arrangeInRows(loose, columns * (widest + spacing.box), spacing.box);
  const rate = (width: number, height: number): number => Math.abs(Math.log(width / height / aspect));
  const rateBelow = rate(Math.max(coreWidth, below.width), coreHeight + below.height + spacing.box);
  const rateBeside = rate(coreWidth + beside.width + spacing.box, Math.max(coreHeight, beside.height));
  return rateBeside < rateBelow ? { ...beside, beside: true } : { ...below, beside: false };
}
