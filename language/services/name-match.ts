import type { CatalogService } from '../catalog/catalog.ts';

/** A name by which a thing was found, and how well. */
export interface FoundName {
  readonly name: string;
  /** Its place among the names that were compared. */
  readonly index: number;
  /** Nothing is missing of it. */
  readonly exact: boolean;
  /** 0: begins so; 1: a word of it begins so; 2: holds it; 3: its letters come in that order. */
  readonly score: 0 | 1 | 2 | 3;
}

/** Every name of a service, those it is mostly called by first: see `usualNames`. */
export function namesOf(service: CatalogService): string[] {
  return [
    service.id,
    service.short,
    ...service.abbreviations,
    service.name,
    ...service.formerNames.map((former) => former.name),
  ];
}

/** How many of `namesOf` people call it by today; its full name and those it had follow. */
export function usualNames(service: CatalogService): number {
  return 2 + service.abbreviations.length;
}

/**
 * The name that what was typed is most likely the beginning of. Letter case, spaces and hyphens do not count. With
 * nothing typed, the first name.
 */
export function bestName(names: readonly string[], typed: string): FoundName | undefined {
  const wanted = plain(typed);
  if (wanted === '') return names[0] === undefined ? undefined : { name: names[0], index: 0, exact: false, score: 0 };
  let best: FoundName | undefined;
  for (const [index, name] of names.entries()) {
    const spelling = spellingOf(name);
    if (spelling.whole === wanted) return { name, index, exact: true, score: 0 };
    const score = best?.score === 0 ? undefined : scoreOf(spelling, wanted);
    if (score !== undefined && (best === undefined || score < best.score)) best = { name, index, exact: false, score };
  }
  return best;
}

/**
 * How far back an item is to stand for how it was found: a name that is complete is first, and of names that match
 * equally well the thing's own come before what else it is or was called.
 *
 * @param own how many of the names, from the first, are the thing's own
 */
export function matchRank(found: FoundName, own: number): number {
  return found.exact ? 0 : 1 + found.score * 2 + (found.index < own ? 0 : 1);
}

/** Whether each letter of `typed` comes in `name`, in that order: what editors ask before they show an item. */
export function isSubsequence(typed: string, name: string): boolean {
  const lower = name.toLowerCase();
  let index = 0;
  for (const letter of typed.toLowerCase()) {
    index = lower.indexOf(letter, index) + 1;
    if (index === 0) return false;
  }
  return true;
}

/** What is compared of a name. */
interface Spelling {
  /** Without letter case, spaces and marks. */
  readonly whole: string;
  /** The same from each word on but the first. */
  readonly fromWords: readonly string[];
}

/** Names are compared at each key; as many are kept as the catalog and a very large design have. */
const spellingLimit = 20_000;
const spellings = new Map<string, Spelling>();

function spellingOf(name: string): Spelling {
  const known = spellings.get(name);
  if (known) return known;
  const words = name
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const spelling = {
    whole: words.join(''),
    fromWords: words.slice(1).map((_, index) => words.slice(index + 1).join('')),
  };
  if (spellings.size >= spellingLimit) spellings.clear();
  spellings.set(name, spelling);
  return spelling;
}

function scoreOf({ whole, fromWords }: Spelling, wanted: string): FoundName['score'] | undefined {
  if (whole.startsWith(wanted)) return 0;
  if (fromWords.some((rest) => rest.startsWith(wanted))) return 1;
  if (wanted.length >= 2 && whole.includes(wanted)) return 2;
  return wanted.length >= 2 && whole.startsWith(wanted[0]!) && isSubsequence(wanted, whole) ? 3 : undefined;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
