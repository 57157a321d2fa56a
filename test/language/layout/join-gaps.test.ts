import assert from 'node:assert/strict';
import { joinGaps } from '../../../language/layout/join-gaps.ts';

describe('gaps in a boundary', () => {
  const at = (x: number, y: number) => ({ x, y, axis: 'horizontal' as const });

  it('are one where lines pass near each other, as far as they lie apart', () => {
    assert.deepEqual(joinGaps([at(0, 33), at(0, 11), at(0, 22), at(0, 80)]), [
      { x: 0, y: 11, length: 22, axis: 'horizontal' },
      { x: 0, y: 80, length: 0, axis: 'horizontal' },
    ]);
  });

  it('are apart on opposite sides, and where lines run another way', () => {
    const gaps = joinGaps([at(0, 10), at(200, 10), { x: 8, y: 0, axis: 'vertical' }]);
    assert.deepEqual(
      gaps.map(({ length }) => length),
      [0, 0, 0],
    );
  });
});
