import assert from 'node:assert/strict';
import { readPictureParams, readPreviewOpenParams } from '../../server/parameters.ts';
import type { Exploration, PictureResult, PreviewState } from '../../server/protocol.ts';
import { TestClient } from './client.ts';
import { TemporaryFolder } from './temporary-folder.ts';

const design = `use defender-for-endpoint as mde { owner "SOC" tags core status planned }
use defender-xdr as xdr
zone azure "Azure" {
  use sentinel
}
mde -> xdr : alert
xdr -> sentinel : incident
mde -> sentinel : alert
accept owner-missing on xdr { reason "Run by all" owner "SOC" until 2027-03-31 }
accept undocumented-flow on xdr -> sentinel : incident { reason "Ours" owner "SOC" }
`;
const plain: Exploration = { closed: [], open: [], overview: true };

describe('what comes with a picture', function () {
  this.timeout(30_000);
  let folder: TemporaryFolder;
  let client: TestClient;
  let uri: string;

  before(async () => {
    folder = new TemporaryFolder();
    client = new TestClient();
    await client.initialize([folder.uri]);
    uri = folder.uriOf('design.parapet');
    await client.open(uri, design);
  });

  after(async () => {
    assert.equal(await client.end(), 0);
    folder.remove();
  });

  /** Asks for a picture and waits for one of which something holds. */
  async function draw(exploration: Exploration, holds: (state: PreviewState) => boolean): Promise<PreviewState> {
    await client.request('parapet/preview/open', { preview: 'one', uri, exploration });
    const state = (): PreviewState | undefined =>
      client.states.findLast((one) => one.preview === 'one' && one.scene !== undefined && !one.progress);
    await client.until(
      'the picture asked for',
      () => {
        const last = state();
        return last !== undefined && holds(last);
      },
      20_000,
    );
    return state()!;
  }
  const cards = (state: PreviewState): string =>
    state
      .scene!.cards.map((card) => card.element)
      .sort()
      .join();

  it('is what is known of its elements', async () => {
    const state = await draw(plain, (one) => cards(one) === 'mde,sentinel,xdr');
    assert.deepEqual(
      state.elements.map(({ path }) => path),
      ['mde', 'xdr', 'azure', 'azure/sentinel'],
    );
    const { description, otherNames, stages, accepted: _accepted, ...rest } = state.elements[0]!;
    assert.deepEqual(rest, {
      ...{ path: 'mde', name: 'mde', label: 'Defender for Endpoint', kind: 'service' },
      ...{ service: 'Microsoft Defender for Endpoint', pillar: 'Devices and endpoints' },
      ...{ owner: 'SOC', status: 'planned', tags: ['core'] },
    });
    const ours = { rule: 'undocumented-flow', about: 'xdr -> sentinel : incident', reason: 'Ours', owner: 'SOC' };
    assert.deepEqual(
      state.elements.map(({ accepted }) => accepted),
      [
        [],
        [{ rule: 'owner-missing', about: 'xdr', reason: 'Run by all', owner: 'SOC', until: '2027-03-31' }, ours],
        [],
        [ours],
      ],
    );
    assert.ok(description !== undefined && stages.length > 0 && otherNames.includes('MDE'));
  });

  it('is what is wrong, with where and what mends it', async () => {
    const { findings } = await draw(plain, () => true);
    const [finding] = findings.filter(({ rule }) => rule === 'duplicate-incidents');
    assert.ok(finding);
    assert.equal(finding.flow, 'mde->sentinel:alert');
    assert.equal(finding.element, undefined);
    assert.equal(finding.uri, uri);
    assert.equal(finding.range.start.line, 7);
    assert.deepEqual(finding.fixes, ['Remove mde -> sentinel : alert']);
  });

  it('changes with how the view is looked at, and is told', async () => {
    const closed = await draw({ ...plain, closed: ['azure'] }, (one) => cards(one) === 'azure,mde,xdr');
    assert.ok(
      closed.elements.some(({ path }) => path === 'azure/sentinel'),
      'what a group holds is known',
    );
    const road = { path: 'xdr', direction: 'in', depth: 0 } as const;
    const walked = await draw({ ...plain, road }, (one) => cards(one) === 'mde,xdr');
    assert.deepEqual(walked.road, road);
    assert.equal(walked.overview, false);
    await draw(plain, (one) => cards(one) === 'mde,sentinel,xdr');
  });

  it('stays while the text is broken', async () => {
    await draw({ ...plain, closed: ['azure'] }, (one) => cards(one) === 'azure,mde,xdr');
    await client.change(uri, { text: `${design}zone {` });
    const stale = (): PreviewState | undefined => client.states.findLast((one) => one.preview === 'one');
    await client.until('the last good picture', () => stale()?.stale === true, 20_000);
    assert.equal(cards(stale()!), 'azure,mde,xdr');
    await client.change(uri, { text: design });
  });

  it('a text that stands for itself is drawn on demand', async () => {
    const drawn = await client.request<PictureResult>('parapet/picture', { text: 'use sentinel\n', theme: 'dark' });
    assert.ok('svg' in drawn && drawn.svg.startsWith('<svg') && drawn.svg.includes('Sentinel'));
    assert.match('svg' in drawn ? drawn.description : '', /1 box/);
    assert.deepEqual('svg' in drawn ? drawn.errors : undefined, []);
    const wrong = await client.request<PictureResult>('parapet/picture', {
      text: 'use sentinel\nuse sentinle\n',
      theme: 'dark',
    });
    const errors = 'svg' in wrong ? wrong.errors : [];
    assert.equal(errors.length, 1);
    assert.match(errors[0]!, /^Line 2: .*sentinle/);
    const empty = await client.request<PictureResult>('parapet/picture', { text: '', theme: 'dark' });
    assert.match('notice' in empty ? empty.notice : '', /nothing to draw yet/);
    const broken = await client.request<PictureResult>('parapet/picture', { text: '\nzone {', theme: 'dark' });
    assert.match('notice' in broken ? broken.notice : '', /^Line 2: /);
    await assert.rejects(client.request('parapet/picture', { text: 'use sentinel', theme: 'pink' }));
  });
});

