import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { builtInCatalog } from '../../../language/catalog/built-in-catalog.ts';
import type { CatalogService } from '../../../language/catalog/catalog.ts';
import { catalogReviewed } from '../../../language/catalog/catalog-review.ts';
import { pillars } from '../../../language/model/vocabulary.ts';
import { sharedNames } from '../../../scripts/catalog-findings.ts';

const root = path.resolve(import.meta.dirname, '..', '..', '..');
const catalog = builtInCatalog();
const flows = catalog.services.flatMap((service) => catalog.flowsFrom(service.id));
const absences = catalog.services.flatMap((source) =>
  catalog.services.flatMap((target) => catalog.nonFlowsBetween(source.id, target.id)),
);

/** Ids of the services that break a rule, so that a failure names them. */
function breaking(breaks: (service: CatalogService) => boolean): string[] {
  return catalog.services.filter(breaks).map((service) => service.id);
}

/**
 * What architects meet in the material that the catalog was made from: product tables, portals, diagrams and blog posts
 * of 2019 to 2026, each name as it is written there, with the service it is called today.
 */
const names: Readonly<Record<string, readonly [written: string, id: string][]>> = {
  'core services by pillar': [
    ['Microsoft Entra', 'microsoft-entra'],
    ['Microsoft Defender for Identity', 'defender-for-identity'],
    ['Microsoft Defender for Endpoint', 'defender-for-endpoint'],
    ['Microsoft Intune', 'intune'],
    ['Defender for Office 365', 'defender-for-office-365'],
    ['Exchange', 'exchange-online'],
    ['Microsoft Teams', 'teams'],
    ['SharePoint', 'sharepoint-online'],
    ['OneDrive', 'onedrive'],
    ['Microsoft Purview', 'purview'],
    ['Microsoft Defender for Cloud', 'defender-for-cloud'],
    ['Azure networking services', 'azure-networking'],
    ['Microsoft Defender for Cloud Apps', 'defender-for-cloud-apps'],
    ['Microsoft Security Exposure Management', 'security-exposure-management'],
    ['Microsoft Defender XDR', 'defender-xdr'],
    ['Microsoft Sentinel', 'sentinel'],
    ['Defender for DevOps', 'defender-for-devops'],
    ['GitHub Advanced Security', 'github-advanced-security'],
  ],
  'network services': [
    ['Azure Firewall', 'azure-firewall'],
    ['Azure DDoS Protection', 'azure-ddos-protection'],
    ['Azure VNet', 'azure-vnet'],
    ['Network Security Groups', 'nsg'],
    ['NSGs', 'nsg'],
    ['Azure Web Application Firewall', 'azure-waf'],
    ['WAF', 'azure-waf'],
    ['Azure Front Door', 'azure-front-door'],
    ['Azure Application Gateway', 'application-gateway'],
    ['Azure VPN Gateway', 'vpn-gateway'],
    ['Azure ExpressRoute', 'expressroute'],
    ['Azure Bastion', 'azure-bastion'],
    ['Azure Private Link', 'private-link'],
    ['Azure Network Watcher', 'network-watcher'],
    ['NSG flow logs', 'nsg-flow-logs'],
    ['Key Vault', 'key-vault'],
  ],
  'the integration table': [
    ['Microsoft Entra ID', 'entra-id'],
    ['Conditional Access', 'conditional-access'],
    ['Microsoft Entra Conditional Access', 'conditional-access'],
    ['Microsoft Entra ID Protection', 'entra-id-protection'],
    ['Microsoft Purview', 'purview'],
    ['Microsoft XDR', 'defender-xdr'],
    ['Microsoft Security Copilot', 'security-copilot'],
    ['Active Directory', 'ad-ds'],
    ['Azure Monitor', 'azure-monitor'],
    ['Log Analytics', 'log-analytics'],
  ],
  monitoring: [
    ['Network Watcher', 'network-watcher'],
    ['Traffic Analytics', 'traffic-analytics'],
    ['Application Insights', 'application-insights'],
    ['Application Insight', 'application-insights'],
    ['Storage Analytics', 'storage-analytics'],
    ['Azure Storage Analytics', 'storage-analytics'],
    ['Azure Log Analytics', 'log-analytics'],
    ['Azure Monitor Logs', 'log-analytics'],
    ['Log Analytics workspace', 'log-analytics'],
  ],
  'names of 2022 in the reference architecture': [
    ['Microsoft 365 Defender', 'defender-xdr'],
    ['Azure Active Directory', 'entra-id'],
    ['Azure AD', 'entra-id'],
    ['Azure Security Center', 'defender-for-cloud'],
    ['Office 365', 'microsoft-365'],
    ['Microsoft 365', 'microsoft-365'],
    ['Microsoft Endpoint Manager', 'intune'],
    ['Endpoint Manager', 'intune'],
    ['Configuration Manager', 'configuration-manager'],
    ['Azure Security Benchmark', 'mcsb'],
    ['Azure Identity Protection', 'entra-id-protection'],
  ],
  'components of the reference architecture': [
    ['Azure Virtual Network', 'azure-vnet'],
    ['VNET', 'azure-vnet'],
    ['Azure Load Balancer', 'azure-load-balancer'],
    ['LBS', 'azure-load-balancer'],
    ['PIPS', 'public-ip'],
    ['Virtual machines', 'virtual-machines'],
    ['Azure Virtual Machines', 'virtual-machines'],
    ['Azure Kubernetes service', 'aks'],
    ['K8S', 'aks'],
    ['Azure Virtual Desktop', 'azure-virtual-desktop'],
    ['VDI', 'azure-virtual-desktop'],
    ['Web Apps', 'app-service'],
    ['Azure Storage', 'azure-storage'],
    ['Azure SQL database', 'azure-sql-database'],
    ['Azure Policy', 'azure-policy'],
    ['NVA', 'nva'],
    ['Private Endpoint', 'private-endpoint'],
    ['API Management', 'api-management'],
    ['RBAC', 'azure-rbac'],
    ['MFA', 'entra-mfa'],
    ['PIM', 'entra-pim'],
    ['COND ACC', 'conditional-access'],
    ['ID PROTECTION', 'entra-id-protection'],
    ['Disk Encryption', 'azure-disk-encryption'],
    ['File server', 'onprem-file-server'],
    ['Servers', 'onprem-server'],
    ['Clients', 'onprem-client'],
    ['VLANs', 'onprem-network'],
    ['Entra Connect', 'entra-connect'],
    ['AD DS', 'ad-ds'],
  ],
  'names of 2020 on data flows': [
    ['Azure Sentinel', 'sentinel'],
    ['Azure Security Center', 'defender-for-cloud'],
    ['M365 Defender', 'defender-xdr'],
    ['Microsoft 365 Defender', 'defender-xdr'],
    ['Azure AD', 'entra-id'],
  ],
  'names of 2019 around Defender ATP': [
    ['Microsoft Defender ATP', 'defender-for-endpoint'],
    ['Microsoft Threat Protection', 'defender-xdr'],
    ['Microsoft Defender Security Center', 'defender-portal'],
    ['M365 Security and Compliance Center', 'defender-portal'],
    ['Microsoft Threat Experts', 'defender-experts-hunting'],
    ['Threat & Vulnerability Management', 'defender-vulnerability-management'],
    ['Azure ATP', 'defender-for-identity'],
    ['Azure Information Protection', 'purview-information-protection'],
    ['Microsoft Cloud App Security', 'defender-for-cloud-apps'],
    ['Microsoft Intune', 'intune'],
    ['Office 365 ATP', 'defender-for-office-365'],
  ],
};

