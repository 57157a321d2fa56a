import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'wrong-direction';

describe(rule, () => {
  it('marks a flow against its documented way', () =>
    checkLint(
      `
use sentinel
use defender-for-endpoint as mde
use defender-for-cloud as mdc
use azure-firewall as firewall
sentinel -> mde : alert "Endpoint alerts" { owner "SOC" }
//^^^^^^^^^^^^^^^^^^^^^ error wrong-direction: An alert flows from mde to sentinel, not from sentinel to mde
mdc -> firewall : posture
//^^^^^^^^^^^^^^^^^^^^^^^ warning wrong-direction: Posture flows from firewall to mdc
`,
      { rule },
    ));

  it('marks the word that sets a flow apart in a list', () =>
    checkLint(
      `
use sentinel
use defender-xdr as xdr
use defender-for-endpoint as mde
use defender-for-identity as mdi
xdr -> mde, mdi : alert, action
//     ^^^ wrong-direction: An alert flows from mde to xdr
//          ^^^ wrong-direction: An alert flows from mdi to xdr
mde, xdr -> mdi : signal
mde -> xdr : alert, action
//                  ^^^^^^ wrong-direction: An action flows from xdr to mde
`,
      { rule },
    ));

  it('marks the wrong half of a two-way flow', () =>
    checkLint(
      `
use defender-for-endpoint as mde
use defender-xdr as xdr
mde <-> xdr : alert
//^^^^^^^^^^^^^^^^^ wrong-direction: An alert flows from mde to xdr
`,
      { rule },
    ));

  it('only warns of data that is often shared both ways', () =>
    checkLint(
      `
use entra-id as entra
use intune
entra -> intune : signal "Device compliance"
//^^^^^^^^^^^^^^^^^^^^^^ warning wrong-direction: what entra sends to intune is context. Swap the ends, or change the kind.
`,
      { rule },
    ));

  it('holds back where a part or whole shares data in that direction', () =>
    checkLint(
      `
use defender-for-cloud-apps as mda
use entra-id-protection as risk
risk -> mda : signal
mda -> risk : signal
`,
      { rule },
    ));

  it('leaves documented flows, people and things, carried and derived flows alone', () =>
    checkLint(
      `
use sentinel
use defender-xdr as xdr
use defender-for-endpoint as mde
use onprem-client as clients
use user as analysts
use security-copilot as copilot
use event-hubs as stream
use entra-id as entra
component siem "Own SIEM"
xdr <-> sentinel : incident
mde -> clients : signal
analysts -> copilot : context
stream -> entra : log
siem -> mde : alert
sentinel -> mde : traffic, sync
sentinel -> copilot : action "Playbook asks Security Copilot"
integrate mde, xdr, sentinel
`,
      { rule },
    ));

  it('swaps the ends, of that flow only', () => {
    checkFix(
      rule,
      'use sentinel as s\nuse mde\ns -> mde : alert "x"',
      'use sentinel as s\nuse mde\nmde -> s : alert "x"',
      {
        safe: false,
      },
    );
    checkFix(
      rule,
      'use xdr\nuse mde\nuse mdi\nxdr -> mde, mdi : alert',
      'use xdr\nuse mde\nuse mdi\nxdr -> mdi : alert\nmde -> xdr : alert',
    );
    checkFix(rule, 'use xdr\nuse mde\nmde <-> xdr : alert', 'use xdr\nuse mde\nmde -> xdr : alert');
  });
});
