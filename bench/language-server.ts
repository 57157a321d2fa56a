/**
 * Measures the language server as an editor meets it, beside a plain Langium server with the same statements, and the
 * layout beside ELK on its own, all in one run on one machine:
 *
 *     npx tsx bench/language-server.ts [sizes …] [--quick] [--pictures 20,60,200]
 *
 * Both servers are bundled and minified first. Give sizes to measure others than 20 60 200 500 1000 2000.
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { createElkWorker } from '../server/elk-worker.ts';
import { buildView, createProject, createWorkerEngine, LayoutCache, layoutView } from '../language/pipeline.ts';
import { bundleProgram } from './bundle-program.ts';
import { elkGraphOf } from './elk-alone.ts';
import { generateDesign } from './generate-design.ts';
import { MeasuredServer } from './measured-server.ts';
import { median, milliseconds, p50p95, percentile, table } from './percentiles.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean' }, pictures: { type: 'string' } },
});
const sizes = positionals.length > 0 ? positionals.map(Number) : [20, 60, 200, 500, 1000, 2000];
const pictureSizes = (values.pictures ?? '20,60,200').split(',').map(Number);
const rounds = values.quick ? 1 : 3;
const pictureSamples = values.quick ? 6 : 20;

const uri = 'file:///bench/design.parapet';

/** What a person types at the end of a file, and takes back in part. */
const typed = 'item-3 -> item-9 : sync "Typed by hand"';

interface Figures {
  size: number;
  server: string;
  start?: number;
  keys?: number[];
  keysWhileDrawing?: number[];
  memory?: number;
}

const parapetServer = await bundleProgram('server/main.ts', 'server.cjs');
const minimalServer = await bundleProgram('bench/minimal-langium/server.ts', 'minimal.cjs');

console.log(
  `Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, load ${loadavg()[0]!.toFixed(1)} at the start\n`,
);

const servers: Figures[] = [];
for (const size of sizes) {
  for (const server of ['parapet', 'minimal Langium']) {
    const figures = await measureServer(size, server);
    servers.push(figures);
    console.error(`${size} services, ${server}: done`);
  }
}
console.log(`\nDiagnostics, in milliseconds (p50 / p95)\n`);
console.log(
  table(
    [
      'services',
      'server',
      'process start → first diagnostics',
      'key → diagnostics',
      'the same, while pictures are drawn',
      'memory in MB',
    ],
    servers.map((figures) => [
      String(figures.size),
      figures.server,
      milliseconds(figures.start),
      p50p95(figures.keys),
      p50p95(figures.keysWhileDrawing),
      figures.memory === undefined ? '-' : figures.memory.toFixed(0),
    ]),
  ),
);

const pictures: string[][] = [];
for (const size of pictureSizes) {
  pictures.push(await measurePictures(size));
  console.error(`${size} services, pictures: done`);
}
console.log(`\nPictures, in milliseconds (p50 / p95)\n`);
console.log(
  table(
    [
      'services',
      'first picture',
      'key → picture, text',
      'key → picture, structure',
      'layout alone, nothing cached',
      'ELK alone, warm',
      'structure ÷ ELK',
    ],
    pictures,
  ),
);
console.log(`\nload ${loadavg()[0]!.toFixed(1)} at the end`);

async function measureServer(size: number, server: string): Promise<Figures> {
  const program = server === 'parapet' ? parapetServer : minimalServer;
  const { text } = generateDesign(size);
  const starts: number[] = [];
  const figures: Figures = { size, server };
  for (let round = 0; round < rounds; round++) {
    const measured = new MeasuredServer(program);
    try {
      const { time, diagnostics } = await measured.open(uri, text);
      if (diagnostics > 0) console.error(`note: ${diagnostics} diagnostics from ${server} at ${size} services`);
      starts.push(time);
      if (round < rounds - 1) continue;
      // The first keystrokes run code that is not compiled yet: they are not counted.
      await type(measured, text);
      figures.keys = await type(measured, text);
      figures.memory = await measured.memory();
      if (server === 'parapet' && size <= 1000) {
        await measured.preview();
        figures.keysWhileDrawing = await type(measured, text);
      }
    } finally {
      await measured.stop();
    }
  }
  figures.start = median(starts);
  return figures;
}

/** Types a statement at the end of the file, and takes all of it back. */
async function type(server: MeasuredServer, text: string): Promise<number[]> {
  const line = text.split('\n').length - 1;
  const times: number[] = [];
  for (let character = 0; character < typed.length; character++) {
    times.push(await server.change({ line, character, insert: typed[character]! }));
    await pause();
  }
  for (let character = typed.length - 1; character >= 0; character--) {
    times.push(await server.change({ line, character, remove: 1 }));
    await pause();
  }
  return times;
}

