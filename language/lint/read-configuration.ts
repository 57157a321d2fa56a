import { closest } from '../services/closest.ts';
import type { Span } from '../model/span.ts';
import type { ConfigurationFile, Extension, InlineWord, Level, RuleEntry, SettingGroup } from './configuration.ts';
import { configurationFileName, inlineWords, isConfigurationName, levels, presets } from './configuration.ts';
import { asMessageText, listing } from './fill-message.ts';
import type { Finding, Fix } from './finding.ts';
import type { PathPattern } from './match-path.ts';
import { readPathPattern } from './match-path.ts';
import type { JsonNode } from './read-json.ts';
import { readJson } from './read-json.ts';
import type { RuleBook } from './rule-book.ts';
import type { OptionDefinition, OptionValue, OptionValues, Rule, RuleFamily } from './rule.ts';
import { ruleFamilies } from './rule.ts';
import { resolveSettingsPath } from './settings-paths.ts';

/** Under this code everything is told that is wrong with settings. */
export const configurationCode = 'configuration';

/** Overrides of one file, and files one extends directly. */
const maximumEntries = 200;

/** Names of the settings of a configuration file, in the order in which the documentation has them. */
export const topSettings = [
  '$schema',
  'extends',
  'rules',
  'families',
  'inlineSuppression',
  'baseline',
  'overrides',
] as const;
export const overrideSettings = ['files', 'rules', 'families', 'inlineSuppression'] as const;

export interface ReadConfiguration {
  readonly file: ConfigurationFile;
  readonly findings: readonly Finding[];
}

/**
 * Reads one configuration file. Never throws: what cannot be read is told and left out, the rest holds.
 *
 * @param root the folder that paths may not leave
 */
export function readConfiguration(uri: string, text: string, root: string, book: RuleBook): ReadConfiguration {
  return new ConfigurationReader(uri, text, root, book).read();
}

/** A finding about settings. They cannot be switched off, and with an error in them a design is not judged as meant. */
export function configurationFinding(span: Span, message: string, fixes: readonly Fix[] = []): Finding {
  return {
    rule: configurationCode,
    severity: 'error',
    origin: 'language',
    analysis: 'impossible',
    message,
    span,
    related: [],
    fixes,
  };
}

/** A setting: its name and value, with places. */
interface Entry {
  readonly name: string;
  readonly nameNode: JsonNode;
  readonly value: JsonNode | undefined;
}

class ConfigurationReader {
  readonly #uri: string;
  readonly #text: string;
  readonly #root: string;
  readonly #book: RuleBook;
  readonly #findings: Finding[] = [];

  constructor(uri: string, text: string, root: string, book: RuleBook) {
    this.#uri = uri;
    this.#text = text;
    this.#root = root;
    this.#book = book;
  }

