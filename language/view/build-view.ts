import type { ArchitectureModel } from '../model/model.ts';
import type { ViewGraph } from './view-graph.ts';

/** The views to choose from, in source order; a design without views has one of everything, named `everything`. */
export function listViews(model: ArchitectureModel): readonly { readonly name: string; readonly title: string }[] {
  void model;
  throw new Error('under construction');
}

/**
 * Chooses and sizes what a view draws. `viewName` absent or unknown: the first view. Never throws; past the bounds the
 * graph is partial and says so in its notices.
 */
export function buildView(model: ArchitectureModel, viewName?: string): ViewGraph {
  void model, void viewName;
  throw new Error('under construction');
}
