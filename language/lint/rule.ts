import type { ArchitectureModel, Element, Flow } from '../model/model.ts';
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

/** What may be set about a rule besides its severity, as a team's configuration writes it: `{ "graceDays": 90 }`. */
export type OptionDefinition =
  | {
      readonly type: 'integer';
      readonly description: string;
      readonly default: number;
      readonly minimum: number;
      readonly maximum: number;
    }
  | { readonly type: 'boolean'; readonly description: string; readonly default: boolean }
  | {
      readonly type: 'string';
      readonly description: string;
      readonly default: string;
      /** The values it may have; without, any text. */
      readonly values?: readonly string[];
    }
  | { readonly type: 'strings'; readonly description: string; readonly default: readonly string[] };

/** By name, in camelCase. */
export type OptionDefinitions = Readonly<Record<string, OptionDefinition>>;

/** What a rule reads an option as. */
export type OptionValue<Option extends OptionDefinition = OptionDefinition> = Option extends {
  readonly type: 'integer';
}
  ? number
  : Option extends { readonly type: 'boolean' }
    ? boolean
    : Option extends { readonly type: 'string' }
      ? string
      : readonly string[];

/** What a rule reads its options as: each is there, at least by its default. */
export type OptionValues<Options extends OptionDefinitions = OptionDefinitions> = {
  readonly [Name in keyof Options]: OptionValue<Options[Name]>;
};

/** What a rule is given besides the model. */
export interface RuleContext<Options extends OptionDefinitions = OptionDefinitions> {
  /** The day to judge by, `YYYY-MM-DD`, from the host: rules read no clock. */
  readonly date: string;
  /** The rule's own options, as configured. */
  readonly options: OptionValues<Options>;
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
  readonly aspect?: string;
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

export interface Rule<Message extends string = string, Options extends OptionDefinitions = OptionDefinitions> {
  /** Kebab-case, names the bad thing, never reused. */
  readonly id: string;
  /** Ids it had before: they still work, and are reported with a fix. */
  readonly formerIds?: readonly string[];
  readonly family: RuleFamily;
  readonly severity: Severity;
  readonly docs: RuleDocs;
  readonly messages: Readonly<Record<Message, string>>;
  /**
   * True where a finding says that something is absent: in a file that several designs import, it is reported only if
   * it holds in all of them.
   */
  readonly absence?: boolean;
  /**
   * Off unless a configuration asks for it, by the preset `strict` or by name: it asks for more than a first design has.
   */
  readonly strictOnly?: boolean;
  /** What can be set about it. */
  readonly options?: Options;
  /** What it finds in the design as a whole. */
  check?(model: ArchitectureModel, context: RuleContext<Options>): Iterable<RuleReport<Message>>;
  /**
   * What it finds in one element. Whether it finds anything is told by the element itself (its service, name, words and
   * properties), the catalog, the day and the options, and by nothing else of the design: an element of which nothing
   * is found is not looked at again until it changes.
   */
  checkElement?(
    element: Element,
    model: ArchitectureModel,
    context: RuleContext<Options>,
  ): Iterable<RuleReport<Message>>;
  /** The same of one flow; its ends belong to it. What is said twice of one statement is told once. */
  checkFlow?(flow: Flow, model: ArchitectureModel, context: RuleContext<Options>): Iterable<RuleReport<Message>>;
}

/** Declares a rule; exists for its types. */
export function defineRule<Message extends string, const Options extends OptionDefinitions = Record<never, never>>(
  rule: Rule<Message, Options>,
): Rule<Message, Options> {
  return rule;
}

/** The options of a rule where nothing is configured: one object a rule, so that the same options are the same object. */
export function defaultOptions(rule: Rule): OptionValues {
  let values = defaults.get(rule);
  if (!values) {
    values = Object.fromEntries(
      Object.entries(rule.options ?? {}).map(([name, definition]) => [name, definition.default]),
    );
    defaults.set(rule, values);
  }
  return values;
}

const defaults = new WeakMap<Rule, OptionValues>();
