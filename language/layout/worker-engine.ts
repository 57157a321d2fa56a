import { columnStep, engineOptions, orderOptions } from './container-graph.ts';
import { LayoutError, type ElkGraph, type LayoutEngine } from './layout-engine.ts';

/**
 * A worker that runs `elk-worker.min.js`, seen the same way whatever the platform: a host wraps its own sort of worker
 * (`node:worker_threads` or the browser's) in it.
 */
export interface EngineWorker {
  postMessage(message: unknown): void;
  /** Called with the data of each message from the worker. */
  onMessage(listener: (data: unknown) => void): void;
  /** Called when the worker fails or ends without being asked to. */
  onFailure(listener: (reason: string) => void): void;
  terminate(): void;
}

export interface WorkerEngineOptions {
  /** Starts a worker. Called again after a crash or a deadline. May throw; layouts then reject. */
  readonly createWorker: () => EngineWorker;
  /** Calls `elapsed` once after some milliseconds, unless the function it returns is called before. */
  readonly startTimer: (milliseconds: number, elapsed: () => void) => () => void;
  /** Milliseconds after which a single layout is stopped; 10,000 unless told. */
  readonly deadline?: number;
  /** Workers at most: another is started when all others are busy. One unless told. */
  readonly workers?: number;
}

/**
 * Program for a `node:worker_threads` Worker: `new Worker(elkThreadProgram, { eval: true, workerData: { elk: path } })`,
 * where `path` names `elk-worker.min.js`. A browser's worker runs that file as it is.
 */
export const elkThreadProgram = `
const { parentPort, workerData } = require('node:worker_threads');
globalThis.self = globalThis;
globalThis.postMessage = (message) =>
  parentPort.postMessage(message.error ? { id: message.id, error: { message: String(message.error.message) } } : message);
require(workerData.elk);
parentPort.on('message', (data) => globalThis.onmessage({ data }));
`;

const defaultDeadline = 10_000;

/** What layered layout needs the engine to load. */
const algorithms = ['layered'];

interface Task {
  readonly graph: ElkGraph;
  /** Nobody needs the result. */
  readonly warmsUp: boolean;
  readonly signal?: AbortSignal;
  readonly resolve: (graph: ElkGraph) => void;
  readonly reject: (reason: unknown) => void;
  readonly onAbort: () => void;
}

/**
 * An engine that runs one layout at a time in each of its workers, started on first use. A layout that is aborted while it
 * runs ends by itself within the deadline and its result is dropped; those that wait are taken off the queue at once.
 */
export function createWorkerEngine(options: WorkerEngineOptions): LayoutEngine {
  const { workers = 1 } = options;
  return workers > 1 ? new EnginePool(options, workers) : new WorkerEngine(options);
}

/** Several engines that share the work. */
class EnginePool implements LayoutEngine {
  readonly #engines: readonly WorkerEngine[];

  constructor(options: WorkerEngineOptions, workers: number) {
    this.#engines = Array.from({ length: workers }, () => new WorkerEngine(options));
  }

