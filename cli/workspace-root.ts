import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, isAbsolute, sep } from 'node:path';

/**
 * The folder that a design's imports must stay in: the Git repository it lies in, else the working folder where that
 * holds it, else its own folder. `path` and the result are absolute, with symbolic links resolved.
 */
export function workspaceRoot(path: string, workingFolder: string): string {
  const folder = dirname(path);
  for (let candidate = folder; ; candidate = dirname(candidate)) {
    if (existsSync(join(candidate, '.git'))) return candidate;
    if (dirname(candidate) === candidate) break;
  }
  return isInside(path, workingFolder) ? workingFolder : folder;
}

/** Whether an absolute path lies in a folder, or is it. Says nothing about symbolic links: resolve them before. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** The path with its symbolic links resolved, or itself where it does not exist. */
export function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
