import { allotKnots } from './allot-knots.ts';
import { assignColumns, type Columns, type Comfort, type Road, type Size } from './assign-columns.ts';
import { frameMetrics } from '../view/metrics.ts';
import { Nesting, wholePicture } from '../view/nesting.ts';
import type { ViewCard, ViewGraph } from '../view/view-graph.ts';
import type { Effort } from './container-graph.ts';
import { prepareContainer, type ContainerTask } from './lay-out-container.ts';
import type { BorderOrder, ChildBox, Insets, PlacedContainer } from './placed-container.ts';
import type { LayoutCache } from './layout-cache.ts';
import { LayoutError, type ElkGraph, type LayoutEngine } from './layout-engine.ts';
import { cutLines, findTrunks, planContainers, type ContainerPlan, type Plan, type Trunks } from './plan-containers.ts';
import type { Point, Rectangle, Scene } from './scene.ts';
import type { PictureMemory } from './picture-memory.ts';
import type { Placement } from './placement.ts';
import { joinPieces } from './join-pieces.ts';
import { layOutMatrix } from './matrix/lay-out-matrix.ts';
import { measureQuality } from './measure-quality.ts';
import { straightenLines } from './straighten-lines.ts';
import { toScene } from './to-scene.ts';

/** Ratio of width to height that a picture and its frames aim at: a slide, less its title and legend. */
const pictureAspect = 1.9;
const frameAspect = 1.5;

/** From so many boxes on, more crossings are the price of not waiting long. */
const manyNodes = 300;

/** Along the flow: as wide as a slide at 100 %, or as high as a page. */
const comfort: Readonly<Record<'right' | 'down', Comfort>> = {
  right: {
    width: 1600,
    scale: 1,
    turns: 1,
    aspect: pictureAspect,
    tall: 10,
    gap: 92,
    insets: { width: 36, height: 52 },
  },
  down: { width: 1000, scale: 1, turns: 1, aspect: 1 / 1.3, tall: 10, gap: 60, insets: { width: 52, height: 36 } },
};

/** Width by height of a slide, and of an upright A4 page. */
const fitAspects = { slide: 16 / 9, page: 1 / Math.SQRT2 } as const;
/** How far from that shape, as a ratio, is near enough. */
const nearEnough = 1.15;
/** What is tried until it is: first as it comes, then with more width, or with less and more lines that turn back. */
const asItComes: Partial<Comfort> = {};
const wider: readonly (Pick<Comfort, 'scale'> & Partial<Comfort>)[] = [
  ...[1.2, 1.5, 1.8, 2.2].map((scale) => ({ scale })),
  { scale: 2.2, tall: 6 },
  { scale: 2.2, tall: 4 },
];
const narrower: readonly Partial<Comfort>[] = [
  [0.92, 0.8],
  [0.86, 0.6],
  [0.8, 0.4],
  [0.7, 0.3],
  [0.6, 0.2],
  [0.5, 0.15],
  [0.4, 0.1],
  [0.32, 0.07],
  [0.25, 0.05],
  [0.12, 0.02],
].map(([scale, turns]) => ({ scale, turns }));

/** Room for a picture on a laptop's screen, of which one that is no wider than so many heights leaves much empty. */
const screen = { width: 1600, height: 900 } as const;
const tooTall = 1.3;
/** Boxes and frames up to which a picture is worth the time, and what has to be gained in size each time. */
const mostLowered = 40;
const worthWhile = 1.1;

export interface LayoutOptions {
  /** Looked at between containers. */
  readonly signal?: AbortSignal;
  /** Called after each container. */
  readonly onProgress?: (progress: LayoutProgress) => void;
  /** What was drawn before, to keep to; it takes up what is drawn now. */
  readonly memory?: PictureMemory;
}

/** How many of a layout's steps are done. */
export interface LayoutProgress {
  readonly done: number;
  readonly total: number;
}

/**
 * Places everything of a view: each container is laid out by itself and remembered by its content, so that a change costs
 * the containers it touches. Rejects only with the signal's reason when it is aborted; where the engine fails, the
 * container is placed simply and the scene says so in its notices.
 */
