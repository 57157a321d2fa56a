import { checkLint } from '../check-lint.ts';

const rule = 'repeated-row';

describe(rule, () => {
  it('tells of a row that is named twice, at the second', () =>
    checkLint(
      `
group cloud "Cloud" { use virtual-machines as vms }
view table "Table" { arrange rows cloud, cloud columns compute }
//                                       ^^^^^ warning repeated-row: cloud is a row of the view table already
`,
      { rule },
    ));

  it('tells of a row within another, at the inner one', () =>
    checkLint(
      `
group cloud "Cloud" { group inner "Inner" { use virtual-machines as vms } use aks }
view table "Table" { arrange rows cloud, inner columns compute }
//                                       ^^^^^ repeated-row: inner is in the row cloud as well
`,
      { rule },
    ));

  it('leaves rows side by side alone', () =>
    checkLint(
      `
group cloud "Cloud" { group a "A" { use virtual-machines as vms } group b "B" { use aks } }
view table "Table" { arrange rows a, b columns compute }
`,
      { rule },
    ));
});
