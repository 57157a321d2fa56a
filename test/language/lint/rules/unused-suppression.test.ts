import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'unused-suppression';

describe(rule, () => {
  it('marks what silences nothing on its line, on the next, and in the file', () =>
    checkLint(
      `
// parapet-disable-file duplicate-incidents -- one connector is retired this week
//                      ^^^^^^^^^^^^^^^^^^^ warning unused-suppression: duplicate-incidents finds nothing in this file
use defender-for-identity as mdi
use defender-xdr as xdr // parapet-disable-line former-name -- known as such
//                                              ^^^^^^^^^^^ unused-suppression: on this line
// parapet-disable-next-line wrong-kind -- announced differently
//                           ^^^^^^^^^^ unused-suppression: wrong-kind finds nothing on line 8
mdi -> xdr : alert
`,
    ));

  it('leaves alone what silences something, and passes over comments, marks and empty lines to the next statement', () =>
    checkLint(`
use defender-for-identity as mdi
use defender-xdr as xdr
// parapet-disable-next-line unused-element -- drawn elsewhere

/** The way in. */
// and a comment
use azure-bastion as bastion
mdi -> xdr : alert
`));

  it('says nothing while the file cannot be read as a whole', () =>
    checkLint(
      `
use defender-for-identity as mdi
// parapet-disable-next-line unused-element -- drawn elsewhere
use use use {
`,
      { rule, brokenDesign: true },
    ));

  it('removes the comment with its line', () =>
    checkFix(
      rule,
      'use defender-for-identity as mdi\n// parapet-disable-next-line unused-element -- drawn elsewhere\nuse defender-xdr as xdr\nmdi -> xdr : alert\n',
      'use defender-for-identity as mdi\nuse defender-xdr as xdr\nmdi -> xdr : alert\n',
      { safe: true },
    ));

  it('removes the comment at the end of a line, and the space before it', () =>
    checkFix(
      rule,
      'use defender-for-identity as mdi\nuse defender-xdr as xdr   // parapet-disable-line unused-element -- drawn elsewhere\nmdi -> xdr : alert\n',
      'use defender-for-identity as mdi\nuse defender-xdr as xdr\nmdi -> xdr : alert\n',
      { safe: true },
    ));

  it('keeps the documentation before the comment', () =>
    checkFix(
      rule,
      'use defender-for-identity as mdi\n/** The hub. */\n// parapet-disable-next-line unused-element -- drawn elsewhere\nuse defender-xdr as xdr\nmdi -> xdr : alert\n',
      'use defender-for-identity as mdi\n/** The hub. */\nuse defender-xdr as xdr\nmdi -> xdr : alert\n',
    ));

  it('takes one of several rules out', () => {
    const design = (ids: string): string =>
      `use defender-for-identity as mdi\nuse defender-xdr as xdr\nuse azure-bastion as bastion // parapet-disable-line ${ids} -- drawn elsewhere\nmdi -> xdr : alert\n`;
    checkFix(rule, design('former-name, unused-element'), design('unused-element'));
    checkFix(rule, design('unused-element, former-name'), design('unused-element'));
    checkFix(rule, design('wrong-kind, unused-element'), design('unused-element'));
  });
});
