/** A stream that a run writes to. */
export interface Output {
  write(text: string): void;
  /** Whether a person reads it: colours are only written then, unless asked for. */
  readonly isTerminal: boolean;
}

/** All that a run of the command line takes from the process it runs in, so that it can be run without one. */
export interface Host {
  /** Absolute path that relative paths start from. */
  readonly workingFolder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Today, where the person is, as `YYYY-MM-DD`. */
  readonly today: string;
  readonly output: Output;
  readonly errors: Output;
  /** All of standard input, or `undefined` where it holds more than `limit` bytes. */
  readInput(limit: number): Promise<Uint8Array | undefined>;
}
