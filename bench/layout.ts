/**
 * Laying out container by container beside one run of ELK over everything, in one process run: time, quality, how much
 * moves after an edit of one line, and how long a picture takes from the key that changed it.
 *
 *     npx tsx bench/layout.ts [sizes…] [--no-elk]
 */
import {
  buildView,
  createProject,
  createWorkerEngine,
  LayoutCache,
  layoutView,
  PictureMemory,
  type ArchitectureModel,
  type Exploration,
  type LayoutEngine,
  type ViewGraph,
} from '../language/pipeline.ts';
import type { ElkEdge, ElkGraph } from '../language/layout/layout-engine.ts';
import { measureQuality, type Quality } from '../language/layout/measure-quality.ts';
import type { Rectangle, Scene } from '../language/layout/scene.ts';
import { createElkWorker } from '../server/elk-worker.ts';
import { Painter } from '../server/painter.ts';
import type { Picture } from '../server/picture-messages.ts';
import { elkGraphOf } from './elk-alone.ts';
import { generateDesign } from './generate-design.ts';
import { oneLineEdits } from './layout-edits.ts';
import { median, milliseconds, p50p95, percentile, table } from './percentiles.ts';

const sizes = process.argv
  .slice(2)
  .filter((word) => /^\d+$/.test(word))
  .map(Number);
const withElk = !process.argv.includes('--no-elk');
/** Longest time that one run of ELK over everything is waited for. */
const patience = 120_000;

function modelOf(text: string): ArchitectureModel {
  const project = createProject({ date: '2026-11-21', workspaceFolders: ['file:///bench'] });
  project.setFile('file:///bench/main.parapet', text);
  return project.model('file:///bench/main.parapet')!;
}

function startEngine(): LayoutEngine {
  return createWorkerEngine({
    createWorker: createElkWorker,
    startTimer: (time, elapsed) => {
      const timer = setTimeout(elapsed, time);
      return () => clearTimeout(timer);
    },
    deadline: patience,
    workers: 2,
  });
}

/** How much of what is in both pictures lies 20 px or more from where it was; and if the whole is moved to fit best. */
interface Movement {
  readonly absolute: number;
  readonly relative: number;
}

function moved(before: ReadonlyMap<string, Rectangle>, after: ReadonlyMap<string, Rectangle>): Movement {
  const ways = [...before].flatMap(([path, { x, y }]) => {
    const now = after.get(path);
    return now ? [{ x: now.x - x, y: now.y - y }] : [];
  });
  const common = { x: median(ways.map(({ x }) => x)), y: median(ways.map(({ y }) => y)) };
  const share = (from: { x: number; y: number }): number =>
    ways.length === 0 ? 0 : ways.filter(({ x, y }) => Math.hypot(x - from.x, y - from.y) >= 20).length / ways.length;
  return { absolute: share({ x: 0, y: 0 }), relative: share(common) };
}

function placesOf(scene: Scene): Map<string, Rectangle> {
  return new Map(scene.cards.map((card) => [card.path, card.rectangle]));
}

interface ElkLabel {
  x?: number;
  y?: number;
  width?: number;
  height?: number;
}

/** What ELK made of everything at once, as a scene: enough of one to be measured. */
function sceneOfElk(graph: ElkGraph, view: ViewGraph): Scene {
  const rectangles = new Map<string, Rectangle>();
  const walk = (node: ElkGraph): void => {
    for (const child of node.children ?? []) {
      const { x = 0, y = 0, width = 0, height = 0 } = child;
      rectangles.set(child.id, { x, y, width, height });
      walk(child);
    }
  };
  walk(graph);
  const boxes = view.nodes.map((node) => ({
    ...node,
    id: `n${node.index}`,
    parent: node.parent === undefined ? undefined : `n${node.parent}`,
    rectangle: rectangles.get(`n${node.index}`)!,
    name: [],
    detail: [],
    title: [],
  }));
  const lines = (graph.edges ?? []).map((edge: ElkEdge & { labels?: ElkLabel[] }) => ({
    strokes: (edge.sections ?? []).map((section) => ({
      points: [section.startPoint, ...(section.bendPoints ?? []), section.endPoint],
    })),
    pills: (edge.labels ?? []).map(({ x = 0, y = 0, width = 0, height = 0 }) => ({
      rectangle: { x, y, width, height },
      text: [],
    })),
  }));
  return {
    width: graph.width ?? 0,
    height: graph.height ?? 0,
    heading: [],
    cards: boxes.filter((box) => box.type === 'card'),
    frames: boxes.filter((box) => box.type === 'frame'),
    lines,
  } as unknown as Scene;
}

