import type { StrokeKind } from '../layout/scene.ts';

/** The marker at an end of a line. */
export type HeadShape = 'triangle' | 'arrow' | 'square' | 'diamond';

/** How a kind of flow, or an attack, is told from the others without colour. */
export interface FlowStyle {
  readonly width: number;
  readonly dashes?: string;
  readonly cap: 'butt' | 'round';
  /** Drawn as two lines with room between them. */
  readonly double?: boolean;
  readonly head: HeadShape;
}

export const flowStyles: Readonly<Record<StrokeKind, FlowStyle>> = {
  alert: { width: 2, cap: 'butt', head: 'triangle' },
  incident: { width: 4.5, cap: 'butt', double: true, head: 'triangle' },
  log: { width: 2.2, dashes: '0.1 4.6', cap: 'round', head: 'arrow' },
  signal: { width: 1.5, cap: 'butt', head: 'arrow' },
  context: { width: 1.5, dashes: '10 5', cap: 'butt', head: 'arrow' },
  posture: { width: 1.5, dashes: '10 4 2 4', cap: 'butt', head: 'arrow' },
  policy: { width: 1.2, cap: 'butt', head: 'square' },
  action: { width: 2, cap: 'butt', head: 'diamond' },
  sync: { width: 1.2, cap: 'butt', head: 'arrow' },
  traffic: { width: 1.2, cap: 'butt', head: 'arrow' },
  attack: { width: 2.4, dashes: '16 3', cap: 'butt', head: 'triangle' },
};

/** Outlines of the markers, pointing right with the tip at 0,0; `inset` is how far before the tip a line ends. */
export const headShapes: Readonly<
  Record<HeadShape, { readonly path: string; readonly filled: boolean; readonly inset: number }>
> = {
  triangle: { path: 'M0 0L-10 -5V5Z', filled: true, inset: 9 },
  arrow: { path: 'M-7.5 -4.5L-0.8 0L-7.5 4.5', filled: false, inset: 1 },
  square: { path: 'M-8 -3.75H-0.5V3.75H-8Z', filled: true, inset: 8 },
  diamond: { path: 'M0 0L-6.5 -4.6L-13 0L-6.5 4.6Z', filled: true, inset: 12 },
};

/** Degrees by which a marker is turned. */
export const headTurns = { right: 0, down: 90, left: 180, up: 270 } as const;
