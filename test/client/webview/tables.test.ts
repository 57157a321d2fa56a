import assert from 'node:assert/strict';
import { columnsInUse } from '../../../client/preview/webview/tables.ts';

describe('a table of the design', () => {
  it('has no column in which nothing stands', () => {
    const rows = [
      ['Sentinel', 'Microsoft Sentinel', '', ''],
      ['Tickets', '', '', '1 finding'],
    ];
    assert.deepEqual(columnsInUse(rows), [0, 1, 3]);
  });

  it('has none where there are no rows', () => assert.deepEqual(columnsInUse([]), []));
});
