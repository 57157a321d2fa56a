import { checkLint } from '../check-lint.ts';

const rule = 'missing-prerequisite';

describe(rule, () => {
  it('names what is needed, once for a service', () =>
    checkLint(
      `
use jit-vm-access
//  ^^^^^^^^^^^^^ info missing-prerequisite: does not work without Defender for Servers
use azure-waf as waf
//  ^^^^^^^^^ info missing-prerequisite: without Application Gateway or Front Door
use azure-waf as waf2
use defender-experts-xdr as experts
//  ^^^^^^^^^^^^^^^^^^^^ info missing-prerequisite: Add defender-xdr.
`,
      { rule },
    ));

  it('is content with any alternative, a whole or a part', () =>
    checkLint(
      `
use azure-waf as waf
use azure-front-door
use purview-endpoint-dlp as dlp
use defender-xdr as xdr
use azure-monitor-agent
use azure-monitor
`,
      { rule },
    ));

  it('does not miss what nearly every estate has, or what has its own rule', () =>
    checkLint(
      'use intune\nuse defender-for-identity\nuse azure-firewall\nuse defender-for-office-365\nuse sentinel\nuse traffic-analytics\nuse azure-bastion\nuse bitlocker',
      { rule },
    ));

  it("knows an organisation's own services", () =>
    checkLint(
      `
service case-tool "Case tool" {
  pillar security-operations
  requires sentinel
}
use case-tool
//  ^^^^^^^^^ missing-prerequisite: case-tool does not work without Sentinel
`,
      { rule },
    ));
});
