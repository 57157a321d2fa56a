import type { ArchitectureModel, Element } from '../../../model/model.ts';
import { addFlow } from '../../add-flow.ts';
import { wordsOfFlow } from '../../author-words.ts';
import { certainInstances, certainService } from '../../certain-service.ts';
import { ofAnyHolder } from '../../containers.ts';
import { flowPlace } from '../../flow-place.ts';
import { defineRule } from '../../rule.ts';

export const unroutedSessionControl = defineRule({
  id: 'unrouted-session-control',
  family: 'prerequisite',
  severity: 'warning',
  absence: true,
  docs: {
    summary: 'Sessions are to be controlled, and nothing hands them over.',
    why:
      'Conditional Access app control sees only the sessions that the identity provider sends through it, by a policy of ' +
      'Conditional Access. Without one, users reach the app directly, and nothing is monitored or blocked.',
    fix: 'Draw the policy: `conditional-access -> app-control : policy`.',
    falsePositives:
      'An identity provider of another maker can hand sessions over as well: draw it as a component that sends `policy`, ' +
      '`signal` or `traffic` to app control or Defender for Cloud Apps. Where Defender for Cloud Apps is drawn alone, its ' +
      'actions on sessions are only questioned if no service of identity is in the design.',
    source: 'https://learn.microsoft.com/defender-cloud-apps/proxy-intro-aad',
    bad: [
      'use defender-for-cloud-apps as mda\nuse conditional-access-app-control as app-control\nuse saas-app as saas\n\n' +
        'app-control -> saas : action "Block downloads"\nsaas -> mda : signal',
    ],
    good: [
      'use defender-for-cloud-apps as mda\nuse conditional-access as access\nuse conditional-access-app-control as app-control\n' +
        'use saas-app as saas\n\n' +
        'access -> app-control : policy\napp-control -> saas : action "Block downloads"\nsaas -> mda : signal',
    ],
  },
  messages: {
    unrouted:
      'Nothing sends sessions to {control}, so users reach the app past it and nothing is controlled. Draw the policy of conditional-access that routes them.',
  },
  *check(model) {
    if (model.flows.length === 0) return;
    const routed = ofAnyHolder((element) => isRouted(model, element));
    const controls = certainInstances(model, 'conditional-access-app-control');
    const [access] = certainInstances(model, 'conditional-access');
    for (const control of controls) {
      if (routed(control)) continue;
      yield {
        span: control.serviceSpan ?? control.nameSpan,
        message: 'unrouted',
        data: { control: control.name },
        fixes: addFlow(model, control.span, access, control, 'policy'),
        subject: control.path,
      };
    }
    if (controls.length > 0) return;
    const products = certainInstances(model, 'defender-for-cloud-apps');
    if (products.length === 0 || hasIdentity(model)) return;
    for (const product of products) {
      const flow = model.flowsFrom(product, 'action').find((other) => !other.derivedFrom && isAboutSessions(other));
      if (!flow || routed(product)) continue;
      yield { span: flowPlace(flow), message: 'unrouted', data: { control: product.name }, subject: flow.id };
    }
  },
});

function isAboutSessions(flow: Parameters<typeof wordsOfFlow>[0]): boolean {
  return /\bsessions?\b/i.test(wordsOfFlow(flow));
}

/** Whether an identity provider hands something to an element. */
function isRouted(model: ArchitectureModel, control: Element): boolean {
  return model.flowsInto(control).some(({ source, kind }) => {
    if (kind !== 'policy' && kind !== 'signal' && kind !== 'traffic' && kind !== 'action') return false;
    const service = certainService(source);
    return service ? service.pillar === 'identity' && service.id !== 'user' : source.kind !== 'threat';
  });
}

function hasIdentity(model: ArchitectureModel): boolean {
  return certainInstances(model, 'conditional-access', 'entra-id', 'microsoft-entra').length > 0;
}
