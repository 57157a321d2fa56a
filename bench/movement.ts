import { commonShift } from '../client/preview/webview/common-shift.ts';
import type { Scene } from '../language/layout/scene.ts';

/**
 * Share of the cards of both pictures that lie 20 px or more from where they were, in a window that stays on the picture;
 * NaN where no card is in both.
 */
export function moved(before: Scene, after: Scene): number {
  const shift = commonShift(before, after);
  const places = new Map(before.cards.map((card) => [card.path, card.rectangle]));
  const both = after.cards.filter((card) => places.has(card.path));
  const far = both.filter(({ path, rectangle }) => {
    const { x, y } = places.get(path)!;
    return Math.hypot(rectangle.x - shift.x - x, rectangle.y - shift.y - y) >= 20;
  });
  return far.length / both.length;
}
