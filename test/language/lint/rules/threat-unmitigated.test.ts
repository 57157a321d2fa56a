import { checkLint } from '../check-lint.ts';

const rule = 'threat-unmitigated';

describe(rule, () => {
  it('names services with a published mapping where none is there', () =>
    checkLint(
      `component users
threat guessing { technique T1110.001 targets users }
//     ^^^^^^^^ warning threat-unmitigated: none of its services has a published mapping to T1110.001`,
      { rule },
    ));

  it('says where nothing was published, and does not call it a gap', () =>
    checkLint(
      `component users
threat evasion { technique T1497 targets users }
//     ^^^^^^^ info threat-unmitigated: no mapping of any service to T1497 was published`,
      { rule },
    ));

  it('asks for a technique where there is none', () =>
    checkLint('component users\nthreat x { targets users }\n//     ^ info threat-unmitigated: names no technique', {
      rule,
    }));

  it('is content with a word of the author, or with a service that has a mapping', () => {
    checkLint('component users\ncomponent guard\nthreat x { technique T1497 targets users mitigated by guard }', {
      rule,
    });
    checkLint('component users\nuse entra-id-protection\nthreat x { technique T1110.001 targets users }', { rule });
  });

  it('looks up a revoked technique by what replaced it', () =>
    checkLint(
      `component users
use entra-id-protection
threat x { technique T1053.001 targets users }
//     ^ threat-unmitigated: T1053.002`,
      { rule },
    ));
});
