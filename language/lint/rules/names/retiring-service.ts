import type { CatalogService } from '../../../catalog/catalog.ts';
import { inDays, onDate } from '../../calendar.ts';
import { certainService, nameAsWritten } from '../../certain-service.ts';
import { closedSince } from '../../closed-services.ts';
import { lifeCycleOn } from '../../life-cycle.ts';
import { replaceService } from '../../replace-service.ts';
import type { RuleReport } from '../../rule.ts';
import { defineRule } from '../../rule.ts';

export const retiringService = defineRule({
  id: 'retiring-service',
  family: 'names',
  severity: 'warning',
  docs: {
    summary: 'The design uses a service whose end is announced.',
    why:
      'After its end date the service does nothing, and often new instances cannot be made long before. A design is ' +
      'read and built for years.',
    fix:
      'Plan the move to the successor. Mark the element `status retiring` once the move is decided: until the end date ' +
      'it is then told as information only. After the date it is an error.',
    falsePositives:
      'A move that is planned outside of the design: say so with `status retiring`. Services that are closed to new ' +
      'customers, or being folded into another, have no end date and are told as information.',
    source: 'The status and date of the service in the catalog, with its sources',
    bad: [
      'use nsg-flow-logs as flow-logs\nuse log-analytics as workspace\n\nflow-logs -> workspace : log',
      'use azure-front-door-classic as front-door\nuse app-service as shop\n\nfront-door -> shop : traffic',
    ],
    good: [
      'use vnet-flow-logs as flow-logs\nuse log-analytics as workspace\n\nflow-logs -> workspace : log',
      'use azure-front-door as front-door\nuse app-service as shop\n\nfront-door -> shop : traffic',
    ],
  },
  options: {
    graceDays: {
      type: 'integer',
      description: 'Days after the end of a service in which its use is still a warning, and no error.',
      default: 0,
      minimum: 0,
      maximum: 3650,
    },
  },
  messages: {
    ends: '{name} will end {when}, {days}{note}. {advice}',
    ended: '{name} ended {when}{note}, so this part of the design does nothing any more. {advice}',
    undated: 'The end of {name} is announced{note}. {advice}',
    closing: '{name}: {closing}{note}. {advice}',
  },
  *checkElement(element, model, { date, options }) {
    const service = certainService(element);
    if (!service || !element.serviceSpan) return;
    const life = lifeCycleOn(service, date);
    // That it cannot be made any more says more than when it ends.
    if (closedSince(element, date) !== undefined) return;
    if (life.stage !== 'ending' && life.stage !== 'closing') return;

    const successor = service.successor === undefined ? undefined : model.catalog.service(service.successor);
    const data = {
      name: nameAsWritten(element, service),
      note: service.statusNote ? ` (${service.statusNote})` : '',
    };
    const report: Omit<RuleReport, 'message' | 'data'> = {
      span: element.serviceSpan,
      fixes: successor ? replaceService(model, element, successor.id, false) : [],
      tag: 'deprecated',
      subject: element.path,
    };
    if (life.stage === 'closing') {
      const closing = service.status === 'legacy' ? 'closed to new customers' : 'being folded into other services';
      const advice = adviceFor(successor, 'For something new, use', 'For something new, look for another service.');
      yield { ...report, tag: undefined, message: 'closing', data: { ...data, closing, advice }, severity: 'info' };
      return;
    }
    const known = element.properties.status === 'retiring' ? 'info' : undefined;
    if (life.date === undefined || life.days === undefined) {
      const advice = adviceFor(successor, 'Plan the move to', 'Plan to do without it.');
      yield { ...report, message: 'undated', data: { ...data, advice }, severity: known };
    } else if (life.days >= 0) {
      const advice = adviceFor(successor, 'Plan the move to', 'Plan to do without it.');
      yield {
        ...report,
        message: 'ends',
        data: { ...data, when: onDate(life.date), days: inDays(life.days), advice },
        severity: known,
      };
    } else {
      const advice = adviceFor(successor, 'Use', 'Design without it.');
      yield {
        ...report,
        message: 'ended',
        data: { ...data, when: onDate(life.date), advice },
        severity: -life.days > options.graceDays ? 'error' : undefined,
      };
    }
  },
});

function adviceFor(successor: CatalogService | undefined, before: string, otherwise: string): string {
  return successor ? `${before} ${successor.name} (${successor.id}).` : otherwise;
}
