import { checkLint } from '../check-lint.ts';

const rule = 'unpublished-mitigation';

describe(rule, () => {
  it('marks a claim that no mapping bears out', () =>
    checkLint(
      `use key-vault as keys
threat x { technique T1566.001 targets keys mitigated by keys }
//                                                       ^^^^ info unpublished-mitigation: No published mapping says that Key Vault does anything about T1566.001`,
      { rule, strict: true },
    ));

  it('leaves products alone for which nothing was published, and components', () =>
    checkLint(
      `use defender-for-endpoint as mde
component guard
threat x { technique T1055 targets mde mitigated by mde, guard }`,
      { rule, strict: true },
    ));
});
