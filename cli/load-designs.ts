import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Project } from '../language/project.ts';
import { decodeDesign, readDesign } from './read-design.ts';
import type { Failure } from './find-designs.ts';
import { displayPath } from './paths.ts';
import { isInside, realPath, workspaceRoot } from './workspace-root.ts';

/** A design that was asked for, as it was read. */
export interface LoadedDesign {
  readonly uri: string;
  /** Absolute; for standard input the path that it is to be taken for. */
  readonly path: string;
  readonly text: string;
  readonly byteOrderMark: boolean;
}

export interface LoadedDesigns {
  /** What was asked for, in the order it was asked for. */
  readonly designs: readonly LoadedDesign[];
  /** All that was read, imports included, by URI. */
  readonly all: ReadonlyMap<string, LoadedDesign>;
  readonly failures: readonly Failure[];
}

/** Bounds of what imports may bring in, over all designs of one run. */
const maximumImportedFiles = 5000;
const maximumImportedBytes = 64 * 1024 * 1024;

/** Text that stands for a file without being read from it. */
export interface GivenText {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads designs and all that they import, and gives them to a new project. Imports are read only inside the folder that
 * belongs to a design (see `workspaceRoot`), whatever symbolic links say.
 */
export function loadDesigns(
  paths: readonly string[],
  workingFolder: string,
  createProject: (workspaceFolders: readonly string[]) => Project,
  given?: GivenText,
): LoadedDesigns & { readonly project: Project } {
  const all = new Map<string, LoadedDesign>();
  const designs: LoadedDesign[] = [];
  const failures: Failure[] = [];
  const asked = given ? [...paths, given.path] : paths;
  const roots = new Set(asked.map((path) => workspaceRoot(path, workingFolder)));
  const realRoots = [...roots].map(realPath);
  const project = createProject([...roots].map(folderUri));

  for (const path of asked) {
    const result = path === given?.path ? decodeDesign(given.bytes) : readDesign(path);
    if ('reason' in result) {
      failures.push({ path: displayPath(path, workingFolder), reason: result.reason });
      continue;
    }
    const design = { uri: pathToFileURL(path).href, path, ...result };
    designs.push(design);
    all.set(design.uri, design);
    project.setFile(design.uri, design.text);
  }

  let importedFiles = 0;
  let importedBytes = 0;
  for (let wanted = project.unresolvedImports(); wanted.length > 0; wanted = project.unresolvedImports()) {
    for (const uri of wanted) {
      const path = filePath(uri);
      if (path === undefined) {
        project.setUnreadable(uri, 'it is not a file of the workspace');
        continue;
      }
      // What exists is asked only inside the workspace: whether a file elsewhere exists is nobody's business.
      if (!realRoots.some((root) => isInside(realPath(path), root))) {
        project.setUnreadable(uri, 'it lies outside the workspace');
        continue;
      }
      if (importedFiles >= maximumImportedFiles || importedBytes >= maximumImportedBytes) {
        project.setUnreadable(uri, 'too much is imported already');
        continue;
      }
      const result = readDesign(path);
      if ('reason' in result) {
        project.setUnreadable(uri, result.reason);
        continue;
      }
      importedFiles++;
      importedBytes += result.text.length;
      all.set(uri, { uri, path, ...result });
      project.setFile(uri, result.text);
    }
  }
  return { project, designs, all, failures };
}

function folderUri(path: string): string {
  return pathToFileURL(path).href.replace(/\/$/, '');
}

function filePath(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
