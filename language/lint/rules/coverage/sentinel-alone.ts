import type { ArchitectureModel, Element } from '../../../model/model.ts';
import { certainService } from '../../certain-service.ts';
import { defineRule } from '../../rule.ts';

export const sentinelAlone = defineRule({
  id: 'sentinel-alone',
  family: 'coverage',
  severity: 'warning',
  absence: true,
  docs: {
    summary: 'Nothing reaches Sentinel.',
    why: 'A SIEM that is fed by nothing detects nothing. In a picture it still looks like monitoring.',
    fix: 'Draw what is connected to it: the workspace with its logs, Defender XDR with its incidents.',
    falsePositives:
      'A design that shows only what Sentinel does to others. One without any flow is an inventory, and not reported.',
    source: 'https://learn.microsoft.com/azure/sentinel/connect-data-sources',
    bad: [
      'use log-analytics as workspace\nuse sentinel\nuse logic-apps as playbooks\nuse entra-id as entra\n\n' +
        'entra -> workspace : log\nsentinel -> playbooks : action\nplaybooks -> entra : action',
    ],
    good: [
      'use log-analytics as workspace\nuse sentinel\nuse logic-apps as playbooks\nuse entra-id as entra\n\n' +
        'entra -> workspace : log\nworkspace -> sentinel : log\nsentinel -> playbooks : action\nplaybooks -> entra : action',
    ],
  },
  messages: {
    alone: 'Nothing flows into {sentinel}, so it can detect nothing. Draw what is connected to it, for example the logs of its workspace.',
  },
  *check(model) {
    if (model.flows.length === 0) return;
    for (const sentinel of model.instancesOf('sentinel')) {
      if (!certainService(sentinel) || isFed(model, sentinel)) continue;
      yield {
        span: sentinel.nameSpan,
        message: 'alone',
        data: { sentinel: sentinel.name },
        subject: sentinel.path,
      };
    }
  },
});

/** Whether anything flows into an element or into a container that holds it. */
function isFed(model: ArchitectureModel, element: Element): boolean {
  for (let holder: Element | undefined = element; holder; holder = holder.parent) {
    if (model.flowsInto(holder).some((flow) => flow.kind !== 'sync' && flow.kind !== 'traffic')) return true;
  }
  return false;
}
