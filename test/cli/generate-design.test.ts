import assert from 'node:assert/strict';
import { generateDesign, generateFiles } from '../../bench/generate-design.ts';
import { lintJson, makeFolder, removeFolders, type JsonResult } from './run-parapet.ts';

describe('designs for measuring', () => {
  after(removeFolders);

  for (const size of [20, 60, 200]) {
    it(`of ${size} services are always the same, have twice as many flows, and nothing worse than remarks`, async () => {
      const { text, flows } = generateDesign(size);
      assert.equal(generateDesign(size).text, text);
      assert.equal(flows, size * 2);
      assert.equal(text.match(/^\s*(use|component) /gm)?.length, size);
      const result = await lintJson([], { workingFolder: makeFolder({ 'design.parapet': text }) });
      assert.deepEqual(worse(result), []);
    });
  }

  it('say the same when they are cut into files', async () => {
    const files = generateFiles(200);
    const count = (pattern: RegExp): number =>
      [...files.values()].reduce((sum, text) => sum + (text.match(pattern)?.length ?? 0), 0);
    assert.equal(count(/^\s*(use|component) /gm), 200);
    assert.equal(count(/->/g), 400);
    const result = await lintJson(['design.parapet'], { workingFolder: makeFolder(Object.fromEntries(files)) });
    assert.deepEqual(worse(result), []);
    assert.equal(result.files.length, files.size);
  });
});

/** Made designs leave out what a reviewer would ask for, as real ones do; they contradict nothing. */
function worse({ findings }: JsonResult): JsonResult['findings'] {
  return findings.filter(({ severity }) => severity !== 'info');
}
