import type { TextEdit } from '../model/span.ts';
import type { Fix } from './finding.ts';
import { countWhile } from '../model/count-while.ts';

/** What became of some fixes. */
export interface AppliedFixes {
  /** The texts that changed, by URI. */
  readonly texts: ReadonlyMap<string, string>;
  readonly applied: readonly Fix[];
  /** Fixes that touch a place another fix changed, or a file that is not there: for the next round. */
  readonly skipped: readonly Fix[];
}

/**
 * Makes the edits of fixes, first come, first served: a fix is made as a whole or not at all, and one that touches what
 * an earlier one changed is left for the next round, after the findings have been worked out anew. Two fixes that make
 * exactly the same edit agree.
 */
export function applyFixes(texts: ReadonlyMap<string, string>, fixes: readonly Fix[]): AppliedFixes {
  const taken = new Map<string, TakenEdits>();
  const applied: Fix[] = [];
  const skipped: Fix[] = [];
  for (const fix of fixes) {
    const places = fix.edits.map((edit) => {
      let edits = taken.get(edit.span.uri);
      if (!edits) taken.set(edit.span.uri, (edits = new TakenEdits()));
      return { edit, edits };
    });
    const wanted = places.filter(({ edit, edits }) => !edits.has(edit));
    const possible = wanted.every(
      ({ edit, edits }) => isInside(edit, texts.get(edit.span.uri)) && !edits.touches(edit),
    );
    if (!possible || fix.edits.length === 0) {
      skipped.push(fix);
      continue;
    }
    applied.push(fix);
    for (const { edit, edits } of wanted) edits.add(edit);
  }

  const changed = new Map<string, string>();
  for (const [uri, edits] of taken) {
    const text = texts.get(uri);
    if (text === undefined || edits.all.length === 0) continue;
    const result = applyEdits(text, settleEdits(text, edits.all));
    if (result !== text) changed.set(uri, result);
  }
  return { texts: changed, applied, skipped };
}

/** The edits of one file that were decided on, in the order of the text; none touches another. */
class TakenEdits {
  readonly all: TextEdit[] = [];

  has(edit: TextEdit): boolean {
    const found = this.#neighbours(edit).find((other) => touch(edit, other));
    return found !== undefined && same(edit, found);
  }

  touches(edit: TextEdit): boolean {
    return this.#neighbours(edit).some((other) => touch(edit, other));
  }

  add(edit: TextEdit): void {
    this.all.splice(this.#placeOf(edit), 0, edit);
  }

  /** Since taken edits do not touch each other, only these can touch another one. */
  #neighbours(edit: TextEdit): TextEdit[] {
    const place = this.#placeOf(edit);
    return [this.all[place - 1], this.all[place], this.all[place + 1]].filter((other) => other !== undefined);
  }

  #placeOf(edit: TextEdit): number {
    return countWhile(this.all, ({ span }) => span.start < edit.span.start);
  }
}

/** The text with the edits made, which must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const pieces: string[] = [];
  let done = 0;
  for (const edit of [...edits].sort(byPlace)) {
    pieces.push(text.slice(done, edit.span.start), edit.newText);
    done = edit.span.end;
  }
  pieces.push(text.slice(done));
  return pieces.join('');
}

/**
 * Fits edits into the text around them, which rules do not see. Apply what this returns, not the edits of a fix:
 * - an edit that takes all there is on its lines takes the lines too, and a doc comment that would be left alone;
 * - lines that an edit adds get the indentation of the line it stands in, and its line ends;
 * - a line added behind a statement stays behind the comment at the end of that statement's line.
 * The result is in the order of the text and does not overlap, if the edits did not.
 */
export function settleEdits(text: string, edits: readonly TextEdit[]): TextEdit[] {
  const settled = edits.map((edit) => settle(text, edit)).sort(byPlace);
  // Two lines that go may both have taken the break between them.
  let done = 0;
  return settled.map((edit) => {
    const start = Math.max(done, edit.span.start);
    done = edit.span.end;
    return start === edit.span.start ? edit : { ...edit, span: { ...edit.span, start } };
  });
}

function settle(text: string, edit: TextEdit): TextEdit {
  const { start, end, uri } = edit.span;
  if (edit.newText === '') return { span: { uri, ...withWholeLines(text, start, end) }, newText: '' };
  if (!edit.newText.includes('\n')) return edit;

  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indentation = /^[ \t]*/.exec(text.slice(lineStart, start))![0];
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const newText = edit.newText.replaceAll('\n', lineEnd + indentation);
  const behind = start === end && edit.newText.startsWith('\n') ? trailingComment(text, end) : 0;
  return { span: { uri, start: start + behind, end: end + behind }, newText };
}

/** Length of the line comment, with the space before it, that is all that follows on the line; else 0. */
function trailingComment(text: string, offset: number): number {
  const lineEnd = text.indexOf('\n', offset);
  const rest = text.slice(offset, lineEnd < 0 ? undefined : lineEnd).replace(/\r$/, '');
  return /^[ \t]*\/\//.test(rest) ? rest.length : 0;
}

/** A removal, widened to the lines it would leave empty. */
function withWholeLines(text: string, start: number, end: number): { start: number; end: number } {
  if (start === end) return { start, end };
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const nextBreak = text.indexOf('\n', end);
  const lineEnd = nextBreak < 0 ? text.length : nextBreak + 1;
  if (/\S/.test(text.slice(lineStart, start)) || /\S/.test(text.slice(end, lineEnd))) return { start, end };
  const from = docCommentBefore(text, lineStart);
  // The last line has no break of its own to take: it takes the one before it.
  if (nextBreak < 0 && from > 0) return { start: from - (text.endsWith('\r\n', from) ? 2 : 1), end: lineEnd };
  return { start: from, end: lineEnd };
}

/** Start of the line on which a doc comment begins that ends right before `lineStart`; else `lineStart`. */
function docCommentBefore(text: string, lineStart: number): number {
  const before = text.slice(0, lineStart).trimEnd();
  if (!before.endsWith('*/')) return lineStart;
  const opening = before.lastIndexOf('/*');
  if (opening < 0 || !before.startsWith('/**', opening)) return lineStart;
  const openingLine = text.lastIndexOf('\n', opening - 1) + 1;
  return /\S/.test(text.slice(openingLine, opening)) ? lineStart : openingLine;
}

function isInside(edit: TextEdit, text: string | undefined): boolean {
  return text !== undefined && edit.span.start >= 0 && edit.span.start <= edit.span.end && edit.span.end <= text.length;
}

function same(one: TextEdit, other: TextEdit): boolean {
  return one.span.start === other.span.start && one.span.end === other.span.end && one.newText === other.newText;
}

/** Whether two edits overlap or meet: which of two that meet comes first would be chance. */
function touch(one: TextEdit, other: TextEdit): boolean {
  return one.span.start <= other.span.end && other.span.start <= one.span.end;
}

function byPlace(one: TextEdit, other: TextEdit): number {
  return one.span.start - other.span.start || one.span.end - other.span.end;
}
