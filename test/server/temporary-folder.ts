import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A folder of its own on disk, for tests of how a server follows files. */
export class TemporaryFolder {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'parapet-')));

  get uri(): string {
    return pathToFileURL(this.path).href;
  }

  uriOf(name: string): string {
    return pathToFileURL(this.pathOf(name)).href;
  }

  pathOf(name: string): string {
    return join(this.path, name);
  }

  write(name: string, text: string): string {
    mkdirSync(dirname(this.pathOf(name)), { recursive: true });
    writeFileSync(this.pathOf(name), text);
    return this.uriOf(name);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
