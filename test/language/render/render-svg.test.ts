import assert from 'node:assert/strict';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { LayoutCache } from '../../../language/layout/layout-cache.ts';
import { layoutView } from '../../../language/layout/layout-view.ts';
import type { Scene } from '../../../language/layout/scene.ts';
import { fontFaceRules, renderSvg, themes, type RenderOptions } from '../../../language/render/render-svg.ts';
import { svgAttributes, svgElements } from '../../../language/render/svg-element.ts';
import { flowKinds } from '../../../language/model/vocabulary.ts';
import { buildView } from '../../../language/view/build-view.ts';
import { modelOf } from '../design-model.ts';
import { testEngine } from '../layout/test-engine.ts';

interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Names of the elements around it, outermost first. */
  readonly within: readonly string[];
  text: string;
}

/** Reads strictly: anything that is not well-formed XML throws. */
function parse(svg: string): Tag[] {
  const tags: Tag[] = [];
  const open: Tag[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag: SaxesTagPlain) => {
    const entry = { name: tag.name, attributes: tag.attributes, within: open.map(({ name }) => name), text: '' };
    tags.push(entry);
    open.push(entry);
  });
  parser.on('text', (text) => {
    const last = open.at(-1);
    if (last) last.text += text;
  });
  parser.on('closetag', () => open.pop());
  for (const forbidden of ['comment', 'cdata', 'doctype', 'processinginstruction'] as const)
    parser.on(forbidden, () => assert.fail(`${forbidden} in a picture`));
  parser.write(svg).close();
  return tags;
}

const sceneOf = (text: string): Promise<Scene> => layoutView(buildView(modelOf(text)), testEngine(), new LayoutCache());

const options: RenderOptions = { theme: 'light', font: 'none' };

/** Every kind, every mark, both sorts of frames, bundles, labels. */
const everything = `
/** Shows every sign that a picture can have. */
architecture signs "All signs" { }
zone z "Zone" {
  use defender-for-endpoint as mde
  use defender-for-identity as mdi
  use azure-ad-b2c as old
  group g "Group" { component late "Late" { status planned } component early "Early" { status retiring } }
  group later "Later" { status planned component later1 "One" }
}
group closed "Closed" { use entra-id as entra }
zone shut "Shut" { use intune }
use sentinel
component s1 "S1" component s2 "S2" component s3 "S3"
${flowKinds.map((kind, index) => `component k${index} "${kind}"\nmde -> k${index} : ${kind} "${kind}"`).join('\n')}
s1, s2, s3 -> sentinel : log
mdi -> sentinel : alert, incident "Both"
sentinel -> mdi : action
entra -> late : sync
intune -> early : traffic
old -> later1 : signal
view all "All signs" { include * collapse closed, shut }
`;

/** What has broken renderers, in every text that a user can write. */
const hostile = [
  '<script>alert(1)</script>',
  '</text></svg><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onload='alert(1)",
  '" onclick="alert(1)" x="',
  ']]><![CDATA[<b>',
  '<!-- -->',
  '&lt;b&gt; &amp; &#x3c;script&#x3e; &nope;',
  '<?xml version="1.0"?>',
  '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml">x</body></foreignObject>',
  'javascript:alert(1)',
  'url(https://example.com/x.png)',
  '</style><style>*{background:url(//evil)}',
  '${7*7} {{7*7}} #{7*7}',
  '\u202Egnp.exe\u202C',
  'a\u0000b\u0008c\u001bd\ufffee\uffff',
  '\ud800 half',
  'e\u0301'.repeat(40),
  '🔒👩‍💻 监控 عربي',
  '__proto__ constructor toString',
];

