import { changeFlowKind } from '../../edit-flow.ts';
import { listing } from '../../fill-message.ts';
import { kindsOf, serviceName } from '../../flow-place.ts';
import { judgeFlow } from '../../judge-flow.ts';
import { defineRule } from '../../rule.ts';
import type { CatalogFlow } from '../../../catalog/catalog.ts';

export const wrongKind = defineRule({
  id: 'wrong-kind',
  family: 'flow',
  severity: 'info',
  docs: {
    summary: 'Something is documented to flow between these services, but of another kind.',
    why:
      'The kind decides what the receiver can do: an alert opens an incident, a log is only searched (and paid for by ' +
      'volume), a policy is obeyed. Views and other rules go by it.',
    fix: 'Take the documented kind, or keep yours if you mean something else by this line.',
    falsePositives:
      'The kinds are few and sources use words loosely, and the catalog may not know this one: hence information only.',
    source: 'The flows of the catalog, each with its source',
    bad: ['use defender-for-identity as mdi\nuse defender-xdr as xdr\n\nmdi -> xdr : policy'],
    good: ['use defender-for-identity as mdi\nuse defender-xdr as xdr\n\nmdi -> xdr : alert'],
  },
  messages: {
    pair: '{source} is documented to send {target} {known}, not {kind}: the kind decides what {target} can do with it. Write {choice}.',
    family:
      'Between {source} and {target}, only {known} is documented, not {kind}: check the kind and which service is meant.',
  },
  *checkFlow(flow, model) {
    const verdict = judgeFlow(model, flow);
    if (verdict.type !== 'other-kind') return;
    const { facts } = verdict;
    const source = flow.source.service!.id;
    const target = flow.target.service!.id;
    const exact = facts.every((fact) => fact.source === source && fact.target === target);
    const kinds = [...new Set(facts.map((fact) => fact.kind))];
    yield {
      span: flow.kindSpan,
      message: exact ? 'pair' : 'family',
      data: {
        source: flow.source.name,
        target: flow.target.name,
        kind: flow.kind,
        known: exact
          ? kindsOf(facts)
          : listing(
              facts.map((fact) => describe(fact, (id) => serviceName(model.catalog, id))),
              3,
            ),
        choice: kindsOf(facts, 'or'),
      },
      fixes: exact
        ? kinds.flatMap((kind) => {
            const edits = changeFlowKind(model, flow, kind);
            return edits ? [{ title: `Change the kind to ${kind}`, edits, safe: false }] : [];
          })
        : [],
      subject: flow.id,
    };
  },
});

function describe(fact: CatalogFlow, name: (id: string) => string): string {
  return `${fact.kind} from ${name(fact.source)} to ${name(fact.target)}`;
}
