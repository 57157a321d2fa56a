/**
 * `npm test`: builds and packages the product and runs every test there is, those in a real VS Code too. Brings what they
 * need by itself; what cannot be had fails the run. The last line is `N passed, N failed`, over all tests.
 */
import path from 'node:path';
import { run } from './run.ts';

const root = path.resolve(import.meta.dirname, '..');
const counts = /^(\d+) passed, (\d+) failed$/;
const start = performance.now();
const seconds = (time: number): string => `${(time / 1000).toFixed(1)} s`;

interface Suite {
  readonly name: string;
  /** Arguments for Node.js. The last line that it prints is its counts. */
  readonly args: readonly string[];
}

const mocha = 'node_modules/mocha/bin/mocha.js';
const suites: readonly Suite[] = [
  { name: 'unit tests', args: [mocha, 'test/**/*.test.ts'] },
  { name: 'in Neovim', args: ['--import', 'tsx', 'test/neovim/run-in-neovim.ts'] },
  { name: 'in a window of VS Code', args: ['--import', 'tsx', 'test/vscode/run-in-window.ts'] },
  { name: "in VS Code's extension host", args: ['--import', 'tsx', 'test/vscode/run-in-extension-host.ts'] },
];

const rows: string[] = [];
let passed = 0;
let failed = 0;

console.log('\n=== build and package ===');
const build = await run(process.execPath, ['--import', 'tsx', 'scripts/package.ts'], { cwd: root });
if (build.code !== 0) failed += 1;
rows.push(
  `${'build and package'.padEnd(30)} ${build.code === 0 ? 'done'.padStart(10) : 'FAILED'.padStart(10)} ${seconds(build.time).padStart(9)}`,
);

for (const { name, args } of suites) {
  console.log(`\n=== ${name} ===`);
  const { code, output, time } = await run(process.execPath, args, { cwd: root, hide: counts });
  const [, good, bad] = counts.exec(output.trimEnd().split('\n').at(-1) ?? '') ?? [];
  const result = good === undefined || bad === undefined ? undefined : { passed: Number(good), failed: Number(bad) };
  rows.push(
    `${name.padEnd(30)} ${result ? `${String(result.passed + result.failed)} tests`.padStart(10) : 'no result'.padStart(10)} ${seconds(time).padStart(9)}`,
  );
  passed += result?.passed ?? 0;
  // A run that ends without its counts, without any test, or badly in spite of them, is a failure of its own.
  const broken = result === undefined || result.passed + result.failed === 0 || (code !== 0 && result.failed === 0);
  failed += (result?.failed ?? 0) + (broken ? 1 : 0);
}

console.log(
  `\n=== all ===\n${rows.join('\n')}\n${'together'.padEnd(30)} ${' '.repeat(10)} ${seconds(performance.now() - start).padStart(9)}`,
);
console.log(`${String(passed)} passed, ${String(failed)} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
