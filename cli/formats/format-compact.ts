import type { LintResult } from '../lint-result.ts';
import { printable } from '../printable.ts';

/** One line a finding, for `grep` and for editors that read compilers' messages. */
export function formatCompact(result: LintResult): string {
  return result.files
    .flatMap((file) =>
      file.findings.map((finding) => {
        const { line, column } = result.places.range(finding.span).start;
        const place = `${printable(result.places.path(finding.span.uri))}:${line}:${column}`;
        return `${place}: ${finding.severity}: ${printable(finding.message)} [${finding.rule}]\n`;
      }),
    )
    .join('');
}
