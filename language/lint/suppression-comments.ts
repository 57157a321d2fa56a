import type { LineIndex } from '../model/line-index.ts';
import type { Span } from '../model/span.ts';
import { countWhile } from '../model/count-while.ts';

/** A text with its comments and tokens, in order. */
export interface CommentedText {
  readonly uri: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly comments: readonly Piece[];
  readonly tokens: readonly Piece[];
}

interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Where a comment silences. */
export const suppressionScopes = ['next-line', 'line', 'file'] as const;
export type SuppressionScope = (typeof suppressionScopes)[number];

/** A comment that is written to silence rules. */
export interface SuppressionComment {
  /** The whole comment. */
  readonly span: Span;
  /** The word it begins with: `parapet-disable-next-line`. */
  readonly word: string;
  /** Absent where the word is none that silences, or stands where it cannot. */
  readonly scope?: SuppressionScope;
  /** Why there is no scope. */
  readonly problem?: 'block' | 'unknown-word' | 'not-at-top' | 'nothing-follows';
  /** Of `line` and `next-line`: the line on which findings begin that it silences. */
  readonly line?: number;
  readonly ids: readonly { readonly text: string; readonly span: Span }[];
  /** Empty where none is given. */
  readonly reason: string;
  /** What goes when the comment goes. */
  readonly removal: Span;
}

const mark = 'parapet-';
/** What comments begin with that are taken to be meant for silencing, if only by habit from another tool. */
const intent = /^parapet-(?:disable|enable|ignore|suppress)[\w-]*/;

const known = new WeakMap<CommentedText, readonly SuppressionComment[]>();

/** The comments of a text that are written to silence rules, in order. */
export function readSuppressionComments(file: CommentedText): readonly SuppressionComment[] {
  let comments = known.get(file);
  if (!comments) {
    // Most files have none, and then their tokens need not be looked at.
    comments = file.text.includes(mark) ? file.comments.flatMap((comment) => read(comment, file) ?? []) : [];
    known.set(file, comments);
  }
  return comments;
}

function read(comment: Piece, file: CommentedText): SuppressionComment | undefined {
  const block = comment.text.startsWith('/*');
  const opening = /^(?:\/\/+|\/\*+)\s*/.exec(comment.text)![0].length;
  const body = block ? comment.text.slice(opening).replace(/\*+\/$/, '') : comment.text.slice(opening);
  const word = intent.exec(body)?.[0];
  if (word === undefined) return undefined;

  const rest = body.slice(word.length);
  const dashes = /(?:^|\s)--(?=\s|$)/.exec(rest);
  const list = dashes ? rest.slice(0, dashes.index) : rest;
  const from = comment.start + opening + word.length;
  const ids = [...list.matchAll(/[^\s,]+/g)].map(({ 0: text, index }) => ({
    text,
    span: { uri: file.uri, start: from + index, end: from + index + text.length },
  }));
  const place = block ? ({ problem: 'block' } as const) : placeOf(word.slice(mark.length), comment, file);
  return {
    span: { uri: file.uri, start: comment.start, end: comment.end },
    word,
    ...place,
    ids,
    reason: dashes ? rest.slice(dashes.index + dashes[0].length).trim() : '',
    removal: removalOf(comment, file),
  };
}

function placeOf(
  word: string,
  comment: Piece,
  file: CommentedText,
): Pick<SuppressionComment, 'scope' | 'line' | 'problem'> {
  switch (word) {
    case 'disable-line':
      return { scope: 'line', line: file.lines.positionAt(comment.start).line };
    case 'disable-next-line': {
      const next = firstAfter(file.tokens, comment.end);
      if (!next) return { problem: 'nothing-follows' };
      return { scope: 'next-line', line: file.lines.positionAt(next.start).line };
    }
    case 'disable-file': {
      const first = file.tokens[0];
      return first && first.start < comment.start ? { problem: 'not-at-top' } : { scope: 'file' };
    }
    default:
      return { problem: 'unknown-word' };
  }
}

/** The first token that begins at or after an offset. */
function firstAfter(tokens: readonly Piece[], offset: number): Piece | undefined {
  return tokens[countWhile(tokens, ({ start }) => start < offset)];
}

/** A comment goes with its line where it has one of its own, else with the space before it. */
function removalOf(comment: Piece, { uri, text }: CommentedText): Span {
  const lineStart = text.lastIndexOf('\n', comment.start - 1) + 1;
  const nextBreak = text.indexOf('\n', comment.end);
  const lineEnd = nextBreak < 0 ? text.length : nextBreak + 1;
  if (/\S/.test(text.slice(lineStart, comment.start))) {
    const space = /[ \t]*$/.exec(text.slice(lineStart, comment.start))![0].length;
    return { uri, start: comment.start - space, end: comment.end };
  }
  if (/\S/.test(text.slice(comment.end, lineEnd))) return { uri, start: comment.start, end: comment.end };
  return { uri, start: lineStart, end: lineEnd };
}