describe('the built-in catalog', () => {
  for (const [material, entries] of Object.entries(names)) {
    it(`finds every name of ${material} under today's`, () => {
      for (const [written, id] of entries) {
        const found = catalog.resolve(written);
        assert.deepEqual(
          found.map((match) => match.service.id),
          [id],
          written,
        );
        assert.notEqual(found[0]!.service.status, 'renamed', written);
      }
    });
  }

  it('has the services and flows that were counted when it was last reviewed', () => {
    assert.equal(catalog.services.length, 186);
    assert.equal(flows.length, 238);
    assert.equal(absences.length, 6);
    assert.match(catalogReviewed, /^\d{4}-\d{2}-\d{2}$/);
  });

  it('has services in every pillar', () => {
    for (const pillar of pillars)
      assert.ok(
        catalog.services.some((service) => service.pillar === pillar),
        pillar,
      );
  });

  it('says of every service what it is for, where it belongs and where that is said', () => {
    assert.deepEqual(
      breaking((service) => service.pillar === undefined),
      [],
    );
    assert.deepEqual(
      breaking((service) => !/^[A-Z“][^\n]+\.$/.test(service.description)),
      [],
    );
    assert.deepEqual(
      breaking((service) => service.sources.length === 0 && !service.guess),
      [],
    );
    assert.deepEqual(
      breaking((service) => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(service.id)),
      [],
    );
    assert.deepEqual(
      breaking((service) => service.short.length > 32),
      [],
    );
  });

  it('links to documentation for every product, and only for products', () => {
    assert.deepEqual(
      breaking((service) => (service.docs === undefined) !== (service.status === 'environment')),
      [],
    );
    assert.deepEqual(
      breaking(
        (service) =>
          service.docs !== undefined &&
          !/^https:\/\/(learn\.microsoft\.com|docs\.github\.com|azure\.microsoft\.com)(\/|$)/.test(service.docs),
      ),
      [],
    );
  });

  it('has a source for every flow that is no guess', () => {
    const without = [...flows, ...absences].filter((flow) => flow.sources.length === 0 && !flow.guess);
    assert.deepEqual(
      without.map((flow) => `${flow.source} -> ${flow.target}`),
      [],
    );
    const former = catalog.services.flatMap((service) =>
      service.formerNames.filter((name) => name.sources.length === 0 && !name.guess),
    );
    assert.deepEqual(
      former.map((name) => name.name),
      [],
    );
  });

  it('says every flow once, and not together with its absence', () => {
    const keys = flows.map((flow) => `${flow.source} -> ${flow.target} : ${flow.kind}`);
    assert.deepEqual(
      keys.filter((key, index) => keys.indexOf(key) !== index),
      [],
    );
    assert.deepEqual(
      absences.map((flow) => `${flow.source} -> ${flow.target} : ${flow.kind}`).filter((key) => keys.includes(key)),
      [],
    );
    assert.deepEqual(
      flows.filter((flow) => flow.source === flow.target),
      [],
    );
    assert.deepEqual(
      [...flows, ...absences].filter((flow) => !flow.label).map((flow) => flow.source),
      [],
    );
  });

  it('refers to nothing that is not there, and draws no line to a name of the past', () => {
    const known = (id: string): boolean => catalog.service(id) !== undefined;
    const current = (id: string): boolean => known(id) && catalog.service(id)!.status !== 'renamed';
    assert.deepEqual(
      flows.filter((flow) => !current(flow.source) || !current(flow.target)),
      [],
    );
    assert.deepEqual(
      absences.filter((flow) => !current(flow.source) || !current(flow.target)),
      [],
    );
    assert.deepEqual(
      breaking((service) => service.partOf !== undefined && !current(service.partOf)),
      [],
    );
    assert.deepEqual(
      breaking((service) => service.successor !== undefined && !current(service.successor)),
      [],
    );
    assert.deepEqual(
      breaking((service) => service.requires.flat().some((id) => !current(id))),
      [],
    );
    assert.deepEqual(
      breaking((service) => service.requires.flat().includes(service.id)),
      [],
    );
  });

  it('says when and what instead, where something ends', () => {
    assert.deepEqual(
      breaking((service) => service.status === 'retiring' && !/^\d{4}-\d{2}-\d{2}$/.test(service.statusDate ?? '')),
      [],
    );
    assert.deepEqual(
      breaking((service) => ['retiring', 'retired', 'renamed'].includes(service.status) && !service.successor),
      [],
    );
    assert.deepEqual(
      breaking((service) => service.status === 'active' && service.statusDate !== undefined),
      [],
    );
  });

  it('has a status that fits the day of the review', () => {
    const after = (service: CatalogService): boolean => (service.statusDate ?? '') > catalogReviewed;
    assert.deepEqual(
      breaking((service) => service.status === 'retiring' && !after(service)),
      [],
      'has ended since',
    );
    assert.deepEqual(
      breaking((service) => ['retired', 'renamed', 'legacy'].includes(service.status) && after(service)),
      [],
    );
  });

  it('calls two services by one name only where people do', () => {
    const shared = new Map<string, string[]>();
    const all = catalog.services.flatMap((service) => [
      service.name,
      service.short,
      ...service.abbreviations,
      ...service.formerNames.map((former) => former.name),
    ]);
    for (const name of all) {
      const ids = catalog.resolve(name).map((match) => match.service.id);
      if (ids.length > 1) shared.set(name, ids.sort());
    }
    assert.deepEqual(Object.fromEntries(shared), sharedNames);
  });

  it('uses only sources that the documentation names, or paths in public repositories', () => {
    const page = readFileSync(path.join(root, 'docs', 'catalog.md'), 'utf8');
    const named = new Set([...page.matchAll(/^\| `([^`]+)` +\|/gm)].map((match) => match[1]!));
    const used = new Set(
      [
        ...catalog.services,
        ...flows,
        ...absences,
        ...catalog.services.flatMap((service) => service.formerNames),
      ].flatMap((fact) => fact.sources),
    );
    const strange = [...used].filter((source) => !named.has(source) && !/^[\w.-]+\/[\w.-]+ [\w' ./-]+$/.test(source));
    assert.deepEqual(strange, []);
    const unused = [...named].filter((name) => /[:\d]/.test(name) && !name.includes('/') && !used.has(name));
    assert.deepEqual(unused, [], 'a source that nothing stands on');
  });

  it('knows where each name is written', () => {
    const texts = new Map(
      pillars.map((pillar) => [
        `parapet-catalog:/${pillar}.parapet`,
        readFileSync(path.join(root, 'language', 'catalog', `${pillar}.parapet`), 'utf8').split('\n'),
      ]),
    );
    assert.deepEqual(
      readdirSync(path.join(root, 'language', 'catalog'))
        .filter((file) => file.endsWith('.parapet'))
        .sort(),
      pillars.map((pillar) => `${pillar}.parapet`).sort(),
    );
    const at = ({ uri, line, character, endCharacter }: CatalogService['place']): string =>
      texts.get(uri)![line]!.slice(character, endCharacter);
    for (const service of catalog.services) {
      assert.equal(at(service.place), service.id);
      assert.equal(service.place.uri, `parapet-catalog:/${service.pillar}.parapet`);
    }
    for (const flow of [...flows, ...absences]) assert.equal(at(flow.place), flow.target);
  });

  it('is the same object each time', () => {
    assert.equal(builtInCatalog(), catalog);
  });
});
