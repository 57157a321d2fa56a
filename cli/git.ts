import { spawn } from 'node:child_process';
import { UsageError } from './exit-code.ts';
import { printable } from './printable.ts';

/** More than any list of designs, and less than what fills a machine's memory. */
const maximumOutput = 256 * 1024 * 1024;

/**
 * Runs git in a folder and gives what it prints. Words are handed to it one by one and never to a shell; nothing that a
 * repository's own configuration names is run by the commands that are used here. Throws `UsageError` where git is not
 * there or says no.
 */
export function git(words: readonly string[], folder: string, input?: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['--no-pager', '-c', 'core.quotePath=false', '-c', 'core.fsmonitor=false', ...words], {
      cwd: folder,
      stdio: ['pipe', 'pipe', 'pipe'],
      shell: false,
      windowsHide: true,
      env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1', LC_ALL: 'C' },
    });
    const chunks: Buffer[] = [];
    let length = 0;
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => {
      length += chunk.byteLength;
      if (length > maximumOutput) child.kill();
      else chunks.push(chunk);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-4000)));
    child.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'ENOENT' ? 'git is not installed here' : error.message;
      reject(new UsageError(`git could not be run: ${reason}.`));
    });
    child.once('close', (code) => {
      if (code === 0 && length <= maximumOutput) resolve(Buffer.concat(chunks));
      else if (length > maximumOutput) reject(new UsageError('git gave more than can be read.'));
      else reject(new GitError(printable(errors.trim().split('\n')[0] ?? '')));
    });
    // A git that ends early closes its input; what it says then is told by its code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
  });
}

/** What git itself said when it would not. */
export class GitError extends Error {
  override readonly name = 'GitError';
}
