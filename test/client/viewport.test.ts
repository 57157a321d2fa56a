import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  firstLook,
  fit,
  fitMargin,
  keep,
  largestScale,
  legibleScale,
  pan,
  readingScale,
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

  describe('at the first look', () => {
    const at = fc.record({
      x: fc.double({ min: 0, max: 1, noNaN: true }),
      y: fc.double({ min: 0, max: 1, noNaN: true }),
    });

    it('shows words that can be made out, whatever the picture and the window', () => {
      fc.assert(
        fc.property(size, pane, (picture, window) => {
          const seen = firstLook(picture, window);
          assert.ok(seen.scale >= legibleScale && seen.scale <= 1);
        }),
      );
    });

    it('shows a picture whole where that can be read', () => {
      const [picture, window] = [
        { width: 900, height: 600 },
        { width: 700, height: 700 },
      ];
      assert.deepEqual(firstLook(picture, window, { x: 900, y: 600 }), fit(picture, window));
    });

    it('shows a wide picture from its left, in a narrow window beside the text', () => {
      const seen = firstLook({ width: 1600, height: 600 }, { width: 510, height: 780 });
      assert.equal(seen.scale, readingScale);
      assert.equal(seen.x, fitMargin.side);
    });

    it('shows a high picture as wide as the window, from its top', () => {
      const seen = firstLook({ width: 600, height: 3000 }, { width: 512, height: 700 });
      assert.deepEqual([seen.scale, seen.x, seen.y], [0.8, fitMargin.side, fitMargin.top]);
    });

    it('begins below the buttons, however many lines they take', () => {
      const [wide, narrow] = [
        { width: 510, height: 780 },
        { width: 300, height: 780, top: 90 },
      ];
      const picture = { width: 1600, height: 2400 };
      assert.equal(firstLook(picture, wide).y, fitMargin.top);
      assert.equal(firstLook(picture, narrow).y, 90);
      assert.ok(fit({ width: 100, height: 700 }, narrow).y >= 90);
    });

    it('shows the part around a point, with no more ground beside it than around a whole picture', () => {
      fc.assert(
        fc.property(size, pane, at, (picture, window, share) => {
          const point = { x: share.x * picture.width, y: share.y * picture.height };
          const { x, y, scale } = firstLook(picture, window, point);
          const [across, down] = [x + point.x * scale, y + point.y * scale];
          assert.ok(across >= fitMargin.side - 1e-6 && across <= window.width - fitMargin.side + 1e-6);
          assert.ok(down >= fitMargin.top - 1e-6 && down <= window.height - fitMargin.bottom + 1e-6);
          if (picture.width * scale >= window.width) {
            assert.ok(x <= fitMargin.side && x + picture.width * scale >= window.width - fitMargin.side - 1e-6);
          }
        }),
      );
    });
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
        const kept = keep(seen, window, 'chosen');
        const again = restore(kept, window);
        near([again.x, again.y, again.scale], [seen.x, seen.y, seen.scale]);
        const middle = (of: Size): { x: number; y: number } => ({ x: of.width / 2, y: of.height / 2 });
        near(under(restore(kept, other), middle(other)), under(seen, middle(window)));
      }),
    );
  });
});
