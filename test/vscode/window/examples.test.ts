import assert from 'node:assert/strict';
import { cpSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { repository } from '../driver/packages.ts';
import type { Workbench } from '../driver/workbench.ts';
import { PreviewPage } from './preview-page.ts';
import { openWindow, pictureFile, workspace } from './session.ts';

const folder = path.join(repository, 'examples');
const examples = readdirSync(folder).filter((name) => name.endsWith('.parapet'));

describe('the examples in VS Code', () => {
  let workbench: Workbench;
  let preview: PreviewPage | undefined;

  before(async () => {
    const copy = workspace({});
    // Some are wrong on purpose.
    const wrong = ['review', 'older-names'].map((name) => path.join(folder, name));
    cpSync(folder, copy, { recursive: true, filter: (source) => !wrong.includes(source) });
    workbench = await openWindow({ folder: copy });
  });
  after(() => workbench.close());

  for (const example of examples) {
    it(`${example} is drawn`, async () => {
      await workbench.openFile(example);
      await workbench.focusEditor();
      if (preview === undefined) preview = await PreviewPage.openBeside(workbench);
      await preview.showsFile(example);
      assert.ok((await preview.texts('line')).length > 0, 'no flow is drawn');
      assert.equal(await preview.told('stale'), 'false');
      await preview.hasItsFont();
      await workbench.screenshot(pictureFile(`example-${path.basename(example, '.parapet')}`));
    });
  }

  it('and nothing is wrong with any of them', async () => {
    const problems = await workbench.problems();
    assert.deepEqual(problems, []);
  });
});
