import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'wrong-brand-prefix';

describe(rule, () => {
  it('marks Azure before other brands', () =>
    checkLint(
      `
use conditional-access "Azure Conditional Access"
//                     ^^^^^^^^^^^^^^^^^^^^^^^^^^ info wrong-brand-prefix: it is called Microsoft Entra Conditional Access
use defender-for-identity "Azure Defender for Identity"
//                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info wrong-brand-prefix
`,
      { rule },
    ));

  it('leaves Azure services, former names and other labels alone', () =>
    checkLint(
      `
use azure-firewall "Azure Firewall"
use log-analytics "Azure Log Analytics"
use sentinel "Azure Sentinel"
use conditional-access "Azure things"
component x "Azure Conditional Access"
`,
      { rule },
    ));

  it('writes the short name, not unseen', () =>
    checkFix(rule, 'use conditional-access "Azure Conditional Access"', 'use conditional-access "Conditional Access"', {
      safe: false,
    }));
});
