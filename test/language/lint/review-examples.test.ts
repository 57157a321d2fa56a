import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from '../../../language/lint/finding.ts';
import { lint, lintStrictly, testDay } from './check-lint.ts';

const folder = path.resolve(import.meta.dirname, '../../../examples/review');

/** What the rules find in each design, as README.md there compares it with what a reviewer would say. */
const expected: Readonly<Record<string, { readonly found: readonly string[]; readonly strictly: readonly string[] }>> =
  {
    migration: {
      found: [
        'error retired-service datacentre/ata',
        'error closed-to-new azure/flow-logs',
        'warning retiring-service azure/front-door',
        'warning retiring-service azure/disk-encryption',
        'warning former-name tenant/entra',
        'warning former-name tenant/mdi',
        'info old-portal tenant/mdi',
        'info former-name tenant/mde',
        'info key-vault-not-logged disk-keys',
        'warning sensor-in-wrong-place proxies->mdi:signal',
        'warning legacy-agent servers->workspace:log',
        'warning arc-for-non-azure datacentre/files',
        'warning arc-for-non-azure datacentre/servers',
        'warning log-to-dead-end azure/stream',
        'info expressroute-plain azure/circuit',
        'warning internet-app-no-waf azure/front-door',
        'info unprotected-crossing disk-encryption->disk-keys:traffic',
        'warning log-to-dead-end azure/analytics',
        'info wrong-kind sentinel->xdr:signal',
        'info empty-view old-siem',
      ],
      strictly: [
        'info owner-missing datacentre',
        'info owner-missing azure',
        'info pillar-uncovered azure/vms',
        'info owner-missing tenant',
        'info feedback-missing tenant/entra',
        'info owner-missing internet',
        'info owner-missing disk-keys',
      ],
    },
    'landing-zone': {
      found: [
        'error nsg-on-gateway-subnet hub/gateway-subnet/gateway-nsg',
        'info unused-element hub/gateway-subnet/vpn',
        'warning paas-without-private-link shop/orders',
        'info key-vault-not-logged shop/secrets',
        'warning internet-app-no-waf shop/gateway',
        'info public-ip-no-ddos shop/gateway',
        'warning internet-app-no-waf shop/web',
        'warning internet-app-no-waf shop/api',
        'error vm-admin-path internet->batch:traffic',
        'warning exposed-vm-without-nsg shop/legacy',
        'warning paas-without-private-link shop/images',
        'info unprotected-crossing api->erp:traffic',
        'info unprotected-crossing erp->tracking:traffic',
        'info expressroute-plain hub/circuit',
        'warning log-to-dead-end security/archive',
        'warning known-non-flow bastion->mdc:posture',
        'warning known-non-flow watcher->mdc:posture',
      ],
      strictly: ['info pillar-uncovered contractors'],
    },
    soc: {
      found: [
        'warning unrouted-session-control tenant/app-control',
        'error duplicate-incidents mde->sentinel:alert',
        'error duplicate-incidents mdi->sentinel:alert',
        'error duplicate-incidents mdo->sentinel:alert',
        'error duplicate-incidents mda->sentinel:alert',
        'error duplicate-incidents risk->sentinel:alert',
        'error duplicate-mdc-connector mdc->sentinel:alert',
        'info alert-as-log mdc->sentinel:log',
        'info direct-log-to-sentinel firewall->sentinel:log',
        'info long-label xdr->sentinel:incident',
        'info duplicate-flow mde->xdr:alert#2',
        'error wrong-direction sentinel->mde:alert',
        'warning device-risk-chain mde->access:signal',
        'warning device-condition-without-compliance access->m365:action',
        'warning discovery-without-logs mda->mde:policy',
        'warning label-action-without-labels mda->saas:action',
      ],
      strictly: [],
    },
  };

const inShort = (findings: readonly Finding[]) =>
  findings.map((finding) => `${finding.severity} ${finding.rule} ${finding.subject}`);

describe('designs that are bad on purpose', () => {
  for (const [name, { found, strictly }] of Object.entries(expected)) {
    const text = readFileSync(path.join(folder, `${name}.parapet`), 'utf8');

    it(`show what is wrong with ${name}, and nothing else`, () => {
      // Findings at one place come in either order, by the project and by the rules alone.
      assert.deepEqual(inShort(lint(text)).sort(), [...found].sort());
    });

    it(`show more of ${name} where a configuration asks for more`, () => {
      const more = inShort(lintStrictly(text, testDay)).filter((finding) => !found.includes(finding));
      assert.deepEqual(more, strictly);
    });

    it(`are compared with what a reviewer says, finding by finding: ${name}`, () => {
      const comparison = readFileSync(path.join(folder, 'README.md'), 'utf8');
      for (const finding of [...found, ...strictly]) {
        const [, rule] = finding.split(' ');
        assert.ok(comparison.includes(`\`${rule}\``), `README.md says nothing of ${rule}`);
      }
    });
  }
});
