import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'unknown-suppression';

describe(rule, () => {
  it('marks ids that no rule has, and knows what was meant', () =>
    checkLint(`
use defender-for-identity as mdi
use defender-xdr as xdr // parapet-disable-line unusd-element, nothing-like-it -- drawn elsewhere
//                                              ^^^^^^^^^^^^^ error unknown-suppression: Did you mean unused-element?
//                                                             ^^^^^^^^^^^^^^^ error unknown-suppression: \`parapet rules\` lists
mdi -> xdr : alert
`));

  it('tells errors of the language from rules', () =>
    checkLint(
      `
use defender-for-identity as mdi
use defender-xdr as xdr
mdi -> elsewhere : alert // parapet-disable-line unknown-name -- in another file
//                                               ^^^^^^^^^^^^ unknown-suppression: cannot be silenced, only mended
`,
      { rule, brokenDesign: true },
    ));

  it('is not led astray by names that every object has', () =>
    checkLint(`
// parapet-disable-file constructor, __proto__ -- a joke
//                      ^^^^^^^^^^^ unknown-suppression
//                                   ^^^^^^^^^ unknown-suppression
use defender-for-identity as mdi
use defender-xdr as xdr
mdi -> xdr : alert
`));

  it('writes what was meant', () =>
    checkFix(
      rule,
      'use defender-for-identity as mdi\nuse defender-xdr as xdr\nuse azure-bastion as bastion // parapet-disable-line unusd-element -- drawn elsewhere\nmdi -> xdr : alert\n',
      'use defender-for-identity as mdi\nuse defender-xdr as xdr\nuse azure-bastion as bastion // parapet-disable-line unused-element -- drawn elsewhere\nmdi -> xdr : alert\n',
      { safe: false },
    ));
});
