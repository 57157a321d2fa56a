import { certainInstances } from '../../certain-service.ts';
import { internetPaths } from '../../internet-facing.ts';
import { defineRule } from '../../rule.ts';

/** What has a public address of its own in a virtual network, and can be given a DDoS protection plan. */
const publicEntries = ['public-ip', 'application-gateway', 'azure-firewall', 'azure-load-balancer'] as const;

export const publicIpNoDdos = defineRule({
  id: 'public-ip-no-ddos',
  family: 'network',
  severity: 'info',
  absence: true,
  docs: {
    summary: 'Public addresses in virtual networks have no DDoS protection plan.',
    why:
      'Azure protects its own platform from floods; what is tuned to one application, tells of attacks and pays for what ' +
      'they cost needs DDoS Protection. Without it, an attack that the platform bears can still take the application down.',
    fix: 'Draw `azure-ddos-protection`, or decide that the platform protection is enough and say so.',
    falsePositives:
      'A decision of cost: a plan has a high fixed price, and small estates do without, hence information only. Front ' +
      'Door and App Service are protected by their platform and not meant; of virtual machines, that they are exposed at ' +
      'all is told. In a Virtual WAN hub only addresses that the ' +
      'customer provides can be protected.',
    source:
      'https://learn.microsoft.com/azure/ddos-protection/ddos-protection-overview, and the built-in Azure policies that ' +
      'ask for it: Azure DDoS Protection should be enabled, and Virtual networks should be protected by it',
    bad: [
      'use internet\nuse azure-waf as waf\nuse application-gateway as gateway\n\nwaf -> gateway : policy\ninternet -> gateway : traffic',
    ],
    good: [
      'use internet\nuse azure-waf as waf\nuse azure-ddos-protection as ddos\nuse application-gateway as gateway\n\n' +
        'waf -> gateway : policy\nddos -> gateway : policy\ninternet -> gateway : traffic',
    ],
  },
  messages: {
    missing:
      'The internet reaches {name}, which only the platform protects from floods: nobody is told of an attack, and none is tuned to. Add azure-ddos-protection, or decide that this is enough.',
  },
  *check(model) {
    if (certainInstances(model, 'azure-ddos-protection').length > 0) return;
    const exposed = certainInstances(model, ...publicEntries).flatMap((element) => {
      const path = internetPaths(model, element).find(({ flow }) => !flow?.via);
      return path ? [{ element, path }] : [];
    });
    const [first, ...others] = exposed.sort((one, other) => one.element.order - other.element.order);
    if (!first) return;
    yield {
      span: first.path.place,
      message: 'missing',
      data: { name: first.element.name },
      related: others.map(({ element, path }) => ({
        span: path.place,
        message: `The internet reaches ${element.name}, too`,
      })),
      subject: first.element.path,
    };
  },
});
