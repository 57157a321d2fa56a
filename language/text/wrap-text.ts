import { isAttached, measureText, type Weight } from './measure-text.ts';

export interface WrapOptions {
  readonly size: number;
  readonly weight: Weight;
  /** Width that no line exceeds, in the unit of `size`. */
  readonly width: number;
  /** Greatest number of lines; what does not fit ends in an ellipsis. */
  readonly lines: number;
}

const ellipsis = '…';
/** How much of the letters that fit a cut text has to keep, for its last word to be left out. */
const leastOfCut = 0.4;

/**
 * Breaks a text into lines no wider than asked: at spaces, after hyphens and slashes, and inside a word only where the
 * word alone is too wide. Of all ways with the fewest lines, the one with the most even lines is taken. An empty text has
 * no lines.
 */
export function wrapText(text: string, options: WrapOptions): readonly string[] {
  const key = `${options.size} ${options.weight} ${options.width} ${options.lines} ${text}`;
  let lines = wrapped.get(key);
  if (!lines) {
    if (wrapped.size >= rememberedTexts) wrapped.clear();
    wrapped.set(key, (lines = wrap(text, options)));
  }
  return lines;
}

/** Texts wrapped lately: a keystroke changes one text of a picture, and all the others are asked for again. */
const wrapped = new Map<string, readonly string[]>();
const rememberedTexts = 10_000;

function wrap(text: string, options: WrapOptions): string[] {
  const pieces = splitAtBreaks(text, options);
  if (pieces.length === 0) return [];
  const greedy = fill(pieces, options.width, options);
  if (greedy.length > options.lines) return shorten(greedy, options);
  const lines = greedy.length === 1 ? greedy : balance(pieces, greedy, options);
  return lines.map((line) => line.trimEnd());
}

/** Text up to a width, with an ellipsis where it was cut. */
export function fitText(text: string, options: Omit<WrapOptions, 'lines'>): string {
  return measureText(text, options.size, options.weight) <= options.width ? text : cut(text, options);
}

/** Words with the space, hyphen or slash that ends them; words too wide for a line are broken to fit. */
function splitAtBreaks(text: string, options: WrapOptions): string[] {
  const pieces: string[] = [];
  for (const word of text.match(/[^\s\-/]*[-/]+\s*|[^\s\-/]+\s*|\s+/gu) ?? []) {
    let rest = word.trimStart();
    while (measureText(rest.trimEnd(), options.size, options.weight) > options.width) {
      const head = headThatFits(rest, options);
      pieces.push(head);
      rest = rest.slice(head.length);
    }
    if (rest !== '') pieces.push(rest);
  }
  return pieces;
}

/** As many characters as fit a line, at least one, never parted from the marks upon it. */
function headThatFits(text: string, options: Omit<WrapOptions, 'lines'>): string {
  let head = '';
  for (const character of text) {
    const attached = isAttached(character.codePointAt(0)!);
    if (head !== '' && !attached && measureText(head + character, options.size, options.weight) > options.width) break;
    head += character;
  }
  return head;
}

/** Lines as wide as they may be, each with the space that ends it. */
function fill(pieces: readonly string[], width: number, options: WrapOptions): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line !== '' && measureText((line + piece).trimEnd(), options.size, options.weight) > width) {
      lines.push(line);
      line = piece;
    } else line += piece;
  }
  if (line.trimEnd() !== '') lines.push(line);
  return lines;
}

/** The narrowest width that still gives the same number of lines makes them even. */
function balance(pieces: readonly string[], greedy: string[], options: WrapOptions): string[] {
  let best = greedy;
  let low = 0;
  let high = options.width;
  for (let step = 0; step < 8; step++) {
    const width = (low + high) / 2;
    const lines = fill(pieces, width, options);
    const widest = Math.max(...lines.map((line) => measureText(line.trimEnd(), options.size, options.weight)));
    if (lines.length <= greedy.length && widest <= options.width) {
      best = lines;
      high = width;
    } else low = width;
  }
  return best;
}

function shorten(lines: readonly string[], options: WrapOptions): string[] {
  const kept = lines.slice(0, options.lines - 1).map((line) => line.trimEnd());
  return [...kept, cut(lines.slice(options.lines - 1).join(''), options)];
}

/** As many whole words as fit before an ellipsis; where that would leave little, a part of a word too. */
function cut(text: string, options: Omit<WrapOptions, 'lines'>): string {
  const room = options.width - measureText(ellipsis, options.size, options.weight);
  const head = headThatFits(text, { ...options, width: Math.max(0, room) });
  const words = /[\s\-/]/u.test(text[head.length] ?? ' ') ? head : head.replace(/[^\s\-/]*$/u, '');
  const kept = words.length >= leastOfCut * head.length ? words : head;
  return kept.replace(/[\s\-–,;:/·]+$/u, '') + ellipsis;
}
