import Mocha from 'mocha';

/**
 * Mocha's spec report, and then, as the very last line, the counts that programs read: `12 passed, 0 failed`.
 * A failing hook counts as a failure.
 */
export default class CountingReporter extends Mocha.reporters.Spec {
  override epilogue(): void {
    super.epilogue();
    Mocha.reporters.Base.consoleLog(`${String(this.stats.passes)} passed, ${String(this.stats.failures)} failed`);
  }
}
