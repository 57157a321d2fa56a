import type { Element } from '../../../model/model.ts';
import { certainService } from '../../certain-service.ts';
import { withHolders } from '../../containers.ts';
import { defineRule } from '../../rule.ts';

/** What decides who gets access to what, by itself. */
const deciders: ReadonlySet<string> = new Set(['conditional-access', 'entra-id', 'microsoft-entra', 'intune']);

export const feedbackMissing = defineRule({
  id: 'feedback-missing',
  family: 'coverage',
  severity: 'info',
  strictOnly: true,
  absence: true,
  docs: {
    summary: 'What is detected changes no decision.',
    why:
      'An account or device that was found to be compromised keeps its access until somebody acts by hand, unless what ' +
      'detects tells what decides: a risk that Conditional Access reads, a device state, a disabled user.',
    fix:
      'Draw the way back: the signal of Entra ID Protection or Defender for Endpoint, the action of Defender XDR or of a ' +
      'playbook on Entra ID.',
    falsePositives:
      'A design that ends at the incident. The rule stands on the feedback loop of the reference picture, so it is ' +
      'information, and runs only where a configuration asks for it. Told only where the design has both, something that ' +
      'detects and something that decides.',
    source: 'The feedback loop in "Microsoft Learn: Integrated Microsoft security services"; no source asks for it',
    bad: [
      'use entra-id as entra\nuse defender-for-endpoint as mde\nuse defender-xdr as xdr\n\nentra -> mde : context\nmde -> xdr : alert',
    ],
    good: [
      'use entra-id as entra\nuse defender-for-endpoint as mde\nuse defender-xdr as xdr\n\n' +
        'entra -> mde : context\nmde -> xdr : alert\nxdr -> entra : action "Contain the user"',
    ],
  },
  messages: {
    missing:
      'Nothing that is detected reaches {name}, so that a compromised account or device keeps its access until somebody acts by hand. Draw a signal or action back to it.',
  },
  *check(model) {
    const elements = [...model.elements.values()];
    const deciding = elements.filter((element) => deciders.has(certainService(element)?.id ?? ''));
    const first = deciding[0];
    if (!first || !elements.some(detects)) return;
    // What flows to a container reaches what it holds.
    const reached = new Set(deciding.flatMap((element) => [...withHolders(element)]));
    const closed = model.flows.some(
      ({ kind, source, target }) =>
        (kind === 'signal' || kind === 'action' || kind === 'policy' || kind === 'context') &&
        reached.has(target) &&
        (detects(source) || isAutomation(source)),
    );
    if (closed) return;
    yield {
      span: first.serviceSpan ?? first.nameSpan,
      message: 'missing',
      data: { name: first.name },
      subject: first.path,
    };
  },
});

function detects(element: Element): boolean {
  return certainService(element)?.stages.includes('detection-response') ?? false;
}

/** Playbooks, and whatever the organisation has of its own. */
function isAutomation(element: Element): boolean {
  return element.kind !== 'service' || certainService(element)?.id === 'logic-apps';
}
