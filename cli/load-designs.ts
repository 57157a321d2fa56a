import { resolve } from 'node:path';
import { URI } from 'vscode-uri';
import type { Project } from '../language/project.ts';
import { decodeDesign, missingReason, readDesign } from './read-design.ts';
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
  const requested = given ? [...paths, given.path] : paths;
  const roots = new Set(requested.map((path) => workspaceRoot(path, workingFolder)));
  const realRoots = [...roots].map(realPath);
  const project = createProject([...roots].map(fileUri));

  for (const path of requested) {
    const result = path === given?.path ? decodeDesign(given.bytes) : readDesign(path);
    if ('reason' in result) {
      failures.push({ path: displayPath(path, workingFolder), reason: result.reason });
      continue;
    }
    const design = { uri: fileUri(path), path, ...result };
    designs.push(design);
    all.set(design.uri, design);
    project.setFile(design.uri, design.text);
  }

  const asked = new Set<string>();
  let importedFiles = 0;
  let importedBytes = 0;
  for (;;) {
    const wanted = project.unresolvedImports().filter((uri) => !asked.has(uri));
    if (wanted.length === 0) break;
    for (const uri of wanted) {
      asked.add(uri);
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
        // A file that is not there is for the project to tell, as a missing import.
        if (result.reason !== missingReason) project.setUnreadable(uri, result.reason);
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

/** The one spelling of a file's URI, as imports are resolved to. Of a folder: without a trailing slash. */
function fileUri(path: string): string {
  return URI.file(path).toString();
}

function filePath(uri: string): string | undefined {
  const parsed = URI.parse(uri);
  return parsed.scheme === 'file' && parsed.authority === '' ? resolve(parsed.fsPath) : undefined;
}
