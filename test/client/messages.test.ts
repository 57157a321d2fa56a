import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isKeptState, isMessageToPage, isMessageToPanel } from '../../client/preview/messages.ts';
import type { MessageToPage, MessageToPanel, PictureState } from '../../client/preview/messages.ts';
import { readCatalogText, readPreviewState } from '../../client/protocol-checks.ts';
import { protocolVersion } from '../../server/protocol.ts';
import type { PreviewState } from '../../server/protocol.ts';

const picture: PictureState = {
  sequence: 3,
  uri: 'file:///a.parapet',
  file: 'a.parapet',
  views: [{ name: 'all', title: 'All' }],
  view: 'all',
  stale: false,
  problems: [{ message: 'what', severity: 'error', line: 1 }],
  locked: false,
  connection: 'running',
  exploration: {
    closed: ['azure'],
    open: [],
    overview: true,
    road: { path: 'azure/sentinel', direction: 'in', depth: 2, kinds: ['alert'] },
  },
  overview: false,
  road: { path: 'azure/sentinel', direction: 'in', depth: 0 },
  kept: false,
  progress: { done: 1, total: 3 },
  elements: [
    {
      path: 'azure/sentinel',
      label: 'Sentinel',
      name: 'sentinel',
      kind: 'service',
      stages: ['feedback'],
      tags: ['x'],
      otherNames: ['MS'],
      accepted: [{ rule: 'a-rule', about: 'sentinel', reason: 'so', owner: 'SOC', until: '2027-01-01' }],
    },
  ],
  findings: [
    { rule: 'a-rule', message: 'what', severity: 'warning', line: 1, fixes: ['Mend'], element: 'azure/sentinel' },
  ],
};

const toPage: readonly MessageToPage[] = [
  { type: 'state', state: picture },
  { type: 'settings', settings: { theme: 'auto', wheel: 'scroll' } },
  { type: 'cursor', sequence: 1, items: ['n1'] },
  { type: 'export', request: 1, theme: 'dark', format: 'png', copy: false },
];

const toPanel: readonly MessageToPanel[] = [
  { type: 'ready' },
  { type: 'reveal', sequence: 1, item: 'n1', open: true },
  { type: 'problem', sequence: 1, index: 0 },
  { type: 'view', view: 'all' },
  { type: 'restart' },
  { type: 'finding', sequence: 1, index: 0 },
  { type: 'fix', sequence: 1, index: 0, fix: 0 },
  { type: 'explore', view: 'all', exploration: picture.exploration },
  { type: 'tidy' },
  { type: 'stop' },
  { type: 'share', how: 'copy-svg' },
  { type: 'exported', request: 1, data: '<svg/>' },
  { type: 'exported', request: 1 },
];

const span = { uri: 'file:///a.parapet', start: 0, end: 4 };
const state: PreviewState = {
  protocol: protocolVersion,
  preview: 'preview-1',
  uri: 'file:///a.parapet',
  sequence: 0,
  views: [],
  view: '',
  stale: false,
  problems: [
    { message: 'what', severity: 'error', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } } },
  ],
  overview: false,
  elements: picture.elements,
  findings: [
    {
      rule: 'a-rule',
      message: 'what',
      severity: 'warning',
      uri: 'file:///a.parapet',
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
      fixes: ['Mend'],
      flow: 'a->b:alert',
    },
  ],
};

/** Values that a JSON message can hold. */
const anything = fc.anything({ withNullPrototype: true, maxDepth: 3 });

/** Every value with one of its parts, at any depth, replaced by something else. */
function* broken(value: unknown, other: unknown): Generator<unknown> {
  yield other;
  if (Array.isArray(value)) {
    for (const [at, part] of value.entries()) for (const bad of broken(part, other)) yield value.with(at, bad);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, part] of Object.entries(value))
      for (const bad of broken(part, other)) yield { ...value, [name]: bad };
  }
}

describe('messages of the preview', () => {
  it('pass as they are sent', () => {
    for (const message of toPage) assert.ok(isMessageToPage(JSON.parse(JSON.stringify(message))), message.type);
    for (const message of toPanel) assert.ok(isMessageToPanel(JSON.parse(JSON.stringify(message))), message.type);
    assert.ok(isKeptState({ version: 2, uri: 'file:///a', view: '', locked: false, explorations: [], viewports: [] }));
    assert.ok(readPreviewState(structuredClone(state)));
  });

  it('do not pass with a part of another type', () => {
    const wrong = Symbol('wrong');
    for (const message of toPage) for (const bad of broken(message, wrong)) assert.ok(!isMessageToPage(bad));
    for (const message of toPanel) for (const bad of broken(message, wrong)) assert.ok(!isMessageToPanel(bad));
    for (const bad of broken(state, wrong)) assert.equal(readPreviewState(bad), undefined);
  });

  it('never throw, whatever arrives', () => {
    fc.assert(
      fc.property(anything, (value) => {
        isMessageToPage(value);
        isMessageToPanel(value);
        isKeptState(value);
        readPreviewState(value);
        readCatalogText(value);
      }),
      { numRuns: 2000 },
    );
  });

  it('are not taken from a prototype', () => {
    assert.ok(!isMessageToPanel(Object.create({ type: 'reveal', sequence: 1, item: 'n1', open: true })));
    assert.ok(!isMessageToPanel({ type: 'view', __proto__: { view: 'all' } }));
    assert.ok(!isMessageToPanel({ type: 'constructor' }));
    assert.ok(!isMessageToPanel({ type: '__proto__' }));
  });

  it('hold no number that cannot be counted with', () => {
    for (const sequence of [-1, 1.5, NaN, Infinity, '1', null]) {
      assert.ok(!isMessageToPanel({ type: 'reveal', sequence, item: 'n1', open: true }), String(sequence));
    }
  });
});

describe('states from the language server', () => {
  it('are refused from another version of the protocol', () => {
    assert.equal(readPreviewState({ ...state, protocol: protocolVersion + 1 }), undefined);
  });

  it('are refused where a picture leads nowhere', () => {
    const scene = { cards: [{ id: 'n1', span, nameSpan: span }], frames: [], lines: [] };
    assert.ok(readPreviewState({ ...state, scene }));
    assert.equal(readPreviewState({ ...state, scene: { ...scene, cards: [{ id: 'n1', span }] } }), undefined);
    assert.equal(readPreviewState({ ...state, scene: { ...scene, lines: [{ id: 'l1', flows: [{}] }] } }), undefined);
    assert.equal(readPreviewState({ ...state, scene: null }), undefined);
  });

  it('a catalog text is text', () => {
    assert.equal(readCatalogText('service a'), 'service a');
    for (const answer of [null, undefined, 1, { text: '' }]) assert.equal(readCatalogText(answer), undefined);
  });
});
