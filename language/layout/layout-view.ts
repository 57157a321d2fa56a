import { allotKnots } from './allot-knots.ts';
import { assignColumns, type Comfort, type Size } from './assign-columns.ts';
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
import { joinPieces } from './join-pieces.ts';
import { layOutMatrix } from './matrix/lay-out-matrix.ts';
import { toScene } from './to-scene.ts';

/** Ratio of width to height that a picture and its frames aim at: a slide, less its title and legend. */
const pictureAspect = 1.9;
const frameAspect = 1.5;

/** From so many boxes on, more crossings are the price of not waiting long. */
const manyNodes = 300;

/** Along the flow: as wide as a slide at 100 %, or as high as a page. */
const comfort: Readonly<Record<'right' | 'down', Comfort>> = {
  right: { width: 1600, aspect: pictureAspect, gap: 92, insets: { width: 36, height: 52 } },
  down: { width: 1000, aspect: 1 / 1.3, gap: 60, insets: { width: 52, height: 36 } },
};

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
  const nesting = new Nesting(graph.nodes);
  const down = graph.direction === 'down';
  const run = new LayoutRun(turned(graph, down), nesting, engine, cache, options);
  const picture = await run.layOut();
  const placement = joinPieces(graph, run.plan, run.trunks, turnedBack(picture, down));
  if (run.isWhole) options.memory?.begin(placement);
  return toScene(placement, run.notices);
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

  constructor(graph: ViewGraph, nesting: Nesting, engine: LayoutEngine, cache: LayoutCache, options: LayoutOptions) {
    this.#graph = graph;
    this.#nesting = nesting;
    this.#engine = engine;
    this.#cache = cache;
    this.#effort = graph.nodes.length > manyNodes ? 'quick' : 'thorough';
    this.#signal = options.signal;
    this.#onProgress = options.onProgress ?? (() => undefined);
    const columns = assignColumns(graph, nesting, graph.direction === 'down' ? comfort.down : comfort.right);
    this.#guesses = columns.sizes;
    this.trunks = findTrunks(graph, columns.roads);
    const courses = cutLines(columns.roads, this.trunks, nesting);
    const knots = allotKnots(graph, courses, this.trunks, columns);
    this.plan = planContainers(graph, nesting, courses, columns.of, knots);
    this.notices = [...graph.notices];
  }

  /** Whether everything was laid out as it should be. */
  get isWhole(): boolean {
    return !this.#failed;
  }

  async layOut(): Promise<PlacedPicture> {
    const orders = await this.#orderBorders();
    // From the inside out; what lies equally deep does not wait for each other.
    for (const level of this.#levels().reverse())
      await Promise.all(level.map((container) => this.#place(container, orders.get(container) ?? noOrder)));
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
    for (const level of levels) await Promise.all(level.map((container) => this.#orderBordersIn(container, orders)));
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

const noOrder: BorderOrder = { west: [], east: [] };

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
