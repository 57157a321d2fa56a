import { isService } from '../../certain-service.ts';
import { flowPlace } from '../../flow-place.ts';
import { defineRule } from '../../rule.ts';

/** Servers that are not in Azure. */
const servers = ['onprem-server', 'onprem-file-server', 'onprem-database'] as const;

export const arcForNonAzure = defineRule({
  id: 'arc-for-non-azure',
  family: 'prerequisite',
  severity: 'warning',
  absence: true,
  docs: {
    summary: 'Servers outside Azure use the Azure Monitor Agent without Azure Arc.',
    why:
      'Outside of Azure the Azure Monitor Agent is installed as an extension of Azure Arc, so Arc has to be on the ' +
      'machine first. Without it these servers send nothing, and nothing says so.',
    fix: 'Add `azure-arc`, and let the servers reach the agent by it.',
    falsePositives:
      'Servers that forward their events to a collector, which alone has the agent: draw the collector. ' +
      'Only `onprem-server`, `onprem-file-server` and `onprem-database` are looked at; clients have an installer of ' +
      'their own.',
    source: 'https://learn.microsoft.com/azure/azure-monitor/agents/azure-monitor-agent-manage',
    bad: [
      'use onprem-server as servers\nuse azure-monitor-agent as agent\nuse log-analytics as workspace\n\n' +
        'servers -> agent : log\nagent -> workspace : log',
    ],
    good: [
      'use onprem-server as servers\nuse azure-arc as arc\nuse azure-monitor-agent as agent\nuse log-analytics as workspace\n\n' +
        'arc -> agent : policy "Extension"\nservers -> agent : log\nagent -> workspace : log',
    ],
  },
  messages: {
    arc: '{servers} can only have the Azure Monitor Agent through Azure Arc, which this design does not have: they would send nothing. Add azure-arc.',
  },
  *check(model) {
    if (model.instancesOf('azure-arc').length > 0) return;
    const seen = new Set<string>();
    for (const flow of model.flows) {
      const uses = [flow.target, flow.via].some((element) => isService(element, 'azure-monitor-agent'));
      if (!uses || !isService(flow.source, ...servers) || seen.has(flow.source.path)) continue;
      seen.add(flow.source.path);
      yield {
        span: flowPlace(flow),
        message: 'arc',
        data: { servers: flow.source.name },
        subject: flow.source.path,
      };
    }
  },
});
