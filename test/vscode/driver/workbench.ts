import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, Frame, Locator, Page } from 'playwright-core';
import type { CodeServer } from './code-server.ts';
import { axeSource } from './packages.ts';

/** Something wrong that axe-core found in a page. */
export interface AccessibilityViolation {
  readonly rule: string;
  readonly impact: string;
  readonly help: string;
  /** Selectors of the elements that have it. */
  readonly elements: readonly string[];
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly help: string;
    readonly nodes: readonly { readonly target: readonly unknown[] }[];
  }[];
}

export interface OpenOptions {
  /** Absolute path of the folder to open. */
  readonly folder: string;
  /** What the workbench's own address carries besides: pairs of name and value. */
  readonly payload?: readonly (readonly [string, string])[];
  /** Called with the page before it loads anything. */
  readonly prepare?: (page: Page) => Promise<void>;
  /** Do not wait until the window can be used. */
  readonly wait?: boolean;
}

const literally = (text: string): RegExp => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);

/** Asks again and again until there is an answer other than undefined, false or null. @throws after `timeout` ms. */
export async function until<Answer>(
  what: string,
  ask: () => Promise<Answer | undefined | null | false> | Answer | undefined | null | false,
  timeout = 20_000,
): Promise<Answer> {
  const end = Date.now() + timeout;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`not after ${String(timeout / 1000)} s: ${what}`);
    await sleep(100);
  }
}

/** One window of VS Code, used as a person uses it: by keys, clicks and what is to be seen. */
export class Workbench {
  readonly page: Page;
  readonly server: CodeServer;
  /** Lines of the page's console. */
  readonly console: string[] = [];
  /** Errors that nothing in the page caught. */
  readonly errors: string[] = [];
  /** Addresses beyond the server that the page or a frame in it asked for. */
  readonly outwardRequests: string[] = [];

  private constructor(page: Page, server: CodeServer) {
    this.page = page;
    this.server = server;
    page.on('console', (message) => this.console.push(`[${message.type()}] ${message.text()}`));
    page.on('pageerror', (error) => this.errors.push(String(error)));
    page.context().on('request', (request) => {
      const address = request.url();
      const { protocol, host } = new URL(address);
      // Files of extensions have addresses below this name; the service worker of the webview answers them itself.
      const fromExtension = host.endsWith('.vscode-resource.vscode-cdn.net');
      const own = ['data:', 'blob:'].includes(protocol) || host === server.host || fromExtension;
      if (!own) this.outwardRequests.push(address);
    });
  }

  /** Opens a window in a browser context of its own: nothing is kept from other windows but the server's settings. */
  static async open(browser: Browser, server: CodeServer, options: OpenOptions): Promise<Workbench> {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await context.newPage();
    const workbench = new Workbench(page, server);
    await options.prepare?.(page);
    const query = new URLSearchParams({ folder: options.folder });
    if (options.payload !== undefined) query.set('payload', JSON.stringify(options.payload));
    await page.goto(`http://${server.host}/?${query.toString()}`);
    if (options.wait !== false) await workbench.ready();
    return workbench;
  }

  get context(): BrowserContext {
    return this.page.context();
  }

  /** Waits until the window is drawn and its extension host answers. */
  async ready(): Promise<void> {
    await this.page.waitForSelector('.monaco-workbench .part.statusbar', { timeout: 60_000 });
    const connected = (): boolean =>
      !/Opening Remote/.test(document.querySelector('.statusbar')?.textContent ?? 'Opening Remote');
    await this.page.waitForFunction(connected, undefined, { timeout: 60_000 });
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  /** Reloads the window by the command, which lets the workbench write down first what it keeps. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load', { timeout: 60_000 });
    await this.command('Developer: Reload Window');
    await loaded;
    await this.ready();
  }

  /** Writes a picture of the window, or of one element of it. */
  async screenshot(file: string, element?: Locator): Promise<void> {
    mkdirSync(path.dirname(file), { recursive: true });
    await (element ?? this.page).screenshot({ path: file });
  }

  // --- commands -------------------------------------------------------------------------------------------------------

  get #quickInput(): Locator {
    return this.page.locator('.quick-input-widget input.input');
  }

