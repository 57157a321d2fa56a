import { checkLint } from '../check-lint.ts';

const rule = 'expired-acceptance';

describe(rule, () => {
  it('tells of a decision whose time is over, and gives the finding back', () =>
    checkLint(`
use defender-for-identity as mdi
use defender-xdr as xdr
use azure-bastion as bastion
//                   ^^^^^^^ info unused-element
mdi -> xdr : alert
accept unused-element on bastion {
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^> warning expired-acceptance: accepted until 2026-11-20 by Platform team
  reason "Second phase"
  owner "Platform team"
  until 2026-11-20
}
`));

  it('counts the last day as within the time', () =>
    checkLint(`
use defender-for-identity as mdi
use defender-xdr as xdr
use azure-bastion as bastion
mdi -> xdr : alert
accept unused-element on bastion {
  reason "Second phase"
  owner "Platform team"
  until 2026-11-21
}
`));

  it('says nothing where another decision holds', () =>
    checkLint(
      `
use defender-for-identity as mdi
use defender-xdr as xdr
use azure-bastion as bastion
mdi -> xdr : alert
accept unused-element on bastion { reason "Second phase" owner "Platform team" until 2027-01-31 }
`,
      { rule: 'unused-element' },
    ));
});
