import Mocha from 'mocha';

/**
 * Mocha's spec report, and then, as the very last line, the counts that programs read: `12 passed, 0 failed`.
 * A failing hook counts as a failure. It is plain JavaScript because mocha loads it before tsx, and also inside VS Code.
 */
export default class CountingReporter extends Mocha.reporters.Spec {
  epilogue() {
    super.epilogue();
    Mocha.reporters.Base.consoleLog(`${this.stats.passes} passed, ${this.stats.failures} failed`);
  }
}
