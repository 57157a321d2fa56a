import type { Finding } from '../language/lint/finding.ts';
import type { TextEdit } from '../language/model/span.ts';

/**
 * The edits of all safe fixes of some findings, by file, without two that touch one place: of such fixes the first is
 * taken, whole or not at all, and the others have to wait for the next round.
 */
export function safeEdits(findings: readonly Finding[]): ReadonlyMap<string, readonly TextEdit[]> {
  const taken = new Map<string, TextEdit[]>();
  for (const finding of findings) {
    const fix = finding.fixes.find((candidate) => candidate.safe);
    if (!fix || fix.edits.length === 0) continue;
    if (fix.edits.some((edit) => (taken.get(edit.span.uri) ?? []).some((other) => touch(edit, other)))) continue;
    for (const edit of fix.edits) {
      const edits = taken.get(edit.span.uri);
      if (edits) edits.push(edit);
      else taken.set(edit.span.uri, [edit]);
    }
  }
  return taken;
}

function touch(one: TextEdit, other: TextEdit): boolean {
  return one.span.start <= other.span.end && other.span.start <= one.span.end;
}

/** The text with the edits made, which do not touch each other. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  for (const edit of [...edits].sort((left, right) => right.span.start - left.span.start)) {
    result = result.slice(0, edit.span.start) + edit.newText + result.slice(edit.span.end);
  }
  return result;
}