  read(): ReadConfiguration {
    const { root, problems } = readJson(this.#uri, this.#text);
    for (const { message, span } of problems) this.#findings.push(configurationFinding(span, message));
    const found = new Map<string, JsonNode>();
    if (root?.type === 'object') {
      for (const { name, value } of this.#entries(root, topSettings, 'a setting of a configuration')) {
        if (value) found.set(name, value);
      }
    } else if (problems.length === 0 || root) {
      const message = 'A configuration is an object of settings: write `{ "extends": "recommended" }`.';
      this.#report(root, message);
    }
    const overrides = this.#list(found.get('overrides'), '"overrides"', 'object').flatMap((node) => {
      const override = this.#override(node);
      return override ? [override] : [];
    });
    const baseline = this.#baseline(found.get('baseline'));
    return {
      file: {
        uri: this.#uri,
        extends: this.#extends(found.get('extends')),
        settings: this.#group(found),
        overrides,
        ...(baseline && { baseline }),
      },
      findings: this.#findings,
    };
  }

  #extends(node: JsonNode | undefined): Extension[] {
    return this.#oneOrMore(node, '"extends"').flatMap((entry): Extension[] => {
      const text = entry.value as string;
      const preset = presets.find((name) => name === text);
      if (preset) return [{ preset }];
      if (!isConfigurationName(text)) {
        const near = closest(text, presets);
        this.#report(
          entry,
          `${shown(text)} is neither a preset (${listing(presets, 4, 'or')}) nor a configuration file: those are called ` +
            `${configurationFileName}, or end in .${configurationFileName}.${near ? ` Did you mean "${near}"?` : ''}`,
          near ? [this.#replaceText(entry, near)] : [],
        );
        return [];
      }
      const resolved = resolveSettingsPath(this.#uri, text, this.#root);
      if ('problem' in resolved) {
        this.#report(entry, `${shown(text)} ${resolved.problem}.`);
        return [];
      }
      return [{ uri: resolved.uri, span: this.#span(entry) }];
    });
  }

  #baseline(node: JsonNode | undefined): ConfigurationFile['baseline'] {
    if (!node || !this.#is(node, 'string', '"baseline"')) return undefined;
    const resolved = resolveSettingsPath(this.#uri, node.value as string, this.#root);
    if ('uri' in resolved) return { uri: resolved.uri, span: this.#span(node) };
    this.#report(node, `${shown(node.value as string)} ${resolved.problem}.`);
    return undefined;
  }

  #override(node: JsonNode): ConfigurationFile['overrides'][number] | undefined {
    const found = new Map<string, JsonNode>();
    for (const { name, nameNode, value } of this.#entries(node, overrideSettings, 'a setting of an override')) {
      if (name === 'extends' || name === 'baseline') this.#report(nameNode, `"${name}" cannot be overridden.`);
      else if (value) found.set(name, value);
    }
    const settings = this.#group(found);
    const patterns = found.get('files');
    if (!patterns) {
      this.#report(node, 'An override says with "files" what it holds for: write `"files": "sandbox/**"`.', [], 1);
      return undefined;
    }
    const files = this.#oneOrMore(patterns, '"files"').flatMap((entry): PathPattern[] => {
      const pattern = readPathPattern(entry.value as string);
      if (!('problem' in pattern)) return [pattern];
      this.#report(entry, `This pattern ${pattern.problem}.`);
      return [];
    });
    return { files, settings };
  }

  #group(found: ReadonlyMap<string, JsonNode>): SettingGroup {
    const inline = found.get('inlineSuppression');
    const word = inline?.type === 'string' ? this.#word(inline, inlineWords, '"inlineSuppression"') : undefined;
    const inlineOfFamilies = new Map<RuleFamily, InlineWord>();
    const inlineOfRules = new Map<Rule, InlineWord>();
    for (const { name, nameNode, value } of inline && inline.type !== 'string'
      ? this.#entries(inline, undefined, '"inlineSuppression"')
      : []) {
      const family = this.#book.family(name);
      const rule = family ? undefined : this.#rule(name, nameNode);
      const entry = value && (family ?? rule) ? this.#word(value, inlineWords, `"${name}"`) : undefined;
      if (entry && family) inlineOfFamilies.set(family, entry);
      if (entry && rule) inlineOfRules.set(rule, entry);
    }
    return {
      families: this.#families(found.get('families')),
      rules: this.#rules(found.get('rules')),
      ...(word && { inline: word }),
      inlineOfFamilies,
      inlineOfRules,
    };
  }

  #families(node: JsonNode | undefined): ReadonlyMap<RuleFamily, Level> {
    const families = new Map<RuleFamily, Level>();
    for (const { name, nameNode, value } of node ? this.#entries(node, undefined, '"families"') : []) {
      const family = this.#book.family(name);
      if (!family) {
        const near = closest(name, ruleFamilies);
        const hint = near ? `Did you mean "${near}"?` : `There are ${listing(ruleFamilies, ruleFamilies.length)}.`;
        this.#report(
          nameNode,
          `There is no family ${shown(name)}. ${hint}`,
          near ? [this.#replaceText(nameNode, near)] : [],
        );
        continue;
      }
      const level = value && this.#word(value, levels, `"${name}"`);
      if (level) families.set(family, level);
    }
    return families;
  }

  #rules(node: JsonNode | undefined): ReadonlyMap<Rule, RuleEntry> {
    const rules = new Map<Rule, RuleEntry>();
    for (const { name, nameNode, value } of node ? this.#entries(node, undefined, '"rules"') : []) {
      const rule = this.#rule(name, nameNode);
      if (!rule || !value) continue;
      const [levelNode, optionsNode, ...more] = value.type === 'array' ? (value.children ?? []) : [value];
      if (!levelNode || more.length > 0) {
        this.#report(value, `"${name}" is a severity, or a severity and options: \`["warning", { … }]\`.`);
        continue;
      }
      const level = this.#word(levelNode, levels, `"${name}"`);
      const options = optionsNode && this.#options(rule, optionsNode);
      if (level) rules.set(rule, { level, ...(options && { options }) });
    }
    return rules;
  }

  #options(rule: Rule, node: JsonNode): OptionValues | undefined {
    const definitions = new Map(Object.entries(rule.options ?? {}));
    if (definitions.size === 0) {
      this.#report(node, `The rule ${rule.id} has no options: its severity is all that can be set.`);
      return undefined;
    }
    const values = new Map<string, OptionValue>();
    for (const { name, value } of this.#entries(node, [...definitions.keys()], `an option of ${rule.id}`)) {
      const definition = definitions.get(name);
      const read = definition && value ? this.#option(name, definition, value) : undefined;
      if (read !== undefined) values.set(name, read);
    }
    return Object.fromEntries(values);
  }

  #option(name: string, definition: OptionDefinition, node: JsonNode): OptionValue | undefined {
    switch (definition.type) {
      case 'integer': {
        const { minimum, maximum } = definition;
        const number: unknown = node.value;
        if (
          node.type === 'number' &&
          Number.isInteger(number) &&
          Number(number) >= minimum &&
          Number(number) <= maximum
        )
          return number as number;
        this.#report(node, `"${name}" is a whole number from ${minimum} to ${maximum}.`);
        return undefined;
      }
      case 'boolean':
        return this.#is(node, 'boolean', `"${name}"`) ? (node.value as boolean) : undefined;
      case 'string':
        if (definition.values) return this.#word(node, definition.values, `"${name}"`);
        return this.#is(node, 'string', `"${name}"`) ? (node.value as string) : undefined;
      case 'strings':
        if (!this.#is(node, 'array', `"${name}"`)) return undefined;
        return this.#list(node, `"${name}"`, 'string').map((entry) => entry.value as string);
    }
  }

  /** The rule of this name; a former one is told. */
  #rule(name: string, node: JsonNode): Rule | undefined {
    const named = this.#book.find(name);
    if (!named.rule) {
      const hint = named.suggestion
        ? `Did you mean "${named.suggestion}"?`
        : '`parapet rules` and docs/rules list the rules there are.';
      this.#report(
        node,
        `There is no rule ${shown(name)}. ${hint}`,
        named.suggestion ? [this.#replaceText(node, named.suggestion)] : [],
      );
      return undefined;
    }
    if (named.former) {
      const { id } = named.rule;
      const fix = { ...this.#replaceText(node, id), safe: true };
      this.#findings.push({
        ...configurationFinding(this.#span(node), `The rule ${shown(name)} is now called "${id}".`, [fix]),
        severity: 'warning',
        analysis: undefined,
        tag: 'deprecated',
      });
    }
    return named.rule;
  }

  /** The settings of an object; unknown and repeated names are told. Gives nothing where it is no object. */
  #entries(node: JsonNode, names: readonly string[] | undefined, what: string): Entry[] {
    if (node.type !== 'object') {
      this.#report(node, names ? 'An object of settings is expected here.' : `${what} is an object.`);
      return [];
    }
    const seen = new Set<string>();
    return (node.children ?? []).flatMap((property): Entry[] => {
      const [nameNode, value] = property.children ?? [];
      if (!nameNode) return [];
      const name = nameNode.value as string;
      if (names && !names.includes(name) && !(names === overrideSettings && ['extends', 'baseline'].includes(name))) {
        const near = closest(name, names);
        const hint = near
          ? `Did you mean "${near}"?`
          : `There ${names.length === 1 ? 'is' : 'are'} ${listing(names, 9)}.`;
        this.#report(
          nameNode,
          `${shown(name)} is not ${what}. ${hint}`,
          near ? [this.#replaceText(nameNode, near)] : [],
        );
        return [];
      }
      if (seen.has(name)) this.#report(nameNode, `${shown(name)} is set twice, and the last one holds: remove one.`);
      seen.add(name);
      return [{ name, nameNode, value }];
    });
  }

  /** One of some words; else it is told and undefined given. */
  #word<Word extends string>(node: JsonNode, words: readonly Word[], what: string): Word | undefined {
    const word = words.find((candidate) => candidate === node.value);
    if (word !== undefined) return word;
    const near = node.type === 'string' ? closest(node.value as string, words) : undefined;
    const all = listing(
      words.map((candidate) => `"${candidate}"`),
      12,
      'or',
    );
    this.#report(node, `${what} is ${all}.`, near ? [this.#replaceText(node, near)] : []);
    return undefined;
  }

  #oneOrMore(node: JsonNode | undefined, what: string): readonly JsonNode[] {
    return node?.type === 'string' ? [node] : this.#list(node, what, 'string');
  }

  #list(node: JsonNode | undefined, what: string, type: 'string' | 'object'): readonly JsonNode[] {
    if (!node) return [];
    if (node.type !== 'array') {
      this.#report(node, `${what} is a list${type === 'string' ? ' of texts' : ''}.`);
      return [];
    }
    const entries = node.children ?? [];
    if (entries.length > maximumEntries) {
      this.#report(entries[maximumEntries], `${what} may have ${maximumEntries} entries; the rest is left out.`);
    }
    return entries.slice(0, maximumEntries).filter((entry) => this.#is(entry, type, `An entry of ${what}`));
  }

  #is(node: JsonNode, type: 'string' | 'object' | 'array' | 'boolean', what: string): boolean {
    if (node.type === type) return true;
    const kinds = { string: 'a text', object: 'an object', array: 'a list', boolean: 'true or false' };
    this.#report(node, `${what} is ${kinds[type]}.`);
    return false;
  }

  #report(node: JsonNode | undefined, message: string, fixes: readonly Fix[] = [], length?: number): void {
    this.#findings.push(configurationFinding(this.#span(node, length), message, fixes));
  }

  #span(node: JsonNode | undefined, length?: number): Span {
    if (!node) return { uri: this.#uri, start: 0, end: 0 };
    return { uri: this.#uri, start: node.offset, end: node.offset + (length ?? node.length) };
  }

  #replaceText(node: JsonNode, text: string): Fix {
    return {
      title: `Replace by "${text}"`,
      edits: [{ span: this.#span(node), newText: JSON.stringify(text) }],
      safe: false,
    };
  }
}

/** A word of the author in a message. */
function shown(text: string): string {
  return `"${asMessageText(text)}"`;
}
