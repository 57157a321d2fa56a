import { certainService } from '../../certain-service.ts';
import { closedSince } from '../../closed-services.ts';
import { replaceService } from '../../replace-service.ts';
import { defineRule } from '../../rule.ts';

export const closedToNew = defineRule({
  id: 'closed-to-new',
  family: 'names',
  severity: 'error',
  docs: {
    summary: 'The design plans something of which no new one can be made.',
    why: 'Long before a service ends, Azure refuses to create new instances of it: the plan cannot be carried out.',
    fix: 'Plan its successor.',
    falsePositives: 'Something that exists already: then it is not `status planned`.',
    source:
      'NSG flow logs: https://learn.microsoft.com/azure/network-watcher/nsg-flow-logs-overview; ' +
      'Front Door (classic): https://learn.microsoft.com/azure/frontdoor/classic-retirement-faq',
    bad: [
      'use nsg-flow-logs as flow-logs { status planned }\nuse log-analytics as workspace\n\nflow-logs -> workspace : log',
    ],
    good: [
      'use vnet-flow-logs as flow-logs { status planned }\nuse log-analytics as workspace\n\nflow-logs -> workspace : log',
    ],
  },
  messages: {
    succeeded: 'No new {name} can be made since {since}, so this plan cannot be carried out. Plan {successor} ({id}).',
    closed: 'No new {name} can be made since {since}, so this plan cannot be carried out. Plan something else.',
  },
  *checkElement(element, model, { date }) {
    const since = closedSince(element, date);
    const service = certainService(element);
    if (since === undefined || !service || !element.serviceSpan) return;
    const successor = service.successor === undefined ? undefined : model.catalog.service(service.successor);
    yield {
      span: element.serviceSpan,
      message: successor ? 'succeeded' : 'closed',
      data: { name: service.name, since, ...(successor && { successor: successor.name, id: successor.id }) },
      fixes: successor ? replaceService(model, element, successor.id, false) : [],
      tag: 'deprecated',
      subject: element.path,
    };
  },
});
