import { checkLint } from '../check-lint.ts';

const rule = 'incomplete-acceptance';

describe(rule, () => {
  it('marks decisions without a reason or an owner, which accept nothing', () =>
    checkLint(`
use defender-for-identity as mdi
use defender-xdr as xdr
use azure-bastion as bastion
//                   ^^^^^^^ info unused-element
mdi -> xdr : alert
accept unused-element on bastion
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error incomplete-acceptance: does not say why or who decided
accept unused-element on bastion { owner "Platform team" reason " " }
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ incomplete-acceptance: write \`reason\` into its block
`));
});
