import type { Baseline } from './baseline.ts';
import { readBaseline } from './baseline.ts';
import type { ConfigurationFile, ConfigurationStep } from './configuration.ts';
import { Configuration, configurationFileName, stepsFor } from './configuration.ts';
import type { Finding } from './finding.ts';
import { configurationFinding, readConfiguration } from './read-configuration.ts';
import type { RuleBook } from './rule-book.ts';
import { folderOf, relativePath, settingsRoot } from './settings-paths.ts';

/** Files that one configuration may rest on, itself included. */
const maximumFiles = 50;

export interface SettingsOptions {
  /** URIs of the folders that settings must stay in, without a trailing slash. */
  readonly workspaceFolders: readonly string[];
  /** A baseline that holds for all files, whatever the configuration says. */
  readonly baseline?: string;
  readonly rules: RuleBook;
}

/** What the host said of a file. */
type HostAnswer = { readonly text: string } | { readonly missing: true } | { readonly unreadable: string };

/** A configuration with all it extends. */
interface Resolved {
  readonly steps: readonly ConfigurationStep[];
  readonly baseline?: string;
  /** What is wrong with how the files go together, wherever it stands. */
  readonly findings: readonly Finding[];
  /** The configuration files it rests on. */
  readonly files: readonly string[];
}

const nothing: Resolved = { steps: [], findings: [], files: [] };

/**
 * The configuration files and baselines of a workspace, and what they mean for each design. Texts are put in by the
 * host; what they mean is worked out when asked for, once a folder, and kept until one of the files changes.
 */
export class SettingsFiles {
  readonly #options: SettingsOptions;
  readonly #answers = new Map<string, HostAnswer>();
  /** By folder of designs: its configuration file. */
  readonly #nearest = new Map<string, string | undefined>();
  readonly #resolved = new Map<string, Resolved>();
  readonly #read = new Map<string, { readonly text: string; readonly result: ReturnType<typeof readConfiguration> }>();
  readonly #baselines = new Map<string, { readonly text: string; readonly baseline: Baseline }>();
  /** By design. */
  readonly #configurations = new Map<string, Configuration>();
  /** By configuration file and which of its steps hold. */
  readonly #shared = new Map<string, Configuration>();

  constructor(options: SettingsOptions) {
    this.#options = options;
  }

  /** Gives whether anything is another than before. */
  set(uri: string, text: string | undefined): boolean {
    const before = this.#answers.get(uri);
    if (before && (text === undefined ? 'missing' in before : 'text' in before && before.text === text)) return false;
    return this.#answer(uri, text === undefined ? { missing: true } : { text });
  }

  setUnreadable(uri: string, reason: string): void {
    this.#answer(uri, { unreadable: reason });
  }

