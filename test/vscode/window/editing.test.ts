import assert from 'node:assert/strict';
import { until } from '../driver/workbench.ts';
import type { Workbench } from '../driver/workbench.ts';
import { openWindow, workspace } from './session.ts';

describe('a design is typed', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWindow({ folder: workspace({ 'design.parapet': '' }) });
    await workbench.openFile('design.parapet');
  });
  beforeEach(() => workbench.replaceText(''));
  after(() => workbench.close());

  const squiggles = (severity: 'error' | 'warning' | 'info', wanted: (count: number) => boolean): Promise<boolean> =>
    until(`${severity}s are underlined`, async () => wanted(await workbench.squiggles(severity)));

  it('opens as a Parapet file', async () => {
    assert.match(await workbench.statusBar(), /Parapet/);
  });

  it('line by line, and the editor leaves each line as it was typed', async () => {
    const lines = [
      'use log-analytics as workspace',
      'use sentinel',
      'use defender-xdr as xdr',
      'xdr -> sentinel : incident',
    ];
    for (const line of lines) {
      await workbench.type(line);
      // A person's Enter comes when the list of suggestions knows the last letter.
      await workbench.page.waitForTimeout(500);
      await workbench.press('Enter');
    }
    assert.equal((await workbench.visibleText()).trimEnd(), lines.join('\n'));
    await squiggles('error', (count) => count === 0);
  });

  it('and a service is completed', async () => {
    await workbench.type('use sent');
    const offered = await workbench.suggestions();
    assert.ok(offered.includes('sentinel'), offered.join(', '));
    await workbench.acceptSuggestion('sentinel');
    assert.match(await workbench.visibleText(), /^use sentinel\b/);
  });

  it('and an abbreviation finds its service', async () => {
    await workbench.type('use MDE');
    await workbench.acceptSuggestion('defender-for-endpoint');
    assert.match(await workbench.visibleText(), /^use defender-for-endpoint\b/);
  });

  it('and a name that begins a line comes before every word of the language', async () => {
    await workbench.replaceText('use defender-for-endpoint as mde\nuse defender-xdr as xdr\n');
    await workbench.type('mde');
    assert.deepEqual(await workbench.suggestions(), ['mde']);
    await workbench.press('Escape');
    await workbench.type(' -> ');
    assert.equal((await workbench.suggestions())[0], 'xdr');
    await workbench.press('Escape');
  });

  it('and snippets are offered where a statement begins, and nowhere else', async () => {
    await workbench.type('desig');
    assert.deepEqual(await workbench.suggestions(), ['design']);
    await workbench.replaceText('');
    await workbench.type('use des');
    assert.ok(!(await workbench.suggestions()).includes('design'));
    await workbench.press('Escape');
  });

  it('and flow kinds are offered after the colon', async () => {
    await workbench.replaceText('use defender-xdr as xdr\nuse sentinel\nxdr -> sentinel : ');
    const offered = await workbench.suggestions();
    for (const kind of ['alert', 'incident']) assert.ok(offered.includes(kind), `${kind} of ${offered.join(', ')}`);
    await workbench.press('Escape');
  });

  it('and a mistake is underlined, listed under Problems and mended', async () => {
    await workbench.replaceText('use log-analytics as workspace\nuse sentinle as siem\n');
    await squiggles('error', (count) => count > 0);
    const problems = await workbench.problems();
    const entry = problems.find((problem) => problem.includes('sentinle'));
    assert.ok(entry, problems.join('\n'));
    assert.match(entry, /line 2 and character 5/);
    await workbench.focusEditor();
    await workbench.goto(2, 6);
    await workbench.quickFix('sentinel');
    await until('the name is mended', async () => (await workbench.visibleText()).includes('use sentinel as siem'));
    await squiggles('error', (count) => count === 0);
  });

  it('and a former name is replaced by a quick fix', async () => {
    await workbench.replaceText('use log-analytics as workspace\nuse azure-sentinel as siem\n');
    await until('the former name is underlined', async () => (await workbench.squiggles()) > 0);
    await workbench.goto(2, 6);
    await workbench.quickFix('sentinel');
    await until('the name is today’s', async () => (await workbench.visibleText()).includes('use sentinel as siem'));
  });

  it('and the rule of a finding leads to its page, which needs no network', async () => {
    await workbench.replaceText('use log-analytics as workspace\nuse azure-sentinel as siem\n');
    await until('the finding is listed', async () =>
      (await workbench.problems()).some((problem) => problem.includes('azure-sentinel')),
    );
    await workbench.page.locator('.markers-panel a', { hasText: 'former-name' }).first().click();
    await workbench.activeTab('former-name.md');
    // As a page with headings and links, not as its text.
    const page = await workbench.webview('h1#former-name');
    assert.match(await page.locator('h1').innerText(), /former-name/);
    await workbench.press('Control+w');
    await workbench.activeTab('design.parapet');
  });

  it('and a hover tells what a service is', async () => {
    await workbench.replaceText('use defender-for-endpoint as mde\n');
    await workbench.goto(1, 10);
    const hover = await workbench.hover();
    assert.match(hover, /Microsoft Defender for Endpoint/);
    assert.match(hover, /MDE/);
  });

  it('and F12 on a service opens its page in the catalog', async () => {
    await workbench.replaceText('use sentinel\n');
    await workbench.goto(1, 8);
    await until('the catalog opens', async () => {
      await workbench.press('F12');
      return workbench
        .activeTab('.parapet')
        .then(async () => (await workbench.tabs()).length > 1)
        .catch(() => false);
    });
    await until('the service is shown', async () =>
      /service sentinel "Microsoft Sentinel"/.test(await workbench.visibleText()),
    );
    await workbench.type('x');
    assert.doesNotMatch(await workbench.visibleText(), /^x/m, 'the catalog can be typed in');
    await workbench.press('Control+w');
    await workbench.activeTab('design.parapet');
  });

  it('and half of it is broken, and the rest is still checked', async () => {
    await workbench.replaceText('use sentinel\nzone azure "Azure {\nuse sentinle as other\n');
    const problems = await until('both mistakes are listed', async () => {
      const listed = await workbench.problems();
      return listed.some((problem) => problem.includes('sentinle')) && listed.length > 2 ? listed : undefined;
    });
    assert.ok(
      problems.some((problem) => /line 2 /.test(problem)),
      problems.join('\n'),
    );
    await workbench.focusEditor();
  });
});
