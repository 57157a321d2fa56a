import type { Selection } from './format.ts';
import type { Unit } from './read-units.ts';
import type { SourceItem } from './source-items.ts';
import { countBreaks } from './source-items.ts';
import { countWhile } from '../../model/count-while.ts';

/** The statements, entries and comments that a stretch of the text touches, each as a whole. */
export function touchedBy(start: number, end: number): Selection {
  return (items, units) => {
    let list = units;
    for (;;) {
      const touched = list.filter(({ first, last }) =>
        start === end
          ? items[first]!.start <= end && items[last]!.end >= start
          : items[first]!.start < end && items[last]!.end > start,
      );
      const [only] = touched;
      if (!only) return undefined;
      const block = touched.length === 1 ? only.block : undefined;
      if (!block || start < items[block.open]!.end || end > items[block.close]!.start) {
        return { first: only.first, last: touched.at(-1)!.last };
      }
      list = block.units;
    }
  };
}

/** What stands on the line that a line break just ended, up to that break. */
export function lineBefore(text: string, offset: number): Selection {
  return (items, units) => {
    const last = lastBefore(items, offset);
    const next = items[last + 1];
    if (last < 0 || (next && next.start < offset) || countBreaks(text, items[last]!.end, offset) !== 1)
      return undefined;
    const path = pathTo(units, last);
    const siblings = path.at(-1);
    if (!siblings) return undefined;
    let index = siblings.findIndex((unit) => unit.last >= last);
    if (siblings[index]!.kind === 'untouched') return undefined;
    while (index > 0 && items[siblings[index]!.first]!.breaksBefore === 0) index--;
    return { first: siblings[index]!.first, last };
  };
}

/** The statement or entry whose block ends with the `}` right before an offset. */
export function closedAt(offset: number): Selection {
  return (items, units) => {
    const last = lastBefore(items, offset);
    const item = items[last];
    if (item?.type !== '}' || item.end !== offset) return undefined;
    const unit = pathTo(units, last)
      .at(-1)
      ?.find((candidate) => candidate.block?.close === last);
    return unit && { first: unit.first, last };
  };
}

/** The last item that ends at an offset or before; -1 where there is none. */
function lastBefore(items: readonly SourceItem[], offset: number): number {
  return countWhile(items, ({ end }) => end <= offset) - 1;
}

/** The lists of units around an item, from the outermost to the one in which it belongs to a unit's own words. */
function pathTo(units: readonly Unit[], index: number): (readonly Unit[])[] {
  const path: (readonly Unit[])[] = [];
  for (let list: readonly Unit[] | undefined = units; list;) {
    const unit: Unit | undefined = list.find(({ first, last }) => first <= index && index <= last);
    if (!unit) return path;
    path.push(list);
    list = unit.block && index > unit.block.open && index < unit.block.close ? unit.block.units : undefined;
  }
  return path;
}
