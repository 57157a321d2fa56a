import type { ParsedFile, ParsedStatement, Token } from '../parse.ts';
import { continuationWords } from '../statement-words.ts';
import { countWhile } from '../../model/count-while.ts';

/** Statements of one list that a selection touches. */
export interface SelectedStatements {
  /** The list they are in, with what is not selected. */
  readonly siblings: readonly ParsedStatement[];
  /** The group or zone they are in. */
  readonly holder?: ParsedStatement;
  readonly selected: readonly ParsedStatement[];
}

/** A statement's lines: with the comments right above it and behind it, which go where it goes. */
export interface StatementLines {
  readonly statement: ParsedStatement;
  /** Where its first line begins, indentation included. */
  readonly start: number;
  /** Where its last line ends, without the line break. */
  readonly end: number;
}

/** A comment that speaks of the whole file stays at its top. */
const ofFile = /^\/\/+\s*parapet-disable-file\b/;

/** The innermost statements that a selection touches; those of a group only where it lies inside the group. */
export function selectedStatements(file: ParsedFile, start: number, end: number): SelectedStatements {
  let siblings = file.statements;
  let holder: ParsedStatement | undefined;
  for (;;) {
    const selected = siblings.filter((statement) => touches(statement, start, end));
    const [only] = selected;
    const inside = only?.children && selected.length === 1 ? bodyOf(file, only) : undefined;
    if (!inside || start < inside.start || end > inside.end) return { siblings, holder, selected };
    holder = only;
    siblings = only!.children!;
  }
}

/** Whether a selection reaches into something, or the cursor is at it. */
function touches(place: { readonly start: number; readonly end: number }, start: number, end: number): boolean {
  return start === end ? place.start <= start && end <= place.end : place.start < end && start < place.end;
}

/** What is between the braces of a group or zone. Undefined where one of them is missing. */
export function bodyOf(file: ParsedFile, container: ParsedStatement): { start: number; end: number } | undefined {
  const open = tokenFrom(file, container.start, (token) => token.type === '{');
  if (!container.children || container.broken || !open || open.end >= container.end) return undefined;
  return { start: open.end, end: container.end - 1 };
}

/**
 * The lines of a statement that shares them with comments only. Undefined where another statement is on them, and where
 * taking them away would make a comment the documentation of another statement, or two statements one.
 */
export function linesOf(file: ParsedFile, statement: ParsedStatement): StatementLines | undefined {
  const { text, comments } = file;
  let start = lineStart(text, statement.start);
  let end = lineEnd(text, statement.end);
  const inGap = (from: number, to: number): boolean => isOnlyComments(file, from, to);
  if (text.slice(start, statement.start).trim() !== '' || !inGap(statement.end, end)) return undefined;
  if (mayLeadOn(file, statement.start) || mayLeadOn(file, statement.end)) return undefined;
  for (const comment of comments) {
    // A comment that begins behind the statement may end some lines further down.
    if (comment.start < statement.end || comment.start >= end) continue;
    if (comment.type === 'DOC_COMMENT') return undefined;
    end = Math.max(end, lineEnd(text, comment.end));
  }
  if (!inGap(statement.end, end)) return undefined;
  for (let index = firstAt(comments, start) - 1; index >= 0; index--) {
    const comment = comments[index]!;
    const above = lineStart(text, comment.start);
    const gap = text.slice(comment.end, start);
    if (gap.trim() !== '' || ofFile.test(comment.text)) break;
    const documents = statement.documentation?.start === comment.start;
    const apart = !documents && breaksIn(gap) !== 1;
    if (apart || text.slice(above, comment.start).trim() !== '') {
      if (comment.type === 'DOC_COMMENT') return undefined;
      break;
    }
    start = above;
  }
  return { statement, start, end };
}

/** Whether the next word is one that at the start of a line can belong to the statement of the line before. */
export function mayLeadOn(file: ParsedFile, offset: number): boolean {
  const next = file.tokens[firstAt(file.tokens, offset)];
  return next !== undefined && (next.type === 'STRING' || continuationWords.has(next.type));
}

