import { completeContainer } from './complete-container.ts';
import { boxesOf, keyOf, readGraph, toGraph, type Effort } from './container-graph.ts';
import type { ElkGraph } from './layout-engine.ts';
import type { ContainerPlan } from './plan-containers.ts';
import {
  emptyCore,
  type BorderOrder,
  type ChildBox,
  type Core,
  type Insets,
  type PlacedContainer,
} from './placed-container.ts';
import { inReadingOrder } from './reading-order.ts';
import { roughCore } from './rough-container.ts';

/** What the engine is asked, and how its answer is to be read. */
export interface ContainerTask {
  /** Absent where nothing in the container is connected. */
  readonly question?: {
    /** Tells questions with different answers apart. */
    readonly key: string;
    readonly graph: () => ElkGraph;
  };
  readonly read: (laidOut: ElkGraph | undefined) => PlacedContainer;
  /** A placement without the engine, for when it fails. */
  readonly rough: () => PlacedContainer;
}

/** Prepares the layout of one container. With `order`, only the order of its children's ports is of interest. */
export function prepareContainer(
  plan: ContainerPlan,
  children: readonly ChildBox[],
  insets: Insets,
  order: BorderOrder,
  aspect: number,
  purpose: 'order' | 'places',
  effort: Effort,
): ContainerTask {
  const connected = new Set<number>();
  for (const { from, to } of plan.pieces) for (const end of [from, to]) if (end.at === 'child') connected.add(end.node);
  const tied = children.filter((box) => connected.has(box.node));
  const loose = children.filter((box) => !connected.has(box.node));
  const finish = (core: Core): PlacedContainer => completeContainer(plan, core, loose, insets, aspect);
  const rough = (): PlacedContainer => finish(roughCore(plan, tied, aspect));
  if (plan.pieces.length === 0) return { read: () => finish(emptyCore), rough };
  const boxes = boxesOf(plan, tied, order);
  return {
    question: { key: keyOf(plan, boxes, purpose, effort), graph: () => toGraph(plan, boxes, purpose, effort) },
    read: (laidOut) => (laidOut ? finish(inReadingOrder(plan, tied, readGraph(plan, boxes, laidOut))) : rough()),
    rough,
  };
}
