import { relative, sep } from 'node:path';

/** A path as results show it: relative to the working folder, with forward slashes on every system. */
export function displayPath(path: string, workingFolder: string): string {
  const shown = (relative(workingFolder, path) || '.').split(sep).join('/');
  // A line that begins with `::` is a command to GitHub's runner, and one that begins with `-` looks like an option.
  return shown.startsWith(':') || shown.startsWith('-') ? `./${shown}` : shown;
}
