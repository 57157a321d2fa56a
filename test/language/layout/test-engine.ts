import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { createWorkerEngine, elkThreadProgram, type EngineWorker } from '../../../language/layout/worker-engine.ts';
import type { LayoutEngine } from '../../../language/layout/layout-engine.ts';

const elk = createRequire(import.meta.url).resolve('elkjs/lib/elk-worker.min.js');

export function startTimer(milliseconds: number, elapsed: () => void): () => void {
  const timer = setTimeout(elapsed, milliseconds);
  return () => clearTimeout(timer);
}

/** A worker that runs a program given as text, in the shape that the engine wants. */
export function createThread(program: string = elkThreadProgram): EngineWorker {
  const worker = new Worker(program, { eval: true, workerData: { elk } });
  return {
    postMessage: (message) => worker.postMessage(message),
    onMessage: (listener) => worker.on('message', listener),
    onFailure: (listener) => {
      worker.on('error', (error) => listener(String(error)));
      worker.on('exit', (code) => listener(`exit code ${code}`));
    },
    terminate: () => void worker.terminate(),
  };
}

let shared: LayoutEngine | undefined;

// Of the whole run: whatever file uses the engine last.
after(() => shared?.dispose());

/** One ELK worker for all tests of a run. */
export function testEngine(): LayoutEngine {
  shared ??= createWorkerEngine({ createWorker: () => createThread(), startTimer, deadline: 60_000 });
  return shared;
}
