import { relative, resolve, sep } from 'node:path';
import type { Failure } from './find-designs.ts';
import type { FileFindings } from './lint-designs.ts';
import { Places, type LintedFile, type LintResult, type PlacedText } from './lint-result.ts';
import { filePath, type DesignLoader } from './load-designs.ts';
import { displayPath } from './paths.ts';
import { isInside, workspaceRoot } from './workspace-root.ts';

/** Findings by file, with all that is needed to say where they are. */
export function placeFindings(
  findings: ReadonlyMap<string, FileFindings>,
  loader: DesignLoader,
  failures: readonly Failure[],
  date: string,
  workingFolder: string,
): LintResult {
  const placed = new Map<string, PlacedText>();
  const places = new Places((uri) => {
    const known = placed.get(uri);
    if (known) return known;
    const text = placedText(uri, loader, workingFolder);
    if (text) placed.set(uri, text);
    return text;
  });
  const files: LintedFile[] = [...findings]
    // Settings are told of where there is something to tell.
    .filter(([uri, found]) => loader.all.has(uri) || found.findings.length > 0)
    .map(([uri, found]) => ({ uri, path: places.path(uri), ...found }))
    .sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0));
  const placedFailures = failures.map((failure) => ({
    ...failure,
    repositoryPath: repositoryPath(resolve(workingFolder, failure.path), workingFolder),
  }));
  return { date, files, failures: placedFailures, places };
}

function placedText(uri: string, loader: DesignLoader, workingFolder: string): PlacedText | undefined {
  const design = loader.all.get(uri);
  const path = design?.path ?? filePath(uri);
  const text = design?.text ?? loader.project.settingsText(uri);
  if (path === undefined || text === undefined) return undefined;
  return { text, path: displayPath(path, workingFolder), repositoryPath: repositoryPath(path, workingFolder) };
}

/**
 * A path as services show it that know the repository and not the folder a command was run in: relative to the root of
 * the working folder's repository where that holds it, else of its own.
 */
function repositoryPath(path: string, workingFolder: string): string {
  const own = workspaceRoot(`${workingFolder}${sep}.`, workingFolder);
  const root = isInside(path, own) ? own : workspaceRoot(path, workingFolder);
  return relative(root, path).split(sep).join('/');
}
