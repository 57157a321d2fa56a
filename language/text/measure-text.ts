import { advanceWidths, fontAscent, fontDescent } from './generated/advance-widths.ts';

/** The weights of the bundled font. */
export type Weight = 400 | 600;

/** Heights of the bundled font's letters above and below the baseline, for a font size of 1. */
export const ascent = fontAscent / 1000;
export const descent = fontDescent / 1000;

/** Widths for a font size of 1 of characters that the bundled font lacks: other fonts draw them, on the safe side. */
const wideWidth = 1;
const emojiWidth = 1.35;
const otherWidth = 0.75;

const tables = new Map<Weight, Map<number, number>>();

function widthTable(weight: Weight): Map<number, number> {
  let table = tables.get(weight);
  if (!table) {
    table = new Map();
    for (const [first, widths] of advanceWidths[weight])
      for (const [index, width] of widths.split(' ').entries()) table.set(first + index, Number(width) / 1000);
    tables.set(weight, table);
  }
  return table;
}

const mark = /^\p{M}$/u;
const emoji = /^\p{Extended_Pictographic}$/u;
const wide =
  /^[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]$/u;

const joiner = 0x200d;

/** Whether a code point is drawn upon the one before it and takes no room of its own. */
export function isAttached(codePoint: number): boolean {
  if (codePoint < 0x300) return false;
  return (
    codePoint === 0x200b ||
    codePoint === 0x200c ||
    codePoint === joiner ||
    codePoint === 0x2060 ||
    codePoint === 0xfeff ||
    (codePoint >= 0x1f3fb && codePoint <= 0x1f3ff) ||
    mark.test(String.fromCodePoint(codePoint))
  );
}

function characterWidth(codePoint: number, table: Map<number, number>): number {
  if (isAttached(codePoint)) return 0;
  const known = table.get(codePoint);
  if (known !== undefined) return known;
  const character = String.fromCodePoint(codePoint);
  if (wide.test(character)) return wideWidth;
  return emoji.test(character) ? emojiWidth : otherWidth;
}

/** Width of one line of text in the bundled font, in the unit of `size`. The same on every machine: no DOM, no locale. */
export function measureText(text: string, size: number, weight: Weight): number {
  const table = widthTable(weight);
  let width = 0;
  let joined = false;
  for (const character of text) {
    const codePoint = character.codePointAt(0)!;
    // What follows a joiner melts into what stands before it.
    if (!joined) width += characterWidth(codePoint, table);
    joined = codePoint === joiner;
  }
  return width * size;
}

const bidiControls = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
const stackedMarks = /(\p{M}{3})\p{M}+/gu;
const notDrawable = /[\u0000-\u001F\u007F-\u009F\u2028\u2029\uFFF9-\uFFFB\u{E0000}-\u{E007F}]+/gu;
const notCharacters = /[\p{Surrogate}\uFFFE\uFFFF]/gu;

/**
 * What of a user's text may be drawn: one line without control characters. Bidirectional controls are taken out, so that
 * a label cannot turn its neighbours around; towers of combining marks are cut; halves of characters become U+FFFD.
 */
export function drawableText(text: string): string {
  return text
    .replace(bidiControls, '')
    .replace(notDrawable, ' ')
    .replace(notCharacters, '\uFFFD')
    .replace(stackedMarks, '$1')
    .replace(/ {2,}/g, ' ')
    .trim();
}
