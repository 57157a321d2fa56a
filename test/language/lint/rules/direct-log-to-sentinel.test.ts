import { checkLint } from '../check-lint.ts';

const rule = 'direct-log-to-sentinel';

describe(rule, () => {
  it('marks resource logs that pass the workspace by', () =>
    checkLint(
      `
use azure-firewall as firewall
use key-vault
use log-analytics as workspace
use sentinel
firewall, key-vault -> sentinel : log
//^^^^^^ info direct-log-to-sentinel: Send them to workspace.
//        ^^^^^^^^^ direct-log-to-sentinel
`,
      { rule },
    ));

  it('leaves documented connectors, carried logs and designs without a workspace alone', () => {
    checkLint(
      `
use entra-id as entra
use intune
use virtual-machines as vms
use azure-firewall as firewall
use event-hubs as stream
use onprem-server as servers
use log-analytics as workspace
use sentinel
entra, intune, vms, servers, workspace -> sentinel : log
firewall -> sentinel : log via stream
firewall -> sentinel : alert
`,
      { rule },
    );
    checkLint('use azure-firewall as firewall\nuse sentinel\nfirewall -> sentinel : log', { rule });
  });
});
