/** A corner point of an orthogonal line. */
export interface PathPoint {
  readonly x: number;
  readonly y: number;
}

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
  const [first, ...rest] = trimmed;
  if (!first || rest.length === 0) return '';
  let data = `M${number(first.x)} ${number(first.y)}`;
  for (let index = 1; index < trimmed.length - 1; index++) {
    const before = trimmed[index - 1]!;
    const corner = trimmed[index]!;
    const behind = trimmed[index + 1]!;
    const into = direction(before, corner);
    const out = direction(corner, behind);
    // A leg between two corners is shared by them.
    const legIn = length(before, corner) / (index === 1 ? 1 : 2);
    const legOut = length(corner, behind) / (index === trimmed.length - 2 ? 1 : 2);
    const bend = Math.min(radius, legIn, legOut);
    data += `L${number(corner.x - into.x * bend)} ${number(corner.y - into.y * bend)}`;
    data += `Q${number(corner.x)} ${number(corner.y)} ${number(corner.x + out.x * bend)} ${number(corner.y + out.y * bend)}`;
  }
  const last = trimmed.at(-1)!;
  return `${data}L${number(last.x)} ${number(last.y)}`;
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
