import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { generateDesign } from '../../../bench/generate-design.ts';
import { LayoutCache } from '../../../language/layout/layout-cache.ts';
import { LayoutError, type ElkGraph, type LayoutEngine } from '../../../language/layout/layout-engine.ts';
import { layoutView } from '../../../language/layout/layout-view.ts';
import { measureQuality } from '../../../language/layout/measure-quality.ts';
import type { Scene, SceneLine } from '../../../language/layout/scene.ts';
import { createProject } from '../../../language/pipeline.ts';
import { buildExploredView, buildView } from '../../../language/view/build-view.ts';
import { modelOf } from '../design-model.ts';
import { testEngine } from './test-engine.ts';
import { assertWithoutFaults, card } from './read-scene.ts';

const isDesign = (file: string): boolean => file.endsWith('.parapet');

const sceneOf = (text: string, view?: string, cache = new LayoutCache()): Promise<Scene> =>
  layoutView(buildView(modelOf(text), view), testEngine(), cache);

function assertNoFaults(scene: Scene, name: string): void {
  assertWithoutFaults(scene, name);
  assert.deepEqual(scene.notices, [], name);
}

/** Every end of every stroke lies at the border of a card or frame, on another stroke of the line, or under a label. */
function assertConnected(scene: Scene, name: string): void {
  const boxes = new Map([...scene.cards, ...scene.frames].map((box) => [box.id, box.rectangle]));
  for (const line of scene.lines)
    for (const { rectangle, text } of line.pills) {
      const { x, y, width, height } = rectangle;
      const lies = line.strokes.some(({ points }) =>
        points.some((to, index) => {
          const from = points[index - 1];
          return (
            from !== undefined &&
            Math.max(from.x, to.x) > x - 1 &&
            Math.min(from.x, to.x) < x + width + 1 &&
            Math.max(from.y, to.y) > y - 1 &&
            Math.min(from.y, to.y) < y + height + 1
          );
        }),
      );
      assert.ok(lies, `${name}: the label ${text.map((line) => line.text).join(' ')} lies beside ${line.key}`);
    }
  for (const line of scene.lines)
    for (const { points } of line.strokes)
      for (const end of [points[0]!, points.at(-1)!]) {
        const atBox = [...line.from, ...line.to].some((id) => {
          const { x, y, width, height } = boxes.get(id)!;
          const inside = end.x >= x - 1 && end.x <= x + width + 1 && end.y >= y - 1 && end.y <= y + height + 1;
          const deep = end.x > x + 1 && end.x < x + width - 1 && end.y > y + 1 && end.y < y + height - 1;
          return inside && !deep;
        });
        const atLabel = line.pills.some(
          ({ rectangle: { x, y, width, height } }) =>
            end.x >= x - 1 && end.x <= x + width + 1 && end.y >= y - 1 && end.y <= y + height + 1,
        );
        const atStroke = line.strokes.some((other) => other.points !== points && touches(end, other.points));
        assert.ok(atBox || atLabel || atStroke, `${name}: an end of ${line.key} hangs in the air at ${end.x},${end.y}`);
      }
}

/** Every word that the author wrote beside a flow, and that is not left to hovering, is in the picture. */
function assertLabelled(scene: Scene, name: string): void {
  for (const line of scene.lines) {
    const words = line.pills.map((pill) => pill.text.map(({ text }) => text).join(' ')).join(' ');
    const perPair = new Map<string, Set<string>>();
    for (const { source, target, label } of line.flows)
      if (label) {
        const pair = [source, target].sort().join('|');
        perPair.set(pair, (perPair.get(pair) ?? new Set()).add(label));
      }
    for (const labels of perPair.values())
      if (labels.size <= 3)
        for (const label of labels)
          for (const word of label.split(/[\s/-]+/).slice(0, 3))
            assert.ok(
              words.replaceAll(' ', '').includes(word.slice(0, 8)),
              `${name}: "${word}" of ${line.key} in "${words}"`,
            );
  }
}

