/**
 * Measures the picture of the reference architecture, drawn as a table: `parapet render` as a shell meets it, cold and as
 * a whole process, and from a keystroke to the picture in a process that has drawn it before, step by step:
 *
 *     npx tsx bench/poster.ts [--quick]
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  buildView,
  createProject,
  LayoutCache,
  layoutView,
  renderSvg,
  type LayoutEngine,
} from '../language/pipeline.ts';
import { bundleProgram } from './bundle-program.ts';
import { median, milliseconds, percentile, table } from './percentiles.ts';
import { runProcess } from './run-process.ts';

const rounds = process.argv.includes('--quick') ? 5 : 25;
const examples = join(import.meta.dirname, '../examples');
const design = 'reference-architecture.parapet';
const main = `file:///examples/${design}`;
const program = await bundleProgram('cli/main.ts', 'cli.cjs');
const folder = mkdtempSync(join(tmpdir(), 'parapet-bench-'));

try {
  console.log(
    `Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, load ${loadavg()[0]!.toFixed(1)} at the start\n`,
  );
  const rows: string[][] = [];
  const row = (what: string, times: readonly { readonly time: number; readonly work: number }[]): void => {
    const walls = times.map(({ time }) => time);
    rows.push([
      what,
      milliseconds(Math.min(...walls)),
      milliseconds(median(walls)),
      milliseconds(percentile(walls, 0.95)),
      milliseconds(median(times.map(({ work }) => work))),
    ]);
  };
  row('Node.js alone, cold', await repeat(() => runProcess(['-e', '0'])));
  const words = [program, 'render', join(examples, design), '--view', 'poster', '-o', join(folder, 'poster.svg')];
  row('`parapet render`, cold', await repeat(() => runProcess(words)));
  row('first picture in a process', [await keystrokes(1)].flat());
  row('keystroke to picture', (await keystrokes(rounds + 5)).slice(5));
  console.log(table(['what', 'best, in ms', 'median, in ms', '95 %, in ms', 'processor time, in ms'], rows));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function repeat<T>(measure: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let round = 0; round < rounds; round++) results.push(await measure());
  return results;
}

/** Types a label letter by letter into the environment, and has the poster drawn after each. */
async function keystrokes(count: number): Promise<{ time: number; work: number }[]> {
  const project = createProject({ date: '2026-11-21', workspaceFolders: ['file:///examples'] });
  const names = readdirSync(join(examples, 'reference-architecture')).map((name) => `reference-architecture/${name}`);
  for (const name of [design, ...names])
    project.setFile(`file:///examples/${name}`, readFileSync(join(examples, name), 'utf8'));
  const uri = 'file:///examples/reference-architecture/environment.parapet';
  const text = project.parsed(uri)!.text;
  const engine = { layout: () => Promise.reject(new Error('a table needs no engine')) } as unknown as LayoutEngine;
  const cache = new LayoutCache();
  const times: { time: number; work: number }[] = [];
  for (let letter = 0; letter < count; letter++) {
    const label = 'VNET of the landing zone'.slice(0, 4 + (letter % 20));
    const start = performance.now();
    const busy = process.cpuUsage();
    project.setFile(uri, text.replace('"VNET"', `"${label}"`));
    const scene = await layoutView(buildView(project.model(main)!, 'poster'), engine, cache);
    const svg = renderSvg(scene, { theme: 'light', font: 'none', purpose: 'interactive' });
    const { user, system } = process.cpuUsage(busy);
    times.push({ time: performance.now() - start, work: (user + system) / 1000 });
    if (!svg.includes('Sentinel')) throw new Error('The poster is not drawn.');
  }
  return times;
}
