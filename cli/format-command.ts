import { resolve } from 'node:path';
import picocolors from 'picocolors';
import { formatText, LineIndex, organiseText, type FormattedText } from '../language/pipeline.ts';
import { exitCodes, UsageError, type ExitCode } from './exit-code.ts';
import { findDesigns, type Failure } from './find-designs.ts';
import type { MendedFile } from './find-fixes.ts';
import { formatDiff } from './formats/format-diff.ts';
import type { Host } from './host.ts';
import { counted } from './lint-result.ts';
import { displayPath } from './paths.ts';
import { printable } from './printable.ts';
import { decodeDesign, maximumDesignBytes, readDesign, systemReason, tooLarge } from './read-design.ts';
import { writeFileWhole } from './write-file.ts';

export interface FormatOptions {
  /** Write nothing and tell which files are not in their form. */
  readonly check: boolean;
  /** Write nothing and print what would be changed. */
  readonly diff: boolean;
  /** Put imports and declarations in order as well. */
  readonly organise: boolean;
  /** What standard input is called in messages. */
  readonly stdinFilename?: string;
  readonly colour: { readonly output: boolean; readonly errors: boolean };
}

/** A design as it was read, and as it should be. */
interface Formatted extends MendedFile {
  readonly shown: string;
  readonly problems: FormattedText['problems'];
}

/** `parapet format`: gives designs the one form there is. */
export async function format(paths: readonly string[], options: FormatOptions, host: Host): Promise<ExitCode> {
  const fromInput = paths.includes('-');
  if (!fromInput && options.stdinFilename !== undefined) {
    throw new UsageError('--stdin-filename says what standard input is to be taken for: add - as a path.');
  }
  if (fromInput && paths.length > 1) {
    throw new UsageError('Standard input is formatted alone: its text goes to standard output.');
  }
  const failures: Failure[] = [];
  const designs = fromInput
    ? await readInput(options, host, failures)
    : await readFiles(paths, options, host.workingFolder, failures);
  const changed = designs.filter(({ before, after }) => before !== after);

  if (options.diff) {
    host.output.write(formatDiff(changed, host.workingFolder, picocolors.createColors(options.colour.output)));
  } else if (fromInput && !options.check) {
    for (const { after, byteOrderMark } of designs) host.output.write(byteOrderMark ? `\ufeff${after}` : after);
  } else {
    if (!options.check) failures.push(...write(changed, host));
    for (const { shown } of changed) host.output.write(`${printable(shown)}\n`);
  }
  writeSummary(designs, changed.length, failures, options, host);
  return exitCode(designs, changed.length, failures, options);
}

async function readInput(options: FormatOptions, host: Host, failures: Failure[]): Promise<Formatted[]> {
  const name = options.stdinFilename ?? 'standard-input.parapet';
  const bytes = await host.readInput(maximumDesignBytes);
  const read = bytes ? decodeDesign(bytes) : { reason: tooLarge(maximumDesignBytes + 1) };
  return formatted(
    resolve(host.workingFolder, name),
    options.stdinFilename ?? 'standard input',
    read,
    options,
    failures,
  );
}

async function readFiles(
  paths: readonly string[],
  options: FormatOptions,
  workingFolder: string,
  failures: Failure[],
): Promise<Formatted[]> {
  const found = await findDesigns(paths, workingFolder);
  failures.push(...found.failures);
  return found.files.flatMap((path) =>
    formatted(path, displayPath(path, workingFolder), readDesign(path), options, failures),
  );
}

function formatted(
  path: string,
  shown: string,
  read: ReturnType<typeof readDesign>,
  options: FormatOptions,
  failures: Failure[],
): Formatted[] {
  if ('reason' in read) {
    failures.push({ path: shown, reason: read.reason });
    return [];
  }
  const uri = 'file:///design.parapet';
  const { text, problems } = formatText(uri, read.text);
  const after = options.organise ? organiseText(uri, text) : text;
  return [{ path, shown, before: read.text, after, byteOrderMark: read.byteOrderMark, problems }];
}

/** A file that cannot be written is left as it was and told. */
function write(changed: readonly Formatted[], host: Host): Failure[] {
  return changed.flatMap(({ path, shown, after, byteOrderMark }) => {
    try {
      writeFileWhole(path, byteOrderMark ? `\ufeff${after}` : after);
      return [];
    } catch (error) {
      return [{ path: displayPath(path, host.workingFolder) || shown, reason: systemReason(error) }];
    }
  });
}

function writeSummary(
  designs: readonly Formatted[],
  changed: number,
  failures: readonly Failure[],
  options: FormatOptions,
  host: Host,
): void {
  const colours = picocolors.createColors(options.colour.errors);
  for (const { shown, before, problems } of designs) {
    const lines = new LineIndex(before);
    for (const { start, message } of problems) {
      const { line, character } = lines.positionAt(start);
      const place = `${printable(shown)}:${line + 1}:${character + 1}`;
      host.errors.write(`${colours.bold(place)}: ${colours.red('error')}: not formatted: ${printable(message)}\n`);
    }
  }
  for (const { path, reason } of failures) {
    host.errors.write(
      `${colours.bold(printable(path))}: ${colours.red('error')}: cannot be formatted: ${printable(reason)}.\n`,
    );
  }
  const dry = options.check || options.diff;
  const done = changed === 0 ? 'all in their form' : `${changed} ${dry ? 'not in their form' : 'formatted'}`;
  const parts = [`${counted(designs.length, 'file', 'files')} checked: ${done}`];
  if (failures.length > 0) parts.push(`${counted(failures.length, 'path', 'paths')} not formatted`);
  const failed = exitCode(designs, changed, failures, options) !== exitCodes.clean;
  host.errors.write(`${(failed ? colours.red : colours.green)(parts.join('; '))}.\n`);
}

function exitCode(
  designs: readonly Formatted[],
  changed: number,
  failures: readonly Failure[],
  options: FormatOptions,
): ExitCode {
  if (failures.length > 0 || designs.some(({ problems }) => problems.length > 0)) return exitCodes.cannotAnalyse;
  return options.check && changed > 0 ? exitCodes.findings : exitCodes.clean;
}
