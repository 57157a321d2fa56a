import type { Element } from '../model/model.ts';
import { certainService } from './certain-service.ts';
import { daysBetween } from './calendar.ts';

/** Services that run on until their end date, but of which no new instance can be made from this day on. */
const closingDays: ReadonlyMap<string, string> = new Map([
  ['nsg-flow-logs', '2025-06-30'],
  ['azure-front-door-classic', '2025-04-01'],
]);

/** The day from which on a planned element can no longer be made, where that has come. */
export function closedSince(element: Element, today: string): string | undefined {
  if (element.properties.status !== 'planned') return undefined;
  const since = closingDays.get(certainService(element)?.id ?? '');
  return since !== undefined && (daysBetween(since, today) ?? -1) >= 0 ? since : undefined;
}
