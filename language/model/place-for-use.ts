import { countWhile } from './count-while.ts';
import type { ParsedFile, ParsedStatement } from '../services/parse.ts';

/** Where a declaration is inserted. */
export interface DeclarationPlace {
  readonly offset: number;
  /** What to insert there, line breaks and indentation included. */
  readonly textOf: (declaration: string) => string;
}

/**
 * Where to write the declaration of something that a statement at `offset` refers to, and how: after the last `use` of
 * the group or zone it is in, else of the top level, else before the first statement that is no heading.
 */
export function placeForUse(file: ParsedFile, offset: number): DeclarationPlace {
  const path: (readonly ParsedStatement[])[] = [file.statements];
  for (let list = file.statements; ;) {
    const holder = list[countWhile(list, ({ start }) => start < offset) - 1];
    if (!holder?.children || offset >= holder.end) break;
    list = holder.children;
    path.unshift(list);
  }
  const eol = file.text.includes('\r\n') ? '\r\n' : '\n';
  for (const list of path) {
    const last = lastBefore(list, offset, 'uses');
    if (!last) continue;
    const line = file.lines.positionAt(last.start).line;
    const indent = /^[ \t]*/.exec(file.lines.lineText(line))![0];
    const lastLine = file.lines.positionAt(last.end).line;
    const end = file.lines.offsetAt({ line: lastLine, character: file.lines.lineText(lastLine).length });
    return { offset: end, textOf: (declaration) => `${eol}${indent}${declaration}` };
  }
  const heading = lastBefore(file.statements, offset, 'headings');
  if (heading) {
    const lastLine = file.lines.positionAt(heading.end).line;
    const end = file.lines.offsetAt({ line: lastLine, character: file.lines.lineText(lastLine).length });
    return { offset: end, textOf: (declaration) => `${eol}${eol}${declaration}` };
  }
  const first = file.statements[0];
  const start = first ? (first.documentation?.start ?? first.start) : 0;
  const lineStart = file.lines.offsetAt({ line: file.lines.positionAt(Math.min(start, offset)).line, character: 0 });
  return { offset: lineStart, textOf: (declaration) => `${declaration}${eol}` };
}

interface Landmarks {
  readonly uses: readonly ParsedStatement[];
  readonly headings: readonly ParsedStatement[];
}

/** A file can have thousands of unknown names, for each of which a place is wanted. */
const landmarks = new WeakMap<readonly ParsedStatement[], Landmarks>();

function lastBefore(
  list: readonly ParsedStatement[],
  offset: number,
  what: keyof Landmarks,
): ParsedStatement | undefined {
  let known = landmarks.get(list);
  if (!known) {
    known = {
      uses: list.filter(({ node }) => node.$type === 'Use'),
      headings: list.filter(({ node }) => node.$type === 'Import' || node.$type === 'Architecture'),
    };
    landmarks.set(list, known);
  }
  return known[what][countWhile(known[what], ({ end }) => end <= offset) - 1];
}
