import type { Catalog, CatalogFlow, CatalogService } from '../catalog/catalog.ts';
import type { ArchitectureModel, Flow } from '../model/model.ts';
import type { FlowKind } from '../model/vocabulary.ts';
import { catalogFlowKinds } from '../model/vocabulary.ts';
import { certainService } from './certain-service.ts';
import { flowsBetweenFamilies, isPartOf } from './related-services.ts';

/**
 * What the catalog has to say of one flow of a design. One verdict a flow, so that of the rules that compare flows with
 * the catalog exactly one speaks.
 */
export type FlowVerdict =
  /** Nothing to compare with, or nothing that would be fair to say. */
  | { readonly type: 'unchecked' }
  /** Documented as it is drawn. */
  | { readonly type: 'known' }
  /** Documented not to exist. */
  | { readonly type: 'non-flow'; readonly fact: CatalogFlow }
  /** Only the other way is documented; `facts` are the documented flows of the drawn way, in other kinds. */
  | { readonly type: 'reversed'; readonly fact: CatalogFlow; readonly facts: readonly CatalogFlow[] }
  /** Other kinds are documented: between the two services, or between parts or wholes of them. */
  | { readonly type: 'other-kind'; readonly facts: readonly CatalogFlow[] }
  /** Both services are well documented, and nothing is said of such a flow. `back`: what is known the other way. */
  | { readonly type: 'unknown'; readonly back: readonly CatalogFlow[] };

const unchecked: FlowVerdict = { type: 'unchecked' };
const known: FlowVerdict = { type: 'known' };

/**
 * Verdicts by catalog: a design is judged anew with every keystroke, and what flows between two services does not
 * change with it. Grows at most with the square of the catalog.
 */
const verdicts = new WeakMap<Catalog, Map<string, FlowVerdict>>();

/** Compares a flow with the catalog. */
export function judgeFlow(model: ArchitectureModel, flow: Flow): FlowVerdict {
  const source = certainService(flow.source);
  const target = certainService(flow.target);
  const { kind, via } = flow;
  if (flow.derivedFrom || !source || !target || source.id === target.id) return unchecked;
  if (!catalogFlowKinds.includes(kind)) return unchecked;

  const { catalog } = model;
  let byKey = verdicts.get(catalog);
  if (!byKey) verdicts.set(catalog, (byKey = new Map<string, FlowVerdict>()));
  const carrier = via && { service: via.service };
  const key = `${source.id}\n${target.id}\n${kind}${carrier ? `\n${carrier.service?.id ?? ''}` : ''}`;
  let verdict = byKey.get(key);
  if (!verdict) byKey.set(key, (verdict = judge(catalog, source, target, kind, carrier)));
  return verdict;
}

/** Where anything that writes logs can send them, and what sends them there: agents, settings, connectors. */
const logStores: ReadonlySet<string> = new Set([
  'log-analytics',
  'sentinel',
  'sentinel-data-lake',
  'azure-monitor',
  'azure-monitor-agent',
  'diagnostic-settings',
  'event-hubs',
  'azure-storage',
]);

/** What carries data for others: anything may come in, anything may go out. */
const carriers: ReadonlySet<string> = new Set(['event-hubs', 'logic-apps', 'microsoft-graph-security']);

/** Kinds of data that services share, often both ways, and that people tell apart differently. */
export const sharedData: ReadonlySet<FlowKind> = new Set<FlowKind>(['signal', 'context', 'posture']);

