import type { Point, Rectangle } from './scene.ts';

/*
 * Everything here, and in the files that place one container, is in flow space: x runs along the flow, y across it. For
 * a picture that flows downwards, width and height are swapped before and after.
 */

/** A child as its container sees it. Ports with known places belong to frames that are laid out already. */
export interface ChildBox {
  readonly node: number;
  readonly width: number;
  readonly height: number;
  /** Place of each port on the near and the far side, from the box's top; absent: the layout may choose. */
  readonly west?: ReadonlyMap<string, number>;
  readonly east?: ReadonlyMap<string, number>;
}

/** Room between a container's border and what it holds, and what its title needs at least. */
export interface Insets {
  readonly before: number;
  readonly after: number;
  readonly above: number;
  readonly below: number;
  readonly minimumWidth: number;
  readonly minimumHeight: number;
  /** How far a title reaches in from the near border. */
  readonly title: number;
}

/** Ports of a border from top to bottom, where something outside has already decided. */
export interface BorderOrder {
  readonly west: readonly string[];
  readonly east: readonly string[];
}

/** The connected part of a container, before borders are drawn around it; only `bounds` and differences matter. */
export interface Core {
  readonly children: ReadonlyMap<number, Rectangle>;
  readonly knots: readonly Rectangle[];
  /** The course of each piece of the plan. */
  readonly pieces: readonly (readonly Point[])[];
  readonly west: ReadonlyMap<string, number>;
  readonly east: ReadonlyMap<string, number>;
  /** Ports of each child from top to bottom, for those whose ports the layout could choose. */
  readonly childOrders: ReadonlyMap<number, BorderOrder>;
}

/** A container with everything in it in its place, measured from its own corner. */
export interface PlacedContainer extends Core {
  readonly width: number;
  readonly height: number;
}

export const emptyCore: Core = {
  children: new Map(),
  knots: [],
  pieces: [],
  west: new Map(),
  east: new Map(),
  childOrders: new Map(),
};
