import type { Finding, Fix, Suppression } from '../../language/lint/finding.ts';
import type { Span } from '../../language/model/span.ts';
import { countSeverities, type LintResult, type PlaceRange, type Places } from '../lint-result.ts';
import { printableJson } from '../printable.ts';

/** Raised when something in the shape changes its meaning or goes; additions leave it as it is. */
const jsonVersion = 1;

interface JsonPlace {
  readonly path: string;
  readonly range: PlaceRange;
}

/**
 * Findings for programs, as `docs/schemas/lint-result.schema.json` describes them. Paths are relative to the working folder; lines and columns count from 1, ends are exclusive.
 */
export function formatJson(result: LintResult): string {
  const { places } = result;
  const value = {
    version: jsonVersion,
    date: result.date,
    ...(result.base === undefined ? {} : { base: result.base }),
    summary: countSeverities(result.files),
    files: result.files.map((file) => file.path),
    failures: result.failures.map(({ path, reason }) => ({ path, reason })),
    findings: result.files.flatMap((file) => file.findings.map((finding) => jsonFinding(finding, places))),
    ...(result.base === undefined
      ? {}
      : { known: result.files.flatMap((file) => (file.known ?? []).map((finding) => jsonFinding(finding, places))) }),
    suppressed: result.files.flatMap((file) =>
      (file.suppressed ?? []).map((finding) => ({
        ...jsonFinding(finding, places),
        ...(finding.suppression ? { suppression: jsonSuppression(finding.suppression, places) } : {}),
      })),
    ),
  };
  return `${printableJson(JSON.stringify(value, undefined, 2))}\n`;
}

function jsonFinding(finding: Finding, places: Places): object {
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    ...jsonPlace(finding.span, places),
    ...(finding.subject === undefined ? {} : { subject: finding.subject }),
    related: finding.related.map((related) => ({ message: related.message, ...jsonPlace(related.span, places) })),
    fixes: finding.fixes.map((fix) => jsonFix(fix, places)),
  };
}

function jsonSuppression({ span, ...suppression }: Suppression, places: Places): object {
  return { ...suppression, ...(span ? jsonPlace(span, places) : {}) };
}

function jsonFix(fix: Fix, places: Places): object {
  return {
    title: fix.title,
    safe: fix.safe,
    edits: fix.edits.map((edit) => ({ ...jsonPlace(edit.span, places), newText: edit.newText })),
  };
}

function jsonPlace(span: Span, places: Places): JsonPlace {
  return { path: places.path(span.uri), range: places.range(span) };
}
