import type { ViewGraph, ViewPill } from '../view/view-graph.ts';
import type { Trunk } from './plan-containers.ts';
import type { Point, Rectangle } from './scene.ts';

/** A view with everything in its place, not yet dressed as a scene. Measured from the corner of what is placed. */
export interface Placement {
  readonly graph: ViewGraph;
  readonly width: number;
  readonly height: number;
  /** By node index. */
  readonly boxes: readonly Rectangle[];
  /** By line index, from the line's source to its target; empty where it could not be drawn. */
  readonly courses: readonly (readonly Point[])[];
  readonly pills: readonly PlacedPill[];
  /** Lines that are drawn as one, with branches; a line is in one of them at most. */
  readonly trunks: readonly Trunk[];
}

/** A label, whose it is, and the room that is kept for it. */
export interface PlacedPill {
  readonly pill: ViewPill;
  readonly line?: number;
  /** Index in the placement's trunks. */
  readonly trunk?: number;
  readonly rectangle: Rectangle;
}

/** The trunk that each line is part of. */
export function trunkOfLines(trunks: readonly Trunk[]): ReadonlyMap<number, number> {
  return new Map(trunks.flatMap((trunk, index) => trunk.lines.map((line) => [line, index] as const)));
}
