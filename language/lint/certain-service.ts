import type { CatalogService } from '../catalog/catalog.ts';
import type { Element } from '../model/model.ts';

/**
 * The service an element certainly is an instance of. Undefined where it was written by a name that several services
 * have: what follows from one of them would be said of a guess. That is for `ambiguous-abbreviation` to tell.
 */
export function certainService(element: Element): CatalogService | undefined {
  return (element.writtenAs?.candidates.length ?? 1) > 1 ? undefined : element.service;
}