function touches(end: { x: number; y: number }, points: readonly { x: number; y: number }[]): boolean {
  return points.some((to, index) => {
    const from = points[index - 1];
    return (
      from !== undefined &&
      end.x >= Math.min(from.x, to.x) - 1 &&
      end.x <= Math.max(from.x, to.x) + 1 &&
      end.y >= Math.min(from.y, to.y) - 1 &&
      end.y <= Math.max(from.y, to.y) + 1
    );
  });
}

const products = `
architecture soc "Security monitoring" { }
zone m365 "Microsoft 365" {
  use defender-for-endpoint as mde { plan "P2" }
  use defender-for-identity as mdi
  use defender-for-office-365 as mdo
  use defender-for-cloud-apps as mda
  use defender-xdr as xdr
}
zone azure "Azure" {
  use entra-id as entra
  use defender-for-cloud as mdc
  group monitoring "Monitoring" {
    use log-analytics as workspace
    use sentinel { status planned }
  }
}
component tickets "ServiceNow" { pillar security-operations }
mde, mdi, mdo, mda -> xdr : alert
xdr -> sentinel : incident "Defender XDR connector"
entra -> workspace : log "Sign-in and audit logs"
workspace -> sentinel : log
mde -> mda : signal "Shadow IT discovery"
xdr -> entra : action "Confirm user compromised"
mdc -> sentinel : alert
sentinel -> tickets : incident
m365 -> monitoring : log "Unified audit log"
sentinel -> azure : action
mdc -> azure : posture
`;

/** Designs that are hard on a layout, each in its own way. */
const corpus: Readonly<Record<string, string>> = {
  products,
  'products downwards': `${products}\nview v { include * direction down }`,
  'one box': 'use sentinel',
  'nothing connected': 'zone z { use sentinel use entra-id as e group g { use intune } }\nuse log-analytics as w',
  'a chain':
    'component a "A"\ncomponent b "B"\ncomponent c "C"\ncomponent d "D"\na -> b : alert\nb -> c : alert\nc -> d : alert',
  'a circle': 'component a "A"\ncomponent b "B"\ncomponent c "C"\na -> b : signal\nb -> c : signal\nc -> a : signal',
  'a circle of groups': `
group a "A" { component a1 "A1" component a2 "A2" }
group b "B" { component b1 "B1" component b2 "B2" }
group c "C" { component c1 "C1" }
a1 -> b1 : log\nb2 -> a2 : action\nb1 -> c1 : log\nc1 -> a1 : policy\na1 -> a2 : sync`,
  'everything with everything': `
${['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => `component ${name} "System ${name}"`).join('\n')}
a, b, c, d -> d, e, f, g : traffic
e, f, g -> a, b : context, log "Long words about what flows back"`,
  'flows to frames': `
zone outer "Outer" { group inner "Inner" { use sentinel use entra-id as e } use intune }
use defender-xdr as xdr
xdr -> outer : alert "To the zone"
xdr -> inner : incident
outer -> xdr : action
intune -> outer : policy
inner -> intune : context
xdr -> sentinel : alert`,
  'deep nesting': `
zone a "A" { zone b "B" { zone c "C" { zone d "D" { zone e "E" { use sentinel } use intune } } } }
use entra-id as entra
entra -> sentinel : log "All the way in"
intune -> sentinel : log
sentinel -> entra : action "All the way out"`,
  'a wide hub': `
${Array.from({ length: 26 }, (_, index) => `component s${index} "Source number ${index}"`).join('\n')}
zone soc "SOC" { use sentinel use log-analytics as workspace use defender-xdr as xdr }
${Array.from({ length: 26 }, (_, index) => `s${index}`).join(', ')} -> workspace : log "Diagnostics"
s1, s2, s3, s4, s5 -> xdr : alert, signal
xdr -> sentinel : incident
workspace -> sentinel : log`,
  'words of all sorts': `
component a "Ein sehr langer Name für ein System, das niemand braucht und das trotzdem gezeichnet wird"
component b "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrik"
component c "監視システム 🔒 عربي"
group g "A group with a title that is much wider than the single thing that it holds, by far" { component d "D" }
a -> b : alert "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrik und mehr"
b -> c : log "監視システムのログ"
c -> d : signal "${'word '.repeat(80)}"`,
  'branches with labels that cross': generateDesign(20).text,
  'sixty services': generateDesign(60).text,
  'both ways': `
use entra-id as entra
use defender-xdr as xdr
use sentinel
use intune
entra <-> intune : sync
entra -> xdr : signal\nxdr -> entra : action
xdr <-> sentinel : incident "In step"
intune -> sentinel : log\nsentinel -> intune : action "Playbook"`,
};

