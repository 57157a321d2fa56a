import assert from 'node:assert/strict';
import {
  coverageExportRequest,
  coverageRequest,
  protocolVersion,
  type CoverageListing,
} from '../../server/protocol.ts';
import { TestClient } from './client.ts';
import { TemporaryFolder } from './temporary-folder.ts';

describe('the coverage that the server sends', function () {
  this.timeout(30_000);
  let folder: TemporaryFolder;
  let client: TestClient;
  const uri = (): string => `${folder.uri}/design.parapet`;

  before(async () => {
    folder = new TemporaryFolder();
    folder.write('shared.parapet', 'use defender-for-office-365 as mdo\n');
    folder.write(
      'design.parapet',
      'import "./shared.parapet"\ncomponent users\nthreat phishing { technique T1566.001 targets users }\n',
    );
    client = new TestClient();
    await client.initialize([folder.uri]);
  });
  after(async () => {
    await client.end();
    folder.remove();
  });

  it('is that of a design with its imports', async () => {
    const listing = await client.request<CoverageListing>(coverageRequest, { uri: uri(), threatsOnly: true });
    assert.equal(listing.protocol, protocolVersion);
    assert.deepEqual(
      listing.techniques.map(({ id, services }) => [id, services.map((service) => service.id)]),
      [['T1566.001', ['defender-for-office-365']]],
    );
  });

  it('is null for what is no design, and an error for what is no question', async () => {
    assert.equal(await client.request(coverageRequest, { uri: `${folder.uri}/gone.parapet`, threatsOnly: true }), null);
    for (const params of [null, {}, { uri: uri() }, { uri: 3, threatsOnly: true }])
      await assert.rejects(client.request(coverageRequest, params));
    await assert.rejects(client.request(coverageExportRequest, { uri: uri(), threatsOnly: false, format: 'exe' }));
  });

  it('is a file in each format', async () => {
    const file = (format: string) =>
      client.request<string>(coverageExportRequest, { uri: uri(), threatsOnly: false, format });
    assert.match(await file('csv'), /^technique,/);
    assert.match(await file('navigator'), /"layer": "4\.5"/);
  });
});
