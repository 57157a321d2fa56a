import type { Element } from '../model/model.ts';

/** Services whose sort of thing says more than their pillar; the rest bear their pillar's glyph. */
const glyphsOfServices: readonly (readonly [glyph: string, services: readonly string[]])[] = [
  ['person', ['user']],
  ['internet', ['internet', 'public-ip', 'azure-dns', 'onprem-dns', 'saas-app']],
  ['attacker', ['attacker']],
  ['database', ['azure-sql-database', 'onprem-database', 'log-analytics', 'sentinel-data-lake']],
  ['storage', ['azure-storage', 'onprem-file-server']],
  ['key', ['key-vault', 'managed-hsm', 'cloud-hsm', 'dedicated-hsm', 'azure-disk-encryption', 'bitlocker']],
  [
    'firewall',
    ['azure-firewall', 'firewall-manager', 'azure-waf', 'nsg', 'onprem-firewall', 'windows-firewall', 'nva'],
  ],
  ['gateway', ['vpn-gateway', 'expressroute', 'application-gateway', 'azure-front-door', 'azure-load-balancer']],
  ['policy', ['azure-policy', 'conditional-access', 'mcsb', 'machine-configuration']],
  ['automation', ['logic-apps']],
  ['client', ['windows-client', 'onprem-client']],
];

const byService = new Map(glyphsOfServices.flatMap(([glyph, services]) => services.map((id) => [id, glyph] as const)));

/** Name of the glyph that stands for an element; the renderer knows its outline. */
export function glyphOf(element: Element): string {
  if (element.kind === 'group' || element.kind === 'zone') return element.kind;
  if (element.kind === 'threat') return 'attacker';
  const service = element.service && byService.get(element.service.id);
  return service ?? element.service?.pillar ?? element.properties.pillar ?? 'component';
}