/** The lines of statements; undefined where one of them shares its lines with another statement. */
export function linesOfAll(
  file: ParsedFile,
  statements: readonly ParsedStatement[],
): readonly StatementLines[] | undefined {
  const all = statements.map((statement) => linesOf(file, statement));
  return all.every((lines) => lines !== undefined) ? all : undefined;
}

/** What to cut out to take lines away: with their line breaks, and with one of two blank lines that would meet. */
export function cutsOf(
  text: string,
  lines: readonly { readonly start: number; readonly end: number }[],
): { readonly start: number; readonly end: number; readonly newText: '' }[] {
  const runs: { start: number; end: number }[] = [];
  for (const { start, end } of [...lines].sort((left, right) => left.start - right.start)) {
    const last = runs.at(-1);
    if (last && text.slice(last.end, start).trim() === '') last.end = end;
    else runs.push({ start, end });
  }
  return runs.map((run) => ({ ...cutOf(text, run), newText: '' }));
}

function cutOf(
  text: string,
  lines: { readonly start: number; readonly end: number },
): {
  start: number;
  end: number;
} {
  const after = /^(?:\r\n|\r|\n)/.exec(text.slice(lines.end, lines.end + 2))?.[0].length ?? 0;
  let { start } = lines;
  let end = lines.end + after;
  const before = text.slice(0, start);
  const opens =
    before.trim() === '' || /(?:^|[\r\n])[ \t]*(?:\r\n|\r|\n)$/.test(before) || /\{[ \t]*(?:\r\n|\r|\n)$/.test(before);
  const blank = /^[ \t]*(?:\r\n|\r|\n)/.exec(text.slice(end))?.[0];
  if (opens && blank !== undefined) end += blank.length;
  else if (text.slice(end).trim() === '' || /^[ \t]*\}/.test(text.slice(end))) {
    // The last lines of a block or file take the blank lines before them.
    const kept = before.trimEnd();
    const rest = before.slice(kept.length);
    const first = /^[ \t]*(?:\r\n|\r|\n)/.exec(rest)?.[0].length;
    if (first !== undefined && kept !== '') start = kept.length + first;
  }
  return { start, end };
}

/** Lines of text moved to another depth: what each begins with is exchanged, if it begins so. */
export function reindent(text: string, from: string, to: string): string {
  return text
    .split(/(?<=\n)|(?<=\r)(?!\n)/)
    .map((line) => (line.trim() === '' || !line.startsWith(from) ? line : to + line.slice(from.length)))
    .join('');
}

/** What the line that an offset is on begins with. */
export function indentationAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset)))![0];
}

/** Where the line begins that an offset is on. */
export function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isBreak(text, start - 1)) start--;
  return start;
}

/** Where the line ends that an offset is on, without its line break. */
export function lineEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && !isBreak(text, end)) end++;
  return end;
}

/** The first token from an offset on that is wanted. */
export function tokenFrom(file: ParsedFile, offset: number, wanted: (token: Token) => boolean): Token | undefined {
  for (let index = firstAt(file.tokens, offset); index < file.tokens.length; index++) {
    if (wanted(file.tokens[index]!)) return file.tokens[index];
  }
  return undefined;
}

/** The tokens from one offset to another. */
export function tokensBetween(file: ParsedFile, start: number, end: number): readonly Token[] {
  return file.tokens.slice(firstAt(file.tokens, start), firstAt(file.tokens, end));
}

/** The comments from one offset to another. */
export function commentsBetween(file: ParsedFile, start: number, end: number): readonly Token[] {
  return file.comments.slice(firstAt(file.comments, start), firstAt(file.comments, end));
}

function isOnlyComments(file: ParsedFile, start: number, end: number): boolean {
  let rest = start;
  for (const comment of commentsBetween(file, start, end)) {
    if (file.text.slice(rest, comment.start).trim() !== '') return false;
    rest = comment.end;
  }
  return rest >= end || file.text.slice(rest, end).trim() === '';
}

/** The place of the first of some words that begins at an offset or behind it. */
function firstAt(words: readonly Token[], offset: number): number {
  return countWhile(words, ({ start }) => start < offset);
}

function breaksIn(gap: string): number {
  return gap.match(/\r\n|\r|\n/g)?.length ?? 0;
}

function isBreak(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  return code === 10 || code === 13;
}
