import type { ArchitectureModel } from '../model/model.ts';
import type { Span } from '../model/span.ts';
import type { Fix, Severity } from './finding.ts';

export const ruleFamilies = [
  'names',
  'flow',
  'prerequisite',
  'network',
  'coverage',
  'threat',
  'documentation',
  'legibility',
  'suppression',
  'organisation',
] as const;
export type RuleFamily = (typeof ruleFamilies)[number];

/** What a rule is given besides the model. */
export interface RuleContext {
  /** The day to judge by, `YYYY-MM-DD`, from the host: rules read no clock. */
  readonly date: string;
}

/** What a rule reports; the kit adds id, severity and the written message. */
export interface RuleReport<Message extends string = string> {
  readonly span: Span;
  readonly message: Message;
  /** Fills the message's `{placeholders}`. */
  readonly data?: Readonly<Record<string, string | number | undefined>>;
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
  readonly fixes?: readonly Fix[];
  readonly tag?: 'deprecated' | 'unnecessary';
  readonly subject?: string;
  /** Lower than the rule's own, where the evidence is thinner (a guess of the catalog: `info`) or higher past a date. */
  readonly severity?: Severity;
}

/** A rule's page in the documentation, its entry in SARIF and its tests are made from this. */
export interface RuleDocs {
  /** One sentence: what is wrong with a design that has it. */
  readonly summary: string;
  /** Why it matters. */
  readonly why: string;
  /** What to do. */
  readonly fix: string;
  readonly falsePositives: string;
  /** The source the rule stands on. */
  readonly source: string;
  /** Whole designs, each of which has exactly one finding of this rule, and none of others above info. */
  readonly bad: readonly string[];
  /** Whole designs without one. */
  readonly good: readonly string[];
}

export interface Rule<Message extends string = string> {
  /** Kebab-case, names the bad thing, never reused. */
  readonly id: string;
  readonly family: RuleFamily;
  readonly severity: Severity;
  readonly docs: RuleDocs;
  readonly messages: Readonly<Record<Message, string>>;
  /**
   * True where a finding says that something is absent: in a file that several designs import, it is reported only if
   * it holds in all of them.
   */
  readonly absence?: boolean;
  check(model: ArchitectureModel, context: RuleContext): Iterable<RuleReport<Message>>;
}

/** Declares a rule; exists for its types. */
export function defineRule<Message extends string>(rule: Rule<Message>): Rule<Message> {
  return rule;
}