/** Nobody types without a pause; and what a server does after it has answered is then over. */
function pause(): Promise<void> {
  return new Promise((done) => setTimeout(done, 20));
}

async function measurePictures(size: number): Promise<string[]> {
  const { text } = generateDesign(size);
  const lines = text.split('\n');
  const measured = new MeasuredServer(parapetServer);
  const texts: number[] = [];
  const structures: number[] = [];
  let first: number;
  try {
    await measured.open(uri, text);
    first = (await measured.preview()) ?? Number.NaN;

    // A word in a label, a letter at a time: what is drawn changes, but not where.
    const labelLine = lines.findIndex((line) => line.includes(' as item-3 '));
    const labelEnd = lines[labelLine]!.lastIndexOf('"');
    const word = 'zqxj';
    for (let sample = 0; sample < pictureSamples; sample++) {
      const letter = sample % (word.length * 2);
      const growing = letter < word.length;
      const shown = growing ? word.slice(0, letter + 1) : word.slice(0, word.length * 2 - letter - 1);
      const at = labelEnd + (growing ? (letter === 0 ? 0 : letter + 1) : word.length * 2 - letter);
      const change = growing
        ? { line: labelLine, character: at, insert: letter === 0 ? ' z' : word[letter]! }
        : { line: labelLine, character: at - (shown === '' ? 1 : 0), remove: shown === '' ? 2 : 1 };
      texts.push(
        (await measured.changePicture(change, (scene) => {
          const names = scene.cards.flatMap((card) => card.name).map((part) => part.text.split(' '));
          const found = names.flat().filter((part) => part.startsWith('z') && word.startsWith(part));
          return shown === '' ? found.length === 0 : found.includes(shown);
        })) ?? Number.NaN,
      );
      await pause();
    }

    // A flow more and a flow less, a service more and a service less.
    const end = lines.length - 1;
    const systemLine = lines.findIndex((line) => line.includes(' as item-3 '));
    for (let sample = 0; sample < pictureSamples / 2; sample++) {
      const flow = sample % 2 === 0;
      const added = flow
        ? `item-${sample} -> item-${sample + 2} : sync`
        : `    component extra-${sample} "Extra ${sample}"\n`;
      const isThere = (scene: Parameters<Parameters<MeasuredServer['changePicture']>[1]>[0]): boolean =>
        flow
          ? scene.lines.some((line) => line.flows.some(({ kind }) => kind === 'sync'))
          : scene.cards.some((card) => card.element === `extra-${sample}`);
      const line = flow ? end : systemLine;
      structures.push((await measured.changePicture({ line, character: 0, insert: added }, isThere)) ?? Number.NaN);
      await pause();
      const change = { line, character: 0, ...(flow ? { remove: added.length } : { removeLine: true }) };
      structures.push((await measured.changePicture(change, (scene) => !isThere(scene))) ?? Number.NaN);
      await pause();
    }
  } finally {
    await measured.stop();
  }

  const { alone, elk } = await measureLayout(text);
  return [
    String(size),
    milliseconds(first),
    p50p95(texts),
    p50p95(structures),
    milliseconds(median(alone)),
    milliseconds(median(elk)),
    (percentile(structures, 0.5) / median(elk)).toFixed(2),
  ];
}

/** The layout with nothing cached, and ELK over the whole graph at once: both in a warm worker. */
async function measureLayout(text: string): Promise<{ alone: number[]; elk: number[] }> {
  const project = createProject({ date: '2026-11-21', workspaceFolders: [] });
  project.setFile(uri, text);
  const view = buildView(project.model(uri)!);
  const engine = createWorkerEngine({
    createWorker: createElkWorker,
    startTimer: (time, elapsed) => {
      const timer = setTimeout(elapsed, time);
      return () => clearTimeout(timer);
    },
    deadline: 600_000,
  });
  try {
    const alone: number[] = [];
    const elk: number[] = [];
    await layoutView(view, engine, new LayoutCache());
    await engine.layout(elkGraphOf(view));
    for (let round = 0; round < 2 * rounds; round++) {
      let start = performance.now();
      await layoutView(view, engine, new LayoutCache());
      alone.push(performance.now() - start);
      start = performance.now();
      await engine.layout(elkGraphOf(view));
      elk.push(performance.now() - start);
    }
    return { alone, elk };
  } finally {
    engine.dispose();
  }
}
