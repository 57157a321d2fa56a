import assert from 'node:assert/strict';
import {
  entryDescription,
  entryLabel,
  entryTooltip,
  groupsOf,
  pickTexts,
  statusIcon,
} from '../../client/catalog-view/catalog-entries.ts';
import { readCatalogListing, readServiceId, readServiceIds, readTextEdits } from '../../client/protocol-checks.ts';
import { builtInCatalog } from '../../language/pipeline.ts';
import { serviceStatuses } from '../../language/model/vocabulary.ts';
import { catalogListing } from '../../server/catalog-listing.ts';
import type { CatalogEntry } from '../../server/protocol.ts';

const listing = catalogListing(builtInCatalog());
const entry = (id: string): CatalogEntry => listing.services.find((service) => service.id === id)!;
const own: CatalogEntry = {
  id: 'beacon',
  name: 'Beacon $(trash) SIEM',
  short: 'Beacon $(trash)',
  abbreviations: ['A', 'B', 'C'],
  formerNames: ['Lantern'],
  pillar: 'nowhere',
  status: 'active',
  description: '',
  builtIn: false,
  uri: 'file:///own.parapet',
  position: { line: 0, character: 0 },
};

describe('the Catalog view', () => {
  it('has each service once, by pillar in their order, those of the workspace first', () => {
    const groups = groupsOf({ ...listing, services: [...listing.services, own] });
    assert.deepEqual(
      groups.map(({ id }) => id),
      ['own', ...listing.pillars.map(({ id }) => id)],
    );
    const ids = groups.flatMap(({ services }) => services.map(({ id }) => id));
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(ids.length, listing.services.length + 1);
    assert.deepEqual(groupsOf({ ...listing, services: [] }), []);
    assert.deepEqual(
      groupsOf({ ...listing, services: [{ ...own, builtIn: true }] }).map(({ id }) => id),
      ['other'],
    );
  });

  it('tells a status in words, and by an icon besides', () => {
    assert.equal(entryDescription(entry('nsg-flow-logs')), 'retiring 2027-09-30');
    assert.equal(entryDescription(entry('defender-for-endpoint')), 'MDE');
    assert.equal(entryDescription(own), 'A · B');
    assert.equal(
      entryLabel(entry('nsg-flow-logs')),
      `${entry('nsg-flow-logs').name}, nsg-flow-logs, Being retired (2027-09-30)`,
    );
    const told = listing.services.filter(({ statusText }) => statusText !== undefined);
    assert.ok(told.length > 5);
    for (const service of told) assert.ok(entryDescription(service).includes(service.status), service.id);
    const icons = serviceStatuses.filter((status) => status !== 'renamed').map((status) => statusIcon(status).name);
    assert.equal(new Set(icons).size, icons.length);
    for (const status of ['constructor', '__proto__', 'new'])
      assert.deepEqual(statusIcon(status), statusIcon('active'));
  });

  it('shows what a service is for and was called', () => {
    const lines = entryTooltip(entry('defender-for-identity'));
    assert.equal(lines[0], 'Microsoft Defender for Identity');
    assert.ok(lines.some((line) => line.startsWith('Formerly ') && line.includes('Azure ATP')));
    assert.deepEqual(entryTooltip(own), ['Beacon $(trash) SIEM', 'beacon · A · B · C', 'Formerly Lantern']);
  });

  it('has every name of a service in what a list searches', () => {
    for (const service of listing.services) {
      const { label, description, detail } = pickTexts(service, 'Title');
      const all = `${label}\n${description}\n${detail}`;
      const names = [service.id, service.name, service.short, ...service.abbreviations, ...service.formerNames];
      for (const name of names) assert.ok(all.includes(name), `${service.id}: ${name}`);
    }
  });

  it('shows no icons but its own', () => {
    const { label, description, detail } = pickTexts(own, undefined);
    assert.match(label, /^\$\(shield\) Beacon \$\u200b\(trash\)$/);
    assert.doesNotMatch(description + detail, /\$\(/);
  });
});

describe('what the server says of the catalog', () => {
  it('is taken where it has the right shape', () => {
    const sent: unknown = JSON.parse(JSON.stringify(listing));
    assert.deepEqual(readCatalogListing(sent), sent);
    assert.equal(readCatalogListing({ ...listing, protocol: 0 }), undefined);
    assert.equal(
      readCatalogListing({ ...listing, services: [{ ...own, position: { line: -1, character: 0 } }] }),
      undefined,
    );
    assert.equal(readCatalogListing(null), undefined);
    assert.deepEqual(readServiceIds(['a']), ['a']);
    assert.equal(readServiceIds([1]), undefined);
    assert.equal(readServiceId(own), 'beacon');
    for (const value of [undefined, 'beacon', { id: 7, uri: 'x' }, { id: 'x' }])
      assert.equal(readServiceId(value), undefined);
    const start = { line: 0, character: 0 };
    assert.equal(readTextEdits([{ range: { start, end: start }, newText: 'use a' }])!.length, 1);
    assert.equal(readTextEdits(null), undefined);
    assert.equal(readTextEdits([{ range: { start }, newText: 'use a' }]), undefined);
  });
});
