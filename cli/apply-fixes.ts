import type { Finding } from '../language/lint/finding.ts';
import type { TextEdit } from '../language/model/span.ts';

/**
 * The edits of all safe fixes of some findings, by file, in the order of the text and without two that touch one place:
 * of such fixes the first is taken, whole or not at all, and the others have to wait for the next round.
 */
export function safeEdits(findings: readonly Finding[]): ReadonlyMap<string, readonly TextEdit[]> {
  const taken = new Map<string, TextEdit[]>();
  for (const finding of findings) {
    const fix = finding.fixes.find((candidate) => candidate.safe);
    if (!fix || fix.edits.length === 0) continue;
    const free = fix.edits.every((edit, index) => {
      const edits = taken.get(edit.span.uri) ?? [];
      return !touchesNeighbour(edits, edit) && !fix.edits.slice(0, index).some((other) => touch(edit, other));
    });
    if (!free) continue;
    for (const edit of fix.edits) {
      const edits = taken.get(edit.span.uri);
      if (edits) edits.splice(placeOf(edits, edit), 0, edit);
      else taken.set(edit.span.uri, [edit]);
    }
  }
  return taken;
}

/** Where an edit belongs among edits that are in the order of the text. */
function placeOf(edits: readonly TextEdit[], edit: TextEdit): number {
  let low = 0;
  let high = edits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edits[middle]!.span.start < edit.span.start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function touchesNeighbour(edits: readonly TextEdit[], edit: TextEdit): boolean {
  const place = placeOf(edits, edit);
  return [edits[place - 1], edits[place]].some((neighbour) => neighbour !== undefined && touch(edit, neighbour));
}

function touch(one: TextEdit, other: TextEdit): boolean {
  return one.span.uri === other.span.uri && one.span.start <= other.span.end && other.span.start <= one.span.end;
}

/** The text with the edits made, which are in the order of the text and do not touch each other. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const pieces: string[] = [];
  let done = 0;
  for (const edit of edits) {
    pieces.push(text.slice(done, edit.span.start), edit.newText);
    done = edit.span.end;
  }
  pieces.push(text.slice(done));
  return pieces.join('');
}
