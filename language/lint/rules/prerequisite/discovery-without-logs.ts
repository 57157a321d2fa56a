import type { ArchitectureModel, Element } from '../../../model/model.ts';
import { addFlow } from '../../add-flow.ts';
import { wordsOfFlow } from '../../author-words.ts';
import { certainInstances, certainService } from '../../certain-service.ts';
import { ofAnyHolder } from '../../containers.ts';
import { flowPlace } from '../../flow-place.ts';
import { defineRule } from '../../rule.ts';

/** What sees which cloud apps are used on the network or on devices. */
const sees: ReadonlySet<string> = new Set([
  'defender-for-endpoint',
  'defender-for-business',
  'defender-xdr',
  'azure-firewall',
  'onprem-firewall',
  'onprem-network',
  'nva',
  'entra-internet-access',
  'global-secure-access',
  'third-party-source',
  'event-hubs',
  'log-analytics',
  'sentinel',
]);

export const discoveryWithoutLogs = defineRule({
  id: 'discovery-without-logs',
  family: 'prerequisite',
  severity: 'warning',
  absence: true,
  docs: {
    summary: 'Shadow IT is to be discovered, and nothing reports what is used.',
    why:
      'Cloud discovery finds apps in the traffic that Defender for Endpoint sees on devices, or in logs of firewalls and ' +
      'proxies. Without either it finds nothing, and there is nothing to sanction or block.',
    fix: 'Let Defender for Endpoint send `signal` to Defender for Cloud Apps, or upload the logs of a firewall or proxy.',
    falsePositives:
      'It goes by the service `cloud-discovery` and by words such as "shadow IT" or "unsanctioned" on what Defender for ' +
      'Cloud Apps sends. Any component that sends `signal` or `log` counts as a proxy.',
    source:
      'https://learn.microsoft.com/defender-cloud-apps/set-up-cloud-discovery, https://learn.microsoft.com/defender-cloud-apps/mde-integration',
    bad: [
      'use saas-app as saas\nuse defender-for-cloud-apps as mda\nuse defender-for-endpoint as mde\n\n' +
        'saas -> mda : signal\nmda -> mde : policy "Unsanctioned apps"',
    ],
    good: [
      'use saas-app as saas\nuse defender-for-cloud-apps as mda\nuse defender-for-endpoint as mde\n\n' +
        'saas -> mda : signal\nmde -> mda : signal "Shadow IT discovery"\nmda -> mde : policy "Unsanctioned apps"',
    ],
  },
  messages: {
    blind:
      'Nothing reports to {name} which cloud apps are used, so it discovers none. Let Defender for Endpoint send signal to it, or a firewall or proxy its logs.',
  },
  *check(model) {
    if (model.flows.length === 0) return;
    const products = certainInstances(model, 'defender-for-cloud-apps');
    const discoveries = certainInstances(model, 'cloud-discovery');
    const fed = ofAnyHolder((element) => isFed(model, element));
    if ([...products, ...discoveries].some(fed)) return;
    const [devices] = certainInstances(model, 'defender-for-endpoint', 'defender-for-business');
    for (const discovery of discoveries) {
      yield {
        span: discovery.serviceSpan ?? discovery.nameSpan,
        message: 'blind',
        data: { name: discovery.name },
        fixes: addFlow(model, discovery.span, devices, discovery, 'signal'),
        subject: discovery.path,
      };
    }
    if (discoveries.length > 0) return;
    for (const product of products) {
      const flow = model
        .flowsFrom(product)
        .find((other) => !other.derivedFrom && /\b(?:shadow it|discover\w*|unsanctioned)\b/i.test(wordsOfFlow(other)));
      if (!flow) continue;
      yield {
        span: flowPlace(flow),
        message: 'blind',
        data: { name: product.name },
        fixes: addFlow(model, flow.span, devices, product, 'signal'),
        subject: flow.id,
      };
    }
  },
});

function isFed(model: ArchitectureModel, element: Element): boolean {
  return model.flowsInto(element).some(({ source, kind }) => {
    if (kind !== 'signal' && kind !== 'log' && kind !== 'context' && kind !== 'traffic') return false;
    const service = certainService(source);
    return !service || sees.has(service.id);
  });
}
