import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'duplicate-incidents';

const products = `
use defender-for-endpoint as mde
use defender-for-identity as mdi
use defender-for-office-365 as mdo
use defender-for-cloud-apps as mda
use entra-id-protection as risk
use defender-for-cloud as mdc
use purview-insider-risk as insider
use defender-xdr as xdr
use log-analytics as workspace
use sentinel
workspace -> sentinel : log
`;

describe(rule, () => {
  it('marks the direct alert flow', () =>
    checkLint(`
use defender-for-endpoint as mde
use defender-xdr as xdr
use sentinel
use log-analytics
xdr -> sentinel : incident
mde -> sentinel : alert
//^^^^^^^^^^^^^^^^^^^^^ error duplicate-incidents: mde also reaches sentinel through xdr
`));

  it('marks every product that Defender XDR brings, alerts and incidents, in lists too', () =>
    checkLint(
      `${products}
xdr -> sentinel : alert
mde, mdi, mdo, mda, risk -> sentinel : alert
//^ duplicate-incidents
//   ^^^ duplicate-incidents
//        ^^^ duplicate-incidents
//             ^^^ duplicate-incidents
//                  ^^^^ duplicate-incidents
mdi -> sentinel : log, incident
//                     ^^^^^^^^ duplicate-incidents
`,
      { rule },
    ));

  it('leaves logs, other products and other ways alone', () =>
    checkLint(
      `${products}
xdr -> sentinel : incident
mde, mdi -> sentinel : log
mde -> sentinel : alert via xdr
mdc, insider -> sentinel : alert
mde -> xdr : alert
`,
      { rule },
    ));

  it('finds nothing without the Defender XDR connector', () => {
    checkLint(`${products}\nmde, mdi -> sentinel : alert`, { rule });
    checkLint(`${products}\nxdr -> sentinel : log\nmde, mdi -> sentinel : alert`, { rule });
  });

  it('tells two workspaces apart, and two tenants', () =>
    checkLint(
      `${products}
use sentinel as old
xdr -> sentinel : incident
mde -> old : alert
use defender-xdr as xdr2
use defender-for-endpoint as mde2
mde -> xdr : alert
mde2 -> xdr2 : alert
mde2 -> sentinel : alert
`,
      { rule },
    ));

  it('only informs during a migration', () => {
    checkLint(
      `${products}
xdr -> sentinel : incident { status planned }
mde -> sentinel : alert
//^^^^^^^^^^^^^^^^^^^^^ info duplicate-incidents: once both are on
`,
      { rule },
    );
    checkLint(
      `${products}
xdr -> sentinel : incident
mde -> sentinel : alert { status retiring }
//^^^^^^^^^^^^^^^^^^^^^ info duplicate-incidents
`,
      { rule },
    );
  });

  it('informs once of what an integrate statement draws', () =>
    checkLint(
      `
use defender-for-endpoint as mde
use defender-for-identity as mdi
use defender-xdr as xdr
use sentinel
integrate *
//^^^^^^^^^ info duplicate-incidents: Of mde and mdi, this statement draws alerts to sentinel
`,
      { rule },
    ));

  it('removes the direct flow, not unseen', () =>
    checkFix(
      rule,
      `${products}xdr -> sentinel : incident\n// Endpoints\nmde, mdc -> sentinel : alert, posture`.trimStart(),
      `${products}xdr -> sentinel : incident\n// Endpoints\nmdc -> sentinel : alert, posture\nmde -> sentinel : posture`.trimStart(),
      { safe: false },
    ));
});
