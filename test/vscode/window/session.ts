import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../driver/chromium.ts';
import { CodeServer } from '../driver/code-server.ts';
import { outputFolder, vsixFile } from '../driver/packages.ts';
import { Workbench } from '../driver/workbench.ts';
import type { OpenOptions } from '../driver/workbench.ts';

let server: CodeServer | undefined;
let browser: Browser | undefined;
const windows = new Set<Workbench>();
const folders: string[] = [];

/** The server that all tests share, with the packaged extension installed. It takes seconds to start, so there is one. */
export function sharedServer(): CodeServer {
  if (server === undefined) throw new Error('the server is not started yet');
  return server;
}

/** A folder of its own with these files, as texts by path. It is removed at the end of the run. */
export function workspace(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'designs-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}

/** A window on a folder, from the shared server unless told otherwise. Whoever opens it closes it. */
export async function openWindow(options: OpenOptions, from: CodeServer = sharedServer()): Promise<Workbench> {
  if (browser === undefined) throw new Error('the browser is not started yet');
  const workbench = await Workbench.open(browser, from, options);
  windows.add(workbench);
  workbench.page.once('close', () => windows.delete(workbench));
  return workbench;
}

/** Where a test leaves a picture to look at. */
export const pictureFile = (name: string): string => path.join(outputFolder, `${name}.png`);

export const mochaHooks: Mocha.RootHookObject = {
  async beforeAll(this: Mocha.Context) {
    this.timeout(120_000);
    if (!existsSync(vsixFile)) throw new Error('there is no parapet.vsix: npm run package makes it');
    rmSync(path.join(outputFolder, 'failures'), { recursive: true, force: true });
    [server, browser] = await Promise.all([CodeServer.start({ extensions: [vsixFile] }), launchBrowser()]);
  },

  /** Keeps what was to be seen when a test failed. */
  async afterEach(this: Mocha.Context) {
    const test = this.currentTest;
    if (test?.state !== 'failed') return;
    const name = test.fullTitle().replace(/[^A-Za-z0-9]+/g, '-');
    const folder = path.join(outputFolder, 'failures');
    mkdirSync(folder, { recursive: true });
    let number = 0;
    for (const workbench of windows) {
      number += 1;
      const file = path.join(folder, `${name}-${String(number)}`);
      await workbench.screenshot(`${file}.png`).catch(() => undefined);
      const log = [...workbench.errors, ...workbench.console.slice(-100), '', workbench.server.output.slice(-5000)];
      writeFileSync(`${file}.log`, log.join('\n'));
    }
    console.log(`      (see ${path.relative(process.cwd(), folder)})`);
  },

  async afterAll() {
    await browser?.close();
    await server?.stop();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  },
};
