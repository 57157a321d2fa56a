import type { MappingCategory, MappingScore } from '../attack/attack-data.ts';
import { mappingCategories } from '../attack/attack-data.ts';
import type { MappedControl, Tactic } from '../attack/attack.ts';
import type { Coverage, CoveredTechnique } from '../attack/coverage.ts';

/** One published statement about a service of the design, as a line of a table. */
export interface CoverageRow {
  readonly technique: CoveredTechnique;
  readonly service: string;
  readonly category: MappingCategory;
  readonly score: MappingScore;
  /** The capabilities it was published for. */
  readonly controls: readonly MappedControl[];
}

/** Techniques with the tactics they serve, in the order of an attack; one that serves several stands in each. */
export function byTactic(
  coverage: Coverage,
): readonly { readonly tactic: Tactic; readonly techniques: readonly CoveredTechnique[] }[] {
  return coverage.tactics
    .map((tactic) => ({
      tactic,
      techniques: coverage.techniques.filter(({ technique }) => technique.tactics.includes(tactic)),
    }))
    .filter(({ techniques }) => techniques.length > 0);
}

/** One row for each technique, service and category. */
export function rowsOf(technique: CoveredTechnique): readonly CoverageRow[] {
  return technique.services.flatMap(({ service, scores, mappings }) =>
    mappingCategories.flatMap((category) => {
      const score = scores.get(category);
      if (!score) return [];
      const controls = mappings.filter((mapping) => mapping.category === category).map(({ control }) => control);
      return [{ technique, service, category, score, controls: [...new Set(controls)] }];
    }),
  );
}

/** What every export says of where its data comes from. */
export function coverageSource(coverage: Coverage): string {
  return (
    `Published mappings of the Mappings Explorer of the Center for Threat-Informed Defense to ATT&CK ${coverage.mappingVersion}, ` +
    `shown on the techniques of ATT&CK ${coverage.attackVersion}. Which service a mapped capability belongs to is Parapet's assignment. ` +
    `A published mapping is no proof of protection, and a missing one no proof of the opposite.`
  );
}
