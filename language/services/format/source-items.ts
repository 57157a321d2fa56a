import type { ParsedFile, Token } from '../parse.ts';

/** A word, text, sign or comment of a file, or something that is none of them; between two there is only white space. */
export interface SourceItem {
  readonly kind: 'token' | 'comment' | 'unknown';
  /** Terminal name, or the keyword itself; empty for what is unknown. */
  readonly type: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Line breaks in the white space before it. */
  readonly breaksBefore: number;
  /** Characters before it on its line. */
  readonly column: number;
}

/** Everything of a file that is no white space, in order. */
export function sourceItems(file: ParsedFile): SourceItem[] {
  const { text, tokens, comments } = file;
  const items: SourceItem[] = [];
  let done = 0;
  let lineStart = 0;
  const add = (kind: SourceItem['kind'], type: string, start: number, end: number): void => {
    lineStart = lineStartAt(text, done, start, lineStart);
    items.push({
      kind,
      type,
      text: text.slice(start, end),
      start,
      end,
      breaksBefore: countBreaks(text, done, start),
      column: start - lineStart,
    });
    lineStart = lineStartAt(text, start, end, lineStart);
    done = end;
  };
  const addUnknown = (until: number): void => {
    const gap = text.slice(done, until);
    const inside = gap.trim();
    if (inside === '') return;
    const start = done + (gap.length - gap.trimStart().length);
    add('unknown', '', start, start + inside.length);
  };
  let nextComment = 0;
  const addAll = (entry: Token, kind: SourceItem['kind']): void => {
    addUnknown(entry.start);
    add(kind, entry.type, entry.start, entry.end);
  };
  for (const token of tokens) {
    while (nextComment < comments.length && comments[nextComment]!.start < token.start) {
      addAll(comments[nextComment++]!, 'comment');
    }
    addAll(token, 'token');
  }
  while (nextComment < comments.length) addAll(comments[nextComment++]!, 'comment');
  addUnknown(text.length);
  return items;
}

/** Line breaks in a stretch of the text; `\r\n` is one. */
export function countBreaks(text: string, start: number, end: number): number {
  let count = 0;
  for (let offset = start; offset < end; offset++) {
    const code = text.charCodeAt(offset);
    if (code === 13 && text.charCodeAt(offset + 1) === 10 && offset + 1 < end) offset++;
    if (code === 10 || code === 13) count++;
  }
  return count;
}

/** Whether an item reaches over several lines. */
export function isMultiline(item: SourceItem): boolean {
  return /[\r\n]/.test(item.text);
}

/** Where the line begins that a stretch of the text ends on; `known` is where the line begins that it starts on. */
function lineStartAt(text: string, start: number, end: number, known: number): number {
  for (let offset = end - 1; offset >= start; offset--) {
    const code = text.charCodeAt(offset);
    if (code === 10 || code === 13) return offset + 1;
  }
  return known;
}

/**
 * The line end of a text. Of several the same one is found again when some have become that one and some have gone, so it
 * is not the first or the most frequent.
 */
export function lineEndOf(text: string): '\r\n' | '\n' | '\r' {
  if (text.includes('\r\n')) return '\r\n';
  return text.includes('\r') && !text.includes('\n') ? '\r' : '\n';
}
