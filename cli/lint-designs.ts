import { ruleById } from '../language/pipeline.ts';
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
  return merge(linted, covered);
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
 * agree; anything else where one says it.
 */
function merge(linted: readonly LintedDesign[], covered: ReadonlySet<string>): Map<string, FileFindings> {
  // What turned out to be a part of another design is no design of its own.
  const tops = linted.filter((design) => !covered.has(design.top));
  const merged = new Map<string, FileFindings>();
  const add = (uri: string, said: readonly FileFindings[], needsAll: (finding: Finding) => boolean): void => {
    const [only] = said;
    merged.set(
      uri,
      said.length === 1
        ? only!
        : {
            findings: mergeFindings(
              said.map(({ findings }) => findings),
              needsAll,
            ),
            suppressed: mergeFindings(
              said.map(({ suppressed }) => suppressed),
              () => false,
            ),
          },
    );
  };
  for (const uri of new Set(tops.flatMap((design) => [...design.files.keys()]))) {
    add(
      uri,
      tops.flatMap((design) => design.files.get(uri) ?? []),
      saysSomethingIsAbsent,
    );
  }
  for (const uri of new Set(tops.flatMap((design) => [...design.settings.keys()]))) {
    // An entry of a baseline is stale where no design has what it silences.
    add(
      uri,
      tops.flatMap((design) => design.settings.get(uri) ?? []),
      () => true,
    );
  }
  return merged;
}

function saysSomethingIsAbsent(finding: Finding): boolean {
  const rule = ruleById(finding.rule);
  // A comment that silences something in one design is of use, whatever it does in others.
  return rule?.absence === true || rule?.family === 'suppression';
}

function mergeFindings(
  lists: readonly (readonly Finding[])[],
  needsAll: (finding: Finding) => boolean,
): readonly Finding[] {
  const counted = new Map<string, { readonly finding: Finding; count: number }>();
  for (const list of lists) {
    for (const finding of list) {
      const key = `${finding.rule}\n${finding.span.start}\n${finding.span.end}\n${finding.message}`;
      const entry = counted.get(key);
      if (entry) entry.count++;
      else counted.set(key, { finding, count: 1 });
    }
  }
  return [...counted.values()]
    .filter(({ finding, count }) => count === lists.length || !needsAll(finding))
    .map(({ finding }) => finding)
    .sort((left, right) => left.span.start - right.span.start || left.span.end - right.span.end);
}
