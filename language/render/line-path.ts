/** A corner point of an orthogonal line. */
export interface PathPoint {
  readonly x: number;
  readonly y: number;
}

/** A piece of a path: straight on to a point, or round a corner to it. */
interface Leg {
  readonly to: PathPoint;
  readonly round?: PathPoint;
  readonly length: number;
}

/** How long the curve of a rounded corner is, for a radius of 1. */
const cornerLength = 1 + Math.asinh(1) / Math.SQRT2;

/**
 * Path data of a polyline with its corners rounded by `radius`, or by as much as the shorter leg allows. `startInset` and
 * `endInset` shorten its ends.
 */
export function roundedPath(
  points: readonly PathPoint[],
  radius: number,
  startInset: number = 0,
  endInset: number = 0,
): string {
  const trimmed = trim(trim(points, startInset), endInset, true);
  const [first] = trimmed;
  return first && trimmed.length > 1 ? `${moveTo(first)}${roundedLegs(trimmed, radius).map(drawLeg).join('')}` : '';
}

/** Straight stretches longer than this are drawn on their own where a line is dashed. */
const longStretch = 1000;

/**
 * The same for a dashed line, in as many paths as it is drawn quickly. A renderer works out all dashes of a path for each
 * part of a picture that the path comes near, but only those in sight of a single horizontal or vertical line. Paths are
 * cut in the gaps between two dashes, so nothing of that is to be seen. `dashes` are lengths of dashes and gaps by turns.
 */
export function dashedPaths(
  points: readonly PathPoint[],
  radius: number,
  dashes: readonly number[],
  startInset: number = 0,
  endInset: number = 0,
): readonly string[] {
  const whole = roundedPath(points, radius, startInset, endInset);
  const trimmed = trim(trim(points, startInset), endInset, true);
  const period = dashes.reduce((sum, each) => sum + each, 0);
  const gap = dashes.at(-1) ?? 0;
  const [first] = trimmed;
  if (!first || whole === '' || !(period > 0)) return whole === '' ? [] : [whole];
  const paths: string[] = [];
  let path = moveTo(first);
  let at = first;
  // How far the dashes have come since the path began.
  let drawn = 0;
  for (const leg of roundedLegs(trimmed, radius)) {
    const from = at;
    at = leg.to;
    const firstDash = Math.ceil(drawn / period) * period - drawn;
    const dashed = Math.floor((leg.length - firstDash) / period) * period;
    if (leg.round || dashed < longStretch) {
      path += drawLeg(leg);
      drawn += leg.length;
      continue;
    }
    const way = direction(from, leg.to);
    const along = (distance: number): PathPoint => ({ x: from.x + way.x * distance, y: from.y + way.y * distance });
    if (drawn > 0) paths.push(path + drawLeg({ to: along(Math.max(0, firstDash - gap / 2)), length: 0 }));
    paths.push(moveTo(along(firstDash)) + drawLeg({ to: along(firstDash + dashed - gap / 2), length: 0 }));
    path = moveTo(along(firstDash + dashed));
    drawn = leg.length - firstDash - dashed;
    path += drawLeg({ to: leg.to, length: 0 });
  }
  return [...paths, path];
}

function moveTo({ x, y }: PathPoint): string {
  return `M${number(x)} ${number(y)}`;
}

function drawLeg({ to, round }: Leg): string {
  const end = `${number(to.x)} ${number(to.y)}`;
  return round ? `Q${number(round.x)} ${number(round.y)} ${end}` : `L${end}`;
}

function roundedLegs(points: readonly PathPoint[], radius: number): readonly Leg[] {
  const legs: Leg[] = [];
  let at = points[0]!;
  const straight = (to: PathPoint): void => {
    legs.push({ to, length: length(at, to) });
    at = to;
  };
  for (let index = 1; index < points.length - 1; index++) {
    const before = points[index - 1]!;
    const corner = points[index]!;
    const behind = points[index + 1]!;
    const into = direction(before, corner);
    const out = direction(corner, behind);
    // A leg between two corners is shared by them.
    const legIn = length(before, corner) / (index === 1 ? 1 : 2);
    const legOut = length(corner, behind) / (index === points.length - 2 ? 1 : 2);
    const bend = Math.min(radius, legIn, legOut);
    straight({ x: corner.x - into.x * bend, y: corner.y - into.y * bend });
    at = { x: corner.x + out.x * bend, y: corner.y + out.y * bend };
    legs.push({ to: at, round: corner, length: bend * cornerLength });
  }
  straight(points.at(-1)!);
  return legs;
}

/** At most two decimals, without trailing zeros. */
export function number(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return String(Object.is(rounded, -0) ? 0 : rounded);
}

function trim(points: readonly PathPoint[], inset: number, fromEnd = false): PathPoint[] {
  if (inset <= 0 || points.length < 2) return [...points];
  const list = fromEnd ? [...points].reverse() : [...points];
  const [end, next] = list as [PathPoint, PathPoint];
  const leg = length(end, next);
  const by = Math.min(inset, leg / 2);
  const way = direction(end, next);
  list[0] = { x: end.x + way.x * by, y: end.y + way.y * by };
  return fromEnd ? list.reverse() : list;
}

function length(a: PathPoint, b: PathPoint): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

function direction(a: PathPoint, b: PathPoint): PathPoint {
  const distance = length(a, b) || 1;
  return { x: (b.x - a.x) / distance, y: (b.y - a.y) / distance };
}
