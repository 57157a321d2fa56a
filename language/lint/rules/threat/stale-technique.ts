import { attackKnowledge, type AttackKnowledge } from '../../../attack/attack.ts';
import type { Threat, WrittenWord } from '../../../model/model.ts';
import type { RuleReport } from '../../rule.ts';
import { defineRule } from '../../rule.ts';

type Message = 'near' | 'unknown' | 'form' | 'named' | 'formerly' | 'revoked' | 'deprecated';

export const staleTechnique = defineRule<Message>({
  id: 'stale-technique',
  family: 'threat',
  severity: 'warning',
  docs: {
    summary: 'A threat names a technique that ATT&CK does not know, or no longer, or not by that id.',
    why:
      'Coverage, layers and detections are looked up by the id of the technique. What is written otherwise is found by ' +
      'nobody, and a revoked id leads to knowledge that is no longer kept.',
    fix: 'Write the id of the technique in use. The fix writes it where there is exactly one.',
    falsePositives:
      'A technique that is newer than the version of ATT&CK that is shipped. Silence it with the version in the reason.',
    source: 'MITRE ATT&CK Enterprise v18.1, https://attack.mitre.org/techniques/enterprise/',
    bad: [
      'use entra-id as entra\n\nthreat at-job { technique T1053.001 targets entra mitigated by entra }',
      'use entra-id as entra\n\nthreat process { technique 1543 targets entra mitigated by entra }',
    ],
    good: ['use entra-id as entra\n\nthreat dumping { technique T1003 targets entra mitigated by entra }'],
  },
  messages: {
    near: 'ATT&CK {version} has no technique {written}, so nothing is known about this threat. Near to it are {near}.',
    unknown:
      'ATT&CK {version} has no technique {written}, so nothing is known about this threat. Write an id such as T1566.001.',
    form: '{written} is not how the id is written, so other tools do not find it: write {id} ({name}).',
    named: '{written} is the name of {id}, and tools look techniques up by id: write {id}.',
    formerly: '{written} was the name of {id} until ATT&CK renamed it {name}: write {id}.',
    revoked: '{id} ({name}) was revoked: ATT&CK keeps it as {successor} ({successorName}) now. Write that.',
    deprecated:
      '{id} ({name}) is deprecated: ATT&CK no longer keeps it. Write the technique that describes the threat today.',
  },
  *check(model) {
    if (model.threats.length === 0) return;
    const attack = attackKnowledge();
    for (const threat of model.threats)
      for (const written of threat.techniques) {
        const report = judge(written, threat, attack);
        if (report) yield report;
      }
  },
});

function judge(written: WrittenWord, threat: Threat, attack: AttackKnowledge): RuleReport<Message> | undefined {
  const about = { span: written.span, subject: threat.element.path };
  const replace = (id: string, safe: boolean) => ({
    title: `Replace by ${id}`,
    edits: [{ span: written.span, newText: id }],
    safe,
  });
  const match = attack.find(written.text);
  if (!match) {
    const near = attack.nearest(written.text, 3);
    const data = { written: written.text, version: attack.version };
    if (near.length === 0) return { ...about, message: 'unknown', data };
    return {
      ...about,
      message: 'near',
      data: { ...data, near: near.map(({ id, fullName }) => `${id} (${fullName})`).join(' or ') },
      fixes: near.map(({ id }) => replace(id, false)),
    };
  }
  const { technique } = match;
  const { id, fullName: name } = technique;
  const data = { written: written.text, id, name };
  if (technique.successor) {
    const { successor } = technique;
    return {
      ...about,
      message: 'revoked',
      data: { ...data, successor: successor.id, successorName: successor.fullName },
      fixes: [replace(successor.id, true)],
      tag: 'deprecated',
    };
  }
  if (technique.status) return { ...about, message: 'deprecated', data, tag: 'deprecated' };
  if (match.by === 'id') return undefined;
  const message = ({ form: 'form', name: 'named', 'former-name': 'formerly' } as const)[match.by];
  return { ...about, message, data, fixes: [replace(id, true)] };
}
