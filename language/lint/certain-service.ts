import type { CatalogService } from '../catalog/catalog.ts';
import type { ArchitectureModel, Element } from '../model/model.ts';

/**
 * The service an element certainly is an instance of. Undefined where it was written by a name that several services
 * have: what follows from one of them would be said of a guess. That is for `ambiguous-abbreviation` to tell.
 */
export function certainService(element: Element): CatalogService | undefined {
  return (element.writtenAs?.candidates.length ?? 1) > 1 ? undefined : element.service;
}

/** The service's name for a message, with the former name or abbreviation that the design has instead. */
export function nameAsWritten(element: Element, service: CatalogService): string {
  const written = element.writtenAs?.by === 'name' ? undefined : element.writtenAs?.text;
  return written === undefined ? service.name : `${written} (${service.name})`;
}

/** Whether an element certainly is an instance of one of these services. */
export function isService(element: Element | undefined, ...ids: readonly string[]): boolean {
  const id = element && certainService(element)?.id;
  return id !== undefined && ids.includes(id);
}

/** The elements that certainly are instances of one of these services. */
export function certainInstances(model: ArchitectureModel, ...ids: readonly string[]): readonly Element[] {
  return ids.flatMap((id) => model.instancesOf(id).filter((element) => certainService(element)));
}
