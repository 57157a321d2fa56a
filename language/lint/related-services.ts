import type { Catalog, CatalogFlow, CatalogService } from '../catalog/catalog.ts';

/** Ids of the services that name this one as their whole, by catalog. */
const partsByCatalog = new WeakMap<Catalog, ReadonlyMap<string, readonly string[]>>();

function partsOf(catalog: Catalog): ReadonlyMap<string, readonly string[]> {
  let parts = partsByCatalog.get(catalog);
  if (!parts) {
    const found = new Map<string, string[]>();
    for (const { id, partOf } of catalog.services) {
      if (partOf === undefined) continue;
      const list = found.get(partOf);
      if (list) list.push(id);
      else found.set(partOf, [id]);
    }
    partsByCatalog.set(catalog, (parts = found));
  }
  return parts;
}

/** Ids of the wholes a service is part of, the nearest first, without itself. Ends where parts go round in a circle. */
export function wholesOf(catalog: Catalog, id: string): readonly string[] {
  const wholes: string[] = [];
  let whole = catalog.service(id)?.partOf;
  while (whole !== undefined && whole !== id && !wholes.includes(whole)) {
    wholes.push(whole);
    whole = catalog.service(whole)?.partOf;
  }
  return wholes;
}

/** Whether a service is the other, or part of it, or of a part of it. */
export function isPartOf(catalog: Catalog, id: string, whole: string): boolean {
  return id === whole || wholesOf(catalog, id).includes(whole);
}

/** Ids of a service, its wholes, all its parts and, where it was renamed, its present self: what may be meant by its name. */
function family(catalog: Catalog, service: CatalogService): ReadonlySet<string> {
  const members = new Set([service.id]);
  const parts = partsOf(catalog);
  for (const id of members) for (const part of parts.get(id) ?? []) members.add(part);
  for (const whole of wholesOf(catalog, service.id)) members.add(whole);
  if (service.status === 'renamed' && service.successor !== undefined) members.add(service.successor);
  return members;
}

/**
 * Flows that are known between a part or whole of one service and a part or whole of another: a design may draw Purview
 * where the catalog says Purview DLP, or the other way round. What both have in common is not counted, since a flow to
 * the suite that both belong to is no flow between them.
 */
export function flowsBetweenFamilies(
  catalog: Catalog,
  source: CatalogService,
  target: CatalogService,
): readonly CatalogFlow[] {
  const sources = family(catalog, source);
  const targets = family(catalog, target);
  const found: CatalogFlow[] = [];
  for (const id of sources) {
    if (targets.has(id)) continue;
    for (const flow of catalog.flowsFrom(id)) {
      if (targets.has(flow.target) && !sources.has(flow.target)) found.push(flow);
    }
  }
  return found;
}
