import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { until } from '../driver/workbench.ts';
import type { Workbench } from '../driver/workbench.ts';
import { openWindow, pictureFile, workspace } from './session.ts';

const ownCatalog = `/** Our SIEM. */
service beacon "Beacon SIEM" {
  formerly "Lantern" until 2019
  pillar security-operations
  status retiring
  since 2027-06-30
}
`;

describe('the catalog in the side bar', () => {
  let workbench: Workbench;

  const rows = (): Locator => workbench.page.locator('.sidebar .monaco-list-row');
  const row = (name: string | RegExp): Locator => rows().filter({ hasText: name }).first();
  const labels = async (): Promise<string[]> =>
    (await rows().evaluateAll((elements) => elements.map((element) => element.getAttribute('aria-label') ?? ''))).map(
      (label) => label.trim(),
    );
  const shown = (label: RegExp): Promise<boolean> =>
    until(`${String(label)} is shown`, async () => (await labels()).some((entry) => label.test(entry)));

  /** Waits for the question with this title: the palette, which asks too, is gone then. */
  const asked = (title: string): Promise<void> =>
    workbench.page.locator('.quick-input-titlebar', { hasText: title }).waitFor();

  before(async () => {
    workbench = await openWindow({
      folder: workspace({ 'shared/own.parapet': ownCatalog, 'design.parapet': 'use sentinel\n' }),
    });
  });
  after(() => workbench.close());

  it('is there before any design is open, and brings the server up by itself', async () => {
    await workbench.page.locator('.activitybar .action-label[aria-label^="Parapet"]').first().click();
    await shown(/^Identity and access/);
    await shown(/^Services of this workspace/);
    const groups = await labels();
    assert.match(groups[0] ?? '', /^Services of this workspace/);
    assert.ok(groups.length >= 14, groups.join('\n'));
  });

  it('is walked through by keys, says statuses in words, and opens a definition with Enter', async () => {
    await row('Monitoring').click();
    await shown(/nsg-flow-logs, Being retired \(2027-09-30\)/);
    await workbench.screenshot(pictureFile('catalog-view'));
    await row('Services of this workspace').click();
    await shown(/^Beacon SIEM, beacon, Being retired \(2027-06-30\)/);
    await workbench.press('ArrowDown', 'Enter');
    await workbench.activeTab('own.parapet');
    await until('the service is shown', async () => (await workbench.visibleText()).includes('service beacon'));
  });

  it('writes the use of a service into the design that was last worked on, with its import', async () => {
    await workbench.openFile('design.parapet');
    await workbench.goto(2);
    await row('Beacon SIEM').click();
    await workbench.activeTab('own.parapet');
    await row('Beacon SIEM').hover();
    await row('Beacon SIEM').locator('.action-label[aria-label^="Insert Service"]').click();
    await workbench.activeTab('design.parapet');
    await until('the use is written', async () => (await workbench.visibleText()).includes('use beacon'));
    assert.equal(
      (await workbench.visibleText()).trimEnd(),
      'import "./shared/own.parapet"\n\nuse sentinel\nuse beacon',
    );
    await until('and nothing is wrong with it', async () => (await workbench.squiggles('error')) === 0);
  });

  it('is searched by a former name, and Enter writes the service', async () => {
    await workbench.focusEditor();
    await workbench.replaceText('use sentinel\n');
    await workbench.command('Parapet: Insert Service...');
    await asked('Insert Service');
    await until('the services are listed', async () => (await workbench.quickLabels()).length > 5);
    await workbench.type('AzureATP');
    await until('the service is found', async () =>
      /Defender for Identity/.test((await workbench.quickLabels())[0] ?? ''),
    );
    await workbench.screenshot(pictureFile('catalog-search'));
    await workbench.press('Enter');
    await until('the use is written', async () =>
      (await workbench.visibleText()).includes('use defender-for-identity'),
    );
  });

  it('is searched for a definition', async () => {
    await workbench.command('Parapet: Search Catalog...');
    await asked('Search Catalog');
    await until('the services are listed', async () => (await workbench.quickLabels()).length > 5);
    await workbench.type('mcas');
    await until('the service is found', async () =>
      /Defender for Cloud Apps/.test((await workbench.quickLabels())[0] ?? ''),
    );
    await workbench.press('Enter');
    await workbench.activeTab('apps.parapet');
    await until('the service is shown', async () =>
      /service defender-for-cloud-apps/.test(await workbench.visibleText()),
    );
  });

  it('has what was published of the services of a design beside it, by keys and for a screen reader', async () => {
    await workbench.openFile('design.parapet');
    await workbench.focusEditor();
    await workbench.replaceText(
      'use defender-for-office-365 as mdo\ncomponent users\nthreat phishing "Spear phishing" { technique T1566.001 targets users }\n',
    );
    await workbench.command('Parapet: Show ATT&CK Coverage');
    // One view at a time has room for its lines.
    await workbench.page.locator('.sidebar .pane-header', { hasText: 'Catalog' }).click();
    await shown(/^Initial Access, \d+ techniques/);
    await row('Initial Access').click();
    await shown(/^T1566\.001 Phishing: Spearphishing Attachment Best published score: protect partial/);
    await workbench.screenshot(pictureFile('coverage-view'));
    await row('T1566.001').click();
    await shown(/^Threat Spear phishing/);
    await row('Spear phishing').click();
    await until('the threat is shown', async () => (await workbench.cursorLine()) === 3);
    await workbench.focusEditor();
    await workbench.replaceText('use entra-id\n');
    await until(
      'the view follows the text',
      async () => !(await labels()).some((label) => /Spear phishing/.test(label)),
    );
  });
});
