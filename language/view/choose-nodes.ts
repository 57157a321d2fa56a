import type { ArchitectureModel, Element, View } from '../model/model.ts';
import { pillarTitles } from '../model/vocabulary.ts';
import type { AcceptedRisks } from './accepted-risks.ts';
import { toldRisks } from './accepted-risks.ts';
import { glyphOf } from './glyph-names.ts';
import { bounds, matrixMetrics } from './metrics.ts';
import { pipelineRank } from './pipeline-rank.ts';
import { cardWidthFor, detailOf, marksOf, shown, sizeCard, sizeTitle } from './size-node.ts';
import type { CardText, ViewNode } from './view-graph.ts';

export interface ChosenNodes {
  readonly nodes: readonly ViewNode[];
  /** Index of the node that stands for an element: its own, or the closed container's around it. */
  readonly nodeOf: ReadonlyMap<Element, number>;
  readonly notices: readonly string[];
}

interface Draft {
  readonly element: Element;
  readonly parent?: number;
  readonly depth: number;
  readonly closed: boolean;
  readonly held: readonly Element[];
}

/** Which elements a view draws, each as a frame or as a card, in reading order with frames before what they hold. */
export function chooseNodes(model: ArchitectureModel, view: View | undefined, accepted: AcceptedRisks): ChosenNodes {
  const wanted = view ? new Set(view.elements) : undefined;
  const collapsed = new Set(view?.collapsed);
  const drafts: Draft[] = [];
  const nodeOf = new Map<Element, number>();
  let left = 0;

  const isWanted = (element: Element): boolean => !wanted || wanted.has(element);
  const holdsWanted = (element: Element): boolean =>
    element.children.some((child) => (isContainer(child) ? isDrawn(child) : isWanted(child)));
  // A container is drawn for what it holds, and by itself only if it was meant to be empty.
  const isDrawn = (element: Element): boolean =>
    isContainer(element) && element.children.length > 0 ? holdsWanted(element) : isWanted(element);

  // A stack instead of recursion: depth is the user's to choose.
  const pending: { element: Element; parent?: number; depth: number }[] = [];
  const push = (elements: readonly Element[], parent: number | undefined, depth: number): void => {
    for (let index = elements.length - 1; index >= 0; index--)
      pending.push({ element: elements[index]!, parent, depth });
  };
  push(model.roots, undefined, 0);
  while (pending.length > 0) {
    const { element, parent, depth } = pending.pop()!;
    if (!isDrawn(element)) continue;
    if (drafts.length >= bounds.nodes) {
      left++;
      continue;
    }
    const closed = isContainer(element) && (collapsed.has(element) || depth >= bounds.depth);
    const held = closed ? descendants(element).filter((inside) => isWanted(inside)) : [];
    const index = drafts.length;
    drafts.push({ element, parent, depth, closed, held });
    nodeOf.set(element, index);
    for (const inside of held) nodeOf.set(inside, index);
    if (isContainer(element) && !closed) push(element.children, index, depth + 1);
  }

  const instances = new Map<string, number>();
  for (const { element } of drafts)
    if (element.service) instances.set(element.service.id, (instances.get(element.service.id) ?? 0) + 1);
  const threats = new Map(model.threats.map((threat) => [threat.element, threat]));
  const cardTexts = drafts.map(({ element, closed, held }): CardText => {
    const threat = threats.get(element);
    const sharesService = element.service !== undefined && (instances.get(element.service.id) ?? 0) > 1;
    const services = held.filter((inside) => !isContainer(inside)).length;
    return {
      ...(threat?.tactic ? { caption: tacticInWords(threat.tactic.text) } : {}),
      name: shown(element.label) || shown(element.name),
      detail: threat
        ? threat.techniques.map(({ text }) => shown(text)).join(', ')
        : detailOf(element, sharesService, services),
      marks: marksOf(element, closed, risksOf(accepted, element, held).length > 0),
    };
  });
  const cards = cardTexts.filter((_, index) => isCard(drafts[index]!));
  const width = view?.arrangement ? matrixMetrics.cardWidth : cardWidthFor(cards);
  const nameLines = view?.arrangement ? matrixMetrics.nameLines : 2;
  const ranks = rankNodes(drafts);
  const nodes = drafts.map((draft, index): ViewNode => {
    const { element, parent, closed, held } = draft;
    const text = cardTexts[index]!;
    const base = {
      index,
      parent,
      element: element.name,
      path: element.path,
      // Copies: a picture outlives the model, whose places move with the text.
      span: { ...element.span },
      nameSpan: { ...element.nameSpan },
      description: [describe(element, text), ...risksOf(accepted, element, held)].join('. '),
      status: element.properties.status,
      marks: text.marks,
      rank: ranks[index],
    };
    if (!isCard(draft) && isContainer(element)) {
      const kind = element.kind === 'zone' ? 'zone' : 'group';
      return { ...base, type: 'frame', kind, depth: draft.depth, ...sizeTitle(text.name, text.marks) };
    }
    return {
      ...base,
      type: 'card',
      text,
      kind: element.kind,
      pillar: closed ? undefined : (element.service?.pillar ?? element.properties.pillar),
      glyph: glyphOf(element),
      width,
      ...sizeCard(text, width, nameLines),
      elements: [element.path, ...held.map((inside) => inside.path)],
    };
  });
  const notices =
    left > 0
      ? [
          `Only the first ${bounds.nodes} elements are drawn; ${left} more are left out. Use views to divide the design.`,
        ]
      : [];
  return { nodes, nodeOf, notices };
}