  #answer(uri: string, answer: HostAnswer): boolean {
    this.#answers.set(uri, answer);
    this.#nearest.clear();
    this.#resolved.clear();
    this.#configurations.clear();
    this.#shared.clear();
    return true;
  }

  /** What is wanted for these designs and the host has said nothing about. */
  wanted(designs: readonly string[]): readonly string[] {
    const wanted = new Set<string>();
    const want = (uri: string): void => {
      if (!this.#answers.has(uri)) wanted.add(uri);
    };
    if (this.#options.baseline !== undefined) want(this.#options.baseline);
    const seen = new Set<string>();
    for (const design of designs) {
      const folder = folderOf(design);
      if (seen.has(folder)) continue;
      seen.add(folder);
      for (const candidate of this.#candidates(design)) want(candidate);
    }
    for (const uri of this.#used(designs)) {
      for (const file of this.#resolve(uri).files) {
        const { extends: extensions, baseline } = this.#file(file)?.file ?? { extends: [] };
        for (const extension of extensions) if ('uri' in extension) want(extension.uri);
        if (baseline && this.#options.baseline === undefined) want(baseline.uri);
      }
    }
    return [...wanted].sort();
  }

  /** The files that count for these designs, sorted. */
  usedUris(designs: readonly string[]): readonly string[] {
    const uris = new Set<string>();
    const baselines = new Set<string>();
    for (const uri of this.#used(designs)) {
      const { files, baseline } = this.#resolve(uri);
      for (const file of files) uris.add(file);
      if (baseline !== undefined) baselines.add(baseline);
    }
    const { baseline } = this.#options;
    for (const uri of baseline === undefined ? baselines : [baseline]) if (this.text(uri) !== undefined) uris.add(uri);
    return [...uris].sort();
  }

  text(uri: string): string | undefined {
    const answer = this.#answers.get(uri);
    return answer && 'text' in answer ? answer.text : undefined;
  }

  /** Why a file cannot be had. */
  problem(uri: string): string | undefined {
    const answer = this.#answers.get(uri);
    if (answer && 'missing' in answer) return 'it does not exist';
    return answer && 'unreadable' in answer ? answer.unreadable : undefined;
  }

  /** What holds for a design. */
  configurationOf(uri: string): Configuration {
    const known = this.#configurations.get(uri);
    if (known) return known;
    const file = this.#nearestTo(uri);
    const { steps, baseline } = file === undefined ? nothing : this.#resolve(file);
    const holding = stepsFor(steps, uri);
    const key = `${file ?? ''}\n${holding.length === steps.length ? '' : holding.map((step) => steps.indexOf(step)).join(' ')}`;
    let configuration = this.#shared.get(key);
    if (!configuration) {
      this.#shared.set(key, (configuration = new Configuration(holding, this.#options.baseline ?? baseline)));
    }
    this.#configurations.set(uri, configuration);
    return configuration;
  }

  baseline(uri: string): Baseline | undefined {
    const text = this.text(uri);
    if (text === undefined) return undefined;
    let known = this.#baselines.get(uri);
    if (known?.text !== text) this.#baselines.set(uri, (known = { text, baseline: readBaseline(uri, text) }));
    return known.baseline;
  }

  /** What is wrong with a settings file that counts for these designs. */
  findings(uri: string, designs: readonly string[]): readonly Finding[] {
    const found = new Set<Finding>();
    for (const file of this.#used(designs)) {
      const resolved = this.#resolve(file);
      if (resolved.files.includes(uri)) for (const finding of this.#file(uri)?.findings ?? []) found.add(finding);
      for (const finding of resolved.findings) if (finding.span.uri === uri) found.add(finding);
      if ((this.#options.baseline ?? resolved.baseline) === uri)
        for (const finding of this.baseline(uri)?.findings ?? []) found.add(finding);
    }
    if (this.#options.baseline === uri) for (const finding of this.baseline(uri)?.findings ?? []) found.add(finding);
    const distinct = new Map([...found].map((finding) => [`${finding.span.start} ${finding.message}`, finding]));
    return [...distinct.values()].sort((one, other) => one.span.start - other.span.start);
  }

  /** The configuration files that are the nearest of some design. */
  #used(designs: readonly string[]): Set<string> {
    const used = new Set<string>();
    for (const design of designs) {
      const uri = this.#nearestTo(design);
      if (uri !== undefined) used.add(uri);
    }
    return used;
  }

  #nearestTo(design: string): string | undefined {
    const folder = folderOf(design);
    if (this.#nearest.has(folder)) return this.#nearest.get(folder);
    const uri = this.#candidates(design).find((candidate) => {
      const answer = this.#answers.get(candidate);
      return answer && !('missing' in answer);
    });
    this.#nearest.set(folder, uri);
    return uri;
  }

  /** Where a design's configuration may lie: its folder, and each above it in the workspace. */
  #candidates(design: string): string[] {
    const root = settingsRoot(design, this.#options.workspaceFolders);
    if (root === '' || design.startsWith('untitled:')) return [];
    const candidates: string[] = [];
    for (let folder = folderOf(design); folder.length >= root.length; folder = folderOf(folder)) {
      candidates.push(`${folder}/${configurationFileName}`);
      if (folder === root || folder === '') break;
    }
    return candidates;
  }

  #file(uri: string): ReturnType<typeof readConfiguration> | undefined {
    const text = this.text(uri);
    if (text === undefined) return undefined;
    let known = this.#read.get(uri);
    if (known?.text !== text) {
      const root = settingsRoot(uri, this.#options.workspaceFolders);
      this.#read.set(uri, (known = { text, result: readConfiguration(uri, text, root, this.#options.rules) }));
    }
    return known.result;
  }

  #resolve(uri: string): Resolved {
    const known = this.#resolved.get(uri);
    if (known) return known;
    const resolved = new Resolution((file) => this.#file(file)?.file, this.#answers).resolve(uri);
    this.#resolved.set(uri, resolved);
    return resolved;
  }
}

/** Puts a configuration together with what it extends. */
class Resolution {
  readonly #file: (uri: string) => ConfigurationFile | undefined;
  readonly #answers: ReadonlyMap<string, HostAnswer>;
  readonly #steps: ConfigurationStep[] = [];
  readonly #findings: Finding[] = [];
  readonly #files = new Set<string>();
  /** Files taken in, one that several extend counted each time. */
  #taken = 0;
  #baseline: ConfigurationFile['baseline'];

  constructor(file: (uri: string) => ConfigurationFile | undefined, answers: ReadonlyMap<string, HostAnswer>) {
    this.#file = file;
    this.#answers = answers;
  }

  resolve(uri: string): Resolved {
    this.#add(uri, []);
    const baseline = this.#baseline;
    const answer = baseline && this.#answers.get(baseline.uri);
    if (baseline && answer && !('text' in answer)) {
      const why =
        'missing' in answer
          ? 'is not there: write it with `parapet lint --update-baseline`'
          : `cannot be read: ${answer.unreadable}`;
      this.#findings.push(configurationFinding(baseline.span, `The baseline ${why}.`));
    }
    return {
      steps: this.#steps,
      ...(baseline && { baseline: baseline.uri }),
      findings: this.#findings,
      files: [...this.#files],
    };
  }

  #add(uri: string, way: readonly string[]): void {
    const answer = this.#answers.get(uri);
    if (answer && 'unreadable' in answer) {
      // The nearest file itself: nobody names it, so it is told where it stands.
      this.#files.add(uri);
      if (way.length === 0) {
        const message = `This configuration cannot be read: ${answer.unreadable}.`;
        this.#findings.push(configurationFinding({ uri, start: 0, end: 0 }, message));
      }
    }
    const file = this.#file(uri);
    if (!file) return;
    this.#files.add(uri);
    this.#taken++;
    for (const extension of file.extends) {
      if ('preset' in extension) {
        this.#steps.push(extension);
        continue;
      }
      const problem = this.#problem(extension.uri, [...way, uri]);
      if (problem !== undefined) this.#findings.push(configurationFinding(extension.span, problem));
      else this.#add(extension.uri, [...way, uri]);
    }
    const folder = folderOf(uri);
    this.#steps.push({ settings: file.settings, folder });
    for (const { files, settings } of file.overrides) this.#steps.push({ settings, files, folder });
    if (file.baseline) this.#baseline = file.baseline;
  }

  #problem(uri: string, way: readonly string[]): string | undefined {
    if (way.includes(uri)) {
      const names = [...way.slice(way.indexOf(uri)), uri].map((file) => relativePath(folderOf(way.at(-1)!), file));
      return `These configurations extend each other: ${names.join(' → ')}. Remove one of them.`;
    }
    if (this.#taken >= maximumFiles) {
      return `A configuration may rest on ${maximumFiles} files: this one and what it extends is left out.`;
    }
    const answer = this.#answers.get(uri);
    if (answer && 'missing' in answer) return 'There is no such file: check the path, or create it.';
    if (answer && 'unreadable' in answer) return `This file cannot be read: ${answer.unreadable}.`;
    return undefined;
  }
}
