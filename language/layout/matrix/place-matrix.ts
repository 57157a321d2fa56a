import type { ViewCard, ViewGraph, ViewNode } from '../../view/view-graph.ts';
import { matrixMetrics } from '../../view/metrics.ts';
import type { ViewMatrix, ViewRow } from '../../view/view-matrix.ts';
import type { Rectangle } from '../scene.ts';
import { MatrixSizes, totalWidth } from './matrix-sizes.ts';
import { matrixSpacing } from './matrix-spacing.ts';

/** Where everything of a table stands, from the corner of the picture on, and where lines have room to run. */
export interface PlacedMatrix {
  readonly width: number;
  readonly height: number;
  /** By node; nodes that are not drawn have none. */
  readonly boxes: ReadonlyMap<number, Rectangle>;
  readonly columns: readonly Rectangle[];
  /** Vertical and horizontal tracks for lines, best first. */
  readonly tracks: { readonly x: readonly number[]; readonly y: readonly number[] };
  /** Height of the room between a band and the one above it. */
  readonly gaps: readonly { readonly top: number; readonly bottom: number }[];
}

/** Cards are made this much higher at most to fit their neighbours. */
const mostStretch = 1.5;

/** Places the boxes of a table: bands under each other, cells beside each other, boxes in their cells in text order. */
export function placeMatrix(graph: ViewGraph, matrix: ViewMatrix): PlacedMatrix {
  return new Placing(graph, matrix).place();
}

class Placing {
  readonly #nodes: readonly ViewNode[];
  readonly #graph: ViewGraph;
  readonly #matrix: ViewMatrix;
  readonly #sizes: MatrixSizes;
  readonly #boxes = new Map<number, Rectangle>();
  readonly #tracks: { readonly x: number[]; readonly y: number[] } = { x: [], y: [] };

  constructor(graph: ViewGraph, matrix: ViewMatrix) {
    this.#graph = graph;
    this.#nodes = graph.nodes;
    this.#matrix = matrix;
    this.#sizes = new MatrixSizes(graph, matrix);
  }

  place(): PlacedMatrix {
    const { rows, columns } = this.#matrix;
    const slots = this.#sizes.chooseSlots();
    const spread = this.#sizes.columnWidths(slots);
    const stub = rows.length > 0 ? matrixMetrics.rowTitleWidth + 40 : 0;
    const tableWidth = rows.length > 0 ? stub + totalWidth(spread) + matrixSpacing.band : 0;
    const counts = this.#countLines();

    const headed = columns.length > 0 && rows.length > 0;
    const besideSlots = this.#besideSlots(this.#tableHeight(slots, counts));
    const besideWidth =
      this.#matrix.beside.length > 0 ? this.#sizes.cellWidth(besideSlots) - 2 * matrixSpacing.cell : 0;
    const gutter =
      besideWidth > 0 && rows.length > 0 ? matrixSpacing.beside + matrixSpacing.track * Math.min(30, counts.beside) : 0;
    const left = besideWidth + gutter;
    let y = headed ? matrixSpacing.columnHeading : 0;
    const gaps: { top: number; bottom: number }[] = [];

    const columnBoxes: Rectangle[] = [];
    let x = left + stub;
    for (const width of spread) {
      columnBoxes.push({ x, y: 0, width, height: matrixSpacing.columnHeading });
      x += width + matrixSpacing.column;
    }
    for (const [index, row] of rows.entries()) {
      const gap = headed || index > 0 ? this.#gapBefore(index, counts) : 0;
      gaps.push({ top: y, bottom: y + gap });
      y += gap;
      const height = this.#placeRow(row, slots, columnBoxes, { x: left + stub, y });
      this.#boxes.set(row.node, { x: left, y, width: tableWidth, height });
      y += height;
    }
    const besideTop = rows.length > 0 ? gaps[0]!.bottom : 0;
    const besideHeight = this.#placeGrid(this.#matrix.beside, besideSlots, { x: 0, y: besideTop }, matrixSpacing.row);
    const bottom = Math.max(y, besideTop + besideHeight);
    // Below the last band there is room for lines as well, where any run.
    const after = counts.gaps.at(-1) ?? 0;
    const lastGap = { top: y, bottom: y + (after > 0 ? matrixSpacing.row + matrixSpacing.track * after : 0) };
    this.#addTracks(gaps, lastGap, { left, besideWidth, gutter, tableWidth }, columnBoxes, slots);
    return {
      width: left + tableWidth,
      height: Math.max(bottom, lastGap.bottom),
      boxes: this.#boxes,
      columns: headed ? columnBoxes : [],
      tracks: this.#tracks,
      gaps,
    };
  }

