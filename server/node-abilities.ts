import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServerAbilities } from './abilities.ts';
import { NodeFiles } from './node-files.ts';
import { ownFolder } from './own-folder.ts';
import { startPictureThread } from './picture-thread.ts';

/** What a server on Node.js can do: the machine's files and clock, and ELK in a thread. */
export function nodeAbilities(): ServerAbilities {
  return {
    today,
    files: new NodeFiles(),
    catalogText: readCatalogText,
    rulePage,
    createPainter: startPictureThread,
  };
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

let pages: ReadonlyMap<string, string> | undefined;

/** Pages of rules are shipped beside the programs. */
function rulePage(rule: string): string | undefined {
  if (!pages) {
    const folder = join(ownFolder, '../docs/rules');
    const files = existsSync(folder) ? readdirSync(folder) : [];
    pages = new Map(files.map((file) => [file.replace(/\.md$/, ''), pathToFileURL(join(folder, file)).href]));
  }
  return rule === 'README' ? undefined : pages.get(rule);
}