export async function layoutView(
  graph: ViewGraph,
  engine: LayoutEngine,
  cache: LayoutCache,
  options: LayoutOptions = {},
): Promise<Scene> {
  if (graph.matrix) return layOutMatrix(graph, graph.matrix, cache);
  const kept = options.memory?.keep(graph);
  if (kept) return toScene(kept, graph.notices);
  const { placement, notices, isWhole } = await placeAnew(graph, engine, cache, options);
  if (isWhole) options.memory?.begin(placement);
  return toScene(placement, notices);
}

interface Placed {
  readonly placement: Placement;
  readonly notices: readonly string[];
  readonly isWhole: boolean;
}

/** Places everything; where a shape is wanted, again with more or less width until it is near enough. */
async function placeAnew(
  graph: ViewGraph,
  engine: LayoutEngine,
  cache: LayoutCache,
  options: LayoutOptions,
): Promise<Placed> {
  const { fit, direction } = graph;
  const wanted = direction === 'down' ? comfort.down : comfort.right;
  if (fit === undefined) {
    const placed = await place(graph, engine, cache, options, wanted);
    return direction === 'right' ? lowered(placed, graph, engine, cache, options, wanted) : placed;
  }
  if (fit === 'free') return place(graph, engine, cache, options, { ...wanted, width: Infinity });
  const aspect = fitAspects[fit];
  const along = direction === 'down' ? 1 / aspect : aspect;
  let best: Placed | undefined;
  let bestOff = Infinity;
  const attempts = [asItComes];
  const tried = new Set<string>();
  for (const attempt of attempts) {
    const columns = columnsOf(graph, { ...wanted, ...attempt, aspect: along, width: 0 });
    const key = JSON.stringify([...columns.of].map(([container, column]) => [container, ...column]));
    if (tried.has(key)) continue;
    tried.add(key);
    const placed = await placeIn(columns, graph, engine, cache, options);
    // With title and legend.
    const { width, height } = toScene(placed.placement, []);
    const off = width / height / aspect;
    const distance = Math.max(off, 1 / off);
    if (distance < bestOff) {
      best = placed;
      bestOff = distance;
    }
    if (distance <= nearEnough || !placed.isWhole) break;
    if (attempt === asItComes) attempts.push(...(off > 1 === (direction === 'right') ? narrower : wider));
  }
  return best!;
}

/**
 * What flows to the right is looked at on wide screens: a small picture that comes out far higher than one is placed again
 * with more width, and what shows larger there is kept if no more lines cross.
 */
async function lowered(
  first: Placed,
  graph: ViewGraph,
  engine: LayoutEngine,
  cache: LayoutCache,
  options: LayoutOptions,
  wanted: Comfort,
): Promise<Placed> {
  if (graph.nodes.length > mostLowered || !first.isWhole) return first;
  let best = first;
  let scene = toScene(first.placement, []);
  if (scene.height <= screen.height || scene.width >= tooTall * scene.height) return first;
  const zoomOf = ({ width, height }: Scene): number => Math.min(screen.width / width, screen.height / height);
  const { crossings } = measureQuality(scene);
  for (const attempt of wider) {
    const width = wanted.width * attempt.scale;
    const placed = await place(graph, engine, cache, options, { ...wanted, ...attempt, width });
    if (!placed.isWhole) break;
    const other = toScene(placed.placement, []);
    if (zoomOf(other) < worthWhile * zoomOf(scene) || measureQuality(other).crossings > crossings) continue;
    best = placed;
    scene = other;
    if (scene.width >= tooTall * scene.height) break;
  }
  return best;
}

function columnsOf(graph: ViewGraph, wanted: Comfort): Columns {
  return assignColumns(turned(graph, graph.direction === 'down'), new Nesting(graph.nodes), wanted);
}

async function place(
  graph: ViewGraph,
  engine: LayoutEngine,
  cache: LayoutCache,
  options: LayoutOptions,
  wanted: Comfort,
): Promise<Placed> {
  return placeIn(columnsOf(graph, wanted), graph, engine, cache, options);
}

