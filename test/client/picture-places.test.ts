import assert from 'node:assert/strict';
import { itemsAt, placesOfItem } from '../../client/preview/picture-places.ts';
import type { PreviewState } from '../../server/protocol.ts';

const uri = 'file:///a.parapet';
const text = `zone z {
  use sentinel
  use entra-id
}
entra-id -> sentinel : log, alert
integrate *`;
const span = (piece: string, from = 0): { uri: string; start: number; end: number } => {
  const start = text.indexOf(piece, from);
  return { uri, start, end: start + piece.length };
};
const flow = (id: string, of: ReturnType<typeof span>): object => ({ id, span: of });
const scene = {
  cards: [
    { id: 'n1', span: span('use sentinel'), nameSpan: span('sentinel') },
    { id: 'n2', span: span('use entra-id'), nameSpan: span('entra-id') },
  ],
  frames: [{ id: 'f1', span: { uri, start: 0, end: text.indexOf('}') + 1 }, nameSpan: span('z {') }],
  lines: [
    {
      id: 'l1',
      flows: [
        flow('a', span('entra-id -> sentinel : log, alert')),
        flow('b', span('entra-id -> sentinel : log, alert')),
      ],
    },
    { id: 'l2', flows: [flow('c', span('integrate *')), flow('d', span('entra-id -> sentinel : log, alert'))] },
  ],
} as unknown as NonNullable<PreviewState['scene']>;

const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
const at = (piece: string, of = uri): readonly string[] =>
  itemsAt(scene, of, text.indexOf(piece), (a, b) => lineOf(a) === lineOf(b));

describe('from the text to the picture', () => {
  it('finds the element and not what is around it', () => assert.deepEqual(at('sentinel'), ['n1']));
  it('finds a zone on its opening line only', () => {
    assert.deepEqual(at('zone'), ['f1']);
    assert.deepEqual(at('  use entra'), []);
  });
  it('finds every line that a statement draws, once', () => assert.deepEqual(at('-> sentinel'), ['l1', 'l2']));
  it('finds nothing in another file', () => assert.deepEqual(at('sentinel', 'file:///b.parapet'), []));
});

describe('from the picture to the text', () => {
  it('finds the name of a card or frame', () => {
    assert.deepEqual(placesOfItem(scene, 'n2'), [span('entra-id')]);
    assert.deepEqual(placesOfItem(scene, 'f1'), [span('z {')]);
  });
  it('finds each statement behind a line once', () => {
    assert.deepEqual(placesOfItem(scene, 'l1'), [span('entra-id -> sentinel : log, alert')]);
    assert.deepEqual(placesOfItem(scene, 'l2'), [span('integrate *'), span('entra-id -> sentinel : log, alert')]);
  });
  it('finds nothing for what is not in the picture', () => assert.deepEqual(placesOfItem(scene, '__proto__'), []));
});
