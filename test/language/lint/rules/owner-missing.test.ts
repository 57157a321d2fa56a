import { checkLint } from '../check-lint.ts';

const rule = 'owner-missing';
const options = { rule, strict: true };

describe(rule, () => {
  it('tells once of a design that nobody answers for', () => {
    checkLint(
      `
architecture soc "SOC"
//^^^^^^^^^^ info owner-missing: Write owner on the architecture, or on mde and xdr
use defender-for-endpoint as mde
use defender-xdr as xdr
`,
      options,
    );
    checkLint(
      `
use defender-for-endpoint as mde
//                           ^^^ owner-missing: Nobody is said to answer for this design
`,
      options,
    );
  });

  it('tells of each part that has none where others have', () =>
    checkLint(
      `
zone tenant { owner "SOC" use sentinel }
zone office {
//   ^^^^^^ info owner-missing: Nobody is said to answer for office
  use onprem-client as clients
}
use defender-xdr as xdr
//                  ^^^ owner-missing
group parts { use intune { owner "Endpoints" } }
`,
      options,
    ));

  it('is content with an owner of the architecture, of a container, or of all it holds', () => {
    checkLint('architecture a { owner "SOC" }\nuse sentinel', options);
    checkLint('group a { owner "SOC" use sentinel }', options);
    checkLint('group a { use sentinel { owner "SOC" } }', options);
    checkLint('architecture a', options);
  });

  it('waits for a configuration that asks for it', () => checkLint('use sentinel', { rule }));

  it('asks nobody to own a threat', () =>
    checkLint(
      'group a {\n  use sentinel { owner "SOC" }\n  threat theft { technique T1003 }\n}\nthreat other { technique T1003 }',
      options,
    ));
});
