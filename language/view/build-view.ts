import type { ArchitectureModel, View } from '../model/model.ts';
import { flowKinds, pillars, pillarTitles } from '../model/vocabulary.ts';
import { wrapText } from '../text/wrap-text.ts';
import { acceptedRisks } from './accepted-risks.ts';
import { arrangeNodes, widenAcross } from './arrange-nodes.ts';
import { chooseNodes } from './choose-nodes.ts';
import type { Exploration } from './exploration.ts';
import { exploreView, type ExploredView } from './explore-view.ts';
import { mergeFlows } from './merge-flows.ts';
import { legendMetrics, titleMetrics } from './metrics.ts';
import { shown, textLine } from './size-node.ts';
import type { LegendItem, MarkKind, ViewBundle, ViewGraph, ViewLine, ViewNode } from './view-graph.ts';
import type { ViewMatrix } from './view-matrix.ts';

/** Name of the view that a design without views has. */
const everything = 'everything';

/** The views to choose from, in source order; a design without views has one of everything, named `everything`. */
export function listViews(model: ArchitectureModel): readonly { readonly name: string; readonly title: string }[] {
  if (model.views.length > 0) return model.views.map(({ name, title }) => ({ name, title }));
  return [{ name: everything, title: 'Everything' }];
}

export interface ViewOptions {
  /** The day to judge acceptances by, `YYYY-MM-DD`; those whose time is over are not drawn. Absent: all are. */
  readonly date?: string;
}

/**
 * Chooses and sizes what a view draws: one of the design's, by its name, or one made for the occasion. Absent or unknown:
 * the first view. Never throws; past the bounds the graph is partial and says so in its notices.
 */
export function buildView(model: ArchitectureModel, wanted?: string | View, options: ViewOptions = {}): ViewGraph {
  const view = typeof wanted === 'object' ? wanted : viewNamed(model, wanted);
  const accepted = acceptedRisks(model, options.date);
  const { nodes, nodeOf, notices } = chooseNodes(model, view, accepted);
  const { lines, bundles, notices: flowNotices } = mergeFlows(model, view, nodes, nodeOf, accepted);
  const matrix = view?.arrangement && arrangeNodes(model, view, view.arrangement, nodes, nodeOf);
  const title = titleOf(model, view);
  return {
    view: { name: view?.name ?? everything, title: view?.title || 'Everything' },
    title: wrapText(title, { size: titleMetrics.size, weight: 600, width: titleMetrics.maximumWidth, lines: 2 }).map(
      (text) => textLine(text, titleMetrics.size, 600),
    ),
    description: describeView(model, view, nodes, lines),
    direction: view?.direction ?? 'right',
    ...(view?.fit ? { fit: view.fit } : {}),
    nodes: matrix ? widenAcross(nodes, matrix) : nodes,
    lines,
    bundles,
    ...(matrix ? { matrix } : {}),
    legend: legendOf(nodes, lines, bundles, matrix),
    notices: [...notices, ...flowNotices],
  };
}

/** The view as somebody explores it, to be built by `buildView`. */
export function buildExploredView(
  model: ArchitectureModel,
  viewName: string | undefined,
  exploration: Exploration,
  options: ViewOptions = {},
): { readonly graph: ViewGraph } & Pick<ExploredView, 'overview' | 'road'> {
  const { view, ...told } = exploreView(model, viewNamed(model, viewName), exploration, everything);
  return { graph: buildView(model, view ?? viewName, options), ...told };
}

function viewNamed(model: ArchitectureModel, viewName: string | undefined): View | undefined {
  return model.views.find(({ name }) => name === viewName) ?? model.views[0];
}

/** The view's title, with the design's before it where the design has several views. */
function titleOf(model: ArchitectureModel, view: View | undefined): string {
  const design = model.architecture && shown(model.architecture.title);
  const own = view && shown(view.title);
  if (!own) return design ?? '';
  return own;
}

function describeView(
  model: ArchitectureModel,
  view: View | undefined,
  nodes: readonly ViewNode[],
  lines: readonly ViewLine[],
): string {
  const words = view?.documentation ?? model.architecture?.documentation;
  const cards = nodes.filter((node) => node.type === 'card').length;
  const counts = `${count(cards, 'box', 'boxes')} and ${count(lines.length, 'connection', 'connections')}.`;
  return words ? `${shown(words)} ${counts}` : counts;
}

function count(number: number, one: string, many: string): string {
  return number === 1 ? `1 ${one}` : `${number} ${many}`;
}

const markMeanings: readonly (readonly [MarkKind, string])[] = [
  ['zone', 'Zone: trust boundary'],
  ['planned', 'Planned'],
  ['retiring', 'Being retired'],
  ['service-retiring', 'Product is retiring'],
  ['service-retired', 'Product is retired'],
  ['accepted', 'Accepted risk'],
];

/** Only what occurs: kinds, marks, pillars. */
function legendOf(
  nodes: readonly ViewNode[],
  lines: readonly ViewLine[],
  bundles: readonly ViewBundle[],
  matrix: ViewMatrix | undefined,
): LegendItem[] {
  const text = (words: string) => textLine(words, legendMetrics.size, 400);
  const kinds = new Set(lines.flatMap((line) => [...line.kinds, ...line.backKinds]));
  const marks = new Set([
    ...nodes.flatMap((node) => node.marks),
    ...lines.flatMap((line): MarkKind[] => (line.accepted ? ['accepted'] : [])),
  ]);
  const cards = nodes.filter((node) => node.type === 'card');
  const items: LegendItem[] = flowKinds
    .filter((kind) => kinds.has(kind))
    .map((kind) => ({ type: 'flow', kind, text: text(kind) }));
  if (matrix && matrix.attacks.length > 0)
    items.push({ type: 'flow', kind: 'attack', text: text('an attack, from threat to threat') });
  if (bundles.some((bundle) => bundle.lines.length >= 3))
    items.push({ type: 'sign', sign: 'bundle', text: text('Several flows, joined') });
  for (const [mark, meaning] of markMeanings)
    if (marks.has(mark)) items.push({ type: 'mark', mark, text: text(meaning) });
  const present = new Map(cards.flatMap((card) => (card.pillar ? [[card.pillar, card.pillar] as const] : [])));
  if (present.size > 1)
    for (const pillar of pillars)
      if (present.has(pillar)) items.push({ type: 'pillar', pillar, glyph: pillar, text: text(pillarTitles[pillar]) });
  return items;
}
