import { URI, Utils } from 'vscode-uri';
import type { Catalog, CatalogService } from './catalog/catalog.ts';
import type { Baseline } from './lint/baseline.ts';
import { staleEntries, staleEntryFinding } from './lint/baseline.ts';
import type { Configuration } from './lint/configuration.ts';
import type { Finding } from './lint/finding.ts';
import type { JudgedFile } from './lint/judge-file.ts';
import { judgeFile } from './lint/judge-file.ts';
import type { LintFinding } from './lint/lint-design.ts';
import type { RuleBook } from './lint/rule-book.ts';
import { RuleMemory } from './lint/rule-memory.ts';
import { SettingsFiles } from './lint/settings-files.ts';
import { buildModelInSteps, ModelMemory } from './model/build-model.ts';
import type { ImportStatement } from './model/imports.ts';
import { importFinding, importsOf, maximumImports } from './model/imports.ts';
import type { ArchitectureModel, ModelImport } from './model/model.ts';
import type { Span } from './model/span.ts';
import type { Steps } from './model/steps.ts';
import { finish } from './model/steps.ts';
import type { DesignAround, Project, ProjectOptions } from './project.ts';
import type { EditedStatement } from './services/edited-statement.ts';
import { editedStatement, offsetBeforeEdit } from './services/edited-statement.ts';
import type { ParsedFile } from './services/parse.ts';
import { parseFile } from './services/parse.ts';

/** The parts of the product that a project puts together: the catalog it starts from, and what judges a model. */
export interface ProjectParts {
  readonly catalog: Catalog;
  /** Adds the services that files define to a catalog; findings stand in the file they are about. */
  readonly extend: (catalog: Catalog, files: readonly ParsedFile[]) => ExtendedCatalog;
  readonly rules: RuleBook;
  readonly lint: (
    model: ArchitectureModel,
    configurationOf: (uri: string) => Configuration,
    memory: RuleMemory,
  ) => Steps<readonly LintFinding[]>;
}

export interface ExtendedCatalog {
  readonly catalog: Catalog;
  readonly ownServices: readonly CatalogService[];
  readonly findings: readonly Finding[];
}

/** A design as last built, with the exact files it was built from. */
interface BuiltDesign {
  readonly files: readonly ParsedFile[];
  readonly extended: ExtendedCatalog;
  readonly model: ArchitectureModel;
  readonly findings: readonly Finding[];
  /** For building it again, and for judging it again. */
  readonly memory: ModelMemory;
  readonly ruleMemory: RuleMemory;
  /** What the rules said, for the settings of that time. */
  lint?: { readonly settings: number; readonly found: readonly LintFinding[] };
}

/** What was told of a file, and all that it was made from. */
interface Told {
  readonly from: readonly unknown[];
  readonly judged: JudgedFile;
}

/** Statements whose words are more than a part of their own design. */
const reaching: ReadonlySet<string> = new Set(['Import', 'Service']);

/** Files of a project that import each other, worked out anew when a file changes. */
interface ImportGraph {
  readonly imports: ReadonlyMap<string, readonly ImportStatement[]>;
  readonly importers: ReadonlyMap<string, ReadonlySet<string>>;
  /** A file and all it imports, imports first, the file itself last. */
  readonly closures: Map<string, readonly string[]>;
}

export class DesignProject implements Project {
  readonly #options: ProjectOptions;
  readonly #parts: ProjectParts;
  readonly #files = new Map<string, ParsedFile>();
  readonly #unreadable = new Map<string, string>();
  readonly #designs = new Map<string, BuiltDesign>();
  #graph: ImportGraph | undefined;
  /** By the defining files' URIs. */
  readonly #extensions = new Map<string, { files: readonly ParsedFile[]; result: ExtendedCatalog }>();
  readonly #plain: ExtendedCatalog;
  readonly #settings: SettingsFiles;
  /** Counts the changes of settings. */
  #settingsChanges = 0;
  /** Counts all changes. */
  #changes = 0;
  readonly #told = new Map<string, Told>();

