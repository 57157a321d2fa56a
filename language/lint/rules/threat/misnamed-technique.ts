import { distance } from 'fastest-levenshtein';
import { attackKnowledge, plainName, type Technique } from '../../../attack/attack.ts';
import { techniquesOf } from '../../../attack/threat-mappings.ts';
import { defineRule } from '../../rule.ts';

/** Longest label that is taken for the name of a technique. */
const longestName = 100;

export const misnamedTechnique = defineRule({
  id: 'misnamed-technique',
  family: 'threat',
  severity: 'warning',
  docs: {
    summary: "A threat's label is a misspelt or former name of its technique.",
    why: 'Whoever reads the picture looks the name up and finds nothing, or takes the threat for another.',
    fix: 'Write the name that ATT&CK uses today, or a label of your own. The fix writes the name.',
    falsePositives:
      'A label of your own that happens to be nearly the name. A label that is clearly another, or a piece of the name, is ' +
      'never reported.',
    source: 'MITRE ATT&CK Enterprise v18.1, https://attack.mitre.org/techniques/enterprise/',
    bad: [
      'use entra-id as entra\n\nthreat files "Obfustated Files or Information" { technique T1027 targets entra mitigated by entra }',
      'use entra-id as entra\n\nthreat proxy "Signed Binary Proxy Execution" { technique T1218 targets entra mitigated by entra }',
    ],
    good: [
      'use entra-id as entra\n\nthreat files "Obfuscated Files or Information" { technique T1027 targets entra mitigated by entra }',
      'use entra-id as entra\n\nthreat files "Packed malware" { technique T1027 targets entra mitigated by entra }',
    ],
  },
  messages: {
    misspelt: '{label} is not quite the name of {id}, so nobody finds it: ATT&CK calls it {name}.',
    formerly: '{label} was the name of {id}, so nobody finds it: ATT&CK calls it {name} now.',
  },
  *check(model) {
    if (model.threats.length === 0) return;
    const attack = attackKnowledge();
    for (const threat of model.threats) {
      const { element } = threat;
      const { label, labelSpan } = element;
      if (!labelSpan || label.length > longestName) continue;
      const known = techniquesOf(threat, attack);
      const judged = known.map((technique) => judge(label, technique));
      // One of several names that is right is enough.
      const index = judged.includes('right') ? -1 : judged.findIndex((verdict) => verdict !== 'another');
      const technique = known[index];
      const verdict = judged[index];
      if (!technique || verdict === undefined || verdict === 'right' || verdict === 'another') continue;
      const { name, id } = technique;
      yield {
        span: labelSpan,
        message: verdict,
        data: { label, id, name },
        fixes: [{ title: `Replace by "${name}"`, edits: [{ span: labelSpan, newText: `"${name}"` }], safe: true }],
        subject: element.path,
      };
    }
  },
});

function judge(label: string, technique: Technique): 'right' | 'formerly' | 'misspelt' | 'another' {
  // An id in the label, "Process Injection [T1055]", is no part of the name.
  const written = plainName(label.replace(/[([]?\bT?\d{4}(?:\.\d{3})?\b[)\]]?/i, ''));
  const names = [technique.name, technique.fullName].map(plainName);
  if (written === '' || names.includes(written)) return 'right';
  if (technique.formerNames.some((name) => near(written, plainName(name)))) return 'formerly';
  // "Credential dumping" for "OS Credential Dumping" says less of the name, and nothing wrong.
  if (names.some((name) => name.includes(written))) return 'another';
  return names.some((name) => near(written, name)) ? 'misspelt' : 'another';
}

/** At most a fifth of the letters differ: more is another name, not a slip. */
function near(one: string, other: string): boolean {
  const bound = Math.floor(other.length / 5);
  return Math.abs(one.length - other.length) <= bound && distance(one, other) <= bound;
}
