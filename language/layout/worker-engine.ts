import type { LayoutEngine } from './layout-engine.ts';

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
  /** Starts a worker. Called again after a crash or a deadline. */
  readonly createWorker: () => EngineWorker;
  /** Milliseconds after which a single layout is stopped; 10,000 unless told. */
  readonly deadline?: number;
}

/**
 * Program for a `node:worker_threads` Worker: `new Worker(elkThreadProgram, { eval: true, workerData: { elk: path } })`,
 * where `path` names `elk-worker.min.js`. A browser's worker runs that file as it is.
 */
export const elkThreadProgram = `
const { parentPort, workerData } = require('node:worker_threads');
globalThis.self = globalThis;
globalThis.postMessage = (message) => parentPort.postMessage(message);
require(workerData.elk);
parentPort.on('message', (data) => globalThis.onmessage({ data }));
`;

/** An engine that runs one layout at a time in a worker, started on first use. */
export function createWorkerEngine(options: WorkerEngineOptions): LayoutEngine {
  void options;
  throw new Error('under construction');
}
