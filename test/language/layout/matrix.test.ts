import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { placesOfItem } from '../../../client/preview/picture-places.ts';
import { isScene } from '../../../client/preview/webview/scene-check.ts';
import { LayoutCache } from '../../../language/layout/layout-cache.ts';
import { LayoutError, type LayoutEngine } from '../../../language/layout/layout-engine.ts';
import { layoutView } from '../../../language/layout/layout-view.ts';
import { measureQuality } from '../../../language/layout/measure-quality.ts';
import type { Rectangle, Scene, SceneFrame } from '../../../language/layout/scene.ts';
import { createProject, type ArchitectureModel } from '../../../language/pipeline.ts';
import { renderSvg } from '../../../language/render/render-svg.ts';
import { buildView } from '../../../language/view/build-view.ts';
import { modelOf } from '../design-model.ts';
import { assertWithoutFaults, card } from './read-scene.ts';

/** Tables are placed without an engine. */
const noEngine: LayoutEngine = {
  warmUp: () => Promise.resolve(),
  layout: () => Promise.reject(new LayoutError('crash', 'a table needs no engine')),
  dispose: () => undefined,
};

const draw = (model: ArchitectureModel, view?: string): Promise<Scene> =>
  layoutView(buildView(model, view), noEngine, new LayoutCache());
const drawText = (text: string, view?: string): Promise<Scene> => draw(modelOf(text), view);

function frame(scene: Scene, element: string): SceneFrame {
  const found = scene.frames.find((other) => other.element === element);
  assert.ok(found, `${element} is drawn`);
  return found;
}

function assertNoFaults(scene: Scene, name: string): void {
  assertWithoutFaults(scene, name);
  assert.ok(isScene(JSON.parse(JSON.stringify(scene))), `${name} can be sent to a preview`);
}

const inside = (outer: Rectangle, inner: Rectangle): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

/** Whether a box stands below the heading of a column. */
const below = (scene: Scene, column: number, { x, width }: Rectangle): boolean => {
  const heading = scene.columns![column]!.rectangle;
  return x >= heading.x - 0.5 && x + width <= heading.x + heading.width + 0.5;
};

const small = `
zone plant "Plant" {
  group plant-network "Network" {
    use onprem-firewall as wall
    use onprem-dns as names
  }
  group plant-identity "Identity" { use ad-ds as directory }
}
zone cloud "Cloud" {
  use azure-policy as policy
  group cloud-network "Network" { use azure-vnet as vnet }
  group cloud-identity "Identity" { use entra-id as entra }
}
group threats "Threats" {
  threat discovery "Remote System Discovery" { technique T1018 tactic discovery targets cloud-network }
  threat dumping "OS Credential Dumping" { technique T1003 tactic credential-access targets entra }
}
use sentinel
directory -> entra : sync "Entra Connect"
sentinel -> entra : action
attack both "Both" : discovery -> dumping
view table "Table" {
  arrange rows plant, cloud, threats columns plant-network, plant-identity
}
`;

