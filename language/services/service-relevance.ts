import type { Catalog } from '../catalog/catalog.ts';
import type { ArchitectureModel, Element } from '../model/model.ts';

/** Above what any service can reach; keeps numbers of a rank equally long. */
const most = 99_999;

/**
 * Tells how far back a service of the catalog is to stand when somebody looks for one: first what exchanges something
 * with the most services of the design, then what exchanges something with the most services at all.
 *
 * @param except elements of the design that do not count
 */
export function serviceRanking(
  model: ArchitectureModel,
  except: (element: Element) => boolean,
): (id: string) => number {
  const { catalog } = model;
  const used = new Map<string, boolean>();
  const isUsed = (id: string): boolean => {
    let known = used.get(id);
    if (known === undefined) used.set(id, (known = model.instancesOf(id).some((element) => !except(element))));
    return known;
  };
  return (id) => {
    const all = partnersOf(catalog, id);
    let here = 0;
    for (const partner of all) if (isUsed(partner)) here++;
    return most - Math.min(here * 300 + all.size, most);
  };
}

/** Of each catalog that was asked about, as its services are ranked at each key. */
const partners = new WeakMap<Catalog, Map<string, ReadonlySet<string>>>();

/** Services that this one sends something to or has something from. */
function partnersOf(catalog: Catalog, id: string): ReadonlySet<string> {
  let known = partners.get(catalog);
  if (!known) partners.set(catalog, (known = new Map<string, ReadonlySet<string>>()));
  let found = known.get(id);
  if (!found) {
    const others = [
      ...catalog.flowsFrom(id).map(({ target }) => target),
      ...catalog.flowsTo(id).map(({ source }) => source),
    ];
    known.set(id, (found = new Set(others.filter((other) => other !== id))));
  }
  return found;
}
