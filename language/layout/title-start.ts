import { frameMetrics } from '../view/metrics.ts';
import type { ViewFrame } from '../view/view-graph.ts';

/**
 * Where along the upper border of a frame its title begins: in its corner, or where lines that come in from above would
 * cross it there, behind the first of them where it is clear of all. `border` is where the border begins and how long it is,
 * `gates` are the places at which lines pass it.
 */
export function titleStart(
  frame: ViewFrame,
  border: { readonly start: number; readonly length: number },
  gates: readonly number[],
): number {
  const corner = border.start + frameMetrics.padding - 4;
  if (gates.length === 0) return corner;
  const width = titleLength(frame);
  const isClear = (start: number): boolean => gates.every((gate) => gate < start - 6 || gate > start + width + 6);
  const latest = border.start + border.length - width - 8;
  for (const start of [corner, ...gates.map((gate) => gate + 12).sort((a, b) => a - b)])
    if (start <= latest && isClear(start)) return start;
  return corner;
}

/** How long a frame's title is, its marks included. */
export function titleLength({ title, marks }: ViewFrame): number {
  return Math.max(0, ...title.map((line) => line.width)) + marks.length * (frameMetrics.markSize + 5);
}