describe('what a client asks of a picture', () => {
  const open = (exploration: unknown): unknown =>
    readPreviewOpenParams({ preview: 'a', uri: 'file:///a', exploration });

  it('is read as it is sent', () => {
    for (const exploration of [
      plain,
      { ...plain, closed: ['a'], road: { path: 'a', direction: 'both', depth: 2, kinds: ['alert'] } },
    ]) {
      assert.deepEqual(open(exploration), { preview: 'a', uri: 'file:///a', exploration });
    }
    assert.deepEqual(open(null), { preview: 'a', uri: 'file:///a' });
    assert.deepEqual(readPictureParams({ text: '', theme: 'light' }), { text: '', theme: 'light' });
  });

  it('is refused in any other shape', () => {
    const road = { path: 'a', direction: 'in', depth: 0 };
    const wrong: readonly unknown[] = [
      ...[1, 'x', [], {}, { ...plain, closed: 'a' }, { ...plain, open: [1] }, { ...plain, overview: 1 }],
      ...[
        { ...road, path: 1 },
        { ...road, direction: 'up' },
        { ...road, depth: -1 },
        { ...road, depth: 0.5 },
        { ...road, kinds: 1 },
        7,
      ].map((bad) => ({ ...plain, road: bad })),
    ];
    for (const exploration of wrong) assert.equal(open(exploration), undefined, JSON.stringify(exploration));
    for (const params of [
      null,
      {},
      { text: 1, theme: 'dark' },
      { text: 'x' },
      { text: 'x', theme: '__proto__' },
      { text: 'x'.repeat(200_001), theme: 'dark' },
    ]) {
      assert.equal(readPictureParams(params), undefined);
    }
  });
});
