import type { Size } from './assign-columns.ts';

/** All lines from one child of a container to another. */
export interface Edge {
  readonly from: number;
  readonly to: number;
  weight: number;
  turnCost: number;
}

/** A connected child of a container. */
export interface Box {
  readonly node: number;
  readonly rank?: number;
  fromWest: number;
  toEast: number;
  readonly incoming: Edge[];
  readonly outgoing: Edge[];
}

/** What stands in one column. */
export type Group = readonly Box[];

/** Between boxes of a column. */
export const boxGap = 24;

export function widthOf(group: Group, sizes: readonly Size[]): number {
  return Math.max(...group.map((box) => sizes[box.node]!.width));
}

export function heightOf(group: Group, sizes: readonly Size[]): number {
  return group.reduce((sum, box) => sum + sizes[box.node]!.height + boxGap, -boxGap);
}

export function linesFrom(box: Box): number {
  return box.outgoing.reduce((sum, edge) => sum + edge.weight, 0);
}

export function turnsWithin(group: Group): number {
  const inside = new Set(group.map((box) => box.node));
  let cost = 0;
  for (const box of group) for (const edge of box.outgoing) if (inside.has(edge.to)) cost += edge.turnCost;
  return cost;
}

export function mergeBy(natural: readonly Group[], merged: number): Group[] {
  const groups: Box[][] = [[...natural[0]!]];
  for (let index = 1; index < natural.length; index++)
    if (merged & (1 << (index - 1))) groups.at(-1)!.push(...natural[index]!);
    else groups.push([...natural[index]!]);
  return groups;
}
