import stringWidth from 'string-width';
import type { LineIndex } from '../language/model/line-index.ts';
import type { Span } from '../language/model/span.ts';
import { printableSource } from './printable.ts';

/** Columns of source text that are shown; longer lines are cut around what is marked. */
const maximumWidth = 110;
/** Lines of one finding that are shown. */
const maximumLines = 3;
const tabWidth = 4;

/** How the parts of a frame are coloured. */
export interface FrameColours {
  readonly gutter: (text: string) => string;
  readonly marker: (text: string) => string;
}

/**
 * The source lines under a span with carets below what it covers:
 *
 *      12 │ use azure-sentinel
 *         │     ^^^^^^^^^^^^^^
 *
 * Gives lines without line breaks; none where the file's text is not known.
 */
export function codeFrame(lines: LineIndex, span: Span, colours: FrameColours): string[] {
  if (lines.text === '') return [];
  const start = lines.positionAt(span.start);
  const end = lines.positionAt(Math.max(span.end, span.start));
  // A span that ends with a line break ends on the line before.
  const lastLine = end.line > start.line && end.character === 0 ? end.line - 1 : end.line;
  const shownLast = Math.min(lastLine, start.line + maximumLines - 1);
  const gutterWidth = Math.max(4, String(shownLast + 1).length);
  const frame: string[] = [];
  for (let line = start.line; line <= shownLast; line++) {
    const source = lines.lineText(line);
    const indent = source.length - source.trimStart().length;
    const from = line === start.line ? start.character : indent;
    const to = line === end.line ? end.character : source.trimEnd().length;
    const { text, marks } = markedLine(source, from, Math.max(to, from + 1));
    frame.push(`  ${colours.gutter(`${String(line + 1).padStart(gutterWidth)} │`)} ${text}`);
    frame.push(`  ${colours.gutter(`${' '.repeat(gutterWidth)} │`)} ${colours.marker(marks)}`);
  }
  if (lastLine > shownLast) {
    frame.push(`  ${colours.gutter(`${' '.repeat(gutterWidth)} │`)} … ${lastLine - shownLast} more`);
  }
  return frame;
}

/** A source line cut to what fits, tabs made spaces, with carets under the characters `from` to `to`. */
function markedLine(source: string, from: number, to: number): { text: string; marks: string } {
  let left = 0;
  let right = source.length;
  if (source.length > maximumWidth) {
    const shown = Math.min(to - from, maximumWidth / 2);
    left = Math.max(0, Math.min(from - Math.floor((maximumWidth - shown) / 2), source.length - maximumWidth));
    right = Math.min(source.length, left + maximumWidth);
    // Not through the middle of a character.
    if (isLowSurrogate(source, left)) left--;
    if (isLowSurrogate(source, right)) right++;
  }
  const before = `${left > 0 ? '…' : ''}${expand(source.slice(left, from))}`;
  const marked = expand(source.slice(from, Math.min(to, right)));
  const after = `${expand(source.slice(Math.min(to, right), right))}${right < source.length ? '…' : ''}`;
  return {
    text: `${before}${marked}${after}`,
    marks: `${' '.repeat(stringWidth(before))}${'^'.repeat(Math.max(1, stringWidth(marked)))}`,
  };
}

function expand(source: string): string {
  return printableSource(source).replaceAll('\t', ' '.repeat(tabWidth));
}

function isLowSurrogate(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 0xdc00 && code <= 0xdfff;
}
