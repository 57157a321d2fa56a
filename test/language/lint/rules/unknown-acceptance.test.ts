import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'unknown-acceptance';

describe(rule, () => {
  it('marks ids that no rule has', () =>
    checkLint(`
use defender-for-identity as mdi
use defender-xdr as xdr
mdi -> xdr : alert
accept unusd-element on mdi { reason "Second phase" owner "Platform team" }
//     ^^^^^^^^^^^^^ error unknown-acceptance: Did you mean unused-element?
`));

  it('writes what was meant', () =>
    checkFix(
      rule,
      'use defender-for-identity as mdi\naccept retiring-servic on mdi { reason "r" owner "o" }\n',
      'use defender-for-identity as mdi\naccept retiring-service on mdi { reason "r" owner "o" }\n',
      { safe: false },
    ));
});
