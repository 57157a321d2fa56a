/** Counts ends of the server, to tell an accident from a server that cannot live. */
export class CrashCount {
  readonly #allowed: number;
  readonly #window: number;
  #times: number[] = [];

  /** `allowed` crashes within `window` milliseconds are accidents; one more is not. */
  constructor(allowed: number, window: number) {
    this.#allowed = allowed;
    this.#window = window;
  }

  /** Notes a crash at a time in milliseconds; false where there have been too many. */
  add(now: number): boolean {
    this.#times = [...this.#times.filter((time) => now - time < this.#window), now];
    return this.#times.length <= this.#allowed;
  }

  forget(): void {
    this.#times = [];
  }
}
