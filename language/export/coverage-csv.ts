import type { Coverage } from '../attack/coverage.ts';
import { rowsOf } from './coverage-rows.ts';

const header = [
  'technique',
  'name',
  'tactics',
  'service',
  'elements',
  'category',
  'score',
  'capabilities',
  'threats',
  'mitigated by',
] as const;

/**
 * A table for spreadsheets (RFC 4180, UTF-8): one row for each technique, service and category; a technique that a threat
 * names and no service of the design has a published mapping to has one row without a service.
 */
export function coverageCsv(coverage: Coverage): string {
  const elements = new Map(
    coverage.services.map(({ service, elements }) => [service.id, elements.map(({ name }) => name)]),
  );
  const lines: (readonly string[])[] = [header];
  for (const technique of coverage.techniques) {
    const about = [
      technique.technique.id,
      technique.technique.fullName,
      technique.technique.tactics.map(({ shortName }) => shortName).join(' '),
    ];
    const design = [
      technique.threats.map(({ name }) => name).join(' '),
      technique.mitigatedBy.map(({ name }) => name).join(' '),
    ];
    const rows = rowsOf(technique);
    if (rows.length === 0) lines.push([...about, '', '', '', '', '', ...design]);
    for (const { service, category, score, controls } of rows) {
      const names = (elements.get(service) ?? []).join(' ');
      const capabilities = controls.map(({ id }) => id).join(' ');
      lines.push([...about, service, names, category, score, capabilities, ...design]);
    }
  }
  return `${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** A cell that a spreadsheet takes for text: one that begins as a formula does is led by an apostrophe. */
function cell(text: string): string {
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
