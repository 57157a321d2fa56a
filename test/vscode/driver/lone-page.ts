import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { pageMarkup } from '../../../client/preview/page-markup.ts';
import { plainExploration } from '../../../server/protocol.ts';
import type { MessageToPanel, PictureState } from '../../../client/preview/messages.ts';
import {
  buildExploredView,
  createProject,
  createWorkerEngine,
  LayoutCache,
  layoutView,
} from '../../../language/pipeline.ts';
import { createElkWorker } from '../../../server/elk-worker.ts';
import { elementsOf, findingsOf } from '../../../server/picture-facts.ts';
import { repository } from './packages.ts';

const uri = 'file:///design.parapet';
const media = path.join(repository, 'dist/media');
const host = 'http://preview.test/';

/** What VS Code gives to the page: a way to send, a state to keep, and colours. */
const stub = `
window.sent = [];
window.acquireVsCodeApi = () => ({ postMessage: (message) => sent.push(message), getState: () => undefined, setState: () => undefined });
document.documentElement.style.setProperty('--vscode-editor-background', '#FFFFFF');
document.documentElement.style.setProperty('--vscode-focusBorder', '#005FB8');
`;

/** The preview's page in a browser, without VS Code around it: to be measured, or looked at quickly. */
export class LonePage {
  readonly page: Page;
  #sequence = 0;

  private constructor(page: Page) {
    this.page = page;
  }

  /** Opens the page as it was built last, in a light theme. With `fonts` false, its fonts do not come. */
  static async open(
    browser: Browser,
    size: { readonly width: number; readonly height: number },
    { fonts = true }: { readonly fonts?: boolean } = {},
  ): Promise<LonePage> {
    const context = await browser.newContext({ viewport: size });
    const page = await context.newPage();
    const script = readFileSync(path.join(media, 'preview.js'), 'utf8');
    await page.route(`${host}**`, (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      if (name === '') return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>x</title>' });
      if (!fonts && name.endsWith('.woff2')) return undefined;
      return route.fulfill({ path: path.join(media, name) });
    });
    await page.goto(host);
    const html = pageMarkup({ policy: '', nonce: '', file: (name) => `${host}${name}` });
    await page.setContent(
      html
        .replace(/<meta http-equiv[^>]*>/, '')
        .replace(/<script[^]*<\/script>/, '')
        .replace('<body>', '<body class="vscode-light">'),
      { waitUntil: 'domcontentloaded' },
    );
    await page.addScriptTag({ content: stub });
    await page.addScriptTag({ content: script });
    await page.waitForFunction(() => (window as unknown as { sent: unknown[] }).sent.length > 0);
    return new LonePage(page);
  }

  /** What the page sent so far. */
  async sent(): Promise<readonly MessageToPanel[]> {
    return this.page.evaluate(() => (window as unknown as { sent: MessageToPanel[] }).sent);
  }

  /** Shows a design, all of it, and waits until it is there. */
  async show(text: string): Promise<void> {
    const state = await pictureState(text, ++this.#sequence);
    await this.page.evaluate((message) => window.postMessage(message, '*'), { type: 'state', state });
    await this.page.waitForSelector('body[data-state=picture] #picture > svg [data-kind=card]');
  }
}

/** The state that the panel would send for a design. */
async function pictureState(text: string, sequence: number): Promise<PictureState> {
  const project = createProject({ date: '2026-01-01', workspaceFolders: [] });
  project.setFile(uri, text);
  const model = project.model(uri)!;
  const { graph } = buildExploredView(model, undefined, { ...plainExploration, overview: false });
  const startTimer = (milliseconds: number, elapsed: () => void): (() => void) => {
    const timer = setTimeout(elapsed, milliseconds);
    return () => clearTimeout(timer);
  };
  const engine = createWorkerEngine({ createWorker: createElkWorker, startTimer });
  const scene = await layoutView(graph, engine, new LayoutCache());
  engine.dispose();
  return {
    sequence,
    uri,
    file: 'design.parapet',
    views: [{ name: 'everything', title: 'Everything' }],
    view: 'everything',
    scene,
    stale: false,
    problems: [],
    locked: false,
    connection: 'running',
    exploration: plainExploration,
    overview: false,
    kept: false,
    elements: elementsOf(model, scene),
    findings: findingsOf(project, model, (file) => file).map(({ range, ...finding }) => ({
      ...finding,
      line: range.start.line + 1,
    })),
  };
}
