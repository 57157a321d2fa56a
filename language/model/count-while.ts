/**
 * How many items at the beginning of a list pass a test, where all that pass stand before all that do not: the index of
 * the first that does not. Halves the list at each step.
 */
export function countWhile<Item>(items: readonly Item[], passes: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(items[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}
