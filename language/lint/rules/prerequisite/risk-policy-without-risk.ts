import type { ArchitectureModel, Flow } from '../../../model/model.ts';
import { wordsOfFlow } from '../../author-words.ts';
import { certainInstances, certainService } from '../../certain-service.ts';
import { flowPlace } from '../../flow-place.ts';
import { defineRule } from '../../rule.ts';

/** Risks that Conditional Access learns from somebody else. */
const otherRisk = /\b(?:devices?|endpoints?|machine|insider|compliance|agents?)\b/i;

export const riskPolicyWithoutRisk = defineRule({
  id: 'risk-policy-without-risk',
  family: 'prerequisite',
  severity: 'warning',
  absence: true,
  docs: {
    summary: 'Conditional Access is to decide by the risk of users or sign-ins, and nothing works that risk out.',
    why:
      'User risk and sign-in risk are calculated by Entra ID Protection, which needs Entra ID P2. Without it a condition ' +
      'on risk never applies: the policy is there, and stolen passwords keep working.',
    fix: 'Add `entra-id-protection` and let it send `signal` to Conditional Access; plan Entra ID P2 for all who are covered.',
    falsePositives:
      'It goes by the word "risk" in a label, and leaves out the risk of devices and insiders, which other services ' +
      'report. Where Entra ID or Conditional Access has the plan P2 or E5, ID Protection is licensed, and nothing is said; ' +
      'nor where the risk comes from a component.',
    source: 'https://learn.microsoft.com/entra/id-protection/overview-identity-protection (licence requirements)',
    bad: [
      'use entra-id as entra\nuse conditional-access as access\nuse microsoft-365 as m365\n\n' +
        'entra -> access : signal "Sign-in risk"\naccess -> m365 : action',
    ],
    good: [
      'use entra-id as entra\nuse entra-id-protection as risk\nuse conditional-access as access\nuse microsoft-365 as m365\n\n' +
        'entra -> access : signal "Identity"\nrisk -> access : signal "Sign-in risk"\naccess -> m365 : action',
    ],
  },
  messages: {
    missing:
      'User and sign-in risk are worked out by Entra ID Protection, which this design does not have: {access} can never act on them. Add entra-id-protection (Entra ID P2).',
  },
  *check(model) {
    if (certainInstances(model, 'entra-id-protection').length > 0) return;
    if (certainInstances(model, 'entra-id', 'microsoft-entra').some(({ properties }) => isPremium(properties.plan)))
      return;
    for (const access of certainInstances(model, 'conditional-access')) {
      if (isPremium(access.properties.plan)) continue;
      const flow = riskFlow(model, model.flowsInto(access)) ?? riskFlow(model, model.flowsFrom(access));
      if (!flow) continue;
      yield { span: flowPlace(flow), message: 'missing', data: { access: access.name }, subject: flow.id };
    }
  },
});

function isPremium(plan: string | undefined): boolean {
  return plan !== undefined && /\b(?:P2|E5|A5|G5|Suite)\b/i.test(plan);
}

function riskFlow(model: ArchitectureModel, flows: readonly Flow[]): Flow | undefined {
  return flows.find((flow) => {
    if (flow.derivedFrom || !certainService(flow.source)) return false;
    const words = wordsOfFlow(flow);
    return /\brisk(?:y|s)?\b/i.test(words) && !otherRisk.test(words);
  });
}