  #quickRow(label: RegExp): Locator {
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    return rows.filter({ has: this.page.locator('.label-name', { hasText: label }) }).first();
  }

  /** Rows of the quick input, by their labels. */
  async quickLabels(): Promise<string[]> {
    const labels = this.page.locator('.quick-input-list .monaco-list-row .label-name');
    await labels.first().waitFor();
    return labels.allInnerTexts();
  }

  /**
   * Runs a command from the palette by its whole title, `Category: Title`: the palette's search is fuzzy and ordered by
   * use, so its first row may be another. Contributed commands are there only after the extensions were read, so the
   * palette is opened again until then.
   */
  async command(title: string, timeout = 30_000): Promise<void> {
    const row = this.#quickRow(literally(title));
    await until(
      `the palette offers "${title}"`,
      async () => {
        await this.page.keyboard.press('F1');
        await this.#quickInput.waitFor({ state: 'visible' });
        await this.#quickInput.fill(`>${title}`);
        try {
          await row.waitFor({ timeout: 1500 });
          return true;
        } catch {
          await this.page.keyboard.press('Escape');
          return false;
        }
      },
      timeout,
    );
    await row.click();
  }

  /** Picks a row of a quick pick that is open, by its whole label. */
  async pick(label: string): Promise<void> {
    const row = this.#quickRow(literally(label));
    await row.waitFor();
    await row.click();
    // A question that follows, such as where to save, is asked in the same place.
    await row.waitFor({ state: 'hidden' });
  }

  /** Whether the palette offers a command just now. */
  async offersCommand(title: string): Promise<boolean> {
    await this.page.keyboard.press('F1');
    await this.#quickInput.waitFor({ state: 'visible' });
    await this.#quickInput.fill(`>${title}`);
    await sleep(700);
    const count = await this.#quickRow(literally(title)).count();
    await this.page.keyboard.press('Escape');
    return count > 0;
  }

  /** Picks a colour theme by its label, waits until the workbench wears it. `kind` is the workbench's class for it. */
  async theme(label: string, kind: 'vs' | 'vs-dark' | 'hc-black' | 'hc-light'): Promise<void> {
    await this.command('Preferences: Color Theme');
    await this.#quickInput.waitFor({ state: 'visible' });
    await this.#quickInput.fill(label);
    await this.pick(label);
    await this.page.locator(`.monaco-workbench.${kind}`).waitFor();
  }

  // --- files and editors ----------------------------------------------------------------------------------------------

  /** Opens a file of the workspace by quick open; its tab is then the active one. */
  async openFile(name: string): Promise<void> {
    const base = path.basename(name);
    await until(`${name} can be opened`, async () => {
      await this.page.keyboard.press('Control+P');
      const row = this.#quickRow(literally(base));
      try {
        // What moves the focus meanwhile closes the list: then it is opened again.
        await this.#quickInput.waitFor({ state: 'visible', timeout: 3000 });
        await this.#quickInput.fill(name, { timeout: 3000 });
        await row.waitFor({ timeout: 3000 });
      } catch {
        await this.page.keyboard.press('Escape');
        return false;
      }
      await row.click();
      return true;
    });
    await this.activeTab(base);
    await this.editor.locator('.view-lines').waitFor();
  }

  /** Waits until the tab with this label is the active one of its group. */
  async activeTab(label: string): Promise<void> {
    await this.page.locator('.tab.active', { hasText: label }).first().waitFor();
  }

  /** Names of all tabs. */
  async tabs(): Promise<string[]> {
    const tabs = this.page.locator('.tabs-container .tab');
    return tabs.evaluateAll((elements) => elements.map((tab) => tab.getAttribute('data-resource-name') ?? ''));
  }

  /** The text editor of the group that was used last, else the first. */
  get editor(): Locator {
    const active = this.page.locator('.editor-group-container.active .editor-instance .monaco-editor');
    return active.or(this.page.locator('.editor-instance .monaco-editor')).first();
  }

  /** Moves the focus to the editor of a group, counted from 1. */
  async focusEditor(group = 1): Promise<void> {
    const focused = this.page.locator('.editor-group-container.active .monaco-editor.focused');
    // A key that is pressed while a webview takes the focus is lost.
    await until(`the editor of group ${String(group)} has the focus`, async () => {
      await this.press(`Control+${String(group)}`);
      return focused
        .first()
        .waitFor({ timeout: 3000 })
        .then(() => true)
        .catch(() => false);
    });
  }

  /** Puts the cursor at a place, both counted from 1. */
  async goto(line: number, column = 1): Promise<void> {
    await this.page.keyboard.press('Control+G');
    await this.#quickInput.waitFor({ state: 'visible' });
    await this.#quickInput.fill(`:${String(line)}:${String(column)}`);
    await this.page.keyboard.press('Enter');
    await this.#quickInput.waitFor({ state: 'hidden' });
  }

  /** Types as a person does, with a moment between the keys. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: 15 });
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Replaces all of the text in the active editor, at once. */
  async replaceText(text: string): Promise<void> {
    await this.focusEditor();
    await this.press('Control+A');
    await this.page.keyboard.insertText(text);
  }

  async save(): Promise<void> {
    await this.press('Control+S');
    await this.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  }

  /** The lines that are to be seen in the editor. */
  async visibleText(editor: Locator = this.editor): Promise<string> {
    const lines = await editor.locator('.view-lines .view-line').evaluateAll((elements) =>
      elements.map((line) => ({
        top: parseFloat((line as HTMLElement).style.top),
        text: (line.textContent ?? '').replace(/\u00a0/g, ' '),
      })),
    );
    return lines
      .sort((one, other) => one.top - other.top)
      .map(({ text }) => text)
      .join('\n');
  }

  /** Number of the line the cursor is on. The status bar hides it while something else has the focus. */
  async cursorLine(): Promise<number> {
    return Number(await this.editor.locator('.line-numbers.active-line-number').innerText());
  }

  /** Labels of the completions that are offered; opens the list where it is closed. */
  async suggestions(): Promise<string[]> {
    const rows = this.page.locator('.suggest-widget.visible .monaco-list-row');
    await until('completions are offered', async () => {
      if ((await rows.count()) > 0) return true;
      await this.press('Control+Space');
      return rows
        .first()
        .waitFor({ timeout: 2000 })
        .then(() => true)
        .catch(() => false);
    });
    await sleep(300);
    return rows.locator('.label-name').allInnerTexts();
  }

  /** Accepts the completion with this label: walks to it with the arrow keys and presses Enter. */
  async acceptSuggestion(label: string): Promise<void> {
    const labels = await this.suggestions();
    if (!labels.includes(label)) throw new Error(`"${label}" is not offered: ${labels.join(', ')}`);
    const focused = this.page.locator('.suggest-widget.visible .monaco-list-row.focused .label-name');
    await until(`"${label}" is chosen`, async () => {
      if ((await focused.innerText()) === label) return true;
      await this.press('ArrowDown');
      return false;
    });
    await this.press('Enter');
    await this.page.locator('.suggest-widget.visible').waitFor({ state: 'hidden' });
  }

  /** What the hover at the cursor says. */
  async hover(): Promise<string> {
    const text = await until('a hover is shown', async () => {
      await this.press('Control+K', 'Control+I');
      const hover = this.page.locator('.monaco-hover:visible').filter({ hasText: /\S/ }).first();
      try {
        await hover.waitFor({ timeout: 3000 });
        await sleep(300);
        const shown = (await hover.innerText()).trim();
        return shown === 'Loading...' ? undefined : shown;
      } catch {
        return undefined;
      }
    });
    await this.press('Escape');
    return text;
  }

  /** How many ranges the editor underlines, of a severity or of any. */
  async squiggles(severity?: 'error' | 'warning' | 'info'): Promise<number> {
    const kinds = severity === undefined ? ['error', 'warning', 'info'] : [severity];
    return this.editor.locator(kinds.map((kind) => `.squiggly-${kind}`).join(', ')).count();
  }

  /** Applies a quick fix at the cursor by its title. */
  async quickFix(title: string): Promise<void> {
    const row = this.page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
    await until(`the fix "${title}" is offered`, async () => {
      await this.press('Control+.');
      try {
        await row.waitFor({ timeout: 3000 });
        return true;
      } catch {
        await this.press('Escape');
        return false;
      }
    });
    await row.click();
    await row.waitFor({ state: 'hidden' });
  }

  /** What the Problems view says, one entry a row. */
  async problems(): Promise<string[]> {
    await this.command('Problems: Focus on Problems View');
    await this.page.locator('.markers-panel').waitFor();
    await sleep(400);
    const rows = this.page.locator('.markers-panel .monaco-list-row');
    return rows.evaluateAll((elements) => elements.map((element) => element.getAttribute('aria-label') ?? ''));
  }

  /** Messages in the corner. */
  async notifications(): Promise<string[]> {
    return this.page.locator('.notification-toast .notification-list-item-message').allInnerTexts();
  }

  /** Presses a button of a message in the corner. */
  async notificationButton(label: string): Promise<void> {
    await this.page
      .locator('.notification-toast .monaco-button', { hasText: literally(label) })
      .first()
      .click();
  }

  /** Labels of the status bar that are to be seen. */
  async statusBar(): Promise<string> {
    return this.page.locator('.part.statusbar').innerText();
  }

  // --- webviews -------------------------------------------------------------------------------------------------------

  /**
   * The frame of a webview that has an element for `selector`. A webview is a frame in a frame, told apart by what is in
   * it; it is another one after it was hidden, moved or reloaded, so ask again then.
   */
  async webview(selector: string, timeout = 20_000): Promise<Frame> {
    return until(
      `a webview has ${selector}`,
      async () => {
        for (const frame of this.page.frames()) {
          if (frame === this.page.mainFrame()) continue;
          try {
            if ((await frame.$(selector)) !== null) return frame;
          } catch {
            // The frame went away while it was asked.
          }
        }
        return undefined;
      },
      timeout,
    );
  }

  /** What axe-core finds wrong in a frame. It is run through the debugger, so a strict content policy does not stop it. */
  async accessibility(frame: Frame): Promise<AccessibilityViolation[]> {
    await frame.evaluate(axeSource());
    const results = await frame.evaluate(async () => {
      const { axe } = window as unknown as { axe: { run(root: Document, options: object): Promise<AxeResults> } };
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
      return axe.run(document, { runOnly: { type: 'tag', values: tags }, iframes: false });
    });
    return results.violations.map(({ id, impact, help, nodes }) => ({
      rule: id,
      impact: impact ?? 'none',
      help,
      elements: nodes.map(({ target }) => target.join(' ')),
    }));
  }
}
