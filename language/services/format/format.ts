import { readSuppressionComments } from '../../lint/suppression-comments.ts';
import type { ParsedFile, SyntaxProblem } from '../parse.ts';
import { parseFile } from '../parse.ts';
import { layOut } from './lay-out.ts';
import type { Unit } from './read-units.ts';
import { readUnits } from './read-units.ts';
import { sameSyntax } from './same-syntax.ts';
import type { SourceItem } from './source-items.ts';
import { sourceItems } from './source-items.ts';

/** A replacement of a stretch of a file's text. */
export interface FormatEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** Which items to give their place, by what is known of the file: from and to, both included. Undefined: none. */
export type Selection = (
  items: readonly SourceItem[],
  units: readonly Unit[],
) => { readonly first: number; readonly last: number } | undefined;

/**
 * The edits that give a file its canonical form, in the order of the text: white space between words, and the space
 * inside comments. Statements that cannot be read stay as they are. Empty where there is nothing to change.
 *
 * @param select the part to change; all of the file unless given
 */
export function formatEdits(file: ParsedFile, select?: Selection): FormatEdit[] {
  const items = sourceItems(file);
  const units = readUnits(file, items);
  const selected = select ? select(items, units) : { first: 0, last: items.length };
  if (!selected || (items.length === 0 && file.problems.length > 0)) return [];
  for (const keepLines of [false, true]) {
    const edits = layoutEdits(file, items, units, selected, keepLines);
    // Lines are moved by the rules by which statements are told apart; should these ever part, lines stay where they are.
    if (edits.length === 0 || sameSyntax(file, parseFile(file.uri, applyFormatEdits(file.text, edits), file)))
      return edits;
  }
  return [];
}

/** What `formatEdits` is made of, without its last look at the result. For tests of that it is not needed. */
export function layoutEdits(
  file: ParsedFile,
  items: readonly SourceItem[],
  units: readonly Unit[],
  selected: { readonly first: number; readonly last: number },
  keepLines: boolean,
): FormatEdit[] {
  const { gaps, texts } = layOut(file.text, items, units, { keepLines, keepLineOf: silencedLines(file), selected });
  const edits: FormatEdit[] = [];
  for (let index = selected.first; index <= selected.last; index++) {
    const item = items[index];
    const start = items[index - 1]?.end ?? 0;
    addEdit(edits, file.text, start, item?.start ?? file.text.length, gaps[index]);
    if (item) addEdit(edits, file.text, item.start, item.end, texts[index]);
  }
  return edits;
}

/** Tells items on lines for which a comment silences rules: on other lines, something else would be silent. */
function silencedLines(file: ParsedFile): (item: SourceItem) => boolean {
  const lines = new Set(readSuppressionComments(file).flatMap(({ line }) => line ?? []));
  return lines.size === 0 ? () => false : (item) => lines.has(file.lines.positionAt(item.start).line);
}

function addEdit(edits: FormatEdit[], text: string, start: number, end: number, newText: string | undefined): void {
  if (newText !== undefined && text.slice(start, end) !== newText) edits.push({ start, end, newText });
}

/** A text in its canonical form, and what in it could not be read and so was left as it was. */
export interface FormattedText {
  readonly text: string;
  readonly problems: readonly SyntaxProblem[];
}

/** Gives a text its canonical form. Places of problems are those of the text before. */
export function formatText(uri: string, text: string): FormattedText {
  const file = parseFile(uri, text);
  return { text: applyFormatEdits(text, formatEdits(file)), problems: file.problems };
}

/** A text with edits made that are in the order of the text and do not overlap. */
export function applyFormatEdits(text: string, edits: readonly FormatEdit[]): string {
  const pieces: string[] = [];
  let done = 0;
  for (const { start, end, newText } of edits) {
    pieces.push(text.slice(done, start), newText);
    done = end;
  }
  return pieces.join('') + text.slice(done);
}
