import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { runCommandLine } from '../../cli/program.ts';

/** The project's own folder. */
export const projectFolder = resolve(import.meta.dirname, '../..');

/** The day that tests judge life cycles by, so that they say the same next year. */
export const testDay = '2026-11-21';

/** What a run of the command line did. */
export interface Run {
  readonly code: number;
  /** What it wrote to standard output and to standard error. */
  readonly output: string;
  readonly errors: string;
}

export interface RunOptions {
  /** Absolute; the project's own folder unless told. */
  readonly workingFolder?: string;
  readonly input?: string | Uint8Array;
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether a person reads along. */
  readonly terminal?: boolean;
}

/** Runs the command line in this process, as a shell would with these words. */
export async function runParapet(words: readonly string[], options: RunOptions = {}): Promise<Run> {
  let output = '';
  let errors = '';
  const isTerminal = options.terminal ?? false;
  const code = await runCommandLine(words, {
    workingFolder: options.workingFolder ?? projectFolder,
    environment: options.environment ?? {},
    today: testDay,
    output: { write: (text) => void (output += text), isTerminal },
    errors: { write: (text) => void (errors += text), isTerminal },
    readInput: async (limit) => {
      const bytes = Buffer.from(options.input ?? '');
      return bytes.byteLength > limit ? undefined : bytes;
    },
  });
  return { code, output, errors };
}

const folders: string[] = [];

/** A new folder with these files, by path with forward slashes. `removeFolders` takes it away again. */
export function makeFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = realpathSync.native(mkdtempSync(join(tmpdir(), 'parapet-test-')));
  folders.push(folder);
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}

/** Removes what `makeFolder` made. For `after`. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** A design without findings. */
export const cleanDesign = `use log-analytics as workspace
use sentinel
use entra-id as entra

entra -> workspace : log
workspace -> sentinel : log
`;

/** What `lint --format json` prints, as far as tests look at it. */
export interface JsonResult {
  readonly version: number;
  readonly date: string;
  readonly summary: { readonly error: number; readonly warning: number; readonly info: number };
  readonly files: readonly string[];
  readonly failures: readonly { readonly path: string; readonly reason: string }[];
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly message: string;
    readonly path: string;
    readonly range: {
      readonly start: { readonly line: number; readonly column: number };
      readonly end: { readonly line: number; readonly column: number };
    };
    readonly related: readonly { readonly message: string; readonly path: string }[];
    readonly fixes: readonly { readonly title: string; readonly safe: boolean; readonly edits: readonly unknown[] }[];
  }[];
}

/** Lints and gives the JSON with the code. */
export async function lintJson(
  words: readonly string[],
  options: RunOptions = {},
): Promise<JsonResult & { code: number }> {
  const run = await runParapet(['lint', '--format', 'json', ...words], options);
  return { ...(JSON.parse(run.output) as JsonResult), code: run.code };
}

/** `rule@line:column`, as short as a finding can be told. */
export function places(result: JsonResult): string[] {
  return result.findings.map(({ rule, range }) => `${rule}@${range.start.line}:${range.start.column}`);
}
