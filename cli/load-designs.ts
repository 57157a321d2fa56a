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

/** Bounds of what imports may bring in, over all designs that are in the project at once. */
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
  const loader = new DesignLoader(paths, workingFolder, createProject, given);
  for (const design of loader.designs) loader.project.setFile(design.uri, design.text);
  loader.loadWanted();
  return { project: loader.project, designs: loader.designs, all: loader.all, failures: loader.failures };
}

/** Reads files for a project: those that were asked for at once, and what the project wants when it wants it. */
export class DesignLoader {
  readonly project: Project;
  readonly designs: readonly LoadedDesign[];
  readonly failures: readonly Failure[];
  /** All that was read, by URI: each file once, however often it is given to the project. */
  readonly all = new Map<string, LoadedDesign>();
  readonly #realRoots: readonly string[];
  readonly #refused = new Map<string, string>();
  readonly #givenBaseline: string | undefined;

  constructor(
    paths: readonly string[],
    workingFolder: string,
    createProject: (workspaceFolders: readonly string[]) => Project,
    given?: GivenText,
    /** URI of a baseline that was named by hand. */
    givenBaseline?: string,
  ) {
    this.#givenBaseline = givenBaseline;
    const requested = given ? [...paths, given.path] : paths;
    const roots = new Set(requested.map((path) => workspaceRoot(path, workingFolder)));
    this.#realRoots = [...roots].map(realPath);
    this.project = createProject([...roots].map(fileUri));
    const designs: LoadedDesign[] = [];
    const failures: Failure[] = [];
    for (const path of requested) {
      const result = path === given?.path ? decodeDesign(given.bytes) : readDesign(path);
      if ('reason' in result) {
        failures.push({ path: displayPath(path, workingFolder), reason: result.reason });
        continue;
      }
      const design = { uri: fileUri(path), path, ...result };
      designs.push(design);
      this.all.set(design.uri, design);
    }
    this.designs = designs;
    this.failures = failures;
  }

  /** Gives the project what its files import and what configures them, and says of the rest why it cannot be had. */
  loadWanted(): void {
    this.#loadImports();
    for (let wanted = this.project.wantedSettings(); wanted.length > 0; wanted = this.project.wantedSettings()) {
      for (const uri of wanted) this.#loadSettings(uri);
    }
  }

  #loadImports(): void {
    const asked = new Set<string>();
    let importedFiles = 0;
    let importedBytes = 0;
    for (;;) {
      const wanted = this.project.unresolvedImports().filter((uri) => !asked.has(uri));
      if (wanted.length === 0) return;
      for (const uri of wanted) {
        asked.add(uri);
        if (importedFiles >= maximumImportedFiles || importedBytes >= maximumImportedBytes) {
          this.project.setUnreadable(uri, 'too much is imported already');
          continue;
        }
        const design = this.#imported(uri);
        if (typeof design === 'string') {
          // A file that is not there is for the project to tell, as a missing import.
          if (design !== missingReason) this.project.setUnreadable(uri, design);
          continue;
        }
        importedFiles++;
        importedBytes += design.text.length;
        this.project.setFile(uri, design.text);
      }
    }
  }

  /** The text that stands for a file from now on, as after mending it. */
  replaceText(uri: string, text: string): void {
    this.all.set(uri, { ...this.all.get(uri)!, text });
  }

  #loadSettings(uri: string): void {
    const path = filePath(uri);
    const isGiven = uri === this.#givenBaseline;
    // As with imports; but a baseline that a person names may lie anywhere.
    const reason =
      path === undefined
        ? 'it is not a file of the workspace'
        : isGiven || this.#realRoots.some((root) => isInside(realPath(path), root))
          ? undefined
          : 'it lies outside the workspace';
    const result = reason === undefined ? readDesign(path!, isGiven ? 'a baseline' : 'settings') : { reason };
    if ('text' in result) this.project.setSettingsFile(uri, result.text);
    else if (result.reason === missingReason) this.project.setSettingsFile(uri, undefined);
    else this.project.setSettingsUnreadable(uri, result.reason);
  }

  /** A file of the workspace, or why it cannot be had. */
  #imported(uri: string): LoadedDesign | string {
    const known = this.all.get(uri) ?? this.#refused.get(uri);
    if (known !== undefined) return known;
    const design = this.#readImported(uri);
    if (typeof design === 'string') this.#refused.set(uri, design);
    else this.all.set(uri, design);
    return design;
  }

  #readImported(uri: string): LoadedDesign | string {
    const path = filePath(uri);
    if (path === undefined) return 'it is not a file of the workspace';
    // What exists is asked only inside the workspace: whether a file elsewhere exists is nobody's business.
    if (!this.#realRoots.some((root) => isInside(realPath(path), root))) return 'it lies outside the workspace';
    const result = readDesign(path);
    return 'reason' in result ? result.reason : { uri, path, ...result };
  }
}

/** The one spelling of a file's URI, as imports are resolved to. Of a folder: without a trailing slash. */
export function fileUri(path: string): string {
  return URI.file(path).toString();
}

/** The path of a file's URI; absent for URIs of anything else. */
export function filePath(uri: string): string | undefined {
  const parsed = URI.parse(uri);
  return parsed.scheme === 'file' && parsed.authority === '' ? resolve(parsed.fsPath) : undefined;
}
