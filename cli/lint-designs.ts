import {
  builtInRules,
  readBaseline,
  ruleById,
  staleEntries,
  staleEntryCode,
  staleEntryFinding,
  type Baseline,
} from '../language/pipeline.ts';
import type { Finding } from '../language/lint/finding.ts';
import type { Project } from '../language/project.ts';
import type { DesignLoader } from './load-designs.ts';

/** What there is to say about a file, and what is silenced. */
export interface FileFindings {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Finding[];
}

/** Files that are imported, import nothing and stay in the project for the next design that wants them. */
const maximumKeptFiles = 8;

/** A design that was looked at: a file that was asked for, with all that it imports. */
interface LintedDesign {
  readonly top: string;
  /** Files that `top` imports, directly or not, and that do not import it. */
  readonly below: ReadonlySet<string>;
  readonly files: ReadonlyMap<string, FileFindings>;
  /** Configuration files and baselines that it uses. */
  readonly settings: ReadonlyMap<string, FileFindings>;
}

/**
 * Findings of all designs that were asked for, and of the files that they import, by URI. The designs are looked at one
 * after another, so that memory grows with the largest of them and not with how many there are; of a file that several
 * designs import the same is said as by a project that holds them all.
 */
export function lintDesigns(
  loader: DesignLoader,
  progress: (done: number, all: number) => void = () => undefined,
): Map<string, FileFindings> {
  const { project, designs } = loader;
  const linted: LintedDesign[] = [];
  const covered = new Set<string>();
  const kept: string[] = [];
  designs.forEach((design, index) => {
    if (!covered.has(design.uri)) {
      project.setFile(design.uri, loader.all.get(design.uri)!.text);
      loader.loadWanted();
      const one = lintDesign(project, design.uri);
      for (const uri of one.below) covered.add(uri);
      linted.push(one);
      forget(project, design.uri, kept);
    }
    progress(index + 1, designs.length);
  });
  for (const uri of project.uris) project.deleteFile(uri);
  return merge(linted, covered, project);
}

function lintDesign(project: Project, top: string): LintedDesign {
  const uris = project.model(top)?.files ?? [top];
  const importers = new Set(project.dependents(top));
  const look = (uri: string): [string, FileFindings] => [
    uri,
    { findings: project.findings(uri), suppressed: project.suppressedFindings(uri) },
  ];
  return {
    top,
    below: new Set(uris.filter((uri) => !importers.has(uri))),
    files: new Map([...new Set([...uris, top])].map(look)),
    settings: new Map(project.settingsUris.map(look)),
  };
}

/** Takes a design out of the project, but for a few files that the next design may import as well. */
function forget(project: Project, top: string, kept: string[]): void {
  for (const uri of project.uris) {
    // One that imports something must go: as an importer it would have a say in what is found in that.
    if (uri !== top && project.imports(uri).length === 0) {
      if (!kept.includes(uri)) kept.push(uri);
      continue;
    }
    project.deleteFile(uri);
  }
  for (const uri of kept.splice(0, Math.max(0, kept.length - maximumKeptFiles))) project.deleteFile(uri);
}

/**
 * Brings together what several designs say about one file. What says that something is absent counts where all designs
 * agree, anything else where one says it; what all that say it silence is silent.
 */
function merge(
  linted: readonly LintedDesign[],
  covered: ReadonlySet<string>,
  project: Project,
): Map<string, FileFindings> {
  // What turned out to be a part of another design is no design of its own.
  const tops = linted.filter((design) => !covered.has(design.top));
  const merged = new Map<string, FileFindings>();
  for (const uri of new Set(tops.flatMap((design) => [...design.files.keys()]))) {
    merged.set(uri, mergeFile(tops.flatMap((design) => design.files.get(uri) ?? [])));
  }
  for (const uri of new Set(tops.flatMap((design) => [...design.settings.keys()]))) {
    const said = mergeFile(tops.flatMap((design) => design.settings.get(uri) ?? []));
    // What a baseline has too much is known only now that all designs were looked at.
    const findings = said.findings.filter((finding) => finding.rule !== staleEntryCode);
    const stale = staleEntriesOf(uri, merged, project).map(staleEntryFinding);
    merged.set(uri, { ...said, findings: [...findings, ...stale] });
  }
  return merged;
}

/** Entries of a baseline that are about nothing any more in any of the files that were looked at. */
export function staleEntriesOf(
  baseline: string,
  found: ReadonlyMap<string, FileFindings>,
  project: Project,
): Baseline['entries'] {
  const text = project.settingsText(baseline);
  if (text === undefined || ![...found.keys()].some((file) => project.baselineOf(file) === baseline)) return [];
  const allOf = (file: string): readonly Finding[] | undefined => {
    const findings = found.get(file);
    if (!findings || project.baselineOf(file) !== baseline) return undefined;
    return [...findings.findings, ...findings.suppressed];
  };
  return staleEntries(readBaseline(baseline, text), allOf, builtInRules);
}

function saysSomethingIsAbsent(finding: Finding): boolean {
  const rule = ruleById(finding.rule);
  // A comment that silences something in one design is of use, whatever it does in others.
  return rule?.absence === true || rule?.family === 'suppression';
}

function mergeFile(said: readonly FileFindings[]): FileFindings {
  if (said.length === 1) return said[0]!;
  const counted = new Map<string, { finding: Finding; count: number }>();
  for (const { findings, suppressed } of said) {
    for (const finding of [...findings, ...suppressed]) {
      const key = `${finding.rule}\n${finding.span.start}\n${finding.span.end}\n${finding.message}`;
      const entry = counted.get(key);
      if (!entry) counted.set(key, { finding, count: 1 });
      else {
        entry.count++;
        if (!finding.suppression) entry.finding = finding;
      }
    }
  }
  const agreed = [...counted.values()]
    .filter(({ finding, count }) => count === said.length || !saysSomethingIsAbsent(finding))
    .map(({ finding }) => finding)
    .sort((left, right) => left.span.start - right.span.start || left.span.end - right.span.end);
  return {
    findings: agreed.filter((finding) => !finding.suppression),
    suppressed: agreed.filter((finding) => finding.suppression),
  };
}
