import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'unused-acceptance';

describe(rule, () => {
  it('marks decisions about findings that are not there, and says where the rule finds something', () =>
    checkLint(`
use defender-for-identity as mdi
use defender-xdr as xdr
use azure-bastion as bastion
//                   ^^^^^^^ info unused-element
mdi -> xdr : alert
accept unused-element on xdr { reason "Second phase" owner "Platform team" }
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning unused-acceptance: finds nothing about xdr, so this accepts nothing (it finds bastion)
accept wrong-kind on mdi -> xdr : alert { reason "Second phase" owner "Platform team" }
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unused-acceptance: about mdi -> xdr : alert
`));

  it('accepts findings about flows by their ends, in either direction, and by their kind', () => {
    for (const ends of ['xdr -> mdi', 'mdi <-> xdr', 'xdr -> mdi : policy', 'mdi, xdr -> mdi']) {
      checkLint(
        `
use defender-for-identity as mdi
use defender-xdr as xdr
mdi -> xdr : alert
xdr -> mdi : policy
accept wrong-kind on ${ends} { reason "A connector of our own" owner "SOC" }
`,
      );
    }
  });

  it('says nothing while the file cannot be read as a whole, nor of names that lead nowhere', () =>
    checkLint(
      `
use defender-for-identity as mdi
accept unused-element on mdi, nothing { reason "Second phase" owner "Platform team" }
use use use {
`,
      { rule, brokenDesign: true },
    ));

  it('is told in a shared file only where it is about nothing in every design', () =>
    checkLint(
      `
import "./shared.parapet"
use defender-for-identity as mdi
mdi -> xdr : alert
xdr -> bastion : action
//- other.parapet
import "./shared.parapet"
use defender-for-identity as mdi
mdi -> xdr : alert
//- shared.parapet
use defender-xdr as xdr
use azure-bastion as bastion
accept unused-element on bastion { reason "Second phase" owner "Platform team" }
`,
      { rule },
    ));

  it('takes time in proportion to what is written and drawn', () => {
    const many = (name: string) => Array.from({ length: 12_000 }, () => name).join(',');
    // Each of the one side with each of the other would take longer than a test may.
    const text =
      'use defender-xdr as xdr\nuse defender-for-endpoint as mde\nuse sentinel\n' +
      'mde -> xdr : alert\nmde -> sentinel : alert\nxdr -> sentinel : incident\n' +
      `accept duplicate-incidents on ${many('mde')} -> ${many('sentinel')} { reason "r" owner "o" }`;
    checkLint(text, { rule });
  });

  it('removes the statement, not unseen', () =>
    checkFix(
      rule,
      'use defender-for-identity as mdi\naccept wrong-kind on mdi { reason "r" owner "o" }\nuse defender-xdr as xdr\n',
      'use defender-for-identity as mdi\nuse defender-xdr as xdr\n',
      { safe: false },
    ));
});
