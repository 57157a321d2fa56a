import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DOMParser } from 'linkedom';
import { Keys, patchElement } from '../../../client/preview/webview/patch-element.ts';
import type { Scene } from '../../../language/layout/scene.ts';

/** An item of a picture: what it stands for, and what is drawn of it. */
interface Item {
  readonly key: string;
  readonly text: string;
  readonly boxes: number;
}

/** A picture of items, and the scene that says what its ids stand for. Ids are given by order, as a layout does. */
function picture(items: readonly Item[], attributes = ''): { readonly root: Element; readonly scene: Scene } {
  const drawn = items.map(
    ({ text, boxes }, index) =>
      `<g data-id="n${index}" data-kind="card">${'<rect width="1"/>'.repeat(boxes)}<text>${text}</text></g>`,
  );
  const markup = `<svg xmlns="http://www.w3.org/2000/svg"${attributes}><rect/><g>${drawn.join('')}</g></svg>`;
  const { documentElement } = new DOMParser().parseFromString(markup, 'image/svg+xml') as unknown as Document;
  const cards = items.map(({ key }, index) => ({ id: `n${index}`, key }));
  return { root: documentElement, scene: { frames: [], lines: [], cards } as unknown as Scene };
}

/** What a tree says, whatever the order of its attributes. */
function written(node: Node): unknown {
  if (node.nodeType !== 1) return node.nodeValue;
  const element = node as Element;
  return [
    element.nodeName,
    Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]).sort()),
    [...element.childNodes].map(written),
  ];
}

const items = fc
  .uniqueArray(
    fc.record({ key: fc.constantFrom(...'abcdefgh', '__proto__', 'constructor'), text: fc.string(), boxes: fc.nat(3) }),
    { selector: ({ key }) => key },
  )
  .map((list) => list.map((item) => ({ ...item, text: item.text.replace(/[<>&\p{C}]/gu, 'x') })));

const cardsOf = (root: Element): Element[] => [...root.querySelectorAll('[data-id]')];

describe('working a new picture into the old one', () => {
  it('gives the new picture', () => {
    fc.assert(
      fc.property(items, items, (before, after) => {
        const old = picture(before, ' width="1"');
        const wanted = written(picture(after, ' height="2"').root);
        const drawn = picture(after, ' height="2"');
        patchElement(old.root, drawn.root, new Keys(old.scene), new Keys(drawn.scene));
        assert.deepEqual(written(old.root), wanted);
      }),
    );
  });

  it('keeps the element of everything that stays, though it has another id now', () => {
    fc.assert(
      fc.property(items, items, (before, after) => {
        const old = picture(before);
        const drawn = picture(after);
        const elements = new Map(cardsOf(old.root).map((element, index) => [before[index]?.key, element]));
        patchElement(old.root, drawn.root, new Keys(old.scene), new Keys(drawn.scene));
        for (const [index, element] of cardsOf(old.root).entries()) {
          const earlier = elements.get(after[index]?.key);
          if (earlier) assert.equal(element, earlier);
        }
      }),
    );
  });

  it('touches nothing where nothing changed', () => {
    const list: readonly Item[] = [
      { key: 'a', text: 'A', boxes: 1 },
      { key: 'b', text: 'B', boxes: 2 },
    ];
    const old = picture(list);
    const nodes = [...old.root.querySelectorAll('*')];
    const drawn = picture(list);
    patchElement(old.root, drawn.root, new Keys(old.scene), new Keys(drawn.scene));
    assert.deepEqual([...old.root.querySelectorAll('*')], nodes);
  });

  it('leaves nothing behind where two items claim to be one', () => {
    const twins: readonly Item[] = [
      { key: 'a', text: 'one', boxes: 0 },
      { key: 'a', text: 'other', boxes: 0 },
    ];
    const old = picture(twins);
    const drawn = picture([]);
    patchElement(old.root, drawn.root, new Keys(old.scene), new Keys(drawn.scene));
    assert.deepEqual(cardsOf(old.root), []);
  });
});
