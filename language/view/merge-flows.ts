import type { ArchitectureModel, Element, View } from '../model/model.ts';
import { flowKinds, type FlowKind } from '../model/vocabulary.ts';
import type { AcceptedRisks } from './accepted-risks.ts';
import { toldRisks } from './accepted-risks.ts';
import { bounds } from './metrics.ts';
import { Nesting } from './nesting.ts';
import { orderChildren, type OrderedPair } from './order-children.ts';
import { directionWeights } from './pipeline-rank.ts';
import { shown } from './size-node.ts';
import type { ViewBundle, ViewFlow, ViewLine, ViewNode } from './view-graph.ts';

/** Fewest lines that join into a trunk: at a common target two already share an arrowhead well. */
const smallestBundle = { target: 2, source: 3 } as const;

interface Pair {
  readonly source: number;
  readonly target: number;
  readonly forth: ViewFlow[];
  readonly back: ViewFlow[];
}

interface OrientedPair extends Pair, OrderedPair {
  readonly sourceFirst: boolean;
}

export interface MergedFlows {
  readonly lines: readonly ViewLine[];
  readonly bundles: readonly ViewBundle[];
  readonly notices: readonly string[];
}

/**
 * Makes as few lines as tell the same: one for each pair of nodes, whatever flows between them and whichever way, and
 * bundles of lines that carry the same kinds to or from one node.
 */
export function mergeFlows(
  model: ArchitectureModel,
  view: View | undefined,
  nodes: readonly ViewNode[],
  nodeOf: ReadonlyMap<Element, number>,
  accepted: AcceptedRisks,
): MergedFlows {
  const kinds = view?.flowKinds && new Set(view.flowKinds);
  const pairs = new Map<string, Pair>();
  let left = 0;
  const add = (source: number, target: number, flow: ViewFlow): void => {
    if (source === target) return;
    const forth = pairs.get(`${source}>${target}`);
    const back = forth ? undefined : pairs.get(`${target}>${source}`);
    if (forth) forth.forth.push(flow);
    else if (back) back.back.push(flow);
    else if (pairs.size < bounds.lines) pairs.set(`${source}>${target}`, { source, target, forth: [flow], back: [] });
    else left++;
  };
  for (const flow of model.flows) {
    if (kinds && !kinds.has(flow.kind)) continue;
    const source = nodeOf.get(flow.source);
    const target = nodeOf.get(flow.target);
    if (source === undefined || target === undefined || source === target) continue;
    const viewFlow: ViewFlow = {
      id: flow.id,
      kind: flow.kind,
      source: flow.source.path,
      target: flow.target.path,
      label: flow.label === undefined ? undefined : shown(flow.label) || undefined,
      derived: flow.derivedFrom !== undefined,
      back: false,
      // A copy: a picture outlives the model, whose places move with the text.
      span: { ...flow.span },
    };
    const via = flow.via && nodeOf.get(flow.via);
    if (via !== undefined && via !== source && via !== target) {
      add(source, via, viewFlow);
      add(via, target, viewFlow);
    } else add(source, target, viewFlow);
  }
  const merged = orientPairs([...pairs.values()], nodes);
  const bundleOf = findBundles(merged);
  const lines = merged.map((pair, index) => toLine(pair, index, nodes, bundleOf.of[index], accepted));
  const bundles = bundleOf.bundles.map((bundle, index) => ({ ...bundle, index }));
  const notices =
    left > 0
      ? [
          `Only the first ${bounds.lines} connections are drawn; ${left} more flows are left out. Use views to divide the design.`,
        ]
      : [];
  return { lines, bundles, notices };
}

/** Turns a pair so that it points the way its strongest flows do. */
function orientPair(pair: Pair): Pair {
  return weight(pair.back) > weight(pair.forth)
    ? { source: pair.target, target: pair.source, forth: pair.back, back: pair.forth }
    : pair;
}

/** Finds which end of each pair stands first in the picture. */
function orientPairs(pairs: readonly Pair[], nodes: readonly ViewNode[]): OrientedPair[] {
  const nesting = new Nesting(nodes);
  const ordered = pairs.map((pair) => {
    const turned = orientPair(pair);
    return { ...turned, kinds: kindsOf(turned.forth), backKinds: kindsOf(turned.back) };
  });
  const place = orderChildren(nodes, ordered, nesting);
  return ordered.map((pair) => {
    const { source, target } = nesting.meeting(pair.source, pair.target);
    // A frame's own border lies before or after all that it holds, as the flow demands.
    const sourceFirst = source === undefined || target === undefined || place[source]! < place[target]!;
    return { ...pair, sourceFirst };
  });
}

