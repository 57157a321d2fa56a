import { isExpired, missingOf, subjectsOfAcceptance } from '../model/acceptance-subjects.ts';
import type { ArchitectureModel } from '../model/model.ts';
import { shown } from './size-node.ts';

/** What a design accepts about its elements and flows, in words, by path and id. */
export type AcceptedRisks = ReadonlyMap<string, readonly string[]>;

/** What is accepted on a day; without a day, whatever its end. */
export function acceptedRisks(model: ArchitectureModel, date: string | undefined): AcceptedRisks {
  const risks = new Map<string, string[]>();
  for (const acceptance of model.acceptances) {
    if (missingOf(acceptance).length > 0 || (date !== undefined && isExpired(acceptance, date))) continue;
    const { rule, until, reason = '' } = acceptance;
    const words = `Accepted${until === undefined ? '' : ` until ${until}`}: ${shown(rule.text)} (${shown(reason)})`;
    for (const subject of subjectsOfAcceptance(acceptance, model)) {
      const known = risks.get(subject);
      if (known) known.push(words);
      else risks.set(subject, [words]);
    }
  }
  return risks;
}

/** Most that is told of what is accepted about one thing that is drawn. */
const mostRisks = 3;

/** What is told of several risks: each once, the first of them. */
export function toldRisks(risks: readonly string[]): readonly string[] {
  return [...new Set(risks)].slice(0, mostRisks);
}
