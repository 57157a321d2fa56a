import { resolve } from 'node:path';
import picocolors from 'picocolors';
import { applyFixes, createProject, severities, type Finding, type Severity } from '../language/pipeline.ts';
import { exitCodes, UsageError, type ExitCode } from './exit-code.ts';
import { findDesigns, type Failure } from './find-designs.ts';
import { formatJson } from './format-json.ts';
import { formatPretty } from './format-pretty.ts';
import type { Host } from './host.ts';
import { counted, countSeverities, describeCounts, Places, type LintedFile, type LintResult } from './lint-result.ts';
import type { LintOptions } from './lint-options.ts';
import { loadDesigns, type GivenText, type LoadedDesigns } from './load-designs.ts';
import { displayPath } from './paths.ts';
import { printable } from './printable.ts';
import { maximumDesignBytes, systemReason } from './read-design.ts';
import { writeFileWhole } from './write-file.ts';
import type { Project } from '../language/project.ts';

/** Rounds of fixing: a fix may uncover another finding, but not for ever. */
const maximumFixRounds = 10;

/** `parapet lint`: tells what is wrong with designs. */
export async function lint(paths: readonly string[], options: LintOptions, host: Host): Promise<ExitCode> {
  const given = await givenText(paths, options, host);
  const found = await findDesigns(
    paths.filter((path) => path !== '-'),
    host.workingFolder,
  );
  const load = (): Loaded => {
    return loadDesigns(
      found.files.filter((path) => path !== given?.path),
      host.workingFolder,
      (workspaceFolders) => createProject({ date: options.date, workspaceFolders }),
      given,
    );
  };
  let loaded = load();
  const failures: Failure[] = [...found.failures];
  let fixed = 0;
  if (options.fix) {
    for (let round = 0; round < maximumFixRounds; round++) {
      const outcome = fixRound(loaded, host.workingFolder);
      failures.push(...outcome.failures);
      fixed += outcome.fixed;
      if (outcome.fixed === 0) break;
      loaded = load();
    }
  }

  const result = lintResult(loaded, [...failures, ...loaded.failures], options.date, host);
  const colours = picocolors.createColors(options.colour.output);
  host.output.write(options.format === 'json' ? formatJson(result) : formatPretty(result, colours));
  writeSummary(result, fixed, options, host);
  return exitCode(result, options);
}

type Loaded = LoadedDesigns & { readonly project: Project };

async function givenText(paths: readonly string[], options: LintOptions, host: Host): Promise<GivenText | undefined> {
  const wanted = paths.includes('-');
  if (!wanted && options.stdinFilename === undefined) return undefined;
  if (!wanted) throw new UsageError('--stdin-filename says what standard input is to be taken for: add - as a path.');
  if (options.stdinFilename === undefined) {
    throw new UsageError('Standard input has no name: say with --stdin-filename what file it is to be taken for.');
  }
  if (options.fix) throw new UsageError('--fix changes files, and standard input is none.');
  const path = resolve(host.workingFolder, options.stdinFilename);
  const bytes = await host.readInput(maximumDesignBytes);
  // Too much to read is told like a file that is too large.
  return { path, bytes: bytes ?? new Uint8Array(maximumDesignBytes + 1) };
}

/** Findings of the designs that were asked for, and of those they import from the same workspace. */
function lintResult(loaded: Loaded, failures: readonly Failure[], date: string, host: Host): LintResult {
  const places = new Places(
    (uri) => loaded.all.get(uri)?.text,
    (uri) => {
      const design = loaded.all.get(uri);
      return design ? displayPath(design.path, host.workingFolder) : uri;
    },
  );
  const files: LintedFile[] = [...loaded.all.values()]
    .map((design) => ({
      uri: design.uri,
      path: places.path(design.uri),
      findings: loaded.project.findings(design.uri),
    }))
    .sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0));
  return { date, files, failures, places };
}

/** Applies safe fixes once. A file that cannot be written is left as it was and told. */
function fixRound(loaded: Loaded, workingFolder: string): { fixed: number; failures: Failure[] } {
  const failures: Failure[] = [];
  // Only what was asked for is changed: what it imports may belong to others.
  const texts = new Map(loaded.designs.map((design) => [design.uri, design.text]));
  const fixes = loaded.designs
    .flatMap((design) => loaded.project.findings(design.uri))
    .flatMap((finding) => finding.fixes.find((fix) => fix.safe) ?? []);
  const outcome = applyFixes(texts, fixes);
  for (const [uri, text] of outcome.texts) {
    const design = loaded.all.get(uri)!;
    try {
      writeFileWhole(design.path, design.byteOrderMark ? `\ufeff${text}` : text);
    } catch (error) {
      failures.push({
        path: displayPath(design.path, workingFolder),
        reason: `it was not changed: ${systemReason(error)}`,
      });
    }
  }
  return { fixed: failures.length > 0 ? 0 : outcome.applied.length, failures };
}

function writeSummary(result: LintResult, fixed: number, options: LintOptions, host: Host): void {
  const colours = picocolors.createColors(options.colour.errors);
  for (const failure of result.failures) {
    host.errors.write(
      `${colours.bold(printable(failure.path))}: ${colours.red('error')}: cannot be checked: ${printable(failure.reason)}.\n`,
    );
  }
  const counts = countSeverities(result.files);
  const parts = [`${counted(result.files.length, 'file', 'files')} checked: ${describeCounts(counts)}`];
  if (fixed > 0) parts.push(`${counted(fixed, 'place', 'places')} fixed`);
  const fixable = result.files.flatMap((file) => file.findings).filter(hasSafeFix).length;
  if (fixable > 0 && !options.fix) parts.push(`--fix mends ${fixable}`);
  if (options.maxWarnings !== undefined && counts.warning > options.maxWarnings) {
    parts.push(`more than ${counted(options.maxWarnings, 'warning', 'warnings')}`);
  }
  if (result.failures.length > 0) parts.push(`${counted(result.failures.length, 'path', 'paths')} not checked`);
  const failed = exitCode(result, options) !== exitCodes.clean;
  host.errors.write(`${(failed ? colours.red : colours.green)(parts.join('; '))}.\n`);
}

function hasSafeFix(finding: Finding): boolean {
  return finding.fixes.some((fix) => fix.safe);
}

function exitCode(result: LintResult, options: LintOptions): ExitCode {
  const findings = result.files.flatMap((file) => file.findings);
  if (result.failures.length > 0 || findings.some((finding) => finding.analysis === 'impossible')) {
    return exitCodes.cannotAnalyse;
  }
  const { failOn, maxWarnings } = options;
  if (failOn !== 'never' && findings.some((finding) => isAtLeast(finding.severity, failOn))) return exitCodes.findings;
  const warnings = findings.filter((finding) => finding.severity === 'warning').length;
  return maxWarnings !== undefined && warnings > maxWarnings ? exitCodes.findings : exitCodes.clean;
}

function isAtLeast(severity: Severity, level: Severity): boolean {
  return severities.indexOf(severity) >= severities.indexOf(level);
}
