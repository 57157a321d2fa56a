import type { ArchitectureModel, Element } from '../../../model/model.ts';
import type { Pillar } from '../../../model/vocabulary.ts';
import { pillarTitles } from '../../../model/vocabulary.ts';
import { certainService } from '../../certain-service.ts';
import { isPartOf } from '../../related-services.ts';
import { defineRule } from '../../rule.ts';

/** What there is to protect, the pillar that protects it, and the service most begin with. */
const assets: ReadonlyMap<string, { readonly pillar: Pillar; readonly first: string }> = new Map(
  (
    [
      ['identity', 'entra-id', ['user', 'ad-ds']],
      ['endpoints', 'defender-for-endpoint', ['onprem-client', 'onprem-server', 'windows-client', 'windows-server']],
      [
        'email-collaboration',
        'defender-for-office-365',
        ['microsoft-365', 'exchange-online', 'sharepoint-online', 'onedrive', 'teams'],
      ],
      ['data', 'purview', ['onprem-file-server', 'onprem-database', 'azure-storage', 'azure-sql-database']],
      [
        'infrastructure',
        'defender-for-cloud',
        ['azure-subscription', 'virtual-machines', 'aks', 'app-service', 'azure-virtual-desktop', 'aws', 'gcp'],
      ],
      ['apps', 'defender-for-cloud-apps', ['saas-app']],
      ['devops', 'defender-for-devops', ['github', 'azure-devops']],
    ] as const
  ).flatMap(([pillar, first, ids]) => ids.map((id) => [id, { pillar, first }] as const)),
);

/** Suites drawn as one box, and the pillars their parts protect. */
const suites: readonly { readonly id: string; readonly pillars: readonly Pillar[] }[] = [
  { id: 'defender-xdr', pillars: ['identity', 'endpoints', 'email-collaboration', 'apps'] },
  { id: 'defender-for-cloud', pillars: ['infrastructure', 'data', 'devops'] },
  { id: 'purview', pillars: ['data', 'email-collaboration'] },
];

export const pillarUncovered = defineRule({
  id: 'pillar-uncovered',
  family: 'coverage',
  severity: 'info',
  strictOnly: true,
  absence: true,
  docs: {
    summary: 'A design shows something to protect and nothing of the kind that protects it.',
    why:
      'Each pillar has services of its own, and none stands in for another: what protects mail does not see a file share. ' +
      'What is drawn without one is what nobody has planned for.',
    fix: 'Add the service that the message names, or one of the same pillar, or a component with that `pillar`.',
    falsePositives:
      'A design of one pillar that shows the others as its surroundings: the rule cannot know what a design is about, so ' +
      'it is information, and runs only where a configuration asks for it. A suite drawn as one box covers what its parts ' +
      'do. A component covers the pillar that it names.',
    source: 'Own inference from the pillars in "Microsoft Learn: Integrated Microsoft security services"; no source asks for it',
    bad: [
      'use saas-app as saas\nuse user as users\nuse entra-id as entra\n\nusers -> entra : signal\nusers -> saas : traffic',
    ],
    good: [
      'use saas-app as saas\nuse user as users\nuse entra-id as entra\nuse defender-for-cloud-apps as mda\n\n' +
        'users -> entra : signal\nusers -> saas : traffic\nsaas -> mda : signal',
    ],
  },
  messages: {
    uncovered:
      '{name} is drawn, and nothing that protects it ({pillar}): nobody would notice an attack on it. Add {first}, or another service of that pillar.',
  },
  *check(model) {
    const { catalog } = model;
    const covered = new Set<Pillar>();
    const seen = new Set<string>();
    const uncovered = new Map<Pillar, { asset: Element; first: string }>();
    for (const element of model.elements.values()) {
      if (element.kind === 'component' && element.properties.pillar) covered.add(element.properties.pillar);
      const service = certainService(element);
      if (!service || seen.has(service.id)) continue;
      seen.add(service.id);
      const asset = assets.get(service.id);
      if (asset) {
        if (!uncovered.has(asset.pillar)) uncovered.set(asset.pillar, { asset: element, first: asset.first });
        continue;
      }
      if (service.pillar && service.status !== 'environment') covered.add(service.pillar);
      for (const { id, pillars } of suites) {
        // A part speaks for its own pillar only.
        if (service.id === id) for (const pillar of pillars) covered.add(pillar);
        else if (id === 'defender-for-cloud' && isPartOf(catalog, service.id, id)) covered.add('infrastructure');
      }
    }
    if (covered.size === 0 || isInventory(model)) return;
    for (const [pillar, { asset, first }] of uncovered) {
      if (covered.has(pillar)) continue;
      yield {
        span: asset.serviceSpan ?? asset.nameSpan,
        message: 'uncovered',
        data: { name: asset.name, pillar: pillarTitles[pillar], first },
        subject: asset.path,
      };
    }
  },
});

function isInventory(model: ArchitectureModel): boolean {
  return model.flows.length === 0;
}
