import type { SceneLine } from '../../../language/layout/scene.ts';
import type { SceneBox, SceneIndex } from './scene-index.ts';

export type Side = 'left' | 'right' | 'up' | 'down';

/** The box whose middle lies nearest on one side: straight on counts for more than aside. */
export function nextBox(boxes: readonly SceneBox[], from: SceneBox, side: Side): SceneBox | undefined {
  const middle = ({ rectangle: { x, y, width, height } }: SceneBox): readonly [number, number] => [
    x + width / 2,
    y + height / 2,
  ];
  const [fromX, fromY] = middle(from);
  const along = side === 'left' || side === 'right' ? 0 : 1;
  const sign = side === 'left' || side === 'up' ? -1 : 1;
  let nearest: SceneBox | undefined;
  let least = Infinity;
  for (const box of boxes) {
    const [x, y] = middle(box);
    const offset = [x - fromX, y - fromY] as const;
    const ahead = offset[along] * sign;
    if (box === from || ahead <= 1) continue;
    const distance = ahead + 2 * Math.abs(offset[1 - along] ?? 0);
    if (distance < least) [nearest, least] = [box, distance];
  }
  return nearest;
}

/** Where a walk along flows stands: at a box, or on one of the lines at a box. */
export interface Standing {
  /** Id of the item that has the focus. */
  readonly item: string;
  /** Where that is a line: the box from which it was reached, and whether it leads away from there. */
  readonly from?: { readonly box: string; readonly outward: boolean };
}

/**
 * One step along the flows: from a box onto its first line that leads out (or in), from a line to the box at that end.
 * Undefined where there is no way on.
 */
export function stepAlong(index: SceneIndex, { item, from }: Standing, outward: boolean): Standing | undefined {
  const line = index.line(item);
  if (!line) {
    const first = index.linesAt(item, outward)[0];
    return first && { item: first.id, from: { box: item, outward } };
  }
  const ends = outward ? line.to : line.from;
  // Of a bundle's many ends, the first that is not where one comes from.
  const end = ends.find((id) => id !== from?.box) ?? ends[0];
  return end === undefined ? undefined : { item: end };
}

/** The next or previous of the lines among which one stands. */
export function stepAside(index: SceneIndex, { item, from }: Standing, by: 1 | -1): Standing | undefined {
  const line = index.line(item);
  if (!line) return undefined;
  const origin = from ?? originOf(line);
  if (!origin) return undefined;
  const lines = index.linesAt(origin.box, origin.outward);
  const at = lines.findIndex((other) => other.id === item);
  const next = lines[(at + by + lines.length) % lines.length];
  return next && { item: next.id, from: origin };
}

/** "1 of 3 flows out of Sentinel": which of the lines at a box one stands on. */
export function placeAmongLines(index: SceneIndex, { item, from }: Standing): string | undefined {
  const line = index.line(item);
  const origin = from ?? (line && originOf(line));
  const box = origin && index.box(origin.box);
  if (!origin || !box) return undefined;
  const lines = index.linesAt(origin.box, origin.outward);
  const at = lines.findIndex((other) => other.id === item);
  return `${at + 1} of ${lines.length} ${origin.outward ? 'out of' : 'into'} ${index.labelOf(box.path)}`;
}

function originOf(line: SceneLine): { readonly box: string; readonly outward: boolean } | undefined {
  const [box] = line.from;
  return box === undefined ? undefined : { box, outward: true };
}
