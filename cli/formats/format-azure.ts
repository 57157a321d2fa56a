import type { Finding } from '../../language/lint/finding.ts';
import type { LintResult, Places } from '../lint-result.ts';
import { printable } from '../printable.ts';

/**
 * Logging commands of Azure Pipelines: errors and warnings appear on the page of the run, with their places. Remarks,
 * which it has no command for, are plain lines of the log.
 */
export function formatAzure(result: LintResult): string {
  const failures = result.failures.map(({ path, repositoryPath = path, reason }) =>
    command({ type: 'error', sourcepath: printable(repositoryPath) }, `cannot be checked: ${printable(reason)}.`),
  );
  const findings = result.files.flatMap((file) => file.findings.map((finding) => line(finding, result.places)));
  return [...failures, ...findings].map((text) => `${text}\n`).join('');
}

function line(finding: Finding, places: Places): string {
  const { start } = places.range(finding.span);
  const path = printable(places.repositoryPath(finding.span.uri));
  const message = printable(finding.message);
  if (finding.severity === 'info') {
    return `${printable(places.path(finding.span.uri))}:${start.line}:${start.column}: info: ${message} [${finding.rule}]`;
  }
  return command(
    {
      type: finding.severity,
      sourcepath: path,
      linenumber: String(start.line),
      columnnumber: String(start.column),
      code: finding.rule,
    },
    `${message} [${finding.rule}]`,
  );
}

function command(properties: Readonly<Record<string, string>>, message: string): string {
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)};`);
  return `##vso[task.logissue ${written.join('')}]${escapeData(message)}`;
}

/** As the agent reads them back. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(']', '%5D').replaceAll(';', '%3B');
}
