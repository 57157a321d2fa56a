import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'stale-technique';
const threat = (technique: string) => `use entra-id as entra
threat x { technique ${technique} targets entra mitigated by entra }`;

describe(rule, () => {
  it('tells each sort of wrong id apart, at its place', () =>
    checkLint(
      `use entra-id as entra
threat a { technique T9999 targets entra mitigated by entra }
//                   ^^^^^ warning stale-technique: ATT&CK 18.1 has no technique T9999
threat b { technique T1053.001 targets entra mitigated by entra }
//                   ^^^^^^^^^ warning stale-technique: revoked: ATT&CK keeps it as T1053.002 (Scheduled Task/Job: At)
threat c { technique 1543 targets entra mitigated by entra }
//                   ^^^^ warning stale-technique: write T1543 (Create or Modify System Process)
threat d { technique "Process Injection" targets entra mitigated by entra }
//                   ^^^^^^^^^^^^^^^^^^^ warning stale-technique: the name of T1055
threat e { technique "Signed Binary Proxy Execution" targets entra mitigated by entra }
//                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning stale-technique: until ATT&CK renamed it System Binary Proxy Execution
threat f { technique T1026 targets entra mitigated by entra }
//                   ^^^^^ warning stale-technique: deprecated
threat g { technique T1566.001, T1003 targets entra mitigated by entra }
`,
      { rule },
    ));

  it('looks at each of several techniques', () =>
    checkLint(
      `use entra-id as entra
threat x { technique T1003, t1055 targets entra mitigated by entra }
//                          ^^^^^ stale-technique: write T1055 (Process Injection)`,
      { rule },
    ));

  it('offers what a misspelt name is near to', () =>
    checkLint(
      `use entra-id as entra
threat x { technique "Proces Injektion" targets entra mitigated by entra }
//                   ^^^^^^^^^^^^^^^^^^ stale-technique: Near to it are T1055 (Process Injection)`,
      { rule },
    ));

  it('knows the right form of an id', () => checkFix(rule, threat('1566.1'), threat('T1566.001'), { safe: true }));
  it('writes the successor of a revoked one', () =>
    checkFix(rule, threat('T1053.001'), threat('T1053.002'), { safe: true }));
  it('writes the id for a name', () =>
    checkFix(rule, threat('"OS Credential Dumping"'), threat('T1003'), { safe: true }));
  it('writes the id for the whole name of a sub-technique', () =>
    checkFix(rule, threat('"OS Credential Dumping: LSASS Memory"'), threat('T1003.001'), { safe: true }));

  it('survives names of objects and texts that are long', () => {
    for (const text of ['constructor', '__proto__', `"${'T1003 '.repeat(200)}"`])
      checkLint(
        `use entra-id as entra\nthreat x { technique ${text} targets entra mitigated by entra }
//                   ${'^'.repeat(Math.max(1, text.length))} stale-technique: has no technique`,
        { rule },
      );
  });
});
