import { checkLint } from '../check-lint.ts';

const rule = 'long-label';

const long = 'A label that goes on for so long that nobody will ever see the end of it in a picture';

describe(rule, () => {
  it('marks labels of elements and of flows', () =>
    checkLint(
      `
use defender-for-endpoint as mde "${long.slice(0, 49)}"
//                               ${'^'.repeat(51)} info long-label: This label has 49 characters
use defender-xdr as xdr
mde -> xdr : alert "${long}"
//                 ${'^'.repeat(long.length + 2)} info long-label: has 85 characters, and the picture has room for about 80
`,
      { rule },
    ));

  it('tells once of a statement, however many flows it makes', () =>
    checkLint(
      `
use defender-for-endpoint as mde
use defender-for-identity as mdi
use defender-xdr as xdr
mde, mdi -> xdr : alert, signal "${long}"
//                              ${'^'.repeat(long.length + 2)} long-label
`,
      { rule },
    ));

  it('leaves what fits, and counts characters rather than code units', () =>
    checkLint(
      `
use defender-for-endpoint as mde "${long.slice(0, 48)}"
use defender-xdr as xdr "${'🙂'.repeat(48)}"
mde -> xdr : alert "${long.slice(0, 80)}"
`,
      { rule },
    ));
});
