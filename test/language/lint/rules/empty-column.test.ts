import { checkLint } from '../check-lint.ts';

const rule = 'empty-column';

describe(rule, () => {
  it('tells of a pillar that no row has', () =>
    checkLint(
      `
group cloud "Cloud" { use virtual-machines as vms }
view table "Table" { arrange rows cloud columns compute, ai }
//                                                       ^^ warning empty-column: Nothing in the rows of the view table belongs to the column ai
`,
      { rule },
    ));

  it('tells of a group that stands outside of the rows', () =>
    checkLint(
      `
group cloud "Cloud" { use virtual-machines as vms }
group other "Other" { use entra-id as entra }
view table "Table" { arrange rows cloud columns other, compute }
//                                              ^^^^^ empty-column
`,
      { rule },
    ));

  it('counts groups of the same text in any row', () =>
    checkLint(
      `
group one "One" { group one-servers "Servers" { use virtual-machines as vms } }
group two "Two" { group two-servers "Servers" { use onprem-server as servers } }
view table "Table" { arrange rows one, two columns one-servers }
`,
      { rule },
    ));
});
