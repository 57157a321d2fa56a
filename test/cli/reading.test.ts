import assert from 'node:assert/strict';
import { join } from 'node:path';
import { readDesign, systemReason } from '../../cli/read-design.ts';
import { isInside } from '../../cli/workspace-root.ts';
import { makeFolder, removeFolders } from './run-parapet.ts';

describe('reading designs from disk', () => {
  after(removeFolders);

  it('gives the text without its byte order mark, and says that there was one', () => {
    const folder = makeFolder({ 'with.parapet': '\ufeffuse sentinel', 'without.parapet': 'use sentinel' });
    assert.deepEqual(readDesign(join(folder, 'with.parapet')), { text: 'use sentinel', byteOrderMark: true });
    assert.deepEqual(readDesign(join(folder, 'without.parapet')), { text: 'use sentinel', byteOrderMark: false });
  });

  it('gives a reason instead of failing', () => {
    const folder = makeFolder({ 'bytes.parapet': Uint8Array.of(0xc3, 0x28) });
    assert.deepEqual(readDesign(join(folder, 'bytes.parapet')), { reason: 'it is not UTF-8 text' });
    assert.deepEqual(readDesign(join(folder, 'none.parapet')), { reason: 'it does not exist' });
    assert.deepEqual(readDesign(join(folder, 'bytes.parapet/below')), { reason: 'it does not exist' });
    assert.deepEqual(readDesign(folder), { reason: 'it is a folder' });
    assert.deepEqual(readDesign('/dev/null'), { reason: 'it is not a regular file' });
  });

  for (const [code, reason] of [
    ['EACCES', 'this account may not read it'],
    ['ELOOP', 'its symbolic links go round in a circle'],
    ['ENAMETOOLONG', 'its name is too long'],
    ['EIO', 'the system says: odd'],
  ]) {
    it(`says of ${code}: ${reason}`, () => {
      assert.equal(systemReason(Object.assign(new Error('odd'), { code })), reason);
    });
  }

  for (const [path, folder, expected] of [
    ['/work/team/a.parapet', '/work/team', true],
    ['/work/team', '/work/team', true],
    ['/work/teams/a.parapet', '/work/team', false],
    ['/work/a.parapet', '/work/team', false],
    ['/work/team/..a.parapet', '/work/team', true],
    ['/a.parapet', '/', true],
  ] as const) {
    it(`${path} is ${expected ? '' : 'not '}inside ${folder}`, () => assert.equal(isInside(path, folder), expected));
  }
});