  constructor(options: ProjectOptions, parts: ProjectParts) {
    this.#options = options;
    this.#parts = parts;
    this.#plain = { catalog: parts.catalog, ownServices: [], findings: [] };
    this.#settings = new SettingsFiles({ ...options, rules: parts.rules });
  }

  setFile(uri: string, text: string): boolean {
    this.#unreadable.delete(uri);
    const previous = this.#files.get(uri);
    if (previous?.text === text) return false;
    this.#changes++;
    this.#files.set(uri, parseFile(uri, text, previous));
    this.#graph = undefined;
    return true;
  }

  deleteFile(uri: string): void {
    this.#changes++;
    this.#files.delete(uri);
    this.#unreadable.delete(uri);
    this.#designs.delete(uri);
    this.#told.delete(uri);
    this.#graph = undefined;
  }

  setUnreadable(uri: string, reason: string): void {
    this.deleteFile(uri);
    this.#unreadable.set(uri, reason);
  }

  unresolvedImports(): readonly string[] {
    const missing = new Set<string>();
    for (const imports of this.#imports().imports.values()) {
      for (const { target } of imports) {
        if ('uri' in target && !this.#files.has(target.uri) && !this.#unreadable.has(target.uri))
          missing.add(target.uri);
      }
    }
    return [...missing].sort();
  }

  get uris(): readonly string[] {
    return [...this.#files.keys()].sort();
  }

  parsed(uri: string): ParsedFile | undefined {
    return this.#files.get(uri);
  }

  imports(uri: string): readonly ImportStatement[] {
    return this.#imports().imports.get(uri) ?? [];
  }

  model(uri: string): ArchitectureModel | undefined {
    return this.#design(uri)?.model;
  }

  designAround(uri: string, offset: number): DesignAround | undefined {
    const known = this.#designs.get(uri);
    const edited = known && this.#editedSince(known, uri);
    const { before, after } = edited ?? {};
    const isThere = edited !== undefined && edited.start <= offset && offset <= edited.end;
    const isPlain = [before, after].every((state) => !state || !reaching.has(state.node.$type));
    if (!known || !edited || !isThere || !isPlain) {
      const model = this.model(uri);
      return model && { model, earlier: (place) => place };
    }
    const isNew = after !== undefined && before === undefined;
    const earlier = offsetBeforeEdit(known.files.at(-1)!.text, this.#files.get(uri)!.text);
    return { model: known.model, earlier: (place) => (isNew ? undefined : earlier(place)) };
  }

  /** In which statement of a file a design differs from the one that was built last, where it does in no other. */
  #editedSince({ files }: BuiltDesign, uri: string): EditedStatement | undefined {
    const own = files.at(-1)!;
    const uris = this.#closure(uri);
    const isSame = (file: ParsedFile, index: number): boolean =>
      file === own ? uris[index] === uri : this.#files.get(uris[index]!) === file;
    if (uris.length !== files.length || !files.every(isSame)) return undefined;
    return editedStatement(own, this.#files.get(uri)!);
  }

  dependents(uri: string): readonly string[] {
    const { importers } = this.#imports();
    const found = new Set([uri]);
    for (const next of found) for (const importer of importers.get(next) ?? []) found.add(importer);
    return [...found];
  }

  *prepareFindings(uri: string): Steps<void> {
    if (!this.#files.has(uri)) return;
    const state = this.#changes;
    const work = this.#workOn(uri);
    while (!work.next().done) {
      yield;
      if (state !== this.#changes) return;
    }
  }

  /** Of its own design only what the language says is told; the rules are asked about the designs that hold the file. */
  *#workOn(uri: string): Steps<void> {
    yield* this.#designInSteps(uri);
    for (const top of this.#topsOf(uri)) {
      const design = yield* this.#designInSteps(top);
      if (design) yield* this.#lintInSteps(design);
    }
  }

  findings(uri: string): readonly Finding[] {
    if (this.#files.has(uri)) return this.#judge(uri).findings;
    return [...this.#settings.findings(uri, [...this.#files.keys()]), ...this.#staleEntries(uri)];
  }

  suppressedFindings(uri: string): readonly Finding[] {
    return this.#files.has(uri) ? this.#judge(uri).suppressed : [];
  }

  setSettingsFile(uri: string, text: string | undefined): boolean {
    const changed = this.#settings.set(uri, text);
    if (changed) this.#changeSettings();
    return changed;
  }

  setSettingsUnreadable(uri: string, reason: string): void {
    this.#settings.setUnreadable(uri, reason);
    this.#changeSettings();
  }

  #changeSettings(): void {
    this.#settingsChanges++;
    this.#changes++;
  }

  wantedSettings(): readonly string[] {
    return this.#settings.wanted([...this.#files.keys()]);
  }

  get settingsUris(): readonly string[] {
    return this.#settings.usedUris([...this.#files.keys()]);
  }

  settingsText(uri: string): string | undefined {
    return this.#settings.text(uri);
  }

  settingsProblem(uri: string): string | undefined {
    return this.#settings.problem(uri);
  }

  baselineOf(uri: string): string | undefined {
    return this.#settings.configurationOf(uri).baseline;
  }

  /** All that is found in a file, with what is silenced told apart. */
  #judge(uri: string): JudgedFile {
    const design = this.#design(uri)!;
    const file = design.files.at(-1)!;
    const designs = this.#designsWith(uri);
    const lint = designs.map((holder) => this.#lint(holder));
    // Of what is missing to be imported, the graph knows as well.
    const from = [this.#settingsChanges, design, this.#imports(), ...lint];
    const known = this.#told.get(uri);
    if (known && sameItems(known.from, from)) return known.judged;
    const found: Finding[] = [
      ...file.problems.map((problem): Finding => ({
        rule: problem.code,
        severity: 'error',
        origin: 'language',
        analysis: 'impossible',
        message: problem.message,
        span: { uri, start: problem.start, end: problem.end },
        related: [],
        fixes: [],
      })),
      ...this.#importFindings(uri),
      ...design.extended.findings.filter((finding) => finding.span.uri === uri),
      ...design.findings,
      ...mergeFindings(uri, lint),
    ];
    const configuration = this.#settings.configurationOf(uri);
    const { rules } = this.#parts;
    const result = judgeFile({ file, found, configuration, rules, baseline: this.#baseline(configuration.baseline) });
    const judged = {
      findings: [...result.findings].sort(inReadingOrder),
      suppressed: [...result.suppressed].sort(inReadingOrder),
    };
    this.#told.set(uri, { from, judged });
    return judged;
  }

  #baseline(uri: string | undefined): Baseline | undefined {
    return uri === undefined ? undefined : this.#settings.baseline(uri);
  }

  /** Of files that are in the project and have this baseline. */
  #staleEntries(uri: string): readonly Finding[] {
    const baseline = this.#settings.baseline(uri);
    if (!baseline) return [];
    const found = (file: string): readonly Finding[] | undefined => {
      if (!this.#files.has(file) || this.baselineOf(file) !== uri) return undefined;
      const { findings, suppressed } = this.#judge(file);
      return [...findings, ...suppressed];
    };
    return staleEntries(baseline, found, this.#parts.rules).map(staleEntryFinding);
  }

  /** The designs that a file is part of and that nothing imports; the file's own where there is none. */
  #designsWith(uri: string): readonly BuiltDesign[] {
    return this.#topsOf(uri).flatMap((top) => this.#design(top) ?? []);
  }

  #topsOf(uri: string): readonly string[] {
    const { importers } = this.#imports();
    const tops = this.dependents(uri).filter((dependent) => !importers.get(dependent)?.size);
    return tops.length > 0 ? tops : [uri];
  }

  #lint(design: BuiltDesign): readonly LintFinding[] {
    return finish(this.#lintInSteps(design));
  }

  *#lintInSteps(design: BuiltDesign): Steps<readonly LintFinding[]> {
    if (design.lint?.settings === this.#settingsChanges) return design.lint.found;
    const settings = this.#settingsChanges;
    const found = yield* this.#parts.lint(
      design.model,
      (uri) => this.#settings.configurationOf(uri),
      design.ruleMemory,
    );
    design.lint = { settings, found };
    return found;
  }

  #importFindings(uri: string): Finding[] {
    const { imports } = this.#imports();
    const seen = new Map<string, Span>();
    return (imports.get(uri) ?? []).flatMap(({ target, span, path }) => {
      if ('problem' in target) return [importFinding('invalid-import', span, target.problem)];
      const first = seen.get(target.uri);
      if (first) {
        const message = 'This file is imported twice: remove one of the imports.';
        return [
          {
            ...importFinding('duplicate-import', span, message),
            analysis: undefined,
            severity: 'warning' as const,
            related: [{ span: first, message: 'The first import' }],
          },
        ];
      }
      seen.set(target.uri, span);
      const reason = this.#unreadable.get(target.uri);
      if (reason !== undefined)
        return [importFinding('missing-import', span, `The file \`${path}\` cannot be read: ${reason}.`)];
      if (!this.#files.has(target.uri))
        return [
          importFinding(
            'missing-import',
            span,
            `There is no file \`${path}\` here: check the path, or create the file.`,
          ),
        ];
      const cycle = this.#pathBetween(target.uri, uri);
      if (!cycle) return [];
      const names = [uri, ...cycle].map(fileName);
      return [
        importFinding(
          'import-cycle',
          span,
          `These files import each other: ${names.join(' → ')}. Move what they share into a file of its own.`,
        ),
      ];
    });
  }

  /** The shortest way from one file to another along imports, both included. */
  #pathBetween(from: string, to: string): string[] | undefined {
    const { imports } = this.#imports();
    const before = new Map<string, string | undefined>([[from, undefined]]);
    for (const uri of before.keys()) {
      if (uri === to) {
        const path: string[] = [];
        for (let step: string | undefined = uri; step !== undefined; step = before.get(step)) path.unshift(step);
        return path;
      }
      for (const { target } of imports.get(uri) ?? []) {
        if ('uri' in target && !before.has(target.uri)) before.set(target.uri, uri);
      }
    }
    return undefined;
  }

  #design(uri: string): BuiltDesign | undefined {
    return finish(this.#designInSteps(uri));
  }

  *#designInSteps(uri: string): Steps<BuiltDesign | undefined> {
    if (!this.#files.has(uri)) return undefined;
    const uris = this.#closure(uri);
    const files = uris.map((member) => this.#files.get(member)!);
    const extended = this.#extend(files);
    const known = this.#designs.get(uri);
    if (known && known.extended === extended && sameItems(known.files, files)) return known;
    const { imports } = this.#imports();
    const visible = new Map<string, ReadonlySet<string>>();
    const memory = known?.memory ?? new ModelMemory();
    const { model, findings } = yield* buildModelInSteps({
      memory,
      files,
      catalog: extended.catalog,
      ownServices: extended.ownServices,
      visibleFrom: (member) => {
        let names = visible.get(member);
        if (!names) visible.set(member, (names = new Set(this.#closure(member))));
        return names;
      },
      imports: importsAmong(uris, imports),
      importOf: (member) =>
        imports.get(uri)?.find(({ target }) => 'uri' in target && this.#closure(target.uri).includes(member))?.span,
    });
    const design: BuiltDesign = {
      files,
      extended,
      model,
      findings,
      memory,
      ruleMemory: known?.ruleMemory ?? new RuleMemory(),
    };
    this.#designs.set(uri, design);
    return design;
  }

  /** The catalog with what the files define; kept, as a keystroke seldom changes a definition. */
  #extend(files: readonly ParsedFile[]): ExtendedCatalog {
    const defining = files.filter((file) => file.statements.some((statement) => statement.node.$type === 'Service'));
    if (defining.length === 0) return this.#plain;
    const key = defining.map((file) => file.uri).join('\n');
    const known = this.#extensions.get(key);
    if (known && sameItems(known.files, defining)) return known.result;
    const result = this.#parts.extend(this.#parts.catalog, defining);
    this.#extensions.set(key, { files: defining, result });
    return result;
  }

  /** A file and all it imports, imports first; each file once, cycles cut where they close. */
  #closure(uri: string): readonly string[] {
    const { closures, imports } = this.#imports();
    const known = closures.get(uri);
    if (known) return known;
    const order: string[] = [];
    const entered = new Set<string>([uri]);
    // Depth first without recursion: a chain of imports can be as long as the bound.
    const stack: { uri: string; next: number }[] = [{ uri, next: 0 }];
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const target = imports.get(top.uri)?.[top.next++]?.target;
      if (target === undefined) {
        order.push(top.uri);
        stack.pop();
      } else if (
        'uri' in target &&
        !entered.has(target.uri) &&
        this.#files.has(target.uri) &&
        entered.size < maximumImports
      ) {
        entered.add(target.uri);
        stack.push({ uri: target.uri, next: 0 });
      }
    }
    closures.set(uri, order);
    return order;
  }

  #imports(): ImportGraph {
    if (this.#graph) return this.#graph;
    const imports = new Map<string, readonly ImportStatement[]>();
    const importers = new Map<string, Set<string>>();
    for (const [uri, file] of this.#files) {
      const own = importsOf(file, this.#options.workspaceFolders);
      imports.set(uri, own);
      for (const { target } of own) {
        if (!('uri' in target) || target.uri === uri) continue;
        const set = importers.get(target.uri) ?? new Set();
        importers.set(target.uri, set.add(uri));
      }
    }
    return (this.#graph = { imports, importers, closures: new Map() });
  }
}

/**
 * What the rules say about a file in the designs that hold it. What is missing is told where all agree; what is accepted
 * is silent where each design that has it accepts it.
 */
function mergeFindings(uri: string, designs: readonly (readonly LintFinding[])[]): Finding[] {
  const counted = new Map<string, { finding: Finding; absence: boolean; designs: number }>();
  for (const found of designs) {
    const inThisDesign = new Set<string>();
    for (const { finding, absence } of found) {
      if (finding.span.uri !== uri) continue;
      const key = `${finding.rule}\n${finding.span.start}\n${finding.span.end}\n${finding.message}`;
      if (inThisDesign.has(key)) continue;
      inThisDesign.add(key);
      const entry = counted.get(key);
      if (!entry) {
        counted.set(key, { finding, absence, designs: 1 });
        continue;
      }
      entry.designs++;
      if (!finding.suppression) entry.finding = finding;
    }
  }
  return [...counted.values()]
    .filter((entry) => !entry.absence || entry.designs === designs.length)
    .map((entry) => entry.finding);
}

function inReadingOrder(left: Finding, right: Finding): number {
  return (
    left.span.start - right.span.start ||
    left.span.end - right.span.end ||
    compare(left.rule, right.rule) ||
    compare(left.message, right.message)
  );
}

/** The imports of some files that lead to others of them. */
function importsAmong(
  uris: readonly string[],
  imports: ReadonlyMap<string, readonly ImportStatement[]>,
): readonly ModelImport[] {
  const members = new Set(uris);
  return uris.flatMap((from) =>
    (imports.get(from) ?? []).flatMap(({ target, span, statement }) =>
      'uri' in target && members.has(target.uri) ? [{ from, to: target.uri, span, statement }] : [],
    ),
  );
}

function sameItems<T>(left: readonly T[], right: readonly T[]): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index]);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function fileName(uri: string): string {
  return Utils.basename(URI.parse(uri));
}
