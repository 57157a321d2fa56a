import { distance } from 'fastest-levenshtein';

/** Letters to change, add or leave out; two neighbours that changed places count as one. */
export function lettersAway(written: string, candidate: string): number {
  const away = distance(written, candidate);
  if (away !== 2 || written.length !== candidate.length) return away;
  const at = [...written].findIndex((letter, index) => letter !== candidate[index]);
  const swapped = written.slice(0, at) + written.charAt(at + 1) + written.charAt(at) + written.slice(at + 2);
  return swapped === candidate ? 1 : away;
}
