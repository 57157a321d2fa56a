import { checkLint } from '../check-lint.ts';

const rule = 'unknown-flow';

describe(rule, () => {
  it('marks what nobody documents, and says what is', () =>
    checkLint(
      `
use intune
use azure-firewall as firewall
use defender-for-identity as mdi
use entra-verified-id as verified
intune -> firewall : alert
//^^^^^^^^^^^^^^^^^^^^^^^^ warning unknown-flow: Nothing is documented to flow from intune to firewall, so this alert may never arrive. Intune is known to send
firewall -> intune, mdi : signal
//          ^^^^^^ info unknown-flow
//                  ^^^ info unknown-flow
`,
      { rule },
    ));

  it('mentions what flows the other way', () =>
    checkLint(
      `
use log-analytics as workspace
use azure-firewall as firewall
workspace -> firewall : policy
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unknown-flow: only log the other way
`,
      { rule },
    ));

  it('takes parts and wholes for each other', () =>
    checkLint(
      `
use purview-dlp as dlp
use purview-audit as audit
use purview
use conditional-access as access
use intune
use defender-xdr as xdr
use defender-for-office-365 as mdo
use azure-monitor as monitor
use sentinel
dlp -> xdr : alert
audit -> sentinel : log
purview -> xdr : alert
intune -> access : signal
mdo -> sentinel : alert
monitor -> sentinel : log
`,
      { rule },
    ));

  it('does not take what two services have in common for a way between them', () =>
    checkLint(
      `
use defender-for-identity as mdi
use defender-for-office-365 as mdo
mdo -> mdi : alert
//^^^^^^^^^^^^^^^^ unknown-flow
`,
      { rule },
    ));

  it('lets logs into any log store', () =>
    checkLint(
      `
use aks
use key-vault
use defender-for-identity as mdi
use sentinel
use log-analytics as workspace
use event-hubs as stream
use azure-storage as archive
aks, key-vault -> workspace, stream, archive, sentinel : log
mdi -> workspace : log
`,
      { rule },
    ));

  it('lets those act, govern and assess who do so with anything', () =>
    checkLint(
      `
use sentinel
use azure-policy as policy
use defender-for-cloud as mdc
use conditional-access as access
use logic-apps as playbooks
use key-vault
use intune
use azure-firewall as firewall
use azure-devops as devops
sentinel -> intune : action
playbooks -> firewall, intune : action
policy -> key-vault, firewall : policy
key-vault -> mdc : posture
access -> devops : policy, action
`,
      { rule },
    ));

  it('leaves alone what the catalog cannot know', () =>
    checkLint(
      `
service own-siem "Own SIEM" {
  pillar security-operations
  sends action to intune
}
use own-siem as siem
use intune
use azure-firewall as firewall
use onprem-server as servers
use entra-verified-id as verified
component tickets
group network {
  use azure-bastion as bastion
}
siem -> firewall : action
firewall -> siem : alert
firewall -> tickets : alert
servers -> intune : posture
network -> intune : alert
bastion -> intune : sync, traffic
intune -> firewall : action via tickets
integrate *
`,
      { rule },
    ));

  it('follows via where one half of the way is known', () =>
    checkLint(
      `
use defender-for-identity as mdi
use defender-xdr as xdr
use intune
use azure-bastion as bastion
use security-copilot as copilot
mdi -> copilot : alert via xdr
bastion -> intune : alert via copilot
//^^^^^^^^^^^^^^^^^^^^^^^ unknown-flow
`,
      { rule },
    ));

  it('only informs of services that the catalog knows little of', () =>
    checkLint(
      `
use defender-for-iot as iot
use intune
iot -> intune : alert
//^^^^^^^^^^^^^^^^^^^ info unknown-flow
`,
      { rule },
    ));

  it('leaves alone what services have to do with what they require', () =>
    checkLint('use github\nuse github-advanced-security as ghas\ngithub -> ghas : log', { rule }));
});
