import { checkLint } from '../check-lint.ts';

const rule = 'misplaced-suppression';

describe(rule, () => {
  it('marks words that silence nothing, and words in places where they do not', () =>
    checkLint(`
use defender-for-identity as mdi
use defender-xdr as xdr
// parapet-disable-file wrong-kind -- announced differently
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error misplaced-suppression: before everything else
/* parapet-disable-next-line wrong-kind -- announced differently */
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ misplaced-suppression: in a comment of the form
mdi -> xdr : alert // parapet-enable
//                 ^^^^^^^^^^^^^^^^^ misplaced-suppression: parapet-enable silences nothing
// parapet-disable-next-line wrong-kind -- announced differently
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ misplaced-suppression: no line follows
`));

  it('leaves other comments alone', () =>
    checkLint(`
// parapet-people drew this
// see parapet-disable-line
use defender-for-identity as mdi
use defender-xdr as xdr
mdi -> xdr : alert
`));
});
