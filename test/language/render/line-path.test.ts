import assert from 'node:assert/strict';
import { number, roundedPath } from '../../../language/render/line-path.ts';

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

describe('numbers', () => {
  it('are short', () => {
    assert.deepEqual([1, 1.5, 1 / 3, -0.001, 1e-9, 1234.567].map(number), ['1', '1.5', '0.33', '0', '0', '1234.57']);
  });
});
