import { onDate } from '../../calendar.ts';
import { certainService, nameAsWritten } from '../../certain-service.ts';
import { lifeCycleOn } from '../../life-cycle.ts';
import { replaceService } from '../../replace-service.ts';
import { defineRule } from '../../rule.ts';

export const retiredService = defineRule({
  id: 'retired-service',
  family: 'names',
  severity: 'error',
  docs: {
    summary: 'The design uses a service that no longer exists.',
    why: 'Every flow from or to a retired service is a promise nobody keeps: what it detected or enforced is missing.',
    fix:
      'Use the successor, where there is one, and check its flows: a successor seldom takes over all of them. The fix ' +
      'writes it in, and is not made unseen for that reason.',
    falsePositives:
      'A design that records a former state of an estate. Judge it by its own day: `parapet lint --date 2024-01-01`.',
    source: 'The status and date of the service in the catalog, with its sources',
    bad: [
      'use entra-permissions-management as permissions\nuse entra-id as entra\n\nentra -> permissions : signal',
      'use log-analytics-agent as agent\nuse log-analytics as workspace\n\nagent -> workspace : log',
    ],
    good: ['use azure-monitor-agent as agent\nuse log-analytics as workspace\n\nagent -> workspace : log'],
  },
  messages: {
    succeeded: '{name}: retired{when}{note}, so this part of the design does nothing any more. Use {successor} ({id}).',
    gone: '{name}: retired{when}{note}, so this part of the design does nothing any more. Design without it.',
  },
  *checkElement(element, model, { date }) {
    const service = certainService(element);
    if (!service || !element.serviceSpan) return;
    const life = lifeCycleOn(service, date);
    if (life.stage !== 'retired') return;
    const successor = service.successor === undefined ? undefined : model.catalog.service(service.successor);
    yield {
      span: element.serviceSpan,
      message: successor ? 'succeeded' : 'gone',
      data: {
        name: nameAsWritten(element, service),
        when: life.date ? ` ${onDate(life.date)}` : '',
        note: service.statusNote ? ` (${service.statusNote})` : '',
        ...(successor && { successor: successor.name, id: successor.id }),
      },
      fixes: successor ? replaceService(model, element, successor.id, false) : [],
      tag: 'deprecated',
      subject: element.path,
    };
  },
});
