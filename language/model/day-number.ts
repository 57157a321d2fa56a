/**
 * Days, months and years as designs and the catalog write them (`2027-09-30`, `2027-09`, `2027`). A month or year that is
 * not told more exactly counts to its last day: nobody is accused of being late before it is certain.
 */

const millisecondsPerDay = 86_400_000;

/** Days since 1970 of the last day that a date covers; undefined for what is no date. */
export function dayNumber(date: string): number | undefined {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date);
  if (!match) return undefined;
  const year = Number(match[1]);
  const month = match[2] === undefined ? 12 : Number(match[2]);
  if (month < 1 || month > 12) return undefined;
  const lastOfMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const day = match[3] === undefined ? lastOfMonth : Number(match[3]);
  if (day < 1 || day > lastOfMonth) return undefined;
  return Date.UTC(year, month - 1, day) / millisecondsPerDay;
}
