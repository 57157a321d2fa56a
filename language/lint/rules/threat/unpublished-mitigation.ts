import { attackKnowledge } from '../../../attack/attack.ts';
import { mappingsByService, techniquesOf } from '../../../attack/threat-mappings.ts';
import { listing } from '../../fill-message.ts';
import { defineRule } from '../../rule.ts';

export const unpublishedMitigation = defineRule({
  id: 'unpublished-mitigation',
  family: 'threat',
  severity: 'info',
  strictOnly: true,
  docs: {
    summary: 'A service is said to mitigate a threat, and no published mapping says so.',
    why:
      "The claim may well be right, but it is the author's own. A reviewer who wants evidence should know where there is " +
      'some and where there is none.',
    fix: 'Say what the claim stands on in the doc comment of the threat, or name a service with a published mapping.',
    falsePositives:
      'Every product for which no mappings are published at all is left out. Those that have mappings may do more than ' +
      'what was mapped.',
    source:
      'Mappings Explorer of the Center for Threat-Informed Defense, Azure (2025-05-29) and Microsoft 365 (2025-07-24)',
    bad: [
      'use key-vault as keys\n\nthreat phishing "Spear phishing" { technique T1566.001 targets keys mitigated by keys }',
    ],
    good: [
      'use defender-for-office-365 as mdo\ncomponent users\n\nthreat phishing "Spear phishing" { technique T1566.001 targets users mitigated by mdo }',
    ],
  },
  messages: {
    none: 'No published mapping says that {service} does anything about {techniques}. Say in the doc comment of {name} what the claim stands on, or name another.',
  },
  *check(model) {
    if (model.threats.length === 0) return;
    const attack = attackKnowledge();
    for (const threat of model.threats) {
      const techniques = techniquesOf(threat, attack);
      if (techniques.length === 0) continue;
      const mapped = new Set(
        techniques.flatMap((technique) => mappingsByService(technique, attack)).map(({ service }) => service),
      );
      for (const { element, span } of threat.mitigatedBy) {
        const service = element?.service;
        if (!service || mapped.has(service.id) || attack.mappingsOf(service.id).length === 0) continue;
        yield {
          span,
          message: 'none',
          data: {
            service: service.short,
            name: threat.element.name,
            techniques: listing(
              techniques.map(({ id }) => id),
              4,
              'or',
            ),
          },
          subject: threat.element.path,
        };
      }
    }
  },
});
