import type { ViewGraph, ViewNode } from '../../view/view-graph.ts';
import { matrixMetrics } from '../../view/metrics.ts';
import type { ViewCell, ViewMatrix, ViewRow } from '../../view/view-matrix.ts';
import { matrixSpacing } from './matrix-spacing.ts';

/** Ratio of width to height that the number of slots aims at. */
const aspect = 1.6;
/** What slots that stay empty count beside the shape. */
const emptyCost = 3.3;
const mostSlots = 12;
/** Most cards side by side that span the columns. */
const mostAcross = 6;

/** How large the parts of a table are, before any of them has its place. */
export class MatrixSizes {
  /** Nodes that each frame holds, in reading order. */
  readonly children = new Map<number, number[]>();
  /** Of every slot: room for a card in as many frames as any card of the table is in. */
  readonly slotWidth: number;
  readonly #nodes: readonly ViewNode[];
  readonly #graph: ViewGraph;
  readonly #matrix: ViewMatrix;

  constructor(graph: ViewGraph, matrix: ViewMatrix) {
    this.#graph = graph;
    this.#nodes = graph.nodes;
    this.#matrix = matrix;
    for (const { index, parent } of graph.nodes)
      if (parent !== undefined) {
        const siblings = this.children.get(parent);
        if (siblings) siblings.push(index);
        else this.children.set(parent, [index]);
      }
    const tops = [
      ...matrix.beside,
      ...matrix.rows.flatMap((row) => [...row.across, ...row.cells.flatMap((c) => c.items)]),
    ];
    const depth = Math.max(1, ...tops.map((node) => this.#frameDepth(node)));
    this.slotWidth = matrixMetrics.cardWidth + 2 * matrixSpacing.frame * depth;
  }

  /** Of the columns; without any, of the one space that the rows have. */
  columnWidths(slots: readonly number[]): number[] {
    if (slots.length > 0)
      return slots.map((count, column) => Math.max(this.cellWidth(count), this.#headingWidth(column)));
    return [this.cellWidth(Math.max(1, ...this.#matrix.rows.map((row) => Math.min(mostAcross, row.across.length))))];
  }

  #frameDepth(node: number): number {
    if (this.#nodes[node]!.type === 'card') return 0;
    return 1 + Math.max(0, ...(this.children.get(node) ?? []).map((child) => this.#frameDepth(child)));
  }

  #headingWidth(column: number): number {
    return Math.max(0, ...this.#matrix.columns[column]!.title.map((line) => line.width)) + 2 * matrixSpacing.cell;
  }

  cellWidth(slots: number): number {
    return slots * this.slotWidth + (slots - 1) * matrixSpacing.slot + 2 * matrixSpacing.cell;
  }

  /**
   * How many boxes stand side by side in each column. For each number that cells may have at most, columns that do not
   * need it to keep their rows low are made narrower; the number is taken that gives the best shape.
   */
  chooseSlots(): number[] {
    const { columns } = this.#matrix;
    let best: number[] = columns.map(() => 1);
    let bestLoss = Infinity;
    for (let most = 1; most <= mostSlots; most++) {
      const slots = columns.map((_, column) => Math.min(most, this.#longestLine(column)));
      let height = this.bandsHeight(slots);
      for (const column of columns.keys())
        while (slots[column]! > 1) {
          slots[column]!--;
          const narrower = this.bandsHeight(slots);
          if (narrower > 1.04 * height) {
            slots[column]!++;
            break;
          }
          height = narrower;
        }
      const width = slots.reduce((sum, count) => sum + this.cellWidth(count), matrixMetrics.rowTitleWidth);
      const shape = width / (height + matrixSpacing.row * this.#matrix.rows.length);
      const loss = Math.abs(Math.log(shape / aspect)) + emptyCost * this.#emptyShare(slots);
      if (loss < bestLoss - 1e-9) {
        bestLoss = loss;
        best = slots;
      }
    }
    return best;
  }

  /** How many of the slots in lines that are begun stay empty. */
  #emptyShare(slots: readonly number[]): number {
    let all = 0;
    let full = 0;
    for (const { cells } of this.#matrix.rows)
      for (const [column, cell] of cells.entries()) {
        const { length } = this.#lineOf(cell);
        all += Math.ceil(length / slots[column]!) * slots[column]!;
        full += length;
      }
    return all === 0 ? 0 : 1 - full / all;
  }

  /** The most boxes that any cell of a column could set side by side. */
  #longestLine(column: number): number {
    return Math.max(1, ...this.#matrix.rows.map((row) => this.#lineOf(row.cells[column]!).length));
  }

  /** What is set in the slots of a cell: its items, or what its only frame holds. */
  #lineOf(cell: ViewCell): readonly number[] {
    const [only] = cell.items;
    if (cell.items.length === 1 && this.#nodes[only!]!.type === 'frame') return this.children.get(only!) ?? [];
    return cell.items;
  }

  bandsHeight(slots: readonly number[]): number {
    return this.#matrix.rows.reduce((sum, row) => sum + this.bandHeight(row, slots), 0);
  }

  bandHeight(row: ViewRow, slots: readonly number[]): number {
    const across = this.acrossHeight(row, slots);
    const cells = Math.max(0, ...row.cells.map((cell, column) => this.#cellHeight(row, cell, slots[column]!)));
    const title = row.title.length * matrixSpacing.titleLine + 2 * matrixSpacing.band;
    return Math.max(
      title,
      2 * matrixSpacing.band + across + (across > 0 && cells > 0 ? this.acrossGap(row) : 0) + cells,
    );
  }

  #cellHeight(row: ViewRow, cell: ViewCell, slots: number): number {
    if (cell.items.length === 0) return 0;
    return this.cellTop(row) + this.gridHeight(cell.items, slots) + matrixSpacing.cell;
  }

  /** An attack passes above the boxes of its band. */
  cellTop(row: ViewRow): number {
    return row.cells.some((cell) => cell.threats.length > 0) && this.#matrix.attacks.length > 0
      ? matrixSpacing.attack
      : matrixSpacing.cell;
  }

  gridHeight(items: readonly number[], slots: number, gap: number = matrixSpacing.stack): number {
    const [only] = items;
    if (items.length === 1 && this.#nodes[only!]!.type === 'frame') return this.frameHeight(only!, slots);
    let height = 0;
    for (let first = 0; first < items.length; first += slots) {
      const line = items.slice(first, first + slots);
      height += Math.max(...line.map((node) => this.itemHeight(node))) + (first > 0 ? gap : 0);
    }
    return height;
  }

  itemHeight(node: number): number {
    const item = this.#nodes[node]!;
    return item.type === 'card' ? item.height : this.frameHeight(node, 1);
  }

  frameHeight(node: number, slots: number): number {
    const children = this.children.get(node) ?? [];
    return this.titleHeight(node) + this.gridHeight(children, slots) + matrixSpacing.frame;
  }

  titleHeight(node: number): number {
    const item = this.#nodes[node]!;
    const lines = item.type === 'frame' ? item.title.length : 0;
    return (
      lines * matrixSpacing.titleLine + 2 * matrixSpacing.frameTitle - (lines === 0 ? matrixSpacing.frameTitle : 0)
    );
  }

  acrossSlots(row: ViewRow, slots: readonly number[]): number {
    const step = this.slotWidth + matrixSpacing.slot;
    const fitting = Math.max(1, Math.floor((totalWidth(this.columnWidths(slots)) + matrixSpacing.slot) / step));
    const most = row.across.every((node) => this.#nodes[node]!.type === 'card') ? mostAcross : mostSlots;
    return Math.min(most, fitting, Math.max(1, this.#lineOf({ items: row.across, threats: [] }).length));
  }

  acrossHeight(row: ViewRow, slots: readonly number[]): number {
    return row.across.length === 0 ? 0 : this.gridHeight(row.across, this.acrossSlots(row, slots));
  }

  /** Lines that lead to what spans the columns come in from below it. */
  acrossGap(row: ViewRow): number {
    const touched = this.#graph.lines.some(({ source, target }) =>
      [source, target].some((end) => row.across.includes(end)),
    );
    return touched ? matrixSpacing.row + 2 * matrixSpacing.track : matrixSpacing.stack;
  }
}

/** Of columns side by side. */
export function totalWidth(columns: readonly number[]): number {
  return columns.reduce((sum, width) => sum + width + matrixSpacing.column, -matrixSpacing.column);
}
