import { checkLint } from '../check-lint.ts';

const rule = 'blanket-suppression';

describe(rule, () => {
  it('marks comments that name no rule, which silence nothing, and says which they may be for', () =>
    checkLint(`
use defender-for-identity as mdi
use defender-xdr as xdr
use azure-bastion as bastion // parapet-disable-line -- drawn elsewhere
//                   ^^^^^^^ unused-element
//                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error blanket-suppression: (here: unused-element)
// parapet-disable-next-line
//^^^^^^^^^^^^^^^^^^^^^^^^^^ blanket-suppression: Name the rules that it is for.
mdi -> xdr : alert
`));
});
