import { createTwoFilesPatch } from 'diff';
import type { Colors } from 'picocolors/types';
import type { MendedFile } from '../find-fixes.ts';
import { displayPath } from '../paths.ts';
import { printableSource } from '../printable.ts';

/** What mending would change, as `patch` and `git apply` take it; in colours it is for reading only. */
export function formatDiff(mended: readonly MendedFile[], workingFolder: string, colours: Colors): string {
  return mended
    .map(({ path, before, after }) => {
      const shown = displayPath(path, workingFolder);
      const patch = createTwoFilesPatch(`a/${shown}`, `b/${shown}`, before, after, undefined, undefined, {
        headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
      });
      return colours.isColorSupported ? coloured(patch, colours) : patch;
    })
    .join('');
}

function coloured(patch: string, colours: Colors): string {
  return patch
    .split('\n')
    .map((line) => {
      const shown = printableSource(line.replace(/\r$/, ''));
      if (/^(---|\+\+\+) /.test(line)) return colours.bold(shown);
      if (line.startsWith('@@')) return colours.cyan(shown);
      if (line.startsWith('+')) return colours.green(shown);
      return line.startsWith('-') ? colours.red(shown) : shown;
    })
    .join('\n');
}