/** A tactic as people write it: `defense-evasion` is shown as Defense evasion. */
function tacticInWords(written: string): string {
  const words = shown(written).replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}

function isContainer(element: Element): boolean {
  return element.kind === 'group' || element.kind === 'zone';
}

function isCard(draft: Draft): boolean {
  return !isContainer(draft.element) || draft.closed;
}

function descendants(element: Element): Element[] {
  const found: Element[] = [];
  const pending = [...element.children].reverse();
  while (pending.length > 0) {
    const next = pending.pop()!;
    found.push(next);
    for (let index = next.children.length - 1; index >= 0; index--) pending.push(next.children[index]!);
  }
  return found;
}

/** A card stands where its service stands in the pipeline, a frame in the middle of what it holds. */
function rankNodes(drafts: readonly Draft[]): (number | undefined)[] {
  const sums = drafts.map(() => ({ sum: 0, count: 0 }));
  for (let index = drafts.length - 1; index >= 0; index--) {
    const { element, closed, held, parent } = drafts[index]!;
    const own = sums[index]!;
    for (const inside of closed ? held : [element]) {
      const rank = pipelineRank(inside);
      if (rank === undefined) continue;
      own.sum += rank;
      own.count++;
    }
    if (parent === undefined) continue;
    sums[parent]!.sum += own.sum;
    sums[parent]!.count += own.count;
  }
  return sums.map(({ sum, count }) => (count > 0 ? sum / count : undefined));
}

/** What is accepted about an element, or what is drawn closed in it. */
function risksOf(accepted: AcceptedRisks, element: Element, held: readonly Element[]): readonly string[] {
  if (accepted.size === 0) return [];
  return toldRisks([element, ...held].flatMap(({ path }) => accepted.get(path) ?? []));
}

const kindsInWords: ReadonlyMap<string, string> = new Map([
  ['component', 'outside the catalog'],
  ['threat', 'threat'],
]);

function describe(element: Element, text: CardText): string {
  const sort =
    element.kind === 'zone'
      ? 'zone'
      : element.kind === 'group'
        ? 'group'
        : (pillarOf(element) ?? kindsInWords.get(element.kind));
  return [text.name, sort, text.detail].filter(Boolean).join(', ');
}

function pillarOf(element: Element): string | undefined {
  const pillar = element.service?.pillar ?? element.properties.pillar;
  return pillar && pillarTitles[pillar];
}
