import { checkLint } from '../check-lint.ts';

const rule = 'risk-policy-without-risk';

const services = 'use entra-id as entra\nuse conditional-access as access\nuse microsoft-365 as m365\n';

describe(rule, () => {
  it('marks risk that goes in, or a decision by risk that comes out', () => {
    checkLint(
      `${services}
entra -> access : signal "User risk"
//^^^^^^^^^^^^^^^^^^^^^^ warning risk-policy-without-risk: which this design does not have
`,
      { rule },
    );
    checkLint(
      `${services}
entra -> access : signal
access -> m365 : action "Block risky sign-ins"
//^^^^^^^^^^^^^^^^^^^^^ risk-policy-without-risk
`,
      { rule },
    );
  });

  it('is content with ID Protection, or its licence', () => {
    checkLint(`${services}use entra-id-protection as risk\nentra -> access : signal "User risk"`, { rule });
    checkLint(
      'use entra-id as entra { plan "P2" }\nuse conditional-access as access\nentra -> access : signal "User risk"',
      { rule },
    );
    checkLint(
      'use entra-id as entra\nuse conditional-access as access { plan "Microsoft 365 E5" }\nentra -> access : signal "User risk"',
      { rule },
    );
  });

  it('leaves the risk of devices and insiders, and that of other products', () =>
    checkLint(
      `${services}
use intune
use purview-insider-risk as insiders
component engine "Risk engine"
intune -> access : signal "Device risk"
insiders -> access : signal "Insider risk level"
engine -> access : signal "Risk score"
`,
      { rule },
    ));
});