describe('drawing', function () {
  this.timeout(60_000);

  describe('of everything there is', () => {
    let scene: Scene;
    before(async () => {
      scene = await sceneOf(everything);
    });

    for (const theme of themes)
      for (const purpose of ['picture', 'interactive'] as const)
        it(`is well-formed and made of nothing unknown (${theme}, ${purpose})`, () => {
          const tags = parse(renderSvg(scene, { theme, purpose }));
          for (const { name, attributes } of tags) {
            assert.ok((svgElements as readonly string[]).includes(name), name);
            for (const attribute of Object.keys(attributes)) {
              assert.ok((svgAttributes as readonly string[]).includes(attribute), attribute);
              assert.doesNotMatch(attribute, /^on|href|^style$/);
            }
          }
        });

    it('shows every card, frame and line, with the ids of the scene', () => {
      const tags = parse(renderSvg(scene, options));
      for (const kind of ['frame', 'card', 'line'] as const)
        assert.deepEqual(
          tags.filter((tag) => tag.attributes['data-kind'] === kind).map((tag) => tag.attributes['data-id']),
          scene[`${kind}s`].map(({ id }) => id),
        );
      assert.ok(scene.lines.length >= flowKinds.length);
    });

    it('draws nothing outside the picture, and no number that is none', () => {
      const svg = renderSvg(scene, options);
      assert.doesNotMatch(svg, /NaN|Infinity|undefined|null/);
      for (const { name, attributes } of parse(svg)) {
        if (name !== 'rect' && name !== 'text') continue;
        const [x, y] = [Number(attributes.x ?? 0), Number(attributes.y ?? 0)];
        assert.ok(x >= 0 && x <= scene.width && y >= 0 && y <= scene.height, JSON.stringify(attributes));
      }
    });

    it('is one image with a title and a description', () => {
      const [svg, ...rest] = parse(renderSvg(scene, options));
      assert.equal(svg!.attributes.role, 'img');
      const named = (attribute: string) => rest.find((tag) => tag.attributes.id === svg!.attributes[attribute])?.text;
      assert.equal(named('aria-labelledby'), 'All signs');
      assert.match(
        named('aria-describedby')!,
        /^Shows every sign that a picture can have\. \d+ boxes and \d+ connections\.$/,
      );
      assert.ok(rest.every((tag) => tag.attributes.tabindex === undefined));
    });

    it('is a group of focusable, named things when interactive', () => {
      const [svg, ...rest] = parse(renderSvg(scene, { theme: 'dark', font: 'none', purpose: 'interactive' }));
      assert.equal(svg!.attributes.role, 'group');
      assert.equal(svg!.attributes['aria-label'], 'All signs');
      const things = rest.filter((tag) => tag.attributes['data-id'] !== undefined);
      assert.equal(things.length, scene.frames.length + scene.cards.length + scene.lines.length);
      for (const { attributes } of things) {
        assert.equal(attributes.tabindex, '-1');
        assert.ok(attributes.role && attributes['aria-label']);
      }
    });

    it('carries its font, and fetches nothing', () => {
      const svg = renderSvg(scene, { theme: 'light' });
      assert.match(svg, /@font-face\{font-family:Inter;font-weight:600;src:url\(data:font\/woff2;base64,/);
      const urls = svg.match(/(https?:)?\/\/[^"'\s)]+/g)?.filter((url) => !fontFaceRules().includes(url));
      assert.deepEqual(urls, ['http://www.w3.org/2000/svg']);
      assert.equal(renderSvg(scene, { theme: 'light', font: 'embedded' }), svg);
      assert.doesNotMatch(renderSvg(scene, options), /@font-face|<style/);
      assert.ok(fontFaceRules().length < 32_000, 'small enough to carry');
    });

    it('is the same each time, byte for byte', () => {
      assert.equal(renderSvg(scene, options), renderSvg(JSON.parse(JSON.stringify(scene)) as Scene, options));
    });

    it('changes nothing but colours from theme to theme', () => {
      const shape = (theme: RenderOptions['theme']) =>
        renderSvg(scene, { ...options, theme }).replace(/#[0-9A-F]{6}/g, '#');
      for (const theme of themes) assert.equal(shape(theme), shape('light'));
    });
  });

  describe('what users wrote', () => {
    const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&').replace(/[\r\n]/g, ' ')}"`;

    for (const text of hostile)
      it(`stays text: ${JSON.stringify(text).slice(0, 50)}`, async () => {
        const words = quoted(text);
        const scene = await sceneOf(`
/** ${text.replaceAll('*/', '')} */
architecture a ${words} { owner ${words} }
zone z ${words} {
  use sentinel as s ${words} { plan ${words} region ${words} }
  component c ${words}
}
group g ${words} { component d "D" }
s -> c : alert ${words}
c -> s : log ${words}
d -> s : log ${words}
view v ${words} { include * collapse g }
`);
        assert.ok(scene.cards.length === 3 && scene.lines.length === 2, 'the design is drawn');
        for (const purpose of ['picture', 'interactive'] as const) {
          const tags = parse(renderSvg(scene, { theme: 'light', font: 'none', purpose }));
          for (const { name, attributes, text: content } of tags) {
            assert.ok((svgElements as readonly string[]).includes(name), name);
            for (const [attribute, value] of Object.entries(attributes)) {
              assert.ok((svgAttributes as readonly string[]).includes(attribute), attribute);
              // Words of the user stand in one attribute only.
              if (attribute !== 'aria-label') assert.match(value, /^[\w\s#.,:;/()'%+-]*$/, `${attribute}="${value}"`);
            }
            if (!['text', 'title', 'desc'].includes(name)) assert.equal(content.trim(), '', `text in ${name}`);
            assert.doesNotMatch(content, /[\u202A-\u202E\u2066-\u2069\u0000-\u0008]/u);
          }
        }
      });

    it('appears as it was written', async () => {
      const scene = await sceneOf('component c "A < B & \\"C\\""\ncomponent d "D"\nc -> d : log "1 < 2"');
      const texts = parse(renderSvg(scene, options))
        .filter((tag) => tag.name === 'text')
        .map((tag) => tag.text);
      assert.ok(texts.includes('A < B & "C"'));
      assert.ok(texts.includes('1 < 2'));
    });
  });

  it('of an empty design is an empty picture', async () => {
    const tags = parse(renderSvg(await sceneOf(''), options));
    assert.ok(tags.length > 0);
    assert.equal(tags.filter((tag) => tag.name === 'text').length, 0);
  });
});
