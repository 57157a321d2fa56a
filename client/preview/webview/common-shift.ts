import type { Point, Scene } from '../../../language/layout/scene.ts';

/**
 * How far most boxes lie from where they were: a picture that has grown to the left or upwards begins at its corner again,
 * and all that is in it lies elsewhere without having moved against anything. Nothing where fewer than half moved alike.
 */
export function commonShift(before: Scene, after: Scene): Point {
  const old = new Map([...before.frames, ...before.cards].map(({ key, rectangle }) => [key, rectangle]));
  const counts = new Map<string, { readonly shift: Point; count: number }>();
  let both = 0;
  for (const { key, rectangle } of [...after.frames, ...after.cards]) {
    const from = old.get(key);
    if (!from) continue;
    both++;
    const shift = { x: Math.round(rectangle.x - from.x), y: Math.round(rectangle.y - from.y) };
    const alike = counts.get(`${shift.x} ${shift.y}`);
    if (alike) alike.count++;
    else counts.set(`${shift.x} ${shift.y}`, { shift, count: 1 });
  }
  for (const { shift, count } of counts.values()) if (2 * count > both) return shift;
  return { x: 0, y: 0 };
}
