/**
 * Laying out container by container beside one run of ELK over everything, in one process run: time, quality, and how
 * much moves after a small edit.
 *
 *     npx tsx bench/layout.ts [sizes…] [--no-elk]
 */
import { createProject, buildView, layoutView, LayoutCache, type LayoutEngine } from '../language/pipeline.ts';
import type { ElkEdge, ElkGraph } from '../language/layout/layout-engine.ts';
import { measureQuality, type Quality } from '../language/layout/measure-quality.ts';
import type { Rectangle, Scene } from '../language/layout/scene.ts';
import { createWorkerEngine, type ArchitectureModel, type ViewGraph } from '../language/pipeline.ts';
import { createElkWorker } from '../server/elk-worker.ts';
import { elkGraphOf } from './elk-alone.ts';
import { generateDesign } from './generate-design.ts';
import { median, milliseconds, p50p95, table } from './percentiles.ts';

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
  });
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  const result = await work();
  return [result, performance.now() - start];
}

/** Share of the boxes of both pictures, by path, that lie more than 20 px from where they were. */
function moved(before: ReadonlyMap<string, Rectangle>, after: ReadonlyMap<string, Rectangle>): number {
  const both = [...before].filter(([path]) => after.has(path));
  const far = both.filter(([path, { x, y }]) => Math.hypot(after.get(path)!.x - x, after.get(path)!.y - y) > 20);
  return both.length === 0 ? 0 : far.length / both.length;
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

/** Edits of one line: a workload more in a system of the first, the middle and the last landing zone. */
function insertions(text: string): string[] {
  const lines = text.split('\n');
  const places = lines.flatMap((line, index) => (/^\s{4,}(use|component) /.test(line) ? [index] : []));
  return [0.1, 0.5, 0.9].map((share, number) => {
    const at = places[Math.floor(places.length * share)]!;
    const name = lines[at]!.match(/ as ([\w-]+)|component ([\w-]+)/);
    const neighbour = name?.[1] ?? name?.[2] ?? '';
    const added = `${lines[at]!.match(/^\s*/)![0]}component added-${number} "Added"`;
    const flow = `added-${number} -> ${neighbour} : traffic`;
    return [...lines.slice(0, at + 1), added, ...lines.slice(at + 1), flow].join('\n');
  });
}

const timeRows: string[][] = [];
const qualityRows: string[][] = [];

function qualityRow(name: string, quality: Quality, movement: number): string[] {
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
    `${Math.round(100 * movement)} %`,
  ];
}

for (const size of sizes.length > 0 ? sizes : [20, 60, 200, 500]) {
  const { text } = generateDesign(size);
  const view = buildView(modelOf(text));
  const repeats = size > 300 ? 2 : 5;

  const engine = startEngine();
  const [, cold] = await timed(() => layoutView(view, engine, new LayoutCache()));
  const warm: number[] = [];
  let cache = new LayoutCache();
  let scene: Scene | undefined;
  for (let round = 0; round < repeats; round++) {
    cache = new LayoutCache();
    const [laidOut, time] = await timed(() => layoutView(view, engine, cache));
    warm.push(time);
    scene = laidOut;
  }
  const words: number[] = [];
  for (let round = 0; round < 10; round++) {
    const changed = modelOf(text.replace(/"([^"]+)"/, `"$1${round % 2 === 0 ? 's' : ''}"`));
    words.push((await timed(async () => layoutView(buildView(changed), engine, cache)))[1]);
  }
  const added: number[] = [];
  const movements: number[] = [];
  for (const insertion of insertions(text)) {
    const changed = modelOf(insertion);
    const [after, time] = await timed(async () => layoutView(buildView(changed), engine, cache));
    added.push(time);
    movements.push(moved(placesOf(scene!), placesOf(after)));
  }
  timeRows.push([
    `${size}, by containers`,
    milliseconds(cold),
    milliseconds(median(warm)),
    p50p95(words),
    milliseconds(median(added)),
  ]);
  qualityRows.push(qualityRow(`${size}, by containers`, measureQuality(scene!), median(movements)));
  engine.dispose();

  if (!withElk) continue;
  const alone = startEngine();
  const elkGraph = (graph: ViewGraph): ElkGraph => {
    const made = elkGraphOf(graph);
    const coordinates = { 'json.shapeCoords': 'ROOT', 'json.edgeCoords': 'ROOT' };
    return { ...made, layoutOptions: { ...made.layoutOptions, ...coordinates } };
  };
  try {
    const [first, coldAlone] = await timed(() => alone.layout(elkGraph(view)));
    const warmAlone: number[] = [];
    for (let round = 0; round < Math.min(3, repeats); round++)
      warmAlone.push((await timed(() => alone.layout(elkGraph(view))))[1]);
    const drawn = sceneOfElk(first, view);
    const addedAlone: number[] = [];
    const movementsAlone: number[] = [];
    for (const insertion of insertions(text)) {
      const changed = buildView(modelOf(insertion));
      const [after, time] = await timed(() => alone.layout(elkGraph(changed)));
      addedAlone.push(time);
      movementsAlone.push(moved(placesOf(drawn), placesOf(sceneOfElk(after, changed))));
    }
    timeRows.push([
      `${size}, ELK on everything`,
      milliseconds(coldAlone),
      milliseconds(median(warmAlone)),
      milliseconds(median(warmAlone)),
      milliseconds(median(addedAlone)),
    ]);
    qualityRows.push(qualityRow(`${size}, ELK on everything`, measureQuality(drawn), median(movementsAlone)));
  } catch (error) {
    timeRows.push([`${size}, ELK on everything`, `> ${patience / 1000} s`, '-', '-', '-']);
    console.error(error instanceof Error ? error.message : error);
  }
  alone.dispose();
}

console.log(table(['layout, ms', 'cold', 'warm', 'words changed, p50 / p95', 'one box more'], timeRows));
console.log();
console.log(
  table(
    [
      'quality',
      'faults',
      'lines on lines',
      'crossings',
      'bends',
      'length, 1000 px',
      'area, Mpx',
      'aspect',
      'moved by one box more',
    ],
    qualityRows,
  ),
);
