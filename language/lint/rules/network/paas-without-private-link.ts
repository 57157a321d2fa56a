import { certainService } from '../../certain-service.ts';
import { internetPaths } from '../../internet-facing.ts';
import { defineRule } from '../../rule.ts';

/** Where an organisation keeps data and secrets, and which can be closed to the internet with a private endpoint. */
const dataServices: ReadonlySet<string> = new Set([
  'azure-storage',
  'azure-sql-database',
  'key-vault',
  'managed-hsm',
  'event-hubs',
]);

export const paasWithoutPrivateLink = defineRule({
  id: 'paas-without-private-link',
  family: 'network',
  severity: 'warning',
  docs: {
    summary: 'The internet reaches a service that keeps data or secrets.',
    why:
      'With a public endpoint, a leaked key or password is all that is needed to read the data from anywhere. A private ' +
      'endpoint keeps the service inside the network, where there are other hurdles.',
    fix: 'Close the public endpoint and reach the service by Private Link (`private-endpoint`) from inside.',
    falsePositives: 'Data that is meant for everybody, such as the files of a website: better served by Front Door.',
    source:
      'https://learn.microsoft.com/azure/private-link/private-link-overview, and the built-in Azure policies that ask for ' +
      'private link of storage accounts, SQL databases and key vaults',
    bad: ['use internet\nuse azure-storage as files\n\ninternet -> files : traffic'],
    good: [
      'use app-service as shop\nuse private-endpoint as endpoint\nuse azure-storage as files\n\nshop -> files : traffic via endpoint',
    ],
  },
  messages: {
    open: 'The internet reaches {name} directly: a leaked key is then enough to read it from anywhere. Close the public endpoint and use a private endpoint.',
  },
  *check(model) {
    for (const element of model.elements.values()) {
      if (!dataServices.has(certainService(element)?.id ?? '')) continue;
      const path = internetPaths(model, element).find(({ flow }) => !flow?.via);
      if (path) yield { span: path.place, message: 'open', data: { name: element.name }, subject: element.path };
    }
  },
});
