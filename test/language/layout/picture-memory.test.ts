import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { generateDesign } from '../../../bench/generate-design.ts';
import { editSorts, oneLineEdits } from '../../../bench/layout-edits.ts';
import { moved } from '../../../bench/movement.ts';
import { LayoutCache } from '../../../language/layout/layout-cache.ts';
import { layoutView } from '../../../language/layout/layout-view.ts';
import { PictureMemory } from '../../../language/layout/picture-memory.ts';
import type { Scene } from '../../../language/layout/scene.ts';
import { buildExploredView, buildView } from '../../../language/view/build-view.ts';
import { modelOf } from '../design-model.ts';
import { assertWithoutFaults } from './read-scene.ts';
import { testEngine } from './test-engine.ts';

/** Draws texts one after the other, as an editor does while somebody types. */
class Session {
  readonly memory = new PictureMemory();
  readonly #cache = new LayoutCache();

  draw(text: string): Promise<Scene> {
    return layoutView(buildView(modelOf(text)), testEngine(), this.#cache, { memory: this.memory });
  }
}

const small = `
group left "Left" {
  component a "A"
  component b "B"
}
group right "Right" {
  component c "C"
  component d "D"
}
a -> c : alert "First"
b -> c : log "Second"
`;

const design = generateDesign(60).text;
/** After which line of the generated design something is put in, and a name that stands there. */
const places = [8, 20, 33, 47].map((number) => {
  const lines = design.split('\n');
  const at = lines.findIndex((line) => line.includes(`item-${number} `));
  return { number, at };
});

function inserted(at: number, line: string, ...flows: string[]): string {
  const lines = design.split('\n');
  return [...lines.slice(0, at + 1), `    ${line}`, ...lines.slice(at + 1), ...flows].join('\n');
}

describe('a picture while somebody edits', function () {
  this.timeout(60_000);

  for (const { number, at } of places) {
    const edits: Readonly<Record<string, string>> = {
      'a box': inserted(at, 'component added "Added"'),
      'a flow': `${design}item-${number} -> item-${number === 8 ? 11 : 8} : traffic "A flow more"\n`,
      'a box with two flows': inserted(
        at,
        'component added "Added"',
        `added -> item-${number} : traffic "Calls"`,
        'added -> workspace : log',
      ),
    };
    for (const [what, text] of Object.entries(edits))
      it(`stays where it is when ${what} is put in beside item-${number}`, async () => {
        const session = new Session();
        const before = await session.draw(design);
        const after = await session.draw(text);
        assert.ok(session.memory.kept);
        assert.ok(moved(before, after) <= 0.1, `${Math.round(100 * moved(before, after))} % moved`);
        assertWithoutFaults(after, what);
        const drawn = new Set(after.lines.flatMap((line) => line.flows.map(({ id }) => id)));
        assert.equal(drawn.size, modelOf(text).flows.length);
        for (const line of after.lines) assert.ok(line.strokes.every(({ points }) => points.length >= 2));
      });
  }

  for (const edit of oneLineEdits(design, 1, editSorts.slice(3, 10)))
    it(`stays where it is after an edit of one line: ${edit.sort}`, async () => {
      const session = new Session();
      const before = await session.draw(design);
      const after = await session.draw(edit.text);
      assert.ok(session.memory.kept);
      assert.ok(moved(before, after) <= 0.1, `${Math.round(100 * moved(before, after))} % moved`);
      assertWithoutFaults(after, edit.sort);
    });

  it('makes room in a full column among many lines, for which no more than a tenth has to move', async () => {
    const text = generateDesign(20).text;
    const session = new Session();
    const before = await session.draw(text);
    const after = await session.draw(text.replace('  use sentinel as siem\n', '$&  component added "Added"\n'));
    assert.ok(session.memory.kept);
    assert.ok(moved(before, after) <= 0.1, `${Math.round(100 * moved(before, after))} % moved`);
    assertWithoutFaults(after, 'a full column');
  });

  it('leaves everything else in place when a group is closed, and has it as it was when it is opened again', async () => {
    const memory = new PictureMemory();
    const cache = new LayoutCache();
    const draw = (closed: readonly string[]): Promise<Scene> => {
      const exploration = { closed, open: [], overview: false };
      const { graph } = buildExploredView(modelOf(design), 'everything', exploration);
      return layoutView(graph, testEngine(), cache, { memory });
    };
    const before = await draw([]);
    const closed = await draw(['zone-0/system-2']);
    assert.ok(memory.kept);
    assert.equal(moved(before, closed), 0);
    assertWithoutFaults(closed, 'a group closed');
    assert.equal(closed.cards.filter(({ path }) => path.startsWith('zone-0/system-2')).length, 1);
    const again = await draw([]);
    assert.ok(!memory.kept);
    assert.deepEqual(
      again.cards.map(({ rectangle }) => rectangle),
      before.cards.map(({ rectangle }) => rectangle),
    );
    assert.deepEqual(
      again.lines.map(({ strokes }) => strokes),
      before.lines.map(({ strokes }) => strokes),
    );
  });

  it('has a new label where its line is, and all else unchanged', async () => {
    const session = new Session();
    const before = await session.draw(small);
    const after = await session.draw(small.replace('"First"', '"A good deal longer than before"'));
    assert.deepEqual(
      after.cards.map(({ rectangle }) => rectangle),
      before.cards.map(({ rectangle }) => rectangle),
    );
    assertWithoutFaults(after, 'a longer label');
    const words = after.lines.flatMap((line) => line.pills.flatMap((pill) => pill.text.map(({ text }) => text)));
    assert.match(words.join(' '), /A good deal longer than before/);
  });

  it('shows a box under another name in the same place', async () => {
    const session = new Session();
    const before = await session.draw(small);
    const after = await session.draw(small.replace('component d', 'component delta'));
    assert.deepEqual(
      after.cards.find((card) => card.element === 'delta')!.rectangle,
      before.cards.find((card) => card.element === 'd')!.rectangle,
    );
  });

  it('is as it was when what was added is taken away again, or when nothing was', async () => {
    for (const text of [small, design]) {
      const session = new Session();
      const before = JSON.stringify(await session.draw(text));
      // Compared as a whole: what differs would be told over pages.
      assert.ok(JSON.stringify(await session.draw(text)) === before, 'drawn once more');
      await session.draw(`${text}component e "E"\n`);
      assert.ok(session.memory.kept);
      const again = JSON.stringify(await session.draw(text));
      assert.ok(!session.memory.kept);
      assert.ok(again === before, 'taken back');
    }
  });

  it('closes up what is gone without moving the rest', async () => {
    const session = new Session();
    const before = await session.draw(small);
    const after = await session.draw(small.replace('  component b "B"\n', '').replace('b -> c : log "Second"\n', ''));
    assert.equal(moved(before, after), 0);
    assert.equal(after.cards.length, 3);
    assert.equal(after.lines.length, 1);
  });

  it('is placed anew when it is told to forget, exactly as if it had never been seen before', async () => {
    const session = new Session();
    await session.draw(small);
    const text = `${small}component e "E"\nd -> e : traffic "More"\n`;
    await session.draw(text);
    session.memory.forget();
    assert.equal(JSON.stringify(await session.draw(text)), JSON.stringify(await new Session().draw(text)));
    assert.ok(!session.memory.kept);
  });

  it('is placed anew when a good part of it is another', async () => {
    const session = new Session();
    await session.draw(small);
    await session.draw(design);
    assert.ok(!session.memory.kept);
  });

  it('is placed anew when a box changes its container', async () => {
    const session = new Session();
    await session.draw(small);
    await session.draw(`zone around "Around" {\n${small.replace(/a -> c[^]*/, '')}}\na -> c : alert "First"\n`);
    assert.ok(!session.memory.kept);
  });

  it('stays without faults over many edits', async () => {
    const text = readFileSync(new URL('../../../examples/defender-for-endpoint.parapet', import.meta.url), 'utf8');
    const session = new Session();
    await session.draw(text);
    let edited = text;
    const names = [...modelOf(text).elements.values()].filter((element) => element.kind === 'component');
    for (const [index, element] of names.slice(0, 6).entries()) {
      edited += `component extra-${index} "Extra ${index}"\nextra-${index} -> ${element.name} : traffic "Number ${index}"\n`;
      assertWithoutFaults(await session.draw(edited), `after ${index + 1} edits`);
    }
  });

  it('has a line that could join two bundles in one of them', async () => {
    const text = `${['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => `component ${name} "System ${name}"`).join('\n')}
a -> b, c, d : traffic
e, f -> g : traffic
`;
    const session = new Session();
    await session.draw(text);
    const after = await session.draw(`${text}a -> g : traffic\n`);
    assert.ok(session.memory.kept);
    assertWithoutFaults(after, 'two bundles');
    const flows = after.lines.flatMap((line) => line.flows.map(({ id }) => id));
    assert.equal(new Set(flows).size, flows.length, 'each flow is drawn once');
  });

  it('flows downwards all the same', async () => {
    const session = new Session();
    const view = 'view v "V" { include * direction down }\n';
    const before = await session.draw(small + view);
    const after = await session.draw(`${small}a -> d : traffic "Third"\n${view}`);
    assert.ok(session.memory.kept);
    assert.equal(moved(before, after), 0);
    assertWithoutFaults(after, 'downwards');
  });
});
