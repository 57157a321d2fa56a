import assert from 'node:assert/strict';
import { buildCatalog } from '../../../language/catalog/build-catalog.ts';
import { builtInCatalog } from '../../../language/catalog/built-in-catalog.ts';
import type { CatalogService } from '../../../language/catalog/catalog.ts';

const catalog = builtInCatalog();
const ids = (written: string): string[] => catalog.resolve(written).map((match) => match.service.id);

/** A service with nothing said of it but what a test says. */
function service(said: Partial<CatalogService> & { readonly id: string }): CatalogService {
  return {
    name: said.id,
    short: said.id,
    abbreviations: [],
    formerNames: [],
    status: 'active',
    pillar: undefined,
    stages: [],
    portals: [],
    requires: [],
    description: '',
    sources: [],
    guess: false,
    builtIn: false,
    place: { uri: 'file:///a.parapet', line: 0, character: 0, endCharacter: 0 },
    ...said,
  };
}

describe('resolve', () => {
  const cases: readonly [written: string, by: string, ...ids: string[]][] = [
    ['sentinel', 'id', 'sentinel'],
    ['Azure ATP', 'former', 'defender-for-identity'],
    ['azure-atp', 'former', 'defender-for-identity'],
    ['mdatp', 'former', 'defender-for-endpoint'],
    ['MCAS', 'former', 'defender-for-cloud-apps'],
    ['azure-sentinel', 'former', 'sentinel'],
    ['AzureSentinel', 'former', 'sentinel'],
    ['office 365 atp', 'former', 'defender-for-office-365'],
    ['log analytics agent', 'id', 'log-analytics-agent'],
    ['Microsoft Monitoring Agent', 'abbreviation', 'log-analytics-agent'],
    ['Azure Security Center', 'former', 'defender-for-cloud'],
    ['nsg flow logs', 'id', 'nsg-flow-logs'],
    ['AAD', 'former', 'entra-id'],
    ['AD', 'abbreviation', 'ad-ds'],
    ['MDE', 'abbreviation', 'defender-for-endpoint'],
    ['Microsoft Defender for Endpoint', 'name', 'defender-for-endpoint'],
    ['defender for endpoint', 'id', 'defender-for-endpoint'],
    ['Microsoft Key Vault', 'name', 'key-vault'],
    ['Azure Conditional Access', 'short', 'conditional-access'],
    ['Microsoft Azure Monitor', 'name', 'azure-monitor'],
    ['monitor', 'name', 'azure-monitor'],
    ['Threat and Vulnerability Management', 'former', 'defender-vulnerability-management'],
    // Ambiguous: all that it may mean.
    ['ATP', 'former', 'defender-for-identity', 'defender-for-endpoint', 'defender-for-office-365'],
    ['EPM', 'abbreviation', 'intune-endpoint-privilege-management', 'entra-permissions-management'],
    ['MDA', 'abbreviation', 'defender-for-cloud-apps', 'defender-antivirus'],
    ['Firewall', 'name', 'azure-firewall', 'onprem-firewall'],
    // Renamed services: what they are called today, by id too.
    ['microsoft-endpoint-manager', 'former', 'intune'],
    ['MEM', 'former', 'intune'],
    ['AIP', 'former', 'purview-information-protection'],
    // A current name is not made ambiguous by another's former name.
    ['Azure RMS', 'short', 'azure-rights-management'],
  ];
  for (const [written, by, ...expected] of cases) {
    it(`takes "${written}" for ${expected.join(', ')}`, () => {
      const found = catalog.resolve(written);
      assert.deepEqual(
        found.map((match) => match.service.id),
        expected,
      );
      assert.equal(found[0]!.by, by);
    });
  }

  it('gives the record of a former name', () => {
    const [match] = catalog.resolve('microsoft defender atp');
    assert.equal(match!.matched, 'Microsoft Defender ATP');
    assert.equal(match!.former!.until, '2020');
    assert.equal(catalog.resolve('microsoft endpoint manager')[0]!.former!.until, '2022');
  });

  it('finds nothing for nothing, nonsense and names that objects have', () => {
    for (const written of [
      '',
      ' ',
      '-',
      '...',
      'nonsense',
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      '🛡',
      '\u0000',
      'microsoft',
      'azure',
      'a'.repeat(100_000),
    ]) {
      assert.deepEqual(ids(written), [], JSON.stringify(written.slice(0, 20)));
      assert.equal(catalog.service(written), undefined);
      assert.deepEqual(catalog.flowsFrom(written), []);
      assert.deepEqual(catalog.flowsBetween(written, 'sentinel'), []);
    }
  });

  it('takes names that objects have for names where a service has them', () => {
    const odd = buildCatalog([service({ id: '__proto__', abbreviations: ['constructor'] })], []);
    assert.equal(odd.resolve('__proto__')[0]!.by, 'id');
    assert.equal(odd.resolve('Constructor')[0]!.service.id, '__proto__');
    assert.equal(odd.service('__proto__')!.name, '__proto__');
  });

  it('names a renamed service itself where nothing has taken its place', () => {
    const lost = buildCatalog(
      [service({ id: 'old', status: 'renamed' }), service({ id: 'lost', status: 'renamed', successor: 'nowhere' })],
      [],
    );
    assert.deepEqual(
      lost.resolve('old').map((match) => match.by),
      ['id'],
    );
    assert.deepEqual(
      lost.resolve('LOST').map((match) => match.service.id),
      ['lost'],
    );
  });
});

describe('nearest', () => {
  const cases: readonly [written: string, id: string][] = [
    ['sentinal', 'sentinel'],
    ['defendr-for-endpoint', 'defender-for-endpoint'],
    ['entar-id', 'entra-id'],
    ['azure fierwall', 'azure-firewall'],
    ['purvew', 'purview'],
    ['log anlytics', 'log-analytics'],
    ['Azure Sentinell', 'sentinel'],
    ['microsoft defender for clod apps', 'defender-for-cloud-apps'],
    ['kubernets', 'aks'],
    ['defender-for-endp', 'defender-for-endpoint'],
  ];
  for (const [written, id] of cases) {
    it(`offers ${id} for "${written}" first`, () => assert.equal(catalog.nearest(written)[0]?.service.id, id));
  }

  it('offers nothing for nonsense', () => {
    for (const written of [
      '',
      'x',
      'qq',
      'qqqqqq',
      'asdf',
      'lorem ipsum dolor',
      '__proto__',
      'a'.repeat(100_000),
      'z'.repeat(60),
    ]) {
      assert.deepEqual(catalog.nearest(written), [], JSON.stringify(written.slice(0, 20)));
    }
  });

  it('offers each service once, and as many as were asked for', () => {
    const found = catalog.nearest('defender-for', 8).map((match) => match.service.id);
    assert.equal(found.length, 8);
    assert.equal(new Set(found).size, 8);
    assert.equal(catalog.nearest('defender-for', 1).length, 1);
    assert.equal(catalog.nearest('defender-for').length, 5);
  });

  it('is quick enough to be asked on every keystroke', () => {
    catalog.nearest('warm up');
    const begin = performance.now();
    for (let index = 0; index < 20; index++) catalog.nearest('microsoft defendr for endpiont');
    const each = (performance.now() - begin) / 20;
    assert.ok(each < 10, `${each.toFixed(2)} ms`);
  });
});
