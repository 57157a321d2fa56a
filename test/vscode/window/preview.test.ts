import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repository } from '../driver/packages.ts';
import { until } from '../driver/workbench.ts';
import type { Workbench } from '../driver/workbench.ts';
import { monitoring } from './designs.ts';
import { PreviewPage } from './preview-page.ts';
import { openWindow, pictureFile, workspace } from './session.ts';

describe('the preview', () => {
  let workbench: Workbench;
  let preview: PreviewPage;

  before(async () => {
    const files = {
      'design.parapet': monitoring,
      'other.parapet': 'use entra-id as entra\n',
      'empty.parapet': '',
      'notes.txt': '',
    };
    workbench = await openWindow({ folder: workspace(files) });
    await workbench.openFile('design.parapet');
    await workbench.focusEditor();
    preview = await PreviewPage.openBeside(workbench);
  });
  after(() => workbench.close());

  it('stands beside the text and draws what it says', async () => {
    assert.equal(await workbench.page.locator('.editor-group-container').count(), 2);
    const cards = await preview.texts('card');
    for (const name of ['Defender for Endpoint', 'Defender XDR', 'Log Analytics', 'Sentinel']) {
      assert.ok(
        cards.some((card) => card.includes(name)),
        `${name} is not among ${cards.join(' | ')}`,
      );
    }
    const frames = await preview.texts('frame');
    for (const name of ['Microsoft 365', 'Azure']) {
      assert.ok(
        frames.some((frame) => frame.includes(name)),
        `${name} is not among ${frames.join(' | ')}`,
      );
    }
    assert.equal((await preview.texts('line')).length, 2);
  });

  it('follows the typing and keeps its zoom and place', async () => {
    await preview.zoomIn();
    const scale = await preview.zoomIn();
    await workbench.focusEditor();
    await workbench.goto(5, 1);
    await workbench.press('End', 'Enter');
    await workbench.type('use entra-id as entra "Our directory"');
    await preview.showsCard('Our directory');
    assert.equal(await preview.scale(), scale);
    await workbench.type(' ');
    await workbench.press('Control+z');
  });

  it('zooms by keys and by buttons, and fits again', async () => {
    const before = await preview.scale();
    await preview.click('#fit');
    const fitted = await until('the picture is fitted', async () => {
      const scale = await preview.scale();
      return scale === before ? undefined : scale;
    });
    assert.ok((await preview.zoomIn()) > fitted);
    await preview.click('#zoom-level');
    await until('the picture has its full size', async () => (await preview.scale()) === 1);
    const frame = await preview.frame();
    await frame.focus('#canvas');
    await workbench.press('Minus');
    await until('minus zooms out', async () => (await preview.scale()) < 1);
    await workbench.press('0');
    await until('0 fits', async () => Math.abs((await preview.scale()) - fitted) < 0.02);
  });

  it('keeps the last good picture while the text is broken, and says so', async () => {
    const frame = await preview.frame();
    await workbench.focusEditor();
    await workbench.goto(1, 1);
    await workbench.press('End');
    await workbench.type(' {{{');
    await preview.tells('stale', 'true');
    assert.ok((await preview.texts('card')).length >= 4);
    assert.ok(await frame.isVisible('#picture > svg'));
    for (let count = 0; count < 4; count += 1) await workbench.press('Backspace');
    await preview.tells('stale', 'false');
  });

  it('shows the view that is chosen', async () => {
    const frame = await preview.frame();
    await frame.selectOption('#view', 'operations');
    await preview.tells('view', 'operations');
    await preview.lacksCard('Defender XDR');
    await preview.showsCard('Sentinel');
    await frame.selectOption('#view', 'everything');
    await preview.showsCard('Defender XDR');
  });

  it('offers the views by a command too', async () => {
    await workbench.command('Parapet: Choose View...');
    await workbench.pick('Only Azure');
    await preview.tells('view', 'operations');
    await workbench.command('Parapet: Choose View...');
    await workbench.pick('Everything');
    await preview.tells('view', 'everything');
  });

  it('leads from a card to where it is written', async () => {
    const frame = await preview.frame();
    await frame.locator('#picture > svg [data-kind=card]', { hasText: 'Log Analytics' }).dblclick();
    const text = (await workbench.visibleText()).split('\n');
    const line = text.findIndex((each) => each.includes('use log-analytics')) + 1;
    await until('the cursor is on the card’s line', async () => (await workbench.cursorLine()) === line);
  });

  it('marks the card that the cursor is on', async () => {
    await workbench.focusEditor();
    await workbench.goto(4, 10);
    await until('a card is marked', async () => (await preview.marks()) === 1);
    await workbench.goto(2, 1);
    await until('no card is marked', async () => (await preview.marks()) === 0);
  });

  it('follows the editor to another design and back', async () => {
    await workbench.focusEditor();
    await workbench.openFile('other.parapet');
    await preview.showsCard('Entra ID');
    await preview.lacksCard('Sentinel');
    await workbench.openFile('design.parapet');
    await preview.showsCard('Sentinel');
  });

  it('stays with its design while it is locked', async () => {
    await workbench.command('Parapet: Lock Preview');
    await workbench.focusEditor();
    await workbench.openFile('other.parapet');
    await workbench.goto(1, 1);
    await preview.showsCard('Sentinel');
    await workbench.command('Parapet: Unlock Preview');
    await preview.showsCard('Entra ID');
    await workbench.openFile('design.parapet');
    await preview.showsCard('Sentinel');
  });

  it('says what to write where there is nothing to draw', async () => {
    await workbench.focusEditor();
    await workbench.openFile('empty.parapet');
    await preview.tells('state', 'message');
    const frame = await preview.frame();
    assert.match(await frame.innerText('#message'), /nothing to draw yet/i);
    await workbench.focusEditor();
    await workbench.type('use entra-id');
    await preview.showsCard('Entra ID');
    await workbench.openFile('design.parapet');
    await preview.showsCard('Sentinel');
  });

  it('is as it was after another editor covered it', async () => {
    const scale = await preview.zoomIn();
    await workbench.press('Control+2');
    await workbench.openFile('notes.txt');
    await workbench.press('Control+w');
    await preview.showsPicture();
    await preview.showsCard('Sentinel');
    assert.equal(await preview.scale(), scale);
    await workbench.focusEditor();
  });

  it('has nothing that axe-core finds wrong', async () => {
    assert.deepEqual(await workbench.accessibility(await preview.frame()), []);
  });

  it('(and axe-core would find it)', async () => {
    const frame = await preview.frame();
    await frame.evaluate(() => {
      const button = document.createElement('button');
      button.id = 'nameless';
      document.querySelector('#toolbar')?.append(button);
    });
    const rules = (await workbench.accessibility(frame)).map(({ rule }) => rule);
    await frame.evaluate(() => document.querySelector('#nameless')?.remove());
    assert.ok(rules.includes('button-name'), rules.join(', '));
  });

  const themes = [
    { label: 'Light Modern', kind: 'vs', drawn: 'light' },
    { label: 'Dark Modern', kind: 'vs-dark', drawn: 'dark' },
    { label: 'Dark High Contrast', kind: 'hc-black', drawn: 'high-contrast' },
    { label: 'Light High Contrast', kind: 'hc-light', drawn: 'high-contrast-light' },
  ] as const;
  for (const { label, kind, drawn } of themes) {
    it(`is drawn for ${label}`, async () => {
      await workbench.focusEditor();
      await workbench.goto(4, 10);
      await until('a card is marked', async () => (await preview.marks()) === 1);
      await workbench.theme(label, kind);
      await preview.tells('theme', drawn);
      await preview.hasItsFont();
      assert.equal(await preview.marks(), 1, 'the mark of the cursor is gone');
      await workbench.screenshot(pictureFile(`preview-${drawn}`));
      assert.deepEqual(await workbench.accessibility(await preview.frame()), []);
    });
  }

  it('comes back as it was after the window is reloaded', async () => {
    const frame = await preview.frame();
    await workbench.save();
    await frame.selectOption('#view', 'operations');
    await preview.tells('view', 'operations');
    await preview.click('#zoom-level');
    await until('the picture has its full size', async () => (await preview.scale()) === 1);
    const scale = await preview.zoomIn();
    await workbench.reload();
    const restored = new PreviewPage(workbench);
    await restored.showsPicture(60_000);
    await restored.tells('view', 'operations');
    await restored.lacksCard('Defender XDR');
    assert.equal(await restored.scale(), scale);
    await restored.hasItsFont();
    await workbench.screenshot(pictureFile('preview-after-reload'));
  });
});

