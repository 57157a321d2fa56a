import assert from 'node:assert/strict';
import { until } from '../driver/workbench.ts';
import type { Workbench } from '../driver/workbench.ts';
import { openWindow, pictureFile, workspace } from './session.ts';

describe('a person writes a design', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWindow({
      folder: workspace({
        'shared.parapet': 'use defender-for-endpoint as mde\n',
        'design.parapet': '',
      }),
    });
    await workbench.openFile('design.parapet');
  });
  after(() => workbench.close());

  const textIs = (what: string, wanted: RegExp): Promise<boolean> =>
    until(what, async () => wanted.test(await workbench.visibleText()));

  /** What is to be read in webviews. */
  const inFrames = async (): Promise<string> => {
    const texts = workbench.page.frames().map((frame) =>
      frame
        .locator('body')
        .innerText({ timeout: 1000 })
        .catch(() => ''),
    );
    return (await Promise.all(texts)).slice(1).join('\n');
  };

  it('by the name a service had years ago', async () => {
    await workbench.replaceText('');
    await workbench.type('use Azure ATP');
    await workbench.acceptSuggestion('defender-for-identity');
    await textIs('the name is today’s', /^use defender-for-identity\b/);
  });

  it('over two files, and renames in both', async () => {
    await workbench.replaceText('import "./shared.parapet"\nuse defender-xdr as xdr\nmde -> xdr : alert\n');
    await until('nothing is underlined as wrong', async () => (await workbench.squiggles('error')) === 0);
    await workbench.goto(3, 2);
    const box = workbench.page.locator('.rename-box input, .rename-box.preview input').first();
    await until('a new name is asked for', async () => {
      await workbench.press('F2');
      return box
        .waitFor({ timeout: 3000 })
        .then(() => true)
        .catch(() => false);
    });
    await box.fill('endpoints');
    await box.press('Enter');
    await textIs('the flow has the new name', /^endpoints.* -> xdr : alert$/m);
    await workbench.openFile('shared.parapet');
    await textIs('the other file has it too', /^use defender-for-endpoint as endpoints$/m);
    await workbench.save();
    await workbench.press('Control+w');
    await workbench.activeTab('design.parapet');
  });

  it('and opens a view by the lens above it', async () => {
    await workbench.replaceText(
      'use log-analytics as workspace\nuse sentinel\nworkspace -> sentinel : log\n\nview all "Everything there is" { include * }\nview logs "What is kept" { include workspace }\n',
    );
    const lenses = workbench.page.locator('.codelens-decoration a', { hasText: 'Open this view' });
    await lenses.nth(1).waitFor();
    await workbench.screenshot(pictureFile('between-the-lines'));
    await lenses.nth(1).click();
    await until('the second view is drawn, and only that', async () => {
      const shown = await inFrames();
      return shown.includes('Log Analytics') && !shown.includes('Sentinel');
    });
    await workbench.focusEditor();
  });

  it('and formats it', async () => {
    await workbench.replaceText('use   sentinel\nuse log-analytics   as workspace\nworkspace->sentinel:log\n');
    await workbench.command('Format Document');
    await textIs('the design has its one form', /^workspace -> sentinel : log$/m);
  });

  it('after the walkthrough led to a template', async () => {
    await workbench.command('Welcome: Open Walkthrough...');
    await workbench.pick('Draw Your Security Architecture');
    const step = workbench.page.locator('.gettingStartedContainer', { hasText: 'Begin with a design' });
    await step.first().waitFor();
    await until('the page of the step is shown', async () => /Three designs to begin with/.test(await inFrames()));
    await workbench.screenshot(pictureFile('walkthrough'));
    const button = workbench.page.locator('.gettingStartedContainer .monaco-button', {
      hasText: 'New Design from Template',
    });
    await button.first().click();
    await workbench.pick('Hybrid identity');
    await textIs('the template is there', /architecture identity "Hybrid identity"/);
    assert.match(await workbench.statusBar(), /Parapet/);
    await until('nothing is wrong with it', async () => (await workbench.squiggles()) === 0);
  });
});
