import type { SourceItem } from './source-items.ts';

/**
 * A comment as it is printed at an indentation: without white space at its end, and where each of its lines begins with
 * a star, with the stars under the first one. The lines of other comments may be a drawing, so they stay as they are.
 */
export function printComment(comment: SourceItem, indentation: number, lineEnd: string): string {
  if (comment.type === 'LINE_COMMENT') return comment.text.replace(/[ \t]+$/, '');
  const [first, ...rest] = comment.text.split(/\r\n|\r|\n/);
  const starred = rest.every((line) => /^[ \t]*\*/.test(line));
  if (rest.length === 0 || !starred) return comment.text;
  const start = ' '.repeat(indentation + 1);
  return [first!.replace(/[ \t]+$/, ''), ...rest.map((line) => start + line.replace(/^[ \t]+|[ \t]+$/g, ''))].join(
    lineEnd,
  );
}
