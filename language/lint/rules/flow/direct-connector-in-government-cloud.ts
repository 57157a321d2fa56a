import { removeFlow } from '../../edit-flow.ts';
import { flowPlace } from '../../flow-place.ts';
import { isMissingInCloud } from '../../government-cloud.ts';
import { defineRule } from '../../rule.ts';

export const directConnectorInGovernmentCloud = defineRule({
  id: 'direct-connector-in-government-cloud',
  family: 'flow',
  severity: 'error',
  docs: {
    summary: 'A government cloud is drawn with the direct connector of Defender for Cloud Apps to Sentinel.',
    why:
      'That integration exists for commercial customers only. In GCC, GCC High and DoD nothing arrives on this line, ' +
      'while the picture says that cloud apps are monitored.',
    fix: 'Let Defender for Cloud Apps report to Defender XDR, and bring its alerts and data to Sentinel from there (`via xdr`).',
    falsePositives:
      'Told only where the design says its cloud (`architecture … { cloud gcc-high }`). Of flows that an `integrate` ' +
      'statement draws it is information only.',
    source: 'https://learn.microsoft.com/defender-cloud-apps/siem-sentinel (US Government support)',
    bad: [
      'architecture agency { cloud gcc-high }\n\nuse defender-for-cloud-apps as mda\nuse log-analytics as workspace\nuse sentinel\n\n' +
        'workspace -> sentinel : log\nmda -> sentinel : alert',
    ],
    good: [
      'architecture agency { cloud gcc-high }\n\nuse defender-for-cloud-apps as mda\nuse defender-xdr as xdr\n' +
        'use log-analytics as workspace\nuse sentinel\n\n' +
        'workspace -> sentinel : log\nmda -> xdr : alert\nxdr -> sentinel : incident\nmda -> sentinel : log via xdr',
    ],
  },
  messages: {
    missing:
      '{source} cannot reach {target} directly in {cloud}: that connector is for commercial customers only, so nothing arrives here. Go through Defender XDR.',
  },
  *check(model) {
    for (const flow of model.flows) {
      if (!isMissingInCloud(model, flow)) continue;
      const edits = removeFlow(flow);
      yield {
        span: flowPlace(flow),
        message: 'missing',
        data: { source: flow.source.name, target: flow.target.name, cloud: model.architecture?.cloud },
        fixes: edits
          ? [{ title: `Remove ${flow.source.name} -> ${flow.target.name} : ${flow.kind}`, edits, safe: false }]
          : [],
        subject: flow.id,
        severity: flow.derivedFrom ? 'info' : undefined,
      };
    }
  },
});
