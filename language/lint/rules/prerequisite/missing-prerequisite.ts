import type { Catalog, CatalogService } from '../../../catalog/catalog.ts';
import { certainService } from '../../certain-service.ts';
import { listing } from '../../fill-message.ts';
import { isPartOf } from '../../related-services.ts';
import { defineRule } from '../../rule.ts';

/** What nearly every estate has and most pictures leave out. */
const foundations: ReadonlySet<string> = new Set([
  'entra-id',
  'ad-ds',
  'azure-subscription',
  'azure-vnet',
  'microsoft-365',
  'exchange-online',
  'nsg',
  'public-ip',
  'key-vault',
  'api-management',
  'github',
  'azure-devops',
]);

/** Services whose missing prerequisites a rule of their own tells, and tells better. */
const toldElsewhere: ReadonlySet<string> = new Set(['sentinel', 'traffic-analytics', 'conditional-access-app-control']);

export const missingPrerequisite = defineRule({
  id: 'missing-prerequisite',
  family: 'prerequisite',
  severity: 'info',
  absence: true,
  docs: {
    summary: 'A service is drawn without one that it cannot work without.',
    why: 'What a service stands on has to be licensed, configured and operated too. Left out, nobody plans for it.',
    fix: 'Add the service that is needed, or draw the whole that both are part of.',
    falsePositives:
      'An overview that leaves it out on purpose, hence information only. What nearly every estate has (Entra ID, ' +
      'Active Directory, subscriptions, virtual networks, workloads) is not missed.',
    source: 'What services require according to the catalog, with its sources',
    bad: ['use jit-vm-access as access\nuse virtual-machines as servers\n\naccess -> servers : policy'],
    good: ['use purview-endpoint-dlp as dlp\nuse defender-for-endpoint as mde\n\ndlp -> mde : policy'],
  },
  messages: {
    missing: '{name} does not work without {required}, which this design does not have. Add {ids}.',
  },
  *check(model) {
    const { catalog } = model;
    const present = new Set<string>();
    for (const element of model.elements.values()) {
      const service = certainService(element);
      if (service) present.add(service.id);
    }
    const seen = new Set<string>();
    for (const element of model.elements.values()) {
      const service = certainService(element);
      if (!service || toldElsewhere.has(service.id) || seen.has(service.id)) continue;
      seen.add(service.id);
      const missing = service.requires.filter(
        (ids) => isMissed(catalog, ids) && !isThere(catalog, ids, present, service),
      );
      if (missing.length === 0) continue;
      const name = (id: string) => catalog.service(id)?.short ?? id;
      yield {
        span: element.serviceSpan ?? element.nameSpan,
        message: 'missing',
        data: {
          name: element.name,
          required: listing(missing.map((ids) => listing(ids.map(name), 4, 'or'))),
          ids: listing(missing.map((ids) => ids[0]!)),
        },
        subject: element.path,
      };
    }
  },
});

/** Whether a picture that lacks all of these lacks something. */
function isMissed(catalog: Catalog, ids: readonly string[]): boolean {
  return ids.every((id) => {
    const service = catalog.service(id);
    return service && !foundations.has(id) && service.status !== 'environment' && service.pillar !== 'compute';
  });
}

/** Whether one of these is in the design, or a whole or part of one that is not just the service itself. */
function isThere(
  catalog: Catalog,
  ids: readonly string[],
  present: ReadonlySet<string>,
  service: CatalogService,
): boolean {
  return ids.some((id) =>
    [...present].some(
      (other) => other !== service.id && (isPartOf(catalog, id, other) || isPartOf(catalog, other, id)),
    ),
  );
}
