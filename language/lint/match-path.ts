/** Patterns that one pattern with braces may stand for, and characters of a pattern. */
const maximumAlternatives = 64;
const maximumLength = 500;

/** A pattern for paths, ready to be asked. */
export type PathPattern = readonly (readonly string[])[];

/**
 * Reads a pattern for paths with forward slashes: `*` stands for any characters but `/`, `?` for one, `**` between
 * slashes for any number of folders, `{a,b}` for either. A pattern that ends in `/` stands for all in that folder.
 * Gives what is wrong with it where it is none.
 *
 * No regular expression is made of it: those a stranger writes can take for ever, and this takes at most the product
 * of both lengths.
 */
export function readPathPattern(pattern: string): PathPattern | { readonly problem: string } {
  if (pattern.trim() === '') return { problem: 'is empty' };
  if (pattern.length > maximumLength) return { problem: `is longer than ${maximumLength} characters` };
  if (pattern.includes('\\')) return { problem: 'has a backslash: paths are written with forward slashes' };
  if (/^([a-z]:|\/)/i.test(pattern)) return { problem: 'is absolute: patterns are relative to the file they stand in' };
  const alternatives = expandBraces(pattern);
  if (!alternatives)
    return { problem: `has braces that are not closed, or mean more than ${maximumAlternatives} patterns` };
  const read = alternatives.map((alternative) => {
    const segments = alternative.split('/').filter((segment) => segment !== '.' && segment !== '');
    return alternative.endsWith('/') ? [...segments, '**'] : segments;
  });
  if (read.some((segments) => segments.includes('..'))) return { problem: 'leads out of its folder' };
  return read;
}

/** Whether a path, relative and with forward slashes, fits a pattern. */
export function matchesPath(pattern: PathPattern, path: string): boolean {
  const segments = path.split('/');
  return pattern.some((alternative) => matchesAll(alternative, segments, '**', matchesSegment));
}

function matchesSegment(pattern: string, segment: string): boolean {
  return matchesAll([...pattern], [...segment], '*', (one, other) => one === '?' || one === other);
}

/** Matches pieces one by one; `wild` stands for any number of them. Only the last `wild` is ever tried again. */
function matchesAll(
  pattern: readonly string[],
  pieces: readonly string[],
  wild: string,
  fits: (pattern: string, piece: string) => boolean,
): boolean {
  let at = 0;
  let retry: { pattern: number; piece: number } | undefined;
  for (let piece = 0; piece < pieces.length;) {
    const wanted = pattern[at];
    if (wanted === wild) {
      retry = { pattern: ++at, piece };
    } else if (wanted !== undefined && fits(wanted, pieces[piece]!)) {
      at++;
      piece++;
    } else if (retry) {
      at = retry.pattern;
      piece = ++retry.piece;
    } else {
      return false;
    }
  }
  while (pattern[at] === wild) at++;
  return at === pattern.length;
}

/** The patterns that one with braces stands for; undefined where there are too many, or a brace is not closed. */
function expandBraces(pattern: string): readonly string[] | undefined {
  const done: string[] = [];
  const open = [pattern];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const start = next.indexOf('{');
    if (start < 0) {
      if (next.includes('}')) return undefined;
      done.push(next);
      continue;
    }
    const parts: string[] = [];
    let depth = 0;
    let from = start + 1;
    let end = -1;
    for (let index = start; index < next.length && end < 0; index++) {
      const character = next[index];
      if (character === '{') depth++;
      if (character === '}') depth--;
      if (depth === 0 || (depth === 1 && character === ',')) {
        parts.push(next.slice(from, index));
        from = index + 1;
      }
      if (depth === 0) end = index;
    }
    if (end < 0) return undefined;
    open.unshift(...parts.map((part) => `${next.slice(0, start)}${part}${next.slice(end + 1)}`));
    if (open.length + done.length > maximumAlternatives) return undefined;
  }
  return done;
}
