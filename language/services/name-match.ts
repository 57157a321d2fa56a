import type { CatalogService } from '../catalog/catalog.ts';

/** A name by which a thing was found, and how well. */
export interface FoundName {
  readonly name: string;
  /** 0: begins so; 1: a word of it begins so; 2: holds it; 3: its letters come in that order. */
  readonly score: 0 | 1 | 2 | 3;
}

/** Every name of a service, what it is called today first. */
export function namesOf(service: CatalogService): string[] {
  return [
    service.id,
    service.short,
    ...service.abbreviations,
    service.name,
    ...service.formerNames.map((former) => former.name),
  ];
}

/**
 * The name that what was typed is most likely the beginning of. Letter case, spaces and hyphens do not count. With
 * nothing typed, the first name.
 */
export function bestName(names: readonly string[], typed: string): FoundName | undefined {
  const wanted = plain(typed);
  if (wanted === '') return names[0] === undefined ? undefined : { name: names[0], score: 0 };
  let best: FoundName | undefined;
  for (const name of names) {
    const score = scoreOf(name, wanted);
    if (score !== undefined && (best === undefined || score < best.score)) best = { name, score };
    if (score === 0) break;
  }
  return best;
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

function scoreOf(name: string, wanted: string): FoundName['score'] | undefined {
  const whole = plain(name);
  if (whole.startsWith(wanted)) return 0;
  const words = name.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  for (let index = 1; index < words.length; index++) {
    if (words.slice(index).join('').startsWith(wanted)) return 1;
  }
  if (wanted.length >= 2 && whole.includes(wanted)) return 2;
  return wanted.length >= 2 && whole.startsWith(wanted[0]!) && isSubsequence(wanted, whole) ? 3 : undefined;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
