import { breakLines, indentUnit, lengthOnOneLine, maximumLineLength, spaceBetween } from './break-lines.ts';
import { printComment } from './print-comment.ts';
import type { Unit, UnitBlock } from './read-units.ts';
import type { SourceItem } from './source-items.ts';
import { isMultiline, lineEndOf } from './source-items.ts';

/** A text laid out: the same items, with what now stands before each and after the last. */
export interface Layout {
  /** White space before each item, and at the end of the file. Absent: as it is. */
  readonly gaps: readonly (string | undefined)[];
  /** The text of each item: only comments get another one. Absent: as it is. */
  readonly texts: readonly (string | undefined)[];
}

export interface LayoutOptions {
  /** Lines end and begin where they do: only what is between the words of a line is changed, and where lines begin. */
  readonly keepLines: boolean;
  /** The same for items on lines of which a comment says something. */
  readonly keepLineOf: (item: SourceItem) => boolean;
  /** The items whose place is asked for: units that have none of them are passed over. */
  readonly selected: { readonly first: number; readonly last: number };
}

/** Decides the white space of a file. The order of words and comments is never touched. */
export function layOut(
  text: string,
  items: readonly SourceItem[],
  units: readonly Unit[],
  options: LayoutOptions,
): Layout {
  const layout = new LayoutBuilder(text, items, options);
  layout.file(units);
  return { gaps: layout.gaps, texts: layout.texts };
}

class LayoutBuilder {
  readonly gaps: (string | undefined)[];
  readonly texts: (string | undefined)[];
  readonly #text: string;
  readonly #items: readonly SourceItem[];
  readonly #keepLineOf: (item: SourceItem) => boolean;
  readonly #selected: LayoutOptions['selected'];
  readonly #lineEnd: string;

  constructor(text: string, items: readonly SourceItem[], options: LayoutOptions) {
    this.#text = text;
    this.#items = items;
    this.#keepLineOf = options.keepLines ? () => true : options.keepLineOf;
    this.#lineEnd = lineEndOf(text);
    this.#selected = options.selected;
    this.texts = new Array<undefined>(items.length);
    this.gaps = new Array<undefined>(items.length + 1);
  }

