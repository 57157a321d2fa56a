import type { Finding, Severity } from '../../language/lint/finding.ts';
import { counted, type LintResult, type Places } from '../lint-result.ts';
import { printable } from '../printable.ts';

/** So many annotations of each level GitHub shows of one step; it drops the rest without a word. */
const maximumOfLevel = 10;

const levels = { error: 'error', warning: 'warning', info: 'notice' } as const satisfies Record<Severity, string>;
type Level = (typeof levels)[Severity];

interface Annotation {
  readonly level: Level;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/**
 * Workflow commands of GitHub Actions, which makes annotations of them: errors first, and no more of a level than it
 * shows. What is left out is counted in a last notice.
 */
export function formatGithub(result: LintResult): string {
  const all: Annotation[] = [
    ...result.failures.map(({ path, repositoryPath = path, reason }): Annotation => ({
      level: 'error',
      properties: { file: printable(repositoryPath), title: 'Parapet' },
      message: `cannot be checked: ${printable(reason)}.`,
    })),
    ...result.files.flatMap((file) => file.findings.map((finding) => annotation(finding, result.places))),
  ];
  const ofLevel = (level: Level): Annotation[] => all.filter((one) => one.level === level);
  const errors = ofLevel('error');
  const warnings = ofLevel('warning');
  const notices = ofLevel('notice');
  const over = (list: readonly Annotation[], most: number): number => Math.max(0, list.length - most);
  let left = over(errors, maximumOfLevel) + over(warnings, maximumOfLevel);
  // The last notice takes a place of its own.
  const mostNotices = left + over(notices, maximumOfLevel) > 0 ? maximumOfLevel - 1 : maximumOfLevel;
  left += over(notices, mostNotices);
  const shown = [
    ...errors.slice(0, maximumOfLevel),
    ...warnings.slice(0, maximumOfLevel),
    ...notices.slice(0, mostNotices),
  ];
  if (left > 0) {
    shown.push({
      level: 'notice',
      properties: { title: 'Parapet' },
      message: `${counted(left, 'more finding has', 'more findings have')} no annotation: the summary of this step lists them.`,
    });
  }
  return shown.map(command).join('');
}

function annotation(finding: Finding, places: Places): Annotation {
  const { start, end } = places.range(finding.span);
  const oneLine = start.line === end.line;
  return {
    level: levels[finding.severity],
    properties: {
      file: printable(places.repositoryPath(finding.span.uri)),
      line: String(start.line),
      endLine: String(end.line),
      // Columns are understood within one line only; the last one is a part of it.
      ...(oneLine ? { col: String(start.column), endColumn: String(Math.max(start.column, end.column - 1)) } : {}),
      title: finding.rule,
    },
    message: `${printable(finding.message)} [${finding.rule}]`,
  };
}

function command({ level, properties, message }: Annotation): string {
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`);
  return `::${level} ${written.join(',')}::${escapeData(message)}\n`;
}

/** As the runner reads them back. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
