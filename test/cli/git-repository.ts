import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder } from './run-parapet.ts';

/** A Git repository of its own in a new folder, untouched by how Git is set up on the machine. */
export class GitRepository {
  readonly folder = makeFolder();

  constructor() {
    this.git('init', '--quiet', '--initial-branch', 'main');
  }

  git(...words: readonly string[]): string {
    return execFileSync('git', words, {
      cwd: this.folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...gitEnvironment },
    }).trim();
  }

  /** Writes files; `undefined` removes one. */
  write(files: Readonly<Record<string, string | undefined>>): void {
    for (const [path, text] of Object.entries(files)) {
      const file = join(this.folder, path);
      if (text === undefined) rmSync(file);
      else {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    }
  }

  /** Writes files and commits everything; gives the commit. */
  commit(files: Readonly<Record<string, string | undefined>>): string {
    this.write(files);
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message', 'A change');
    return this.git('rev-parse', 'HEAD');
  }
}

/** Nobody's settings, and a person who is not one. */
export const gitEnvironment = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.com',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.com',
};
