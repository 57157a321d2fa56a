import type { ArchitectureModel, Element, Flow } from '../../../model/model.ts';
import { wordsOfElement, wordsOfFlow } from '../../author-words.ts';
import { certainService, isService } from '../../certain-service.ts';
import { zoneOf } from '../../containers.ts';
import { flowPlace } from '../../flow-place.ts';
import { defineRule } from '../../rule.ts';

/** What is put on a boundary to watch over what passes. */
const guards: ReadonlySet<string> = new Set([
  'azure-firewall',
  'azure-waf',
  'azure-front-door',
  'application-gateway',
  'azure-bastion',
  'vpn-gateway',
  'private-endpoint',
  'private-link',
  'nsg',
  'nva',
  'onprem-firewall',
  'global-secure-access',
  'entra-private-access',
  'entra-internet-access',
  'conditional-access-app-control',
]);

/** What guards whom it lets in, and nothing of what it calls itself. */
const entrances: ReadonlySet<string> = new Set(['api-management']);

const protection =
  /\b(?:m?TLS|HTTPS|SSL|IPsec|VPN|SSH|SFTP|FTPS|LDAPS|AMQPS|MACsec|WAF|NSG|firewall\w*|encrypt\w*|sign(?:ed|ature)|authenticat\w*|certificate\w*|Kerberos|tunnel\w*|prox(?:y|ies)|gateways?|bastion|diode|jump (?:host|server|box)|private (?:link|endpoint|access)|allow[- ]?list\w*|filter\w*|inspect\w*)\b/i;

export const unprotectedCrossing = defineRule({
  id: 'unprotected-crossing',
  family: 'network',
  severity: 'info',
  docs: {
    summary: 'Traffic crosses from one zone into another, and nothing says what protects it.',
    why:
      'A zone is a trust boundary: what comes across it comes from where others decide. A line without a word leaves open ' +
      'whether anything authenticates, encrypts or filters it, and that is the first thing a reviewer asks.',
    fix: 'Name what carries or guards it (`via firewall`), or say it in the label, description or tags: "HTTPS", "mutual TLS", "IPsec".',
    falsePositives:
      'It knows what the design says, not what is built, hence information only. Only `traffic` is looked at: the other ' +
      'kinds are connections of products, with protection of their own. Traffic that begins or ends at something that ' +
      'guards a boundary is left alone (API Management only lets in); so is traffic from the internet to services of Azure, which has rules of its own.',
    source: 'Hygiene; trust boundaries as in https://learn.microsoft.com/azure/security/develop/threat-modeling-tool',
    bad: [
      'zone office "Office" {\n  use onprem-application as shop-floor\n}\nzone cloud "Cloud" {\n  component orders "Orders"\n}\n\n' +
        'shop-floor -> orders : traffic',
    ],
    good: [
      'zone office "Office" {\n  use onprem-application as shop-floor\n}\nzone cloud "Cloud" {\n  component orders "Orders"\n}\n\n' +
        'shop-floor -> orders : traffic "HTTPS, mutual TLS"',
    ],
  },
  messages: {
    between:
      'This traffic crosses from {from} into {to}, and nothing says what protects it there. Name what guards it (`via`), or how it is secured (the label).',
  },
  *check(model) {
    const guarding = new Map<Element, boolean>();
    const guards = (element: Element): boolean => {
      let known = guarding.get(element);
      if (known === undefined) guarding.set(element, (known = isGuard(element) || isGuarded(model, element)));
      return known;
    };
    for (const flow of model.flows) {
      if (flow.kind !== 'traffic' || flow.derivedFrom || flow.via) continue;
      const from = zoneOf(flow.source);
      const to = zoneOf(flow.target);
      if (from === to || isToldElsewhere(flow)) continue;
      if (protection.test(wordsOfFlow(flow)) || guards(flow.source) || guards(flow.target)) continue;
      if (entrances.has(certainService(flow.target)?.id ?? '')) continue;
      yield {
        span: flowPlace(flow),
        message: 'between',
        data: { from: from?.label ?? 'outside of all zones', to: to?.label ?? 'the open, outside of all zones' },
        subject: flow.id,
      };
    }
  },
});

/** The internet and what it reaches in Azure: `internet-app-no-waf` and its neighbours tell that better. */
function isToldElsewhere(flow: Flow): boolean {
  return isService(flow.source, 'internet') && certainService(flow.target) !== undefined;
}

function isGuard(element: Element): boolean {
  const service = certainService(element);
  return service ? guards.has(service.id) : element.kind === 'component' && protection.test(wordsOfElement(element));
}

/** Whether something that guards boundaries has a policy for an element. */
function isGuarded(model: ArchitectureModel, element: Element): boolean {
  return model.flowsInto(element, 'policy').some((flow) => isGuard(flow.source));
}
