/** The part of a text that an edit changed. */
export interface EditedPart {
  /** Where it begins, in the text before and after. */
  readonly start: number;
  /** Where it ended before the edit. */
  readonly earlierEnd: number;
  /** Where it ends now. */
  readonly end: number;
}

/** Texts are compared in stretches of so many characters first, which costs a small part of comparing each. */
const stretch = 2048;

/** The shortest part in which two states of a text differ. */
export function editedPart(earlier: string, text: string): EditedPart {
  const shorter = Math.min(earlier.length, text.length);
  let start = 0;
  while (start + stretch <= shorter && earlier.slice(start, start + stretch) === text.slice(start, start + stretch))
    start += stretch;
  while (start < shorter && earlier.charCodeAt(start) === text.charCodeAt(start)) start++;
  let earlierEnd = earlier.length;
  let end = text.length;
  while (end - stretch >= start && earlierEnd - stretch >= start && endsAlike(earlier, earlierEnd, text, end)) {
    earlierEnd -= stretch;
    end -= stretch;
  }
  while (end > start && earlierEnd > start && earlier.charCodeAt(earlierEnd - 1) === text.charCodeAt(end - 1)) {
    earlierEnd--;
    end--;
  }
  return { start, earlierEnd, end };
}

function endsAlike(earlier: string, earlierEnd: number, text: string, end: number): boolean {
  return earlier.slice(earlierEnd - stretch, earlierEnd) === text.slice(end - stretch, end);
}
