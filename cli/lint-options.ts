export const lintFormats = ['pretty', 'json'] as const;
/** From which severity on findings fail a run. */
export const failLevels = ['error', 'warning', 'info', 'never'] as const;

export interface LintOptions {
  readonly format: (typeof lintFormats)[number];
  /** The day to judge life cycles by, `YYYY-MM-DD`. */
  readonly date: string;
  readonly failOn: (typeof failLevels)[number];
  readonly maxWarnings?: number;
  /** The path that standard input is taken for; given with `-` as a path. */
  readonly stdinFilename?: string;
  readonly fix: boolean;
  readonly colour: { readonly output: boolean; readonly errors: boolean };
}
