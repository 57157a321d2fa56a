import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'tactic-mismatch';
const threat = (technique: string, tactic: string) => `use entra-id as entra
threat x { technique ${technique} tactic ${tactic} targets entra mitigated by entra }`;

describe(rule, () => {
  it('knows tactics by short name, name and id', () => {
    for (const tactic of ['credential-access', '"Credential Access"', 'TA0006'])
      checkLint(threat('T1003', tactic), { rule });
  });

  it('tells a tactic that the technique does not serve from one that is none', () =>
    checkLint(
      `use entra-id as entra
threat a { technique T1055 tactic discovery targets entra mitigated by entra }
//                                ^^^^^^^^^ warning tactic-mismatch: T1055 (Process Injection) does not serve discovery in ATT&CK
threat b { technique T1055 tactic magic targets entra mitigated by entra }
//                                ^^^^^ warning tactic-mismatch: Write one of those of T1055: defense-evasion or privilege-escalation
threat c { tactic magic targets entra mitigated by entra }
//                ^^^^^ warning tactic-mismatch: ATT&CK has no tactic magic`,
      { rule },
    ));

  it('is content if one of several techniques serves it', () =>
    checkLint(threat('T1055, T1003', 'credential-access'), { rule }));

  it('writes the only tactic there is', () =>
    checkFix(rule, threat('T1003', 'discovery'), threat('T1003', 'credential-access'), { safe: true }));
  it('offers several, none of them unseen', () =>
    checkFix(rule, threat('T1055', 'discovery'), threat('T1055', 'defense-evasion'), { safe: false }));
});
