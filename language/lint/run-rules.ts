import type { ArchitectureModel } from '../model/model.ts';
import type { Steps } from '../model/steps.ts';
import { finish } from '../model/steps.ts';
import type { Configuration, RuleSetting } from './configuration.ts';
import { severityOf } from './configuration.ts';
import type { Finding, Severity } from './finding.ts';
import { severities } from './finding.ts';
import { asMessageText, fillMessage } from './fill-message.ts';
import { recommendedRules } from './registry.ts';
import type { OptionValues, Rule, RuleReport } from './rule.ts';
import type { RuleMemory, RuleRun } from './rule-memory.ts';
import { defaultOptions } from './rule.ts';

/** Under this name a rule that broke down is reported; it is no rule itself. */
export const internalProblem = 'internal-problem';

/** What rules are run with. */
export interface LintContext {
  /** The day to judge by, `YYYY-MM-DD`. */
  readonly date: string;
  /** What is configured for a file; without, each rule that is run has its own severity and default options. */
  readonly configurationOf?: (uri: string) => Configuration;
  /** What was found when the design was judged before. It is added to. */
  readonly memory?: RuleMemory;
}

/**
 * What the rules find in a design: messages filled, without repetitions, in reading order (imports first, as in
 * `model.files`). Same design and context, same findings. Never throws: a rule that does costs only itself and is
 * reported as `internal-problem`.
 */
export function runRules(
  model: ArchitectureModel,
  context: LintContext,
  rules: readonly Rule[] = recommendedRules,
): Finding[] {
  return finish(runRulesInSteps(model, context, rules));
}

/** The same, a step a rule or some elements or flows. */
export function* runRulesInSteps(
  model: ArchitectureModel,
  context: LintContext,
  rules: readonly Rule[],
): Steps<Finding[]> {
  const findings: Finding[] = [];
  const configurations = configurationsOf(model, context);
  const runs = rules.flatMap((rule) => [...optionsOf(rule, configurations)].map((options) => ({ rule, options })));
  const broken = new Set<Rule>();
  /** Gives how many things a rule reported, whether they are wanted or not. */
  const take = ({ rule, options }: RuleRun, check: () => Iterable<RuleReport>): number => {
    let reported = 0;
    if (broken.has(rule)) return reported;
    try {
      for (const report of check()) {
        reported++;
        const setting = settingAt(rule, report.span.uri, context);
        // A rule with several sets of options is run for each, and each holds for its own files.
        if (setting.level === 'off' || setting.options !== options) continue;
        findings.push(findingOf(rule, report, setting.level));
      }
    } catch (error) {
      broken.add(rule);
      findings.push(brokenRule(rule, model, error));
    }
    return reported;
  };

  const { date, memory } = context;
  const forSingle = runs.filter(({ rule }) => 'checkElement' in rule || 'checkFlow' in rule);
  const faultless = memory?.faultless({ date, catalog: model.catalog, runs: forSingle }) ?? new WeakSet();
  let steps = 0;
  for (const element of model.elements.values()) {
    if (faultless.has(element)) continue;
    let reported = 0;
    for (const run of forSingle) {
      const { rule, options } = run;
      if (rule.checkElement) reported += take(run, () => rule.checkElement!(element, model, { date, options }));
    }
    if (reported + broken.size === 0) faultless.add(element);
    if (++steps % singlesInStep === 0) yield;
  }
  for (const flow of model.flows) {
    if (faultless.has(flow)) continue;
    let reported = 0;
    for (const run of forSingle) {
      const { rule, options } = run;
      if (rule.checkFlow) reported += take(run, () => rule.checkFlow!(flow, model, { date, options }));
    }
    if (reported + broken.size === 0) faultless.add(flow);
    if (++steps % singlesInStep === 0) yield;
  }
  for (const run of runs) {
    const { rule, options } = run;
    if (!rule.check) continue;
    take(run, () => rule.check!(model, { date, options }));
    yield;
  }
  return distinct(inReadingOrder(findings, model.files));
}

/** So many elements and flows are judged in one step. */
const singlesInStep = 250;

/** What is configured for the files of a design: most often one thing for all. Empty where nothing can be configured. */
function configurationsOf(model: ArchitectureModel, { configurationOf }: LintContext): readonly Configuration[] {
  return configurationOf ? [...new Set(model.files.map(configurationOf))] : [];
}

/** The sets of options with which a rule is to be run; none where it is off. */
function optionsOf(rule: Rule, configurations: readonly Configuration[]): Iterable<OptionValues> {
  if (configurations.length === 0) return [defaultOptions(rule)];
  const settings = configurations.map((configuration) => configuration.settingOf(rule));
  return new Set(settings.filter(({ level }) => level !== 'off').map(({ options }) => options));
}

function settingAt(rule: Rule, uri: string, { configurationOf }: LintContext): Pick<RuleSetting, 'level' | 'options'> {
  return configurationOf?.(uri).settingOf(rule) ?? { level: rule.severity, options: defaultOptions(rule) };
}

/** What a rule reports, as a finding. Throws where the report does not fit the rule: that is a defect of the rule. */
export function findingOf(rule: Rule, report: RuleReport, level: Severity = rule.severity): Finding {
  const template = Object.hasOwn(rule.messages, report.message) ? rule.messages[report.message] : undefined;
  if (template === undefined) throw new Error(`no message "${report.message}"`);
  return {
    rule: rule.id,
    severity: severityOf(rule, level, report.severity),
    origin: 'rule',
    message: fillMessage(template, report.data),
    span: report.span,
    related: (report.related ?? []).map(({ span, message }) => ({ span, message: asMessageText(message) })),
    fixes: report.fixes ?? [],
    ...(report.tag && { tag: report.tag }),
    ...(report.subject !== undefined && { subject: report.subject }),
    ...(report.aspect !== undefined && { aspect: report.aspect }),
  };
}

function brokenRule(rule: Rule, model: ArchitectureModel, error: unknown): Finding {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    rule: internalProblem,
    severity: 'error',
    origin: 'rule',
    message:
      `The rule ${rule.id} broke down on this design, so its findings may be incomplete; all other rules were run. ` +
      `Please report this as a defect of Parapet: ${asMessageText(reason)}`,
    span: { uri: model.uri, start: 0, end: 0 },
    related: [],
    fixes: [],
  };
}

/** Sorts findings by file (in the order of `files`, others last), place, severity (worst first), rule and message. */
function inReadingOrder(findings: readonly Finding[], files: readonly string[]): Finding[] {
  const places = new Map(files.map((uri, index) => [uri, index]));
  const place = (finding: Finding) => places.get(finding.span.uri) ?? files.length;
  return [...findings].sort(
    (one, other) =>
      place(one) - place(other) ||
      compareText(one.span.uri, other.span.uri) ||
      one.span.start - other.span.start ||
      one.span.end - other.span.end ||
      rank(other.severity) - rank(one.severity) ||
      compareText(one.rule, other.rule) ||
      compareText(one.message, other.message),
  );
}

function rank(severity: Severity): number {
  return severities.indexOf(severity);
}

/** Compares by code units: the same in every locale. */
function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Drops findings that say the same of the same place: neighbours once sorted. */
function distinct(sorted: readonly Finding[]): Finding[] {
  return sorted.filter((finding, index) => {
    const before = sorted[index - 1];
    return !(
      before &&
      before.rule === finding.rule &&
      before.message === finding.message &&
      before.span.uri === finding.span.uri &&
      before.span.start === finding.span.start &&
      before.span.end === finding.span.end
    );
  });
}
