import { AstUtils } from 'langium';
import type { ParsedFile, ParsedStatement } from '../parse.ts';
import { isClosedString } from '../tokens.ts';
import type { SourceItem } from './source-items.ts';

/**
 * What is laid out as one: a statement, an entry of a block, a comment between them, or a piece that could not be read
 * and stays as it is. `first` and `last` are places in the list of items.
 */
export interface Unit {
  readonly kind: 'statement' | 'property' | 'comment' | 'untouched';
  readonly first: number;
  readonly last: number;
  /** What it holds in braces; its `}` is the last item. */
  readonly block?: UnitBlock;
}

export interface UnitBlock {
  readonly open: number;
  readonly close: number;
  readonly units: readonly Unit[];
}

/** Divides the items of a file into what is laid out as one. Every item is in exactly one unit of the outermost list. */
export function readUnits(file: ParsedFile, items: readonly SourceItem[]): Unit[] {
  return new UnitReader(items).read(file.statements, 0, items.length);
}

class UnitReader {
  readonly #items: readonly SourceItem[];
  readonly #starts = new Map<number, number>();
  readonly #ends = new Map<number, number>();

  constructor(items: readonly SourceItem[]) {
    this.#items = items;
    items.forEach((item, index) => {
      this.#starts.set(item.start, index);
      this.#ends.set(item.end, index);
    });
  }

  /** Units of the items from one place to before another, among which these statements stand. */
  read(statements: readonly ParsedStatement[], from: number, to: number): Unit[] {
    const units: Unit[] = [];
    let done = from;
    for (const [position, statement] of statements.entries()) {
      const first = this.#starts.get(statement.start);
      let last = this.#ends.get(statement.end);
      if (first === undefined || last === undefined || first < done || last < first || last >= to) continue;
      units.push(...this.#loose(done, first));
      if (statement.broken && statement.children) {
        // Comments at the end of a group that is not closed are most likely still inside it.
        if (position === statements.length - 1) last = to - 1;
        else last = this.#lastInside(first, last, this.#starts.get(statements[position + 1]!.start) ?? last + 1);
      }
      units.push(this.#readStatement(statement, first, last));
      done = last + 1;
    }
    units.push(...this.#loose(done, to));
    return units;
  }

  /** The last of the comments behind a group without its end that still stand deeper than the group does. */
  #lastInside(first: number, last: number, next: number): number {
    let inside = last;
    while (inside + 1 < next && this.#items[inside + 1]!.kind === 'comment') {
      const { column } = this.#items[inside + 1]!;
      if (column <= this.#items[first]!.column) break;
      inside++;
    }
    return inside;
  }

  /** Comments one by one, and everything else as it is. */
  #loose(from: number, to: number): Unit[] {
    const units: Unit[] = [];
    for (let index = from; index < to; index++) {
      const before = units.at(-1);
      if (this.#items[index]!.kind === 'comment') units.push({ kind: 'comment', first: index, last: index });
      else if (before?.kind === 'untouched') units[units.length - 1] = { ...before, last: index };
      else units.push({ kind: 'untouched', first: index, last: index });
    }
    return units;
  }

  #readStatement(statement: ParsedStatement, first: number, last: number): Unit {
    const kind = statement.node.$type === 'Property' ? 'property' : 'statement';
    if (statement.broken) return { kind: 'untouched', first, last };
    if (statement.children) {
      const open = this.#find('{', first, last);
      if (open === undefined || this.#items[last]!.type !== '}' || !this.#isReadable(first, open)) {
        return { kind: 'untouched', first, last };
      }
      return { kind, first, last, block: { open, close: last, units: this.read(statement.children, open + 1, last) } };
    }
    if (!this.#isReadable(first, last)) return { kind: 'untouched', first, last };
    if (this.#find('{', first, last) === undefined) return { kind, first, last };
    const entries = new Set<number>();
    for (const node of AstUtils.streamAllContents(statement.node)) {
      if (node.$containerProperty === 'entries' && node.$cstNode) entries.add(node.$cstNode.offset + statement.shift);
    }
    return this.#readEntry(kind, entries, first, last) ?? { kind: 'untouched', first, last };
  }

  /** A statement or entry that ends with its block, if it has one. Undefined where its braces are not where they should be. */
  #readEntry(kind: Unit['kind'], entries: ReadonlySet<number>, first: number, last: number): Unit | undefined {
    const open = this.#find('{', first, last);
    if (open === undefined) return { kind, first, last };
    if (this.#items[last]!.type !== '}') return undefined;
    const units: Unit[] = [];
    let start: number | undefined;
    let depth = 0;
    const finish = (end: number): boolean => {
      if (start === undefined) return true;
      let entryLast = end - 1;
      while (this.#items[entryLast]!.kind === 'comment') entryLast--;
      const entry = this.#readEntry('property', entries, start, entryLast);
      if (!entry) return false;
      units.push(entry, ...this.#loose(entryLast + 1, end));
      start = undefined;
      return true;
    };
    for (let index = open + 1; index < last; index++) {
      const item = this.#items[index]!;
      if (depth === 0 && entries.has(item.start)) {
        if (!finish(index)) return undefined;
        start = index;
      } else if (start === undefined) {
        if (item.kind !== 'comment') return undefined;
        units.push({ kind: 'comment', first: index, last: index });
      }
      if (item.type === '{') depth++;
      else if (item.type === '}') depth--;
    }
    if (depth !== 0 || !finish(last)) return undefined;
    return { kind, first, last, block: { open, close: last, units } };
  }

  #find(type: string, first: number, last: number): number | undefined {
    for (let index = first; index <= last; index++) if (this.#items[index]!.type === type) return index;
    return undefined;
  }

  /** Whether there is nothing between two places that the lexer could not read as a whole. */
  #isReadable(first: number, last: number): boolean {
    for (let index = first; index <= last; index++) {
      const item = this.#items[index]!;
      if (item.kind === 'unknown' || (item.type === 'STRING' && !isClosedString(item.text))) return false;
    }
    return true;
  }
}
