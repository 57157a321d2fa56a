import type { Tokens } from './theme.ts';

/** Least ratios of contrast: of words, and of lines and signs. */
const readable = 4.5;
const visible = 3;
/** So much of the text's colour is in the frames of each depth. */
const tints = [0.035, 0.065, 0.095, 0.125] as const;
const cardTint = 0.015;
/** Below this contrast to black and to white a ground is of middling brightness. */
const middling = 8;

type Colour = readonly [red: number, green: number, blue: number];

/**
 * A theme's colours on another ground, an editor's for instance: surfaces are made from it, and every colour is moved
 * towards black or white as far as it needs to be told from what it lies on. A ground that is not written as `#rrggbb`
 * changes nothing.
 */
export function onGround(tokens: Tokens, ground: string): Tokens {
  const background = parse(ground);
  if (!background) return tokens;
  const far: Colour = contrast(background, white) >= contrast(background, black) ? white : black;
  // Frames on a ground of middling brightness go the other way: words on them need all the contrast there is.
  const shade = contrast(background, far) >= middling ? far : far === white ? black : white;
  const flat = tokens.frames.length === 1;
  const frames = flat ? [background] : tints.map((tint) => mix(background, shade, tint));
  const card = flat ? background : mix(background, shade, cardTint);
  const surfaces = [background, card, ...frames];
  const fitted = (colour: string, least: number): string => write(fit(parse(colour) ?? far, surfaces, least, far));
  const all = <Name extends string>(colours: Readonly<Record<Name, string>>): Record<Name, string> =>
    Object.fromEntries(
      Object.entries<string>(colours).map(([name, colour]) => [name, fitted(colour, visible)]),
    ) as Record<Name, string>;
  return {
    ...tokens,
    background: write(background),
    pill: write(background),
    card: write(card),
    frames: frames.map(write),
    frameBorder: write(mix(background, far, flat ? 0.6 : 0.22)),
    cardBorder: flat ? write(far) : write(mix(background, far, 0.28)),
    zoneBorder: fitted(tokens.zoneBorder, visible),
    text: fitted(tokens.text, readable),
    mutedText: fitted(tokens.mutedText, readable),
    mark: fitted(tokens.mark, visible),
    noPillar: fitted(tokens.noPillar, visible),
    pillars: all(tokens.pillars),
    flows: all(tokens.flows),
  };
}

const white: Colour = [255, 255, 255];
const black: Colour = [0, 0, 0];

/** The colour itself where it can be told from each surface, else the nearest on its way to `far` that can. */
function fit(colour: Colour, surfaces: readonly Colour[], least: number, far: Colour): Colour {
  for (let share = 0; share < 1; share += 0.05) {
    const candidate = rounded(mix(colour, far, share));
    if (surfaces.every((surface) => contrast(candidate, rounded(surface)) >= least)) return candidate;
  }
  return far;
}

function parse(colour: string): Colour | undefined {
  const digits = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour.trim());
  return digits ? [parseInt(digits[1]!, 16), parseInt(digits[2]!, 16), parseInt(digits[3]!, 16)] : undefined;
}

function write(colour: Colour): string {
  return `#${rounded(colour)
    .map((part) => part.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()}`;
}

function rounded([red, green, blue]: Colour): Colour {
  return [Math.round(red), Math.round(green), Math.round(blue)];
}

function mix(from: Colour, to: Colour, share: number): Colour {
  const part = (index: 0 | 1 | 2): number => from[index] + (to[index] - from[index]) * share;
  return [part(0), part(1), part(2)];
}

/** The ratio that the accessibility guidelines define. */
function contrast(a: Colour, b: Colour): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((one, other) => other - one) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
