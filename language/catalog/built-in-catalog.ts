import { buildCatalog } from './build-catalog.ts';
import type { Catalog } from './catalog.ts';
import { type CatalogData, unpackCatalog } from './catalog-data.ts';
import { catalogJson } from './generated/catalog-data.ts';

let catalog: Catalog | undefined;

/** The catalog that ships with the product, read on first use and the same ever after. */
export function builtInCatalog(): Catalog {
  if (!catalog) {
    const { services, flows, nonFlows } = unpackCatalog(JSON.parse(catalogJson) as CatalogData);
    catalog = buildCatalog(services, flows, nonFlows);
  }
  return catalog;
}
