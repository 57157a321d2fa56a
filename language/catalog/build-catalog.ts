import type { Catalog, CatalogFlow, CatalogService, NameMatch } from './catalog.ts';
import { mergeMatches, NameIndex } from './name-index.ts';

const none: readonly never[] = [];

/** Makes a catalog of services and facts whose references are known to lead somewhere. */
export function buildCatalog(
  services: readonly CatalogService[],
  flows: readonly CatalogFlow[],
  nonFlows: readonly CatalogFlow[] = none,
): Catalog {
  return new LayeredCatalog(undefined, services, flows, nonFlows);
}

/**
 * Adds services and facts to a catalog, which itself stays as it is. Costs what is added, not what was there.
 *
 * @param services with ids that `base` does not have
 */
export function extendCatalog(
  base: Catalog,
  services: readonly CatalogService[],
  flows: readonly CatalogFlow[],
  nonFlows: readonly CatalogFlow[] = none,
): Catalog {
  if (services.length === 0 && flows.length === 0 && nonFlows.length === 0) return base;
  return new LayeredCatalog(base, services, flows, nonFlows);
}

class LayeredCatalog implements Catalog {
  readonly #base: Catalog | undefined;
  readonly #byId: ReadonlyMap<string, CatalogService>;
  readonly #own: readonly CatalogService[];
  readonly #flows: FlowIndex;
  readonly #nonFlows: FlowIndex;
  #all: readonly CatalogService[] | undefined;
  #names: NameIndex | undefined;

  constructor(
    base: Catalog | undefined,
    services: readonly CatalogService[],
    flows: readonly CatalogFlow[],
    nonFlows: readonly CatalogFlow[],
  ) {
    this.#base = base;
    this.#own = services;
    this.#byId = new Map(services.map((service) => [service.id, service]));
    this.#flows = new FlowIndex(flows);
    this.#nonFlows = new FlowIndex(nonFlows);
  }

  get services(): readonly CatalogService[] {
    return (this.#all ??= this.#base ? [...this.#base.services, ...this.#own] : this.#own);
  }

  service(id: string): CatalogService | undefined {
    return this.#byId.get(id) ?? this.#base?.service(id);
  }

  flowsBetween(source: string, target: string): readonly CatalogFlow[] {
    return joined(this.#base?.flowsBetween(source, target), this.#flows.between(source, target));
  }

  flowsFrom(source: string): readonly CatalogFlow[] {
    return joined(this.#base?.flowsFrom(source), this.#flows.from(source));
  }

  flowsTo(target: string): readonly CatalogFlow[] {
    return joined(this.#base?.flowsTo(target), this.#flows.to(target));
  }

  nonFlowsBetween(source: string, target: string): readonly CatalogFlow[] {
    return joined(this.#base?.nonFlowsBetween(source, target), this.#nonFlows.between(source, target));
  }

  resolve(written: string): readonly NameMatch[] {
    const service = this.service(written);
    const today = service?.status === 'renamed' && service.successor ? this.service(service.successor) : undefined;
    if (service && !today) return [{ service, by: 'id', matched: service.id }];
    return this.#find(written);
  }

  nearest(written: string, limit = 5): readonly NameMatch[] {
    const own = this.#index.near(written, limit);
    if (!this.#base) return own;
    if (!(this.#base instanceof LayeredCatalog)) return [...own, ...this.#base.nearest(written, limit)].slice(0, limit);
    const base = this.#base.#index.near(written, limit);
    return [...own, ...base].sort((left, right) => left.away - right.away).slice(0, limit);
  }

  #find(written: string): ReturnType<NameIndex['find']> {
    const own = this.#index.find(written);
    if (!this.#base) return own;
    const base =
      this.#base instanceof LayeredCatalog
        ? this.#base.#find(written)
        : this.#base.resolve(written).map((match) => ({ ...match, level: 'own' as const }));
    return mergeMatches(base, own);
  }

  get #index(): NameIndex {
    return (this.#names ??= new NameIndex(this.#own, (id) => this.service(id)));
  }
}

/** Flows by their ends. Maps, because ids are a user's words. */
class FlowIndex {
  readonly #from = new Map<string, CatalogFlow[]>();
  readonly #to = new Map<string, CatalogFlow[]>();
  readonly #between = new Map<string, CatalogFlow[]>();

  constructor(flows: readonly CatalogFlow[]) {
    for (const flow of flows) {
      put(this.#from, flow.source, flow);
      put(this.#to, flow.target, flow);
      put(this.#between, ends(flow.source, flow.target), flow);
    }
  }

  from(source: string): readonly CatalogFlow[] {
    return this.#from.get(source) ?? none;
  }

  to(target: string): readonly CatalogFlow[] {
    return this.#to.get(target) ?? none;
  }

  between(source: string, target: string): readonly CatalogFlow[] {
    return this.#between.get(ends(source, target)) ?? none;
  }
}

/** One key for two ids, which hold no line breaks. */
function ends(source: string, target: string): string {
  return `${source}\n${target}`;
}

function put(map: Map<string, CatalogFlow[]>, key: string, flow: CatalogFlow): void {
  const flows = map.get(key);
  if (flows) flows.push(flow);
  else map.set(key, [flow]);
}

function joined(first: readonly CatalogFlow[] | undefined, second: readonly CatalogFlow[]): readonly CatalogFlow[] {
  if (!first || first.length === 0) return second;
  return second.length === 0 ? first : [...first, ...second];
}
