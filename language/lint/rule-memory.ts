import type { Catalog } from '../catalog/catalog.ts';
import type { Element, Flow } from '../model/model.ts';
import type { OptionValues, Rule } from './rule.ts';

/** A rule as it is run: it may be configured otherwise for some files of a design. */
export interface RuleRun {
  readonly rule: Rule;
  readonly options: OptionValues;
}

/** What decides besides an element or flow itself whether the rules for single ones find anything. */
export interface Circumstances {
  readonly date: string;
  readonly catalog: Catalog;
  readonly runs: readonly RuleRun[];
}

/**
 * The elements and flows of which the rules for single ones find nothing: while somebody types, nearly all of them are
 * those of the key before. Forgets everything where circumstances change.
 */
export class RuleMemory {
  #circumstances: Circumstances | undefined;
  #faultless = new WeakSet<Element | Flow>();

  /** Those without findings under these circumstances. To be added to. */
  faultless(circumstances: Circumstances): WeakSet<Element | Flow> {
    if (!this.#circumstances || !isSame(this.#circumstances, circumstances)) this.#faultless = new WeakSet();
    this.#circumstances = circumstances;
    return this.#faultless;
  }
}

function isSame(one: Circumstances, other: Circumstances): boolean {
  return (
    one.date === other.date &&
    one.catalog === other.catalog &&
    one.runs.length === other.runs.length &&
    one.runs.every(({ rule, options }, index) => {
      const run = other.runs[index]!;
      return run.rule === rule && run.options === options;
    })
  );
}
