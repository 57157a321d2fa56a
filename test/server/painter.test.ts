import assert from 'node:assert/strict';
import { generateDesign } from '../../bench/generate-design.ts';
import type { LayoutEngine } from '../../language/layout/layout-engine.ts';
import { Painter } from '../../server/painter.ts';
import type { FromPainter, Picture, ToPainter } from '../../server/picture-messages.ts';
import { plainExploration } from '../../server/protocol.ts';
import { testEngine } from '../language/layout/test-engine.ts';

const uri = 'file:///design/main.parapet';
const design = `group left "Left" {
  component a "A"
  component b "B"
}
component c "C"
a -> c : alert "First"
b -> c : log "Second"
`;

/** A painter, and what it has painted. */
class Studio {
  readonly pictures: Picture[] = [];
  readonly #painter: Painter;
  #request = 0;
  #arrived = (): void => undefined;

  constructor(engine: LayoutEngine = { ...shared(), dispose: () => undefined }, longestLayout?: number) {
    this.#painter = new Painter({
      createEngine: () => engine,
      ...(longestLayout === undefined ? {} : { longestLayout }),
      post: (message: FromPainter) => {
        if (message.type === 'picture') this.pictures.push(message.picture);
        this.#arrived();
      },
    });
    this.#painter.receive({ type: 'start', date: '2026-11-21', folders: ['file:///design'] });
  }

  draw(text: string, more: Partial<Extract<ToPainter, { type: 'draw' }>> = {}): void {
    this.#painter.receive({ type: 'files', files: [{ uri, text }] });
    this.#painter.receive({ type: 'draw', preview: 'p', uri, request: ++this.#request, ...more });
  }

  prepare(text: string): void {
    this.#painter.receive({ type: 'files', files: [{ uri, text }] });
    this.#painter.receive({ type: 'prepare', uri });
  }

  stop(): void {
    this.#painter.receive({ type: 'stop', preview: 'p' });
  }

  async until(holds: (picture: Picture) => boolean): Promise<Picture> {
    for (;;) {
      const found = this.pictures.find(holds);
      if (found) return found;
      await new Promise<void>((resolve) => (this.#arrived = resolve));
    }
  }

  async drawn(text: string, more: Partial<Extract<ToPainter, { type: 'draw' }>> = {}): Promise<Picture> {
    this.pictures.length = 0;
    this.draw(text, more);
    return this.until((picture) => !picture.progress);
  }

  end(): void {
    this.#painter.dispose();
  }
}

function shared(): LayoutEngine {
  return {
    layout: (graph, signal) => testEngine().layout(graph, signal),
    warmUp: () => testEngine().warmUp(),
    dispose: () => undefined,
  };
}

/** Lays out one container after the other, each only when it is told to go on. */
class HeldEngine implements LayoutEngine {
  #release: () => void = () => undefined;
  #free = false;

  async layout(...args: Parameters<LayoutEngine['layout']>): Promise<Awaited<ReturnType<LayoutEngine['layout']>>> {
    const [, signal] = args;
    if (!this.#free)
      await new Promise<void>((resolve, reject) => {
        this.#release = resolve;
        signal?.addEventListener('abort', () => reject(new Error('stopped')));
      });
    return testEngine().layout(...args);
  }

  warmUp(): Promise<void> {
    return Promise.resolve();
  }

  dispose(): void {
    // The shared engine lives on.
  }

  hold(): void {
    this.#free = false;
  }

  letGo(): void {
    this.#free = true;
    this.#release();
  }
}

/** Counts what it is asked. */
class CountingEngine implements LayoutEngine {
  asked = 0;
  #running = 0;
  #changed = (): void => undefined;

  async layout(...args: Parameters<LayoutEngine['layout']>): Promise<Awaited<ReturnType<LayoutEngine['layout']>>> {
    this.asked++;
    this.#running++;
    this.#changed();
    try {
      return await testEngine().layout(...args);
    } finally {
      this.#running--;
      this.#changed();
    }
  }

  warmUp(): Promise<void> {
    return Promise.resolve();
  }

  dispose(): void {
    // The shared engine lives on.
  }

  /** Resolves when something is asked, at once where that was. */
  async begin(): Promise<void> {
    while (this.asked === 0) await new Promise<void>((resolve) => (this.#changed = resolve));
  }

  /** Resolves when nothing has been asked for a while after the last answer. */
  async rest(): Promise<void> {
    await this.begin();
    for (let quiet = 0; quiet < 20; quiet++) {
      if (this.#running > 0) quiet = 0;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}

describe('the painter', function () {
  this.timeout(30_000);

  it('keeps things in their place while somebody edits, says so, and tidies up when told', async () => {
    const studio = new Studio();
    const first = await studio.drawn(design);
    assert.ok(!first.kept);
    const edited = `${design}component d "D"\nc -> d : incident\n`;
    const second = await studio.drawn(edited);
    assert.ok(second.kept);
    for (const card of first.scene!.cards)
      assert.deepEqual(second.scene!.cards.find(({ path }) => path === card.path)!.rectangle, card.rectangle);
    const tidied = await studio.drawn(edited, { tidy: true });
    assert.ok(!tidied.kept);
    const anew = new Studio();
    assert.equal(JSON.stringify(tidied.scene), JSON.stringify((await anew.drawn(edited)).scene), 'as on opening');
    studio.end();
    anew.end();
  });

  it('stops a layout when told to, and leaves what was shown before', async () => {
    const engine = new HeldEngine();
    const studio = new Studio(engine);
    engine.letGo();
    await studio.drawn(design);
    const held = new HeldEngine();
    const other = new Studio(held);
    other.draw(generateDesign(60).text);
    await new Promise((resolve) => setTimeout(resolve, 50));
    other.stop();
    const told = await other.until((picture) => picture.notice !== undefined);
    assert.match(told.notice!, /stopped/);
    assert.equal(told.scene, undefined);
    held.letGo();
    const drawn = await other.drawn(design);
    assert.equal(drawn.scene!.cards.length, 3, 'and draws on when there is something new');
    other.draw(generateDesign(60).text);
    other.stop();
    studio.end();
    other.end();
  });

  it('stops a layout that takes too long, and leaves the overview', async () => {
    const held = new HeldEngine();
    const studio = new Studio(held, 400);
    held.letGo();
    const large = generateDesign(260).text;
    const overview = { closed: [], open: [], overview: true };
    const first = await studio.drawn(large, { exploration: overview });
    assert.ok(first.overview);
    held.hold();
    const told = await studio.drawn(large, { exploration: { ...overview, overview: false } });
    assert.match(told.notice!, /longer than 0\.4 s and was stopped/);
    assert.deepEqual(told.scene, first.scene);
    assert.ok(told.overview && told.stale);
    studio.end();
  });

  it('lays out ahead what a preview of a design that was opened will show, and draws it as if it had not', async () => {
    for (const text of [design, generateDesign(260).text]) {
      const engine = new CountingEngine();
      const [ahead, late] = [new Studio(engine), new Studio()];
      ahead.prepare(text);
      await engine.rest();
      assert.ok(engine.asked > 0);
      assert.equal(ahead.pictures.length, 0);
      engine.asked = 0;
      const one = await ahead.drawn(text, { exploration: plainExploration });
      assert.equal(engine.asked, 0, 'nothing is left to be laid out');
      const other = await late.drawn(text, { exploration: plainExploration });
      assert.ok(JSON.stringify(one) === JSON.stringify(other));
      ahead.end();
      late.end();
    }
  });

  it('waits for what is being laid out ahead where that is what is asked for, and gives it up for anything else', async () => {
    const engine = new CountingEngine();
    const [studio, late] = [new Studio(engine), new Studio()];
    const text = generateDesign(60).text;
    studio.prepare(text);
    const picture = await studio.drawn(text, { exploration: plainExploration });
    const { asked } = engine;
    assert.ok(JSON.stringify(picture) === JSON.stringify(await late.drawn(text, { exploration: plainExploration })));
    const anew = new CountingEngine();
    const other = new Studio(anew);
    await other.drawn(text, { exploration: plainExploration });
    assert.equal(asked, anew.asked, 'nothing was laid out twice');

    const held = new HeldEngine();
    const edited = new Studio(held);
    edited.prepare(text);
    await new Promise((resolve) => setTimeout(resolve, 50));
    edited.draw(design, { exploration: plainExploration });
    await new Promise((resolve) => setTimeout(resolve, 50));
    held.letGo();
    const drawn = await edited.until(({ progress }) => !progress);
    assert.equal(drawn.scene!.cards.length, 3);
    for (const each of [studio, late, other, edited]) each.end();
  });

  it('lays out the whole while its overview is looked at', async () => {
    const engine = new CountingEngine();
    const studio = new Studio(engine);
    const text = generateDesign(260).text;
    const overview = await studio.drawn(text, { exploration: plainExploration });
    assert.ok(overview.overview);
    engine.asked = 0;
    await engine.begin();
    await engine.rest();
    assert.ok(engine.asked > 0);
    engine.asked = 0;
    const whole = await studio.drawn(text, { exploration: { ...plainExploration, overview: false } });
    assert.ok(!whole.overview && whole.scene!.cards.length > overview.scene!.cards.length);
    assert.equal(engine.asked, 0);
    studio.end();
  });
});
