import type { Element } from '../../../model/model.ts';
import type { Stage } from '../../../model/vocabulary.ts';
import { certainService } from '../../certain-service.ts';
import { listing } from '../../fill-message.ts';
import { defineRule } from '../../rule.ts';

/** The stages in the pipeline's order, and the service to begin with. Feedback has a rule of its own. */
const wanted: readonly { readonly stage: Stage; readonly means: string; readonly first: string }[] = [
  { stage: 'signal-collection', means: 'collects signals', first: 'defender-for-endpoint' },
  { stage: 'policy-decision', means: 'decides on access', first: 'conditional-access' },
  { stage: 'enforcement', means: 'enforces what was decided', first: 'intune' },
  { stage: 'detection-response', means: 'detects and responds', first: 'defender-xdr' },
];

export const stageMissing = defineRule({
  id: 'stage-missing',
  family: 'coverage',
  severity: 'info',
  strictOnly: true,
  absence: true,
  docs: {
    summary: 'A stage of the pipeline from signal to response has no service.',
    why:
      'Signals are collected so that something decides by them, decisions are made to be enforced, and what gets through ' +
      'has to be detected. Where one of the four is missing, the others work for nothing.',
    fix: 'Add a service of the stage that the message names, or a component of yours that does it and say so.',
    falsePositives:
      'A design of one part of the pipeline. The rule cannot know, so it is information, and runs only where a ' +
      'configuration asks for it; designs with services of fewer than two stages are left alone. Components are not ' +
      'counted, as the language does not say what stage they are of.',
    source: 'Own inference from the stages in "Microsoft Learn: Integrated Microsoft security services"; no source asks for it',
    bad: [
      'use ad-ds as directory\nuse purview-audit as audit\nuse entra-id as entra\nuse log-analytics as workspace\n\n' +
        'audit -> workspace : log\nentra -> workspace : log\ndirectory -> entra : sync',
    ],
    good: [
      'use defender-for-endpoint as mde\nuse entra-id as entra\nuse conditional-access as access\nuse entra-id-protection as risk\nuse defender-xdr as xdr\n\n' +
        'entra, risk -> access : signal\nmde, risk -> xdr : alert',
    ],
  },
  messages: {
    missing:
      'Nothing in this design {means}, so what its other services know or decide leads nowhere. Add a service of that stage, for example {first}.',
  },
  *check(model) {
    const stages = new Set<Stage>();
    let anchor: Element | undefined;
    for (const element of model.elements.values()) {
      const service = certainService(element);
      // What there is to protect collects signals too, but nobody runs it for that.
      if (!service || service.status === 'environment' || service.pillar === 'compute') continue;
      for (const stage of service.stages) stages.add(stage);
      if (service.stages.length > 0) anchor ??= element;
    }
    const missing = wanted.filter(({ stage }) => !stages.has(stage));
    if (!anchor || missing.length === 0 || wanted.length - missing.length < 2 || model.flows.length === 0) return;
    yield {
      span: anchor.serviceSpan ?? anchor.nameSpan,
      message: 'missing',
      data: {
        means: listing(missing.map(({ means }) => means), 4, 'or'),
        first: listing(missing.map(({ first }) => first)),
      },
      subject: anchor.path,
    };
  },
});
