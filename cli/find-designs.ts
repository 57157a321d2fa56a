import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { displayPath } from './paths.ts';
import { systemReason } from './read-design.ts';

/** A path that was asked for and with which that cannot be done. */
export interface Failure {
  /** What cannot be done with it; checked, unless told. */
  readonly what?: 'changed' | 'written' | 'used as baseline';
  /** As results show it. */
  readonly path: string;
  /** For services that know the repository and not the folder a command was run in, where that is another. */
  readonly repositoryPath?: string;
  /** Why, in words that end a sentence. */
  readonly reason: string;
}

export interface FoundDesigns {
  /** Absolute paths, sorted, each once. */
  readonly files: readonly string[];
  /** Absolute paths that were named one by one, and not found in a folder. */
  readonly named: ReadonlySet<string>;
  readonly failures: readonly Failure[];
}

/** Folders that hold what others made, as globs leave them out. */
const ignored = ['**/node_modules/**', '**/.*/**'];

/**
 * Turns what was typed (files, folders, globs) into design files. A folder stands for all `.parapet` files in it,
 * without hidden folders and `node_modules`, and without following symbolic links; a file may have any name.
 */
export async function findDesigns(paths: readonly string[], workingFolder: string): Promise<FoundDesigns> {
  const files = new Set<string>();
  const named = new Set<string>();
  const failures: Failure[] = [];
  for (const typed of paths) {
    const path = resolve(workingFolder, typed);
    const shown = displayPath(path, workingFolder);
    let kind: 'file' | 'folder' | 'missing';
    try {
      kind = statSync(path).isDirectory() ? 'folder' : 'file';
    } catch (error) {
      const pattern = typed.replaceAll('\\', '/');
      const { glob, isDynamicPattern } = await import('tinyglobby');
      if (isDynamicPattern(pattern)) {
        const found = await glob(pattern, {
          cwd: workingFolder,
          absolute: true,
          ignore: ignored,
          followSymbolicLinks: false,
        });
        for (const file of found) files.add(resolve(file));
        if (found.length === 0) failures.push({ path: typed, reason: 'no file matches it' });
        continue;
      }
      failures.push({ path: shown, reason: systemReason(error) });
      continue;
    }
    if (kind === 'file') {
      files.add(path);
      named.add(path);
      continue;
    }
    const found = designsBelow(path);
    for (const file of found) files.add(file);
    if (found.length === 0) failures.push({ path: shown, reason: 'there is no .parapet file in it' });
  }
  return { files: [...files].sort(byCodeUnits), named, failures };
}

/** The designs of a folder and those below it. A folder that may not be read has none to show. */
function designsBelow(folder: string): string[] {
  const found: string[] = [];
  const folders = [folder];
  for (const one of folders) {
    let entries;
    try {
      entries = readdirSync(one, { withFileTypes: true });
    } catch {
      continue;
    }
    for (const entry of entries) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      // A symbolic link is no folder: one to a folder is not followed.
      if (entry.isDirectory()) folders.push(join(one, entry.name));
      else if (entry.name.endsWith('.parapet')) found.push(join(one, entry.name));
    }
  }
  return found;
}

function byCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
