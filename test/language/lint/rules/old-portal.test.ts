import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'old-portal';

describe(rule, () => {
  it('marks links, labels and descriptions', () =>
    checkLint(
      `
use defender-for-identity as mdi { link "https://portal.atp.azure.com" }
//                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info old-portal: portal.atp.azure.com
use defender-for-cloud-apps as mda "https://contoso.portal.cloudappsecurity.com"
//                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ old-portal
use intune { description "See Endpoint.Microsoft.com." }
//                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ old-portal: intune.microsoft.com
component analysts
mdi, mda -> analysts : alert "protection.office.com" { link "https://securitycenter.windows.com/x" }
//                           ^^^^^^^^^^^^^^^^^^^^^^^ old-portal
//                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ old-portal
`,
      { rule },
    ));

  it('leaves other addresses alone', () =>
    checkLint(
      `
use defender-xdr as xdr { link "https://security.microsoft.com" }
use defender-for-endpoint as mde { link "https://api.securitycenter.windows.com/api" }
use intune { link "https://endpoint.microsoft.com.example.org/" }
use defender-for-identity as mdi { link "https://contoso-portal.atp.azure.com/" }
use sentinel { link "https://portal.azure.com/#view/sentinel" }
`,
      { rule },
    ));

  it('knows the day on which Sentinel leaves the Azure portal', () => {
    const design = 'use sentinel { link "https://portal.azure.com/#view/sentinel" }\n';
    checkLint(design, { rule, date: '2027-03-31' });
    checkLint(
      `${design}//                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info old-portal: since 2027-03-31`,
      {
        rule,
        date: '2027-04-01',
      },
    );
    checkLint('use azure-firewall { link "https://portal.azure.com/" }', { rule, date: '2027-04-01' });
  });

  it('replaces the host, not unseen', () =>
    checkFix(
      rule,
      'use defender-for-cloud-apps as mda { link "https://contoso.portal.cloudappsecurity.com/#/alerts" }',
      'use defender-for-cloud-apps as mda { link "https://security.microsoft.com/#/alerts" }',
      { safe: false },
    ));
});
