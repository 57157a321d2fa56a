import { checkLint } from '../check-lint.ts';

const rule = 'crowded-cell';

const boxes = (count: number): string =>
  Array.from({ length: count }, (_, index) => `component app-${index + 1} { pillar apps }`).join('\n');

describe(rule, () => {
  it('counts the boxes of a cell, once for the view', () =>
    checkLint(
      `
group all "All" {
${boxes(60)}
}
view table "Table" {
  arrange rows all columns apps, identity
//             ^^^ info crowded-cell: 60 boxes of all stand in the column apps of the view table: more than 24 cannot be taken in
}
`,
      { rule },
    ));

  it('counts what inner groups hold, and a closed one as a single box', () => {
    const groups = `
group all "All" {
group inner "Inner" {
${boxes(30)}
}
}
view open "Open" { arrange rows all columns apps }
`;
    checkLint(
      groups.replace(
        'rows all columns apps }',
        'rows all columns apps }\n//                              ^^^ crowded-cell',
      ),
      { rule },
    );
    checkLint(groups.replace('{ arrange', '{ collapse inner arrange'), { rule });
  });

  it('leaves cells of an ordinary size alone', () =>
    checkLint(`group all "All" {\n${boxes(24)}\n}\nview table "Table" { arrange rows all columns apps }`, { rule }));
});
