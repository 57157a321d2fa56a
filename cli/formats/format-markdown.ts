import type { Finding } from '../../language/lint/finding.ts';
import { severities } from '../../language/pipeline.ts';
import { counted, countSeverities, describeCounts, type LintResult, type Places } from '../lint-result.ts';
import { codeSpan, markdownText } from '../markdown-text.ts';

/** GitHub takes no longer comment; a summary may be longer, but nobody reads it. */
const maximumLength = 60_000;

/**
 * Findings as a table, for a comment or a summary: the worst first, all text made harmless. It begins with a comment
 * that nobody sees, by which a later one can be put in its place.
 */
export function formatMarkdown(result: LintResult): string {
  const counts = countSeverities(result.files);
  const known = result.files.flatMap((file) => file.known ?? []).length;
  const silenced = result.files.flatMap((file) => file.suppressed ?? []).length;
  const about = [
    `${counted(result.files.length, 'file', 'files')} checked`,
    ...(known > 0 ? [`${counted(known, 'finding', 'findings')} known from ${codeSpan(result.base!)}`] : []),
    ...(silenced > 0 ? [`${silenced} silenced`] : []),
    ...(result.failures.length > 0 ? [`${counted(result.failures.length, 'path', 'paths')} not checked`] : []),
  ];
  const head = `${marker}\n### Parapet: ${describeCounts(counts)}\n\n${about.join(', ')}.\n`;
  const rows = [
    ...result.failures.map(
      ({ path, reason }) => `| **error** | ${codeSpan(path)} | It cannot be checked: ${markdownText(reason)}. | |\n`,
    ),
    ...result.files
      .flatMap((file) => file.findings)
      .sort((left, right) => severities.indexOf(right.severity) - severities.indexOf(left.severity))
      .map((finding) => row(finding, result.places)),
  ];
  if (rows.length === 0) return head;
  let text = `${head}\n| Severity | Where | What | Rule |\n| --- | --- | --- | --- |\n`;
  let shown = 0;
  for (const one of rows) {
    if (text.length + one.length > maximumLength) break;
    text += one;
    shown++;
  }
  const left = rows.length - shown;
  return left > 0 ? `${text}\n${counted(left, 'more is', 'more are')} not shown here.\n` : text;
}

/** Stands in every result, so that what puts comments on a pull request can find its own. */
export const marker = '<!-- parapet-lint -->';

function row(finding: Finding, places: Places): string {
  const { line } = places.range(finding.span).start;
  const severity = finding.severity === 'info' ? 'info' : `**${finding.severity}**`;
  const where = codeSpan(`${places.repositoryPath(finding.span.uri)}:${line}`);
  return `| ${severity} | ${where} | ${markdownText(finding.message)} | ${codeSpan(finding.rule)} |\n`;
}
