import { checkLint } from '../check-lint.ts';

const rule = 'pillar-uncovered';
const options = { rule, strict: true };

describe(rule, () => {
  it('marks the first asset of each pillar without protection', () =>
    checkLint(
      `
use entra-id as entra
use user as users
use onprem-client as clients
//  ^^^^^^^^^^^^^ info pillar-uncovered: clients is drawn, and nothing that protects it (Devices and endpoints)
use onprem-server as servers
use onprem-file-server as files
//  ^^^^^^^^^^^^^^^^^^ info pillar-uncovered: Add purview
users -> entra : signal
`,
      options,
    ));

  it('takes any service of the pillar, suites, plans and components', () => {
    const assets = 'use onprem-client as clients\nuse entra-id as entra\nclients -> entra : signal\n';
    checkLint(`${assets}use intune`, options);
    checkLint(`${assets}use defender-xdr as xdr`, options);
    checkLint(`${assets}component agent "Agent" { pillar endpoints }`, options);
    checkLint('use virtual-machines as vms\nuse defender-for-servers as servers\nvms -> servers : signal', options);
  });

  it('leaves an inventory, and a design without any security service', () => {
    checkLint('use onprem-client as clients\nuse entra-id as entra', options);
    checkLint('use onprem-client as clients\nuse onprem-file-server as files\nclients -> files : traffic', options);
  });

  it('waits for a configuration that asks for it', () =>
    checkLint('use onprem-client as clients\nuse entra-id as entra\nclients -> entra : signal', { rule }));
});
