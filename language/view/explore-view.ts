import type { ArchitectureModel, Element, Flow, View } from '../model/model.ts';
import type { FlowKind } from '../model/vocabulary.ts';
import type { Exploration, Road } from './exploration.ts';

/** A view with more boxes than this is first drawn with its groups closed. */
const largeView = 250;
/** An overview opens its groups as long as it has no more boxes than this. */
const overviewBoxes = 40;

export interface ExploredView {
  /** What is drawn; absent where that is everything, as the text says. */
  readonly view?: View;
  /** True where groups were closed because the view is large. */
  readonly overview: boolean;
  /** The road that is drawn; absent where none was asked for or its element is gone. */
  readonly road?: Road;
}

/**
 * A view as somebody explores it: groups closed and opened, or only the road to or from one element. `name` and `title`
 * are what a design without views calls the one it has. Never throws.
 */
export function exploreView(
  model: ArchitectureModel,
  view: View | undefined,
  exploration: Exploration,
  name: string,
): ExploredView {
  const all = view?.elements ?? [...model.elements.values()];
  const byPath = new Map([...model.elements.values()].map((element) => [element.path, element]));
  const start = exploration.road && byPath.get(exploration.road.path);
  const road = start && exploration.road;
  const kinds = road?.kinds ? kindsOf(road.kinds, view?.flowKinds) : view?.flowKinds;
  const elements = start && road ? alongRoad(model, start, road, new Set(all), kinds && new Set(kinds)) : all;
  const open = new Set(exploration.open);
  const boxes = elements.filter((element) => !isContainer(element)).length;
  const overview = exploration.overview && !road && boxes > largeView && elements.some(isContainer);
  const closed = new Set(exploration.closed);
  const collapsed = new Set(view?.collapsed.filter((element) => !open.has(element.path)));
  for (const path of closed) {
    const element = byPath.get(path);
    if (element && isContainer(element)) collapsed.add(element);
  }
  if (overview) {
    const opened = new Set([...openedByItself(model, new Set(elements)), ...open]);
    for (const element of model.elements.values())
      if (isContainer(element) && !opened.has(element.path)) collapsed.add(element);
  }
  const same =
    !road &&
    collapsed.size === (view?.collapsed.length ?? 0) &&
    (view?.collapsed ?? []).every((element) => collapsed.has(element));
  if (same) return { overview };
  return {
    view: {
      direction: 'right',
      ...(view ?? { name, title: '', span: nowhere(model), nameSpan: nowhere(model) }),
      elements,
      collapsed: [...collapsed],
      ...(kinds ? { flowKinds: kinds } : {}),
    },
    overview,
    ...(road ? { road } : {}),
  };
}

function nowhere(model: ArchitectureModel): View['span'] {
  return { uri: model.uri, start: 0, end: 0 };
}

function isContainer(element: Element): boolean {
  return element.kind === 'group' || element.kind === 'zone';
}

function kindsOf(wanted: readonly string[], of: readonly FlowKind[] | undefined): readonly FlowKind[] {
  const names = new Set(wanted);
  const known = of ?? (wanted as readonly FlowKind[]);
  return known.filter((kind) => names.has(kind));
}

/** Containers that an overview shows open, from the outside in, while that leaves few enough boxes. */
function openedByItself(model: ArchitectureModel, wanted: ReadonlySet<Element>): readonly string[] {
  const opened: string[] = [];
  let level = model.roots.filter((element) => isContainer(element) || wanted.has(element));
  for (;;) {
    const containers = level.filter(isContainer);
    const next = level.flatMap((element) =>
      isContainer(element) ? element.children.filter((child) => isContainer(child) || wanted.has(child)) : [element],
    );
    if (containers.length === 0 || next.length > overviewBoxes) return opened;
    opened.push(...containers.map((element) => element.path));
    level = next;
  }
}

/** The element, and what flows lead to from it or from where they lead to it, with the containers around them. */
function alongRoad(
  model: ArchitectureModel,
  start: Element,
  road: Road,
  wanted: ReadonlySet<Element>,
  kinds: ReadonlySet<FlowKind> | undefined,
): readonly Element[] {
  const found = new Set<Element>();
  const flowsAt = flowsByEnd(model, kinds);
  const walk = (direction: 'in' | 'out'): void => {
    const reached = new Set<Element>();
    let front = withInside(start);
    for (let depth = 0; front.length > 0; depth++) {
      for (const element of front) reached.add(element);
      if (road.depth > 0 && depth >= road.depth) break;
      const next = new Set<Element>();
      for (const element of front) {
        // A flow to or from a container is one of all that it holds.
        for (let end: Element | undefined = element; end; end = end.parent) {
          for (const flow of flowsAt[direction].get(end) ?? []) {
            if (flow.via) next.add(flow.via);
            next.add(direction === 'out' ? flow.target : flow.source);
          }
        }
      }
      front = [...next].flatMap(withInside).filter((element) => wanted.has(element) && !reached.has(element));
    }
    for (const element of reached) found.add(element);
  };
  if (road.direction !== 'out') walk('in');
  if (road.direction !== 'in') walk('out');
  // A container that holds nothing of the road is not part of it: what a view draws of it depends on what it holds.
  return [...model.elements.values()].filter((element) => found.has(element));
}

function flowsByEnd(
  model: ArchitectureModel,
  kinds: ReadonlySet<FlowKind> | undefined,
): Readonly<Record<'in' | 'out', ReadonlyMap<Element, readonly Flow[]>>> {
  const ends = { in: new Map<Element, Flow[]>(), out: new Map<Element, Flow[]>() };
  const add = (map: Map<Element, Flow[]>, element: Element, flow: Flow): void => {
    const flows = map.get(element);
    if (flows) flows.push(flow);
    else map.set(element, [flow]);
  };
  for (const flow of model.flows) {
    if (kinds && !kinds.has(flow.kind)) continue;
    add(ends.out, flow.source, flow);
    add(ends.in, flow.target, flow);
  }
  return ends;
}

/** An element, and all that it holds. */
function withInside(element: Element): Element[] {
  const found = [element];
  for (const next of found) found.push(...next.children);
  return found;
}
