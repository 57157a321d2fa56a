import { certainService } from '../../certain-service.ts';
import { flowPlace } from '../../flow-place.ts';
import { defineRule } from '../../rule.ts';

export const directLogToSentinel = defineRule({
  id: 'direct-log-to-sentinel',
  family: 'flow',
  severity: 'info',
  docs: {
    summary: 'Logs are drawn into Sentinel past the workspace that stores them.',
    why:
      'Resource logs are sent to a Log Analytics workspace, and Sentinel reads them there. Drawn past it, the picture ' +
      'hides where they are kept, for how long, and who else can read them.',
    fix: 'Send the logs to the workspace, and the workspace to Sentinel.',
    falsePositives:
      'A picture that takes Sentinel and its workspace for one thing. Told only where the workspace is in the design, ' +
      'and of services whose logs are documented to go there.',
    source: 'https://learn.microsoft.com/azure/azure-monitor/essentials/diagnostic-settings',
    bad: [
      'use azure-firewall as firewall\nuse log-analytics as workspace\nuse sentinel\n\n' +
        'firewall -> sentinel : log\nworkspace -> sentinel : log',
    ],
    good: [
      'use azure-firewall as firewall\nuse log-analytics as workspace\nuse sentinel\n\n' +
        'firewall -> workspace : log\nworkspace -> sentinel : log',
    ],
  },
  messages: {
    past: 'The logs of {source} are kept in a workspace, where {sentinel} reads them; this line hides that. Send them to {workspace}.',
  },
  *check(model) {
    const workspace = model.instancesOf('log-analytics')[0];
    if (!workspace) return;
    for (const sentinel of model.instancesOf('sentinel')) {
      for (const flow of model.flowsInto(sentinel, 'log')) {
        const service = certainService(flow.source);
        if (!service || service.status === 'environment' || flow.via || flow.derivedFrom) continue;
        const known = (target: string) =>
          model.catalog.flowsBetween(service.id, target).some((fact) => fact.kind === 'log');
        if (!known('log-analytics') || known('sentinel')) continue;
        yield {
          span: flowPlace(flow),
          message: 'past',
          data: { source: flow.source.name, sentinel: sentinel.name, workspace: workspace.name },
          subject: flow.id,
        };
      }
    }
  },
});
