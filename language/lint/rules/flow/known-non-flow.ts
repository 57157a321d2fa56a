import { removeFlow } from '../../edit-flow.ts';
import { flowPlace } from '../../flow-place.ts';
import { judgeFlow } from '../../judge-flow.ts';
import { defineRule } from '../../rule.ts';

export const knownNonFlow = defineRule({
  id: 'known-non-flow',
  family: 'flow',
  severity: 'warning',
  docs: {
    summary: 'A flow is drawn that is documented not to exist.',
    why: 'These are the lines people expect and draw most, and the products do not have them: who relies on one has a gap.',
    fix: 'Draw what is there instead; the message says what that is. For Azure Bastion and Network Watcher, Defender for Cloud assesses the virtual machines and network security groups behind them.',
    falsePositives:
      'A product that learned it since: please report it. Where no source says so outright, it is information only.',
    source: 'The flows that the catalog lists as not existing, each with its source',
    bad: ['use azure-bastion as bastion\nuse defender-for-cloud as mdc\n\nbastion -> mdc : posture'],
    good: ['use virtual-machines as servers\nuse defender-for-cloud as mdc\n\nservers -> mdc : posture'],
  },
  messages: {
    absent: '{source} sends {target} no {kind}: {why}. Draw what is there instead, or remove the flow.',
    unexplained: '{source} is documented to send {target} no {kind}. Remove the flow.',
  },
  *checkFlow(flow, model) {
    const verdict = judgeFlow(model, flow);
    if (verdict.type !== 'non-flow') return;
    const edits = removeFlow(flow);
    const why = verdict.fact.label;
    yield {
      span: flowPlace(flow),
      message: why ? 'absent' : 'unexplained',
      data: { source: flow.source.name, target: flow.target.name, kind: flow.kind, ...(why && { why }) },
      fixes: edits
        ? [{ title: `Remove ${flow.source.name} -> ${flow.target.name} : ${flow.kind}`, edits, safe: false }]
        : [],
      subject: flow.id,
      severity: verdict.fact.guess ? 'info' : undefined,
    };
  },
});
