import assert from 'node:assert/strict';
import type { PreviewState } from '../../server/protocol.ts';
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
    assert.match((await next('a notice', (entry) => entry.notice !== undefined)).notice!, /nothing to draw yet/);
    await client.change(uri, { text: 'component {' });
    assert.match((await next('a notice', (entry) => entry.notice !== undefined)).notice!, /until the errors/);
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
