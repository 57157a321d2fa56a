import { appendFileSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import picocolors from 'picocolors';
import { UsageError } from './exit-code.ts';
import type { Failure } from './find-designs.ts';
import type { Host } from './host.ts';
import type { LintOptions, LintOutput } from './lint-options.ts';
import type { LintResult } from './lint-result.ts';
import { displayPath } from './paths.ts';
import { printable } from './printable.ts';
import { systemReason } from './read-design.ts';
import { writeFileWhole } from './write-file.ts';

/** Where results are written, as asked for or by default. */
function outputsOf(options: LintOptions): readonly LintOutput[] {
  if (options.format.length > 0) return options.format;
  // The difference takes the place of the findings.
  return options.diff ? [] : [{ format: 'pretty' }];
}

/** Throws where two results would be written over each other, or one over a design. */
export function checkOutputs(options: LintOptions, designs: readonly string[], host: Host): void {
  const taken = new Map<string | undefined, string>();
  if (options.diff) taken.set(undefined, '--diff');
  for (const { format, file } of outputsOf(options)) {
    const path = file === undefined ? undefined : resolve(host.workingFolder, file);
    const other = taken.get(path);
    if (other !== undefined) {
      throw new UsageError(
        `${other} and ${format} are both written to ${path === undefined ? 'standard output' : printable(file!)}: ` +
          `name a file for one of them, as in --format ${format}:FILE.`,
      );
    }
    if (path !== undefined && designs.includes(path)) {
      throw new UsageError(`${printable(file!)} is a design that is checked: --format ${format} would overwrite it.`);
    }
    taken.set(path, format);
  }
}

/** Writes the result in each format that was asked for. Gives the files that could not be written. */
export async function writeOutputs(result: LintResult, options: LintOptions, host: Host): Promise<Failure[]> {
  const failures: Failure[] = [];
  for (const { format, file } of outputsOf(options)) {
    if (format === 'github') failures.push(...(await writeStepSummary(result, host)));
    const text = await formatResult(result, format, file === undefined, options);
    if (file === undefined) {
      host.output.write(text);
      continue;
    }
    const path = resolve(host.workingFolder, file);
    try {
      writeResult(path, text);
    } catch (error) {
      failures.push({
        path: displayPath(path, host.workingFolder),
        what: 'written',
        reason: systemReason(error, 'write'),
      });
    }
  }
  return failures;
}

/** Throws what the system says. */
function writeResult(path: string, text: string): void {
  const status = statSync(path, { throwIfNoEntry: false });
  const isStream = path.startsWith('/dev/') || (status && !status.isFile() && !status.isDirectory());
  // A pipe or a device (/dev/stdout) is written into; another file in its place would be of no use to anybody.
  if (isStream) return appendFileSync(path, text);
  mkdirSync(dirname(path), { recursive: true });
  writeFileWhole(path, text);
}

/** GitHub shows what is added to this file on the page of the run; a table there has room for all findings. */
async function writeStepSummary(result: LintResult, host: Host): Promise<Failure[]> {
  const file = host.environment['GITHUB_STEP_SUMMARY'];
  if (file === undefined || file === '') return [];
  const { formatMarkdown } = await import('./formats/format-markdown.ts');
  try {
    appendFileSync(resolve(host.workingFolder, file), `${formatMarkdown(result)}\n`);
    return [];
  } catch (error) {
    return [{ path: file, what: 'written', reason: systemReason(error, 'write') }];
  }
}

/** Each format is loaded when it is asked for. */
async function formatResult(
  result: LintResult,
  format: LintOutput['format'],
  toTerminal: boolean,
  options: LintOptions,
): Promise<string> {
  const colours = picocolors.createColors(toTerminal && options.colour.output);
  switch (format) {
    case 'pretty':
      // What measures characters for it takes a while to load, and a clean run has none to measure.
      if (result.files.every((file) => file.findings.length === 0)) return '';
      return (await import('./formats/format-pretty.ts')).formatPretty(result, colours);
    case 'compact':
      return (await import('./formats/format-compact.ts')).formatCompact(result);
    case 'json':
      return (await import('./formats/format-json.ts')).formatJson(result);
    case 'sarif':
      return (await import('./formats/format-sarif.ts')).formatSarif(result);
    case 'github':
      return (await import('./formats/format-github.ts')).formatGithub(result);
    case 'azure':
      return (await import('./formats/format-azure.ts')).formatAzure(result);
    case 'gitlab':
      return (await import('./formats/format-gitlab.ts')).formatGitlab(result);
    case 'junit':
      return (await import('./formats/format-junit.ts')).formatJunit(result, options.failOn);
    case 'markdown':
      return (await import('./formats/format-markdown.ts')).formatMarkdown(result);
  }
}
