import { checkLint } from '../check-lint.ts';

const rule = 'constraint-about-nothing';

describe(rule, () => {
  it('marks names that nothing has, and offers what is near', () =>
    checkLint(
      `use sentinel
forbid sentinnel -> log-analytics
//     ^^^^^^^^^ warning constraint-about-nothing: It is near to sentinel
forbid sentinel reaches wherever without whatever
//                      ^^^^^^^^ warning constraint-about-nothing: Nothing is named wherever
//                                       ^^^^^^^^ warning constraint-about-nothing: Nothing is named whatever`,
      { rule },
    ));

  it('is quiet about attributes, and once one design has the name', () => {
    checkLint('require every tag tier-0 has owner', { rule });
    checkLint(
      `//- policy.parapet
forbid internet reaches crown-jewels
//- main.parapet
import "./policy.parapet"
component internet
component crown-jewels`,
      { rule },
    );
  });
});
