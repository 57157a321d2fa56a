import assert from 'node:assert/strict';
import { generateDesign } from '../../../bench/generate-design.ts';
import { until } from '../driver/workbench.ts';
import type { Workbench } from '../driver/workbench.ts';
import { estate } from './designs.ts';
import { PreviewPage } from './preview-page.ts';
import { openWindow, pictureFile, sharedServer, workspace } from './session.ts';

const everything = ['Defender XDR', 'Defenderfor Endpoint', 'Laptop', 'Log Analytics', 'Purview DLP', 'Sentinel'];

describe('exploring the preview', () => {
  let workbench: Workbench;
  let preview: PreviewPage;

  before(async () => {
    const large = generateDesign(300).text;
    workbench = await openWindow({
      folder: workspace({ 'estate.parapet': estate, 'large.parapet': large }),
    });
    workbench.page.setDefaultTimeout(10_000);
    await workbench.openFile('estate.parapet');
    await workbench.focusEditor();
    preview = await PreviewPage.openBeside(workbench);
  });
  after(() => workbench.close());

  const line = async (text: string): Promise<number> =>
    (await workbench.visibleText()).split('\n').findIndex((each) => each.includes(text)) + 1;
  const names = (cards: readonly string[]): string[] =>
    everything.filter((name) => cards.some((card) => card.replace(/\s/g, '').includes(name.replace(/\s/g, ''))));

  it('brings what the cursor is on into view', async () => {
    await preview.click('#zoom-level');
    for (let step = 0; step < 5; step++) await preview.zoomIn();
    const outside = async (text: string): Promise<boolean> => {
      const { x, y } = await preview.placeOf(text);
      return x < 0 || x > 1 || y < 0 || y > 1;
    };
    for (const [name, words] of [
      ['Sentinel', 'use sentinel'],
      ['Laptop', 'component laptop'],
    ] as const) {
      await workbench.focusEditor();
      await workbench.goto(await line(words), 5);
      await until(`${name} is to be seen`, async () => !(await outside(name)));
      await until('it is marked', async () => (await preview.marks()) === 1);
    }
    assert.ok(await outside('Sentinel'), 'all of it was to be seen all the time');
    await preview.click('#fit');
  });

  it('leads from a click to the text, marked, and from two to the text itself', async () => {
    await workbench.focusEditor();
    await workbench.goto(1, 1);
    const card = await preview.item('Defender XDR');
    await card.click();
    const wanted = await line('use defender-xdr');
    await until('its line is the cursor’s', async () => (await workbench.cursorLine()) === wanted);
    const focused = workbench.page.locator('.editor-group-container.active .monaco-editor.focused');
    assert.equal(await focused.count(), 0, 'one click moves the focus');
    await card.dblclick();
    await focused.first().waitFor();
    assert.equal(await workbench.cursorLine(), wanted);
  });

  it('shows a card for what the pointer rests on, until Escape', async () => {
    const frame = await preview.frame();
    await (await preview.item('Sentinel')).hover();
    await frame.waitForSelector('#hover:not([hidden])');
    const words = await frame.innerText('#hover');
    for (const word of ['Microsoft Sentinel', 'SOC', 'planned', 'Security operations'])
      assert.ok(words.includes(word), words);
    await workbench.screenshot(pictureFile('preview-hover'));
    await frame.focus('#canvas');
    await workbench.press('Escape');
    await frame.waitForSelector('#hover', { state: 'hidden' });
  });

  const isMended = async (): Promise<boolean> => !(await workbench.visibleText()).includes('mde -> sentinel');

  it('shows findings as signs, with their words and what mends them', async () => {
    const frame = await preview.frame();
    await frame.waitForSelector('#picture .badge.error');
    await frame.locator('#picture .badge.error').first().click();
    await preview.tells('panel', 'details');
    assert.match(await frame.innerText('#panel'), /each of its alerts becomes two incidents/);
    await workbench.screenshot(pictureFile('preview-finding'));
    await frame.click('#panel .fix');
    await until('the flow is gone', isMended);
    await until('the sign is gone', async () => (await frame.locator('#picture .badge').count()) === 0);
    await workbench.focusEditor();
    await workbench.press('Control+z');
    await frame.waitForSelector('#picture .badge.error');
  });

  it('has findings mended by keys alone', async () => {
    await preview.enterPicture();
    await workbench.press('Home');
    for (let step = 0; step < 8 && !/Defender for Endpoint|mde/.test(await preview.focused()); step++) {
      await workbench.press('ArrowRight');
    }
    await workbench.press('o');
    for (let step = 0; step < 4 && !/error: /.test(await preview.focused()); step++) await workbench.press('ArrowDown');
    assert.match(await preview.focused(), /error: .*two incidents/);
    await workbench.press('f');
    const frame = await preview.frame();
    await until('the fix has the focus', () =>
      frame.evaluate(() => document.activeElement?.classList.contains('fix') === true),
    );
    await workbench.press('Enter');
    await until('the flow is gone', isMended);
    await workbench.press('Escape');
    await workbench.focusEditor();
    await workbench.press('Control+z');
    await frame.waitForSelector('#picture .badge.error');
  });

  it('keeps zoom, place, selection and what is closed over ten edits', async () => {
    const frame = await preview.frame();
    await frame.focus('#canvas');
    await frame.locator('#picture [data-kind=frame]', { hasText: 'Logs' }).locator('> .handle').click();
    await preview.lacksCard('Log Analytics');
    await (await preview.item('Defender XDR')).click();
    await preview.zoomIn();
    await until('the picture rests', async () => (await frame.locator('#plane.moving').count()) === 0);
    const [scale, place] = [await preview.scale(), await preview.transform()];
    await workbench.focusEditor();
    await workbench.goto(await line('use defender-xdr'), 1);
    await workbench.press('End');
    await workbench.type(' "XDR 0"');
    await preview.showsCard('XDR 0');
    for (let edit = 1; edit <= 10; edit++) {
      await workbench.press('ArrowLeft', 'Backspace');
      await workbench.type(String(edit % 10));
      await workbench.press('ArrowRight');
      await preview.showsCard(`XDR ${String(edit % 10)}`);
      assert.equal(await preview.scale(), scale, `edit ${String(edit)}`);
      assert.equal(await preview.transform(), place, `edit ${String(edit)}`);
    }
    await preview.lacksCard('Log Analytics');
    await preview.showsCard('Logs');
    assert.equal(await frame.locator('.marks .selected, .marks .cursor').count(), 1);
    for (let key = 0; key < 8; key++) await workbench.press('Backspace');
    await preview.lacksCard('XDR 0');
  });

  it('is as it was after it was hidden', async () => {
    const before = [await preview.scale(), await preview.transform()];
    await preview.click('#filter');
    const frame = await preview.frame();
    await frame.getByLabel('SOC (1)').check();
    assert.deepEqual(names(await preview.livelyCards()), ['Sentinel']);
    await workbench.press('Escape');
    await workbench.press('Control+2');
    await workbench.openFile('large.parapet');
    await workbench.press('Control+w');
    await preview.showsFile('estate.parapet');
    await until('only that stands out', async () => names(await preview.livelyCards()).join() === 'Sentinel');
    await preview.lacksCard('Log Analytics');
    assert.deepEqual([await preview.scale(), await preview.transform()], before);
  });

  it('is as it was after the window is reloaded', async () => {
    const scale = await preview.scale();
    await workbench.focusEditor();
    await workbench.save();
    await workbench.reload();
    preview = new PreviewPage(workbench);
    await preview.showsPicture(60_000);
    await until('only that stands out', async () => names(await preview.livelyCards()).join() === 'Sentinel');
    await preview.showsCard('Logs');
    await preview.lacksCard('Log Analytics');
    assert.equal(await preview.scale(), scale);
    const frame = await preview.frame();
    await preview.click('#filter');
    await frame.click('#panel >> text=Show all again');
    await frame.click('#panel >> text=Open all groups');
    await preview.showsCard('Log Analytics');
    assert.deepEqual(names(await preview.livelyCards()), everything);
    await preview.click('#panel-close');
    await preview.click('#fit');
  });

  it('switches kinds of flows off and on in the legend', async () => {
    const frame = await preview.frame();
    const all = await preview.shownLines();
    const alerts = frame.locator('#picture [data-flow-kind=alert]');
    await alerts.click();
    assert.equal(await alerts.getAttribute('aria-checked'), 'false');
    const without = await preview.shownLines();
    assert.ok(without < all, `${String(without)} of ${String(all)} lines`);
    await frame.focus('#canvas');
    await workbench.press('l');
    await preview.focuses(/^alert flows$/);
    await workbench.press('Space');
    await until('they are back', async () => (await preview.shownLines()) === all);
  });

  it('shows the whole road of an alert, and the way back', async () => {
    const frame = await preview.frame();
    await preview.click('#filter');
    for (const kind of ['signal', 'log']) await frame.getByLabel(kind, { exact: true }).uncheck();
    await workbench.press('Escape');
    await (await preview.item('Sentinel')).click();
    await preview.click('#details');
    await (await preview.item('Sentinel')).click();
    await frame.click('#panel [data-road=in]');
    await preview.lacksCard('Laptop');
    await preview.lacksCard('Log Analytics');
    assert.deepEqual(names(await preview.texts('card')), [
      'Defender XDR',
      'Defenderfor Endpoint',
      'Purview DLP',
      'Sentinel',
    ]);
    assert.match(await frame.innerText('#crumbs'), /What reaches Sentinel/);
    await workbench.screenshot(pictureFile('preview-road'));
    await frame.selectOption('#panel [aria-label="How far"]', '1');
    await preview.lacksCard('DLP');
    await preview.showsCard('Defender XDR');
    await frame.click('#crumb-view button');
    await preview.showsCard('Laptop');
    await preview.click('#panel-close');
    await preview.click('#filter');
    await frame.click('#panel >> text=Show all again');
    await preview.click('#panel-close');
  });

  it('steps through the stages of the pipeline', async () => {
    const frame = await preview.frame();
    await frame.focus('#canvas');
    const seen = new Set<string>();
    for (let step = 0; step < 7; step++) {
      await workbench.press(']');
      const stage = (await preview.told('stage')) ?? '';
      if (stage === '') break;
      seen.add(stage);
      const lively = await preview.livelyCards();
      assert.ok(lively.length > 0 && lively.length < everything.length, `${stage}: ${lively.join()}`);
    }
    assert.ok(seen.size >= 3, [...seen].join());
    assert.equal(await preview.told('stage'), '');
  });

  it('finds by owner, and jumps there', async () => {
    const frame = await preview.frame();
    await frame.focus('#canvas');
    await workbench.press('/');
    await preview.tells('panel', 'search');
    await workbench.type('endpoint team');
    await frame.waitForSelector('#found li');
    assert.equal(await frame.locator('#found li').count(), 1);
    await workbench.press('Enter');
    await preview.focuses(/^Defender for Endpoint/);
    await preview.click('#panel-close');
  });

  it('is walked by keys along the flows, and says where one is', async () => {
    await preview.enterPicture();
    await workbench.press('/');
    await workbench.type('laptop');
    const frame = await preview.frame();
    await frame.waitForSelector('#found li');
    await workbench.press('Enter');
    await preview.focuses(/^Laptop/);
    await preview.click('#panel-close');
    await frame.locator('#picture [data-kind=card]', { hasText: 'Laptop' }).focus();
    const said = async (): Promise<string> => frame.innerText('#status');
    await workbench.press('o');
    await preview.focuses(/signal/);
    assert.match(await said(), /1 of 1 out of Laptop/);
    await workbench.press('o');
    await preview.focuses(/^Defender for Endpoint.*1 flow in, 2 flows out/s);
    await workbench.press('o', 'ArrowDown');
    await until('the second flow is said', async () => /2 of 2 out of Defender for Endpoint/.test(await said()));
    await workbench.press('i');
    await preview.focuses(/^Defender for Endpoint/);
    await workbench.press('u');
    await preview.focuses(/^Microsoft 365/);
    const outline = await frame.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
    assert.equal(outline, 'solid', 'the focus is not to be seen');
    await workbench.press('Escape');
    assert.match(await preview.focused(), /^Picture/);
  });

  it('is a pair of tables one key away', async () => {
    const frame = await preview.frame();
    await frame.focus('#canvas');
    await workbench.press('t');
    await frame.waitForSelector('#tables table');
    const rows = await frame.locator('#tables tbody tr').allInnerTexts();
    assert.equal(rows.length, everything.length + 6);
    assert.ok(
      rows.some((row) => /Sentinel.*Security operations.*Azure.*planned.*SOC/s.test(row)),
      rows.join('\n'),
    );
    assert.ok(
      rows.some((row) => /Defender for Endpoint\s+alert\s+Sentinel.*1 finding/s.test(row)),
      rows.join('\n'),
    );
    await workbench.screenshot(pictureFile('preview-tables'));
    await workbench.press('t');
    await frame.waitForSelector('#tables', { state: 'hidden' });
  });

  const themes = [
    { label: 'Light Modern', kind: 'vs', drawn: 'light' },
    { label: 'Dark Modern', kind: 'vs-dark', drawn: 'dark' },
    { label: 'Dark High Contrast', kind: 'hc-black', drawn: 'high-contrast' },
    { label: 'Light High Contrast', kind: 'hc-light', drawn: 'high-contrast-light' },
  ] as const;
  for (const { label, kind, drawn } of themes) {
    it(`has nothing that axe-core finds wrong in ${label}, and it would find it`, async () => {
      await workbench.theme(label, kind);
      await preview.tells('theme', drawn);
      const frame = await preview.frame();
      const ground = await frame.evaluate(() => [
        getComputedStyle(document.body).backgroundColor,
        getComputedStyle(document.querySelector('#picture > svg > rect')!).fill,
      ]);
      assert.equal(ground[1], ground[0], 'the picture stands on another ground than the editor');
      await preview.click('#details');
      await (await preview.item('Sentinel')).click();
      await frame.waitForSelector('#panel dl');
      await workbench.screenshot(pictureFile(`exploring-${drawn}`));
      for (const panel of ['details', 'filter', 'search', 'share', 'keys']) {
        if ((await preview.told('panel')) !== panel) await preview.click(`#${panel}`);
        assert.deepEqual(await workbench.accessibility(frame), [], panel);
      }
      await preview.click('#panel-close');
      await preview.click('#table');
      assert.deepEqual(await workbench.accessibility(frame), [], 'tables');
      await frame.evaluate(() => {
        const words = document.createElement('p');
        words.id = 'pale';
        words.textContent = 'Words that can hardly be read';
        words.style.opacity = '0.25';
        document.querySelector('#tables')?.prepend(words);
      });
      const rules = (await workbench.accessibility(frame)).map(({ rule }) => rule);
      await frame.evaluate(() => document.querySelector('#pale')?.remove());
      assert.ok(rules.includes('color-contrast'), rules.join());
      await preview.click('#table');
    });
  }

  it('shows a large design with its groups closed first, then all of it', async () => {
    await workbench.focusEditor();
    await workbench.openFile('large.parapet');
    await preview.showsFile('large.parapet');
    await preview.tells('overview', 'true');
    const frame = await preview.frame();
    const few = (await preview.texts('card')).length;
    assert.ok(few < 100, `${String(few)} boxes`);
    await workbench.screenshot(pictureFile('preview-overview'));
    const first = frame.locator('#picture [data-kind=card] > .handle').first();
    await first.click();
    await until('a group is open', async () => (await preview.texts('card')).length > few);
    await preview.tells('overview', 'true');
    await frame.click('#draw-everything');
    await preview.tells('overview', 'false', 60_000);
    await until('all is drawn', async () => (await preview.texts('card')).length >= 300, 60_000);
    await preview.click('#zoom-level');
    await frame.waitForSelector('#minimap:not([hidden])');
    await workbench.screenshot(pictureFile('preview-large'));
    const before = await preview.transform();
    await frame.locator('#minimap').click({ position: { x: 20, y: 20 } });
    await until('the minimap moves it', async () => (await preview.transform()) !== before);
  });

  it('asks nothing of the network for any of this', () => {
    assert.deepEqual(workbench.outwardRequests, []);
    assert.deepEqual(sharedServer().outwardConnections, []);
    assert.deepEqual(workbench.errors, []);
  });
});
