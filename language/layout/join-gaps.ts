import { rounded } from './polyline.ts';
import type { SceneGap } from './scene.ts';

/** Lines nearer to each other than this pass a boundary through one gap: posts between them would touch. */
const apart = 18;

/** Gaps in the boundary of one box, where lines pass it: what lies near each other on one side becomes one. */
export function joinGaps(gates: readonly Omit<SceneGap, 'length'>[]): SceneGap[] {
  const gaps: SceneGap[] = [];
  for (const axis of ['horizontal', 'vertical'] as const) {
    const [along, across] = axis === 'horizontal' ? (['y', 'x'] as const) : (['x', 'y'] as const);
    const ordered = gates
      .filter((gate) => gate.axis === axis)
      .sort((a, b) => a[across] - b[across] || a[along] - b[along]);
    for (const gate of ordered) {
      const last = gaps.at(-1);
      const reach = last ? gate[along] - last[along] : Infinity;
      if (last?.axis === axis && Math.abs(gate[across] - last[across]) < 1 && reach - last.length < apart)
        gaps[gaps.length - 1] = { ...last, length: rounded(reach) };
      else gaps.push({ x: rounded(gate.x), y: rounded(gate.y), length: 0, axis });
    }
  }
  return gaps;
}
