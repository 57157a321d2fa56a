import assert from 'node:assert/strict';
import { plainExploration } from '../../../server/protocol.ts';
import type { PictureElement, PictureFinding } from '../../../client/preview/messages.ts';
import { setAllClosed, setClosed, setOverview, setRoad } from '../../../client/preview/webview/explore.ts';
import {
  appearance,
  facetValues,
  isLook,
  isPlain,
  plainLook,
  showStage,
  toggleKind,
  toggleValue,
} from '../../../client/preview/webview/look.ts';
import type { Look } from '../../../client/preview/webview/look.ts';
import { commonShift } from '../../../client/preview/webview/common-shift.ts';
import { movesBetween, reroutedLines } from '../../../client/preview/webview/motion.ts';
import { Remembered } from '../../../client/preview/webview/remembered.ts';
import { SceneIndex } from '../../../client/preview/webview/scene-index.ts';
import { searchElements } from '../../../client/preview/webview/search-elements.ts';
import { groundFor } from '../../../client/preview/webview/theme.ts';
import { placeAmongLines, stepAlong, stepAside } from '../../../client/preview/webview/walk-steps.ts';
import type { Scene, SceneCard, SceneFrame, SceneLine } from '../../../language/layout/scene.ts';

const span = { uri: 'file:///a', start: 0, end: 1 };
const text = { frames: [] as SceneFrame[], marks: [], title: [], gaps: [] };

function card(id: string, path: string, x: number, parent?: string, elements = [path]): SceneCard {
  return {
    ...{ id, key: path, description: path, element: path, path, span, nameSpan: span, parent, elements },
    ...{ kind: elements.length > 1 ? 'group' : 'service', glyph: 'component', name: [], detail: [], marks: [] },
    rectangle: { x, y: 0, width: 10, height: 10 },
    glyphArea: { x, y: 0, width: 5, height: 5 },
  };
}

function line(id: string, from: string, to: string, kind: 'alert' | 'log', ends: readonly [string, string]): SceneLine {
  const flow = { id: `${ends[0]}->${ends[1]}:${kind}`, kind, source: ends[0], target: ends[1], derived: false, span };
  return {
    ...{ id, key: `${from}>${to}`, description: kind, from: [from], to: [to], kinds: [kind], flows: [flow] },
    ...{ derived: false, heads: [], pills: [] },
    strokes: [
      {
        kind,
        points: [
          { x: 0, y: 5 },
          { x: 30, y: 5 },
        ],
      },
    ],
  };
}

/** A frame with a and b, and a closed group c of two elements beside it. */
const scene: Scene = {
  view: { name: 'all', title: 'All' },
  ...{ title: '', description: '', direction: 'right', width: 100, height: 50, heading: [], notices: [] },
  frames: [
    {
      ...{
        id: 'n0',
        key: 'z',
        description: 'z',
        element: 'z',
        path: 'z',
        span,
        nameSpan: span,
        kind: 'zone',
        depth: 0,
      },
      ...{ title: text.title, marks: text.marks, gaps: text.gaps },
      rectangle: { x: 0, y: 0, width: 40, height: 20 },
    },
  ],
  cards: [card('n1', 'z/a', 0, 'n0'), card('n2', 'z/b', 20, 'n0'), card('n3', 'c', 60, undefined, ['c', 'c/d', 'c/e'])],
  lines: [
    line('l0', 'n1', 'n2', 'alert', ['z/a', 'z/b']),
    line('l1', 'n1', 'n3', 'log', ['z/a', 'c/d']),
    line('l2', 'n2', 'n3', 'alert', ['z/b', 'c/e']),
  ],
};

function element(path: string, more: Partial<PictureElement> = {}): PictureElement {
  const name = path.split('/').at(-1)!;
  return {
    path,
    name,
    label: name.toUpperCase(),
    kind: 'service',
    stages: [],
    tags: [],
    otherNames: [],
    accepted: [],
    ...more,
  };
}

const elements: readonly PictureElement[] = [
  element('z', { kind: 'zone' }),
  element('z/a', { owner: 'SOC', pillar: 'Data', tags: ['core'], stages: ['feedback'] }),
  element('z/b', { owner: 'Web team', pillar: 'Data', status: 'planned', service: 'Microsoft Bee' }),
  element('c', { kind: 'group' }),
  element('c/d', { owner: 'SOC', otherNames: ['old name'], lifeCycle: 'Being retired (2027)' }),
  element('c/e', { pillar: 'Network' }),
];
const findings: readonly PictureFinding[] = [
  { rule: 'one', message: 'a is wrong', severity: 'warning', line: 1, fixes: [], element: 'z/a' },
  { rule: 'two', message: 'd is wrong', severity: 'error', line: 2, fixes: [], element: 'c/d' },
  { rule: 'three', message: 'the flow is wrong', severity: 'info', line: 3, fixes: [], flow: 'z/b->c/e:alert' },
];
const index = new SceneIndex(scene, elements, findings);