async function placeIn(
  columns: Columns,
  graph: ViewGraph,
  engine: LayoutEngine,
  cache: LayoutCache,
  options: LayoutOptions,
): Promise<Placed> {
  const down = graph.direction === 'down';
  const run = new LayoutRun(turned(graph, down), columns, engine, cache, options);
  const picture = await run.layOut();
  const joined = joinPieces({ ...graph, lines: run.lines }, run.plan, run.trunks, turnedBack(picture, down));
  const placement = straightenLines(joined);
  return { placement, notices: run.notices, isWhole: run.isWhole };
}

/** Everything in place, in the space of the whole picture. */
export interface PlacedPicture {
  readonly width: number;
  readonly height: number;
  /** By node index. */
  readonly boxes: readonly Rectangle[];
  readonly containers: ReadonlyMap<
    number,
    {
      readonly knots: readonly Rectangle[];
      readonly pieces: readonly (readonly Point[])[];
    }
  >;
}

class LayoutRun {
  readonly plan: Plan;
  readonly trunks: Trunks;
  readonly notices: string[];
  readonly #graph: ViewGraph;
  readonly #nesting: Nesting;
  readonly #engine: LayoutEngine;
  readonly #cache: LayoutCache;
  readonly #signal: AbortSignal | undefined;
  readonly #onProgress: (progress: LayoutProgress) => void;
  #done = 0;
  #total = 0;
  readonly #placed = new Map<number, PlacedContainer>();
  /** Size of each node before it is laid out: of cards as it will be, of frames roughly. */
  readonly #guesses: readonly Size[];
  readonly #effort: Effort;
  #failed = false;
  /** Pieces of the smallest container that took too long: others of its size are not even tried. */
  #tooLarge = Infinity;

