import { lettersAway } from '../catalog/letters-away.ts';

/** The candidate nearest to a misspelt word, if one is near enough to be meant: at most a third of its letters differ. */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  return closestFew(word, candidates, 1)[0];
}

/** At most `limit` candidates near enough to a misspelt word to be meant, nearest first. */
export function closestFew(word: string, candidates: Iterable<string>, limit: number): string[] {
  const lower = word.slice(0, 60).toLowerCase();
  const bound = Math.max(1, Math.floor(lower.length / 3));
  const near: { candidate: string; away: number }[] = [];
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - lower.length) > bound + 8) continue;
    const other = candidate.toLowerCase();
    const begins = lower.length >= 3 && other.startsWith(lower);
    const away = begins ? 1 : lettersAway(lower, other);
    if (begins || away <= bound) near.push({ candidate, away });
  }
  return near
    .sort((left, right) => left.away - right.away || (left.candidate < right.candidate ? -1 : 1))
    .slice(0, limit)
    .map((entry) => entry.candidate);
}
