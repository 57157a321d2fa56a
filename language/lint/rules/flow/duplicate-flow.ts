import type { Flow, Properties } from '../../../model/model.ts';
import { removeFlow } from '../../edit-flow.ts';
import { flowPlace } from '../../flow-place.ts';
import { defineRule } from '../../rule.ts';

export const duplicateFlow = defineRule({
  id: 'duplicate-flow',
  family: 'flow',
  severity: 'info',
  docs: {
    summary: 'The same flow is written twice.',
    why:
      'Both lines are drawn as one, so nobody sees the second in the picture; who changes or removes one of them later ' +
      'believes to have changed the design.',
    fix: 'Remove one of the two, or say by its label what makes it another flow.',
    falsePositives: 'None known: flows that differ in label or in what carries them (`via`) are two flows.',
    source: 'Hygiene',
    bad: [
      'use defender-for-endpoint as mde\nuse defender-for-identity as mdi\nuse defender-xdr as xdr\n\n' +
        'mde, mdi -> xdr : alert\nmde -> xdr : alert',
    ],
    good: [
      'use defender-for-endpoint as mde\nuse defender-xdr as xdr\n\n' +
        'mde -> xdr : alert "Detections"\nmde -> xdr : alert "Custom detections"',
    ],
  },
  messages: {
    twice:
      '{source} -> {target} : {kind} is written twice, and drawn once: a change to one of the two changes nothing. Remove one, or say what is different about it.',
  },
  *check(model) {
    const first = new Map<string, Flow>();
    const repeated = new Set(model.flows.flatMap(({ id }) => (id.includes('#') ? id.slice(0, id.indexOf('#')) : [])));
    if (repeated.size === 0) return;
    for (const flow of model.flows) {
      // Only flows with the same ends and kind have ids that differ in their number alone.
      if (flow.derivedFrom || !repeated.has(flow.id.replace(/#.*$/, ''))) continue;
      const key = JSON.stringify([flow.source.path, flow.target.path, flow.kind, flow.via?.path, flow.label]);
      const earlier = first.get(key);
      if (!earlier) {
        first.set(key, flow);
        continue;
      }
      const edits = removeFlow(flow);
      yield {
        span: flowPlace(flow),
        message: 'twice',
        data: { source: flow.source.name, target: flow.target.name, kind: flow.kind },
        related: [{ span: flowPlace(earlier), message: 'Here it is written first' }],
        fixes: edits ? [{ title: 'Remove the second one', edits, safe: saysNoMore(flow, earlier) }] : [],
        tag: 'unnecessary',
        subject: flow.id,
      };
    }
  },
});

/** Whether a flow says nothing that another does not say: then nothing is lost with it. */
function saysNoMore(flow: Flow, other: Flow): boolean {
  return flow.documentation === undefined && said(flow.properties) === said(other.properties);
}

function said({ spans, ...properties }: Properties): string {
  return JSON.stringify([...spans.keys()].sort().map((name) => [name, properties[name as keyof typeof properties]]));
}
