import type { Threat } from '../model/model.ts';
import type { MappingCategory, MappingScore } from './attack-data.ts';
import { mappingCategories } from './attack-data.ts';
import type { AttackKnowledge, PublishedMapping, Technique, TechniqueMatch } from './attack.ts';
import { betterScore } from './attack.ts';

/** The techniques a threat is about, as far as they are known; those in use today for revoked ones. */
export function techniquesOf(threat: Threat, attack: AttackKnowledge): readonly Technique[] {
  const found = threat.techniques.flatMap(({ text }) => {
    const match = attack.find(text);
    return match ? [currentTechnique(match)] : [];
  });
  return [...new Set(found)];
}

/** What replaces a revoked technique, else the technique itself. */
export function currentTechnique({ technique }: TechniqueMatch): Technique {
  let current = technique;
  // A chain of successors is short; the bound keeps a circle in the data from holding anybody up.
  for (let step = 0; step < 10 && current.successor; step++) current = current.successor;
  return current;
}

/** What was published of one service against one technique: the best score of each category. */
export interface ServiceMapping {
  readonly service: string;
  readonly technique: Technique;
  readonly scores: ReadonlyMap<MappingCategory, MappingScore>;
  readonly mappings: readonly PublishedMapping[];
  /** Whether the service stands in it by a guess only. */
  readonly guess: boolean;
}

/** Published mappings to a technique, by service, in the order of their ids. */
export function mappingsByService(technique: Technique, attack: AttackKnowledge): readonly ServiceMapping[] {
  const byService = new Map<string, PublishedMapping[]>();
  for (const mapping of attack.mappingsTo(technique)) {
    const list = byService.get(mapping.control.service);
    if (list) list.push(mapping);
    else byService.set(mapping.control.service, [mapping]);
  }
  return [...byService]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([service, mappings]) => ({
      service,
      technique,
      scores: bestScores(mappings),
      mappings,
      guess: mappings.every(({ control }) => control.guess),
    }));
}

function bestScores(mappings: readonly PublishedMapping[]): ReadonlyMap<MappingCategory, MappingScore> {
  const best = new Map<MappingCategory, MappingScore>();
  for (const category of mappingCategories) {
    for (const mapping of mappings) {
      if (mapping.category !== category) continue;
      const score = best.get(category);
      best.set(category, score ? betterScore(score, mapping.score) : mapping.score);
    }
  }
  return best;
}

/** "protect significant, detect partial". */
export function scoresInWords(scores: ReadonlyMap<MappingCategory, MappingScore>): string {
  return [...scores].map(([category, score]) => `${category} ${score}`).join(', ');
}
