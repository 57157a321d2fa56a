import type { PictureElement } from '../messages.ts';

const longestList = 50;

/** Elements that words may mean, the likeliest first: every word has to be found somewhere in what is known of one. */
export function searchElements(elements: readonly PictureElement[], query: string): readonly PictureElement[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const ranked = elements.flatMap((element) => {
    const label = element.label.toLowerCase();
    const names = [label, element.name, element.service ?? '', ...element.otherNames].join('\n').toLowerCase();
    const rest = [element.pillar, element.owner, element.status, element.region, element.plan, ...element.tags]
      .join('\n')
      .toLowerCase();
    if (!words.every((word) => names.includes(word) || rest.includes(word))) return [];
    const whole = words.join(' ');
    const rank = label.startsWith(whole)
      ? 0
      : label.includes(whole)
        ? 1
        : words.every((word) => names.includes(word))
          ? 2
          : 3;
    return [{ element, rank }];
  });
  // Sorting is stable: of equals, the one that comes first in the text.
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, longestList)
    .map(({ element }) => element);
}
