/** A place in a text: both count from 0, characters in UTF-16 code units, as in the Language Server Protocol. */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

/** Turns offsets of one text into lines and back. Lines end with `\n`, `\r\n` or `\r`. */
export class LineIndex {
  readonly #starts: number[] = [0];
  readonly #length: number;

  constructor(readonly text: string) {
    this.#length = text.length;
    for (let offset = 0; offset < text.length; offset++) {
      const code = text.charCodeAt(offset);
      if (code === 13 && text.charCodeAt(offset + 1) === 10) offset++;
      if (code === 10 || code === 13) this.#starts.push(offset + 1);
    }
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
