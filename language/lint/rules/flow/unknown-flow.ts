import type { CatalogFlow } from '../../../catalog/catalog.ts';
import type { FlowKind } from '../../../model/vocabulary.ts';
import { listing } from '../../fill-message.ts';
import { flowPlace, kindsOf, serviceName } from '../../flow-place.ts';
import { judgeFlow } from '../../judge-flow.ts';
import { defineRule } from '../../rule.ts';

/** Kinds whose senders and receivers documentation lists one by one. */
const closelyDocumented: ReadonlySet<FlowKind> = new Set<FlowKind>(['alert', 'incident', 'log']);

/** Of a service of which fewer flows are known, that one is not known says little. */
const fewestKnown = 3;

export const unknownFlow = defineRule({
  id: 'unknown-flow',
  family: 'flow',
  severity: 'warning',
  docs: {
    summary: 'Nothing is documented to flow between these two services.',
    why:
      'A line in a picture is taken as a promise. If the product does not send it, somebody relies on data that never ' +
      'arrives, and the gap shows in the incident.',
    fix:
      'Look at what the message says the service does send: often a service in between is missing (Defender XDR, ' +
      'Log Analytics, Conditional Access). If you build the connection yourself, say with `via` what carries it, for ' +
      'example Logic Apps or a component of your own.',
    falsePositives:
      'The catalog does not know every flow there is: one that is documented somewhere is a gap in the catalog, please ' +
      'report it. Alerts, incidents and logs are documented closely, and an undocumented one is a warning; for all other ' +
      'kinds, which documentation names loosely, and of services that the catalog knows little of, it is information only. Not judged are components, things that are no products (users, servers, the internet), services of ' +
      'your own, logs into a log store, parts of one product among each other, services and what they require, and services the catalog says nothing ' +
      'about. A flow that is documented for a part or the whole of a service counts for both.',
    source: 'The flows of the catalog, each with its source',
    bad: ['use intune\nuse azure-firewall as firewall\n\nintune -> firewall : alert'],
    good: [
      'use intune\nuse entra-id as entra\n\nintune -> entra : signal "Device compliance"',
      'use intune\nuse azure-firewall as firewall\nuse logic-apps as playbooks\n\nintune -> firewall : action via playbooks',
      'use intune\ncomponent firewall "Branch firewall"\n\nintune -> firewall : policy',
    ],
  },
  messages: {
    unknown: 'Nothing is documented to flow from {source} to {target}, so this {kind} may never arrive. {known}',
    opposite:
      'Nothing is documented to flow from {source} to {target}, only {back} the other way, so this {kind} may never arrive. {known}',
  },
  *checkFlow(flow, model) {
    const verdict = judgeFlow(model, flow);
    if (verdict.type !== 'unknown') return;
    const from = flow.source.service!;
    const sent = model.catalog.flowsFrom(from.id);
    yield {
      span: flowPlace(flow),
      message: verdict.back.length > 0 ? 'opposite' : 'unknown',
      data: {
        source: flow.source.name,
        target: flow.target.name,
        kind: flow.kind,
        back: kindsOf(verdict.back),
        known:
          sent.length === 0
            ? `The catalog knows nothing that ${from.short} sends: check the direction.`
            : `${from.short} is known to send ${sentTo(sent, (id) => serviceName(model.catalog, id))}.`,
      },
      subject: flow.id,
      severity: closelyDocumented.has(flow.kind) && sent.length >= fewestKnown ? undefined : 'info',
    };
  },
});

/** "log to Sentinel, signal to Entra ID": those of the drawn flow's kind would be misleading first, so catalog order. */
function sentTo(flows: readonly CatalogFlow[], name: (id: string) => string): string {
  return listing([...new Set(flows.map((flow) => `${flow.kind} to ${name(flow.target)}`))], 4);
}