  #placeRow(
    row: ViewRow,
    slots: readonly number[],
    columns: readonly Rectangle[],
    at: { x: number; y: number },
  ): number {
    const height = this.#sizes.bandHeight(row, slots);
    let y = at.y + matrixSpacing.band;
    const across = this.#sizes.acrossHeight(row, slots);
    if (across > 0) {
      const last = columns.at(-1)!;
      const width = last.x + last.width - at.x;
      const count = this.#sizes.acrossSlots(row, slots);
      this.#placeGrid(row.across, count, { x: at.x, y }, matrixSpacing.stack, width);
      addBetween(y + across, y + across + this.#sizes.acrossGap(row), this.#tracks.y);
      y += across + this.#sizes.acrossGap(row);
    }
    const cellTop = this.#sizes.cellTop(row);
    if (cellTop > matrixSpacing.cell) addBetween(y, y + cellTop, this.#tracks.y);
    for (const [column, cell] of row.cells.entries()) {
      const box = columns[column]!;
      const cellHeight = at.y + height - matrixSpacing.band - y;
      if (cell.frame !== undefined && this.#nodes[cell.frame]!.type === 'frame')
        this.#boxes.set(cell.frame, { x: box.x, y, width: box.width, height: cellHeight });
      // A column that is wider than its slots for its heading keeps them in its middle.
      const spare = box.width - this.#sizes.cellWidth(slots[column]!);
      this.#placeGrid(
        cell.items,
        slots[column]!,
        { x: box.x + matrixSpacing.cell + spare / 2, y: y + cellTop },
        matrixSpacing.stack,
        undefined,
        cellHeight - cellTop - matrixSpacing.cell,
      );
    }
    return height;
  }

  /** Sets boxes in lines of so many slots, and gives the height they take. */
  #placeGrid(
    items: readonly number[],
    slots: number,
    at: { readonly x: number; readonly y: number },
    gap: number = matrixSpacing.stack,
    width: number = this.#sizes.cellWidth(slots) - 2 * matrixSpacing.cell,
    stretch: number = 0,
  ): number {
    const slotWidth = (width - (slots - 1) * matrixSpacing.slot) / slots;
    const [only] = items;
    if (items.length === 1 && this.#nodes[only!]!.type === 'frame') {
      const height = Math.max(this.#sizes.frameHeight(only!, slots), stretch);
      this.#placeFrame(only!, slots, { ...at, width, height });
      return height;
    }
    const oneLine = items.length <= slots;
    let y = at.y;
    for (let first = 0; first < items.length; first += slots) {
      const line = items.slice(first, first + slots);
      const height = Math.max(...line.map((node) => this.#sizes.itemHeight(node)), oneLine ? stretch : 0);
      for (const [place, node] of line.entries()) {
        const slot = { x: at.x + place * (slotWidth + matrixSpacing.slot), y, width: slotWidth, height };
        if (this.#nodes[node]!.type === 'frame') this.#placeFrame(node, 1, slot);
        else this.#placeCard(node, slot);
      }
      if (first + slots < items.length) addBetween(y + height, y + height + gap, this.#tracks.y);
      y += height + gap;
    }
    return Math.max(0, y - gap - at.y);
  }

  #placeCard(node: number, slot: Rectangle): void {
    const card = this.#nodes[node] as ViewCard;
    // A slot much wider than a card is one across the whole band: the card fills it.
    const width = slot.width > 1.5 * this.#sizes.slotWidth ? slot.width : card.width;
    // As high as its neighbours, where they are not much higher.
    const height = slot.height > mostStretch * card.height ? card.height : slot.height;
    this.#boxes.set(node, { x: slot.x + (slot.width - width) / 2, y: slot.y, width, height });
  }

  #placeFrame(node: number, slots: number, box: Rectangle): void {
    this.#boxes.set(node, box);
    const children = this.#sizes.children.get(node) ?? [];
    const y = box.y + this.#sizes.titleHeight(node);
    // The slots of a frame that fills a cell are those of the cell; else the frame stands in one slot, and so do its own.
    if (slots > 1) this.#placeGrid(children, slots, { x: box.x, y }, matrixSpacing.stack, box.width);
    else {
      const { frame } = matrixSpacing;
      this.#placeGrid(children, 1, { x: box.x + frame, y }, matrixSpacing.stack, box.width - 2 * frame);
    }
  }

  /** What stands beside is set in as few slots as its height allows. */
  #besideSlots(height: number): number {
    const { beside } = this.#matrix;
    if (beside.length === 0) return 1;
    let slots = 1;
    while (
      slots < 6 &&
      slots < beside.length &&
      this.#sizes.gridHeight(beside, slots, matrixSpacing.row) > 1.2 * height
    )
      slots++;
    return slots;
  }

  #tableHeight(slots: readonly number[], counts: LineCounts): number {
    const gaps = this.#matrix.rows.reduce((sum, _, index) => sum + this.#gapBefore(index, counts), 0);
    return this.#matrix.rows.length === 0 ? 1200 : this.#sizes.bandsHeight(slots) + gaps;
  }

  #gapBefore(row: number, counts: LineCounts): number {
    const arrows = this.#hasArrows(row) ? matrixSpacing.arrows : 0;
    return Math.max(matrixSpacing.row, arrows) + matrixSpacing.track * Math.min(24, Math.ceil(counts.gaps[row]!));
  }

  #hasArrows(row: number): boolean {
    return row > 0 && this.#matrix.rows[row]!.cells.some((cell) => cell.threats.length > 0);
  }

  /** How many lines will want to run before each band and after the last, and between the table and what is beside it. */
  #countLines(): LineCounts {
    const rowOf = new Map<number, number>();
    const visit = (node: number, row: number): void => {
      rowOf.set(node, row);
      for (const child of this.#sizes.children.get(node) ?? []) visit(child, row);
    };
    for (const [index, row] of this.#matrix.rows.entries()) visit(row.node, index);
    const beside = new Set<number>();
    const visitBeside = (node: number): void => {
      beside.add(node);
      for (const child of this.#sizes.children.get(node) ?? []) visitBeside(child);
    };
    for (const node of this.#matrix.beside) visitBeside(node);
    const gaps = Array.from({ length: this.#matrix.rows.length + 1 }, () => 0);
    let out = 0;
    const seen = new Set<number>();
    for (const line of this.#graph.lines) {
      // A bundle is one line with branches.
      if (line.bundle !== undefined && seen.has(line.bundle)) continue;
      if (line.bundle !== undefined) seen.add(line.bundle);
      const source = rowOf.get(line.source);
      const target = rowOf.get(line.target);
      if (beside.has(line.source) !== beside.has(line.target)) out++;
      for (const [row, other, node] of [
        [source, target, line.source],
        [target, source, line.target],
      ] as const) {
        // A line to the border of a band needs no room between bands.
        if (row === undefined || this.#matrix.rows[row]!.node === node) continue;
        const share = other === undefined || other === row ? 0.5 : 0.35;
        gaps[row]! += other !== undefined && other > row ? 0 : share;
        gaps[row + 1]! += other !== undefined && other < row ? 0 : share;
      }
    }
    return { gaps, beside: out };
  }

  #addTracks(
    gaps: readonly { top: number; bottom: number }[],
    last: { top: number; bottom: number },
    {
      left,
      besideWidth,
      gutter,
      tableWidth,
    }: { left: number; besideWidth: number; gutter: number; tableWidth: number },
    columns: readonly Rectangle[],
    slots: readonly number[],
  ): void {
    const { track } = matrixSpacing;
    const tracks = this.#tracks;
    for (const [row, { top, bottom }] of gaps.entries()) {
      const low = this.#hasArrows(row) ? bottom - matrixSpacing.arrows : bottom;
      if (low > top + track) addBetween(top, low, tracks.y);
    }
    if (last.bottom > last.top) addBetween(last.top, last.bottom, tracks.y);
    addBetween(besideWidth, besideWidth + gutter, tracks.x);
    // Left of the picture and right of it, for what finds no other way.
    for (let index = 1; index <= 3; index++) tracks.x.push(-index * track, left + tableWidth + index * track);
    for (const [index, column] of columns.entries()) {
      const next = columns[index + 1];
      const side = matrixSpacing.cell + this.#sizes.slotWidth / 2 - matrixMetrics.cardWidth / 2;
      if (next) addBetween(column.x + column.width - side, next.x + side, tracks.x);
      if (index === 0) addBetween(column.x - 14, column.x + side, tracks.x);
      const count = slots[index] ?? 1;
      const start = column.x + (column.width - this.#sizes.cellWidth(count)) / 2 + matrixSpacing.cell;
      for (let slot = 1; slot < count; slot++)
        tracks.x.push(start + slot * (this.#sizes.slotWidth + matrixSpacing.slot) - matrixSpacing.slot / 2);
    }
  }
}

/** Tracks side by side in a gap, one at least. */
function addBetween(from: number, to: number, list: number[]): void {
  const { track } = matrixSpacing;
  const count = Math.max(1, Math.floor((to - from) / track) - 1);
  const first = (from + to) / 2 - ((count - 1) * track) / 2;
  for (let index = 0; index < count; index++) list.push(first + index * track);
}

interface LineCounts {
  readonly gaps: readonly number[];
  readonly beside: number;
}
