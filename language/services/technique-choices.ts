import { attackKnowledge, type Tactic, type Technique } from '../attack/attack.ts';
import { techniquesOf } from '../attack/threat-mappings.ts';
import type { ArchitectureModel, Threat } from '../model/model.ts';
import { bestName } from './name-match.ts';

/** A technique to choose, and how well it fits what was typed: lower is better. */
export interface TechniqueChoice {
  readonly technique: Technique;
  /** The name that was found. */
  readonly matched: string;
  readonly score: number;
}

/** More are not sent: with the next letter there are fewer. */
const choiceLimit = 200;

/** Techniques in use whose id or name begins with or holds what was typed, best first. */
export function techniqueChoices(typed: string): readonly TechniqueChoice[] {
  return attackKnowledge()
    .techniques.flatMap((technique) => {
      if (technique.status) return [];
      const { id, name, fullName, formerNames } = technique;
      // People who know the number leave out its letter.
      const best = bestName([id, id.slice(1), name, fullName, ...formerNames], typed);
      return best && best.score <= 2 ? [{ technique, matched: best.name, score: best.score }] : [];
    })
    .sort(
      (one, other) =>
        one.score - other.score ||
        // Until a point is typed, the technique is more likely meant than one of its many parts.
        (typed.includes('.')
          ? 0
          : Number(one.technique.parent !== undefined) - Number(other.technique.parent !== undefined)) ||
        (one.technique.id < other.technique.id ? -1 : 1),
    )
    .slice(0, choiceLimit);
}

/** All tactics, those first that the techniques of a threat serve. */
export function tacticChoices(
  threat: Threat | undefined,
): readonly { readonly tactic: Tactic; readonly served: boolean }[] {
  const attack = attackKnowledge();
  const served = new Set(threat ? techniquesOf(threat, attack).flatMap(({ tactics }) => tactics) : []);
  return attack.tactics
    .map((tactic) => ({ tactic, served: served.has(tactic) }))
    .sort((one, other) => Number(other.served) - Number(one.served));
}

/** The threat whose statement a place of the text is in. */
export function threatAround(model: ArchitectureModel, uri: string, offset: number): Threat | undefined {
  return model.threats.find(({ element: { span } }) => span.uri === uri && span.start <= offset && offset <= span.end);
}
