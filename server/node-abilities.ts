import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createWorkerEngine } from '../language/pipeline.ts';
import type { ServerAbilities } from './abilities.ts';
import { createElkWorker } from './elk-worker.ts';
import { NodeFiles } from './node-files.ts';
import { ownFolder } from './own-folder.ts';

/** What a server on Node.js can do: the machine's files and clock, and ELK in a thread. */
export function nodeAbilities(): ServerAbilities {
  return {
    today,
    files: new NodeFiles(),
    catalogText: readCatalogText,
    createLayoutEngine: () => createWorkerEngine({ createWorker: createElkWorker, startTimer }),
  };
}

function startTimer(milliseconds: number, elapsed: () => void): () => void {
  const timer = setTimeout(elapsed, milliseconds);
  timer.unref();
  return () => clearTimeout(timer);
}

function today(): string {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** `fileName` has been checked to be a plain name. */
async function readCatalogText(fileName: string): Promise<string | undefined> {
  const bundled = join(ownFolder, 'catalog');
  const folder = existsSync(bundled) ? bundled : join(ownFolder, '../language/catalog');
  return readFile(join(folder, fileName), 'utf8').catch(() => undefined);
}
