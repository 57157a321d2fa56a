import { certainService, isService } from '../../certain-service.ts';
import { changeFlowKind } from '../../edit-flow.ts';
import { flowPlace } from '../../flow-place.ts';
import { judgeFlow } from '../../judge-flow.ts';
import { defineRule } from '../../rule.ts';

const saysAlert = /\b(?:alerts?|incidents?|detections?)\b/i;
const saysLog = /\b(?:logs?|logging|events?|tables?|telemetry|diagnostics?|records?|raw|hunting|audit)\b/i;

export const alertAsLog = defineRule({
  id: 'alert-as-log',
  family: 'flow',
  severity: 'info',
  docs: {
    summary: 'A flow to Sentinel is labelled as alerts and drawn as logs, or the other way round.',
    why:
      'What the kind says decides cost and duty: alerts and incidents of Microsoft security products are ingested free of ' +
      'charge and somebody has to work on them; their raw events are paid for and only searched.',
    fix: 'Give the flow the kind that its label says, or correct the label.',
    falsePositives:
      'It goes by the words of the label, hence information only. A label that names both is left alone, and so are ' +
      "services that raise no alerts of their own, such as a firewall's log of its alerts.",
    source:
      'https://learn.microsoft.com/azure/sentinel/microsoft-365-defender-sentinel-integration (ingestion costs), ' +
      'https://learn.microsoft.com/azure/sentinel/billing#free-data-sources',
    bad: [
      'use defender-for-cloud as mdc\nuse log-analytics as workspace\nuse sentinel\n\n' +
        'workspace -> sentinel : log\nmdc -> sentinel : log "Security alerts"',
    ],
    good: [
      'use defender-for-cloud as mdc\nuse log-analytics as workspace\nuse sentinel\n\n' +
        'workspace -> sentinel : log\nmdc -> sentinel : alert "Security alerts"',
    ],
  },
  messages: {
    log: 'The label says that these are alerts, the kind says logs: what they cost and who works on them depends on it. Write alert, or correct the label.',
    alert:
      'The label says that these are logs, the kind says alerts: what they cost and who works on them depends on it. Write log, or correct the label.',
  },
  *checkFlow(flow, model) {
    const { kind, label } = flow;
    if ((kind !== 'log' && kind !== 'alert') || label === undefined || flow.derivedFrom) return;
    if (!isService(flow.target, 'sentinel')) return;
    const says = kind === 'log' ? saysAlert : saysLog;
    const saysOther = kind === 'log' ? saysLog : saysAlert;
    if (!says.test(label) || saysOther.test(label)) return;
    const source = certainService(flow.source);
    if (!source || !model.catalog.flowsFrom(source.id).some((fact) => fact.kind === 'alert')) return;
    // Where the catalog knows better than the label, `wrong-kind` tells.
    const verdict = judgeFlow(model, flow).type;
    if (verdict !== 'known' && verdict !== 'unchecked') return;
    const right = kind === 'log' ? 'alert' : 'log';
    const edits = changeFlowKind(model, flow, right);
    yield {
      span: flowPlace(flow),
      message: kind,
      fixes: edits ? [{ title: `Write ${right}`, edits, safe: false }] : [],
      subject: flow.id,
    };
  },
});
