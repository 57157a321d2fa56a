import type { ArchitectureModel } from '../model/model.ts';
import type { Steps } from '../model/steps.ts';
import type { Configuration } from './configuration.ts';
import type { Finding } from './finding.ts';
import { judgeAcceptances } from './judge-acceptances.ts';
import type { RuleBook } from './rule-book.ts';
import type { RuleMemory } from './rule-memory.ts';
import { runRulesInSteps } from './run-rules.ts';

/** A rule's finding; `absence`: it says that something is missing, so every design that holds the file must agree. */
export interface LintFinding {
  /** With `suppression` where the design accepts it. */
  readonly finding: Finding;
  readonly absence: boolean;
}

export interface LintDesignOptions {
  /** The day to judge by, `YYYY-MM-DD`. */
  readonly date: string;
  readonly configurationOf: (uri: string) => Configuration;
  readonly rules: RuleBook;
  /** What was found when the design was judged before. It is added to. */
  readonly memory?: RuleMemory;
}

/** All that the rules say of a design, as configured. */
export function* lintDesign(model: ArchitectureModel, options: LintDesignOptions): Steps<readonly LintFinding[]> {
  const found = yield* runRulesInSteps(model, options, options.rules.rules);
  return judgeAcceptances(model, found, options).map((finding) => {
    const named = options.rules.find(finding.rule);
    return { finding, absence: named.rule?.absence === true };
  });
}