  constructor(graph: ViewGraph, columns: Columns, engine: LayoutEngine, cache: LayoutCache, options: LayoutOptions) {
    const nesting = new Nesting(graph.nodes);
    this.#nesting = nesting;
    this.#engine = engine;
    this.#cache = cache;
    this.#effort = graph.nodes.length > manyNodes ? 'quick' : 'thorough';
    this.#signal = options.signal;
    this.#onProgress = options.onProgress ?? (() => undefined);
    this.#guesses = columns.sizes;
    this.#graph = asColumnsRun(graph, columns.roads);
    this.trunks = findTrunks(this.#graph, columns.roads);
    const courses = cutLines(columns.roads, this.trunks, nesting);
    const knots = allotKnots(this.#graph, courses, this.trunks, columns);
    this.plan = planContainers(this.#graph, nesting, courses, columns, knots);
    this.notices = [...graph.notices];
  }

  /** Lines as they are laid out: some may run against the order in which they were given. */
  get lines(): ViewGraph['lines'] {
    return this.#graph.lines;
  }

  /** Whether everything was laid out as it should be. */
  get isWhole(): boolean {
    return !this.#failed;
  }

  async layOut(): Promise<PlacedPicture> {
    const orders = await this.#orderBorders();
    // From the inside out; what lies equally deep does not wait for each other.
    for (const level of this.#levels().reverse())
      await sideBySide(level, (container) => this.#place(container, orders.get(container) ?? noOrder));
    if (this.#failed) this.notices.push('A part of the picture could not be laid out and is placed only roughly.');
    return this.#compose();
  }

  /**
   * Decides, from the outside in, in which order lines pass the border of each frame: outside, a frame is a box whose
   * ports may take any order, so the order with the fewest crossings is found before the inside is laid out to match.
   */
  async #orderBorders(): Promise<Map<number, BorderOrder>> {
    const orders = new Map<number, BorderOrder>();
    const levels = this.#levels();
    // Each container is placed, and before that borders may be ordered.
    this.#total = 2 * levels.flat().length;
    for (const level of levels) await sideBySide(level, (container) => this.#orderBordersIn(container, orders));
    return orders;
  }

  async #orderBordersIn(container: number, orders: Map<number, BorderOrder>): Promise<void> {
    this.#step();
    const plan = this.#planOf(container);
    const undecided = plan.children.filter((child) => {
      const inside = this.plan.containers.get(child);
      return inside !== undefined && (inside.west.length > 1 || inside.east.length > 1);
    });
    if (undecided.length === 0) return;
    const boxes = plan.children.map((child): ChildBox => ({ node: child, ...this.#guesses[child]! }));
    const task = prepareContainer(
      plan,
      boxes,
      this.#insets(container),
      orders.get(container) ?? noOrder,
      this.#aspect(container),
      'order',
      this.#effort,
    );
    const { childOrders } = await this.#run(task);
    for (const child of undecided) {
      const order = childOrders.get(child);
      if (order) orders.set(child, order);
    }
  }

  /** Containers by how deep they lie, the whole picture first. */
  #levels(): number[][] {
    const levels: number[][] = [[wholePicture]];
    const depths = new Map<number, number>([[wholePicture, 0]]);
    for (const node of this.#graph.nodes) {
      if (node.type !== 'frame') continue;
      const depth = depths.get(this.#nesting.parent(node.index))! + 1;
      depths.set(node.index, depth);
      (levels[depth] ??= []).push(node.index);
    }
    return levels;
  }

  #step(): void {
    this.#onProgress({ done: this.#done++, total: this.#total });
  }

  async #place(container: number, order: BorderOrder): Promise<void> {
    this.#step();
    const plan = this.#planOf(container);
    const boxes = plan.children.map((child): ChildBox => {
      const node = this.#graph.nodes[child]!;
      const inside = this.#placed.get(child);
      if (!inside) return { node: child, width: (node as ViewCard).width, height: (node as ViewCard).height };
      const { width, height, west, east } = inside;
      return { node: child, width, height, west, east };
    });
    const task = prepareContainer(
      plan,
      boxes,
      this.#insets(container),
      order,
      this.#aspect(container),
      'places',
      this.#effort,
    );
    this.#placed.set(container, await this.#run(task));
  }

  async #run(task: ContainerTask): Promise<PlacedContainer> {
    this.#signal?.throwIfAborted();
    if (!task.question) return task.read(undefined);
    const { key } = task.question;
    let laidOut = this.#cache.get(key);
    if (!laidOut) {
      const graph = task.question.graph();
      const pieces = graph.edges?.length ?? 0;
      if (!isSane(graph.children ?? []) || pieces > 0.6 * this.#tooLarge) return this.#roughly(task);
      try {
        laidOut = await this.#engine.layout(graph, this.#signal);
      } catch (error) {
        this.#signal?.throwIfAborted();
        if (!(error instanceof LayoutError)) throw error;
        if (error.reason === 'deadline') this.#tooLarge = Math.min(this.#tooLarge, pieces);
        return this.#roughly(task);
      }
      laidOut = answerOf(laidOut);
      this.#cache.set(key, laidOut);
    }
    return task.read(laidOut);
  }

  #roughly(task: ContainerTask): PlacedContainer {
    this.#failed = true;
    return task.rough();
  }

  #planOf(container: number): ContainerPlan {
    return (
      this.plan.containers.get(container) ?? {
        container,
        children: [],
        columns: new Map(),
        pieces: [],
        knots: [],
        west: [],
        east: [],
      }
    );
  }

  #aspect(container: number): number {
    const aspect = container === wholePicture ? pictureAspect : frameAspect;
    return this.#graph.direction === 'down' ? 1 / aspect : aspect;
  }

  #insets(container: number): Insets {
    if (container === wholePicture)
      return { before: 0, after: 0, above: 0, below: 0, minimumWidth: 0, minimumHeight: 0, title: 0 };
    const node = this.#graph.nodes[container]!;
    const { padding, titleHeight, minimumHeight } = frameMetrics;
    const titleWidth = node.type === 'frame' ? node.titleWidth : 0;
    if (this.#graph.direction === 'down')
      return {
        before: titleHeight,
        after: padding,
        above: padding,
        below: padding,
        minimumWidth: minimumHeight,
        minimumHeight: titleWidth,
        title: titleHeight - 14,
      };
    return {
      before: padding,
      after: padding,
      above: titleHeight,
      below: padding,
      minimumWidth: titleWidth,
      minimumHeight,
      title: 0,
    };
  }

  #compose(): PlacedPicture {
    const boxes: Rectangle[] = this.#graph.nodes.map(() => ({ x: 0, y: 0, width: 0, height: 0 }));
    const containers = new Map<number, { knots: Rectangle[]; pieces: Point[][] }>();
    const add = (container: number, origin: Point): void => {
      const placed = this.#placed.get(container)!;
      const move = ({ x, y }: Point): Point => ({ x: origin.x + x, y: origin.y + y });
      for (const [child, box] of placed.children) boxes[child] = { ...box, ...move(box) };
      containers.set(container, {
        knots: placed.knots.map((knot) => ({ ...knot, ...move(knot) })),
        pieces: placed.pieces.map((piece) => piece.map(move)),
      });
    };
    const whole = this.#placed.get(wholePicture)!;
    add(wholePicture, { x: 0, y: 0 });
    for (const node of this.#graph.nodes) if (node.type === 'frame') add(node.index, boxes[node.index]!);
    return { width: whole.width, height: whole.height, boxes, containers };
  }
}

/** Containers that are laid out at a time, at most: more would only wait for a worker. */
const mostAtATime = 6;

/** Does some work for each item, a few at a time. Rejects with the first that rejects. */
async function sideBySide<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items].reverse();
  const next = async (): Promise<void> => {
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(mostAtATime, items.length) }, next));
}

