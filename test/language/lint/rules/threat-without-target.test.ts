import { checkLint } from '../check-lint.ts';

const rule = 'threat-without-target';

describe(rule, () => {
  it('marks a threat that is aimed at nothing', () =>
    checkLint(
      'use entra-id as entra\nthreat x { technique T1003 mitigated by entra }\n//     ^ info threat-without-target: Add `targets`',
      {
        rule,
      },
    ));

  it('takes the next step of an attack for an aim', () =>
    checkLint(
      `use entra-id as entra
threat a { technique T1566 mitigated by entra }
threat b { technique T1003 targets entra mitigated by entra }
attack x : a -> b`,
      { rule },
    ));
});
