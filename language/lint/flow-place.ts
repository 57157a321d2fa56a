import type { Catalog, CatalogFlow } from '../catalog/catalog.ts';
import type { Flow } from '../model/model.ts';
import type { Span } from '../model/span.ts';
import { flowKinds } from '../model/vocabulary.ts';
import { listing } from './fill-message.ts';

/**
 * Where to mark a finding about one flow: its ends and kind where they stand together; in a statement of lists, the
 * word that sets it apart from the others. For a derived flow, the `integrate` statement.
 */
export function flowPlace(flow: Flow): Span {
  const { statement, sourceSpan, targetSpan, kindSpan } = flow;
  if (!statement) return flow.span;
  const { sources, targets, kinds } = statement;
  if (sources.length > 1) return sourceSpan;
  if (targets.length > 1) return targetSpan;
  if (kinds.length > 1) return kindSpan;
  const start = Math.min(sourceSpan.start, targetSpan.start);
  return { uri: flow.span.uri, start, end: Math.max(kindSpan.end, sourceSpan.end, targetSpan.end) };
}

/** "alert or log": the kinds of some facts, each once, in the language's order. */
export function kindsOf(facts: readonly CatalogFlow[], last = 'and'): string {
  return listing(
    flowKinds.filter((kind) => facts.some((fact) => fact.kind === kind)),
    4,
    last,
  );
}

/** The name of a service for a message; its id where the catalog does not have it. */
export function serviceName(catalog: Catalog, id: string): string {
  return catalog.service(id)?.short ?? id;
}
