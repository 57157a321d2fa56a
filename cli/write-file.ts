import { chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file so that it is there as a whole or not at all: into a new file beside it, which then takes its place.
 * Keeps the permissions of a file that is there, and writes through a symbolic link. Throws what the system says.
 */
export function writeFileWhole(path: string, content: string | Uint8Array): void {
  let target = path;
  let mode: number | undefined;
  try {
    target = realpathSync.native(path);
    mode = statSync(target).mode & 0o777;
  } catch {
    // A new file.
  }
  const draft = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    writeFileSync(draft, content, { flag: 'wx' });
    if (mode !== undefined) chmodSync(draft, mode);
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
