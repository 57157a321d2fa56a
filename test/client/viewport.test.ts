import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  fit,
  keep,
  largestScale,
  pan,
  restore,
  showsAll,
  smallestScale,
  zoomAt,
} from '../../client/preview/webview/viewport.ts';
import type { Size, Viewport } from '../../client/preview/webview/viewport.ts';

const size = fc.record({
  width: fc.double({ min: 50, max: 20_000, noNaN: true }),
  height: fc.double({ min: 50, max: 20_000, noNaN: true }),
});
const pane = fc.record({ width: fc.integer({ min: 200, max: 3000 }), height: fc.integer({ min: 200, max: 2000 }) });
const place = fc.record({ x: fc.integer({ min: 0, max: 3000 }), y: fc.integer({ min: 0, max: 2000 }) });
const viewport = fc.record({
  x: fc.double({ min: -5000, max: 5000, noNaN: true }),
  y: fc.double({ min: -5000, max: 5000, noNaN: true }),
  scale: fc.double({ min: 0.1, max: 4, noNaN: true }),
});

/** The picture's point that is seen at a place of the window. */
const under = (seen: Viewport, at: { x: number; y: number }): [number, number] => [
  (at.x - seen.x) / seen.scale,
  (at.y - seen.y) / seen.scale,
];
const near = (a: readonly number[], b: readonly number[]): void => {
  for (const [index, value] of a.entries())
    assert.ok(
      Math.abs(value - (b[index] ?? NaN)) < 1e-6 * Math.max(1, Math.abs(value)),
      `${a.join()} is not ${b.join()}`,
    );
};

describe('viewport', () => {
  it('fits the whole picture, and makes none larger than it is', () => {
    fc.assert(
      fc.property(size, pane, (picture: Size, window: Size) => {
        const seen = fit(picture, window);
        assert.ok(seen.scale <= 1 && seen.scale >= smallestScale);
        if (seen.scale > smallestScale) assert.ok(showsAll(seen, picture, window));
      }),
    );
  });

  it('zooms around the pointer: what is under it stays there', () => {
    fc.assert(
      fc.property(viewport, place, fc.double({ min: 0.2, max: 5, noNaN: true }), (seen, at, factor) => {
        near(under(zoomAt(seen, seen.scale * factor, at), at), under(seen, at));
      }),
    );
  });

  it('keeps the scale in bounds', () => {
    const at = { x: 10, y: 10 };
    assert.equal(zoomAt({ x: 0, y: 0, scale: 1 }, 1e9, at).scale, largestScale);
    assert.equal(zoomAt({ x: 0, y: 0, scale: 1 }, 0, at).scale, smallestScale);
  });

  it('never loses the picture from sight', () => {
    fc.assert(
      fc.property(viewport, size, pane, fc.integer(), fc.integer(), (seen, picture, window, dx, dy) => {
        const { x, y, scale } = pan(seen, dx, dy, picture, window);
        assert.ok(x < window.width && x + picture.width * scale > 0);
        assert.ok(y < window.height && y + picture.height * scale > 0);
      }),
    );
  });

  it('is the same again after being kept, and keeps its middle in a window of another size', () => {
    fc.assert(
      fc.property(viewport, pane, pane, (seen, window, other) => {
        const kept = keep(seen, window, false);
        const again = restore(kept, window);
        near([again.x, again.y, again.scale], [seen.x, seen.y, seen.scale]);
        const middle = (of: Size): { x: number; y: number } => ({ x: of.width / 2, y: of.height / 2 });
        near(under(restore(kept, other), middle(other)), under(seen, middle(window)));
      }),
    );
  });
});
