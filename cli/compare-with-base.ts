import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative } from 'node:path';
import { createProject } from '../language/pipeline.ts';
import type { Finding } from '../language/lint/finding.ts';
import { findDesigns } from './find-designs.ts';
import { findingKey } from './finding-key.ts';
import type { Host } from './host.ts';
import { lintDesigns } from './lint-designs.ts';
import type { LintedFile, LintResult } from './lint-result.ts';
import { DesignLoader } from './load-designs.ts';
import { placeFindings } from './place-findings.ts';
import { readBase, repositoryRoot } from './read-base.ts';
import { realPath } from './workspace-root.ts';

/**
 * Puts aside what an earlier commit has too. A finding is known by its rule and the element or flow it is about, so
 * moving lines, rewording and reformatting make nothing new; moving an element to another file does not either.
 */
export async function compareWithBase(
  result: LintResult,
  base: string,
  paths: readonly string[],
  date: string,
  host: Host,
): Promise<LintResult> {
  const workingFolder = realPath(host.workingFolder);
  const root = await repositoryRoot(workingFolder);
  const folder = realpathSync.native(mkdtempSync(join(tmpdir(), 'parapet-base-')));
  try {
    // As seen from the same place in the older state.
    const there = paths.map((path) => (isAbsolute(path) ? relative(workingFolder, realPath(path)) || '.' : path));
    const named = paths.map((path) => relative(root, realPath(join(workingFolder, path))).replaceAll('\\', '/'));
    const baseFolder = await readBase(base, workingFolder, folder, named);
    // What was not there yet is no failure.
    const { files } = await findDesigns(there, baseFolder);
    const loader = new DesignLoader(files, baseFolder, (workspaceFolders) => createProject({ date, workspaceFolders }));
    const before = placeFindings(lintDesigns(loader), loader, [], date, baseFolder);
    return { ...result, base, files: withoutKnown(result.files, before.files) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each finding of before makes one of now known: in its own file first, then one that moved. */
function withoutKnown(files: readonly LintedFile[], before: readonly LintedFile[]): LintedFile[] {
  const left = new Map<string, string[]>();
  for (const file of before) {
    for (const finding of file.findings) {
      const key = findingKey(finding);
      const paths = left.get(key);
      if (paths) paths.push(file.path);
      else left.set(key, [file.path]);
    }
  }
  const known = new Set<Finding>();
  const take = (finding: Finding, place: (paths: readonly string[]) => number): void => {
    // A design that cannot be understood cannot be compared either.
    if (known.has(finding) || finding.analysis === 'impossible') return;
    const paths = left.get(findingKey(finding));
    const index = paths ? place(paths) : -1;
    if (index < 0) return;
    paths!.splice(index, 1);
    known.add(finding);
  };
  for (const file of files) {
    for (const finding of file.findings) take(finding, (paths) => paths.indexOf(file.path));
  }
  for (const file of files) {
    for (const finding of file.findings) take(finding, (paths) => paths.length - 1);
  }
  return files.map((file) => ({
    ...file,
    findings: file.findings.filter((finding) => !known.has(finding)),
    known: file.findings.filter((finding) => known.has(finding)),
  }));
}
