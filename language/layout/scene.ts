import type { Span } from '../model/span.ts';
import { flowKinds, type Direction, type ElementStatus, type Pillar } from '../model/vocabulary.ts';

/**
 * A picture with every position fixed: plain readonly data, all that rendering needs and all that a host needs to lead
 * from the picture to the text and back. Lengths are CSS pixels at 100 %, the origin is the top left corner, y grows
 * downwards. The renderer adds nothing but ink.
 */
export interface Scene {
  /** The view drawn. */
  readonly view: { readonly name: string; readonly title: string };
  readonly title: string;
  /** One or two sentences that stand in for the picture where it cannot be seen. */
  readonly description: string;
  readonly direction: Direction;
  readonly width: number;
  readonly height: number;
  /** The title as drawn. */
  readonly heading: readonly SceneText[];
  /** Groups and zones drawn as frames: every frame after the one that holds it. */
  readonly frames: readonly SceneFrame[];
  /** Headings of a table's columns, from left to right. Absent where the picture is none. */
  readonly columns?: readonly SceneColumn[];
  /** Services, components, threats and collapsed containers, in reading order. */
  readonly cards: readonly SceneCard[];
  /** What flows, in reading order. */
  readonly lines: readonly SceneLine[];
  /** Absent where there is nothing to explain. */
  readonly legend?: SceneLegend;
  /** Sentences for the person: what was left out because a bound was passed, or could only be placed roughly. */
  readonly notices: readonly string[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rectangle extends Point {
  readonly width: number;
  readonly height: number;
}

/** The two weights of the bundled font that the picture uses. */
export type FontWeight = 400 | 600;

/** One line of text. `x` is where it begins, or its middle; `y` is its baseline. */
export interface SceneText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly weight: FontWeight;
  readonly anchor: 'start' | 'middle';
  /** As measured. */
  readonly width: number;
}

/** What frames, cards and lines have in common. */
export interface SceneItem {
  /** Made by the layout (`n7`, `l3`), unique in the scene, safe in markup; not stable from scene to scene. */
  readonly id: string;
  /** The same from scene to scene while the thing stays the same: an element's path, or a line's ends. User text. */
  readonly key: string;
  /** What it is and where it leads, in words, for screen readers and tooltips. */
  readonly description: string;
}

/** A group or zone drawn as a frame around what it holds. */
export interface SceneFrame extends SceneItem {
  readonly kind: 'group' | 'zone';
  /** Name and path of the element. */
  readonly element: string;
  readonly path: string;
  readonly span: Span;
  readonly nameSpan: Span;
  /** `id` of the frame that holds it. */
  readonly parent?: string;
  /** 0 for outermost frames. */
  readonly depth: number;
  readonly rectangle: Rectangle;
  readonly status?: ElementStatus;
  readonly title: readonly SceneText[];
  /** Left end of the zone's shield, or of a group's mark; the title's text begins after it. */
  readonly marks: readonly SceneMark[];
  /** Where flows cross a zone's border. */
  readonly gaps: readonly SceneGap[];
}

/** A place where flows cross a trust boundary: from there on, as far as `length` along it. */
export interface SceneGap extends Point {
  /** From the first to the last of them; 0 where there is one. */
  readonly length: number;
  /** The way the flows run there. */
  readonly axis: 'horizontal' | 'vertical';
}

export const sceneMarks = [
  'zone',
  'planned',
  'retiring',
  'service-retiring',
  'service-retired',
  'accepted',
  'collapsed',
] as const;
/**
 * A small sign: trust boundary, planned or retiring element, retiring or retired product, accepted risk, container drawn
 * closed.
 */
export type SceneMarkKind = (typeof sceneMarks)[number];

export interface SceneMark extends Point {
  readonly kind: SceneMarkKind;
  /** Edge of its square. */
  readonly size: number;
}

/** The heading of a column of a table; its frames and cards stand below. */
export interface SceneColumn {
  readonly rectangle: Rectangle;
  readonly title: readonly SceneText[];
}

/** What lines are drawn as: what flows, or an attacker's way from threat to threat. */
export const strokeKinds = [...flowKinds, 'attack'] as const;
export type StrokeKind = (typeof strokeKinds)[number];

export const cardKinds = ['service', 'component', 'group', 'zone', 'threat'] as const;

/** A box: a service, a component, a threat, or a container drawn closed. */
export interface SceneCard extends SceneItem {
  readonly kind: (typeof cardKinds)[number];
  readonly element: string;
  readonly path: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly parent?: string;
  readonly rectangle: Rectangle;
  /** Absent for what is outside the catalog and names no pillar, and for closed containers. */
  readonly pillar?: Pillar;
  /** Which glyph stands for it. */
  readonly glyph: string;
  readonly status?: ElementStatus;
  /** Above the name: the tactic that a threat serves. */
  readonly caption?: readonly SceneText[];
  readonly name: readonly SceneText[];
  readonly detail: readonly SceneText[];
  readonly glyphArea: Rectangle;
  readonly marks: readonly SceneMark[];
  /** Paths of the elements it stands for: its own, and for a closed container those within. */
  readonly elements: readonly string[];
}

/** One flow of the design that a line stands for, or one move of an attack. */
export interface SceneFlow {
  /** Of the model. */
  readonly id: string;
  readonly kind: StrokeKind;
  /** Paths of its ends. */
  readonly source: string;
  readonly target: string;
  readonly label?: string;
  readonly derived: boolean;
  readonly span: Span;
}

/** What is drawn between boxes: one line, or many that join into a bundle. */
export interface SceneLine extends SceneItem {
  /** `id`s of the cards and frames at its two ends; `from` and `to` follow the strongest flow. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly kinds: readonly StrokeKind[];
  readonly flows: readonly SceneFlow[];
  /** True where every flow it stands for was derived from the catalog. */
  readonly derived: boolean;
  readonly strokes: readonly SceneStroke[];
  readonly heads: readonly SceneHead[];
  /** Its label; a bundle may have one on the trunk and others on branches. */
  readonly pills: readonly ScenePill[];
}

/** An orthogonal polyline in the style of one kind. */
export interface SceneStroke {
  readonly kind: StrokeKind;
  readonly points: readonly Point[];
}

/** The marker at an end of a line; its tip touches what it points to. */
export interface SceneHead extends Point {
  readonly kind: StrokeKind;
  readonly toward: 'right' | 'left' | 'down' | 'up';
}

/** The label of a line, lying on it. */
export interface ScenePill {
  readonly rectangle: Rectangle;
  readonly marks: readonly ScenePillMark[];
  readonly signs: readonly SceneMark[];
  readonly text: readonly SceneText[];
  /** Drawn lighter: the words are the catalog's, not the author's. */
  readonly derived: boolean;
}

/** A short sample of a kind: from `x` on, around `y`. */
export interface ScenePillMark extends Point {
  readonly kind: StrokeKind;
  readonly width: number;
  readonly toward: 'right' | 'left' | 'down' | 'up';
  /** With a marker at both ends. */
  readonly both?: boolean;
}

/** One line of the legend: a sample and what it means. */
export interface SceneLegendEntry {
  readonly sample:
    | { readonly type: 'flow'; readonly kind: StrokeKind }
    | { readonly type: 'mark'; readonly mark: SceneMarkKind }
    | { readonly type: 'pillar'; readonly pillar: Pillar; readonly glyph: string }
    | { readonly type: 'sign'; readonly sign: 'derived' | 'bundle' | 'outside-catalog' };
  /** Where the sample is drawn. */
  readonly area: Rectangle;
  readonly text: SceneText;
}

export interface SceneLegend {
  readonly rectangle: Rectangle;
  readonly entries: readonly SceneLegendEntry[];
}
