/** Lengths of the picture that sizing and placing share, in CSS pixels at 100 %. */

export const cardMetrics = {
  /** Outer width: the same for every card of a picture, whichever of the two suffices for its names. */
  narrowWidth: 176,
  width: 216,
  height: 52,
  /** With a name of two lines, or a name and a detail of more than one line in all. */
  tallHeight: 66,
  barWidth: 4,
  padding: 11,
  glyph: 20,
  glyphGap: 9,
  nameSize: 13,
  nameLineHeight: 16,
  detailSize: 11,
  detailLineHeight: 14,
  markSize: 14,
} as const;

export const frameMetrics = {
  titleSize: 12,
  titleHeight: 34,
  padding: 18,
  markSize: 16,
  minimumWidth: 160,
  minimumHeight: 72,
} as const;

/** Of views arranged as a table. */
export const matrixMetrics = {
  /** Narrower than elsewhere: names take three lines. */
  cardWidth: 150,
  nameLines: 3,
  /** Room for the words of a card that spans all columns. */
  acrossWidth: 480,
  captionSize: 10,
  captionLineHeight: 14,
  columnSize: 14,
  columnLineHeight: 18,
  columnTitleWidth: 220,
  rowTitleWidth: 104,
} as const;

export const pillMetrics = {
  size: 11,
  lineHeight: 14,
  paddingX: 6,
  paddingY: 2,
  sampleWidth: 18,
  sampleGap: 4,
  /** Of a kind that flows both ways. */
  bothWaysWidth: 28,
  signSize: 13,
  /** Longest line of a label. */
  maximumWidth: 150,
  maximumLines: 4,
} as const;

export const titleMetrics = { size: 18, lineHeight: 24, maximumWidth: 720 } as const;
export const legendMetrics = { size: 11, lineHeight: 22, sampleWidth: 30, gap: 8, columnGap: 22 } as const;

/** Bounds past which a picture is cut short: nobody can read it, and laying it out would take too long. */
export const bounds = {
  nodes: 1_500,
  lines: 3_000,
  /** Characters of one label that are looked at. */
  label: 200,
  /** Frames within frames; deeper ones are drawn closed. */
  depth: 12,
} as const;

/** The next multiple of `step` that is not below `length`. */
export function inSteps(length: number, step: number): number {
  return Math.ceil(length / step - 1e-9) * step;
}
