import type { CatalogService } from '../catalog/catalog.ts';
import type { ArchitectureModel, Element } from '../model/model.ts';
import type { MappingCategory, MappingScore } from './attack-data.ts';
import { mappingCategories, mappingScores } from './attack-data.ts';
import type { AttackKnowledge, MappedControl, Tactic, Technique } from './attack.ts';
import { mappingsByService, techniquesOf, type ServiceMapping } from './threat-mappings.ts';

/** What published mappings say of a design: which of its services do something about which techniques. */
export interface Coverage {
  readonly title: string;
  /** Of ATT&CK, and of the one that the mappings were made for. */
  readonly attackVersion: string;
  readonly mappingVersion: string;
  readonly domain: string;
  readonly notice: string;
  /** In the order of an attack. */
  readonly tactics: readonly Tactic[];
  /** The design's services, in reading order. */
  readonly services: readonly CoveredService[];
  /** Techniques in use that a service of the design has a published mapping to, or a threat of the design names; by id. */
  readonly techniques: readonly CoveredTechnique[];
}

/** A service of the design. */
export interface CoveredService {
  readonly service: CatalogService;
  readonly elements: readonly Element[];
  /** Published mappings of its capabilities; empty: none were published, which says nothing about the service. */
  readonly controls: readonly MappedControl[];
  /** Whether it is counted by a guess of which service a capability belongs to. */
  readonly guess: boolean;
  readonly techniques: number;
  /** What the design would lose without it. */
  readonly losses: readonly CoverageLoss[];
}

/** A technique with what is published of the design's services. */
export interface CoveredTechnique {
  readonly technique: Technique;
  /** Threats of the design that name it. */
  readonly threats: readonly Element[];
  /** Services of the design with a published mapping, by id. */
  readonly services: readonly ServiceMapping[];
  /** Best published score in each category. */
  readonly best: ReadonlyMap<MappingCategory, MappingScore>;
  /** What the authors of the design say mitigates the threats, whether a mapping says so or not. */
  readonly mitigatedBy: readonly Element[];
  /** Whether a mapping to it was published for any service of the catalog. */
  readonly published: boolean;
}

/** A category of a technique that has no other published mapping, or only one with a lower score. */
export interface CoverageLoss {
  readonly technique: Technique;
  readonly category: MappingCategory;
  readonly score: MappingScore;
  /** Best score of what is left; absent: nothing. */
  readonly left?: MappingScore;
}

/** Lays the published mappings over a design; with `threatsOnly` only over the techniques that its threats name. */
export function coverageOf(
  model: ArchitectureModel,
  attack: AttackKnowledge,
  { threatsOnly = false }: { readonly threatsOnly?: boolean } = {},
): Coverage {
  const instances = new Map<CatalogService, Element[]>();
  for (const element of model.elements.values()) {
    if (!element.service) continue;
    const list = instances.get(element.service);
    if (list) list.push(element);
    else instances.set(element.service, [element]);
  }
  const inDesign = new Set([...instances.keys()].map(({ id }) => id));
  const techniques = coveredTechniques(model, attack, inDesign).filter(
    ({ threats }) => !threatsOnly || threats.length > 0,
  );
  const losses = lossesByService(techniques);
  const counts = new Map<string, number>();
  for (const { services } of techniques)
    for (const { service } of services) counts.set(service, (counts.get(service) ?? 0) + 1);
  return {
    title: model.architecture?.title ?? '',
    attackVersion: attack.version,
    mappingVersion: attack.mappingVersion,
    domain: attack.domain,
    notice: attack.notice,
    tactics: attack.tactics,
    services: [...instances].map(([service, elements]) => {
      const controls = [...new Set(attack.mappingsOf(service.id).map(({ control }) => control))];
      return {
        service,
        elements,
        controls,
        guess: controls.length > 0 && controls.every(({ guess }) => guess),
        techniques: counts.get(service.id) ?? 0,
        losses: losses.get(service.id) ?? [],
      };
    }),
    techniques,
  };
}

function coveredTechniques(
  model: ArchitectureModel,
  attack: AttackKnowledge,
  inDesign: ReadonlySet<string>,
): readonly CoveredTechnique[] {
  const threats = new Map<Technique, { threats: Element[]; mitigatedBy: Set<Element> }>();
  for (const threat of model.threats) {
    for (const technique of techniquesOf(threat, attack)) {
      const entry = threats.get(technique) ?? { threats: [], mitigatedBy: new Set() };
      threats.set(technique, entry);
      entry.threats.push(threat.element);
      for (const { element } of threat.mitigatedBy) if (element) entry.mitigatedBy.add(element);
    }
  }
  return attack.techniques.flatMap((technique) => {
    const named = threats.get(technique);
    if (technique.status && !named) return [];
    const mapped = mappingsByService(technique, attack);
    const services = mapped.filter(({ service }) => inDesign.has(service));
    if (services.length === 0 && !named) return [];
    return [
      {
        technique,
        threats: named?.threats ?? [],
        services,
        best: bestOf(services),
        mitigatedBy: [...(named?.mitigatedBy ?? [])],
        published: mapped.length > 0,
      },
    ];
  });
}

function bestOf(services: readonly ServiceMapping[]): ReadonlyMap<MappingCategory, MappingScore> {
  const best = new Map<MappingCategory, MappingScore>();
  for (const category of mappingCategories) {
    const score = bestScore(services, category);
    if (score) best.set(category, score);
  }
  return best;
}

function bestScore(services: readonly ServiceMapping[], category: MappingCategory): MappingScore | undefined {
  const scores = services.flatMap(({ scores }) => scores.get(category) ?? []);
  return mappingScores.findLast((score) => scores.includes(score));
}

function lossesByService(techniques: readonly CoveredTechnique[]): ReadonlyMap<string, readonly CoverageLoss[]> {
  const losses = new Map<string, CoverageLoss[]>();
  for (const { technique, services, best } of techniques) {
    for (const { service } of services) {
      const others = services.filter((other) => other.service !== service);
      for (const [category, score] of best) {
        const left = bestScore(others, category);
        if (left === score) continue;
        const list = losses.get(service) ?? [];
        losses.set(service, list);
        list.push({ technique, category, score, ...(left && { left }) });
      }
    }
  }
  return losses;
}
