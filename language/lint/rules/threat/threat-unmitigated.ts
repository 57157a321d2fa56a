import { attackKnowledge } from '../../../attack/attack.ts';
import { mappingsByService, techniquesOf } from '../../../attack/threat-mappings.ts';
import { listing } from '../../fill-message.ts';
import { defineRule } from '../../rule.ts';

export const threatUnmitigated = defineRule({
  id: 'threat-unmitigated',
  family: 'threat',
  severity: 'warning',
  docs: {
    summary: 'Nothing in the design is known to do anything about a threat.',
    why:
      'The threat is in the design because somebody thinks it matters. Without a mitigation the drawing shows a risk and ' +
      'no answer to it.',
    fix:
      'Say what answers it: `mitigated by …`. Where nothing does, add a service with a published mapping to the technique, ' +
      'or accept the finding with its reason.',
    falsePositives:
      'A published mapping is no proof of protection, and a missing one no proof of the opposite: several products, ' +
      'Defender for Endpoint and Intune among them, have none at all. That is why it is a remark only where no mapping ' +
      'to the technique was published for any service.',
    source:
      'Mappings Explorer of the Center for Threat-Informed Defense, Azure (2025-05-29) and Microsoft 365 (2025-07-24)',
    bad: ['component users\n\nthreat guessing "Password guessing" { technique T1110.001 targets users }'],
    good: [
      'use entra-id as entra\ncomponent users\n\nthreat guessing "Password guessing" { technique T1110.001 targets users mitigated by entra }',
      'use entra-id-protection\ncomponent users\n\nthreat guessing "Password guessing" { technique T1110.001 targets users }',
    ],
  },
  messages: {
    candidates:
      'Nothing in the design is said to mitigate {name}, and none of its services has a published mapping to {techniques}. Say what does with `mitigated by`, or add one that has: {candidates}.',
    unmapped:
      'Nothing in the design is said to mitigate {name}, and no mapping of any service to {techniques} was published, so nothing can be looked up. Say what does with `mitigated by`.',
    unknown:
      'Nothing in the design is said to mitigate {name}, and it names no technique to look one up by. Add `mitigated by`, or `technique`.',
  },
  *check(model) {
    if (model.threats.length === 0) return;
    const attack = attackKnowledge();
    for (const threat of model.threats) {
      const { element, mitigatedBy } = threat;
      if (mitigatedBy.length > 0) continue;
      const about = { span: element.nameSpan, subject: element.path };
      const techniques = techniquesOf(threat, attack);
      if (techniques.length === 0) {
        // A technique that is not known is told by another rule.
        if (threat.techniques.length === 0)
          yield { ...about, message: 'unknown', data: { name: element.name }, severity: 'info' };
        continue;
      }
      const mapped = techniques.flatMap((technique) => mappingsByService(technique, attack));
      if (mapped.some(({ service, guess }) => !guess && model.instancesOf(service).length > 0)) continue;
      const data = {
        name: element.name,
        techniques: listing(
          techniques.map(({ id }) => id),
          4,
          'or',
        ),
      };
      const candidates = [...new Set(mapped.filter(({ guess }) => !guess).map(({ service }) => service))];
      if (candidates.length === 0) yield { ...about, message: 'unmapped', data, severity: 'info' };
      else yield { ...about, message: 'candidates', data: { ...data, candidates: listing(candidates, 4, 'or') } };
    }
  },
});
