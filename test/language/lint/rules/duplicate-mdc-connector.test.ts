import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'duplicate-mdc-connector';

const services =
  'use defender-for-cloud as mdc\nuse defender-xdr as xdr\nuse sentinel\nuse log-analytics as workspace\nworkspace -> sentinel : log\n';

describe(rule, () => {
  it('marks the legacy connector beside the other one', () =>
    checkLint(
      `${services}
mdc -> sentinel : alert "Tenant-based connector"
mdc -> sentinel : alert "Subscription-based connector (legacy)"
//^^^^^^^^^^^^^^^^^^^^^ error duplicate-mdc-connector: already reach sentinel by its other connector
`,
      { rule },
    ));

  it('marks it beside the incidents of Defender XDR, whichever word it goes by', () => {
    checkLint(
      `${services}
mdc -> xdr : alert
xdr -> sentinel : incident
mdc -> sentinel : alert "One per subscription" { tags legacy }
//^^^^^^^^^^^^^^^^^^^^^ error duplicate-mdc-connector: as incidents of xdr
`,
      { rule },
    );
  });

  it('only informs of a migration', () =>
    checkLint(
      `${services}
mdc -> xdr : alert
xdr -> sentinel : incident { status planned }
mdc -> sentinel : alert "Legacy connector"
//^^^^^^^^^^^^^^^^^^^^^ info duplicate-mdc-connector: Once both are on
`,
      { rule },
    ));

  it('leaves the tenant-based connector, one connector alone and an estate without Defender XDR', () => {
    checkLint(`${services}mdc -> xdr : alert\nxdr -> sentinel : incident\nmdc -> sentinel : alert`, { rule });
    checkLint(`${services}mdc -> sentinel : alert "Legacy connector"`, { rule });
    // Who opts out of the integration with Defender XDR draws no alerts to it.
    checkLint(`${services}xdr -> sentinel : incident\nmdc -> sentinel : alert "Legacy connector"`, { rule });
  });

  it('tells two of Defender for Cloud apart', () =>
    checkLint(
      `${services}use defender-for-cloud as other
other -> xdr : alert
xdr -> sentinel : incident
mdc -> sentinel : alert "Legacy connector"`,
      { rule },
    ));

  it('removes the legacy connector, not unseen', () =>
    checkFix(
      rule,
      `${services}mdc -> xdr : alert\nxdr -> sentinel : incident\nmdc -> sentinel : alert, posture "Legacy connector"`,
      `${services}mdc -> xdr : alert\nxdr -> sentinel : incident\nmdc -> sentinel : posture "Legacy connector"`,
      { safe: false },
    ));
});
