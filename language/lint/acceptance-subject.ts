import type { Acceptance } from '../model/model.ts';

/** What an `accept` statement is about, as it says it: `xdr -> sentinel : incident`. */
export function acceptedThing({ subjects, targets, twoWay, kinds }: Acceptance): string {
  const names = (words: readonly { readonly name: string }[]): string => words.map(({ name }) => name).join(', ');
  if (targets.length === 0) return names(subjects);
  return `${names(subjects)} ${twoWay ? '<->' : '->'} ${names(targets)}${kinds.length > 0 ? ` : ${kinds.join(', ')}` : ''}`;
}

/** What findings about the statement itself are known by. */
export function acceptanceSubject(acceptance: Acceptance): string {
  return `accept ${acceptance.rule.text} on ${acceptedThing(acceptance)}`;
}
