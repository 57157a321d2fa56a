import type { ElementKind } from '../model/model.ts';
import type { Span } from '../model/span.ts';
import type { Direction, ElementStatus, Fit, FlowKind, Pillar } from '../model/vocabulary.ts';
import type { ViewMatrix } from './view-matrix.ts';

/** What is drawn of a design: chosen, merged and sized, but not placed. Plain data; indexes point into its own lists. */
export interface ViewGraph {
  readonly view: { readonly name: string; readonly title: string };
  readonly title: readonly TextLine[];
  /** Stands in for the picture where it cannot be seen. */
  readonly description: string;
  readonly direction: Direction;
  readonly fit?: Fit;
  /** Every node after the frame that holds it; `nodes[i].index === i`. */
  readonly nodes: readonly ViewNode[];
  readonly lines: readonly ViewLine[];
  readonly bundles: readonly ViewBundle[];
  /** Absent: the nodes are laid out along what flows. */
  readonly matrix?: ViewMatrix;
  readonly legend: readonly LegendItem[];
  /** What was left out because a bound was passed. */
  readonly notices: readonly string[];
}

/** A measured line of text. */
export interface TextLine {
  readonly text: string;
  readonly size: number;
  readonly weight: 400 | 600;
  readonly width: number;
}

/** What a card says, not yet broken into lines. */
export interface CardText {
  /** Above the name. */
  readonly caption?: string;
  readonly name: string;
  readonly detail: string;
  readonly marks: readonly MarkKind[];
}

export type MarkKind =
  'zone' | 'planned' | 'retiring' | 'service-retiring' | 'service-retired' | 'accepted' | 'collapsed';

interface ViewNodeBase {
  readonly index: number;
  /** Index of the frame around it. */
  readonly parent?: number;
  /** Name and path of the element. */
  readonly element: string;
  readonly path: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly description: string;
  readonly status?: ElementStatus;
  readonly marks: readonly MarkKind[];
  /** Place along the security pipeline, from what is protected (0) to operations (6). Absent: nothing is known. */
  readonly rank?: number;
}

/** A group or zone with what it holds. */
export interface ViewFrame extends ViewNodeBase {
  readonly type: 'frame';
  readonly kind: 'group' | 'zone';
  readonly depth: number;
  readonly title: readonly TextLine[];
  /** Room that the title needs, in steps. */
  readonly titleWidth: number;
}

/** A service, a component, or a group or zone drawn closed. */
export interface ViewCard extends ViewNodeBase {
  readonly type: 'card';
  readonly text: CardText;
  readonly kind: ElementKind;
  /** Above the name: the tactic that a threat serves. */
  readonly caption?: readonly TextLine[];
  readonly name: readonly TextLine[];
  readonly detail: readonly TextLine[];
  readonly pillar?: Pillar;
  readonly glyph: string;
  /** In steps, so that a letter more seldom changes them. */
  readonly width: number;
  readonly height: number;
  /** Paths of the elements it stands for. */
  readonly elements: readonly string[];
}

export type ViewNode = ViewFrame | ViewCard;

/** A flow of the model, as far as the picture needs it. */
export interface ViewFlow {
  readonly id: string;
  readonly kind: FlowKind;
  readonly source: string;
  readonly target: string;
  readonly label?: string;
  readonly derived: boolean;
  /** Whether it flows against the line's direction. */
  readonly back: boolean;
  readonly span: Span;
}

/** Everything that flows between one pair of nodes, in either direction. */
export interface ViewLine {
  readonly index: number;
  /** Indexes of the nodes. The strongest flow runs from `source` to `target`. */
  readonly source: number;
  readonly target: number;
  /** Whether the source stands before the target in the order that the picture follows, left to right or down. */
  readonly sourceFirst: boolean;
  /** Kinds from source to target, and those back, each in the order of the vocabulary. */
  readonly kinds: readonly FlowKind[];
  readonly backKinds: readonly FlowKind[];
  readonly flows: readonly ViewFlow[];
  readonly derived: boolean;
  /** Whether a risk is accepted about one of its flows. */
  readonly accepted: boolean;
  readonly description: string;
  /** Index of the bundle it is part of. */
  readonly bundle?: number;
}

/** Lines of the same kinds that share one end and are drawn as one trunk with branches. */
export interface ViewBundle {
  readonly index: number;
  /** Index of the node that all its lines share. */
  readonly hub: number;
  /** Whether the lines' `target` or their `source` is the hub. */
  readonly end: 'target' | 'source';
  /** Whether the hub stands after all its lines' other ends, or before them. */
  readonly hubLast: boolean;
  readonly lines: readonly number[];
}

/** A label that lies on a line: samples of kinds, each with its words or all with the same. */
export interface ViewPill {
  readonly rows: readonly PillRow[];
  readonly derived: boolean;
  /** Room to keep free, in steps. */
  readonly width: number;
  readonly height: number;
}

/** A kind; `both`: it flows both ways. */
export interface PillSample {
  readonly kind: FlowKind;
  readonly back: boolean;
  readonly both?: boolean;
}

export interface PillRow {
  /** Kinds whose samples stand before the text; `back` for what flows from the line's target to its source. */
  readonly samples: readonly PillSample[];
  readonly text?: TextLine;
  /** A sign behind the text. */
  readonly sign?: 'accepted';
  /** From the left of the label, where its rows are aligned there; else they are centred. */
  readonly indent: number;
  readonly aligned?: boolean;
}

export type LegendItem =
  | { readonly type: 'flow'; readonly kind: FlowKind | 'attack'; readonly text: TextLine }
  | { readonly type: 'mark'; readonly mark: MarkKind; readonly text: TextLine }
  | { readonly type: 'pillar'; readonly pillar: Pillar; readonly glyph: string; readonly text: TextLine }
  | { readonly type: 'sign'; readonly sign: 'derived' | 'bundle' | 'outside-catalog'; readonly text: TextLine };
