import type { Frame, Locator } from 'playwright-core';
import { until } from '../driver/workbench.ts';
import type { Workbench } from '../driver/workbench.ts';

/** The preview of a window, as it is to be seen. Its frame is looked up anew for each question. */
export class PreviewPage {
  readonly #workbench: Workbench;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** Opens the preview beside the editor that has the focus, and waits for a picture. */
  static async openBeside(workbench: Workbench): Promise<PreviewPage> {
    await workbench.command('Parapet: Open Preview to the Side');
    const preview = new PreviewPage(workbench);
    await preview.showsPicture();
    return preview;
  }

  frame(timeout?: number): Promise<Frame> {
    return this.#workbench.webview('#picture', timeout);
  }

  /** What the page says of itself: `state`, `theme`, `view`, `stale`, `scale`, `sequence`, `uri`. */
  async told(name: string): Promise<string | undefined> {
    const frame = await this.frame();
    return frame.evaluate((key) => document.body.dataset[key], name);
  }

  /** Waits until the page says so of itself. */
  async tells(name: string, value: string, timeout = 20_000): Promise<void> {
    await until(`the preview's ${name} is ${value}`, async () => (await this.told(name)) === value, timeout);
  }

  async showsPicture(timeout = 30_000): Promise<void> {
    await this.frame(timeout);
    await this.tells('state', 'picture', timeout);
    const frame = await this.frame();
    await frame.waitForSelector('#picture > svg [data-kind=card]', { timeout });
  }

  /** Waits until it shows a picture of the file with this name. */
  async showsFile(name: string, timeout = 30_000): Promise<void> {
    const isShown = async (): Promise<boolean> => (await this.told('uri'))?.endsWith(`/${name}`) === true;
    await until(`the preview is of ${name}`, isShown, timeout);
    await this.showsPicture(timeout);
  }

  /** Texts of the cards, frames or lines of the picture. */
  async texts(kind: 'card' | 'frame' | 'line'): Promise<string[]> {
    const frame = await this.frame();
    const items = frame.locator(`#picture > svg [data-kind=${kind}]`);
    return items.evaluateAll((elements) =>
      elements.map((item) => (item.textContent ?? '').replace(/\s+/g, ' ').trim()),
    );
  }

  /** Waits until a card has this text in it. */
  async showsCard(text: string, timeout = 20_000): Promise<void> {
    await until(
      `a card says ${text}`,
      async () => (await this.texts('card')).some((card) => card.includes(text)),
      timeout,
    );
  }

  async lacksCard(text: string, timeout = 20_000): Promise<void> {
    await until(
      `no card says ${text}`,
      async () => !(await this.texts('card')).some((card) => card.includes(text)),
      timeout,
    );
  }

  /** Zoom as a share of full size. */
  async scale(): Promise<number> {
    return Number(await this.told('scale'));
  }

  /** Zooms in by the button. Returns the zoom that comes of it. */
  async zoomIn(): Promise<number> {
    const before = await this.scale();
    await this.click('#zoom-in');
    return until('the picture is larger', async () => {
      const scale = await this.scale();
      return scale > before ? scale : undefined;
    });
  }

  /** Where the picture stands and how large it is once it has come to rest, as the page's transforms. */
  async transform(): Promise<string> {
    const frame = await this.frame();
    await frame.waitForSelector('#plane:not(.moving)');
    return frame.evaluate(() =>
      ['plane', 'picture'].map((id) => document.getElementById(id)?.style.transform ?? '').join(' '),
    );
  }

  async click(selector: string): Promise<void> {
    const frame = await this.frame();
    await frame.click(selector);
  }

  /** The ground that the picture stands on, as `rgb(…)`. */
  async ground(): Promise<string> {
    const frame = await this.frame();
    return frame.evaluate(() => getComputedStyle(document.body).backgroundColor);
  }

  /** How many items are marked as those the cursor is on in the text. */
  async marks(): Promise<number> {
    const frame = await this.frame();
    return frame.locator('.marks .cursor').count();
  }

  /** Waits until the picture's own font is there: until then its words are in another. */
  async hasItsFont(): Promise<void> {
    const frame = await this.frame();
    const loaded = await frame.evaluate(async () => {
      await document.fonts.ready;
      return [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family);
    });
    if (!loaded.some((family) => family.includes('Inter'))) throw new Error(`fonts: ${loaded.join(', ') || 'none'}`);
  }

  /** The first item of a kind that has this text in it. */
  async item(text: string, kind: 'card' | 'frame' | 'line' = 'card'): Promise<Locator> {
    const frame = await this.frame();
    return frame.locator(`#picture > svg [data-kind=${kind}]`, { hasText: text }).first();
  }

  /** Where an item lies, as a share of the area that is seen: 0 to 1 in both directions is inside. */
  async placeOf(text: string): Promise<{ readonly x: number; readonly y: number }> {
    const frame = await this.frame();
    const area = (await frame.locator('#canvas').boundingBox())!;
    const box = (await (await this.item(text)).boundingBox())!;
    return {
      x: (box.x + box.width / 2 - area.x) / area.width,
      y: (box.y + box.height / 2 - area.y) / area.height,
    };
  }

  /** What assistive technology is told of the element that has the focus. */
  async focused(): Promise<string> {
    const frame = await this.frame();
    return frame.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
  }

  /** Waits until the element that has the focus is named so. */
  async focuses(name: RegExp): Promise<void> {
    await until(`the focus is on ${String(name)}`, async () => name.test(await this.focused()));
  }

  /** Brings the focus into the picture by keys, onto the box that is its stop. */
  async enterPicture(): Promise<void> {
    const frame = await this.frame();
    await frame.focus('#canvas');
    await this.#workbench.press('Tab');
    await until('a box has the focus', async () => (await this.focused()) !== '');
  }

  /** Texts of the cards that neither step back nor are hidden. */
  async livelyCards(): Promise<string[]> {
    const frame = await this.frame();
    const cards = frame.locator('#picture > svg [data-kind=card]:not(.dimmed)');
    return cards.evaluateAll((elements) => elements.map((card) => (card.textContent ?? '').trim()).sort());
  }

  /** How many lines are drawn and not switched off. */
  async shownLines(): Promise<number> {
    const frame = await this.frame();
    return frame.locator('#picture > svg [data-kind=line]:not(.switched-off)').count();
  }
}
