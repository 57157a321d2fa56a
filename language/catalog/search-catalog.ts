import type { Catalog, CatalogService, NameMatch } from './catalog.ts';

/** What a search of the catalog gives. */
export interface CatalogSearch {
  readonly services: readonly CatalogService[];
  /** How the words are a name of each of `services`, in the same order; absent where they are only found in its names. */
  readonly matches?: readonly NameMatch[];
}

/** Longer queries name nothing. */
const longestQuery = 200;

/**
 * Services that words may mean: those of which they are a name, be it the id, today's or a former one; where there is
 * none, those whose names hold every one of the words, in the order of the catalog. Names of the past that are services
 * of their own are told as what they are called today.
 */
export function searchCatalog(catalog: Catalog, query: string): CatalogSearch {
  const matches = catalog.resolve(query.slice(0, longestQuery));
  if (matches.length > 0) return { services: matches.map((match) => match.service), matches };
  const words = query
    .slice(0, longestQuery)
    .toLowerCase()
    .split(/[\s-]+/)
    .filter((word) => word !== '');
  if (words.length === 0) return { services: [] };
  return {
    services: catalog.services.filter((service) => {
      if (service.status === 'renamed') return false;
      const names = searchedNames(service);
      return words.every((word) => names.some((name) => name.includes(word)));
    }),
  };
}

/** Every name of a service, in small letters. */
function searchedNames(service: CatalogService): string[] {
  const { id, name, short, abbreviations, formerNames } = service;
  return [id, name, short, ...abbreviations, ...formerNames.map((former) => former.name)].map((text) =>
    text.toLowerCase(),
  );
}