describe('a view arranged as a table', () => {
  it('sets bands under each other and boxes below the headings of their columns', async () => {
    const scene = await drawText(small);
    assertNoFaults(scene, 'small');
    assert.deepEqual(scene.notices, []);
    assert.deepEqual(
      scene.columns?.map(({ title }) => title.map(({ text }) => text).join(' ')),
      ['Network', 'Identity'],
    );
    const bands = ['plant', 'cloud', 'threats'].map((name) => frame(scene, name).rectangle);
    assert.ok(bands[0]!.y + bands[0]!.height < bands[1]!.y && bands[1]!.y + bands[1]!.height < bands[2]!.y);
    const places: [element: string, row: number, column: number][] = [
      ['wall', 0, 0],
      ['names', 0, 0],
      ['directory', 0, 1],
      ['vnet', 1, 0],
      ['entra', 1, 1],
      ['discovery', 2, 0],
      ['dumping', 2, 1],
    ];
    for (const [element, row, column] of places) {
      const { rectangle } = card(scene, element);
      assert.ok(inside(bands[row]!, rectangle), `${element} is in row ${row}`);
      assert.ok(below(scene, column, rectangle), `${element} is in column ${column}`);
    }
    // In text order: beside each other, or below.
    const [wall, names] = [card(scene, 'wall').rectangle, card(scene, 'names').rectangle];
    assert.ok(names.x > wall.x || names.y > wall.y);
  });

  it('draws across the columns what belongs to none, and beside the table what is in no row', async () => {
    const scene = await drawText(small);
    const { rectangle } = card(scene, 'policy');
    assert.ok(inside(frame(scene, 'cloud').rectangle, rectangle));
    assert.ok(rectangle.x <= scene.columns![0]!.rectangle.x);
    const last = scene.columns![1]!.rectangle;
    assert.ok(rectangle.x + rectangle.width >= last.x + last.width);
    const beside = card(scene, 'sentinel').rectangle;
    assert.ok(beside.x + beside.width < frame(scene, 'plant').rectangle.x);
  });

  it('draws threats with tactic and technique, the attack through them, and arrows to what stands above', async () => {
    const scene = await drawText(small);
    const threat = card(scene, 'dumping');
    assert.equal(threat.kind, 'threat');
    assert.deepEqual(
      [threat.caption, threat.name, threat.detail].map((texts) => texts?.map(({ text }) => text).join(' ')),
      ['Credential access', 'OS Credential Dumping', 'T1003'],
    );
    const attack = scene.lines.find((line) => line.key.startsWith('attack '))!;
    assert.deepEqual([attack.from, attack.to], [[card(scene, 'discovery').id], [threat.id]]);
    assert.equal(attack.flows[0]!.label, 'Both');
    const arrows = scene.lines.filter((line) => line.key.startsWith('threats '));
    assert.deepEqual(
      arrows.map(({ heads, from }) => [heads.length, from.length]),
      [
        [3, 1],
        [3, 1],
      ],
    );
    assert.ok(arrows.every(({ heads }) => heads.every(({ toward }) => toward === 'up')));
    assert.deepEqual(
      scene.legend?.entries.filter(({ sample }) => sample.type === 'flow' && sample.kind === 'attack').length,
      1,
    );
  });

  it('leads from the picture to the text: to the move of an attack, the target of a threat, a flow, a cell', async () => {
    const scene = await drawText(small);
    const words = (id: string): string[] => placesOfItem(scene, id).map(({ start, end }) => small.slice(start, end));
    const line = (key: string): string => scene.lines.find((other) => other.key.startsWith(key))!.id;
    assert.deepEqual(words(line('attack ')), ['dumping']);
    assert.deepEqual(words(line('threats threats 1')), ['entra']);
    assert.deepEqual(words(line('plant/')), ['directory -> entra : sync "Entra Connect"']);
    assert.deepEqual(words(frame(scene, 'cloud-identity').id), ['cloud-identity']);
    assert.deepEqual(words(card(scene, 'dumping').id), ['dumping']);
  });

  it('makes columns of pillars, in the catalog and of components', async () => {
    const scene = await drawText(`
group all "All" {
  use virtual-machines as vms
  use entra-id as entra
  component badge "Badge reader" { pillar identity }
  component thing "Thing"
}
view table "Table" { arrange rows all columns identity, compute }
`);
    assertNoFaults(scene, 'pillars');
    assert.ok(below(scene, 0, card(scene, 'entra').rectangle));
    assert.ok(below(scene, 0, card(scene, 'badge').rectangle));
    assert.ok(below(scene, 1, card(scene, 'vms').rectangle));
    assert.ok(card(scene, 'thing').rectangle.y < card(scene, 'vms').rectangle.y);
  });

  it('needs no columns', async () => {
    const scene = await drawText(`
group one "One" { use virtual-machines as vms use aks }
group two "Two" { use entra-id as entra }
vms -> entra : sync
view table "Table" { arrange rows two, one }
`);
    assertNoFaults(scene, 'rows only');
    assert.equal(scene.columns, undefined);
    assert.ok(frame(scene, 'two').rectangle.y < frame(scene, 'one').rectangle.y);
    assert.equal(scene.lines.length, 1);
  });

  const boxes = (count: number): string =>
    Array.from({ length: count }, (_, index) => `component app-${index} "Application ${index}" { pillar apps }`).join(
      '\n',
    );
  const strange: [what: string, text: string][] = [
    ['a cell with 60 boxes', `group all "All" {\n${boxes(60)}\n}\nview t { arrange rows all columns apps, identity }`],
    [
      'a row named twice, and one within another',
      'zone a "A" { group b "B" { use aks } use entra-id as entra }\nview t { arrange rows a, b, a columns compute, identity }',
    ],
    ['a column that nothing is in', 'zone a "A" { use aks }\nview t { arrange rows a columns network, compute, ai }'],
    ['a row that is empty', 'zone a "A" { use aks }\ngroup b "B" { }\nview t { arrange rows b, a columns compute }'],
    ['a row that is unknown', 'zone a "A" { use aks }\nview t { arrange rows b, a columns compute, nothing }'],
    ['only unknown rows', 'zone a "A" { use aks }\nview t { arrange rows b columns c }'],
    ['a row that is drawn closed', 'zone a "A" { use aks }\nview t { collapse a arrange rows a columns compute }'],
    [
      'a cell that is drawn closed',
      'zone a "A" { group b "B" { use aks use app-service } }\nview t { collapse b arrange rows a columns b }',
    ],
    [
      'flows between a frame and what it holds',
      'zone a "A" { group b "B" { use aks use app-service as web } }\na -> web : traffic\nb -> web : traffic\nb -> a : traffic\n' +
        'view t { arrange rows a columns b }',
    ],
    [
      'groups in groups',
      `zone a "A" { ${'group g0 "G" { '.replace('0', 'x')}${Array.from({ length: 9 }, (_, index) => `group g${index} "Group ${index}" { use aks as k${index} `).join('')}${'} '.repeat(11)}\nk0 -> k8 : traffic "Down"\nview t { arrange rows a columns compute }`,
    ],
    [
      'a design without flows and with nothing beside',
      'zone a "A" { use aks }\nzone b "B" { use entra-id as entra }\nview t { arrange rows a, b columns compute, identity }',
    ],
  ];
  for (const [what, text] of strange)
    it(`draws ${what}`, async () => {
      const model = modelOf(text);
      const scene = await draw(model);
      assertNoFaults(scene, what);
      const leaves = [...model.elements.values()].filter((element) => element.kind === 'service').length;
      if (!what.includes('closed')) assert.ok(scene.cards.length >= leaves, 'every service is drawn');
      assert.ok(scene.width < 20_000 && scene.height < 20_000);
      assert.equal(renderSvg(scene, { theme: 'light', font: 'none' }).includes('NaN'), false);
    });

  it('is the same each time, and in bounded time with many lines', async () => {
    const rows = Array.from(
      { length: 6 },
      (_, row) =>
        `group r${row} "Row ${row}" { ${Array.from({ length: 12 }, (_, index) => `component c${row}-${index} { pillar ${index % 2 ? 'apps' : 'data'} }`).join('\n')} }`,
    ).join('\n');
    const flows = Array.from(
      { length: 120 },
      (_, index) =>
        `c${index % 6}-${index % 12} -> c${(index * 5 + Math.floor(index / 12)) % 6}-${(index * 7 + Math.floor(index / 9)) % 12} : traffic "Flow ${index}"`,
    ).join('\n');
    const text = `${rows}\n${flows}\nview t { arrange rows r0, r1, r2, r3, r4, r5 columns apps, data }`;
    const start = performance.now();
    const first = await drawText(text);
    assert.ok(performance.now() - start < 20_000);
    assert.equal(JSON.stringify(await drawText(text)), JSON.stringify(first));
    assert.equal(measureQuality(first).throughBoxes, 0);
    assert.equal(measureQuality(first).boxOverlaps, 0);
    const drawn = first.lines.reduce((sum, line) => sum + line.flows.length, 0);
    assert.ok(drawn > 100, `${drawn} of 120 flows are drawn in ${first.lines.length} lines`);
  });

  it('keeps the ways of lines while nothing moves, with the places in the text as they are now', async () => {
    const cache = new LayoutCache();
    const drawWith = (text: string): Promise<Scene> => layoutView(buildView(modelOf(text)), noEngine, cache);
    const first = await drawWith(small);
    // A comment moves everything in the text and nothing in the picture.
    const second = await drawWith(`// A comment.\n${small}`);
    const fresh = await drawText(`// A comment.\n${small}`);
    assert.deepEqual(second, fresh);
    assert.notDeepEqual(second.lines[0]!.flows[0]!.span, first.lines[0]!.flows[0]!.span);
    // A longer label moves boxes.
    const longer = small.replace(
      'use azure-vnet as vnet',
      'use azure-vnet as vnet "A network that has a name of many words"',
    );
    assert.deepEqual(await drawWith(longer), await drawText(longer));
    const moreFlows = small.replace(
      'sentinel -> entra : action',
      'sentinel -> entra : action\nsentinel -> vnet : action',
    );
    assert.deepEqual(await drawWith(moreFlows), await drawText(moreFlows));
  });

  it('draws the reference architecture without a fault', async () => {
    const examples = path.resolve(import.meta.dirname, '../../../examples');
    const project = createProject({ date: '2026-11-21', workspaceFolders: ['file:///examples'] });
    const files = readdirSync(path.join(examples, 'reference-architecture')).map(
      (name) => `reference-architecture/${name}`,
    );
    for (const name of ['reference-architecture.parapet', ...files])
      project.setFile(`file:///examples/${name}`, readFileSync(path.join(examples, name), 'utf8'));
    const model = project.model('file:///examples/reference-architecture.parapet')!;
    const arranged = model.views.filter((view) => view.arrangement);
    assert.ok(arranged.length >= 4);
    for (const { name } of arranged) {
      const scene = await draw(model, name);
      assertNoFaults(scene, name);
      assert.deepEqual(scene.notices, []);
      // A line runs off as soon as it is clear of its box, rather than down, aside and up again.
      for (const { key, strokes } of scene.lines)
        for (const { kind, points } of strokes)
          if (kind !== 'attack') assert.ok(!doublesBack(points), `${name}: ${key} doubles back where it begins`);
    }
  });
});

/** Whether a stroke leaves its box one way and goes back again at its second corner, for a few pixels only. */
function doublesBack([first, second, third, fourth]: readonly { readonly x: number; readonly y: number }[]): boolean {
  if (!first || !second || !third || !fourth) return false;
  const out = second.y - first.y;
  const back = fourth.y - third.y;
  return first.x === second.x && third.x === fourth.x && out * back < 0 && Math.abs(back) < 20;
}
