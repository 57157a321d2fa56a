import type { Element } from '../../../model/model.ts';
import { certainInstances } from '../../certain-service.ts';
import { flowPlace } from '../../flow-place.ts';
import { defineRule } from '../../rule.ts';

export const nsgOnGatewaySubnet = defineRule({
  id: 'nsg-on-gateway-subnet',
  family: 'network',
  severity: 'error',
  docs: {
    summary: 'A network security group is drawn on the gateway subnet.',
    why:
      'Network security groups are not supported on the subnet of a VPN or ExpressRoute gateway: with one, the gateway ' +
      'may stop working, and with it every connection to the other side.',
    fix: 'Take the group off the gateway subnet; filter on the subnets of the workloads, or with Azure Firewall.',
    falsePositives:
      'A subnet of that name that is something else: Azure reserves the name `GatewaySubnet` for this one, and the rule ' +
      'goes by it.',
    source:
      'https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-vpn-gateway-settings#gwsub, and the built-in Azure ' +
      'policy: Gateway subnets should not be configured with a network security group',
    bad: [
      'group gateway-subnet "GatewaySubnet" {\n  use nsg\n  use vpn-gateway as vpn\n}\nuse onprem-network as site\n\n' +
        'site -> vpn : traffic "IPsec"',
    ],
    good: [
      'group gateway-subnet "GatewaySubnet" {\n  use vpn-gateway as vpn\n}\ngroup servers-subnet "Servers" {\n  use nsg\n' +
        '  use virtual-machines as servers\n}\nuse onprem-network as site\n\n' +
        'site -> vpn : traffic "IPsec"\nvpn -> servers : traffic "Site to site"\nnsg -> servers : policy',
    ],
  },
  messages: {
    inside:
      '{subnet} is the subnet of a gateway, where network security groups are not supported and can stop the gateway. Take {nsg} out, and filter at the workloads.',
  },
  *check(model) {
    for (const nsg of certainInstances(model, 'nsg')) {
      const report = (subnet: Element) => ({
        message: 'inside' as const,
        data: { subnet: subnet.label, nsg: nsg.name },
        related: [{ span: subnet.nameSpan, message: 'The gateway subnet' }],
        subject: nsg.path,
      });
      if (nsg.parent && isGatewaySubnet(nsg.parent)) {
        yield { span: nsg.nameSpan, ...report(nsg.parent) };
        continue;
      }
      const flow = model.flowsFrom(nsg, 'policy').find(({ target }) => isGatewaySubnet(target));
      if (flow) yield { span: flowPlace(flow), ...report(flow.target) };
    }
  },
});

/** Whether an element is called what Azure wants the subnet of gateways to be called. */
function isGatewaySubnet(element: Element): boolean {
  return [element.name, element.label].some((text) => text.replace(/[\s_-]/g, '').toLowerCase() === 'gatewaysubnet');
}