describe('layout', function () {
  this.timeout(120_000);

  before(() => testEngine().warmUp());

  describe('quality', () => {
    for (const [name, text] of Object.entries(corpus))
      it(`of ${name}: no label on anything, no line through a box, no text cut, nothing hanging`, async () => {
        const scene = await sceneOf(text);
        assertNoFaults(scene, name);
        assertConnected(scene, name);
        assertLabelled(scene, name);
      });

    const examples = path.resolve(import.meta.dirname, '../../../examples');
    const project = createProject({ date: '2026-11-21', workspaceFolders: ['file:///examples'] });
    for (const file of readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter(isDesign))
      project.setFile(`file:///examples/${file}`, readFileSync(path.join(examples, file), 'utf8'));
    for (const file of readdirSync(examples).filter(isDesign))
      it(`of the example ${file}`, async () => {
        const model = project.model(`file:///examples/${file}`)!;
        for (const { name } of model.views) {
          const scene = await layoutView(buildView(model, name), testEngine(), new LayoutCache());
          assertNoFaults(scene, name);
          // A table's attacks come from a cell, not from a box.
          if (scene.columns === undefined) assertConnected(scene, name);
        }
      });
  });

  it('is the same each time, byte for byte', async () => {
    for (const text of [corpus['a wide hub']!, products]) {
      const [first, second] = [await sceneOf(text), await sceneOf(text)];
      assert.equal(JSON.stringify(first), JSON.stringify(second));
    }
  });

  it('follows the pipeline from left to right', async () => {
    const scene = await sceneOf(products);
    const x = (element: string): number => card(scene, element).rectangle.x;
    assert.ok(x('mde') < x('xdr') && x('xdr') < x('sentinel') && x('sentinel') < x('tickets'));
  });

  it('follows it downwards where asked', async () => {
    const scene = await sceneOf(corpus['products downwards']!);
    const y = (element: string): number => card(scene, element).rectangle.y;
    assert.ok(y('mde') < y('xdr') && y('xdr') < y('sentinel') && y('sentinel') < y('tickets'));
    assert.equal(scene.direction, 'down');
  });

  it('keeps what the text puts first on top, where nothing else decides', async () => {
    const scene = await sceneOf(corpus['a wide hub']!);
    for (let index = 6; index < 25; index++) {
      const [a, b] = [card(scene, `s${index}`).rectangle, card(scene, `s${index + 1}`).rectangle];
      assert.ok(a.x < b.x || (a.x === b.x && a.y < b.y), `source ${index} stands before source ${index + 1}`);
    }
  });

  it('draws arrowheads at what receives, of the kind received', async () => {
    const scene = await sceneOf(
      'use entra-id as entra\nuse defender-xdr as xdr\nentra -> xdr : signal\nxdr -> entra : action',
    );
    const [line] = scene.lines as [SceneLine];
    const [entra, xdr] = [card(scene, 'entra').rectangle, card(scene, 'xdr').rectangle];
    const headAt = (x: number) => line.heads.find((head) => head.x === x);
    assert.deepEqual([headAt(xdr.x)?.kind, headAt(xdr.x)?.toward], ['signal', 'right']);
    assert.deepEqual([headAt(entra.x + entra.width)?.kind, headAt(entra.x + entra.width)?.toward], ['action', 'left']);
    assert.deepEqual(
      line.strokes.map(({ kind }) => kind).sort(),
      ['action', 'signal'],
      'each half looks like what arrives',
    );
  });

  it('draws a bundle as one trunk with one arrowhead', async () => {
    const scene = await sceneOf(
      'component a "A"\ncomponent b "B"\ncomponent c "C"\nuse sentinel\na, b, c -> sentinel : log "Events"',
    );
    assert.equal(scene.lines.length, 1);
    const [line] = scene.lines as [SceneLine];
    assert.equal(line.heads.length, 1);
    assert.equal(line.strokes.length, 3);
    assert.equal(line.flows.length, 3);
    assert.deepEqual([line.from.length, line.to.length], [3, 1]);
    assert.equal(line.pills.map((pill) => pill.text.map(({ text }) => text).join(' ')).join(), 'Events ×3');
  });

  const steps = Array.from({ length: 12 }, (_, index) => `component s${index} "Step number ${index}"`).join('\n');
  const chain = `${steps}\n${Array.from({ length: 11 }, (_, index) => `s${index} -> s${index + 1} : alert`).join('\n')}\n`;

  it('folds a long chain so that it is read forth and back', async () => {
    const scene = await sceneOf(chain);
    assertNoFaults(scene, 'a folded chain');
    assertConnected(scene, 'a folded chain');
    assert.ok(scene.width < 1_800, `${scene.width} px wide`);
    const rows = new Set(scene.cards.map((entry) => entry.rectangle.y));
    assert.equal(rows.size, 2);
    const [first, last] = [card(scene, 's0').rectangle, card(scene, 's11').rectangle];
    assert.ok(last.y > first.y && last.x === first.x, 'it ends below where it began');
    for (const line of scene.lines) {
      const [target] = scene.cards.filter(({ id }) => id === line.to[0]).map(({ rectangle }) => rectangle);
      const [head] = line.heads;
      assert.ok(
        head && target && (head.x === target.x || head.x === target.x + target.width),
        'it points at what it leads to',
      );
    }
  });

  it('gives a view the shape it asks for', async () => {
    const design = generateDesign(20).text;
    const shapeOf = async (fit: string): Promise<number> => {
      const scene = await sceneOf(`${design}view v "V" { include * ${fit} }\n`);
      assertNoFaults(scene, fit);
      return scene.width / scene.height;
    };
    const [slide, page, free] = [await shapeOf('fit slide'), await shapeOf('fit page'), await shapeOf('fit free')];
    assert.ok(slide > 1.3 && slide < 2.3, `a slide of ${slide}`);
    assert.ok(page > 0.5 && page < 1, `a page of ${page}`);
    assert.ok(free > slide && slide > page);
  });

  /** A hub and what it sends to, in a frame for each number. */
  const spokes = (...frames: number[]): string => `
use defender-for-endpoint as hub
${frames
  .map(
    (count, frame) =>
      `group g${frame} "Group ${frame}" {\n${Array.from({ length: count }, (_, index) => `component c${frame}-${index} "Product ${index} of group ${frame}"`).join('\n')}\n}`,
  )
  .join('\n')}
${frames.map((count, frame) => `hub -> ${Array.from({ length: count }, (_, index) => `c${frame}-${index}`).join(', ')} : signal`).join('\n')}
`;

  it('gives a hub and its neighbours the shape of a slide or a page too', async () => {
    for (const [name, frames] of Object.entries({
      'one group': [10],
      'two groups': [7, 9],
      'four groups': [4, 5, 5, 6],
    }))
      for (const [fit, aspect] of Object.entries({ slide: 16 / 9, page: 1 / Math.SQRT2 })) {
        const scene = await sceneOf(`${spokes(...frames)}view v "V" { include * fit ${fit} }\n`);
        assertNoFaults(scene, `${name} on a ${fit}`);
        const off = scene.width / scene.height / aspect;
        assert.ok(off > 0.7 && off < 1.43, `${name} on a ${fit}: ${off} times the wanted shape`);
      }
  });

  it('places a small picture that is too high for a screen again with more width', async () => {
    const design = spokes(8, 9);
    const scene = await sceneOf(design);
    assertNoFaults(scene, 'two groups');
    assertConnected(scene, 'two groups');
    assert.ok(scene.width > 1.2 * scene.height, `${scene.width} by ${scene.height}`);
    const [first, second] = scene.frames.map(({ rectangle }) => rectangle);
    assert.ok(first!.x + first!.width < second!.x || second!.x + second!.width < first!.x, 'side by side');
  });

  it('has the columns of a wide hub at one height and in the order of the text', async () => {
    const names = Array.from({ length: 24 }, (_, index) => `s${index}`);
    const sources = names.map((name) => `component ${name} "${name}"\n${name} -> hub : log "Logs of ${name}"`);
    const scene = await sceneOf(`use sentinel as hub\n${sources.join('\n')}`);
    const places = scene.cards.filter(({ path }) => path !== 'hub').map(({ rectangle }) => rectangle);
    const columns = [...new Set(places.map(({ x }) => x))];
    assert.ok(columns.length >= 2, `${columns.length} columns`);
    const middles = columns.map((column) => {
      const ys = places.filter(({ x }) => x === column).map(({ y }) => y);
      return (Math.min(...ys) + Math.max(...ys)) / 2;
    });
    assert.ok(Math.max(...middles) - Math.min(...middles) < 150, `middles at ${middles.join(', ')}`);
    const read = scene.cards
      .filter(({ path }) => path !== 'hub')
      .sort((a, b) => a.rectangle.x - b.rectangle.x || a.rectangle.y - b.rectangle.y);
    assert.deepEqual(
      read.map(({ path }) => path),
      names,
      'each column in the order of the text',
    );
  });

  it('has the overview of a large design wider than high', async () => {
    const { graph } = buildExploredView(modelOf(generateDesign(500).text), undefined, {
      closed: [],
      open: [],
      overview: true,
    });
    const scene = await layoutView(graph, testEngine(), new LayoutCache());
    assertNoFaults(scene, 'the overview');
    assert.ok(scene.width > 1.2 * scene.height, `${scene.width} by ${scene.height}`);
  });

  it('opens a trust boundary where a line passes it, and only there', async () => {
    const scene = await sceneOf(products);
    for (const frame of scene.frames) {
      if (frame.kind === 'group') assert.deepEqual(frame.gaps, []);
      for (const gap of frame.gaps) {
        const { x, width, y, height } = frame.rectangle;
        assert.ok(Math.abs(gap.x - x) < 1 || Math.abs(gap.x - x - width) < 1);
        assert.ok(gap.y > y && gap.y < y + height);
        assert.ok(scene.lines.some((line) => line.strokes.some(({ points }) => touches(gap, points))));
      }
    }
    assert.ok(scene.frames.some((frame) => frame.gaps.length > 0));
  });

  it('names frames, cards and lines by what they stand for', async () => {
    const scene = await sceneOf(products);
    const ids = [...scene.frames, ...scene.cards, ...scene.lines].map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ids) assert.match(id, /^[nl]\d+$/);
    const keys = [...scene.frames, ...scene.cards, ...scene.lines].map(({ key }) => key);
    assert.equal(new Set(keys).size, keys.length);
    const sentinel = card(scene, 'sentinel');
    assert.equal(sentinel.path, 'azure/monitoring/sentinel');
    assert.equal(products.slice(sentinel.span.start, sentinel.span.end), 'use sentinel { status planned }');
    assert.match(sentinel.description, /Sentinel, Security operations, planned/);
  });

  describe('after a change', () => {
    class CountingEngine implements LayoutEngine {
      readonly graphs: ElkGraph[] = [];
      layout(graph: ElkGraph, signal?: AbortSignal): Promise<ElkGraph> {
        this.graphs.push(graph);
        return testEngine().layout(graph, signal);
      }
      warmUp(): Promise<void> {
        return Promise.resolve();
      }
      dispose(): void {
        // The shared engine lives on.
      }
    }

    const change = async (before: string, after: string) => {
      const cache = new LayoutCache();
      const first = await sceneOf(before, undefined, cache);
      const engine = new CountingEngine();
      const start = performance.now();
      const second = await layoutView(buildView(modelOf(after)), engine, cache);
      return { first, second, runs: engine.graphs.length, time: performance.now() - start };
    };

    it('of words alone, nothing is laid out again', async () => {
      const { first, second, runs } = await change(
        products,
        products.replace('"ServiceNow"', '"ServiceNow!"').replace('Shadow IT discovery', 'Shadow IT discoveries'),
      );
      assert.equal(runs, 0);
      assert.deepEqual(
        second.cards.map(({ rectangle }) => rectangle),
        first.cards.map(({ rectangle }) => rectangle),
      );
    });

    it('of spans alone, nothing is laid out again', async () => {
      const { second, runs } = await change(products, `// a comment\n\n${products}`);
      assert.equal(runs, 0);
      assert.equal(
        card(second, 'mde').span.start,
        products.indexOf('use defender-for-endpoint') + '// a comment\n\n'.length,
      );
    });

    it('within one group, other groups keep their layout', async () => {
      const { runs } = await change(
        products,
        products.replace('use defender-xdr as xdr', 'use defender-xdr as xdr\n  use intune'),
      );
      assert.ok(runs <= 3, `${runs} containers laid out again`);
    });

    it('a box that is added and removed leaves no trace', async () => {
      const cache = new LayoutCache();
      const first = await sceneOf(products, undefined, cache);
      await sceneOf(`${products}use intune\nintune -> entra : signal`, undefined, cache);
      assert.equal(JSON.stringify(await sceneOf(products, undefined, cache)), JSON.stringify(first));
    });
  });

  describe('when something goes wrong', () => {
    const failing = (error: unknown): LayoutEngine => ({
      layout: () => Promise.reject(error),
      warmUp: () => Promise.resolve(),
      dispose: () => undefined,
    });

    it('the picture is rough but complete, and says so', async () => {
      for (const reason of ['deadline', 'crash', 'failure'] as const) {
        const scene = await layoutView(
          buildView(modelOf(products)),
          failing(new LayoutError(reason, 'no')),
          new LayoutCache(),
        );
        assert.equal(scene.cards.length, 10);
        assert.match(scene.notices.join(), /placed only roughly/);
        assert.equal(measureQuality(scene).boxOverlaps, 0);
        for (const line of scene.lines) assert.ok(line.strokes.length > 0);
      }
    });

    it('is not waited for again and again', async () => {
      let asked = 0;
      const slow: LayoutEngine = {
        layout: () => {
          asked++;
          return Promise.reject(new LayoutError('deadline', 'too long'));
        },
        warmUp: () => Promise.resolve(),
        dispose: () => undefined,
      };
      await layoutView(buildView(modelOf(generateDesign(60).text)), slow, new LayoutCache());
      assert.ok(asked <= 4, `${asked} layouts tried`);
    });

    it('a rough picture is not remembered', async () => {
      const cache = new LayoutCache();
      await layoutView(buildView(modelOf(products)), failing(new LayoutError('crash', 'no')), cache);
      assertNoFaults(await sceneOf(products, undefined, cache), 'after a crash');
    });

    it('an aborted layout rejects with the reason', async () => {
      const controller = new AbortController();
      const reason = new Error('newer text');
      const layout = layoutView(buildView(modelOf(products)), testEngine(), new LayoutCache(), {
        signal: controller.signal,
      });
      controller.abort(reason);
      await assert.rejects(layout, reason);
    });

    it('a programming error is not swallowed', async () => {
      await assert.rejects(
        layoutView(buildView(modelOf(products)), failing(new TypeError('bug')), new LayoutCache()),
        TypeError,
      );
    });
  });

  it('remembers no more than it should', async () => {
    const cache = new LayoutCache(2);
    await sceneOf(products, undefined, cache);
    assert.equal(cache.size, 2);
    cache.clear();
    assert.equal(cache.size, 0);
  });
});
