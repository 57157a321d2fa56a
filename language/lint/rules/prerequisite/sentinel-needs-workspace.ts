import { certainService } from '../../certain-service.ts';
import { defineRule } from '../../rule.ts';

export const sentinelNeedsWorkspace = defineRule({
  id: 'sentinel-needs-workspace',
  family: 'prerequisite',
  severity: 'warning',
  absence: true,
  docs: {
    summary: 'Sentinel is drawn without the Log Analytics workspace it works on.',
    why:
      'Sentinel stores nothing itself: it is switched on for a workspace, which has to be made first. Region, retention, ' +
      'access and most of the cost are decided there, and a design without it leaves them open.',
    fix: 'Add `log-analytics` and the logs that reach it, and let it send `log` to Sentinel.',
    falsePositives:
      'An overview that leaves it out on purpose. Azure Monitor, of which the workspace is a part, will do; so will a ' +
      'service of your own that is `part-of` one of the two.',
    source: 'https://learn.microsoft.com/azure/sentinel/quickstart-onboard',
    bad: ['use defender-xdr as xdr\nuse sentinel\n\nxdr -> sentinel : incident'],
    good: [
      'use defender-xdr as xdr\nuse log-analytics as workspace\nuse sentinel\n\nxdr -> sentinel : incident\nworkspace -> sentinel : log',
      'use azure-monitor as monitor\nuse sentinel\n\nmonitor -> sentinel : log',
    ],
  },
  messages: {
    missing:
      '{sentinel} works on a Log Analytics workspace, which this design does not have: where its data is kept, for how long and at what cost is left open. Add log-analytics.',
  },
  *check(model) {
    const [first, ...others] = model.instancesOf('sentinel').filter((element) => certainService(element));
    if (!first) return;
    for (const element of model.elements.values()) {
      const service = certainService(element);
      if (!service) continue;
      if (service.id === 'log-analytics' || service.id === 'azure-monitor') return;
      if (!service.builtIn && (service.partOf === 'log-analytics' || service.partOf === 'azure-monitor')) return;
    }

    const { span, documentation } = first;
    const use = model.elements.has('log-analytics') ? 'use log-analytics as workspace' : 'use log-analytics';
    // Before the statement reads better, but would come between it and its doc comment.
    const edit =
      documentation === undefined
        ? { span: { ...span, end: span.start }, newText: `${use}\n` }
        : { span: { ...span, start: span.end }, newText: `\n${use}` };
    yield {
      span: first.serviceSpan ?? first.nameSpan,
      message: 'missing',
      data: { sentinel: first.name },
      related: others.map((other) => ({ span: other.nameSpan, message: `${other.name} needs one, too` })),
      fixes: [{ title: `Add "${use}"`, edits: [edit], safe: false }],
      subject: first.path,
    };
  },
});
