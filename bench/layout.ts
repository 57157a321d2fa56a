/**
 * Laying out container by container beside one run of ELK over everything, in one process run: time, quality, and how
 * much moves after an edit of one line. How long a picture takes from the key that changed it: see key-to-picture.ts.
 *
 *     npx tsx bench/layout.ts [sizes…] [--no-elk] [--quick]
 */
import { cpus, loadavg } from 'node:os';
import {
  buildExploredView,
  buildView,
  createProject,
  createWorkerEngine,
  LayoutCache,
  layoutView,
  listViews,
  PictureMemory,
  type ArchitectureModel,
  type LayoutEngine,
  type ViewGraph,
} from '../language/pipeline.ts';
import type { ElkEdge, ElkGraph } from '../language/layout/layout-engine.ts';
import { measureQuality, type Quality } from '../language/layout/measure-quality.ts';
import type { Rectangle, Scene } from '../language/layout/scene.ts';
import { createElkWorker } from '../server/elk-worker.ts';
import { elkGraphOf } from './elk-alone.ts';
import { generateDesign } from './generate-design.ts';
import { editSorts, oneLineEdits, type LayoutEdit } from './layout-edits.ts';
import { moved } from './movement.ts';
import { median, milliseconds, p50p95, percentile, table } from './percentiles.ts';

const sizes = process.argv
  .slice(2)
  .filter((word) => /^\d+$/.test(word))
  .map(Number);
const withElk = !process.argv.includes('--no-elk');
const quick = process.argv.includes('--quick');
/** These are compared with what a picture without history makes of them. */
const compared: readonly string[] = editSorts.slice(0, 3);
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
    key: node.path,
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

const processors = (costs: readonly Cost[]): string => p50p95(costs.map(({ processor }) => processor));
const percent = (shares: readonly number[]): string =>
  [0.5, 0.95].map((share) => `${Math.round(100 * percentile(shares, share))} %`).join(' / ');

const wholeRows: string[][] = [];
const qualityRows: string[][] = [];
const editRows: string[][] = [];

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

interface Edited {
  readonly cost: Cost;
  readonly moved: number;
  readonly crossings: number;
}

function editRow(name: string, edits: readonly Edited[], anew: string): void {
  const crossings = edits.reduce((sum, edit) => sum + edit.crossings, 0) / Math.max(1, edits.length);
  const movements = edits.map((edit) => edit.moved);
  editRows.push([
    name,
    String(edits.length),
    processors(edits.map(({ cost }) => cost)),
    percent(movements),
    String(movements.filter((share) => share > 0.1).length),
    anew,
    crossings.toFixed(1),
  ]);
}

function viewOf({ text, closed }: Pick<LayoutEdit, 'text' | 'closed'>): ViewGraph {
  const model = modelOf(text);
  return closed
    ? buildExploredView(model, listViews(model)[0]!.name, { closed, open: [], overview: false }).graph
    : buildView(model);
}

console.log(
  `Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, load ${loadavg()[0]!.toFixed(1)} at the start\n`,
);

for (const size of sizes.length > 0 ? sizes : [20, 60, 200, 500]) {
  const { text } = generateDesign(size);
  const view = buildView(modelOf(text));
  const edits = oneLineEdits(text, quick || size > 300 ? 4 : 12, size > 300 ? compared : editSorts);

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
    const kept: Edited[] = [];
    const anew: Edited[] = [];
    let given = 0;
    for (const edit of edits.filter((other) => other.sort === sort)) {
      const memory = new PictureMemory();
      await layoutView(view, engine, cache, { memory });
      const changed = viewOf(edit);
      const draw = async (options: { memory?: PictureMemory }, into: Edited[]): Promise<void> => {
        const [after, cost] = await costOf(async () => layoutView(changed, engine, cache, options));
        const quality = measureQuality(after);
        into.push({ cost, moved: moved(scene, after), crossings: quality.crossings - crossings });
        const faults = quality.labelOverlaps + quality.throughBoxes + quality.boxOverlaps + quality.cutTexts;
        if (faults > 0) console.error(`${size}, ${sort}: ${faults} faults`);
      };
      await draw({ memory }, kept);
      if (!memory.kept) given++;
      if (compared.includes(sort)) await draw({}, anew);
    }
    editRow(`${size}, ${sort}`, kept, String(given));
    if (anew.length > 0) editRow(`${size}, ${sort}: without history`, anew, 'all');
  }
  engine.dispose();

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
    const found: Edited[] = [];
    for (const edit of edits.filter(({ sort }) => compared.includes(sort)).slice(0, 6)) {
      const changed = viewOf(edit);
      const [after, cost] = await costOf(() => alone.layout(elkGraph(changed)));
      const drawnAfter = sceneOfElk(after, changed);
      found.push({
        cost,
        moved: moved(drawn, drawnAfter),
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
    editRow(`${size}, any of the first three: ELK on everything`, found, 'all');
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
    ['after one edit, p50 / p95', 'edits', 'processor, ms', 'moved', 'more than 10 %', 'placed anew', 'crossings more'],
    editRows,
  ),
);
console.log(`\nload ${loadavg()[0]!.toFixed(1)} at the end`);
