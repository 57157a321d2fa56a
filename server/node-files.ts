import { constants } from 'node:fs';
import { open, readdir, realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { FileAccess, FileListing, FileReading, WorkspaceBounds } from './abilities.ts';
import { canonicalUri } from './uris.ts';

/** Directories that hold no designs of the workspace's own. */
const skippedDirectories: ReadonlySet<string> = new Set(['node_modules', '.git', '.hg', '.svn']);

/** Whether a file's name is that of a design. */
export function isDesignName(name: string): boolean {
  return name.toLowerCase().endsWith('.parapet');
}

/** The file system of the machine a Node process runs on. */
export class NodeFiles implements FileAccess {
  async list(folder: string, bounds: WorkspaceBounds): Promise<FileListing> {
    const root = pathOf(folder);
    if (root === undefined) return { uris: [], cutShort: false };
    const uris: string[] = [];
    const pending: string[] = [root];
    let seen = 0;
    // Breadth first, so that what a bound leaves out is what lies deepest.
    for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
      if (++seen > bounds.directories) return { uris, cutShort: true };
      // A folder that cannot be read holds nothing for us; the rest of the workspace still counts.
      const entries = await readdir(next, { withFileTypes: true }).catch(() => []);
      entries.sort((left, right) => (left.name < right.name ? -1 : 1));
      for (const entry of entries) {
        const path = join(next, entry.name);
        if (entry.isDirectory()) {
          if (!skippedDirectories.has(entry.name)) pending.push(path);
        } else if (isDesignName(entry.name) && (entry.isFile() || entry.isSymbolicLink())) {
          if (uris.length >= bounds.files) return { uris, cutShort: true };
          uris.push(uriOf(path));
        }
      }
    }
    return { uris, cutShort: false };
  }

  async read(uri: string, folders: readonly string[], bounds: WorkspaceBounds): Promise<FileReading> {
    const path = pathOf(uri);
    if (path === undefined) return { kind: 'refused', reason: 'only files on this machine are read' };
    try {
      const real = await realpath(path);
      const roots = await Promise.all(folders.map(realFolder));
      if (!roots.some((root) => root !== undefined && isInside(real, root))) {
        return { kind: 'refused', reason: 'it lies outside the workspace' };
      }
      // Opened first and asked what it is then: between two look-ups by name a file can become another one. Without
      // waiting, as a named pipe in the folder would else hold the server until somebody writes into it.
      const file = await open(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
      try {
        const facts = await file.stat();
        if (!facts.isFile()) return { kind: 'refused', reason: 'it is not a file' };
        if (facts.size > bounds.bytesPerFile) {
          return { kind: 'refused', reason: `it is larger than ${megabytes(bounds.bytesPerFile)} MB` };
        }
        return { kind: 'text', text: withoutByteOrderMark(await file.readFile('utf8')) };
      } finally {
        await file.close();
      }
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
      if (code === 'ELOOP') return { kind: 'refused', reason: 'its links lead in a circle' };
      if (code === 'EACCES' || code === 'EPERM') return { kind: 'refused', reason: 'reading it is not permitted' };
      return { kind: 'refused', reason: `it cannot be read (${code ?? 'unknown reason'})` };
    }
  }
}

/** The path of a `file:` URI on this machine; undefined for every other URI, and for other machines' files. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:///')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

/** The canonical URI of a path. */
export function uriOf(path: string): string {
  return canonicalUri(pathToFileURL(path).href);
}

async function realFolder(uri: string): Promise<string | undefined> {
  const path = pathOf(uri);
  return path === undefined ? undefined : realpath(path).catch(() => undefined);
}

function isInside(path: string, folder: string): boolean {
  return dirname(path) === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(bytes % 1_000_000 === 0 ? 0 : 1);
}

function withoutByteOrderMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
