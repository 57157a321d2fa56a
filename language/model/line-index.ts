import { countWhile } from './count-while.ts';

/** A place in a text: both count from 0, characters in UTF-16 code units, as in the Language Server Protocol. */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

/** Turns offsets of one text into lines and back. Lines end with `\n`, `\r\n` or `\r`. */
export class LineIndex {
  readonly #starts: readonly number[];
  readonly #length: number;

  /** @param starts where the lines of the text begin, where that is known */
  constructor(
    readonly text: string,
    starts?: readonly number[],
  ) {
    this.#length = text.length;
    this.#starts = starts ?? [0, ...lineStarts(text, 0, text.length)];
  }

  /**
   * The lines of a text after an edit, of which only those of the edited part are looked for.
   *
   * @param edit `start`: how much is the same at the beginning; `earlierEnd`, `end`: where in the text before and after
   * the part begins that is the same at the end
   */
  static afterEdit(
    earlier: LineIndex,
    text: string,
    edit: { readonly start: number; readonly earlierEnd: number; readonly end: number },
  ): LineIndex {
    const starts = earlier.#starts;
    // Whether a line begins behind a character depends on the next one too.
    const from = Math.max(0, edit.start - 1);
    const before = countWhile(starts, (start) => start <= from);
    const after = countWhile(starts, (start) => start <= edit.earlierEnd);
    const moved = edit.end - edit.earlierEnd;
    return new LineIndex(text, [
      ...starts.slice(0, before),
      ...lineStarts(text, from, edit.end),
      ...(moved === 0 ? starts.slice(after) : starts.slice(after).map((start) => start + moved)),
    ]);
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** Offsets outside the text are taken to its nearer end. */
  positionAt(offset: number): LinePosition {
    const inside = Math.max(0, Math.min(offset, this.#length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= inside) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: inside - this.#starts[low]! };
  }

  /** Positions outside the text are taken to the nearest place inside it. */
  offsetAt(position: LinePosition): number {
    if (position.line < 0) return 0;
    if (position.line >= this.#starts.length) return this.#length;
    const start = this.#starts[position.line]!;
    return Math.max(start, Math.min(start + position.character, this.#lineEnd(position.line)));
  }

  /** The text of a line without its line break; empty for lines that are not there. */
  lineText(line: number): string {
    const start = this.#starts[line];
    return start === undefined ? '' : this.text.slice(start, this.#lineEnd(line));
  }

  #lineEnd(line: number): number {
    let end = this.#starts[line + 1] ?? this.#length;
    while (end > this.#starts[line]! && isLineBreak(this.text.charCodeAt(end - 1))) end--;
    return end;
  }
}

function isLineBreak(code: number): boolean {
  return code === 10 || code === 13;
}

/** Where lines begin behind the line breaks of a part of a text. */
function lineStarts(text: string, from: number, end: number): number[] {
  const starts: number[] = [];
  for (let offset = from; offset < end; offset++) {
    const code = text.charCodeAt(offset);
    if (code === 10 || (code === 13 && text.charCodeAt(offset + 1) !== 10)) starts.push(offset + 1);
  }
  return starts;
}
