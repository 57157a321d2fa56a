/**
 * From opening a preview to the overview and to the whole picture, and from a key to the new picture, with the language
 * server as an editor meets it: a process, from the message that goes in to the picture that comes out.
 *
 *     npx tsx bench/key-to-picture.ts [sizes…] [--quick]
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Exploration, Scene } from '../language/pipeline.ts';
import { bundleProgram } from './bundle-program.ts';
import { generateDesign } from './generate-design.ts';
import { oneLineEdits } from './layout-edits.ts';
import { MeasuredServer } from './measured-server.ts';
import { milliseconds, p50p95, table } from './percentiles.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { quick: { type: 'boolean' } } });
const sizes = positionals.length > 0 ? positionals.map(Number) : [60, 200, 500];
const uri = 'file:///bench/design.parapet';
/** Views with more boxes than this are first drawn with their groups closed. */
const largeView = 250;
/** As long as somebody looks at a file before opening its preview, at least. */
const look = 3_000;
/** As long as somebody looks at an overview before asking for the whole. */
const overviewLook = 8_000;

const server = await bundleProgram('server/main.ts', 'server.cjs');
console.log(
  `Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, load ${loadavg()[0]!.toFixed(1)} at the start\n`,
);

const openings: string[][] = [];
const keys: string[][] = [];
for (const size of sizes) {
  const { text } = generateDesign(size);
  const large = size > largeView;
  const atOnce = await open(text, 0, large);
  await atOnce.server.stop();
  const looked = large ? await open(text, look, large, overviewLook) : undefined;
  await looked?.server.stop();
  const { server: measured, first, whole } = await open(text, look, large);
  openings.push([
    String(size),
    large ? 'groups closed' : 'the whole',
    milliseconds(atOnce.first),
    milliseconds(first),
    milliseconds(whole),
    looked ? milliseconds(looked.whole) : '',
  ]);
  const closed = large ? await measureKeys(measured, text, 'groups closed', true) : undefined;
  if (closed) keys.push([String(size), ...closed]);
  keys.push([String(size), ...(await measureKeys(measured, text, 'the whole', false))]);
  await measured.stop();
  console.error(`${size} services: done`);
}

console.log('From opening the preview, in milliseconds\n');
console.log(
  table(
    [
      'services',
      'first picture',
      'at once with the file',
      `${look / 1000} s after the file`,
      'from there to the whole',
      `the same, ${overviewLook / 1000} s later`,
    ],
    openings,
  ),
);
console.log('\nFrom a key to the new picture, in milliseconds (p50 / p95)\n');
console.log(
  table(
    ['services', 'shown', 'a word', 'processor', 'one line more', 'processor', 'given up', 'diagnostics meanwhile'],
    keys,
  ),
);
console.log(`\nload ${loadavg()[0]!.toFixed(1)} at the end`);

/** Starts a server, opens a file in it and some time later its preview, as an editor that shows pictures does. */
async function open(
  text: string,
  wait: number,
  large: boolean,
  waitBeforeWhole = 0,
): Promise<{ server: MeasuredServer; first: number | undefined; whole: number | undefined }> {
  const measured = new MeasuredServer(server);
  await measured.open(uri, text, undefined, true);
  await pause(wait);
  const first = await measured.preview({ exploration: exploration(large) });
  await pause(waitBeforeWhole);
  const whole = large && wait > 0 ? await measured.preview({ exploration: exploration(false) }) : first;
  return { server: measured, first, whole };
}

function exploration(overview: boolean): Exploration {
  return { closed: [], open: [], overview };
}

async function measureKeys(measured: MeasuredServer, text: string, name: string, overview: boolean): Promise<string[]> {
  await measured.preview({ exploration: exploration(overview) });
  const rounds = values.quick ? 6 : 16;
  const places = values.quick ? 4 : 12;
  const words: Cost[] = [];
  const lines: Cost[] = [];
  let givenUp = 0;
  const measure = async (into: Cost[], changed: string, isNew: (scene: Scene) => boolean): Promise<void> => {
    const used = await measured.processorTime();
    const wall = await measured.changePicture(changed, isNew);
    if (wall === undefined) givenUp++;
    else into.push({ wall, processor: (await measured.processorTime()) - used });
    await pause(30);
  };
  const titled = (word: string): string => text.replace(/ "[^"]*"\n/, ` "A design that is ${word}"\n`);
  for (let round = 0; round < rounds; round++) {
    const word = 'measured'.slice(0, 1 + (round % 8));
    await measure(words, titled(word), (scene) => scene.title.endsWith(` ${word}`));
  }
  await measured.changePicture(text, (scene) => !scene.title.startsWith('A design that is'));
  for (const edit of oneLineEdits(text, places)) {
    // What an overview shows of a line more may be nothing: each change has one picture all the same.
    await measure(lines, edit.text, () => true);
    await measured.changePicture(text, () => true);
  }
  // Everything is laid out anew, while somebody types at the end of the file.
  const typed: number[] = [];
  await pause(200);
  const drawn = measured.preview({ exploration: { ...exploration(overview), closed: ['hubs'] } });
  const end = text.split('\n').length - 1;
  for (let index = 0; index < (values.quick ? 10 : 20); index++)
    typed.push(await measured.change({ line: end, character: 0, insert: '// ' }));
  await drawn;
  await measured.changePicture(text, () => true);
  return [
    name,
    p50p95(words.map(({ wall }) => wall)),
    p50p95(words.map(({ processor }) => processor)),
    p50p95(lines.map(({ wall }) => wall)),
    p50p95(lines.map(({ processor }) => processor)),
    String(givenUp),
    p50p95(typed),
  ];
}

interface Cost {
  readonly wall: number;
  readonly processor: number;
}

function pause(time: number): Promise<void> {
  return new Promise((done) => setTimeout(done, time));
}
