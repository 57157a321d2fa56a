/**
 * Measures what the built-in catalog costs a start: the command line and the language server, bundled as they are
 * shipped, with the catalog and with an empty one, in one run:
 *
 *     npx tsx bench/catalog-loading.ts [--quick]
 *
 * The two take turns, so that whatever else the machine does meets both.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { bundleProgram } from './bundle-program.ts';
import { MeasuredServer } from './measured-server.ts';
import { median, milliseconds, table } from './percentiles.ts';
import { runProcess } from './run-process.ts';

const rounds = process.argv.includes('--quick') ? 5 : 25;

/** The bundle without what was generated from the catalog; all the rest is the same. */
const emptyCatalog: Plugin = {
  name: 'empty-catalog',
  setup(build) {
    build.onLoad({ filter: /catalog[\\/]generated[\\/]catalog-data\.ts$/ }, () => ({
      contents: `export const catalogJson = '{"sources":[],"files":[]}';`,
      loader: 'ts',
    }));
  },
};

/** A design that needs no service, so that both catalogs have the same to do with it but for their being there. */
const plain = 'component a\ncomponent b\n\na -> b : log "Logs"\n';
/** A name that has to be looked for among all names, which makes the index of names. */
const named = 'use "Azure Sentinel" as siem\n';

const folder = mkdtempSync(join(tmpdir(), 'parapet-bench-'));
try {
  console.log(
    `Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, load ${loadavg()[0]!.toFixed(1)} at the start, ${rounds} rounds\n`,
  );
  const commandLine = [
    await bundleProgram('cli/main.ts', 'cli.cjs'),
    await bundleProgram('cli/main.ts', 'cli-without-catalog.cjs', [emptyCatalog]),
  ] as const;
  const server = [
    await bundleProgram('server/main.ts', 'server.cjs'),
    await bundleProgram('server/main.ts', 'server-without-catalog.cjs', [emptyCatalog]),
  ] as const;

  const rows: string[][] = [];
  for (const [what, text] of [
    ['a design without services', plain],
    ['a design with a former name', named],
  ] as const) {
    const file = join(folder, `${what.replaceAll(' ', '-')}.parapet`);
    writeFileSync(file, text);
    rows.push(await compared(`parapet lint, ${what}: whole process`, commandLine, (program) => lint(program, file)));
    rows.push(
      await compared(`parapet lint, ${what}: processor time`, commandLine, async (program) => {
        const { work } = await runProcess([program, 'lint', '--fail-on', 'never', file]);
        return work;
      }),
    );
    rows.push(await compared(`server, ${what}: first diagnostics`, server, (program) => serve(program, text)));
  }
  console.log(
    table(
      [
        'what',
        'with: best',
        'median',
        'without: best',
        'median',
        'difference of best',
        'of median',
        'ratio of medians',
      ],
      rows,
    ),
  );
  console.log('\nTimes in milliseconds.');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** One row: times with the catalog, without it, and what lies between. */
async function compared(
  what: string,
  programs: readonly [withCatalog: string, without: string],
  measure: (program: string) => Promise<number>,
): Promise<string[]> {
  const times: [number[], number[]] = [[], []];
  for (const program of programs) await measure(program);
  for (let round = 0; round < rounds; round++) {
    // Who goes first takes turns too.
    for (const index of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      times[index].push(await measure(programs[index]));
    }
  }
  const [best, bestWithout] = times.map((list) => Math.min(...list)) as [number, number];
  const [middle, middleWithout] = times.map(median) as [number, number];
  console.error(`${what}: done`);
  return [
    what,
    milliseconds(best),
    milliseconds(middle),
    milliseconds(bestWithout),
    milliseconds(middleWithout),
    (best - bestWithout).toFixed(1),
    (middle - middleWithout).toFixed(1),
    (middle / middleWithout).toFixed(2),
  ];
}

function lint(program: string, file: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, [program, 'lint', '--fail-on', 'never', file], {
      stdio: 'ignore',
      env: { ...process.env, NO_COLOR: '1' },
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(performance.now() - start);
      else reject(new Error(`${program} ended with ${code}`));
    });
  });
}

async function serve(program: string, text: string): Promise<number> {
  const measured = new MeasuredServer(program);
  try {
    return (await measured.open('file:///bench/design.parapet', text)).time;
  } finally {
    await measured.stop();
  }
}
