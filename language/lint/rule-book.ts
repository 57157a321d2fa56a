import { closest } from '../services/closest.ts';
import { allRules } from './registry.ts';
import type { Rule, RuleFamily } from './rule.ts';
import { ruleFamilies } from './rule.ts';

/** A word that was written where a rule is named. */
export type NamedRule =
  { readonly rule: Rule; readonly former: boolean } | { readonly rule: undefined; readonly suggestion?: string };

/** Finds rules by what people write: their ids, ids they had before, and what comes near one. */
export class RuleBook {
  readonly rules: readonly Rule[];
  readonly #byId: ReadonlyMap<string, Rule>;
  readonly #byFormerId: ReadonlyMap<string, Rule>;

  constructor(rules: readonly Rule[]) {
    this.rules = rules;
    this.#byId = new Map(rules.map((rule) => [rule.id, rule]));
    this.#byFormerId = new Map(rules.flatMap((rule) => (rule.formerIds ?? []).map((id) => [id, rule])));
  }

  find(word: string): NamedRule {
    const rule = this.#byId.get(word);
    if (rule) return { rule, former: false };
    const successor = this.#byFormerId.get(word);
    if (successor) return { rule: successor, former: true };
    return { rule: undefined, suggestion: closest(word, this.#byId.keys()) };
  }

  family(word: string): RuleFamily | undefined {
    return ruleFamilies.find((family) => family === word);
  }
}

/** The rules of the product. */
export const builtInRules = new RuleBook(allRules);
