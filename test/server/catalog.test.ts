import assert from 'node:assert/strict';
import type { TextEdit } from 'vscode-languageserver/node';
import { builtInCatalog, pillars } from '../../language/pipeline.ts';
import {
  catalogChangedNotification,
  catalogListRequest,
  catalogSearchRequest,
  catalogUseRequest,
  protocolVersion,
  type CatalogListing,
} from '../../server/protocol.ts';
import { TestClient } from './client.ts';
import { TemporaryFolder } from './temporary-folder.ts';

const ownCatalog = `/** Ours. */
service beacon "Beacon SIEM" {
  aka "BSIEM"
  formerly "Lantern" until 2019 { source "release notes" }
  pillar security-operations
  status retiring
  since 2027-06-30
  docs "https://beacon.example"
}
`;

describe('the catalog that the server sends', function () {
  this.timeout(30_000);
  let folder: TemporaryFolder;
  let client: TestClient;
  let changes = 0;

  /** Waits until the server has told of more changes than before. */
  const changed = async (before: number): Promise<void> => {
    for (let round = 0; round < 400 && changes === before; round++) await new Promise((next) => setTimeout(next, 20));
    assert.ok(changes > before, 'told of a change');
  };
  const list = (): Promise<CatalogListing> => client.request(catalogListRequest, undefined);
  const search = (query: string): Promise<string[]> => client.request(catalogSearchRequest, { query });

  before(async () => {
    folder = new TemporaryFolder();
    folder.write('shared/own.parapet', ownCatalog);
    folder.write('design.parapet', 'use sentinel\n');
    client = new TestClient();
    client.connection.onNotification(catalogChangedNotification, () => void changes++);
    await client.initialize([folder.uri]);
  });
  after(async () => {
    await client.end();
    folder.remove();
  });

  it('has every service once, under a pillar with a title, and none that only leads on', async () => {
    const { protocol, reviewed, services, pillars: groups } = await list();
    assert.equal(protocol, protocolVersion);
    assert.match(reviewed, /^\d{4}-\d{2}-\d{2}$/);
    assert.deepEqual(
      groups.map(({ id }) => id),
      [...pillars],
    );
    assert.ok(groups.every(({ title }) => /^[A-Z]/.test(title)));
    const builtIn = services.filter((service) => service.builtIn);
    const expected = builtInCatalog().services.filter((service) => service.status !== 'renamed');
    assert.deepEqual(
      builtIn.map(({ id }) => id),
      expected.map(({ id }) => id),
    );
    const flowLogs = services.find(({ id }) => id === 'nsg-flow-logs')!;
    assert.equal(flowLogs.status, 'retiring');
    assert.equal(flowLogs.statusText, 'Being retired (2027-09-30)');
    assert.equal(flowLogs.uri, 'parapet-catalog:/monitoring.parapet');
    assert.ok(flowLogs.position.line > 0);
  });

  it('has services of the workspace, wherever they are defined, and tells when they change', async () => {
    await list();
    const uri = folder.uriOf('shared/own.parapet');
    // Whether the folder was read before or after the first list: then, or by now.
    let entry = (await list()).services.find(({ id }) => id === 'beacon');
    if (!entry) {
      await changed(0);
      entry = (await list()).services.find(({ id }) => id === 'beacon');
    }
    assert.deepEqual(entry, {
      id: 'beacon',
      name: 'Beacon SIEM',
      short: 'Beacon SIEM',
      abbreviations: ['BSIEM'],
      formerNames: ['Lantern'],
      pillar: 'security-operations',
      status: 'retiring',
      statusText: 'Being retired (2027-06-30)',
      statusDate: '2027-06-30',
      description: 'Ours.',
      docs: 'https://beacon.example',
      builtIn: false,
      uri,
      position: { line: 1, character: 8 },
    });

    const before = changes;
    await client.open(uri, ownCatalog.replace('"Beacon SIEM"', '"Beacon"'));
    await client.codes(uri);
    await changed(before);
    assert.equal((await list()).services.find(({ id }) => id === 'beacon')!.name, 'Beacon');

    // What does not change the list is not told.
    const then = changes;
    const version = await client.change(uri, {
      text: `${ownCatalog.replace('"Beacon SIEM"', '"Beacon"')}\n// a remark\n`,
    });
    await client.codes(uri, version);
    await list();
    assert.equal(changes, then);
    await client.close(uri);
  });

  it('is searched by every name, hyphens or none', async () => {
    assert.deepEqual(await search('azure atp'), ['defender-for-identity']);
    assert.deepEqual(await search('AzureATP'), ['defender-for-identity']);
    assert.deepEqual(await search('lantern'), ['beacon']);
    assert.equal((await search('ATP')).length, 3);
    assert.ok((await search('firewall')).includes('azure-firewall'));
    assert.equal((await search('sentinle'))[0], 'sentinel');
    assert.deepEqual(await search('__proto__'), []);
    assert.deepEqual(await search('microsoft-endpoint-manager'), ['intune']);
  });

  it('writes the use of a service, with the import that it needs', async () => {
    const uri = folder.uriOf('draft.parapet');
    await client.open(uri, 'use sentinel\n');
    const use = (service: string): Promise<TextEdit[] | null> =>
      client.request(catalogUseRequest, { uri, position: { line: 1, character: 0 }, service });
    assert.deepEqual(
      (await use('intune'))!.map(({ newText }) => newText),
      ['use intune'],
    );
    assert.deepEqual(
      (await use('beacon'))!.map(({ newText }) => newText),
      ['import "./shared/own.parapet"\n\n', 'use beacon'],
    );
    assert.equal(await use('nothing-of-the-sort'), null);
    const catalogUri = 'parapet-catalog:/identity.parapet';
    await client.open(catalogUri, 'service entra-id { }\n');
    const position = { line: 1, character: 0 };
    assert.equal(await client.request(catalogUseRequest, { uri: catalogUri, position, service: 'intune' }), null);
    await client.close(catalogUri);
    await client.close(uri);
  });

  it('refuses what is not of the right shape', async () => {
    for (const [method, params] of [
      [catalogSearchRequest, undefined],
      [catalogSearchRequest, { query: 7 }],
      [catalogUseRequest, { uri: 'file:///a.parapet', service: 'sentinel' }],
      [catalogUseRequest, { uri: 'file:///a.parapet', service: 'sentinel', position: { line: -1, character: 0 } }],
    ] as const) {
      await assert.rejects(client.request(method, params), /takes \{/);
    }
  });
});
