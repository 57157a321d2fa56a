import type { Box, Group } from './column-groups.ts';

/** A chain shorter than this is not worth folding. */
const shortestChain = 6;
/** What it costs, on the same scale as turns, if all lines ran against the reading direction. */
export const flipCost = 1.2;

/** Whether hardly anything branches: such a chain can be read forth and back, as a path on a board game. */
export function isChain(natural: readonly Group[]): boolean {
  const boxes = natural.flat();
  const edges = boxes.reduce((sum, box) => sum + box.outgoing.length, 0);
  return natural.length >= shortestChain && boxes.length <= 1.5 * natural.length && edges <= 1.2 * boxes.length;
}

/** Columns in rows of a width, every other row running back. */
export function foldBy(natural: readonly Group[], width: number): Group[] {
  const groups: Box[][] = Array.from({ length: width }, () => []);
  for (const [index, group] of natural.entries()) {
    const along = index % width;
    groups[Math.floor(index / width) % 2 === 0 ? along : width - 1 - along]!.push(...group);
  }
  return groups;
}

export function isFolded(groups: readonly Group[], column: ReadonlyMap<number, number>): boolean {
  return groups.some((group) =>
    group.some((box) => box.outgoing.some(({ to }) => column.get(to)! < column.get(box.node)!)),
  );
}

/** How many lines run from a later column to an earlier one. */
export function linesBackwards(groups: readonly Group[]): number {
  const column = new Map(groups.flatMap((group, index) => group.map((box) => [box.node, index] as const)));
  let count = 0;
  for (const box of groups.flat())
    for (const edge of box.outgoing) if (column.get(edge.to)! < column.get(box.node)!) count += edge.weight;
  return count;
}