  layout(graph: ElkGraph, signal?: AbortSignal): Promise<ElkGraph> {
    // The first of the least busy ones: a single layout after the other never starts a second worker.
    const least = Math.min(...this.#engines.map((engine) => engine.pending));
    return this.#engines.find((engine) => engine.pending === least)!.layout(graph, signal);
  }

  async warmUp(workers = 1): Promise<void> {
    await Promise.all(this.#engines.slice(0, workers).map((engine) => engine.warmUp()));
  }

  dispose(): void {
    for (const engine of this.#engines) engine.dispose();
  }
}

class WorkerEngine implements LayoutEngine {
  readonly #options: WorkerEngineOptions;
  readonly #queue: Task[] = [];
  /** Done while nothing waits. */
  readonly #warmUps: Task[] = [];
  /** The worker has loaded the engine; the message that asks for it bears this number. */
  #ready = false;
  #loadingId = -1;
  #running: Task | undefined;
  #worker: EngineWorker | undefined;
  #stopTimer: (() => void) | undefined;
  #nextId = 0;
  #runningId = -1;
  #disposed = false;

  constructor(options: WorkerEngineOptions) {
    this.#options = options;
  }

  /** Layouts that run or wait. */
  get pending(): number {
    return this.#queue.length + (this.#running ? 1 : 0);
  }

  layout(graph: ElkGraph, signal?: AbortSignal): Promise<ElkGraph> {
    if (this.#disposed) return Promise.reject(new LayoutError('disposed', 'The layout engine was ended.'));
    return new Promise((resolve, reject) => {
      const task: Task = { graph, warmsUp: false, signal, resolve, reject, onAbort: () => this.#abort(task) };
      if (signal?.aborted) {
        reject(abortReason(signal));
        return;
      }
      signal?.addEventListener('abort', task.onAbort, { once: true });
      this.#queue.push(task);
      this.#next();
    });
  }

  async warmUp(): Promise<void> {
    if (this.#disposed) return;
    const done = warmUpGraphs().map(
      (graph) =>
        // The first real layout will meet the same trouble and tell it.
        new Promise<void>((resolve) => {
          this.#warmUps.push({
            graph,
            warmsUp: true,
            resolve: () => resolve(),
            reject: () => resolve(),
            onAbort: () => undefined,
          });
        }),
    );
    try {
      this.#worker ??= this.#start();
    } catch {
      this.#dropWarmUps();
    }
    this.#next();
    await Promise.all(done);
  }

  #dropWarmUps(): void {
    for (const task of this.#warmUps.splice(0)) task.reject(undefined);
  }

  dispose(): void {
    this.#disposed = true;
    const error = new LayoutError('disposed', 'The layout engine was ended.');
    this.#stop();
    this.#settle((task) => task.reject(error));
    for (const task of this.#queue.splice(0)) {
      task.signal?.removeEventListener('abort', task.onAbort);
      task.reject(error);
    }
    this.#dropWarmUps();
  }

  #next(): void {
    if (this.#running || this.#disposed) return;
    // A real layout does not wait for one that only warms up, as far as it can.
    const task = this.#queue.shift() ?? (this.#ready ? this.#warmUps.shift() : undefined);
    if (!task) return;
    this.#running = task;
    try {
      this.#worker ??= this.#start();
      this.#runningId = this.#nextId++;
      this.#worker.postMessage({
        id: this.#runningId,
        cmd: 'layout',
        graph: task.graph,
        layoutOptions: {},
        options: {},
      });
      const deadline = this.#options.deadline ?? defaultDeadline;
      this.#stopTimer = this.#options.startTimer(deadline, () =>
        this.#fail(new LayoutError('deadline', `A layout took longer than ${deadline / 1000} s and was stopped.`)),
      );
    } catch (error) {
      this.#fail(new LayoutError('crash', error instanceof Error ? error.message : String(error)));
    }
  }

  #start(): EngineWorker {
    const worker = this.#options.createWorker();
    worker.onMessage((data) => {
      if (worker === this.#worker) this.#receive(data);
    });
    worker.onFailure((reason) => {
      if (worker === this.#worker) this.#fail(new LayoutError('crash', `The layout engine crashed: ${reason}`));
    });
    this.#ready = false;
    this.#loadingId = this.#nextId++;
    worker.postMessage({ id: this.#loadingId, cmd: 'register', algorithms });
    return worker;
  }

  #receive(data: unknown): void {
    if (typeof data !== 'object' || data === null || !('id' in data)) return;
    if (data.id === this.#loadingId) {
      this.#ready = true;
      this.#next();
    }
    if (data.id !== this.#runningId) return;
    const task = this.#settle();
    if (!task) return;
    // What is laid out in earnest warms up as well.
    if (!task.warmsUp) this.#warmUps.shift()?.resolve(task.graph);
    if ('error' in data && data.error) task.reject(new LayoutError('failure', messageOf(data.error)));
    else if ('data' in data) task.resolve(data.data as ElkGraph);
    else task.reject(new LayoutError('failure', 'The layout engine gave no answer.'));
    this.#next();
  }

  /** Ends the worker, whose state can no longer be trusted; the next layout starts another. */
  #fail(error: LayoutError): void {
    this.#stop();
    this.#settle((task) => task.reject(error));
    this.#next();
  }

  #stop(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#ready = false;
    this.#dropWarmUps();
    worker?.terminate();
  }

  #settle(act?: (task: Task) => void): Task | undefined {
    const task = this.#running;
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    this.#running = undefined;
    this.#runningId = -1;
    task?.signal?.removeEventListener('abort', task.onAbort);
    if (task) act?.(task);
    return task;
  }

  #abort(task: Task): void {
    const waiting = this.#queue.indexOf(task);
    if (waiting >= 0) this.#queue.splice(waiting, 1);
    // One that runs keeps the worker busy until it is done: starting a new worker would cost more than most layouts.
    task.reject(abortReason(task.signal!));
  }
}

function abortReason(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('aborted');
}

function messageOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  return String(error);
}

/** Boxes of the graphs with which an engine is warmed up: the first is done soon, the others have more compiled well. */
const warmUpSizes = [12, 24, 36, 36, 36];
const boxesInColumn = 6;

/** Asked for as real ones are, so that the engine's code is compiled before it is needed. */
function warmUpGraphs(): ElkGraph[] {
  return warmUpSizes.map((size, number) => {
    const children: ElkGraph[] = Array.from({ length: size }, (_, index) => ({
      id: `n${index}`,
      x: Math.floor(index / boxesInColumn) * columnStep,
      y: 0,
      width: 160,
      height: 52 + 8 * (index % 3),
      layoutOptions: { 'elk.portConstraints': 'FIXED_SIDE', 'elk.portAlignment.default': 'CENTER' },
      ports: [
        { id: `w${index}`, width: 0, height: 0, layoutOptions: { 'elk.port.side': 'WEST' } },
        { id: `e${index}`, width: 0, height: 0, layoutOptions: { 'elk.port.side': 'EAST' } },
      ],
    }));
    const edges = children.flatMap((_, index) =>
      [boxesInColumn, boxesInColumn + 1, 2 * boxesInColumn - 1]
        .filter((step) => index + step < children.length)
        .map((step) => ({ id: `e${index}-${step}`, sources: [`e${index}`], targets: [`w${index + step}`] })),
    );
    const order = number % 2 === 1 ? orderOptions : {};
    return {
      id: 'warm-up',
      layoutOptions: { ...engineOptions, ...order, 'elk.layered.thoroughness': '7' },
      children,
      edges,
    };
  });
}