function judge(
  catalog: Catalog,
  source: CatalogService,
  target: CatalogService,
  kind: FlowKind,
  carrier: { readonly service?: CatalogService } | undefined,
): FlowVerdict {
  const there = catalog.flowsBetween(source.id, target.id);
  if (there.some((fact) => fact.kind === kind)) return known;
  const non = surest(catalog.nonFlowsBetween(source.id, target.id).filter((fact) => fact.kind === kind));
  if (non) return { type: 'non-flow', fact: non };

  // Users, the internet, somebody's servers: what they do is not for a catalog of products to say.
  if (source.status === 'environment' || target.status === 'environment') return unchecked;
  if (kind === 'log' && logStores.has(target.id)) return known;
  // What was stored away is read from there by whatever can: traffic analytics, a SIEM, an investigation.
  if (kind === 'log' && source.id === 'azure-storage') return known;
  if (carriers.has(source.id) || carriers.has(target.id)) return unchecked;
  if (carrier && isCarried(catalog, source, carrier.service, target)) return known;

  if (governs(source, kind)) return known;
  // Entra ID signs users in to whatever application there is.
  if (source.id === 'entra-id' && sharedData.has(kind) && target.pillar === 'compute') return known;
  // Labels and DLP policies are published to whatever of Microsoft 365 holds content.
  const published = kind === 'policy' || kind === 'action';
  if (published && isPartOf(catalog, source.id, 'purview') && isPartOf(catalog, target.id, 'microsoft-365'))
    return known;

  const related = flowsBetweenFamilies(catalog, source, target);
  if (related.some((fact) => fact.kind === kind)) return known;

  const reverse = surest(catalog.flowsBetween(target.id, source.id).filter((fact) => fact.kind === kind));
  const sharedOtherwise =
    sharedData.has(kind) && there.length === 0 && related.some((fact) => sharedData.has(fact.kind));
  if (reverse && !sharedOtherwise) return { type: 'reversed', fact: reverse, facts: there };
  // Defender for Cloud assesses whatever it has recommendations for, Azure Policy whatever it governs.
  if (kind === 'posture' && (target.id === 'defender-for-cloud' || source.id === 'azure-policy')) return known;

  const others = there.length > 0 ? there : related;
  if (others.length > 0) return { type: 'other-kind', facts: others };

  // Inside one product, how its parts talk is not documented and nobody's concern.
  if (isPartOf(catalog, source.id, target.id) || isPartOf(catalog, target.id, source.id)) return unchecked;
  // Nor how a service talks with what it stands on.
  if (standsOn(source, target) || standsOn(target, source)) return unchecked;
  // Where a service's flows are not documented at all, the absence of one says nothing.
  if (!isDocumented(catalog, source) || !isDocumented(catalog, target)) return unchecked;
  return { type: 'unknown', back: catalog.flowsBetween(target.id, source.id) };
}

/** What sets rules for whatever it is attached to, machines and subnets of any kind. */
const attached: ReadonlySet<string> = new Set([
  'nsg',
  'azure-ddos-protection',
  'azure-firewall',
  'azure-rbac',
  'azure-virtual-network-manager',
]);

/**
 * Flows that are documented for whatever there is rather than for one service after another: playbooks act on anything
 * that has an interface, Azure Policy governs every resource type, Conditional Access guards any application,
 * a network security group whatever it is attached to.
 */
function governs(source: CatalogService, kind: FlowKind): boolean {
  if (kind === 'action') return source.id === 'sentinel' || source.id === 'conditional-access';
  if (kind !== 'policy') return false;
  return source.id === 'azure-policy' || source.id === 'conditional-access' || attached.has(source.id);
}

/**
 * `via x`: whether the way over x is plausible. Something the catalog does not know or that carries anything is taken
 * at its word; of another service, one of the two halves must be known.
 */
function isCarried(
  catalog: Catalog,
  source: CatalogService,
  via: CatalogService | undefined,
  target: CatalogService,
): boolean {
  if (!via || via.status === 'environment' || carriers.has(via.id)) return true;
  return catalog.flowsBetween(source.id, via.id).length > 0 || catalog.flowsBetween(via.id, target.id).length > 0;
}

function standsOn(service: CatalogService, other: CatalogService): boolean {
  return service.requires.some((ids) => ids.includes(other.id));
}

function isDocumented(catalog: Catalog, service: CatalogService): boolean {
  return service.builtIn && (catalog.flowsFrom(service.id).length > 0 || catalog.flowsTo(service.id).length > 0);
}

/** A fact with a named source rather than a guess, where there is one. */
function surest(facts: readonly CatalogFlow[]): CatalogFlow | undefined {
  return facts.find((fact) => !fact.guess) ?? facts[0];
}
