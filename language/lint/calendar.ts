import { dayNumber } from '../model/day-number.ts';

export { dayNumber };

/** Days from one date to another, negative where the other lies before; undefined where either is no date. */
export function daysBetween(from: string, to: string): number | undefined {
  const start = dayNumber(from);
  const end = dayNumber(to);
  return start === undefined || end === undefined ? undefined : end - start;
}

/** "on 2027-09-30", "in 2027-09", "in 2027". */
export function onDate(date: string): string {
  return `${/^\d{4}-\d{2}-\d{2}$/.test(date) ? 'on' : 'in'} ${date}`;
}

/** "today", "in 1 day", "in 300 days". */
export function inDays(days: number): string {
  if (days === 0) return 'today';
  return days === 1 ? 'in 1 day' : `in ${days} days`;
}
