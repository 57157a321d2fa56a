import assert from 'node:assert/strict';
import { LayoutCache } from '../../../language/layout/layout-cache.ts';
import { layoutView } from '../../../language/layout/layout-view.ts';
import { measureQuality } from '../../../language/layout/measure-quality.ts';
import type { Scene } from '../../../language/layout/scene.ts';
import { renderSvg } from '../../../language/render/render-svg.ts';
import { buildView } from '../../../language/view/build-view.ts';
import { modelOf } from '../design-model.ts';
import { testEngine } from '../layout/test-engine.ts';

const design = `
zone dmz "Perimeter" {
  use azure-waf as waf
  use virtual-machines as vm "Jump host"
}
use log-analytics as law
use sentinel
vm -> law : log
waf -> law : log
law -> sentinel : log "Every table"
`;
const statement = (about: string, until = ''): string =>
  `accept owner-missing on ${about} { reason "Run by a partner" owner "SOC" ${until && `until ${until}`} }\n`;
const day = { date: '2026-11-21' };
const draw = (text: string, view = ''): Promise<Scene> =>
  layoutView(buildView(modelOf(`${design}${text}${view}`), undefined, day), testEngine(), new LayoutCache());
const legendOf = (scene: Scene): string[] => scene.legend!.entries.map(({ text }) => text.text);
const flags = (marks: readonly { readonly kind: string }[]): number =>
  marks.filter(({ kind }) => kind === 'accepted').length;

describe('accepted risks in the picture', function () {
  this.timeout(20_000);

  it('are marked on the element, explained in the legend and told on hover', async () => {
    const scene = await draw(statement('vm', '2027-03-31'));
    const marked = scene.cards.filter(({ marks }) => flags(marks) > 0);
    assert.deepEqual(
      marked.map(({ element }) => element),
      ['vm'],
    );
    assert.ok(legendOf(scene).includes('Accepted risk'));
    const told = 'Accepted until 2027-03-31: owner-missing (Run by a partner)';
    assert.ok(marked[0]!.description.includes(told));
    assert.ok(renderSvg(scene, { theme: 'light' }).includes(told));
  });

  it('are marked on a zone and on a container drawn closed', async () => {
    const open = await draw(statement('dmz'));
    assert.equal(flags(open.frames[0]!.marks), 1);
    const closed = await draw(statement('vm'), 'view v "V" {\n  include *\n  collapse dmz\n}\n');
    assert.equal(flags(closed.cards.find(({ element }) => element === 'dmz')!.marks), 1);
  });

  it('are marked on the line, behind its words where it has some', async () => {
    const scene = await draw(statement('vm -> law : log') + statement('law -> sentinel : log'));
    const signs = scene.lines.flatMap(({ pills }) =>
      pills.flatMap((pill) => pill.signs.map((sign) => ({ sign, pill }))),
    );
    assert.equal(signs.length, 2);
    for (const { sign, pill } of signs) {
      const { x, y, width, height } = pill.rectangle;
      assert.ok(sign.x >= x && sign.x + sign.size <= x + width && sign.y >= y && sign.y + sign.size <= y + height);
      for (const text of pill.text) assert.ok(sign.x >= text.x + text.width);
    }
    assert.ok(signs.some(({ pill }) => pill.text.length === 0));
    const { labelOverlaps, cutTexts } = measureQuality(scene);
    assert.deepEqual([labelOverlaps, cutTexts], [0, 0]);
    assert.ok(legendOf(scene).includes('Accepted risk'));
  });

  it('are no longer marked when their time is over; the last day counts as within it', async () => {
    assert.ok(!legendOf(await draw(statement('vm', '2026-11-20'))).includes('Accepted risk'));
    assert.ok(legendOf(await draw(statement('vm', '2026-11-21'))).includes('Accepted risk'));
  });

  it('are not marked where the statement accepts nothing, without reason and owner', async () => {
    const scene = await draw('accept owner-missing on vm { reason "Run by a partner" }\n');
    assert.ok(!legendOf(scene).includes('Accepted risk'));
  });

  it('change nothing in a picture without them', () => {
    const { legend, lines, nodes } = buildView(modelOf(design), undefined, day);
    assert.deepEqual(
      [legend, lines, nodes].flat().filter((item) => JSON.stringify(item).includes('accepted":true')),
      [],
    );
  });
});
