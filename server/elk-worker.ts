import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { elkThreadProgram, type EngineWorker } from '../language/pipeline.ts';
import { ownFolder } from './own-folder.ts';

/** Memory that one layout may take before its thread is ended, in megabytes. */
const maximumMemory = 2048;

/** Starts ELK in a thread of its own. */
export function createElkWorker(): EngineWorker {
  const worker = new Worker(elkThreadProgram, {
    eval: true,
    workerData: { elk: elkPath() },
    resourceLimits: { maxOldGenerationSizeMb: maximumMemory },
    // What ELK prints is of no use to anyone, and over stdio would stand among the protocol's messages.
    stdout: true,
    stderr: true,
  });
  // A server that has been asked to end does not wait for a picture.
  worker.unref();
  return {
    postMessage: (message) => worker.postMessage(message),
    onMessage: (listener) => void worker.on('message', listener),
    onFailure: (listener) => {
      worker.on('error', (error) => listener(error instanceof Error ? error.message : String(error)));
      worker.on('exit', (code) => listener(`the layout thread ended with code ${code}`));
    },
    terminate: () => void worker.terminate(),
  };
}

/** `elk-worker.min.js` lies beside the bundle; when run from source it is in the package it comes from. */
function elkPath(): string {
  const bundled = join(ownFolder, 'elk-worker.min.js');
  if (existsSync(bundled)) return bundled;
  return createRequire(join(ownFolder, 'elk-worker.ts')).resolve('elkjs/lib/elk-worker.min.js');
}
