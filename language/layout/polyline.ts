import type { Point } from './scene.ts';

/** Takes out what lies on the way between its neighbours, and evens out differences that no eye sees. */
export function simplify(points: readonly Point[]): Point[] {
  const close = 0.75;
  const result: Point[] = [];
  for (const point of points) {
    let { x, y } = point;
    for (let last = result.at(-1); last; last = result.at(-1)) {
      if (Math.abs(last.x - x) < close) x = last.x;
      if (Math.abs(last.y - y) < close) y = last.y;
      const before = result.at(-2);
      const same = last.x === x && last.y === y;
      const between = before && ((before.x === last.x && last.x === x) || (before.y === last.y && last.y === y));
      if (!same && !between) break;
      result.pop();
    }
    result.push({ x, y });
  }
  return result;
}

/** Two decimals are finer than any screen, and short in a file. */
export function rounded(length: number): number {
  return Math.round(length * 100) / 100;
}