function weight(flows: readonly ViewFlow[]): number {
  let sum = 0;
  for (const kind of kindsOf(flows)) sum += directionWeights[kind];
  return sum;
}

/** The kinds of some flows, each once, in the order of the vocabulary. */
function kindsOf(flows: readonly ViewFlow[]): FlowKind[] {
  const present = new Set(flows.map((flow) => flow.kind));
  return flowKinds.filter((kind) => present.has(kind));
}

interface BundleDraft {
  readonly hub: number;
  readonly end: 'target' | 'source';
  readonly hubLast: boolean;
  readonly lines: number[];
}

/** Largest bundles first, each line in at most one; what joins at a target before what leaves a source. */
function findBundles(pairs: readonly OrientedPair[]): { bundles: BundleDraft[]; of: (number | undefined)[] } {
  const candidates = new Map<string, BundleDraft>();
  for (const [index, pair] of pairs.entries()) {
    const kinds = `${pair.kinds.join()}/${pair.backKinds.join()}`;
    for (const end of ['target', 'source'] as const) {
      const hubLast = (end === 'target') === pair.sourceFirst;
      const key = `${end} ${pair[end]} ${hubLast} ${kinds}`;
      const candidate = candidates.get(key);
      if (candidate) candidate.lines.push(index);
      else candidates.set(key, { hub: pair[end], end, hubLast, lines: [index] });
    }
  }
  const of: (number | undefined)[] = pairs.map(() => undefined);
  const bundles: BundleDraft[] = [];
  // What is left of a candidate shrinks as others take lines, so the largest is looked for again each time.
  const open = [...candidates.values()].filter((candidate) => candidate.lines.length >= smallestBundle[candidate.end]);
  for (;;) {
    let best: BundleDraft | undefined;
    let bestLines: number[] = [];
    for (const candidate of open) {
      if (candidate.lines.length <= bestLines.length) continue;
      const free = candidate.lines.filter((line) => of[line] === undefined);
      if (free.length >= smallestBundle[candidate.end] && free.length > bestLines.length) {
        best = candidate;
        bestLines = free;
      }
    }
    if (!best) break;
    for (const line of bestLines) of[line] = bundles.length;
    bundles.push({ ...best, lines: bestLines });
    open.splice(open.indexOf(best), 1);
  }
  return { bundles, of };
}

function labelsOf(flows: readonly ViewFlow[]): string[] {
  return [...new Set(flows.flatMap((flow) => flow.label ?? []))];
}

function toLine(
  pair: OrientedPair,
  index: number,
  nodes: readonly ViewNode[],
  bundle: number | undefined,
  accepted: AcceptedRisks,
): ViewLine {
  const { kinds, backKinds } = pair;
  const flows = [
    ...pair.forth.map((flow) => ({ ...flow, back: false })),
    ...pair.back.map((flow) => ({ ...flow, back: true })),
  ];
  const risks = accepted.size === 0 ? [] : toldRisks(flows.flatMap(({ id }) => accepted.get(id) ?? []));
  return {
    index,
    source: pair.source,
    target: pair.target,
    sourceFirst: pair.sourceFirst,
    kinds,
    backKinds,
    flows,
    derived: flows.every((flow) => flow.derived),
    bundle,
    accepted: risks.length > 0,
    description: [describeLine(pair, nodes), ...risks].join('. '),
  };
}

function describeLine(pair: Pair, nodes: readonly ViewNode[]): string {
  const name = (index: number): string => {
    const node = nodes[index]!;
    return (node.type === 'card' ? node.name : node.title).map((line) => line.text).join(' ');
  };
  const say = (flows: readonly ViewFlow[], from: number, to: number): string[] =>
    flows.length === 0 ? [] : [`${name(from)} to ${name(to)}: ${kindsOf(flows).join(', ')}`];
  const labels = labelsOf([...pair.forth, ...pair.back]);
  return [
    ...say(pair.forth, pair.source, pair.target),
    ...say(pair.back, pair.target, pair.source),
    ...(labels.length > 0 ? [labels.slice(0, 6).join('; ')] : []),
  ].join('. ');
}
