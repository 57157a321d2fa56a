import type { Point, Scene } from '../../../language/layout/scene.ts';
import { commonShift } from './common-shift.ts';

const duration = 240;
/** With more than this in motion at once nobody can follow any of it. */
const mostMoves = 400;

/** Whether the person wants things to appear where they are rather than to move there. */
export function prefersStillness(): boolean {
  return (
    document.body.classList.contains('vscode-reduce-motion') || matchMedia('(prefers-reduced-motion: reduce)').matches
  );
}

/**
 * How far each box has moved from one scene to the next against most others, by its id in the new one. Those that stayed are
 * left out: that a picture begins elsewhere is made up for by the viewport.
 */
export function movesBetween(
  before: Scene,
  after: Scene,
): ReadonlyMap<string, { readonly dx: number; readonly dy: number }> {
  const old = new Map([...before.frames, ...before.cards].map(({ key, rectangle }) => [key, rectangle]));
  const moves = new Map<string, { dx: number; dy: number }>();
  const shift = commonShift(before, after);
  for (const { id, key, rectangle } of [...after.frames, ...after.cards]) {
    const from = old.get(key);
    if (!from) continue;
    const [dx, dy] = [from.x + shift.x - rectangle.x, from.y + shift.y - rectangle.y];
    if (Math.abs(dx) > 0.5 || Math.abs(dy) > 0.5) moves.set(id, { dx, dy });
  }
  return moves;
}

/** Ids of lines that are new or run elsewhere now. */
export function reroutedLines(before: Scene, after: Scene): readonly string[] {
  const shift = commonShift(before, after);
  const course = ({ strokes }: Scene['lines'][number], by: Point): string =>
    strokes
      .map(({ points }) => points.map(({ x, y }) => `${(x + by.x).toFixed(1)} ${(y + by.y).toFixed(1)}`).join())
      .join(';');
  const old = new Map(before.lines.map((line) => [line.key, course(line, shift)]));
  return after.lines.filter((line) => old.get(line.key) !== course(line, { x: 0, y: 0 })).map(({ id }) => id);
}

/** Lets what has moved travel to its new place, and what runs elsewhere appear gently. */
export function animate(before: Scene, after: Scene, elementOf: (id: string) => Element | undefined): void {
  if (prefersStillness()) return;
  const moves = movesBetween(before, after);
  const lines = reroutedLines(before, after);
  if (moves.size + lines.length > mostMoves) return;
  const timing = { duration, easing: 'ease-out' };
  for (const [id, { dx, dy }] of moves) {
    elementOf(id)?.animate([{ transform: `translate(${dx}px, ${dy}px)` }, { transform: 'none' }], timing);
  }
  for (const id of lines) elementOf(id)?.animate([{ opacity: 0 }, { opacity: 1 }], timing);
}
