import type { ArchitectureModel } from '../../../model/model.ts';
import { addFlow } from '../../add-flow.ts';
import { wordsOfFlow } from '../../author-words.ts';
import { certainInstances, certainService, isService } from '../../certain-service.ts';
import { flowPlace } from '../../flow-place.ts';
import { defineRule } from '../../rule.ts';

const receivers = ['entra-id', 'microsoft-entra', 'conditional-access'] as const;

export const deviceConditionWithoutCompliance = defineRule({
  id: 'device-condition-without-compliance',
  family: 'prerequisite',
  severity: 'warning',
  absence: true,
  docs: {
    summary: 'Conditional Access asks for compliant devices, and nobody says which are.',
    why:
      'Whether a device is compliant is decided in Intune (or by a partner through it) and written to Entra ID, where ' +
      'Conditional Access reads it. Without that signal no device is compliant: the policy shuts everybody out, or is ' +
      'switched off on its first day.',
    fix: 'Let Intune send `signal` to Entra ID or Conditional Access ("Device compliance").',
    falsePositives:
      'It goes by the word "compliant" or "compliance" in a label. A partner product for compliance, drawn as a component ' +
      'that sends to Entra ID, Conditional Access or Intune, counts.',
    source: 'https://learn.microsoft.com/intune/intune-service/protect/create-conditional-access-intune',
    bad: [
      'use entra-id as entra\nuse conditional-access as access\nuse microsoft-365 as m365\n\n' +
        'entra -> access : signal\naccess -> m365 : action "Require compliant device"',
    ],
    good: [
      'use intune\nuse entra-id as entra\nuse conditional-access as access\nuse microsoft-365 as m365\n\n' +
        'intune -> entra : signal "Device compliance"\nentra -> access : signal\naccess -> m365 : action "Require compliant device"',
    ],
  },
  messages: {
    missing:
      '{access} asks whether devices are compliant, and nothing tells Entra ID which are: nobody gets in, or the policy is off. Let Intune send signal to Entra ID.',
  },
  *check(model) {
    const accesses = certainInstances(model, 'conditional-access');
    if (accesses.length === 0 || isComplianceKnown(model)) return;
    for (const access of accesses) {
      const flow = [...model.flowsFrom(access), ...model.flowsInto(access)].find(
        (other) =>
          !other.derivedFrom &&
          /\bcomplian(?:t|ce)\b/i.test(wordsOfFlow(other)) &&
          // `device-risk-chain` tells of these.
          !isService(other.source, 'defender-for-endpoint'),
      );
      if (!flow) continue;
      const [intune] = certainInstances(model, 'intune');
      const [receiver] = certainInstances(model, ...receivers);
      yield {
        span: flowPlace(flow),
        message: 'missing',
        data: { access: access.name },
        fixes: addFlow(model, flow.span, intune, receiver, 'signal'),
        subject: flow.id,
      };
    }
  },
});

/** Whether Intune, or something the catalog does not know, tells Entra ID anything. */
function isComplianceKnown(model: ArchitectureModel): boolean {
  return certainInstances(model, ...receivers).some((receiver) =>
    model
      .flowsInto(receiver)
      .some(({ source }) => isService(source, 'intune', 'configuration-manager') || !certainService(source)),
  );
}
