import type { MessagePort } from 'node:worker_threads';
import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { createWorkerEngine } from '../language/pipeline.ts';
import { createElkWorker } from './elk-worker.ts';
import { ownProgram } from './own-folder.ts';
import { Painter } from './painter.ts';
import type { FromPainter, PainterPort, ToPainter } from './picture-messages.ts';

/** What the program is told to be where it runs as a thread. */
const role = 'pictures';

/** Memory that the pictures of all previews may take before their thread is ended, in megabytes. */
const maximumMemory = 1024;

/** Containers of a large picture are laid out side by side. */
const layoutWorkers = Math.min(3, Math.max(1, availableParallelism()));

/** Run from source, a thread has to be told to read TypeScript, as it does not take that over from the process. */
const fromSource = `
const { workerData } = require('node:worker_threads');
import('tsx/esm/api').then(({ register }) => {
  register();
  return import(workerData.program);
});
`;

/** Starts this program once more as a thread that draws. */
export function startPictureThread(): PainterPort {
  const isSource = ownProgram.endsWith('.ts');
  const thread = new Worker(isSource ? fromSource : ownProgram, {
    eval: isSource,
    workerData: { role, program: pathToFileURL(ownProgram).href },
    resourceLimits: { maxOldGenerationSizeMb: maximumMemory },
    // Nothing that is printed there may come between the messages of the protocol.
    stdout: true,
    stderr: true,
  });
  // A server that has been asked to end does not wait for a picture.
  thread.unref();
  return {
    postMessage: (message) => thread.postMessage(message),
    onMessage: (listener) => void thread.on('message', listener),
    onFailure: (listener) => {
      thread.on('error', (error) => listener(error instanceof Error ? (error.stack ?? error.message) : String(error)));
      thread.on('exit', (code) => listener(`with code ${code}`));
    },
    terminate: () => void thread.terminate(),
  };
}

/** The port to the server, where this program runs as the thread that draws. */
export function picturePort(): MessagePort | undefined {
  if (isMainThread || !parentPort) return undefined;
  return (workerData as { readonly role?: unknown } | null)?.role === role ? parentPort : undefined;
}

/** Draws for the server at the other end of a port, until that ends the thread. */
export function drawPictures(port: MessagePort): void {
  const painter = new Painter({
    createEngine: () => createWorkerEngine({ createWorker: createElkWorker, startTimer, workers: layoutWorkers }),
    post: (message: FromPainter) => port.postMessage(message),
  });
  port.on('message', (message: ToPainter) => painter.receive(message));
}

function startTimer(milliseconds: number, elapsed: () => void): () => void {
  const timer = setTimeout(elapsed, milliseconds);
  return () => clearTimeout(timer);
}
