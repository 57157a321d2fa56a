/** Lengths that layout keeps between things, in CSS pixels. */
export const spacing = {
  /** Between boxes of a column, and between boxes that nothing connects. */
  box: 20,
  boxLine: 14,
  line: 11,
  /** Between columns, before lines ask for more. */
  column: 26,
  /** Straight end of a line before a box: room for the arrowhead. */
  lineEnd: 15,
  port: 14,
  labelPort: 8,
} as const;
