import type { Point } from '../../../language/layout/scene.ts';

/**
 * What part of the picture is seen, and how large: plain numbers and functions. Lengths of the picture are its own at
 * 100 %, lengths of the window are CSS pixels.
 */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Viewport {
  /** Where the picture's origin lies in the window. */
  readonly x: number;
  readonly y: number;
  /** Window pixels for one of the picture's. */
  readonly scale: number;
}

export const smallestScale = 0.02;
export const largestScale = 8;

/** Room kept around a picture that is fitted: more at the top, where the buttons are. */
export const fitMargin = { top: 48, side: 16, bottom: 16 } as const;
/** From this scale on words can be made out: a picture that fits at it is shown whole at first. */
export const legibleScale = 0.55;
/** The scale at which a part of a larger picture is shown at first: its words are read well. */
export const readingScale = 0.7;
/** A picture that was whole at first stays so while it grows by edits, down to this scale: then it stays where it is. */
export const smallestGrownScale = 0.4;
/** So much of the picture stays in the window, however far it is moved. */
const keptInWindow = 48;

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** What a picture is seen through. */
export interface Pane extends Size {
  /** Room that the buttons take at the top, where it is more than `fitMargin.top`. */
  readonly top?: number;
}

/** Where a picture may begin, below the buttons. */
export function topOf({ top = 0 }: Pane): number {
  return Math.max(top, fitMargin.top);
}

/** What is left of the window for a picture. */
function roomIn(window: Pane): Size {
  return {
    width: Math.max(1, window.width - 2 * fitMargin.side),
    height: Math.max(1, window.height - topOf(window) - fitMargin.bottom),
  };
}

/** The whole picture, centred, never larger than full size. */
export function fit(picture: Size, window: Pane): Viewport {
  const room = roomIn(window);
  const scale = clamp(
    Math.min(1, room.width / Math.max(1, picture.width), room.height / Math.max(1, picture.height)),
    smallestScale,
    1,
  );
  return {
    scale,
    x: fitMargin.side + (room.width - picture.width * scale) / 2,
    y: topOf(window) + (room.height - picture.height * scale) / 2,
  };
}

/**
 * How a picture is seen while nobody has moved it: whole where its words can be made out then, else as wide as the window
 * or, where that is too small too, a part of it at a size that is read. The part lies around `at`, a point of the
 * picture, or is the one at the upper left, where reading begins.
 */
export function firstLook(picture: Size, window: Pane, at?: Point): Viewport {
  const whole = fit(picture, window);
  if (whole.scale >= legibleScale) return whole;
  const room = roomIn(window);
  const wide = Math.min(1, room.width / Math.max(1, picture.width));
  const scale = wide >= legibleScale ? wide : readingScale;
  const start = (margin: number, space: number, length: number, middle: number | undefined): number => {
    if (length <= space) return margin + (space - length) / 2;
    if (middle === undefined) return margin;
    return clamp(margin + space / 2 - middle, margin + space - length, margin);
  };
  return {
    scale,
    x: start(fitMargin.side, room.width, picture.width * scale, at && at.x * scale),
    y: start(topOf(window), room.height, picture.height * scale, at && at.y * scale),
  };
}

/** Whether the whole picture lies in the window. */
export function showsAll(viewport: Viewport, picture: Size, window: Size): boolean {
  const { x, y, scale } = viewport;
  return x >= 0 && y >= 0 && x + picture.width * scale <= window.width && y + picture.height * scale <= window.height;
}

/** Another scale, with the picture's point under a point of the window staying where it is. */
export function zoomAt(viewport: Viewport, scale: number, at: { readonly x: number; readonly y: number }): Viewport {
  const next = clamp(scale, smallestScale, largestScale);
  const ratio = next / viewport.scale;
  return { scale: next, x: at.x - (at.x - viewport.x) * ratio, y: at.y - (at.y - viewport.y) * ratio };
}

/** Moved, but never so far that the picture is lost from sight. */
export function pan(viewport: Viewport, dx: number, dy: number, picture: Size, window: Size): Viewport {
  const keepX = Math.min(keptInWindow, picture.width * viewport.scale);
  const keepY = Math.min(keptInWindow, picture.height * viewport.scale);
  return {
    scale: viewport.scale,
    x: clamp(viewport.x + dx, keepX - picture.width * viewport.scale, window.width - keepX),
    y: clamp(viewport.y + dy, keepY - picture.height * viewport.scale, window.height - keepY),
  };
}

/**
 * Who chose what is seen: nobody yet, so it is the first look; somebody who asked for the whole picture; or somebody who
 * moved or zoomed it.
 */
export type Framing = 'first' | 'whole' | 'chosen';

/** A viewport as it is kept while the window may change its size: the picture's point in the middle, and the scale. */
export interface KeptViewport {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly framing: Framing;
}

export function keep(viewport: Viewport, window: Size, framing: Framing): KeptViewport {
  return {
    x: (window.width / 2 - viewport.x) / viewport.scale,
    y: (window.height / 2 - viewport.y) / viewport.scale,
    scale: viewport.scale,
    framing,
  };
}

export function restore(kept: KeptViewport, window: Size): Viewport {
  const scale = clamp(kept.scale, smallestScale, largestScale);
  return { scale, x: window.width / 2 - kept.x * scale, y: window.height / 2 - kept.y * scale };
}
