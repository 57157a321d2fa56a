import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { UsageError } from './exit-code.ts';
import { git, GitError } from './git.ts';
import { printable } from './printable.ts';
import { maximumDesignBytes } from './read-design.ts';
import { isInside } from './workspace-root.ts';

/** More designs than this are no architecture's. */
const maximumFiles = 20_000;

/**
 * Writes the designs of a commit into an empty folder, as they lie in the repository, and gives the folder that
 * `workingFolder` is there. The commit is where the work on `base` and the work since then parted, so that what others
 * did on `base` in the meantime is neither; where git does not know that (a shallow clone), it is `base` itself.
 *
 * Configuration is taken from the repository as it is now: what changed is the designs, judged by the same rules.
 */
export async function readBase(
  base: string,
  workingFolder: string,
  into: string,
  named: readonly string[],
): Promise<string> {
  const root = await repositoryRoot(workingFolder);
  const commit = await resolveCommit(base, root);
  const listed = (await git(['ls-tree', '-r', '-z', '--full-tree', commit], root)).toString('utf8');
  const wanted: { readonly object: string; readonly path: string }[] = [];
  for (const entry of listed.split('\0')) {
    const parts = /^100(?:644|755) blob ([0-9a-f]{40,64})\t(.+)$/s.exec(entry);
    if (!parts) continue;
    const path = parts[2]!;
    if ((path.endsWith('.parapet') || named.includes(path)) && isPlain(path)) wanted.push({ object: parts[1]!, path });
    if (wanted.length > maximumFiles) throw new UsageError(`${printable(base)} has more than ${maximumFiles} designs.`);
  }
  await writeObjects(wanted, root, into);
  await copyConfiguration(root, into);
  // Marks the folder as a repository, which is what imports must stay in.
  mkdirSync(join(into, '.git'), { recursive: true });
  const way = workingFolder === root ? '' : workingFolder.slice(root.length + 1);
  const folder = join(into, way);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** The top folder of the repository that a folder lies in. */
export async function repositoryRoot(folder: string): Promise<string> {
  try {
    const text = (await git(['rev-parse', '--show-toplevel'], folder)).toString('utf8').replace(/\r?\n$/, '');
    return sep === '/' ? text : text.split('/').join(sep);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new UsageError(
      `--base compares with a commit, and this folder is in no Git repository. git says: ${error.message}`,
    );
  }
}

async function resolveCommit(base: string, root: string): Promise<string> {
  let commit: string;
  try {
    // Whatever it begins with, it is a revision and no option.
    const words = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${base}^{commit}`];
    commit = (await git(words, root)).toString('utf8').trim();
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new UsageError(
      `There is no commit ${printable(base)} here. Where the clone is shallow, fetch it first (docs/pull-requests.md says how).`,
    );
  }
  try {
    return (await git(['merge-base', commit, 'HEAD'], root)).toString('utf8').trim() || commit;
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return commit;
  }
}

/** A path that stays where it is written; git itself makes no others, but whoever wrote the tree may have. */
function isPlain(path: string): boolean {
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && part.toLowerCase() !== '.git');
}

async function writeObjects(
  wanted: readonly { readonly object: string; readonly path: string }[],
  root: string,
  into: string,
): Promise<void> {
  if (wanted.length === 0) return;
  const batch = await git(['cat-file', '--batch'], root, wanted.map(({ object }) => `${object}\n`).join(''));
  let offset = 0;
  for (const { path } of wanted) {
    const lineEnd = batch.indexOf(10, offset);
    const size = Number(/^[0-9a-f]+ blob (\d+)$/.exec(batch.toString('latin1', offset, lineEnd))?.[1]);
    if (lineEnd < 0 || Number.isNaN(size)) throw new UsageError(`git could not give ${printable(path)} as it was.`);
    const content = batch.subarray(lineEnd + 1, lineEnd + 1 + size);
    offset = lineEnd + 1 + size + 1;
    const file = join(into, ...path.split('/'));
    if (size > maximumDesignBytes || !isInside(file, into)) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

async function copyConfiguration(root: string, into: string): Promise<void> {
  const words = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ':(glob)**/parapet*.json'];
  const paths = (await git(words, root)).toString('utf8').split('\0');
  for (const path of new Set(paths)) {
    if (path === '' || !isPlain(path)) continue;
    let content: Buffer;
    try {
      content = readFileSync(join(root, ...path.split('/')));
    } catch {
      // Deleted, or not to be read: told where the designs of today are checked.
      continue;
    }
    const file = join(into, ...path.split('/'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}
