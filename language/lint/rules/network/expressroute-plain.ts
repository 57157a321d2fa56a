import type { ArchitectureModel, Element, Flow } from '../../../model/model.ts';
import { wordsOfElement, wordsOfFlow } from '../../author-words.ts';
import { certainInstances, isService } from '../../certain-service.ts';
import { flowPlace } from '../../flow-place.ts';
import { defineRule } from '../../rule.ts';

const encryption = /\b(?:MACsec|IPsec|VPN|encrypt\w*|m?TLS|HTTPS|SSH|SFTP|LDAPS)\b/i;

export const expressroutePlain = defineRule({
  id: 'expressroute-plain',
  family: 'network',
  severity: 'info',
  absence: true,
  docs: {
    summary: 'ExpressRoute carries traffic, and nothing says that it is encrypted.',
    why:
      'An ExpressRoute circuit is private, not secret: it encrypts nothing by itself, and whoever runs a link on the way ' +
      'can read what passes.',
    fix:
      'Say how it is encrypted: MACsec on ExpressRoute Direct, an IPsec VPN over the circuit (`vpn-gateway`), or TLS of ' +
      'the applications, in the label or description.',
    falsePositives:
      'Applications that encrypt everything themselves, where the design does not say so. Whether the traffic is worth ' +
      'it is for nobody to see from a picture, hence information only.',
    source: 'https://learn.microsoft.com/azure/expressroute/expressroute-about-encryption',
    bad: [
      'use onprem-network as site\nuse expressroute as circuit\nuse azure-vnet as vnet\n\nsite -> vnet : traffic via circuit',
    ],
    good: [
      'use onprem-network as site\nuse expressroute as circuit { description "MACsec on both ports" }\nuse azure-vnet as vnet\n\n' +
        'site -> vnet : traffic via circuit',
    ],
  },
  messages: {
    plain:
      '{name} is private, but encrypts nothing: whoever runs a link on the way can read this traffic. Say how it is encrypted (MACsec, IPsec, TLS).',
  },
  *check(model) {
    const circuits = certainInstances(model, 'expressroute');
    if (circuits.length === 0) return;
    const carried = trafficByCarrier(model);
    for (const circuit of circuits) {
      const traffic = [
        ...(carried.get(circuit) ?? []),
        ...model.flowsInto(circuit, 'traffic'),
        ...model.flowsFrom(circuit, 'traffic'),
      ];
      const first = traffic[0];
      if (!first || encryption.test(wordsOfElement(circuit)) || traffic.some(isEncrypted)) continue;
      yield { span: flowPlace(first), message: 'plain', data: { name: circuit.name }, subject: circuit.path };
    }
  },
});

function trafficByCarrier(model: ArchitectureModel): ReadonlyMap<Element, readonly Flow[]> {
  const carried = new Map<Element, Flow[]>();
  for (const flow of model.flows) {
    if (flow.kind !== 'traffic' || !flow.via) continue;
    const flows = carried.get(flow.via);
    if (flows) flows.push(flow);
    else carried.set(flow.via, [flow]);
  }
  return carried;
}

function isEncrypted(flow: Flow): boolean {
  return (
    encryption.test(wordsOfFlow(flow)) ||
    [flow.source, flow.target, flow.via].some((end) => isService(end, 'vpn-gateway'))
  );
}