describe('how a picture is looked at', () => {
  const dimmed = (look: Look): string[] => [...appearance(scene, elements, findings, look).dimmed].sort();
  const hidden = (look: Look): string[] => [...appearance(scene, elements, findings, look).hidden].sort();

  it('is plain at first, and again after everything was taken back', () => {
    assert.ok(isPlain(plainLook));
    assert.deepEqual(dimmed(plainLook), []);
    const changed = showStage(toggleValue(toggleKind(plainLook, 'log'), 'owner', 'SOC'), 'feedback');
    assert.ok(!isPlain(changed) && isLook(JSON.parse(JSON.stringify(changed))));
    const back = showStage(toggleValue(toggleKind(changed, 'log'), 'owner', 'SOC'), undefined);
    assert.deepEqual(back, plainLook);
  });

  it('leaves out lines all of whose kinds are switched off', () => {
    assert.deepEqual(hidden(toggleKind(plainLook, 'log')), ['l1']);
    assert.deepEqual(hidden(toggleKind(plainLook, 'alert')), ['l0', 'l2']);
    assert.deepEqual(dimmed(toggleKind(plainLook, 'alert')), []);
  });

  it('lets step back what is not chosen, with the lines that lead there', () => {
    assert.deepEqual(dimmed(toggleValue(plainLook, 'owner', 'SOC')), ['l0', 'l2', 'n2']);
    assert.deepEqual(dimmed(toggleValue(plainLook, 'status', 'planned')), ['l0', 'l1', 'l2', 'n1', 'n3']);
    assert.deepEqual(dimmed(toggleValue(plainLook, 'status', 'Being retired')), ['l0', 'l1', 'l2', 'n0', 'n1', 'n2']);
    assert.deepEqual(dimmed(toggleValue(plainLook, 'finding', 'error')), ['l0', 'l1', 'l2', 'n0', 'n1', 'n2']);
    assert.deepEqual(dimmed(showStage(plainLook, 'feedback')), ['l0', 'l1', 'l2', 'n2', 'n3']);
  });

  it('takes any of the values of a facet, and all facets together', () => {
    const data = toggleValue(plainLook, 'pillar', 'Data');
    assert.deepEqual(dimmed(data), ['l1', 'l2', 'n3']);
    assert.deepEqual(dimmed(toggleValue(data, 'pillar', 'Network')), []);
    assert.deepEqual(dimmed(toggleValue(data, 'tag', 'core')), ['l0', 'l1', 'l2', 'n2', 'n3']);
  });

  it('lists what occurs, containers not counted', () => {
    const values = facetValues(elements, findings);
    assert.deepEqual(values.owner, [
      ['SOC', 2],
      ['Web team', 1],
    ]);
    assert.deepEqual(values.finding, [
      ['error', 1],
      ['warning', 1],
    ]);
    assert.deepEqual(values.status, [
      ['Being retired', 1],
      ['planned', 1],
    ]);
  });

  it('is remembered for each view, and nothing is believed of what was kept', () => {
    const look = toggleKind(plainLook, 'log');
    const remembered = new Remembered({ looks: [{ key: 'file:///a\nall', look }], explorations: [] });
    assert.deepEqual(remembered.lookAt('file:///a', 'all'), look);
    assert.equal(remembered.lookAt('file:///a', 'other'), plainLook);
    remembered.setLook('file:///a', 'all', plainLook);
    assert.deepEqual(remembered.saved().looks, []);
    for (const bad of [undefined, null, 1, { looks: [1] }, { looks: [{ key: 'x', look: {} }] }]) {
      assert.deepEqual(new Remembered(bad).saved(), { looks: [], explorations: [] });
    }
  });
});

describe('what is known of a picture', () => {
  it('is found for closed groups too', () => {
    assert.equal(index.boxOfPath('c/d')?.id, 'n3');
    assert.deepEqual(index.findingsOf('n3'), [1]);
    assert.deepEqual(index.findingsOf('n1'), [0]);
    assert.deepEqual(index.findingsOf('l2'), [2]);
    assert.deepEqual(index.findingsOf('n0'), []);
  });

  it('tells flows by their other ends, those that go out first', () => {
    const ends = index.flowsOf('n2').map(({ outward, other, otherBox }) => [outward, other, otherBox]);
    assert.deepEqual(ends, [
      [true, 'E', 'n3'],
      [false, 'A', 'n1'],
    ]);
    assert.equal(index.flowsOf('n3').length, 2);
  });

  it('is searched by every name, owner and tag, the likeliest first', () => {
    const search = (query: string): string[] => searchElements(elements, query).map(({ path }) => path);
    assert.deepEqual(search(''), []);
    assert.deepEqual(search('bee'), ['z/b']);
    assert.deepEqual(search('OLD name'), ['c/d']);
    assert.deepEqual(search('soc'), ['z/a', 'c/d']);
    assert.deepEqual(search('soc core'), ['z/a']);
    assert.deepEqual(search('d')[0], 'c/d');
    assert.deepEqual(search('nothing'), []);
  });
});

