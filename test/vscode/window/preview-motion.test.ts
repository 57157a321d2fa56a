import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { generateDesign } from '../../../bench/generate-design.ts';
import { launchBrowser } from '../driver/chromium.ts';
import { LonePage } from '../driver/lone-page.ts';
import { until } from '../driver/workbench.ts';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
}

describe('a picture whose font does not come', () => {
  it('has its words to be seen all the same', async () => {
    const browser = await launchBrowser();
    try {
      const lone = await LonePage.open(browser, { width: 700, height: 500 }, { fonts: false });
      await lone.show('use sentinel\n');
      await lone.page.waitForSelector('#plane:not(.moving)');
      // Asked for at the browser itself: Playwright would wait for the fonts.
      const debug = await lone.page.context().newCDPSession(lone.page);
      const seen = async (): Promise<string> => (await debug.send('Page.captureScreenshot', { format: 'png' })).data;
      await lone.page.addStyleTag({ content: '#picture text { visibility: hidden; }' });
      const withoutWords = await seen();
      await lone.page.evaluate(`document.head.lastElementChild.remove()`);
      await until('the words are seen', async () => (await seen()) !== withoutWords);
    } finally {
      await browser.close();
    }
  });
});

describe('moving about in a large picture', () => {
  let browser: Browser;
  let lone: LonePage;

  before(async function () {
    this.timeout(120_000);
    browser = await launchBrowser();
    lone = await LonePage.open(browser, { width: 1200, height: 800 });
    await lone.show(generateDesign(200).text);
    await lone.page.waitForSelector('#plane:not(.moving)');
  });
  after(() => browser?.close());

  /** Turns the wheel once a frame; gives how many tiles the browser drew anew meanwhile. */
  async function tilesDrawn(frames: number, wheel: string): Promise<number> {
    const file = path.join(tmpdir(), `trace-${String(process.pid)}.json`);
    await browser.startTracing(lone.page, {
      path: file,
      categories: ['cc', 'disabled-by-default-cc.debug', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
    });
    await lone.page.evaluate(`new Promise((resolve) => {
      const canvas = document.getElementById('canvas');
      let frame = 0;
      const step = () => {
        canvas.dispatchEvent(new WheelEvent('wheel', { cancelable: true, clientX: 500, clientY: 300, ${wheel} }));
        frame += 1;
        if (frame < ${String(frames)}) requestAnimationFrame(step);
        else resolve();
      };
      requestAnimationFrame(step);
    })`);
    await browser.stopTracing();
    const { traceEvents } = JSON.parse(readFileSync(file, 'utf8')) as { readonly traceEvents: readonly TraceEvent[] };
    return traceEvents.filter(({ name, ph }) => name === 'RasterTask' && ph === 'X').length;
  }

  const drawnFor = (): Promise<string> => lone.page.evaluate(() => document.getElementById('picture')!.style.transform);

  // The window is some 20 tiles, and the whole picture at full size more than 600.
  const few = 200;

  it('draws little anew while it is moved and zoomed with all of it in sight', async () => {
    await tilesDrawn(10, 'deltaX: 3, deltaY: 2');
    const before = await drawnFor();
    const tiles = await tilesDrawn(15, 'deltaY: -6, ctrlKey: true');
    assert.ok(tiles < few, `${String(tiles)} tiles`);
    await lone.page.waitForSelector('#plane:not(.moving)');
    assert.notEqual(await drawnFor(), before, 'it is not sharp again at rest');
  });

  it('is drawn for the scale at which it is seen, on a plane as large as it, when it has come to rest', async () => {
    await lone.page.waitForSelector('#plane:not(.moving)');
    const sizes = await lone.page.evaluate(() => {
      const svg = document.querySelector('#picture > svg')!.getBoundingClientRect();
      const plane = document.getElementById('plane')!.getBoundingClientRect();
      return [
        Math.abs(svg.width - plane.width) < 1,
        Math.abs(svg.height - plane.height) < 1,
        document.getElementById('plane')!.style.transform.includes('scale(1)'),
      ];
    });
    assert.deepEqual(sizes, [true, true, true]);
  });

  it('(and more drawing would be noticed)', async () => {
    await lone.page.click('#fit');
    await lone.page.waitForSelector('#plane:not(.moving)');
    // The picture is then a surface of its own, drawn at its full size as it begins to move.
    await lone.page.addStyleTag({ content: '#picture { will-change: transform; }' });
    const tiles = await tilesDrawn(15, 'deltaY: -6, ctrlKey: true');
    assert.ok(tiles >= few, `${String(tiles)} tiles`);
  });
});
