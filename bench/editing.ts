/**
 * Measures what a person waits for while writing: from a key to the diagnostics of the text, completion right behind a
 * key, hover, and rename, by size of the design and over many files, beside a plain Langium server with the same
 * statements, in one run on one machine:
 *
 *     npx tsx bench/editing.ts [--quick] [--only 60,500,2000,files,workspace]
 *
 * The targets: diagnostics within 16 ms at 60 services and 50 ms at 2,000 in 20 files, completion within 20 ms, of which
 * 95 of 100 keys must be.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleProgram } from './bundle-program.ts';
import { generateDesign, generateFiles } from './generate-design.ts';
import { MeasuredServer } from './measured-server.ts';
import { p50p95, table } from './percentiles.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, only: { type: 'string' } } });
const rounds = values.quick ? 1 : 3;
const completion = 'textDocument/completion';

/** Where something is written, and in what. */
interface Scenario {
  readonly id: string;
  readonly name: string;
  /** Files by their path; undefined: one file that is nowhere on disk. */
  readonly files: ReadonlyMap<string, string>;
  /** The file that is written in. */
  readonly file: string;
  /** The line before which it is written, of those that begin so the one in the middle; undefined: at the end. */
  readonly before?: string;
  /** What is typed there, with the elements that it names. */
  readonly typed: string;
  /** The beginning of a flow, of which a name is completed. */
  readonly half: string;
  /** A name that is declared, to hover and to rename. */
  readonly element: string;
}

const flow = { typed: 'item-3 -> item-9 : sync "Typed by hand"', half: 'item-3 -> it', element: 'item-3' };

const inGroup = { typed: '    component extra "Typed by hand"', half: '    use senti', element: 'item-3' };

function scenarios(): Scenario[] {
  const alone = [60, 500, 2000].map((size): Scenario => ({
    id: String(size),
    name: `${size.toLocaleString('en')} services in one file`,
    files: new Map([['design.parapet', generateDesign(size).text]]),
    file: 'design.parapet',
    ...flow,
  }));
  const within = alone.flatMap((scenario): Scenario[] => [
    { ...scenario, name: `${scenario.name}, amid its flows`, before: 'item-' },
    { ...scenario, name: `${scenario.name}, in a group in its middle`, before: '    component', ...inGroup },
  ]);
  const files = generateFiles(2000, 2);
  const workspace = new Map<string, string>();
  for (let design = 0; workspace.size < 200; design++) {
    for (const [name, text] of generateFiles(200)) workspace.set(`design-${design}/${name}`, text);
  }
  const hub = { typed: 'component extra "Typed by hand"', half: 'use senti', element: 'siem' };
  return [
    ...alone,
    ...within,
    {
      id: 'files',
      name: `2,000 services in ${files.size} files, the entry`,
      files,
      file: 'design.parapet',
      ...flow,
      element: 'siem',
    },
    { id: 'files', name: `the same, the file that all import`, files, file: 'hubs.parapet', ...hub },
    {
      id: 'files',
      name: 'the same, in a group in the middle of a zone’s file',
      files,
      file: 'zone-10.parapet',
      before: '    component',
      ...inGroup,
      element: 'zone-20',
    },
    {
      id: 'workspace',
      name: `a workspace of ${workspace.size} files, an entry`,
      files: workspace,
      file: 'design-0/design.parapet',
      ...flow,
      element: 'siem',
    },
    {
      id: 'workspace',
      name: 'the same, a file that others import',
      files: workspace,
      file: 'design-0/hubs.parapet',
      ...hub,
    },
  ];
}

interface Figures {
  readonly keys: number[];
  readonly completions: number[];
  readonly hovers: number[];
  readonly renames: number[];
}

const programs = [
  ['Parapet', await bundleProgram('server/main.ts', 'server.cjs')],
  ['minimal Langium', await bundleProgram('bench/minimal-langium/server.ts', 'minimal.cjs')],
] as const;

console.log(
  `Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, load ${loadavg()[0]!.toFixed(1)} at the start\n`,
);
const wanted = values.only?.split(',');
const rows: string[][] = [];
for (const scenario of scenarios()) {
  if (wanted && !wanted.includes(scenario.id)) continue;
  for (const [server, program] of programs) {
    const { keys, completions, hovers, renames } = await measure(program, scenario);
    rows.push([scenario.name, server, p50p95(keys), p50p95(completions), p50p95(hovers), p50p95(renames)]);
    console.error(`${scenario.name}, ${server}: done`);
  }
}
console.log('In milliseconds (p50 / p95)\n');
console.log(table(['what is written in', 'server', 'key → diagnostics', 'key → completion', 'hover', 'rename'], rows));
console.log(`\nload ${loadavg()[0]!.toFixed(1)} at the end`);

async function measure(program: string, { files, file, before, typed, half, element }: Scenario): Promise<Figures> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  for (const [name, text] of files) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  const figures: Figures = { keys: [], completions: [], hovers: [], renames: [] };
  const original = files.get(file)!.split('\n');
  const candidates = original.flatMap((entry, index) => (before && entry.startsWith(before) ? [index] : []));
  const line = candidates[candidates.length >> 1] ?? original.length - 1;
  // In the middle, an empty line is there to be written in.
  const lines = before ? original.toSpliced(line, 0, '') : original;
  const text = lines.join('\n');
  const declared = lines.findIndex((entry) => new RegExp(`\\b${element}\\b`).test(entry));
  const position = { line: declared, character: lines[declared]!.search(new RegExp(`\\b${element}\\b`)) + 1 };
  const server = new MeasuredServer(program);
  try {
    await server.open(pathToFileURL(path.join(folder, file)).href, text, pathToFileURL(folder).href);
    // Everything that is on disk has been read when nothing more is told about it.
    await pause(2000);
    // The first round runs code that is not compiled yet: it is not counted.
    for (let round = 0; round <= rounds; round++) {
      const counted = round > 0;
      for (const [index, character] of [...typed].entries()) {
        const time = await server.change({ line, character: index, insert: character });
        if (counted) figures.keys.push(time);
        await pause(20);
      }
      for (let index = typed.length - 1; index >= 0; index--) {
        const time = await server.change({ line, character: index, remove: 1 });
        if (counted) figures.keys.push(time);
        await pause(20);
      }
      for (const [index, character] of [...half].entries()) {
        const time = await server.changeAndAsk({ line, character: index, insert: character }, completion, () => ({}));
        if (counted) figures.completions.push(time);
        await pause(20);
      }
      await server.change({ line, character: 0, remove: half.length });
      for (let sample = 0; sample < 10; sample++) {
        const hover = await server.ask('textDocument/hover', { position });
        const rename = await server.ask('textDocument/rename', { position, newName: `renamed-${sample}` });
        if (!rename.answered) console.error(`note: ${element} is not renamed in ${file}`);
        if (!counted) continue;
        figures.hovers.push(hover.time);
        figures.renames.push(rename.time);
        await pause(20);
      }
    }
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  return figures;
}

/** Nobody types without a pause; and what a server does after it has answered is then over. */
function pause(time: number): Promise<void> {
  return new Promise((done) => setTimeout(done, time));
}
