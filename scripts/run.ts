import { spawn } from 'node:child_process';

/** How a program ended. `output` is what it printed, both streams in the order they came, where it was asked to keep it. */
export interface RunResult {
  readonly code: number;
  readonly output: string;
  /** Milliseconds. */
  readonly time: number;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Print while it runs; default true. */
  readonly show?: boolean;
  /** Lines to keep back from what is shown. They are in `output` all the same. */
  readonly hide?: RegExp;
}

/**
 * Runs a program without a shell and without input, and waits for it. Never throws for a program that fails: the code
 * says so (127 where it could not be started, 128 where a signal ended it).
 */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const { cwd, env, show = true, hide } = options;
  const start = performance.now();
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let rest = '';
    const print = (line: string, end: string): void => {
      if (!hide?.test(line)) process.stdout.write(line + end);
    };
    const take = (text: string): void => {
      output += text;
      if (!show) return;
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) print(line, '\n');
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', take);
    const end = (code: number, why = ''): void => {
      if (rest !== '') print(rest, '\n');
      rest = '';
      if (show && why !== '') print(why, '\n');
      resolve({ code, output: output + why, time: performance.now() - start });
    };
    child.once('error', (error) => end(127, `${program}: ${error.message}`));
    child.once('close', (code, signal) => end(code ?? 128, signal === null ? '' : `${program} was ended by ${signal}`));
  });
}
