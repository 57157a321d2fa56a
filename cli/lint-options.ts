export const lintFormats = [
  'pretty',
  'compact',
  'json',
  'sarif',
  'github',
  'azure',
  'gitlab',
  'junit',
  'markdown',
] as const;
export type LintFormat = (typeof lintFormats)[number];

/** From which severity on findings fail a run. */
export const failLevels = ['error', 'warning', 'info', 'never'] as const;
export type FailLevel = (typeof failLevels)[number];

/** One way that findings are written. */
export interface LintOutput {
  readonly format: LintFormat;
  /** As typed, relative to the working folder; absent: standard output. */
  readonly file?: string;
}

export interface LintOptions {
  /** Empty: pretty, to standard output. */
  readonly format: readonly LintOutput[];
  /** The day to judge life cycles by, `YYYY-MM-DD`. */
  readonly date: string;
  readonly failOn: FailLevel;
  readonly maxWarnings?: number;
  /** A commit, branch or tag: what it has already is known and fails nothing. */
  readonly base?: string;
  /** A file of findings that are known, as typed; absent: that of the configuration, if any. */
  readonly baseline?: string;
  /** Take all that is found now into the baseline. */
  readonly updateBaseline: boolean;
  /** Take out of the baseline what is not found any more. */
  readonly pruneBaseline: boolean;
  /** The path that standard input is taken for; given with `-` as a path. */
  readonly stdinFilename?: string;
  /** Mend what can be mended safely. */
  readonly fix: boolean;
  /** Mend also what somebody should look at afterwards. */
  readonly unsafeFixes: boolean;
  /** Show what would be mended instead of mending it. */
  readonly diff: boolean;
  readonly colour: { readonly output: boolean; readonly errors: boolean };
}

/** Reads `format` or `format:file`. Gives a sentence where it is neither. */
export function readLintOutput(text: string): LintOutput | string {
  const colon = text.indexOf(':');
  const name = colon < 0 ? text : text.slice(0, colon);
  const format = lintFormats.find((candidate) => candidate === name);
  if (!format) return `A format is one of ${lintFormats.join(', ')}, with :FILE behind it to write it into a file.`;
  if (colon < 0) return { format };
  const file = text.slice(colon + 1);
  if (file === '') return `Behind ${name}: there has to be the name of a file.`;
  // Standard output by its other names is the same stream, and not a file to write beside it.
  return file === '-' || file === '/dev/stdout' ? { format } : { format, file };
}
