/** A box without connections, by its size. */
export interface LooseBox {
  readonly width: number;
  readonly height: number;
}

export interface Arrangement {
  readonly places: readonly { readonly x: number; readonly y: number }[];
  readonly width: number;
  readonly height: number;
}

/**
 * Sets boxes in rows, in their order, as on a page: no row is wider than `width` unless a single box is. Boxes of a row
 * share their top.
 */
export function arrangeInRows(boxes: readonly LooseBox[], width: number, gap: number): Arrangement {
  const places: { x: number; y: number }[] = [];
  let x = 0;
  let y = 0;
  let rowHeight = 0;
  let widest = 0;
  for (const box of boxes) {
    if (x > 0 && x + box.width > width) {
      x = 0;
      y += rowHeight + gap;
      rowHeight = 0;
    }
    places.push({ x, y });
    x += box.width + gap;
    rowHeight = Math.max(rowHeight, box.height);
    widest = Math.max(widest, x - gap);
  }
  return { places, width: widest, height: boxes.length > 0 ? y + rowHeight : 0 };
}

/** Rows whose outline is closest to the wanted ratio of width to height. */
export function arrangeByAspect(boxes: readonly LooseBox[], aspect: number, gap: number): Arrangement {
  let best = arrangeInRows(boxes, Infinity, gap);
  const rate = ({ width, height }: Arrangement): number => Math.abs(Math.log(width / Math.max(1, height) / aspect));
  // Few widths make a difference: those at which a whole number of columns fits.
  const column = Math.max(1, ...boxes.map((box) => box.width)) + gap;
  for (let columns = 1; columns <= Math.min(boxes.length, 40); columns++) {
    const arrangement = arrangeInRows(boxes, columns * column, gap);
    if (rate(arrangement) < rate(best)) best = arrangement;
  }
  return best;
}