const noOrder: BorderOrder = { west: [], east: [] };

/** The graph with its lines as the columns have them run, and bundles of those that run alike. */
function asColumnsRun(graph: ViewGraph, roads: readonly Road[]): ViewGraph {
  if (roads.every(({ line }) => line === graph.lines[line.index])) return graph;
  const lines = roads.map(({ line }) => line);
  const bundles = graph.bundles.flatMap((bundle) =>
    [true, false].map((hubLast) => ({
      ...bundle,
      hubLast,
      lines: bundle.lines.filter((line) => ((bundle.end === 'target') === lines[line]!.sourceFirst) === hubLast),
    })),
  );
  return { ...graph, lines, bundles: bundles.filter((bundle) => bundle.lines.length > 0) };
}

/** What is worth remembering of an answer, without the question that it repeats. */
function answerOf({ id, children, edges }: ElkGraph): ElkGraph {
  return {
    id,
    children: children?.map((child) => ({
      id: child.id,
      x: child.x,
      y: child.y,
      ports: child.ports?.map((port) => ({ id: port.id, y: port.y })),
    })),
    edges: edges?.map((edge) => ({ ...edge, layoutOptions: undefined })),
  };
}

/** The engine takes lengths that are no numbers for 0, and lengths without end for ever. */
function isSane(boxes: readonly { readonly width?: number; readonly height?: number }[]): boolean {
  return boxes.every(({ width = 0, height = 0 }) => width >= 0 && width < 1e6 && height >= 0 && height < 1e6);
}

/** Layout works along the flow; for a picture that flows downwards, width and height change places. */
function turned(graph: ViewGraph, down: boolean): ViewGraph {
  if (!down) return graph;
  const turn = <T extends { readonly width: number; readonly height: number }>(box: T): T => ({
    ...box,
    width: box.height,
    height: box.width,
  });
  return {
    ...graph,
    nodes: graph.nodes.map((node) => (node.type === 'card' ? turn(node) : node)),
  };
}

function turnedBack(picture: PlacedPicture, down: boolean): PlacedPicture {
  if (!down) return picture;
  const turnPoint = ({ x, y }: Point): Point => ({ x: y, y: x });
  const turn = ({ x, y, width, height }: Rectangle): Rectangle => ({ x: y, y: x, width: height, height: width });
  return {
    width: picture.height,
    height: picture.width,
    boxes: picture.boxes.map(turn),
    containers: new Map(
      [...picture.containers].map(([container, { knots, pieces }]) => [
        container,
        { knots: knots.map(turn), pieces: pieces.map((piece) => piece.map(turnPoint)) },
      ]),
    ),
  };
}
