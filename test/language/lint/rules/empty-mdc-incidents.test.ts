import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'empty-mdc-incidents';

const services =
  'use defender-for-cloud as mdc\nuse defender-xdr as xdr\nuse sentinel\nuse log-analytics as workspace\n';

describe(rule, () => {
  it('marks the connector that brings incidents without their alerts', () =>
    checkLint(
      `${services}
mdc -> xdr : alert
xdr -> sentinel : incident, alert
//                ^^^^^^^^ warning empty-mdc-incidents: xdr brings the incidents of mdc to sentinel without their alerts
`,
      { rule },
    ));

  it('is content with any connection of alerts', () => {
    checkLint(`${services}\nmdc -> xdr, sentinel : alert\nxdr -> sentinel : incident`, { rule });
    checkLint(`${services}\nmdc -> xdr : alert\nxdr -> sentinel : incident\nmdc -> sentinel : alert via xdr`, { rule });
    checkLint(`${services}\nintegrate *`, { rule });
  });

  it('is silent where one of the two halves is missing', () => {
    checkLint(`${services}\nmdc -> xdr : posture\nxdr -> sentinel : incident`, { rule });
    checkLint(`${services}\nmdc -> xdr : alert\nxdr -> sentinel : log`, { rule });
    checkLint(`${services}\nmdc -> xdr : alert`, { rule });
  });

  it('adds the connection, not unseen', () =>
    checkFix(
      rule,
      `${services}mdc -> xdr : alert\nxdr -> sentinel : incident // XDR connector\nworkspace -> sentinel : log`,
      `${services}mdc -> xdr : alert\nxdr -> sentinel : incident // XDR connector\nmdc -> sentinel : alert\nworkspace -> sentinel : log`,
      { safe: false },
    ));
});
