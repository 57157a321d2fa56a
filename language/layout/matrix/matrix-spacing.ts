/** Lengths that a table keeps between things, in CSS pixels. */
export const matrixSpacing = {
  /** Between the border of a frame and the cards in it. */
  frame: 8,
  /** Above the title of a frame, and between it and what follows. */
  frameTitle: 8,
  titleLine: 15,
  /** Between boxes that stand one above the other. */
  stack: 12,
  /** Between the slots of a cell; what stands in neighbouring slots has room for a line with its arrowhead between. */
  slot: 14,
  /** Between the border of a cell and its slots. */
  cell: 10,
  /** Above the boxes of a cell with threats: room for two lines. */
  attack: 30,
  /** Between cells. */
  column: 18,
  /** Between the border of a band and its cells. */
  band: 10,
  /** Between bands, before lines ask for more. */
  row: 22,
  /** Between lines that run side by side. */
  track: 10,
  /** Between the table and what stands beside it, before lines ask for more. */
  beside: 70,
  /** Room for the arrows that point from threats to what stands above them. */
  arrows: 40,
  columnHeading: 34,
} as const;
