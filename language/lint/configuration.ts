import type { Span } from '../model/span.ts';
import type { Severity } from './finding.ts';
import { severities } from './finding.ts';
import type { PathPattern } from './match-path.ts';
import { matchesPath } from './match-path.ts';
import type { OptionValues, Rule, RuleFamily } from './rule.ts';
import { defaultOptions } from './rule.ts';

/** Name of the file that configures the folder it lies in and those below. */
export const configurationFileName = 'parapet.json';

/** Whether a path or URI names a configuration file: one that is found, or one that others extend. */
export function isConfigurationName(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name === configurationFileName || name.endsWith(`.${configurationFileName}`);
}

/** What a rule can be set to. */
export const levels = ['off', ...severities] as const;
export type Level = (typeof levels)[number];

/** Sets of levels to start from. */
export const presets = ['recommended', 'strict', 'minimal'] as const;
export type Preset = (typeof presets)[number];

export const presetMeanings: Readonly<Record<Preset, string>> = {
  recommended: 'Every rule with the severity of its page. This is also what holds where nothing is configured.',
  strict:
    'Every rule one step more severe: what would inform warns, and what would warn is an error. Besides, the rules that ' +
    'ask for more than a first design has.',
  minimal: 'Only the rules that are errors: what contradicts the documentation, or names what no longer exists.',
};

/** Words for whether a rule may be silenced by a comment. */
export const inlineWords = ['allow', 'forbid'] as const;
export type InlineWord = (typeof inlineWords)[number];

/** One group of settings as a configuration file has it, at its top or in an override. Names are checked. */
export interface SettingGroup {
  readonly families: ReadonlyMap<RuleFamily, Level>;
  readonly rules: ReadonlyMap<Rule, RuleEntry>;
  /** For all rules. */
  readonly inline?: InlineWord;
  readonly inlineOfFamilies: ReadonlyMap<RuleFamily, InlineWord>;
  readonly inlineOfRules: ReadonlyMap<Rule, InlineWord>;
}

export interface RuleEntry {
  readonly level: Level;
  readonly options?: OptionValues;
}

/** An entry of `extends`. */
export type Extension = { readonly preset: Preset } | { readonly uri: string; readonly span: Span };

/** What one configuration file says, whatever it extends. */
export interface ConfigurationFile {
  readonly uri: string;
  readonly extends: readonly Extension[];
  readonly settings: SettingGroup;
  readonly overrides: readonly { readonly files: readonly PathPattern[]; readonly settings: SettingGroup }[];
  readonly baseline?: { readonly uri: string; readonly span: Span };
}

/** What holds for a rule in a file. */
export interface RuleSetting {
  readonly level: Level;
  /** The same object for the same values. */
  readonly options: OptionValues;
  /** Whether a comment may silence it. */
  readonly inline: boolean;
}

/** One thing after the other that is set; what comes later wins. */
export type ConfigurationStep =
  | { readonly preset: Preset }
  | {
      readonly settings: SettingGroup;
      /** An override: only for files below `folder` whose path fits. */
      readonly files?: readonly PathPattern[];
      readonly folder: string;
    };

/** What is configured for some files: one object for all files with the same settings. */
export class Configuration {
  /** The baseline that holds for these files. */
  readonly baseline?: string;
  readonly #steps: readonly ConfigurationStep[];
  readonly #settings = new Map<Rule, RuleSetting>();

  constructor(steps: readonly ConfigurationStep[], baseline: string | undefined) {
    this.#steps = steps;
    if (baseline !== undefined) this.baseline = baseline;
  }

  settingOf(rule: Rule): RuleSetting {
    let setting = this.#settings.get(rule);
    if (!setting) this.#settings.set(rule, (setting = this.#workOut(rule)));
    return setting;
  }

  #workOut(rule: Rule): RuleSetting {
    let level = presetLevel('recommended', rule);
    let options: OptionValues | undefined;
    let inline = true;
    for (const step of this.#steps) {
      if ('preset' in step) {
        level = presetLevel(step.preset, rule);
        continue;
      }
      const { settings } = step;
      const entry = settings.rules.get(rule);
      const ofFamily = settings.families.get(rule.family);
      // Whoever sets a family has the rules in mind that run: one that waits to be asked for is asked for by name.
      const asked = ofFamily === 'off' || level !== 'off' || !rule.strictOnly;
      level = entry?.level ?? (asked ? ofFamily : undefined) ?? level;
      if (entry?.options) options = { ...options, ...entry.options };
      const word = settings.inlineOfRules.get(rule) ?? settings.inlineOfFamilies.get(rule.family) ?? settings.inline;
      if (word !== undefined) inline = word === 'allow';
    }
    return { level, options: sameOptions(rule, options), inline };
  }
}

/** Which of the steps hold for a file; for overrides that depends on its path. */
export function stepsFor(steps: readonly ConfigurationStep[], uri: string): readonly ConfigurationStep[] {
  return steps.filter((step) => {
    if ('preset' in step || !step.files) return true;
    const path = pathBelow(uri, step.folder);
    return path !== undefined && step.files.some((pattern) => matchesPath(pattern, path));
  });
}

/**
 * The severity of a finding: what is configured for its rule, unless the rule says of this finding that it weighs less
 * or more than its findings usually do. What weighs less never becomes more than the rule says, and what weighs more
 * stays where the rule was set to less than it has by itself.
 */
export function severityOf(rule: Rule, level: Severity, own: Severity | undefined): Severity {
  if (own === undefined || own === rule.severity) return level;
  if (rank(own) < rank(rule.severity)) return rank(own) < rank(level) ? own : level;
  return rank(level) < rank(rule.severity) || rank(level) > rank(own) ? level : own;
}

function rank(severity: Severity): number {
  return severities.indexOf(severity);
}

function presetLevel(preset: Preset, rule: Rule): Level {
  switch (preset) {
    case 'recommended':
      return rule.strictOnly ? 'off' : rule.severity;
    case 'strict':
      if (rule.strictOnly) return rule.severity;
      return rule.severity === 'info' ? 'warning' : 'error';
    case 'minimal':
      return rule.severity === 'error' && !rule.strictOnly ? 'error' : 'off';
  }
}

/** The path of a file relative to a folder, as patterns see it; undefined for a file that is not below it. */
export function pathBelow(uri: string, folder: string): string | undefined {
  if (!uri.startsWith(`${folder}/`)) return undefined;
  const path = uri.slice(folder.length + 1);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const knownOptions = new WeakMap<Rule, Map<string, OptionValues>>();

/** All options of a rule, defaults filled in, as the one object that stands for these values. */
function sameOptions(rule: Rule, given: OptionValues | undefined): OptionValues {
  const defaults = defaultOptions(rule);
  if (!given) return defaults;
  const values: OptionValues = { ...defaults, ...given };
  const known = knownOptions.get(rule) ?? new Map([[JSON.stringify(defaults), defaults]]);
  knownOptions.set(rule, known);
  const key = JSON.stringify(values);
  const same = known.get(key) ?? values;
  known.set(key, same);
  return same;
}
