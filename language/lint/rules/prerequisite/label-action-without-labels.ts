import { addFlow } from '../../add-flow.ts';
import { wordsOfFlow } from '../../author-words.ts';
import type { ArchitectureModel } from '../../../model/model.ts';
import { certainInstances, certainService, isService } from '../../certain-service.ts';
import { flowPlace } from '../../flow-place.ts';
import { defineRule } from '../../rule.ts';

export const labelActionWithoutLabels = defineRule({
  id: 'label-action-without-labels',
  family: 'prerequisite',
  severity: 'warning',
  absence: true,
  docs: {
    summary: 'Defender for Cloud Apps is to apply sensitivity labels that it has from nowhere.',
    why:
      'The labels are made and published in Microsoft Purview, and Defender for Cloud Apps reads them from there once the ' +
      'integration is switched on. Without it a file policy has no label to apply, and files stay as they are.',
    fix: 'Let Purview Information Protection send `policy` to Defender for Cloud Apps, and connect the app whose files are meant.',
    falsePositives:
      'It goes by the word "label" on what Defender for Cloud Apps sends as `action` or `policy`. Any flow from Purview, ' +
      'or from something the catalog does not know, counts.',
    source: 'https://learn.microsoft.com/defender-cloud-apps/azip-integration (prerequisites)',
    bad: [
      'use defender-for-cloud-apps as mda\nuse saas-app as saas\n\n' +
        'saas -> mda : signal "Files"\nmda -> saas : action "Apply sensitivity labels"',
    ],
    good: [
      'use purview-information-protection as labels\nuse defender-for-cloud-apps as mda\nuse saas-app as saas\n\n' +
        'labels -> mda : policy "Sensitivity labels"\nsaas -> mda : signal "Files"\nmda -> saas : action "Apply sensitivity labels"',
    ],
  },
  messages: {
    missing:
      '{name} is to apply sensitivity labels and has none: they come from Microsoft Purview. Let purview-information-protection send policy to it.',
  },
  *check(model) {
    let labelled: boolean | undefined;
    for (const product of certainInstances(model, 'defender-for-cloud-apps', 'conditional-access-app-control')) {
      const flow = model
        .flowsFrom(product)
        .find(
          (other) =>
            (other.kind === 'action' || other.kind === 'policy') &&
            !other.derivedFrom &&
            /\blabel(?:s|led|ling|ing)?\b/i.test(wordsOfFlow(other)),
        );
      if (!flow) continue;
      if ((labelled ??= hasLabels(model))) return;
      const [labels] = certainInstances(model, 'purview-information-protection', 'purview');
      yield {
        span: flowPlace(flow),
        message: 'missing',
        data: { name: product.name },
        fixes: addFlow(model, flow.span, labels, product, 'policy'),
        subject: flow.id,
      };
    }
  },
});

/** Whether Purview tells Defender for Cloud Apps, or what controls its sessions, anything. */
function hasLabels(model: ArchitectureModel): boolean {
  return certainInstances(model, 'defender-for-cloud-apps', 'conditional-access-app-control').some((product) =>
    model.flowsInto(product).some(({ source, kind }) => {
      if (kind === 'traffic' || kind === 'log') return false;
      const service = certainService(source);
      if (!service) return source.kind !== 'threat';
      return (
        service.id.startsWith('purview') || isService(source, 'azure-information-protection', 'azure-rights-management')
      );
    }),
  );
}
