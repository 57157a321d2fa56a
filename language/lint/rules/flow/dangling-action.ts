import type { ArchitectureModel, Element, Flow } from '../../../model/model.ts';
import { withContents, withHolders } from '../../containers.ts';
import { flowPlace } from '../../flow-place.ts';
import { defineRule } from '../../rule.ts';

export const danglingAction = defineRule({
  id: 'dangling-action',
  family: 'flow',
  severity: 'info',
  strictOnly: true,
  absence: true,
  docs: {
    summary: 'Something is acted on, and nothing comes back from it.',
    why:
      'An isolated device, a disabled account, a blocked session: whether the action took effect, and what the attacker ' +
      'does next, shows only in what its target reports. A target that reports nothing is acted on blindly.',
    fix: 'Draw what is observed of the target: the signal, alert or log that it sends, and to whom.',
    falsePositives:
      'A picture of the response alone. The rule stands on our own reading of the feedback loop, not on a documented ' +
      'requirement: it is information, and runs only where a configuration asks for it. Whatever the target sends counts, ' +
      'except replication and traffic; so does passing the action on, and what a container or something in it sends.',
    source:
      'Own inference from the feedback loop in "Microsoft Learn: Integrated Microsoft security services"; no source asks for it',
    bad: [
      'use defender-for-endpoint as mde\nuse onprem-client as clients\nuse defender-xdr as xdr\n\n' +
        'mde -> clients : action "Isolate"\nmde -> xdr : alert',
    ],
    good: [
      'use defender-for-endpoint as mde\nuse onprem-client as clients\nuse defender-xdr as xdr\n\n' +
        'mde -> clients : action "Isolate"\nclients -> mde : signal\nmde -> xdr : alert',
    ],
  },
  messages: {
    blind:
      '{source} acts on {target}, which reports nothing to anybody: whether the action worked stays unknown. Draw what is observed of {target}.',
  },
  *check(model) {
    const reporting = reportingElements(model);
    const told = new Map<Element, Flow[]>();
    for (const flow of model.flows) {
      if (flow.kind !== 'action' || flow.derivedFrom || reporting.has(flow.target)) continue;
      const flows = told.get(flow.target);
      if (flows) flows.push(flow);
      else told.set(flow.target, [flow]);
    }
    for (const [target, [first, ...others]] of told) {
      yield {
        span: flowPlace(first!),
        message: 'blind',
        data: { source: first!.source.name, target: target.name },
        related: others.map((flow) => ({ span: flowPlace(flow), message: `${flow.source.name} acts on it, too` })),
        subject: target.path,
      };
    }
  },
});

/** What tells anybody anything, with all that stands in it and all it stands in. */
function reportingElements(model: ArchitectureModel): ReadonlySet<Element> {
  const sources = new Set<Element>();
  for (const { kind, source } of model.flows) if (kind !== 'sync' && kind !== 'traffic') sources.add(source);
  const reporting = new Set(withContents(sources));
  for (const source of sources) {
    for (const holder of withHolders(source)) {
      if (holder !== source && reporting.has(holder)) break;
      reporting.add(holder);
    }
  }
  return reporting;
}
