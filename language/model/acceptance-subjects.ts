import type { Acceptance, ArchitectureModel, Element, EndpointReference, Flow } from './model.ts';

/** What findings that an `accept` statement is about have as their subject: paths of elements, ids of flows. */
export function subjectsOfAcceptance(acceptance: Acceptance, model: ArchitectureModel): ReadonlySet<string> {
  const { subjects, targets, twoWay, kinds } = acceptance;
  if (targets.length === 0) return new Set(subjects.flatMap(({ element }) => element?.path ?? []));
  const sources = elementsOf(subjects);
  const ends = elementsOf(targets);
  const ids = new Set<string>();
  const add = (flows: readonly Flow[], others: ReadonlySet<Element>, other: 'source' | 'target'): void => {
    for (const flow of flows)
      if (others.has(flow[other]) && (kinds.length === 0 || kinds.includes(flow.kind))) ids.add(flow.id);
  };
  for (const source of sources) {
    add(model.flowsFrom(source), ends, 'target');
    if (twoWay) add(model.flowsInto(source), ends, 'source');
  }
  return ids;
}

function elementsOf(words: readonly EndpointReference[]): ReadonlySet<Element> {
  return new Set(words.flatMap(({ element }) => element ?? []));
}

/** What a statement has to say and does not: without it, it accepts nothing. */
export function missingOf(acceptance: Acceptance): readonly ('reason' | 'owner')[] {
  return (['reason', 'owner'] as const).filter((name) => (acceptance[name] ?? '').trim() === '');
}

/** Whether its time is over on a day. The last day counts as within the time. */
export function isExpired({ until }: Acceptance, date: string): boolean {
  return until !== undefined && until < date;
}
