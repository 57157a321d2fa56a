import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseHTML } from 'linkedom';
import { browserPage } from '../../../client/preview/browser-page.ts';

const pictures = path.resolve(import.meta.dirname, '../../../docs/pictures');
const svg = readFileSync(path.join(pictures, 'data-flows.overview.svg'), 'utf8');

describe('the page that shows a picture in a browser', () => {
  const page = browserPage(svg);
  const { document } = parseHTML(page);

  it('holds the picture byte for byte', () => {
    assert.equal(page.slice(page.indexOf('<svg'), page.indexOf('</svg>') + '</svg>'.length), svg.trim());
    assert.equal(document.querySelectorAll('body > svg').length, 1);
  });

  it('may load nothing but what is in it, and run nothing', () => {
    const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content');
    assert.equal(policy, "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:");
    assert.equal(document.querySelectorAll('script, iframe, object, link, img').length, 0);
  });

  it('has a language and a title', () => {
    assert.equal(document.documentElement.getAttribute('lang'), 'en');
    assert.ok(document.title.length > 0);
  });
});
