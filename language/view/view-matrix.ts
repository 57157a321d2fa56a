import type { Span } from '../model/span.ts';
import type { TextLine } from './view-graph.ts';

/** How the nodes of a view stand in a table. Numbers are indexes of nodes. */
export interface ViewMatrix {
  /** Empty: the rows are not divided. */
  readonly columns: readonly ViewColumn[];
  readonly rows: readonly ViewRow[];
  /** Outermost nodes that stand in no row. */
  readonly beside: readonly number[];
  readonly attacks: readonly ViewAttack[];
}

export interface ViewColumn {
  readonly title: readonly TextLine[];
}

export interface ViewRow {
  /** The frame of the row. */
  readonly node: number;
  readonly title: readonly TextLine[];
  /** What spans all columns. */
  readonly across: readonly number[];
  /** One for each column. */
  readonly cells: readonly ViewCell[];
}

export interface ViewCell {
  /** The frame of the group or zone that is the cell. */
  readonly frame?: number;
  readonly items: readonly number[];
  /** Threats in the cell, and what the words are that say what they target. */
  readonly threats: readonly { readonly node: number; readonly target: string; readonly span: Span }[];
}

/** Everything that leads an attacker from one threat to another. */
export interface ViewAttack {
  readonly source: number;
  readonly target: number;
  readonly moves: readonly { readonly id: string; readonly label: string; readonly span: Span }[];
}
