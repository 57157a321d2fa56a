import type { ArchitectureModel, Element } from '../../../model/model.ts';
import { certainService } from '../../certain-service.ts';
import { internetPaths } from '../../internet-facing.ts';
import { defineRule } from '../../rule.ts';

/** What takes in requests of web applications. */
const entries: ReadonlySet<string> = new Set([
  'app-service',
  'application-gateway',
  'azure-front-door',
  'azure-front-door-classic',
  'api-management',
]);

export const internetAppNoWaf = defineRule({
  id: 'internet-app-no-waf',
  family: 'network',
  severity: 'warning',
  absence: true,
  docs: {
    summary: 'The internet reaches a web application past any web application firewall.',
    why:
      'Injection, cross-site scripting and bots are stopped by a WAF before the application sees them. Without one, every ' +
      'flaw of the application is open to everyone.',
    fix:
      'Attach a WAF policy (`azure-waf -> front-door : policy`), or lead the traffic through Front Door or Application ' +
      'Gateway with one and close the direct way.',
    falsePositives:
      'A WAF of another maker: draw it as a component that the traffic passes (`via`). A plan that names WAF (`plan ' +
      '"WAF_v2"`) counts as one.',
    source:
      'https://learn.microsoft.com/azure/web-application-firewall/overview, and the built-in Azure policies that ask for ' +
      'it: Web Application Firewall should be enabled for Application Gateway, and for Azure Front Door entry points',
    bad: ['use internet\nuse app-service as shop\n\ninternet -> shop : traffic'],
    good: [
      'use internet\nuse azure-waf as waf\nuse azure-front-door as front-door\nuse app-service as shop\n\n' +
        'waf -> front-door : policy\ninternet -> front-door : traffic\nfront-door -> shop : traffic',
      'use internet\nuse azure-ddos-protection as ddos\nuse application-gateway as gateway { plan "WAF_v2" }\n\n' +
        'internet -> gateway : traffic\nddos -> gateway : policy',
    ],
  },
  messages: {
    open: 'The internet reaches {name} without a web application firewall, so every flaw of the application is open to it. Attach azure-waf, or lead the traffic through one.',
  },
  *check(model) {
    for (const element of model.elements.values()) {
      if (!entries.has(certainService(element)?.id ?? '') || isGuarded(model, element)) continue;
      const path = internetPaths(model, element).find(({ flow }) => !flow?.via);
      if (path) yield { span: path.place, message: 'open', data: { name: element.name }, subject: element.path };
    }
  },
});

/** Whether a WAF has to do with an element, in whatever way the design draws it. */
function isGuarded(model: ArchitectureModel, element: Element): boolean {
  if (/waf/i.test(element.properties.plan ?? '')) return true;
  const isWaf = (other: Element | undefined) => other !== undefined && certainService(other)?.id === 'azure-waf';
  return (
    model.flowsInto(element).some((flow) => isWaf(flow.source) || isWaf(flow.via)) ||
    model.flowsFrom(element).some((flow) => isWaf(flow.target) || isWaf(flow.via))
  );
}
