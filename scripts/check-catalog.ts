/**
 * `npm run catalog:check -- [--date YYYY-MM-DD]`: what is wrong with the built-in catalog on a day, today unless told.
 * Exits with 1 where anything is.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { catalogReviewed } from '../language/catalog/catalog-review.ts';
import { dayNumber } from '../language/lint/calendar.ts';
import { pillars } from '../language/model/vocabulary.ts';
import { catalogFindings } from './catalog-findings.ts';

const { values } = parseArgs({ options: { date: { type: 'string' } } });
const day = values.date ?? localDay(new Date());
if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || dayNumber(day) === undefined) {
  console.error(`${day} is no day: write YYYY-MM-DD.`);
  process.exit(2);
}

const folder = path.resolve(import.meta.dirname, '../language/catalog');
const texts = new Map(
  pillars.map((pillar) => [
    `parapet-catalog:/${pillar}.parapet`,
    readFileSync(path.join(folder, `${pillar}.parapet`), 'utf8'),
  ]),
);
const findings = catalogFindings(texts, day, catalogReviewed);
for (const { uri, line, character, message } of findings) {
  console.log(`language/catalog/${uri.slice(uri.lastIndexOf('/') + 1)}:${line + 1}:${character + 1} ${message}`);
}
console.log(
  `${findings.length === 0 ? 'Nothing' : findings.length} to look at as of ${day}; last review on ${catalogReviewed}.`,
);
process.exit(findings.length > 0 ? 1 : 0);

/** The day where the person is. */
function localDay(now: Date): string {
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}
