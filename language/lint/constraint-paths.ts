import type { ArchitectureModel, Constraint, Element, Flow } from '../model/model.ts';
import { withContents, withHolders } from './containers.ts';

/** Whether a flow is of a kind that a constraint asks for. */
export function isOfKind(flow: Flow, { kinds }: Constraint): boolean {
  return kinds.length === 0 || kinds.includes(flow.kind);
}

/** Flows from an element, with those of the containers it stands in: what a container sends, all in it do. */
export function* flowsFromInside(element: Element, model: ArchitectureModel): Iterable<Flow> {
  for (const holder of withHolders(element)) yield* model.flowsFrom(holder);
}

/** Elements and all containers around them: a flow to a container reaches what it holds. */
export function withAllHolders(elements: Iterable<Element>): ReadonlySet<Element> {
  const all = new Set<Element>();
  for (const element of elements) for (const holder of withHolders(element)) all.add(holder);
  return all;
}

/** Ways to some elements, from wherever one leads there. */
export interface Ways {
  /** Of each element from which a way leads there: the flow that its shortest one begins with. */
  readonly firstFlow: ReadonlyMap<Element, Flow>;
  /** The elements the ways lead to, and what holds them. */
  readonly ends: ReadonlySet<Element>;
  /** Of a container from whose contents a way leads there: what in it does. */
  readonly within: ReadonlyMap<Element, Element>;
}

/**
 * Finds the ways to some elements along flows of the constraint's kinds, through none of the elements in `barred`. Takes
 * time in proportion to the design, however many elements are asked about.
 */
export function waysTo(
  targets: ReadonlySet<Element>,
  barred: ReadonlySet<Element>,
  constraint: Constraint,
  model: ArchitectureModel,
): Ways {
  const firstFlow = new Map<Element, Flow>();
  const within = new Map<Element, Element>();
  const ends = withAllHolders([...targets].filter((target) => !barred.has(target)));
  const arrived = new Set(ends);
  const spread = new Set<Element>();
  // A set is walked in the order in which it grows: nearest first.
  for (const element of arrived) {
    for (const flow of model.flowsInto(element)) {
      if (!isOfKind(flow, constraint) || (flow.via && barred.has(flow.via)) || spread.has(flow.source)) continue;
      spread.add(flow.source);
      for (const source of withContents([flow.source])) {
        if (firstFlow.has(source)) continue;
        firstFlow.set(source, flow);
        if (barred.has(source)) continue;
        for (const holder of withHolders(source)) {
          if (arrived.has(holder)) continue;
          arrived.add(holder);
          if (holder !== source) within.set(holder, source);
        }
      }
    }
  }
  return { firstFlow, ends, within };
}

/** The flows of the shortest way from an element; at most `limit`, and none where no way leads on. */
export function wayFrom(element: Element, { firstFlow, ends, within }: Ways, limit: number): readonly Flow[] {
  const way: Flow[] = [];
  let at = element;
  while (way.length < limit) {
    const flow = firstFlow.get(at) ?? firstFlow.get(within.get(at) ?? at);
    if (!flow) break;
    way.push(flow);
    at = flow.target;
    if (ends.has(at)) break;
  }
  return way;
}
