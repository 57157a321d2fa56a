/**
 * `npm run check`: everything that has to hold before a change is kept. It regenerates what is generated and fails where
 * that changes a file, then checks types, style, walls and format, and runs the unit tests. `--without-tests` leaves the
 * tests to `npm test`.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { glob } from 'tinyglobby';
import { run } from './run.ts';

/** Reports are printed only where something failed, and then as plain text. */
const plain = { FORCE_COLOR: '0' };

const root = path.resolve(import.meta.dirname, '..');
const bin = (file: string): string => path.join('node_modules', file);

interface Step {
  readonly name: string;
  /** Arguments for Node.js. */
  readonly args: readonly string[];
}

/** Hashes of all files that generators write, by path. */
async function generatedFiles(): Promise<Map<string, string>> {
  const files = await glob(
    [
      '**/generated/**',
      'docs/catalog/**',
      'docs/rules/**',
      'docs/schemas/parapet.schema.json',
      'media/schemas/**',
      'docs/configuration.md',
      'THIRD-PARTY-NOTICES.md',
    ],
    {
      cwd: root,
      ignore: ['**/node_modules/**'],
    },
  );
  const hash = (file: string): string =>
    createHash('sha256')
      .update(readFileSync(path.join(root, file)))
      .digest('hex');
  return new Map(files.sort().map((file) => [file, hash(file)]));
}

/** Runs the generators. Returns the files that were not what their sources make. */
async function staleFiles(): Promise<{ readonly ok: boolean; readonly output: string; readonly time: number }> {
  const before = await generatedFiles();
  const { code, output, time } = await run(process.execPath, ['--import', 'tsx', 'scripts/generate.ts'], {
    cwd: root,
    show: false,
  });
  if (code !== 0) return { ok: false, output, time };
  const after = await generatedFiles();
  const stale = [...new Set([...before.keys(), ...after.keys()])].filter(
    (file) => before.get(file) !== after.get(file),
  );
  const shown = stale.slice(0, 20).map((file) => `  ${file}\n`);
  const list =
    shown.join('') + (stale.length > shown.length ? `  and ${String(stale.length - shown.length)} more\n` : '');
  return {
    ok: stale.length === 0,
    output:
      stale.length === 0
        ? ''
        : `These files were out of date and are written anew; keep them with the change:\n${list}`,
    time,
  };
}

const projects = ['tsconfig.json', 'client/preview/webview/tsconfig.json', 'test/client/webview/tsconfig.json'];
const steps: readonly Step[] = [
  ...projects
    .filter((project) => existsSync(path.join(root, project)))
    .map((project) => ({ name: `types (${project})`, args: [bin('typescript/bin/tsc'), '--project', project] })),
  { name: 'lint', args: [bin('eslint/bin/eslint.js'), '--max-warnings', '0', '.'] },
  {
    name: 'walls',
    args: [
      bin('dependency-cruiser/bin/dependency-cruise.mjs'),
      ...['--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
      ...['language', 'server', 'client', 'cli', 'scripts', 'test', 'bench'].filter((room) =>
        existsSync(path.join(root, room)),
      ),
    ],
  },
  { name: 'format', args: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
  {
    name: 'format of designs',
    args: ['--import', 'tsx', 'cli/main.ts', 'format', '--check', 'examples', 'language/catalog'],
  },
];
const tests: Step = { name: 'unit tests', args: [bin('mocha/bin/mocha.js'), 'test/**/*.test.ts'] };

const failed: string[] = [];
const report = (name: string, ok: boolean, time: number, output: string): void => {
  console.log(`${ok ? 'ok  ' : 'FAIL'}  ${name} (${(time / 1000).toFixed(1)} s)`);
  if (!ok) {
    failed.push(name);
    if (output.trim() !== '') console.log(output.trimEnd());
  }
};

const generated = await staleFiles();
report('generated files', generated.ok, generated.time, generated.output);

const waiting = [...steps];
/** Two at a time: most machines have at least two cores, and the steps do not share anything they write. */
const worker = async (): Promise<void> => {
  for (let step = waiting.shift(); step; step = waiting.shift()) {
    const { code, output, time } = await run(process.execPath, step.args, { cwd: root, env: plain, show: false });
    report(step.name, code === 0, time, output);
  }
};
await Promise.all([worker(), worker()]);

if (!process.argv.includes('--without-tests')) {
  const { code, output, time } = await run(process.execPath, tests.args, { cwd: root, env: plain, show: false });
  const counts = output.trimEnd().split('\n').at(-1) ?? '';
  // Of a long report only what failed.
  report(`${tests.name}: ${counts}`, code === 0, time, output.slice(Math.max(0, output.search(/^ *\d+ passing/m))));
}

if (failed.length > 0) {
  console.error(`check: ${failed.join(', ')} failed`);
  process.exit(1);
}
console.log('check: all well');
