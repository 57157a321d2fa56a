import type { Colors } from 'picocolors/types';
import type { Finding, Severity } from '../../language/lint/finding.ts';
import type { Span } from '../../language/model/span.ts';
import { codeFrame } from '../code-frame.ts';
import type { LintResult, Places } from '../lint-result.ts';
import { printable } from '../printable.ts';

/**
 * Findings for people: each begins with `file:line:column: severity: message [rule]`, which terminals and editors make
 * a link of, and shows the source below.
 */
export function formatPretty(result: LintResult, colours: Colors): string {
  const blocks: string[] = [];
  for (const file of result.files) {
    for (const finding of file.findings) blocks.push(formatFinding(finding, result.places, colours));
  }
  return blocks.map((block) => `${block}\n`).join('\n');
}

function formatFinding(finding: Finding, places: Places, colours: Colors): string {
  const severity = severityColour(finding.severity, colours);
  const lines = [
    `${colours.bold(formatPlace(finding.span, places))}: ${severity(finding.severity)}: ${printable(finding.message)} ${colours.dim(`[${finding.rule}]`)}`,
    ...codeFrame(places.lines(finding.span.uri), finding.span, { gutter: colours.dim, marker: severity }),
  ];
  for (const related of finding.related) {
    lines.push(`  ${colours.dim('see')} ${formatPlace(related.span, places)}: ${printable(related.message)}`);
  }
  for (const fix of finding.fixes) {
    lines.push(`  ${colours.green('fix')} ${printable(fix.title)}${fix.safe ? colours.dim(' (--fix does it)') : ''}`);
  }
  return lines.join('\n');
}

function formatPlace(span: Span, places: Places): string {
  const { start } = places.range(span);
  return `${printable(places.path(span.uri))}:${start.line}:${start.column}`;
}

function severityColour(severity: Severity, colours: Colors): (text: string) => string {
  switch (severity) {
    case 'error':
      return colours.red;
    case 'warning':
      return colours.yellow;
    case 'info':
      return colours.cyan;
  }
}
