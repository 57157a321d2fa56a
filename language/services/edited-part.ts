/** The part of a text that an edit changed. */
export interface EditedPart {
  /** Where it begins, in the text before and after. */
  readonly start: number;
  /** Where it ended before the edit. */
  readonly earlierEnd: number;
  /** Where it ends now. */
  readonly end: number;
}

/** The shortest part in which two states of a text differ. */
export function editedPart(earlier: string, text: string): EditedPart {
  const shorter = Math.min(earlier.length, text.length);
  let start = 0;
  while (start < shorter && earlier.charCodeAt(start) === text.charCodeAt(start)) start++;
  let sameAtEnd = 0;
  while (
    sameAtEnd < shorter - start &&
    earlier.charCodeAt(earlier.length - 1 - sameAtEnd) === text.charCodeAt(text.length - 1 - sameAtEnd)
  )
    sameAtEnd++;
  return { start, earlierEnd: earlier.length - sameAtEnd, end: text.length - sameAtEnd };
}
