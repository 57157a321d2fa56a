import { attackKnowledge, type Tactic, type Technique } from '../attack/attack.ts';
import { currentTechnique, techniquesOf } from '../attack/threat-mappings.ts';
import type { ArchitectureModel, Threat } from '../model/model.ts';
import { tokenCountBefore } from './cursor-context.ts';
import type { FoundName } from './name-match.ts';
import { bestName } from './name-match.ts';
import type { ParsedFile } from './parse.ts';
import { unquote } from './tokens.ts';

/** A technique to choose, and how well it fits what was typed. */
export interface TechniqueChoice {
  readonly technique: Technique;
  readonly found: FoundName;
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
      return best && best.score <= 2 ? [{ technique, found: best }] : [];
    })
    .sort(
      (one, other) =>
        one.found.score - other.found.score ||
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

/**
 * The techniques that are written in the threat around a place of the text, those of today for revoked ones. Read from
 * the words, as the threat may be half written.
 */
export function techniquesWritten(file: ParsedFile, offset: number): readonly Technique[] {
  const { tokens } = file;
  let index = tokenCountBefore(tokens, offset) - 1;
  while (index >= 0 && tokens[index]!.type !== 'threat') index--;
  if (index < 0) return [];
  const attack = attackKnowledge();
  const found = new Set<Technique>();
  let isOpen = false;
  for (const token of tokens.slice(index + 1)) {
    if (token.type === '}') break;
    if (token.text === 'technique') isOpen = true;
    else if (token.type !== ',') {
      const match = isOpen ? attack.find(token.type === 'STRING' ? unquote(token.text) : token.text) : undefined;
      if (match) found.add(currentTechnique(match));
      else isOpen = false;
    }
  }
  return [...found];
}
