import type { FoldingRange, Position, SelectionRange } from 'vscode-languageserver-types';
import type { Project } from '../project.ts';
import { tokenAt } from './cursor-context.ts';
import type { ParsedFile, ParsedStatement } from './parse.ts';
import { rangeOf } from './places.ts';

/** What can be folded: blocks, comments of several lines, and runs of imports and of line comments. */
export function foldingRanges(project: Project, uri: string): FoldingRange[] {
  const file = project.parsed(uri);
  if (!file) return [];
  const { lines } = file;
  const ranges: FoldingRange[] = [];
  const add = (start: number, end: number, kind?: FoldingRange['kind']): void => {
    const startLine = lines.positionAt(start).line;
    const endLine = lines.positionAt(end).line;
    if (endLine > startLine) ranges.push({ startLine, endLine, ...(kind ? { kind } : {}) });
  };
  const open: number[] = [];
  for (const token of file.tokens) {
    if (token.type === '{') open.push(token.start);
    else if (token.type === '}') {
      const start = open.pop();
      // The closing brace stays in sight.
      if (start !== undefined)
        add(start, lines.offsetAt({ line: lines.positionAt(token.start).line - 1, character: 0 }));
    }
  }
  let run: { first: number; last: number; end: number } | undefined;
  const finish = (): void => {
    if (run && run.last > run.first) ranges.push({ startLine: run.first, endLine: run.last, kind: 'comment' });
    run = undefined;
  };
  for (const comment of file.comments) {
    if (comment.type === 'LINE_COMMENT') {
      const { line } = lines.positionAt(comment.start);
      const alone = lines.lineText(line).trimStart().startsWith('//');
      if (run && alone && line === run.last + 1) run.last = line;
      else {
        finish();
        if (alone) run = { first: line, last: line, end: comment.end };
      }
    } else if (comment.type === 'BLOCK_COMMENT' || comment.type === 'DOC_COMMENT') {
      finish();
      add(comment.start, comment.end, 'comment');
    }
  }
  finish();
  const imports = file.statements.filter((statement) => statement.node.$type === 'Import');
  if (imports.length > 1) add(imports[0]!.start, imports.at(-1)!.end, 'imports');
  return ranges.sort((left, right) => left.startLine - right.startLine || right.endLine - left.endLine);
}

/** For each position, what grows around it: word, list entry or block, statement, container, file. */
export function selectionRanges(project: Project, uri: string, positions: readonly Position[]): SelectionRange[] {
  const file = project.parsed(uri);
  if (!file) return [];
  return positions.map((position) => selectionAt(file, file.lines.offsetAt(position)));
}

function selectionAt(file: ParsedFile, offset: number): SelectionRange {
  const places: { start: number; end: number }[] = [{ start: 0, end: file.text.length }];
  const enter = (place: { start: number; end: number }): void => {
    const last = places.at(-1)!;
    if (place.start < last.start || place.end > last.end) return;
    if (place.start === last.start && place.end === last.end) return;
    places.push(place);
  };
  let list: readonly ParsedStatement[] | undefined = file.statements;
  while (list) {
    const inside: ParsedStatement | undefined = list.find(
      (statement) => (statement.documentation?.start ?? statement.start) <= offset && offset <= statement.end,
    );
    if (!inside) break;
    if (inside.documentation) enter({ start: inside.documentation.start, end: inside.end });
    if (offset >= inside.start) {
      enter({ start: inside.start, end: inside.end });
      for (const block of bracesAround(file, inside, offset)) enter(block);
    }
    list = offset >= inside.start ? inside.children : undefined;
  }
  const line = file.lines.positionAt(offset).line;
  const text = file.lines.lineText(line);
  const lineStart = file.lines.offsetAt({ line, character: 0 });
  const trimmed = {
    start: lineStart + (text.length - text.trimStart().length),
    end: lineStart + text.trimEnd().length,
  };
  if (trimmed.start <= offset && offset <= trimmed.end) enter(trimmed);
  const token = tokenAt(file, offset);
  if (token) enter({ start: token.start, end: token.end });
  let selection: SelectionRange | undefined;
  for (const place of places)
    selection = { range: rangeOf(file.lines, place), ...(selection ? { parent: selection } : {}) };
  return selection!;
}

/** Blocks in braces of a statement that hold an offset, outermost first: what is between the braces. */
function bracesAround(file: ParsedFile, statement: ParsedStatement, offset: number): { start: number; end: number }[] {
  const open: number[] = [];
  const found: { start: number; end: number }[] = [];
  for (const token of file.tokens) {
    if (token.start < statement.start) continue;
    if (token.start >= statement.end) break;
    if (token.type === '{') open.push(token.end);
    else if (token.type === '}') {
      const start = open.pop();
      if (start !== undefined && start <= offset && offset <= token.start) found.push({ start, end: token.start });
    }
  }
  return found.sort((left, right) => left.start - right.start);
}
