import { attackKnowledge } from '../../../attack/attack.ts';
import { techniquesOf } from '../../../attack/threat-mappings.ts';
import { listing } from '../../fill-message.ts';
import { defineRule } from '../../rule.ts';

export const tacticMismatch = defineRule({
  id: 'tactic-mismatch',
  family: 'threat',
  severity: 'warning',
  docs: {
    summary: 'A threat is said to serve a tactic that ATT&CK does not list for its technique.',
    why: 'In a matrix of tactics the threat stands in the wrong column, and in an attack at the wrong stage.',
    fix: 'Write one of the tactics of the technique. Where it has only one, the fix writes it.',
    falsePositives:
      'An attacker can use a technique for an end that ATT&CK does not list. Silence it, with what was seen as the reason.',
    source: 'MITRE ATT&CK Enterprise v18.1, https://attack.mitre.org/tactics/enterprise/',
    bad: [
      'use entra-id as entra\n\nthreat dumping { technique T1003 tactic persistence targets entra mitigated by entra }',
    ],
    good: [
      'use entra-id as entra\n\nthreat dumping { technique T1003 tactic credential-access targets entra mitigated by entra }',
    ],
  },
  messages: {
    unknown: 'ATT&CK has no tactic {written}. Write one of those of {id}: {tactics}.',
    unknownAlone: 'ATT&CK has no tactic {written}. Write one such as initial-access or lateral-movement.',
    mismatch:
      '{id} ({name}) does not serve {written} in ATT&CK, so the threat stands at the wrong stage of an attack. It serves {tactics}.',
  },
  *check(model) {
    if (model.threats.length === 0) return;
    const attack = attackKnowledge();
    for (const threat of model.threats) {
      const { element, tactic: written } = threat;
      if (!written) continue;
      const known = techniquesOf(threat, attack);
      const tactic = attack.tactic(written.text);
      const tactics = [...new Set(known.flatMap((technique) => technique.tactics))];
      if (tactic && (known.length === 0 || tactics.includes(tactic))) continue;
      const first = known[0];
      const only = tactics.length === 1 ? tactics[0] : undefined;
      yield {
        span: written.span,
        message: !first ? 'unknownAlone' : tactic ? 'mismatch' : 'unknown',
        data: {
          written: written.text,
          id: first?.id,
          name: first?.fullName,
          tactics: listing(
            tactics.map(({ shortName }) => shortName),
            6,
            'or',
          ),
        },
        fixes: tactics.map(({ shortName }) => ({
          title: `Replace by ${shortName}`,
          edits: [{ span: written.span, newText: shortName }],
          safe: only !== undefined,
        })),
        subject: element.path,
      };
    }
  },
});
