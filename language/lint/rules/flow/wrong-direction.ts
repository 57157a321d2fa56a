import type { FlowKind } from '../../../model/vocabulary.ts';
import { swapFlowEnds } from '../../edit-flow.ts';
import { flowPlace, kindsOf } from '../../flow-place.ts';
import { judgeFlow, sharedData } from '../../judge-flow.ts';
import { defineRule } from '../../rule.ts';

export const wrongDirection = defineRule({
  id: 'wrong-direction',
  family: 'flow',
  severity: 'error',
  docs: {
    summary: 'A flow is drawn against the way it is documented to go.',
    why:
      'Who detects, who decides and who enforces is what a security design says. Turned round, it shows a service acting ' +
      'on data it never gets, and hides who depends on whom.',
    fix: 'Swap the ends. If something else really flows this way, give it its own kind: a response is an `action`, a setting a `policy`.',
    falsePositives:
      'A `signal`, `context` or `posture` is often shared both ways while only one is documented, and an assessment may ' +
      'be drawn from who asks to who is asked: for these it is a warning. It is information only where the documented ' +
      'way is itself a guess.',
    source: 'The flows of the catalog, each with its source',
    bad: [
      'use sentinel\nuse log-analytics as workspace\nuse defender-for-endpoint as mde\n\nsentinel -> mde : alert\nworkspace -> sentinel : log',
      'use entra-id as entra\nuse intune\n\nentra -> intune : signal "Device compliance"',
    ],
    good: [
      'use sentinel\nuse log-analytics as workspace\nuse defender-for-endpoint as mde\n\nmde -> sentinel : alert\nworkspace -> sentinel : log',
      'use entra-id as entra\nuse intune\n\nintune -> entra : signal "Device compliance"\nentra -> intune : context "Identity"',
    ],
  },
  messages: {
    reversed: '{kind} flows from {target} to {source}, not from {source} to {target}{label}. Swap the ends.',
    otherKind:
      '{kind} flows from {target} to {source}{label}; what {source} sends to {target} is {known}. Swap the ends, or change the kind.',
  },
  *checkFlow(flow, model) {
    const verdict = judgeFlow(model, flow);
    if (verdict.type !== 'reversed') return;
    const { fact, facts } = verdict;
    const edits = swapFlowEnds(model, flow);
    yield {
      span: flowPlace(flow),
      message: facts.length > 0 ? 'otherKind' : 'reversed',
      data: {
        source: flow.source.name,
        target: flow.target.name,
        kind: withArticle(flow.kind),
        label: fact.label ? ` (${fact.label})` : '',
        known: kindsOf(facts),
      },
      fixes: edits ? [{ title: `Swap to ${flow.target.name} -> ${flow.source.name}`, edits, safe: false }] : [],
      subject: flow.id,
      severity: fact.guess ? 'info' : sharedData.has(flow.kind) ? 'warning' : undefined,
    };
  },
});

/** The kind as the subject of a sentence. */
function withArticle(kind: FlowKind): string {
  switch (kind) {
    case 'alert':
    case 'incident':
    case 'action':
      return `An ${kind}`;
    case 'log':
    case 'signal':
    case 'policy':
      return `A ${kind}`;
    case 'context':
    case 'posture':
      return kind === 'context' ? 'Context' : 'Posture';
    case 'sync':
    case 'traffic':
      return kind === 'sync' ? 'Replication' : 'Traffic';
  }
}
