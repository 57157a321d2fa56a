/**
 * Measures `parapet lint` as a shell meets it, whole process and cold, beside Node.js with nothing to do:
 *
 *     npx tsx bench/command-line.ts [--quick]
 *
 * The bundle is made first, as it is shipped.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundleProgram } from './bundle-program.ts';
import { generateDesign, generateFiles } from './generate-design.ts';
import { median, milliseconds, table } from './percentiles.ts';
import { runProcess } from './run-process.ts';

const rounds = process.argv.includes('--quick') ? 3 : 9;
const program = await bundleProgram('cli/main.ts', 'cli.cjs');
const folder = mkdtempSync(join(tmpdir(), 'parapet-bench-'));

interface Case {
  readonly name: string;
  readonly words: readonly string[];
}

const small = `use log-analytics as workspace
use sentinel
use entra-id as entra

entra -> workspace : log
workspace -> sentinel : log
`;

const cases: Case[] = [
  { name: 'Node.js alone', words: [] },
  { name: 'parapet --version', words: [program, '--version'] },
  lintCase('1 file, 3 services', { 'small.parapet': small }),
  ...[60, 500, 2000].map((size) =>
    lintCase(`1 file, ${size} services`, { 'design.parapet': generateDesign(size).text }),
  ),
  lintCase('20 files, 500 services in all', manyDesigns(20, 25)),
  lintCase('200 files, 5,000 services in all', manyDesigns(200, 25)),
  lintCase('200 files that import one more, 5,000 services in all', withImport(manyDesigns(200, 25))),
  lintCase('1,000 files, 25,000 services in all', manyDesigns(1000, 25)),
  lintCase('1 design in 12 files, 500 services', Object.fromEntries(generateFiles(500))),
];

try {
  console.log(
    `Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, load ${loadavg()[0]!.toFixed(1)} at the start\n`,
  );
  const rows: string[][] = [];
  for (const { name, words } of cases) {
    const times: number[] = [];
    const memories: number[] = [];
    const works: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const { time, memory, work } = await runProcess(words.length > 0 ? words : ['-e', '0']);
      times.push(time);
      memories.push(memory);
      works.push(work);
    }
    rows.push([
      name,
      milliseconds(Math.min(...times)),
      milliseconds(median(times)),
      milliseconds(median(works)),
      (median(memories) / 1024).toFixed(0),
    ]);
    console.error(`${name}: done`);
  }
  console.log(table(['what', 'best, in ms', 'median, in ms', 'processor time, in ms', 'peak memory in MB'], rows));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function lintCase(name: string, files: Readonly<Record<string, string>>): Case {
  const place = join(folder, name.replace(/\W+/g, '-'));
  for (const [path, text] of Object.entries(files)) {
    const file = join(place, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return { name: `lint, ${name}`, words: [program, 'lint', '--fail-on', 'never', place] };
}

/** So many designs of a size, each its own. */
function manyDesigns(count: number, size: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `team-${index % 10}/design-${index}.parapet`,
      generateDesign(size, `design-${index}`).text,
    ]),
  );
}

/** The same designs, each with an import of what an organisation shares. */
function withImport(designs: Readonly<Record<string, string>>): Record<string, string> {
  const importing = Object.entries(designs).map(
    ([path, text]) => [path, `import "../shared.parapet"\n${text}`] as const,
  );
  return Object.fromEntries([...importing, ['shared.parapet', 'component service-desk "Service desk"\n']]);
}
