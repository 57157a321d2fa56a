import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'misnamed-technique';
const threat = (technique: string, label: string) => `use entra-id as entra
threat x "${label}" { technique ${technique} targets entra mitigated by entra }`;

describe(rule, () => {
  it('tells slips and former names', () =>
    checkLint(
      `use entra-id as entra
threat a "Obfustated Files or Information" { technique T1027 targets entra mitigated by entra }
//       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning misnamed-technique: not quite the name of T1027
threat b "Create and Modify System Process [1543]" { technique T1543 targets entra mitigated by entra }
//       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning misnamed-technique: ATT&CK calls it Create or Modify System Process
threat c "Remote Access Software" { technique T1219 targets entra mitigated by entra }
//       ^^^^^^^^^^^^^^^^^^^^^^^^ warning misnamed-technique: ATT&CK calls it Remote Access Tools now`,
      { rule },
    ));

  it("leaves right names, labels of one's own and threats without a technique alone", () => {
    for (const label of ['Process Injection', 'process injection', 'Process Injection (T1055)', 'Injected code'])
      checkLint(threat('T1055', label), { rule });
    checkLint('use entra-id as entra\nthreat x "Proces Injection" { targets entra mitigated by entra }', { rule });
  });

  it('leaves a piece of the name alone', () => checkLint(threat('T1003', 'Credential dumping'), { rule }));

  it('is content with the name of one of several techniques', () =>
    checkLint(threat('T1055, T1003', 'OS Credential Dumping'), { rule }));

  it('writes the name', () =>
    checkFix(rule, threat('T1105', 'Ingress Tol Transfer'), threat('T1105', 'Ingress Tool Transfer'), { safe: true }));
});
