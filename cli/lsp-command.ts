import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ownFolder } from '../server/own-folder.ts';

/**
 * `parapet lsp --stdio`: becomes the language server, which reads `--stdio` from the arguments itself and ends the process
 * when the editor says so.
 */
export async function serve(): Promise<void> {
  const bundled = join(ownFolder, 'server.cjs');
  if (existsSync(bundled)) {
    createRequire(bundled)(bundled);
  } else {
    await import(pathToFileURL(join(ownFolder, 'main.ts')).href);
  }
}
