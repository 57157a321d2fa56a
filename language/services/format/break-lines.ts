import { continuationWords, openWords, statementWords } from '../statement-words.ts';
import type { SourceItem } from './source-items.ts';

/** Longest line that the formatter makes of its own will, in UTF-16 code units. */
export const maximumLineLength = 120;

/** How much deeper a block, or the rest of a statement that does not fit on one line, stands. */
export const indentUnit = 2;

/** What stands between two items on one line. */
export function spaceBetween(before: SourceItem, item: SourceItem): '' | ' ' {
  return item.type === ',' || (before.type === '{' && item.type === '}') ? '' : ' ';
}

/** The length of some items on one line. */
export function lengthOnOneLine(items: readonly SourceItem[], first: number, last: number): number {
  let length = items[first]!.text.length;
  for (let index = first + 1; index <= last; index++) {
    length += spaceBetween(items[index - 1]!, items[index]!).length + items[index]!.text.length;
  }
  return length;
}

/** Words before which a line ends where breaking at arrows is not enough. */
const joints: ReadonlySet<string> = new Set(
  [':', 'via', 'to', 'from', 'without', 'columns'].filter((word) => continuationWords.has(word)),
);

/**
 * Where to break a statement's items so that its lines fit: before the text at its end where that is enough, else before
 * its arrows, then before that text, `:`, `via` and the like, and at last after the commas of its lists. Gives the places
 * before which a line begins. None of them makes the statement another one: see `leadsOn` in `split-statements.ts`.
 *
 * @param tail length of what follows the last item on its line
 */
export function breakLines(
  items: readonly SourceItem[],
  first: number,
  last: number,
  indentation: number,
  tail: number,
): ReadonlySet<number> {
  const breaks = new Set<number>();
  const fits = (from: number, to: number): boolean => {
    const start = from === first ? indentation : indentation + indentUnit;
    return start + lengthOnOneLine(items, from, to) + (to === last ? tail : 0) <= maximumLineLength;
  };
  const lines = (): { from: number; to: number }[] => {
    const starts = [first, ...[...breaks].sort((left, right) => left - right)];
    return starts.map((from, index) => ({ from, to: (starts[index + 1] ?? last + 1) - 1 }));
  };
  const longLines = (): { from: number; to: number }[] => lines().filter(({ from, to }) => !fits(from, to));
  if (longLines().length === 0) return breaks;

  const label = labelAt(items, first, last);
  if (label !== undefined && fits(first, label - 1)) return breaks.add(label);

  const isArrow = (index: number): boolean => items[index]!.type === '->' || items[index]!.type === '<->';
  // A text at the start of a line belongs to the statement before, unless there is an arrow on the line.
  let free = first + 1;
  if (items[first]!.type === 'STRING') {
    while (free <= last && !isArrow(free)) free++;
    free++;
  }
  for (let index = free; index <= last; index++) if (isArrow(index)) breaks.add(index);

  for (const { from, to } of longLines()) {
    for (let index = Math.max(free, from + 1); index <= to; index++) {
      const joint = joints.has(items[index]!.type) && !openWords.has(items[index - 1]!.type);
      if (joint || index === label) breaks.add(index);
    }
  }

  for (const { from, to } of longLines()) {
    const places: number[] = [];
    for (let index = Math.max(free, from + 1); index <= to; index++) {
      if (items[index - 1]!.type === ',' && !statementWords.has(items[index]!.type)) places.push(index);
    }
    if (places.some((index) => items[index]!.type === 'STRING')) {
      for (const index of places) breaks.add(index);
      continue;
    }
    let start = from;
    places.forEach((place, index) => {
      const next = places[index + 1];
      if (!fits(start, next === undefined ? to : next - 1)) {
        breaks.add(place);
        start = place;
      }
    });
  }
  return breaks;
}

/** The text that ends a statement and is neither all it says nor part of a list. */
function labelAt(items: readonly SourceItem[], first: number, last: number): number | undefined {
  const before = items[last - 1];
  const label = items[last]!.type === 'STRING' && last > first + 1 && !openWords.has(before!.type);
  return label ? last : undefined;
}
