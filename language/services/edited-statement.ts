import { editedPart } from './edited-part.ts';
import type { ParsedFile, ParsedStatement } from './parse.ts';

/** The one statement in which two states of a file differ. */
export interface EditedStatement {
  /** As it was; undefined where it is new. */
  readonly before: ParsedStatement | undefined;
  /** As it is; undefined where it was taken away. */
  readonly after: ParsedStatement | undefined;
  /** The room between the statements around it, in the file as it is. */
  readonly start: number;
  readonly end: number;
}

/**
 * In which statement a file differs from an earlier state of itself: parsing keeps the syntax tree of what did not
 * change. Undefined where more than one statement differs. Takes time by the number of statements beside the edited one
 * and around it, for comparing them only.
 */
export function editedStatement(earlier: ParsedFile, file: ParsedFile): EditedStatement | undefined {
  let before = earlier.statements;
  let after = file.statements;
  let start = 0;
  let end = file.text.length;
  for (;;) {
    const shorter = Math.min(before.length, after.length);
    let same = 0;
    while (same < shorter && isSame(before[same]!, after[same]!)) same++;
    let sameAtEnd = 0;
    while (
      sameAtEnd < shorter - same &&
      isSame(before[before.length - 1 - sameAtEnd]!, after[after.length - 1 - sameAtEnd]!)
    )
      sameAtEnd++;
    if (before.length - same - sameAtEnd > 1 || after.length - same - sameAtEnd > 1) return undefined;
    const was = before.length - same - sameAtEnd === 1 ? before[same] : undefined;
    const is = after.length - same - sameAtEnd === 1 ? after[same] : undefined;
    start = after[same - 1]?.end ?? start;
    end = after[after.length - sameAtEnd]?.start ?? end;
    if (!was?.children || is?.node !== was.node || !is.children) return { before: was, after: is, start, end };
    start = is.start;
    end = is.end;
    before = was.children;
    after = is.children;
  }
}

/** Whether nothing in a statement changed; of a group or zone, whether nothing in it did. */
function isSame(before: ParsedStatement, after: ParsedStatement): boolean {
  if (before === after) return true;
  if (before.node !== after.node || before.broken !== after.broken) return false;
  const [were, are] = [before.children, after.children];
  if (!were || !are) return were === are;
  return were.length === are.length && were.every((child, index) => isSame(child, are[index]!));
}

/**
 * Where in an earlier text something was: what stands before the edited part is where it was, what stands behind it is
 * as far from the end, and what stands in it was where the edit begins.
 */
export function offsetBeforeEdit(earlier: string, text: string): (offset: number) => number {
  const { start, earlierEnd, end } = editedPart(earlier, text);
  return (offset) => (offset >= end ? offset - end + earlierEnd : Math.min(offset, start));
}
