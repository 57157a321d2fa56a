import type { ParsedFile, ParsedStatement } from './parse.ts';

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
    const holder = list.find((statement) => statement.children && statement.start < offset && offset < statement.end);
    if (!holder?.children) break;
    list = holder.children;
    path.unshift(list);
  }
  const eol = file.text.includes('\r\n') ? '\r\n' : '\n';
  for (const list of path) {
    const last = list.findLast((statement) => statement.node.$type === 'Use' && statement.end <= offset);
    if (!last) continue;
    const line = file.lines.positionAt(last.start).line;
    const indent = /^[ \t]*/.exec(file.lines.lineText(line))![0];
    const lastLine = file.lines.positionAt(last.end).line;
    const end = file.lines.offsetAt({ line: lastLine, character: file.lines.lineText(lastLine).length });
    return { offset: end, textOf: (declaration) => `${eol}${indent}${declaration}` };
  }
  const heading = file.statements.findLast(
    (statement) =>
      (statement.node.$type === 'Import' || statement.node.$type === 'Architecture') && statement.end <= offset,
  );
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
