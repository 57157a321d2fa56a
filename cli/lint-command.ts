import { resolve } from 'node:path';
import picocolors from 'picocolors';
import { createProject, severities, type Finding, type Severity } from '../language/pipeline.ts';
import { changeBaselines, type ChangedBaseline } from './change-baseline.ts';
import { exitCodes, UsageError, type ExitCode } from './exit-code.ts';
import { findDesigns, type Failure } from './find-designs.ts';
import { chosenFix, findFixes, type MendedFile } from './find-fixes.ts';
import type { Host } from './host.ts';
import { lintDesigns } from './lint-designs.ts';
import { counted, countSeverities, describeCounts, type LintResult } from './lint-result.ts';
import type { LintOptions } from './lint-options.ts';
import { DesignLoader, filePath, fileUri, type GivenText } from './load-designs.ts';
import { displayPath } from './paths.ts';
import { placeFindings } from './place-findings.ts';
import { printable } from './printable.ts';
import { showProgress } from './progress.ts';
import { maximumDesignBytes, systemReason } from './read-design.ts';
import { checkOutputs, writeOutputs } from './write-outputs.ts';
import { writeFileWhole } from './write-file.ts';

/** `parapet lint`: tells what is wrong with designs. */
export async function lint(paths: readonly string[], options: LintOptions, host: Host): Promise<ExitCode> {
  checkBaselineOptions(options);
  const baseline = options.baseline === undefined ? undefined : fileUri(resolve(host.workingFolder, options.baseline));
  const given = await givenText(paths, options, host);
  const named = paths.filter((path) => path !== '-');
  const found = await findDesigns(named, host.workingFolder);
  checkOutputs(options, [...found.files, ...(given ? [given.path] : [])], host);
  const loader = new DesignLoader(
    found.files.filter((path) => path !== given?.path),
    host.workingFolder,
    (workspaceFolders) => createProject({ date: options.date, workspaceFolders, ...(baseline && { baseline }) }),
    given,
    baseline,
  );
  const failures: Failure[] = [...found.failures, ...loader.failures];

  const mending = options.fix || options.unsafeFixes || options.diff;
  const progress = showProgress(host);
  let mended: readonly MendedFile[] = [];
  let fixed = 0;
  let findings;
  if (mending) {
    // What is only shown leaves the findings as they are.
    const asWritten = options.diff ? lintDesigns(loader, progress.show) : undefined;
    const fixes = findFixes(loader, options.unsafeFixes);
    mended = fixes.mended;
    findings = asWritten ?? fixes.left;
    if (options.diff) for (const { uri, text } of loader.designs) loader.replaceText(uri, text);
    else {
      const refused = writeMended(mended, host);
      failures.push(...refused);
      fixed = refused.length > 0 ? 0 : fixes.count;
    }
  } else {
    findings = lintDesigns(loader, progress.show);
  }
  let changed: readonly ChangedBaseline[] = [];
  if (options.updateBaseline || options.pruneBaseline) {
    const outcome = changeBaselines(options.updateBaseline ? 'update' : 'prune', findings, loader, host.workingFolder);
    changed = outcome.changed;
    failures.push(...outcome.failures);
    findings = lintDesigns(loader, progress.show);
  }
  failures.push(...baselineFailures(baseline, loader, host));
  let result = placeFindings(findings, loader, failures, options.date, host.workingFolder);
  if (options.base !== undefined) {
    const before = [...named, ...(options.stdinFilename === undefined ? [] : [options.stdinFilename])];
    const { compareWithBase } = await import('./compare-with-base.ts');
    result = await compareWithBase(result, options.base, before, options.date, host);
  }
  progress.clear();

  if (options.diff) {
    const { formatDiff } = await import('./formats/format-diff.ts');
    const colours = picocolors.createColors(options.colour.output);
    host.output.write(formatDiff(mended, host.workingFolder, colours));
  }
  const unwritten = await writeOutputs(result, options, host);
  result = { ...result, failures: [...result.failures, ...unwritten] };
  writeSummary(result, fixed, changed, options, host);
  return exitCode(result, options);
}

function checkBaselineOptions({ updateBaseline, pruneBaseline, diff, base }: LintOptions): void {
  if (!updateBaseline && !pruneBaseline) return;
  const name = updateBaseline ? '--update-baseline' : '--prune-baseline';
  if (updateBaseline && pruneBaseline) {
    throw new UsageError('--update-baseline takes out what is found no more, too: leave out --prune-baseline.');
  }
  if (diff) throw new UsageError(`${name} writes a file, and --diff changes none.`);
  if (base !== undefined) throw new UsageError(`${name} is about all findings, and --base leaves out those it has.`);
}