describe('a picture larger than the preview', () => {
  let workbench: Workbench;
  let preview: PreviewPage;
  const design = readFileSync(path.join(repository, 'examples/data-flows.parapet'), 'utf8');
  const lineOf = (words: string): number => design.split('\n').findIndex((line) => line.includes(words)) + 1;

  before(async () => {
    workbench = await openWindow({ folder: workspace({ 'data-flows.parapet': design }) });
    await workbench.openFile('data-flows.parapet');
    await workbench.focusEditor();
    await workbench.goto(lineOf('use sentinel'), 9);
    preview = await PreviewPage.openBeside(workbench);
  });
  after(() => workbench.close());

  const isSeen = async (text: string): Promise<boolean> => {
    const { x, y } = await preview.placeOf(text);
    return x > 0 && x < 1 && y > 0 && y < 1;
  };
  const saysThatItIsPart = async (): Promise<boolean> => (await preview.frame()).locator('#part').isVisible();

  it('is shown at a size that can be read, around what the cursor is on', async () => {
    await until('the element at the cursor is to be seen', () => isSeen('Sentinel'));
    assert.ok((await preview.scale()) >= 0.55, `${String(await preview.scale())} is too small to read`);
    assert.ok(!(await isSeen('Entra ID')), 'all of it fits: the test shows nothing');
    assert.ok(await saysThatItIsPart());
  });

  it('follows the cursor at that size', async () => {
    const scale = await preview.scale();
    await workbench.focusEditor();
    await workbench.goto(lineOf('use entra-id '), 9);
    await until('the element at the cursor is to be seen', () => isSeen('Entra ID'));
    assert.equal(await preview.scale(), scale);
  });

  it('stays as it is while it is edited', async () => {
    const scale = await preview.scale();
    await workbench.goto(lineOf('use microsoft-365 '), 1);
    await workbench.press('End', 'Enter');
    await workbench.type('component proxy "A proxy"');
    await preview.showsCard('A proxy');
    await workbench.press('Control+Shift+K');
    await preview.lacksCard('A proxy');
    assert.equal(await preview.scale(), scale);
  });

  it('keeps what was chosen in sight beside the details', async () => {
    await workbench.goto(lineOf('use sentinel'), 9);
    await until('the element at the cursor is to be seen', () => isSeen('Sentinel'));
    await preview.click('#details');
    const title = (await preview.frame()).locator('#panel-title');
    await until('the details are of it', async () => (await title.innerText()) === 'Sentinel');
    await until('the element is to be seen', () => isSeen('Sentinel'));
    await preview.click('#panel-close');
  });

  it('shows another view around the same element', async () => {
    await (await preview.frame()).selectOption('#view', 'raw-logs');
    await preview.tells('view', 'raw-logs');
    await preview.showsPicture();
    await until('the element at the cursor is to be seen', () => isSeen('Sentinel'));
    assert.ok(await saysThatItIsPart());
  });

  it('is shown whole where that is wanted', async () => {
    await preview.click('#show-whole');
    await until('all of it is to be seen', async () => (await isSeen('Entra ID')) && (await isSeen('Sentinel')));
    await until('nothing is said of a part', async () => !(await saysThatItIsPart()));
  });
});
