/**
 * Long work in steps: whoever does it may do something else between two of them, or stop. Nothing that the work looks at
 * may change meanwhile.
 */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** Does all of it at once. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