/** A baseline that was named by hand and is not there: the configuration tells of its own. */
function baselineFailures(baseline: string | undefined, loader: DesignLoader, host: Host): Failure[] {
  if (baseline === undefined || loader.designs.length === 0) return [];
  const problem = loader.project.settingsProblem(baseline);
  if (problem === undefined) return [];
  return [{ path: displayPath(filePath(baseline)!, host.workingFolder), what: 'used as baseline', reason: problem }];
}

async function givenText(paths: readonly string[], options: LintOptions, host: Host): Promise<GivenText | undefined> {
  const wanted = paths.includes('-');
  if (!wanted && options.stdinFilename === undefined) return undefined;
  if (!wanted) throw new UsageError('--stdin-filename says what standard input is to be taken for: add - as a path.');
  if (options.stdinFilename === undefined) {
    throw new UsageError('Standard input has no name: say with --stdin-filename what file it is to be taken for.');
  }
  if ((options.fix || options.unsafeFixes) && !options.diff) {
    throw new UsageError('--fix changes files, and standard input is none; --diff shows what it would change.');
  }
  const path = resolve(host.workingFolder, options.stdinFilename);
  const bytes = await host.readInput(maximumDesignBytes);
  // Too much to read is told like a file that is too large.
  return { path, bytes: bytes ?? new Uint8Array(maximumDesignBytes + 1) };
}

/** A file that cannot be written is left as it was and told. */
function writeMended(mended: readonly MendedFile[], host: Host): Failure[] {
  return mended.flatMap(({ path, after, byteOrderMark }) => {
    try {
      writeFileWhole(path, byteOrderMark ? `\ufeff${after}` : after);
      return [];
    } catch (error) {
      return [{ path: displayPath(path, host.workingFolder), what: 'changed', reason: systemReason(error, 'write') }];
    }
  });
}

function writeSummary(
  result: LintResult,
  fixed: number,
  changed: readonly ChangedBaseline[],
  options: LintOptions,
  host: Host,
): void {
  const colours = picocolors.createColors(options.colour.errors);
  for (const failure of result.failures) {
    host.errors.write(
      `${colours.bold(printable(failure.path))}: ${colours.red('error')}: cannot be ${failure.what ?? 'checked'}: ${printable(failure.reason)}.\n`,
    );
  }
  const counts = countSeverities(result.files);
  const known = result.files.flatMap((file) => file.known ?? []).length;
  const silenced = result.files.flatMap((file) => file.suppressed ?? []).length;
  const found = `${describeCounts(counts)}${result.base === undefined || isClean(result) ? '' : ' new'}`;
  const parts = [`${counted(result.files.length, 'file', 'files')} checked: ${found}`];
  if (known > 0) parts.push(`${known} more known from ${printable(result.base!)}`);
  if (silenced > 0) parts.push(`${silenced} silenced`);
  for (const { path, entries, added, removed } of changed) {
    const moves = [...(added > 0 ? [`${added} new`] : []), ...(removed > 0 ? [`${removed} gone`] : [])];
    parts.push(
      `${printable(path)} has ${counted(entries, 'entry', 'entries')}${moves.length > 0 ? ` (${moves.join(', ')})` : ''}`,
    );
  }
  if (fixed > 0) parts.push(`${counted(fixed, 'place', 'places')} fixed`);
  const fixable = result.files.flatMap((file) => file.findings).filter((finding) => chosenFix(finding, false)).length;
  if (fixable > 0 && !options.fix && !options.unsafeFixes && !options.diff) parts.push(`--fix mends ${fixable}`);
  if (options.maxWarnings !== undefined && counts.warning > options.maxWarnings) {
    parts.push(`more than ${counted(options.maxWarnings, 'warning', 'warnings')}`);
  }
  const unchecked = result.failures.filter(({ what }) => what === undefined).length;
  if (unchecked > 0) parts.push(`${counted(unchecked, 'path', 'paths')} not checked`);
  const failed = exitCode(result, options) !== exitCodes.clean;
  host.errors.write(`${(failed ? colours.red : colours.green)(parts.join('; '))}.\n`);
}

function isClean(result: LintResult): boolean {
  return result.files.every((file) => file.findings.length === 0);
}

function exitCode(result: LintResult, options: LintOptions): ExitCode {
  const findings = result.files.flatMap((file) => file.findings);
  if (result.failures.length > 0 || findings.some((finding) => finding.analysis === 'impossible')) {
    return exitCodes.cannotAnalyse;
  }
  const { failOn, maxWarnings } = options;
  if (failOn !== 'never' && findings.some((finding) => isAtLeast(finding.severity, failOn))) return exitCodes.findings;
  const warnings = findings.filter((finding: Finding) => finding.severity === 'warning').length;
  return maxWarnings !== undefined && warnings > maxWarnings ? exitCodes.findings : exitCodes.clean;
}

function isAtLeast(severity: Severity, level: Severity): boolean {
  return severities.indexOf(severity) >= severities.indexOf(level);
}
