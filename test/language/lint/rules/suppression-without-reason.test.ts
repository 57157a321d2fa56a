import { checkLint } from '../check-lint.ts';

const rule = 'suppression-without-reason';

describe(rule, () => {
  it('marks comments without a reason, which silence nothing', () =>
    checkLint(`
use defender-for-identity as mdi
use defender-xdr as xdr
use azure-bastion as one // parapet-disable-line unused-element
//                   ^^^ unused-element
//                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error suppression-without-reason: behind two dashes
use azure-bastion as other // parapet-disable-line unused-element --
//                   ^^^^^ unused-element
//                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ suppression-without-reason
mdi -> xdr : alert
`));
});
