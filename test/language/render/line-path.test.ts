import assert from 'node:assert/strict';
import { dashedPaths, number, roundedPath } from '../../../language/render/line-path.ts';

const point = (x: number, y: number) => ({ x, y });

describe('the path of a line', () => {
  it('is straight between two points', () => {
    assert.equal(roundedPath([point(0, 5), point(40, 5)], 6), 'M0 5L40 5');
  });

  it('rounds its corners', () => {
    assert.equal(roundedPath([point(0, 0), point(20, 0), point(20, 30)], 6), 'M0 0L14 0Q20 0 20 6L20 30');
  });

  it('shares a short leg between its two corners', () => {
    assert.equal(
      roundedPath([point(0, 0), point(20, 0), point(20, 4), point(40, 4)], 6),
      'M0 0L18 0Q20 0 20 2L20 2Q20 4 22 4L40 4',
    );
  });

  it('ends before its markers', () => {
    assert.equal(roundedPath([point(0, 5), point(40, 5)], 6, 2, 9), 'M2 5L31 5');
    assert.equal(roundedPath([point(0, 5), point(8, 5)], 6, 0, 9), 'M0 5L4 5', 'but not beyond its middle');
  });

  it('of too few points is nothing', () => {
    assert.equal(roundedPath([], 6), '');
    assert.equal(roundedPath([point(1, 1)], 6), '');
  });
});

describe('the paths of a dashed line', () => {
  const dashes = [7, 4];

  it('are one where the line is short', () => {
    const points = [point(0, 0), point(900, 0), point(900, 900)];
    assert.deepEqual(dashedPaths(points, 6, dashes), [roundedPath(points, 6)]);
  });

  it('are none where there are too few points', () => {
    assert.deepEqual(dashedPaths([point(1, 1)], 6, dashes), []);
  });

  it('are single straight lines along long stretches, which renderers draw only in sight', () => {
    const paths = dashedPaths([point(0, 0), point(20, 0), point(20, 5000), point(40, 5000)], 6, dashes);
    assert.equal(paths.length, 3);
    assert.match(paths[1]!, /^M20 [\d.]+L20 [\d.]+$/);
  });

  it('begin with a dash and end in the gap before the next, so that nothing of it is to be seen', () => {
    const [first, long, last] = dashedPaths([point(0, 0), point(20, 0), point(20, 5000), point(40, 5000)], 6, dashes);
    // 14 along the first leg and 9.74 round the corner, to 20,6; the third dash begins after 33.
    assert.equal(first, 'M0 0L14 0Q20 0 20 6L20 13.26');
    assert.ok(long!.startsWith('M20 15.26L20 '));
    const [start, end] = [15.26, Number(long!.split(' ').at(-1))];
    assert.ok(
      Math.abs(((end + 2 - start) / 11) % 1) < 0.01,
      `${String(end - start)} is no whole number of dashes, less half a gap`,
    );
    assert.ok(last!.startsWith(`M20 ${number(end + 2)}L20 4994Q20 5000 26 5000L40 5000`), last);
  });

  it('begin at the beginning of a line that is long at once', () => {
    const paths = dashedPaths([point(0, 0), point(5000, 0)], 6, dashes);
    assert.deepEqual(paths, ['M0 0L4992 0', 'M4994 0L5000 0']);
  });
});

describe('numbers', () => {
  it('are short', () => {
    assert.deepEqual([1, 1.5, 1 / 3, -0.001, 1e-9, 1234.567].map(number), ['1', '1.5', '0.33', '0', '0', '1234.57']);
  });
});
