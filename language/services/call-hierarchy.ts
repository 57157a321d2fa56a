import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  Position,
} from 'vscode-languageserver-types';
import type { ArchitectureModel, Element, Flow } from '../model/model.ts';
import type { Span } from '../model/span.ts';
import type { Project } from '../project.ts';
import { offsetOf, rangeOf } from './places.ts';
import { symbolKind } from './protocol-numbers.ts';
import { symbolAt } from './symbol-at.ts';

/** What an item carries to be found again: the design it belongs to, and the element's name in it. */
interface ItemData {
  readonly design: string;
  readonly name: string;
}

/** The element under the cursor as the root of a hierarchy of who sends something to whom. */
export function prepareCallHierarchy(project: Project, uri: string, position: Position): CallHierarchyItem[] {
  const offset = offsetOf(project, uri, position);
  const symbol = offset === undefined ? undefined : symbolAt(project, uri, offset);
  const element = symbol?.kind === 'element' ? symbol.element : symbol?.kind === 'service' ? symbol.element : undefined;
  const item = element && toItem(project, uri, element);
  return item ? [item] : [];
}

/** Who sends something to an element, with where that is said. */
export function incomingFlows(project: Project, item: CallHierarchyItem): CallHierarchyIncomingCall[] {
  return neighbours(project, item, 'into').map(({ item: from, ranges }) => ({ from, fromRanges: ranges }));
}

/** Whom an element sends something to, with where that is said. */
export function outgoingFlows(project: Project, item: CallHierarchyItem): CallHierarchyOutgoingCall[] {
  return neighbours(project, item, 'from').map(({ item: to, ranges }) => ({ to, fromRanges: ranges }));
}

function neighbours(project: Project, item: CallHierarchyItem, way: 'into' | 'from') {
  const data = item.data as Partial<ItemData> | undefined;
  if (typeof data?.design !== 'string' || typeof data.name !== 'string') return [];
  const model = project.model(data.design);
  const element = model?.elements.get(data.name);
  if (!model || !element) return [];
  const flows = [...(element.children.length > 0 ? inside(element) : [element])].flatMap((part) =>
    way === 'into' ? model.flowsInto(part) : model.flowsFrom(part),
  );
  const byNeighbour = new Map<Element, Flow[]>();
  for (const flow of flows) {
    const other = way === 'into' ? flow.source : flow.target;
    byNeighbour.set(other, [...(byNeighbour.get(other) ?? []), flow]);
  }
  return [...byNeighbour].flatMap(([other, theirs]) => {
    const found = toItem(project, data.design!, other, theirs);
    if (!found) return [];
    // Ranges are read as places in the file of the caller's item: only those can be shown.
    const uri = way === 'into' ? found.uri : item.uri;
    return [{ item: found, ranges: placesIn(project, model, uri, theirs) }];
  });
}

function inside(element: Element): Set<Element> {
  const all = new Set([element]);
  for (const next of all) for (const child of next.children) all.add(child);
  return all;
}

function placesIn(project: Project, _model: ArchitectureModel, uri: string, flows: readonly Flow[]) {
  const file = project.parsed(uri);
  if (!file) return [];
  const spans = new Map<number, Span>();
  for (const flow of flows) if (flow.span.uri === uri) spans.set(flow.span.start, flow.span);
  return [...spans.values()].map((span) => rangeOf(file.lines, span));
}

function toItem(
  project: Project,
  design: string,
  element: Element,
  flows: readonly Flow[] = [],
): CallHierarchyItem | undefined {
  const file = project.parsed(element.nameSpan.uri);
  if (!file) return undefined;
  const kinds = [...new Set(flows.map((flow) => flow.kind))].join(', ');
  const what = element.label === element.name ? '' : element.label;
  return {
    name: element.name,
    kind:
      element.kind === 'service'
        ? symbolKind.class
        : element.kind === 'component'
          ? symbolKind.object
          : symbolKind.namespace,
    detail: [kinds, what].filter((part) => part !== '').join(' · '),
    uri: element.nameSpan.uri,
    range: rangeOf(file.lines, element.span),
    selectionRange: rangeOf(file.lines, element.nameSpan),
    data: { design, name: element.name } satisfies ItemData,
  };
}
