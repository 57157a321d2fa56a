import { certainService } from '../../certain-service.ts';
import { listing } from '../../fill-message.ts';
import { defineRule } from '../../rule.ts';

export const trafficAnalyticsPrereq = defineRule({
  id: 'traffic-analytics-prereq',
  family: 'prerequisite',
  severity: 'warning',
  absence: true,
  docs: {
    summary: 'Traffic analytics is drawn without the flow logs it reads or the workspace it writes to.',
    why:
      'Traffic analytics is a way of reading flow logs: it takes them from a storage account, enriches them and keeps the ' +
      'result in a Log Analytics workspace. Without either there is nothing to see.',
    fix: 'Add `vnet-flow-logs` and `log-analytics`, and draw the logs between them.',
    falsePositives:
      'An overview that leaves them out on purpose. That Network Watcher is missing is not told: it is on by itself.',
    source: 'https://learn.microsoft.com/azure/network-watcher/traffic-analytics',
    bad: ['use traffic-analytics as analytics\nuse log-analytics as workspace\n\nanalytics -> workspace : log'],
    good: [
      'use vnet-flow-logs as flow-logs\nuse traffic-analytics as analytics\nuse log-analytics as workspace\n\n' +
        'flow-logs -> analytics : log\nanalytics -> workspace : log',
    ],
  },
  messages: {
    missing:
      '{analytics} needs {missing}, which this design does not have: there would be nothing to see in it. Add {ids}.',
  },
  *check(model) {
    const has = (...ids: string[]) => ids.some((id) => model.instancesOf(id).length > 0);
    const missing: { readonly what: string; readonly id: string }[] = [];
    if (!has('vnet-flow-logs', 'nsg-flow-logs')) missing.push({ what: 'flow logs to read', id: 'vnet-flow-logs' });
    if (!has('log-analytics', 'azure-monitor')) missing.push({ what: 'a workspace to write to', id: 'log-analytics' });
    const first = model.instancesOf('traffic-analytics').find((element) => certainService(element));
    if (!first || missing.length === 0) return;
    yield {
      span: first.serviceSpan ?? first.nameSpan,
      message: 'missing',
      data: {
        analytics: first.name,
        missing: listing(missing.map(({ what }) => what)),
        ids: listing(missing.map(({ id }) => id)),
      },
      subject: first.path,
    };
  },
});
