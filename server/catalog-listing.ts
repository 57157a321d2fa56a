import type { Catalog, CatalogService } from '../language/pipeline.ts';
import { catalogReviewed, pillars, pillarTitles, searchCatalog, serviceStatusMeanings } from '../language/pipeline.ts';
import type { CatalogEntry, CatalogListing } from './protocol.ts';
import { protocolVersion } from './protocol.ts';

/** How many services a search gives at most. */
const searchLimit = 50;

/** A catalog as a list of it is sent. */
export function catalogListing(catalog: Catalog): CatalogListing {
  return {
    protocol: protocolVersion,
    reviewed: catalogReviewed,
    pillars: pillars.map((id) => ({ id, title: pillarTitles[id] })),
    services: catalog.services.filter((service) => service.status !== 'renamed').map(entryOf),
  };
}

/** Ids of services that words may mean: those of which they are a name or that hold them, else those with a name near. */
export function catalogSearch(catalog: Catalog, query: string): string[] {
  const { services, matches } = searchCatalog(catalog, query);
  const near = matches ? [] : catalog.nearest(query).map((match) => match.service);
  const found = [...services, ...near].filter((service) => service.status !== 'renamed');
  return [...new Set(found.map((service) => service.id))].slice(0, searchLimit);
}

function entryOf(service: CatalogService): CatalogEntry {
  const { id, name, short, abbreviations, formerNames, pillar, status, statusDate, description, docs, builtIn } =
    service;
  const meaning = serviceStatusMeanings[status];
  return {
    id,
    name,
    short,
    abbreviations,
    formerNames: formerNames.map((former) => former.name),
    ...(pillar === undefined ? {} : { pillar }),
    status,
    ...(meaning === undefined ? {} : { statusText: `${meaning}${statusDate === undefined ? '' : ` (${statusDate})`}` }),
    ...(statusDate === undefined ? {} : { statusDate }),
    description,
    ...(docs === undefined ? {} : { docs }),
    builtIn,
    uri: service.place.uri,
    position: { line: service.place.line, character: service.place.character },
  };
}
