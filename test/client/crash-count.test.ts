import assert from 'node:assert/strict';
import { CrashCount } from '../../client/crash-count.ts';

describe('crash count', () => {
  it('lets a few crashes be accidents, and then no more', () => {
    const crashes = new CrashCount(4, 180_000);
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5].map((minute) => crashes.add(minute * 1000)),
      [true, true, true, true, false, false],
    );
  });

  it('forgets crashes that are long past', () => {
    const crashes = new CrashCount(1, 1000);
    assert.deepEqual(
      [0, 1500, 3000].map((time) => crashes.add(time)),
      [true, true, true],
    );
    assert.equal(crashes.add(3100), false);
  });

  it('begins anew when told to', () => {
    const crashes = new CrashCount(1, 1000);
    assert.deepEqual([crashes.add(0), crashes.add(1)], [true, false]);
    crashes.forget();
    assert.equal(crashes.add(2), true);
  });
});
