/**
 * What VS Code calls inside its extension host to run the tests. They are bundled into one file with this; their report
 * goes to a file beside it, since what an extension host prints is not passed on everywhere.
 */
import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';

/** Called by VS Code. @throws where a test fails, which VS Code makes its exit code. */
export async function run(): Promise<void> {
  const { default: Mocha } = await import('mocha');
  const { default: CountingReporter } = await import('../../../scripts/counting-reporter.ts');
  const report = path.join(__dirname, 'report.txt');
  writeFileSync(report, '');
  Mocha.reporters.Base.consoleLog = (...parts: unknown[]) => appendFileSync(report, `${format(...parts)}\n`);
  Mocha.reporters.Base.useColors = false;

  const mocha = new Mocha({ ui: 'bdd', reporter: CountingReporter, timeout: 30_000, slow: 5000, forbidOnly: true });
  // Makes describe and it known to the files that are loaded next.
  mocha.suite.emit('pre-require', globalThis as unknown as Mocha.MochaGlobals, '', mocha);
  await import('./suite/extension.test.ts');
  await import('./suite/settings.test.ts');
  await import('./suite/writing.test.ts');
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${String(failures)} tests failed`);
}
