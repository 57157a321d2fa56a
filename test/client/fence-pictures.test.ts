import assert from 'node:assert/strict';
import { FencePictures } from '../../client/markdown/fence-pictures.ts';
import { drawFences } from '../../client/markdown/markdown-plugin.ts';
import type { MarkdownIt } from '../../client/markdown/markdown-plugin.ts';
import type { PictureResult } from '../../server/protocol.ts';

/** A drawer whose pictures come when the test says so. */
class Drawer {
  readonly asked: string[] = [];
  drawn = 0;
  readonly pictures = new FencePictures({
    draw: (text, theme) => {
      this.asked.push(`${theme} ${text}`);
      return new Promise((resolve) => this.#waiting.push(resolve));
    },
    onDrawn: () => this.drawn++,
    escapeHtml: (text) => text.replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
  });
  readonly #waiting: ((result: PictureResult | undefined) => void)[] = [];

  async answer(result: PictureResult | undefined): Promise<void> {
    this.#waiting.shift()?.(result);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('designs in Markdown', () => {
  it('are shown as text until they are drawn, and asked for once', async () => {
    const drawer = new Drawer();
    const html = (): string => drawer.pictures.html('use <a>', 'dark', 'a.md\n0');
    assert.match(html(), /<pre[^>]*><code>use &lt;a>/);
    assert.match(html(), /<pre/);
    assert.deepEqual(drawer.asked, ['dark use <a>']);
    await drawer.answer({ svg: '<svg>é</svg>', description: '1 "box"', errors: [] });
    assert.equal(drawer.drawn, 1);
    const data = Buffer.from('<svg>é</svg>').toString('base64');
    assert.equal(
      html(),
      `<img class="parapet-picture" alt="1 &quot;box&quot;" src="data:image/svg+xml;base64,${data}">`,
    );
    assert.equal(drawer.asked.length, 1);
  });

  it('say below the picture what is wrong with them, with what is code as code', async () => {
    const drawer = new Drawer();
    drawer.pictures.html('one', 'light', 'a.md\n0');
    await drawer.answer({ svg: '<svg/>', description: 'first', errors: ['Line 1: `<b>` is no service', 'Line 2: no'] });
    const html = drawer.pictures.html('one', 'light', 'a.md\n0');
    assert.ok(
      html.endsWith(
        '<ul class="parapet-errors"><li>Line 1: <code>&lt;b></code> is no service</li><li>Line 2: no</li></ul>',
      ),
      html,
    );
    drawer.pictures.html('two', 'light', 'a.md\n1');
    await drawer.answer({ notice: 'Write `use`.' });
    assert.match(
      drawer.pictures.html('two', 'light', 'a.md\n1'),
      /<p class="parapet-notice">Write <code>use<\/code>\./,
    );
  });

  it('keep the last picture of a place while the next is drawn', async () => {
    const drawer = new Drawer();
    drawer.pictures.html('one', 'light', 'a.md\n0');
    await drawer.answer({ svg: '<svg/>', description: 'first', errors: [] });
    assert.match(drawer.pictures.html('one', 'light', 'a.md\n0'), /first/);
    assert.match(drawer.pictures.html('two', 'light', 'a.md\n0'), /first/);
    assert.match(drawer.pictures.html('two', 'light', 'a.md\n1'), /<pre/);
    await drawer.answer({ svg: '<svg/>', description: 'second', errors: [] });
    assert.match(drawer.pictures.html('two', 'light', 'a.md\n0'), /second/);
  });

  it('are drawn anew for another theme', () => {
    const drawer = new Drawer();
    drawer.pictures.html('one', 'light', 'a.md\n0');
    drawer.pictures.html('one', 'dark', 'a.md\n0');
    assert.deepEqual(drawer.asked, ['light one', 'dark one']);
  });

  it('say what is wrong, below the text', async () => {
    const drawer = new Drawer();
    drawer.pictures.html('use', 'light', 'a.md\n0');
    await drawer.answer({ notice: 'Line 1: <what>' });
    assert.match(drawer.pictures.html('use', 'light', 'a.md\n0'), /<pre.*<p class="parapet-notice">Line 1: &lt;what>/s);
  });

  it('are told apart from other fences, and counted in each page', () => {
    const calls: string[] = [];
    const markdown: MarkdownIt = { renderer: { rules: { fence: (tokens, index) => `other ${tokens[index]!.info}` } } };
    drawFences(markdown, (text, document, before) => {
      calls.push(`${document} ${before} ${text}`);
      return 'drawn';
    });
    const self = { renderAttrs: () => ' data-line="3"', renderToken: () => '' };
    const render = (info: string, env: object): string =>
      markdown.renderer.rules.fence!([{ info, content: info }], 0, {}, env, self);
    const page = { currentDocument: { toString: () => 'a.md' } };
    assert.equal(render('parapet', page), '<div data-line="3">drawn</div>\n');
    assert.equal(render('parapetto', page), 'other parapetto');
    assert.equal(render('mermaid', page), 'other mermaid');
    render(' parapet title', page);
    render('parapet', { currentDocument: undefined });
    assert.deepEqual(calls, ['a.md 0 parapet', 'a.md 1  parapet title', ' 0 parapet']);
  });
});
