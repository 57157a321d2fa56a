import type { CatalogService } from '../catalog/catalog.ts';
import { daysBetween } from './calendar.ts';

/** What a service's status means on a day. Of `ending` and `ended`, `days` counts from that day, negative in the past. */
export type LifeCycle =
  | { readonly stage: 'current' }
  /** Retired; `date` where it is known. */
  | { readonly stage: 'retired'; readonly date?: string }
  /** Its end is announced, and may lie in the past already. */
  | { readonly stage: 'ending'; readonly date?: string; readonly days?: number }
  /** Supported, but closed to new customers or being folded into another. */
  | { readonly stage: 'closing' }
  /** Lives on under another name. */
  | { readonly stage: 'renamed' };

/** Where a service stands on a day (`YYYY-MM-DD`). Retired tomorrow is not retired today. */
export function lifeCycleOn(service: CatalogService, day: string): LifeCycle {
  const { status, statusDate: date } = service;
  switch (status) {
    case 'retired':
    case 'retiring': {
      const days = date === undefined ? undefined : daysBetween(day, date);
      if (status === 'retiring' || (days !== undefined && days > 0)) return { stage: 'ending', date, days };
      return { stage: 'retired', date };
    }
    case 'renamed':
      return { stage: 'renamed' };
    case 'legacy':
    case 'converging':
      return { stage: 'closing' };
    case 'active':
    case 'preview':
    case 'environment':
      return { stage: 'current' };
  }
}
