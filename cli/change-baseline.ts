import { existsSync } from 'node:fs';
import { baselineKey, readBaseline, writeBaseline, type Baseline, type BaselineEntry } from '../language/pipeline.ts';
import { UsageError } from './exit-code.ts';
import type { Failure } from './find-designs.ts';
import { staleEntriesOf, type FileFindings } from './lint-designs.ts';
import { filePath, type DesignLoader } from './load-designs.ts';
import { displayPath } from './paths.ts';
import { systemReason } from './read-design.ts';
import { writeFileWhole } from './write-file.ts';

/** `update`: all that is found now is known from now on. `prune`: what is not found any more is not known any more. */
export type BaselineChange = 'update' | 'prune';

/** What became of a baseline. */
export interface ChangedBaseline {
  /** As results show it. */
  readonly path: string;
  readonly entries: number;
  readonly added: number;
  readonly removed: number;
}

/**
 * Writes the baselines of the files that were looked at. Entries of other files stay, where those files are still
 * there. The loader's project has the new texts afterwards.
 */
export function changeBaselines(
  change: BaselineChange,
  found: ReadonlyMap<string, FileFindings>,
  loader: DesignLoader,
  workingFolder: string,
): { readonly changed: readonly ChangedBaseline[]; readonly failures: readonly Failure[] } {
  const { project } = loader;
  const filesOf = new Map<string, string[]>();
  for (const uri of [...found.keys()].filter((file) => loader.all.has(file))) {
    const baseline = project.baselineOf(uri);
    if (baseline === undefined) {
      throw new UsageError(
        'There is no baseline to write: name one with --baseline FILE, or as "baseline" in parapet.json.',
      );
    }
    filesOf.set(baseline, [...(filesOf.get(baseline) ?? []), uri]);
  }
  const changed: ChangedBaseline[] = [];
  const failures: Failure[] = [];
  for (const [uri, files] of filesOf) {
    const path = filePath(uri);
    if (path === undefined) continue;
    const before = readBaseline(uri, project.settingsText(uri) ?? writeBaseline(uri, []));
    // What cannot be read is not cut down to what can: only writing it anew mends it.
    if (change === 'prune' && before.findings.length > 0) continue;
    const kept = keptEntries(change, before, files, found, loader);
    const entries = distinct([
      ...kept,
      ...(change === 'update' ? files.flatMap((file) => entriesOf(file, found)) : []),
    ]);
    const text = writeBaseline(uri, entries.values());
    const known = distinct(before.entries);
    try {
      if (text !== project.settingsText(uri)) writeFileWhole(path, text);
    } catch (error) {
      const reason = systemReason(error, 'write');
      failures.push({ path: displayPath(path, workingFolder), what: 'written', reason });
      continue;
    }
    project.setSettingsFile(uri, text);
    changed.push({
      path: displayPath(path, workingFolder),
      entries: entries.size,
      added: [...entries.keys()].filter((key) => !known.has(key)).length,
      removed: [...known.keys()].filter((key) => !entries.has(key)).length,
    });
  }
  return { changed, failures };
}

/** Entries of before that stay. */
function keptEntries(
  change: BaselineChange,
  before: Baseline,
  files: readonly string[],
  found: ReadonlyMap<string, FileFindings>,
  loader: DesignLoader,
): readonly BaselineEntry[] {
  const looked = new Set(files);
  const stale = new Set<BaselineEntry>(
    change === 'prune'
      ? staleEntriesOf(before.uri, found, loader.project)
          // The text was read twice: entries are the same where they stand.
          .flatMap((entry) => before.entries.find(({ span }) => span.start === entry.span.start) ?? [])
      : [],
  );
  return before.entries.filter((entry) => {
    if (!looked.has(entry.file)) {
      const path = filePath(entry.file);
      return path !== undefined && existsSync(path);
    }
    // A file that cannot be understood keeps what is known of it.
    if (change === 'update') return found.get(entry.file)!.findings.some(({ analysis }) => analysis === 'impossible');
    return !stale.has(entry);
  });
}

/** What is found in a file and not silenced otherwise. */
function entriesOf(file: string, found: ReadonlyMap<string, FileFindings>): BaselineEntry[] {
  const { findings, suppressed } = found.get(file)!;
  return [...findings, ...suppressed.filter(({ suppression }) => suppression?.kind === 'baseline')].flatMap(
    (finding) =>
      finding.origin === 'rule' && finding.subject !== undefined
        ? [
            {
              file,
              rule: finding.rule,
              subject: finding.subject,
              ...(finding.aspect !== undefined && { aspect: finding.aspect }),
            },
          ]
        : [],
  );
}

function distinct(entries: readonly BaselineEntry[]): Map<string, BaselineEntry> {
  return new Map(entries.map((entry) => [`${entry.file}\n${baselineKey(entry) ?? ''}`, entry]));
}
