import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import {
  createConnection,
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { createProject } from '../../language/pipeline.ts';
import { nodeAbilities } from '../../server/node-abilities.ts';
import type { FromPainter, PainterPort, ToPainter } from '../../server/picture-messages.ts';
import { Previews } from '../../server/previews.ts';
import type { PreviewState } from '../../server/protocol.ts';
import { startServer } from '../../server/server.ts';
import { TestClient } from './client.ts';
import { TemporaryFolder } from './temporary-folder.ts';

const design = `use defender-for-endpoint as mde
use defender-xdr as xdr
zone azure "Azure" {
  use sentinel
  use log-analytics as workspace
}
mde -> xdr : alert
xdr -> sentinel : incident
sentinel -> workspace : log
view all "Everything there is" { include * }
view short "Only two" { include mde, xdr }
`;

describe('previews', function () {
  this.timeout(30_000);
  let folder: TemporaryFolder;
  let client: TestClient;
  let count = 0;

  before(async () => {
    folder = new TemporaryFolder();
    client = new TestClient();
    await client.initialize([folder.uri]);
  });

  after(async () => {
    assert.equal(await client.end(), 0);
    folder.remove();
    assert.deepEqual(
      client.logged.filter((entry) => entry.type === 1),
      [],
    );
  });

  /** Opens a design and its preview. */
  async function preview(text: string, view?: string): Promise<{ uri: string; name: string; next: Next }> {
    const name = `preview-${++count}`;
    const uri = folder.uriOf(`${name}.parapet`);
    await client.open(uri, text);
    await client.request('parapet/preview/open', { preview: name, uri, ...(view ? { view } : {}) });
    let seen = 0;
    const next: Next = async (what, holds) => {
      const states = (): PreviewState[] =>
        client.states.filter((state) => state.preview === name && state.sequence > seen);
      await client.until(what, () => states().some(holds), 20_000);
      const state = states().find(holds)!;
      seen = state.sequence;
      return state;
    };
    return { uri, name, next };
  }
  type Next = (what: string, holds: (state: PreviewState) => boolean) => Promise<PreviewState>;

  const names = (state: PreviewState): string[] => state.scene?.cards.map((card) => card.element) ?? [];

  it('draw what an editor has open, and list the views', async () => {
    const { uri, next } = await preview(design);
    const state = await next('a picture', (entry) => entry.scene !== undefined);
    assert.deepEqual(names(state).sort(), ['mde', 'sentinel', 'workspace', 'xdr']);
    assert.equal(state.uri, uri);
    assert.equal(state.view, 'all');
    assert.deepEqual(state.views, [
      { name: 'all', title: 'Everything there is' },
      { name: 'short', title: 'Only two' },
    ]);
    assert.equal(state.stale, false);
    assert.equal(state.notice, undefined);
    assert.ok(state.scene!.cards.every((card) => card.span.uri === uri));
  });

  it('draw the view asked for, and another one when asked again', async () => {
    const { uri, name, next } = await preview(design, 'short');
    assert.deepEqual(names(await next('a picture', (entry) => entry.scene !== undefined)), ['mde', 'xdr']);
    await client.request('parapet/preview/open', { preview: name, uri, view: 'all' });
    assert.equal((await next('the other view', (entry) => entry.view === 'all')).scene!.cards.length, 4);
    await client.request('parapet/preview/open', { preview: name, uri, view: 'not there' });
    assert.equal((await next('the first view', (entry) => entry.scene !== undefined)).view, 'all');
  });

  it('follow what is typed; the newest text wins', async () => {
    const { uri, next } = await preview(design);
    await next('a picture', (entry) => entry.scene !== undefined);
    for (let index = 0; index < 30; index++)
      await client.change(uri, { text: `${design}component extra-${index}\nextra-${index} -> xdr : log\n` });
    const state = await next('the last text', (entry) => names(entry).includes('extra-29'));
    const sequences = client.states.filter((entry) => entry.preview === state.preview).map((entry) => entry.sequence);
    assert.deepEqual(
      sequences,
      [...sequences].sort((left, right) => left - right),
    );
    assert.equal(new Set(sequences).size, sequences.length);
    assert.equal(client.states.filter((entry) => entry.preview === state.preview).at(-1), state);
    assert.ok(sequences.length < 30, `${sequences.length} pictures for 30 keys`);
  });

  it('follow an imported file', async () => {
    const part = folder.uriOf('part.parapet');
    await client.open(part, 'component old-name\n');
    const { next } = await preview('import "./part.parapet"\ncomponent a\na -> old-name : log\n');
    await next('a picture', (entry) => names(entry).includes('old-name'));
    await client.change(part, { text: 'component new-name\n' });
    await next('the new name', (entry) => names(entry).includes('new-name'));
    await client.close(part);
  });

  it('keep the last good picture while the text is broken, and say so', async () => {
    const { uri, next } = await preview(design);
    await next('a picture', (entry) => entry.scene !== undefined);
    await client.change(uri, { text: `${design}component {` });
    const stale = await next('a stale picture', (entry) => entry.stale);
    assert.equal(names(stale).length, 4);
    assert.ok(stale.problems.some((problem) => problem.severity === 'error' && problem.range.start.line === 11));
    await client.change(uri, { text: `${design}component whole\nwhole -> xdr : log\n` });
    const good = await next('a good picture', (entry) => !entry.stale);
    assert.ok(names(good).includes('whole'));
    assert.deepEqual(
      good.problems.filter((problem) => problem.severity === 'error'),
      [],
    );
  });

  it('draw what can be read of a text that was broken from the start', async () => {
    const { next } = await preview('component a\ncomponent b\na -> b : log\nview {');
    assert.deepEqual(names(await next('a picture', (entry) => entry.scene !== undefined)), ['a', 'b']);
  });

  it('say why there is nothing to draw', async () => {
    const { uri, next } = await preview('');
    await next('a notice', (entry) => /nothing to draw yet/.test(entry.notice ?? ''));
    await client.change(uri, { text: 'component {' });
    await next('another notice', (entry) => /until the errors/.test(entry.notice ?? ''));
    await client.request('parapet/preview/open', { preview: 'nowhere', uri: folder.uriOf('not-there.parapet') });
    await client.until('a notice', () =>
      client.states.some((state) => state.preview === 'nowhere' && /not there/.test(state.notice ?? '')),
    );
    await client.notify('parapet/preview/close', { preview: 'nowhere' });
  });

  it('repaint at once when only words changed', async () => {
    const { uri, next } = await preview(design);
    await next('a picture', (entry) => entry.scene !== undefined);
    const times: number[] = [];
    for (let index = 0; index < 10; index++) {
      const start = performance.now();
      await client.change(uri, { text: design.replace('Azure"', `Azur${'abcdefghij'[index]}"`) });
      await next(
        'a repainted title',
        (entry) => entry.scene?.frames[0]?.title.map(({ text }) => text).join('') === `Azur${'abcdefghij'[index]}`,
      );
      times.push(performance.now() - start);
    }
    times.sort((left, right) => left - right);
    assert.ok(times[5]! < 500, `median ${times[5]} ms`);
  });

  it('are silent when closed', async () => {
    const { uri, name, next } = await preview(design);
    await next('a picture', (entry) => entry.scene !== undefined);
    await client.notify('parapet/preview/close', { preview: name });
    // Answered after the preview was closed, so nothing that was under way before it is still to come.
    await client.request('textDocument/foldingRange', { textDocument: { uri } });
    const before = client.states.filter((state) => state.preview === name).length;
    await client.change(uri, { text: `${design}component late\n` });
    await client.codes(uri);
    const other = await preview('component a\n');
    await other.next('another picture', (entry) => entry.scene !== undefined);
    assert.equal(client.states.filter((state) => state.preview === name).length, before);
  });

  it('do not hold up diagnostics', async () => {
    const many = Array.from({ length: 60 }, (_, index) => `component c${index}\n`).join('');
    const flows = Array.from(
      { length: 120 },
      (_, index) => `c${index % 60} -> c${(index * 7 + 1) % 60} : log "flow ${index}"\n`,
    ).join('');
    const { uri, next } = await preview(many + flows);
    const times: number[] = [];
    for (let index = 0; index < 20; index++) {
      const start = performance.now();
      const version = await client.change(uri, {
        text: `${many}${flows}component extra${index}\nc1 -> extra${index} : log\n`,
      });
      await client.codes(uri, version);
      times.push(performance.now() - start);
    }
    times.sort((left, right) => left - right);
    assert.ok(times[10]! < 300, `median ${times[10]} ms while pictures were being laid out`);
    await next('the last picture', (entry) => names(entry).includes('extra19'));
  });
});

describe('the thread that draws', () => {
  /** A thread that notes what it is told; tests say what it answers. */
  class FakePainter implements PainterPort {
    readonly told: ToPainter[] = [];
    ended = false;
    answer: (message: FromPainter) => void = () => undefined;
    fail: (reason: string) => void = () => undefined;

    postMessage(message: ToPainter): void {
      this.told.push(message);
    }
    onMessage(listener: (message: FromPainter) => void): void {
      this.answer = listener;
    }
    onFailure(listener: (reason: string) => void): void {
      this.fail = listener;
    }
    terminate(): void {
      this.ended = true;
    }
    draws(): (ToPainter & { type: 'draw' })[] {
      return this.told.filter((message) => message.type === 'draw');
    }
  }

  const uri = 'file:///designs/a.parapet';

  function setUp(idle?: { closed: number; prepared: number }) {
    const project = createProject({ date: '2026-11-21', workspaceFolders: ['file:///designs'] });
    project.setFile(uri, 'import "./b.parapet"\ncomponent a\n');
    project.setFile('file:///designs/b.parapet', 'component b\n');
    project.setFile('file:///designs/c.parapet', 'component c\n');
    const painters: FakePainter[] = [];
    const states: PreviewState[] = [];
    const logged: string[] = [];
    const previews = new Previews({
      session: () => ({ project, date: '2026-11-21', folders: ['file:///designs'] }),
      createPainter: () => {
        painters.push(new FakePainter());
        return painters.at(-1)!;
      },
      send: (state) => states.push(state),
      log: (message) => logged.push(message),
      ...(idle && { idle }),
    });
    return { project, painters, states, logged, previews };
  }

  it('is started with the first preview, and given the texts the picture is made of, once', () => {
    const { project, painters, previews } = setUp();
    assert.equal(painters.length, 0);
    previews.open({ preview: 'p', uri });
    const [painter] = painters;
    assert.deepEqual(
      painter!.told.map((message) => message.type),
      ['start', 'files', 'draw'],
    );
    const uris = (index: number): string[] => {
      const message = painter!.told[index]!;
      return message.type === 'files' ? message.files.map((file) => file.uri) : [];
    };
    assert.deepEqual(uris(1).sort(), [uri, 'file:///designs/b.parapet']);
    project.setFile(uri, 'import "./b.parapet"\ncomponent a2\n');
    previews.filesChanged(new Set([uri]));
    assert.deepEqual(uris(3), [uri]);
    previews.filesChanged(new Set(['file:///designs/c.parapet']));
    assert.equal(painter!.draws().length, 2);
    project.deleteFile('file:///designs/b.parapet');
    previews.filesChanged(new Set(['file:///designs/b.parapet']));
    assert.deepEqual(painter!.told.at(-2), { type: 'files', files: [{ uri: 'file:///designs/b.parapet' }] });
    previews.dispose();
    assert.ok(painter!.ended);
  });

  it('reads a design ahead that was opened, so that its preview has only to be drawn', () => {
    const { painters, previews, states } = setUp();
    previews.prepare(uri);
    const types = (): string[] => painters[0]!.told.map((message) => message.type);
    assert.deepEqual(types(), ['start', 'files', 'prepare']);
    previews.open({ preview: 'p', uri });
    assert.equal(painters.length, 1);
    assert.deepEqual(types(), ['start', 'files', 'prepare', 'draw']);
    assert.equal(states.length, 0);
    previews.prepare('file:///designs/c.parapet');
    assert.deepEqual(types().slice(4), ['files', 'prepare']);
    previews.dispose();
    assert.ok(painters[0]!.ended);
  });

  it('is ended soon after the last preview was closed, and started again for the next', async () => {
    const { painters, previews } = setUp({ closed: 20, prepared: 100_000 });
    const passes = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
    previews.prepare(uri);
    await passes(60);
    assert.ok(!painters[0]!.ended, 'a design that was opened may still have its preview opened');
    previews.open({ preview: 'p', uri });
    previews.open({ preview: 'q', uri });
    previews.close('p');
    await passes(60);
    assert.ok(!painters[0]!.ended, 'another preview is open');
    previews.close('q');
    assert.deepEqual(painters[0]!.told.at(-1), { type: 'close', preview: 'q' }, 'what runs is stopped at once');
    assert.ok(!painters[0]!.ended);
    await passes(60);
    assert.ok(painters[0]!.ended);
    previews.open({ preview: 'p', uri });
    assert.equal(painters.length, 2);
    previews.dispose();
  });

  for (const [what, options, wanted] of [
    ['is started where the client shows pictures', { commands: { openView: 'view.open' } }, 1],
    ['is not started where the client shows none', {}, 0],
  ] as const)
    it(`${what}, when a design is opened`, async () => {
      const [there, back] = [new PassThrough(), new PassThrough()];
      const painters: FakePainter[] = [];
      const abilities = {
        ...nodeAbilities(),
        createPainter: () => {
          painters.push(new FakePainter());
          return painters.at(-1)!;
        },
      };
      startServer(createConnection(new StreamMessageReader(there), new StreamMessageWriter(back)), abilities);
      const editor = createMessageConnection(new StreamMessageReader(back), new StreamMessageWriter(there));
      const told = new Promise<void>((resolve) => {
        editor.onNotification('textDocument/publishDiagnostics', () => resolve());
      });
      editor.onRequest(() => null);
      editor.listen();
      await editor.sendRequest('initialize', {
        processId: null,
        rootUri: null,
        capabilities: {},
        initializationOptions: options,
      });
      await editor.sendNotification('initialized', {});
      const textDocument = { uri, languageId: 'parapet', version: 1, text: 'component a\n' };
      await editor.sendNotification('textDocument/didOpen', { textDocument });
      await told;
      // What an answer to a later question shows is done before it.
      await editor.sendRequest('textDocument/documentSymbol', { textDocument: { uri } });
      assert.equal(painters.length, wanted);
      assert.deepEqual(painters[0]?.told.at(-1), wanted === 1 ? { type: 'prepare', uri } : undefined);
      editor.dispose();
    });

  it('is not believed about a file or view that is no longer shown', () => {
    const { painters, previews, states } = setUp();
    previews.open({ preview: 'p', uri });
    const [painter] = painters;
    const [first] = painter!.draws();
    previews.open({ preview: 'p', uri, view: 'other' });
    painter!.answer({ type: 'picture', preview: 'p', request: first!.request, picture: { view: 'old', stale: false } });
    painter!.answer({ type: 'picture', preview: 'q', request: 99, picture: { view: 'old', stale: false } });
    assert.equal(states.length, 0);
    painter!.answer({
      type: 'picture',
      preview: 'p',
      request: painter!.draws()[1]!.request,
      picture: { view: 'new', stale: false },
    });
    assert.deepEqual(
      states.map((state) => state.view),
      ['new'],
    );
    previews.dispose();
  });

  it('is started again when it dies, with all it needs, and given up when it keeps dying', () => {
    const { painters, previews, states, logged } = setUp();
    previews.open({ preview: 'p', uri });
    painters[0]!.fail('out of memory');
    assert.equal(painters.length, 2);
    assert.deepEqual(
      painters[1]!.told.map((message) => message.type),
      ['start', 'files', 'draw'],
    );
    painters[0]!.fail('late');
    assert.equal(painters.length, 2);
    for (let index = 1; index < 10; index++) painters.at(-1)!.fail('again');
    assert.ok(painters.length < 6, `${painters.length} starts`);
    assert.match(states.at(-1)!.notice!, /cannot be drawn/);
    assert.match(logged[0]!, /out of memory/);
    previews.dispose();
  });
});
