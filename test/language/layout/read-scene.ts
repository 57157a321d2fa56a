import assert from 'node:assert/strict';
import { measureQuality } from '../../../language/layout/measure-quality.ts';
import type { Scene, SceneCard } from '../../../language/layout/scene.ts';

/** The card of an element, which has to be there. */
export function card(scene: Scene, element: string): SceneCard {
  const found = scene.cards.find((other) => other.element === element);
  assert.ok(found, `${element} is drawn`);
  return found;
}

/** Nothing lies over anything else, and no text is cut. */
export function assertWithoutFaults(scene: Scene, name: string): void {
  const { labelOverlaps, throughBoxes, lineOverlaps, boxOverlaps, cutTexts } = measureQuality(scene);
  assert.deepEqual(
    { labelOverlaps, throughBoxes, lineOverlaps, boxOverlaps, cutTexts },
    { labelOverlaps: 0, throughBoxes: 0, lineOverlaps: 0, boxOverlaps: 0, cutTexts: 0 },
    name,
  );
}
