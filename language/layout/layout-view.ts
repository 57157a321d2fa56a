import type { ViewGraph } from '../view/view-graph.ts';
import type { LayoutEngine } from './layout-engine.ts';
import type { Scene } from './scene.ts';

/** Laid-out groups by their content, so that what did not change is not laid out again. Bounded; share one per preview or process. */
export class LayoutCache {}

/**
 * Places everything of a view. Rejects only with the signal's reason when `signal` is aborted (looked at between
 * groups); where the engine fails, the group is placed simply and the scene says so in its notices.
 */
export async function layoutView(
  graph: ViewGraph,
  engine: LayoutEngine,
  cache: LayoutCache,
  signal?: AbortSignal,
): Promise<Scene> {
  void graph, void engine, void cache, void signal;
  throw new Error('under construction');
}
