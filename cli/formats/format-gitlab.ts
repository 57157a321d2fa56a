import { createHash } from 'node:crypto';
import type { Finding, Severity } from '../../language/lint/finding.ts';
import { findingKey } from '../finding-key.ts';
import type { LintResult } from '../lint-result.ts';
import { printable, printableJson } from '../printable.ts';

const severities = { error: 'critical', warning: 'minor', info: 'info' } as const satisfies Record<Severity, string>;

/** A code quality report as GitLab reads it from a job's artifacts. */
export function formatGitlab(result: LintResult): string {
  const { places } = result;
  const used = new Map<string, number>();
  const entry = (path: string, finding: Finding): object => {
    const { start, end } = places.range(finding.span);
    return {
      description: `${printable(finding.message)} [${finding.rule}]`,
      check_name: finding.rule,
      fingerprint: fingerprint(`${findingKey(finding)}\n${path}`, used),
      severity: severities[finding.severity],
      location: { path, lines: { begin: start.line, end: end.line } },
    };
  };
  const report = [
    ...result.failures.map(({ path, repositoryPath = path, reason }) => ({
      description: `This file cannot be checked: ${printable(reason)}.`,
      check_name: 'cannot-be-checked',
      fingerprint: fingerprint(`cannot-be-checked\n${repositoryPath}`, used),
      severity: 'blocker',
      location: { path: repositoryPath, lines: { begin: 1 } },
    })),
    ...result.files.flatMap((file) =>
      file.findings.map((finding) => entry(places.repositoryPath(finding.span.uri), finding)),
    ),
  ];
  return `${printableJson(JSON.stringify(report, undefined, 2))}\n`;
}

/** GitLab tells findings apart by it alone, so the second of two alike gets another; it says nothing of lines. */
function fingerprint(key: string, used: Map<string, number>): string {
  const count = (used.get(key) ?? 0) + 1;
  used.set(key, count);
  return createHash('sha256')
    .update(count === 1 ? key : `${key}\n${count}`)
    .digest('hex');
}