/** Wall time and processor time, all threads together: on a busy machine only the second can be compared. */
interface Cost {
  readonly wall: number;
  readonly processor: number;
}

async function costOf<T>(work: () => Promise<T>): Promise<[T, Cost]> {
  const used = process.cpuUsage();
  const start = performance.now();
  const result = await work();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(used);
  return [result, { wall, processor: (user + system) / 1000 }];
}

const walls = (costs: readonly Cost[]): string => p50p95(costs.map(({ wall }) => wall));
const processors = (costs: readonly Cost[]): string => p50p95(costs.map(({ processor }) => processor));
const percent = (shares: readonly number[]): string =>
  [0.5, 0.95].map((share) => `${Math.round(100 * percentile(shares, share))} %`).join(' / ');

const wholeRows: string[][] = [];
const qualityRows: string[][] = [];
const editRows: string[][] = [];
const keyRows: string[][] = [];

function qualityRow(name: string, quality: Quality): string[] {
  const faults = quality.labelOverlaps + quality.throughBoxes + quality.boxOverlaps + quality.cutTexts;
  return [
    name,
    String(faults),
    String(quality.lineOverlaps),
    String(quality.crossings),
    String(quality.bends),
    (quality.length / 1000).toFixed(0),
    (quality.area / 1e6).toFixed(1),
    quality.aspect.toFixed(2),
  ];
}

function editRow(name: string, costs: readonly Cost[], movements: readonly Movement[], crossings: readonly number[]) {
  const mean = crossings.reduce((sum, count) => sum + count, 0) / Math.max(1, crossings.length);
  editRows.push([
    name,
    String(costs.length),
    walls(costs),
    processors(costs),
    percent(movements.map(({ absolute }) => absolute)),
    percent(movements.map(({ relative }) => relative)),
    mean.toFixed(1),
  ]);
}

/** Draws as the preview's thread does, from the text to the picture. */
class Studio {
  #arrived: (picture: Picture) => void = () => undefined;
  readonly #painter = new Painter({
    createEngine: startEngine,
    post: (message) => {
      if (message.type === 'picture' && !message.picture.progress) this.#arrived(message.picture);
    },
  });
  #request = 0;

  constructor() {
    this.#painter.receive({ type: 'start', date: '2026-11-21', folders: ['file:///bench'] });
  }

  draw(text: string, more: { readonly tidy?: boolean; readonly exploration?: Exploration } = {}): Promise<Picture> {
    return new Promise((resolve) => {
      this.#arrived = resolve;
      const uri = 'file:///bench/main.parapet';
      this.#painter.receive({ type: 'files', files: [{ uri, text }] });
      this.#painter.receive({ type: 'draw', preview: 'bench', uri, request: ++this.#request, ...more });
    });
  }

  end(): void {
    this.#painter.dispose();
  }
}

const overview: Exploration = { closed: [], open: [], overview: true };

