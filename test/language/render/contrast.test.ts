import assert from 'node:assert/strict';
import { LayoutCache } from '../../../language/layout/layout-cache.ts';
import { layoutView } from '../../../language/layout/layout-view.ts';
import { flowKinds, pillars } from '../../../language/model/vocabulary.ts';
import { renderSvg, themes } from '../../../language/render/render-svg.ts';
import { buildView } from '../../../language/view/build-view.ts';
import { modelOf } from '../design-model.ts';
import { testEngine } from '../layout/test-engine.ts';
import { contrast } from './contrast-ratio.ts';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill: string;
}

interface Ink {
  readonly what: 'text' | 'line' | 'shape';
  readonly colour: string;
  readonly points: readonly { x: number; y: number }[];
  /** How many boxes were drawn before it. */
  readonly over: number;
}

/** What was drawn, in order: the boxes that make surfaces, and the ink upon them. */
function read(svg: string): { boxes: Box[]; ink: Ink[] } {
  const boxes: Box[] = [];
  const ink: Ink[] = [];
  for (const [, name, rest] of svg.matchAll(/<(rect|text|path)\b([^>]*)>/g)) {
    const attribute = (key: string): string | undefined => rest!.match(new RegExp(`(?:^|\\s)${key}="([^"]*)"`))?.[1];
    const number = (key: string): number => Number(attribute(key) ?? 0);
    if (name === 'rect') {
      boxes.push({
        x: number('x'),
        y: number('y'),
        width: number('width'),
        height: number('height'),
        fill: attribute('fill')!,
      });
    } else if (name === 'text') {
      ink.push({
        what: 'text',
        colour: attribute('fill')!,
        points: [{ x: number('x') + 1, y: number('y') - 3 }],
        over: boxes.length,
      });
    } else {
      const [, dx = 0, dy = 0] = (attribute('transform')?.match(/translate\(([-\d.]+) ([-\d.]+)\)/) ?? []).map(Number);
      const points = [...attribute('d')!.matchAll(/[ML]\s?(-?[\d.]+)[ ,](-?[\d.]+)/g)].map(([, x, y]) => ({
        x: Number(x) + (dx ?? 0),
        y: Number(y) + (dy ?? 0),
      }));
      const stroke = attribute('stroke');
      const fill = attribute('fill');
      if (stroke) ink.push({ what: 'line', colour: stroke, points: points.slice(1, -1), over: boxes.length });
      else if (fill && fill !== 'none')
        ink.push({ what: 'shape', colour: fill, points: points.slice(0, 1), over: boxes.length });
    }
  }
  return { boxes, ink };
}

const design = `
architecture all "Every colour" { }
zone outer "Outer" { group middle "Middle" { group inner "Inner" { group innermost "Innermost" {
  ${pillars.map((pillar, index) => `component p${index} "${pillar}" { pillar ${pillar} plan "P2" }`).join('\n  ')}
} } } }
zone other "Other" { ${flowKinds.map((kind, index) => `component k${index} "${kind}"`).join('\n  ')} }
component outside "Outside" { status retiring }
${flowKinds.map((kind, index) => `p${index} -> k${index} : ${kind} "${kind}"\noutside -> p${index + 3} : ${kind}`).join('\n')}
`;

/** A table: headings of columns, frames in frames, threats with their tactics, and attacks through them. */
const arranged = `
zone cloud "Cloud" { group identity "Identity" { group inner "Inner" { use entra-id as entra } } group compute "Compute" { use virtual-machines as vms } }
group threats "Threats" {
  group on-identity "On identity" { threat dumping "OS Credential Dumping" { technique T1003 tactic credential-access targets identity } }
  threat injection "Process Injection" { technique T1055 tactic defense-evasion targets compute }
}
attack chain "Chain" : injection -> dumping
vms -> entra : traffic "Sign-in"
view table "Table" { arrange rows cloud, threats columns identity, compute }
`;

describe('contrast', function () {
  this.timeout(60_000);
  const drawn = new Map<string, ReturnType<typeof read>>();

  before(async () => {
    for (const [name, text] of [
      ['graph', design],
      ['table', arranged],
    ] as const) {
      const scene = await layoutView(buildView(modelOf(text)), testEngine(), new LayoutCache());
      for (const theme of themes) drawn.set(`${theme} ${name}`, read(renderSvg(scene, { theme, font: 'none' })));
    }
  });

  const cases = themes.flatMap((theme) => [[theme, 'graph', 150] as const, [theme, 'table', 40] as const]);
  for (const [theme, name, places] of cases)
    it(`is 4.5:1 for text and 3:1 for lines and glyphs against what they lie on (${theme}, ${name})`, () => {
      const { boxes, ink } = drawn.get(`${theme} ${name}`)!;
      const least = { text: Infinity, line: Infinity, shape: Infinity };
      let judged = 0;
      for (const { what, colour, points, over } of ink)
        for (const { x, y } of points) {
          const under = boxes
            .slice(0, over)
            .findLast((box) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height);
          if (!under) continue;
          judged++;
          // The light core of a double line is a surface, not ink.
          if (what === 'line' && colour === boxes[0]!.fill) continue;
          const ratio = contrast(colour, under.fill);
          least[what] = Math.min(least[what], ratio);
          assert.ok(ratio >= (what === 'text' ? 4.5 : 3), `${what} ${colour} on ${under.fill}: ${ratio.toFixed(2)}`);
        }
      assert.ok(judged > places, `${judged} places judged`);
      for (const ratio of Object.values(least)) assert.ok(ratio < 22);
    });

  it('would be found wanting', () => {
    assert.ok(contrast('#777777', '#FFFFFF') < 4.5);
    assert.ok(Math.abs(contrast('#000000', '#FFFFFF') - 21) < 1e-9);
  });
});