describe('a walk along the flows', () => {
  it('goes onto a line and on to its end, and back', () => {
    const onto = stepAlong(index, { item: 'n1' }, true);
    assert.ok(onto);
    assert.deepEqual(onto, { item: 'l0', from: { box: 'n1', outward: true } });
    assert.deepEqual(stepAlong(index, onto, true), { item: 'n2' });
    assert.deepEqual(stepAlong(index, onto, false), { item: 'n1' });
    assert.equal(stepAlong(index, { item: 'n1' }, false), undefined);
  });

  it('goes round the lines at a box, and says which it stands on', () => {
    const onto = stepAlong(index, { item: 'n1' }, true)!;
    const second = stepAside(index, onto, 1)!;
    assert.equal(second.item, 'l1');
    assert.equal(placeAmongLines(index, second), '2 of 2 out of A');
    assert.equal(stepAside(index, second, 1)?.item, 'l0');
    assert.equal(stepAside(index, { item: 'n1' }, 1), undefined);
    const into = stepAlong(index, { item: 'n3' }, false)!;
    assert.equal(placeAmongLines(index, into), '1 of 2 into C');
  });
});

describe('changes of how a view is drawn', () => {
  it('close and open a group, one undoing the other', () => {
    const closed = setClosed(plainExploration, 'z', true);
    assert.deepEqual(closed, { closed: ['z'], open: [], overview: true });
    assert.deepEqual(setClosed(closed, 'z', false), { closed: [], open: ['z'], overview: true });
    assert.deepEqual(setClosed(setClosed(closed, 'z', true), 'z', true).closed, ['z']);
  });

  it('leave no trace of a road that was left', () => {
    const road = { path: 'z/a', direction: 'in', depth: 0 } as const;
    assert.deepEqual(setRoad(plainExploration, road).road, road);
    assert.deepEqual(setRoad(setRoad(plainExploration, road), undefined), plainExploration);
  });

  it('open everything of a large design, and go back to its overview', () => {
    assert.equal(setAllClosed(plainExploration, ['z'], false).overview, false);
    assert.deepEqual(setOverview({ closed: [], open: ['z'], overview: false }, true), plainExploration);
  });
});

describe('from one picture to the next', () => {
  it('boxes that stay do not move, and lines that run as before are not touched', () => {
    assert.equal(movesBetween(scene, structuredClone(scene)).size, 0);
    assert.deepEqual(reroutedLines(scene, structuredClone(scene)), []);
  });

  it('a box travels by as much as it moved, known by what it is', () => {
    const moved: Scene = {
      ...scene,
      cards: scene.cards.map((one) =>
        one.id === 'n3' ? { ...card('n9', 'c', 90, undefined, [...one.elements]) } : one,
      ),
      lines: scene.lines.filter(({ id }) => id !== 'l0'),
    };
    assert.deepEqual([...movesBetween(scene, moved)], [['n9', { dx: -30, dy: 0 }]]);
    assert.deepEqual(reroutedLines(scene, moved), []);
    assert.deepEqual(reroutedLines(moved, scene), ['l0']);
  });

  it('what is drawn further down as a whole has not moved, and the viewport makes up for it', () => {
    const lower = <T extends { readonly rectangle: { readonly y: number } }>(one: T): T => ({
      ...one,
      rectangle: { ...one.rectangle, y: one.rectangle.y + 72 },
    });
    const grown: Scene = {
      ...scene,
      frames: scene.frames.map(lower),
      cards: scene.cards.map((one) => (one.id === 'n3' ? one : lower(one))),
      lines: scene.lines.map((line) => ({
        ...line,
        strokes: line.strokes.map((stroke) => ({
          ...stroke,
          points: stroke.points.map(({ x, y }) => ({ x, y: y + 72 })),
        })),
      })),
    };
    assert.deepEqual(commonShift(scene, grown), { x: 0, y: 72 });
    assert.deepEqual([...movesBetween(scene, grown)], [['n3', { dx: 0, dy: 72 }]]);
    assert.deepEqual(reroutedLines(scene, grown), []);
    assert.deepEqual(commonShift(scene, structuredClone(scene)), { x: 0, y: 0 });
    assert.deepEqual(commonShift(scene, { ...scene, frames: [], cards: [] }), { x: 0, y: 0 });
  });

  it('stands on the editor’s ground where its theme is followed', () => {
    assert.equal(groundFor('auto', ' #1f1f1f'), '#1f1f1f');
    assert.equal(groundFor('light', '#1f1f1f'), undefined);
    for (const none of ['', 'transparent', '#fff', 'rgb(0,0,0)']) assert.equal(groundFor('auto', none), undefined);
  });
});
