/** What the process says to whoever started it. The output format never changes it. */
export const exitCodes = {
  /** Nothing to report. */
  clean: 0,
  /** Findings at or above `--fail-on`, or with `--check` a picture or a file that is not as it should be. */
  findings: 1,
  /** Something could not be read or understood: bad arguments, a missing file, a syntax error. */
  cannotAnalyse: 2,
  /** A fault of Parapet itself. */
  internalError: 3,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The person asked for something that cannot be done as asked; its message is all they need to see. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Goes by the name: a module that is loaded in two ways has two classes. */
export function isUsageError(error: unknown): error is UsageError {
  return error instanceof Error && error.name === 'UsageError';
}