  file(units: readonly Unit[]): void {
    const mark = this.#text.startsWith('\ufeff') ? '\ufeff' : '';
    const last = this.#items.at(-1);
    if (!last) {
      this.gaps[0] = mark;
      return;
    }
    this.#layUnits(units, 0, undefined);
    const first = units[0]!;
    this.gaps[0] = mark + (first.kind === 'untouched' ? this.#writtenIndentation(0).replace('\ufeff', '') : '');
    // A comment without its end has all the rest of the file in it.
    const isOpen = last.type === 'BLOCK_COMMENT' && !/^\/\*[^]*\*\/$/.test(last.text);
    if (!isOpen) this.gaps[this.#items.length] = this.#lineEnd;
  }

  /** Lays out the units of a file or block, one a line. */
  #layUnits(units: readonly Unit[], indentation: number, block: UnitBlock | undefined): void {
    /** The nearest unit before that is no comment could not be read: what follows it may be read as part of it. */
    let afterUntouched = false;
    units.forEach((unit, index) => {
      const before = units[index - 1];
      if (unit.last < this.#selected.first || unit.first > this.#selected.last) {
        if (unit.kind !== 'comment') afterUntouched = unit.kind === 'untouched';
        return;
      }
      if (unit.first > 0) this.gaps[unit.first] = this.#gapBetween(before, unit, indentation, block);
      if (unit.kind === 'comment') {
        this.texts[unit.first] = printComment(this.#items[unit.first]!, indentation, this.#lineEnd);
      } else if (unit.kind === 'untouched') {
        afterUntouched = true;
      } else {
        this.#layStatement(unit, indentation, afterUntouched);
        afterUntouched = false;
      }
    });
  }

  #gapBetween(before: Unit | undefined, unit: Unit, indentation: number, block: UnitBlock | undefined): string {
    const { breaksBefore } = this.#items[unit.first]!;
    if (breaksBefore === 0) {
      if (unit.kind === 'untouched' || before?.kind === 'untouched') return this.#writtenGap(unit.first);
      const leads = before?.kind === 'comment' && !isMultiline(this.#items[before.first]!);
      if (this.#keeps(unit.first - 1, unit.first) || leads || this.#isTrailing(unit, block)) return ' ';
    }
    const start = unit.kind === 'untouched' ? this.#writtenIndentation(unit.first) : ' '.repeat(indentation);
    const breaks = breaksBefore > 1 && before ? 2 : 1;
    return this.#lineEnd.repeat(breaks) + start;
  }

  /** Whether a comment that follows something on its line has the rest of the line. Documentation belongs to what follows. */
  #isTrailing(unit: Unit, block: UnitBlock | undefined): boolean {
    if (unit.kind !== 'comment' || this.#items[unit.first]!.type === 'DOC_COMMENT') return false;
    let next = unit.first + 1;
    while (this.#items[next]?.kind === 'comment' && this.#items[next]!.breaksBefore === 0) next++;
    const item = this.#items[next];
    return !item || item.breaksBefore > 0 || next === block?.close;
  }

  #layStatement(unit: Unit, indentation: number, keepLines: boolean): void {
    const { block, first } = unit;
    const headLast = block ? block.open - 1 : unit.last;
    if (keepLines || this.#keeps(first, headLast) || this.#hasLongComment(first, headLast + (block ? 1 : 0))) {
      for (let index = first + 1; index <= headLast; index++) this.#keepLine(index, indentation + indentUnit);
      if (!block) return;
      this.#keepLine(block.open, indentation);
      const head = this.#items.slice(first + 1, block.open + 1);
      const onOneLine = head.every((item) => item.breaksBefore === 0 && !isMultiline(item));
      this.#layBlock(block, indentation, onOneLine ? first : undefined);
      return;
    }
    const breaks = breakLines(this.#items, first, headLast, indentation, block ? 2 : 0);
    for (let index = first + 1; index <= headLast; index++) {
      this.gaps[index] = breaks.has(index)
        ? this.#lineEnd + ' '.repeat(indentation + indentUnit)
        : spaceBetween(this.#items[index - 1]!, this.#items[index]!);
    }
    if (!block) return;
    this.gaps[block.open] = ' ';
    this.#layBlock(block, indentation, breaks.size === 0 ? first : undefined);
  }

  #keepLine(index: number, indentation: number): void {
    const item = this.#items[index]!;
    this.gaps[index] =
      item.breaksBefore > 0 ? this.#lineEnd + ' '.repeat(indentation) : spaceBetween(this.#items[index - 1]!, item);
    if (item.kind === 'comment') this.texts[index] = printComment(item, indentation, this.#lineEnd);
  }

  /** @param lineFirst where the line begins that the block may stay on; undefined: it begins elsewhere already */
  #layBlock(block: UnitBlock, indentation: number, lineFirst: number | undefined): void {
    const { open, close, units } = block;
    const untouched = units.at(-1)?.kind === 'untouched';
    if (units.length === 0 && !(this.#keeps(open, close) && this.#items[close]!.breaksBefore > 0)) {
      this.gaps[close] = '';
      return;
    }
    if (this.#staysOnLine(block, indentation, lineFirst)) {
      for (let index = open + 1; index <= close; index++) {
        this.gaps[index] = spaceBetween(this.#items[index - 1]!, this.#items[index]!);
      }
      return;
    }
    this.#layUnits(units, indentation + indentUnit, block);
    if (this.#items[close]!.breaksBefore === 0 && (untouched || this.#keeps(close, close))) {
      this.gaps[close] = untouched ? this.#writtenGap(close) : ' ';
    } else {
      this.gaps[close] = this.#lineEnd + ' '.repeat(indentation);
    }
  }

  /** A block of properties that is written on one line stays there while it fits. */
  #staysOnLine(block: UnitBlock, indentation: number, lineFirst: number | undefined): boolean {
    const { open, close, units } = block;
    if (this.#keeps(open, close) || lineFirst === undefined) return false;
    if (units.some((unit) => unit.kind === 'statement' || unit.kind === 'untouched')) return false;
    if (this.#hasLongComment(open, close)) return false;
    for (let index = open + 1; index <= close; index++) if (this.#items[index]!.breaksBefore > 0) return false;
    return indentation + lengthOnOneLine(this.#items, lineFirst, close) <= maximumLineLength;
  }

  /** Whether between two places there is a comment that needs a line end. */
  #hasLongComment(first: number, last: number): boolean {
    for (let index = first; index <= last; index++) {
      const item = this.#items[index]!;
      if (item.kind === 'comment' && (item.type === 'LINE_COMMENT' || isMultiline(item))) return true;
    }
    return false;
  }

  /** Whether one of the items from one place to another has to stay on its line. */
  #keeps(first: number, last: number): boolean {
    for (let index = first; index <= last; index++) if (this.#keepLineOf(this.#items[index]!)) return true;
    return false;
  }

  #writtenGap(index: number): string {
    return this.#text.slice(this.#items[index - 1]?.end ?? 0, this.#items[index]!.start);
  }

  /** What stands before an item that is the first on its line. */
  #writtenIndentation(index: number): string {
    return /[^\r\n]*$/.exec(this.#writtenGap(index))![0];
  }
}