for (const size of sizes.length > 0 ? sizes : [20, 60, 200, 500]) {
  const { text } = generateDesign(size);
  const view = buildView(modelOf(text));
  const edits = oneLineEdits(text, size > 300 ? 4 : 12);

  const engine = startEngine();
  const [, cold] = await costOf(() => layoutView(view, engine, new LayoutCache()));
  const warm: Cost[] = [];
  let cache = new LayoutCache();
  let scene!: Scene;
  for (let round = 0; round < 3; round++) {
    cache = new LayoutCache();
    const [laidOut, cost] = await costOf(() => layoutView(view, engine, cache));
    warm.push(cost);
    scene = laidOut;
  }
  const crossings = measureQuality(scene).crossings;
  wholeRows.push([
    `${size}, by containers`,
    milliseconds(cold.wall),
    milliseconds(median(warm.map(({ wall }) => wall))),
    milliseconds(median(warm.map(({ processor }) => processor))),
  ]);
  qualityRows.push(qualityRow(`${size}, by containers`, measureQuality(scene)));

  for (const sort of new Set(edits.map((edit) => edit.sort))) {
    const kept: { cost: Cost; movement: Movement; crossings: number }[] = [];
    const anew: { cost: Cost; movement: Movement; crossings: number }[] = [];
    let given = 0;
    for (const edit of edits.filter((other) => other.sort === sort)) {
      const memory = new PictureMemory();
      await layoutView(view, engine, cache, { memory });
      const changed = modelOf(edit.text);
      const draw = async (options: { memory?: PictureMemory }, into: typeof kept): Promise<void> => {
        const [after, cost] = await costOf(async () => layoutView(buildView(changed), engine, cache, options));
        const movement = moved(placesOf(scene), placesOf(after));
        const quality = measureQuality(after);
        into.push({ cost, movement, crossings: quality.crossings - crossings });
        const faults = quality.labelOverlaps + quality.throughBoxes + quality.boxOverlaps + quality.cutTexts;
        if (faults > 0) console.error(`${size}, ${sort}: ${faults} faults`);
      };
      await draw({ memory }, kept);
      if (!memory.kept) given++;
      await draw({}, anew);
    }
    const tell = (name: string, rows: typeof kept): void =>
      editRow(
        name,
        rows.map(({ cost }) => cost),
        rows.map(({ movement }) => movement),
        rows.map((row) => row.crossings),
      );
    tell(`${size}, ${sort}: kept${given > 0 ? ` (${given} placed anew)` : ''}`, kept);
    tell(`${size}, ${sort}: placed anew`, anew);
  }
  engine.dispose();

  const studio = new Studio();
  const [, opened] = await costOf(() => studio.draw(text, { exploration: overview }));
  await studio.draw(text, { tidy: true });
  const [, again] = await costOf(() => studio.draw(text, { tidy: true }));
  const words: Cost[] = [];
  for (let round = 0; round < 12; round++) {
    const typed = text.replace(/"([^"]+)"\n/, `"$1${'typing'.slice(0, round % 7)}"\n`);
    words.push((await costOf(() => studio.draw(typed)))[1]);
  }
  const lines: Cost[] = [];
  for (const edit of edits) {
    await studio.draw(text);
    lines.push((await costOf(() => studio.draw(edit.text)))[1]);
  }
  studio.end();
  keyRows.push([
    String(size),
    milliseconds(opened.wall),
    milliseconds(again.wall),
    walls(words),
    processors(words),
    walls(lines),
    processors(lines),
  ]);

  if (!withElk) continue;
  const alone = startEngine();
  const elkGraph = (graph: ViewGraph): ElkGraph => {
    const made = elkGraphOf(graph);
    const coordinates = { 'json.shapeCoords': 'ROOT', 'json.edgeCoords': 'ROOT' };
    return { ...made, layoutOptions: { ...made.layoutOptions, ...coordinates } };
  };
  try {
    const [first, coldAlone] = await costOf(() => alone.layout(elkGraph(view)));
    const [, warmAlone] = await costOf(() => alone.layout(elkGraph(view)));
    const drawn = sceneOfElk(first, view);
    const found: { cost: Cost; movement: Movement; crossings: number }[] = [];
    for (const edit of edits.slice(0, 6)) {
      const changed = buildView(modelOf(edit.text));
      const [after, cost] = await costOf(() => alone.layout(elkGraph(changed)));
      const drawnAfter = sceneOfElk(after, changed);
      found.push({
        cost,
        movement: moved(placesOf(drawn), placesOf(drawnAfter)),
        crossings: measureQuality(drawnAfter).crossings - measureQuality(drawn).crossings,
      });
    }
    const name = `${size}, ELK on everything`;
    wholeRows.push([
      name,
      milliseconds(coldAlone.wall),
      milliseconds(warmAlone.wall),
      milliseconds(warmAlone.processor),
    ]);
    qualityRows.push(qualityRow(name, measureQuality(drawn)));
    editRow(
      `${size}, any of them: ELK on everything`,
      found.map(({ cost }) => cost),
      found.map(({ movement }) => movement),
      found.map((row) => row.crossings),
    );
  } catch (error) {
    wholeRows.push([`${size}, ELK on everything`, `> ${patience / 1000} s`, '-', '-']);
    console.error(error instanceof Error ? error.message : error);
  }
  alone.dispose();
}

console.log(table(['whole, ms', 'cold', 'warm', 'processor'], wholeRows));
console.log();
console.log(
  table(
    ['quality', 'faults', 'lines on lines', 'crossings', 'bends', 'length, 1000 px', 'area, Mpx', 'aspect'],
    qualityRows,
  ),
);
console.log();
console.log(
  table(
    [
      'after one line more, p50 / p95',
      'edits',
      'ms',
      'processor, ms',
      'moved',
      'moved against each other',
      'crossings more',
    ],
    editRows,
  ),
);
console.log();
console.log(
  table(
    ['key to picture, ms', 'overview, cold', 'whole, warm', 'words', 'processor', 'one line more', 'processor'],
    keyRows,
  ),
);
