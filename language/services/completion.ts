import type {
  CompletionItem,
  CompletionItemKind,
  CompletionList,
  Position,
  Range,
  TextEdit,
} from 'vscode-languageserver-types';
import { attackKnowledge } from '../attack/attack.ts';
import { mappingsByService } from '../attack/threat-mappings.ts';
import type { CatalogService } from '../catalog/catalog.ts';
import type { Finding } from '../lint/finding.ts';
import type { ArchitectureModel, Element } from '../model/model.ts';
import type { Span } from '../model/span.ts';
import type { FlowKind } from '../model/vocabulary.ts';
import {
  elementStatuses,
  exposures,
  flowKindMeanings,
  flowKinds,
  pillarGlyphs,
  pillars,
  pillarTitles,
  serviceStatusMeanings,
  type Pillar,
} from '../model/vocabulary.ts';
import type { DesignAround, Project } from '../project.ts';
import type { CursorContext, Slot } from './cursor-context.ts';
import { commentAt, cursorContext } from './cursor-context.ts';
import { closestFew } from './closest.ts';
import { serviceCard, serviceHead } from './hover.ts';
import { keywordMeanings, propertyDefinitions, valueMeaning } from './keyword-meanings.ts';
import type { FoundName } from './name-match.ts';
import { bestName, isSubsequence, matchRank, namesOf, usualNames } from './name-match.ts';
import type { ParsedFile, Token } from './parse.ts';
import { placeForUse } from '../model/place-for-use.ts';
import { rangeOf } from './places.ts';
import { completionKind, deprecatedTag, insertFormat } from './protocol-numbers.ts';
import { slug } from './refactor/declare-component.ts';
import { relativePath } from './relative-path.ts';
import type { SilencingPlace } from './rule-words.ts';
import { offeredRules, silencingPlace, silencingWords } from './rule-words.ts';
import { serviceRanking } from './service-relevance.ts';
import { designSnippet, flowSnippet, statementSnippets } from './statement-snippets.ts';
import { quote, unquote } from './tokens.ts';
import { techniqueCard } from './technique-card.ts';
import { tacticChoices, techniqueChoices, techniquesWritten, threatAround } from './technique-choices.ts';

export interface CompletionOptions {
  /** The client understands `$1` stops. */
  readonly snippets?: boolean;
  /** The client can insert before, or replace, what stands behind the cursor. */
  readonly insertReplace?: boolean;
  /** The character that made the client ask, where it was not the person. */
  readonly trigger?: string;
  /** URIs of the workspace folders: an import stays in the one that holds the file. */
  readonly workspaceFolders?: readonly string[];
  /** The client's command that asks again, for items after which something must follow. */
  readonly suggestCommand?: string;
}

/** What an item carries for `resolveCompletion`. */
interface ItemData {
  readonly uri: string;
  readonly service?: string;
  readonly element?: string;
  /** Id of a technique of ATT&CK. */
  readonly technique?: string;
}

/** Why a service that the design lacks is offered, and a sign that sorts before all digits. */
interface Missing {
  readonly note: string;
  readonly first: '!' | '#';
}

/** Something that is offered: what ranks it, and the rest, which is only made for what is sent. */
interface Found {
  readonly sortText: string;
  /** The name by which it matches what was typed. */
  readonly name: string;
  /** Only letters here and there are those that were typed. */
  readonly scattered: boolean;
  readonly build: (sortText: string, filterText: string) => CompletionItem;
}

/** Services of the catalog that stand for any product of another vendor. */
const outsideServices = ['third-party-siem', 'third-party-source'];

/** Characters after which a client asks by itself. */
export const completionTriggers: readonly string[] = [' ', ':', '>', '"', '/'];

/** Of more than so many items the best are offered; the client asks again with the next letter. */
const itemLimit = 250;

/**
 * What may be written at a position. Only what the language allows there, best first; empty in comments, and where the
 * author is free.
 */
export function completion(
  project: Project,
  uri: string,
  position: Position,
  options: CompletionOptions = {},
): CompletionList {
  const file = project.parsed(uri);
  if (!file) return { isIncomplete: false, items: [] };
  const offset = file.lines.offsetAt(position);
  const design = project.designAround(uri, offset)!;
  const comment = commentAt(file, offset);
  const silencing = comment && silencingPlace(file, comment, offset);
  const found = cursorContext(file, offset);
  const context: CursorContext = silencing
    ? { ...found, start: silencing.start, end: silencing.end, typed: silencing.typed }
    : found;
  const builder = new ListBuilder(project, file, design, context, options);
  if (silencing) builder.silence(silencing);
  else for (const slot of context.slots) builder.fill(slot);
  return builder.list();
}

/** Adds the card to an item of `completion`. */
export function resolveCompletion(project: Project, item: CompletionItem): CompletionItem {
  const data = item.data as Partial<ItemData> | undefined;
  const model = typeof data?.uri === 'string' ? project.model(data.uri) : undefined;
  if (!model) return item;
  if (typeof data!.technique === 'string') {
    const value = techniqueCard(model, data!.technique);
    return value === undefined ? item : { ...item, documentation: { kind: 'markdown', value } };
  }
  const element = typeof data!.element === 'string' ? model.elements.get(data!.element) : undefined;
  const service =
    element?.service ?? (typeof data!.service === 'string' ? model.catalog.service(data!.service) : undefined);
  if (!service) return item;
  const value = element
    ? serviceCard(model, service, element)
    : serviceHead(model.catalog, service)
        .filter((line) => line !== undefined)
        .join('\n\n');
  return { ...item, documentation: { kind: 'markdown', value } };
}

class ListBuilder {
  readonly #project: Project;
  readonly #file: ParsedFile;
  readonly #model: ArchitectureModel;
  readonly #context: CursorContext;
  /** Where in the text of the model the word at the cursor begins; undefined where the model does not have it yet. */
  readonly #start: number | undefined;
  readonly #options: CompletionOptions;
  /** What is offered, and the name by which each matches what was typed. */
  readonly #found: Found[] = [];
  /** What would be offered had something else been typed, with the words it is known by. */
  readonly #missed: { readonly name: string; readonly add: () => void }[] = [];
  readonly #ranking: (id: string) => number;
  readonly #inString: boolean;
  /** What an item puts between itself and a sign right before it. */
  readonly #space: string;
  /** What an item replaces, and what it replaces where the client leaves alone what is behind the cursor. */
  readonly #ranges: { readonly insert: Range; readonly replace: Range };
  /** What was typed, without the quotation mark. */
  readonly #typed: string;
  #incomplete = false;

  constructor(
    project: Project,
    file: ParsedFile,
    design: DesignAround,
    context: CursorContext,
    options: CompletionOptions,
  ) {
    this.#project = project;
    this.#file = file;
    this.#model = design.model;
    this.#start = design.earlier(context.start);
    this.#context = context;
    this.#options = options;
    this.#ranking = serviceRanking(design.model, ({ span }) => this.#isBeingWritten(span));
    this.#inString = context.word?.type === 'STRING';
    const { start, end, offset } = context;
    const before = file.text.charAt(start - 1);
    this.#space = context.typed === '' && (before === ':' || before === '>' || before === ',') ? ' ' : '';
    this.#ranges = {
      replace: rangeOf(file.lines, { start, end }),
      insert: rangeOf(file.lines, { start, end: this.#inString ? end : offset }),
    };
    this.#typed = this.#inString ? context.typed.slice(1).replace(/"$/, '') : context.typed;
  }

  list(): CompletionList {
    if (this.#found.length === 0) this.#addNearest();
    // Scattered letters are only worth an item where nothing begins with what was typed.
    const close = this.#found.filter(({ scattered }) => !scattered);
    const found = close.length > 0 ? close : this.#found;
    const isCut = found.length > itemLimit;
    if (isCut)
      found.sort((left, right) => (left.sortText < right.sortText ? -1 : left.sortText > right.sortText ? 1 : 0));
    if (isCut) this.#incomplete = true;
    const items = found.slice(0, itemLimit).map(({ sortText, name, build }) => build(sortText, this.#filterText(name)));
    return { isIncomplete: this.#incomplete, items };
  }

  /** Where nothing begins with what was typed, it may be misspelt. */
  #addNearest(): void {
    if (this.#typed.length < 3) return;
    const near = closestFew(
      this.#typed,
      this.#missed.map(({ name }) => name),
      3,
    );
    for (const name of near) this.#missed.find((entry) => entry.name === name)!.add();
    if (near.length > 0) this.#incomplete = true;
  }

  /**
   * What an editor compares with what was typed. A list that is asked for again with each letter has its order from
   * here, so there all items match equally well: they begin with what was typed. The name follows, for editors that
   * filter a list while they wait for the next.
   */
  #filterText(name: string): string {
    const quotation = this.#inString ? '"' : '';
    if (this.#typed === '') return quotation + name;
    if (this.#incomplete) return `${quotation}${this.#typed} ${name}`;
    return quotation + (isSubsequence(this.#typed, name) ? name : this.#typed);
  }

  fill(slot: Slot): void {
    if (!this.#answersTrigger(slot)) return;
    switch (slot.kind) {
      case 'statement':
        return this.#statements(slot.in);
      case 'word':
        return this.#words(slot.words);
      case 'service':
        return this.#services(slot.role);
      case 'alias':
        return this.#aliases(slot.service);
      case 'element':
        return this.#elements(slot);
      case 'flow-kind':
        return this.#kinds(slot);
      case 'property-name':
        return this.#properties(slot);
      case 'property-value':
        return this.#values(slot);
      case 'import-path':
        return this.#importPaths();
      case 'rule':
        return this.#rules(slot.others, () => true);
      case 'selector-value':
        for (const [index, value] of this.#selectorValues(slot.attribute).entries()) {
          this.#add({ label: value, kind: completionKind.value }, value, { sort: pad(index) });
        }
    }
  }

  #words(words: readonly string[]): void {
    for (const word of words) {
      // An arrow that is half written is finished by its next sign, not by a whole one behind it.
      if (word.endsWith('->') && /[-<]/.test(this.#file.text.charAt(this.#context.start - 1))) continue;
      const item = { label: word, kind: /\w/.test(word) ? completionKind.keyword : completionKind.operator };
      const more = { documentation: keywordMeanings.get(word), asksAgain: true };
      const gap = this.#inString ? -1 : this.#typed.lastIndexOf(' ');
      if (gap < 0) {
        this.#add(item, word, { ...more, sort: '5' });
        continue;
      }
      // What was typed may be a name of several words, or a name and the beginning of this word.
      const name = this.#typed.slice(0, gap);
      const last = bestName([word], this.#typed.slice(gap + 1));
      if (last?.score !== 0) continue;
      const isName = this.#model.catalog.resolve(name).length > 0;
      this.#add(item, `${name} ${word}`, { ...more, sort: isName ? '!' : '9', found: last });
    }
  }

  /** In a comment that silences: its word, or the rules that find something on its line first. */
  silence({ expects, others, line }: SilencingPlace): void {
    if (expects === 'word') {
      for (const [index, [word, meaning]] of silencingWords.entries()) {
        this.#add({ label: word, kind: completionKind.keyword }, `${word} `, {
          snippet: `${word} \${1:rule} -- \${2:reason}`,
          sort: pad(index),
          documentation: meaning,
        });
      }
      return;
    }
    const { lines } = this.#file;
    this.#rules(others, ({ span }) => line === undefined || lines.positionAt(span.start).line === line);
  }

  /** A space or sign was typed, nobody asked: only where a name or value must follow is a list welcome. */
  #answersTrigger(slot: Slot): boolean {
    const { trigger } = this.#options;
    if (trigger === undefined) return true;
    if (trigger === '/') return slot.kind === 'import-path';
    if (trigger === '"') return this.#inString;
    if (this.#inString) return false;
    switch (slot.kind) {
      case 'service':
      case 'element':
      case 'rule':
      case 'selector-value':
        return true;
      case 'flow-kind':
        return !slot.colon;
      case 'property-value':
        return propertyDefinitions(slot.of).some((property) => property.name === slot.property && property.values);
      default:
        return false;
    }
  }

  // Statements

  #statements(place: 'file' | 'group' | 'zone'): void {
    const hasArchitecture = this.#hasArchitecture();
    statementSnippets.forEach((statement, index) => {
      if (statement.place === 'file' && place !== 'file') return;
      if (statement.word === 'architecture' && hasArchitecture) return;
      this.#add({ label: statement.word, kind: completionKind.keyword }, `${statement.word} `, {
        snippet: statement.body,
        sort: `1${pad(index)}`,
        documentation: keywordMeanings.get(statement.word),
        asksAgain: statement.leadsOn,
      });
    });
    if (this.#options.snippets === true) {
      for (const { word, body, meaning, place: where } of [designSnippet, flowSnippet]) {
        if (where === 'file' && (place !== 'file' || hasArchitecture)) continue;
        this.#add({ label: word, kind: completionKind.snippet, detail: meaning }, word, {
          snippet: body,
          sort: '4',
          documentation: meaning,
        });
      }
    }
    if (place !== 'file') this.#properties({ kind: 'property-name', of: place, taken: this.#takenInContainer() });
    this.#elementItems(
      [...this.#model.elements.values()],
      () => '3',
      () => undefined,
    );
    if (this.#typed !== '') this.#undeclared(() => undefined, '6');
    this.#incomplete = true;
  }

  #hasArchitecture(): boolean {
    return this.#file.statements.some(
      ({ node, start }) => node.$type === 'Architecture' && start !== this.#context.start,
    );
  }

  /** Properties that the group or zone around the cursor already says. */
  #takenInContainer(): string[] {
    let list = this.#file.statements;
    let taken: string[] = [];
    for (;;) {
      const holder = list.find(
        (entry) => entry.children && entry.start < this.#context.offset && this.#context.offset <= entry.end,
      );
      if (!holder?.children) return taken;
      list = holder.children;
      taken = list.flatMap((entry) =>
        entry.node.$type === 'Property' && entry.start !== this.#context.start ? [entry.node.name] : [],
      );
    }
  }

  // Services

  #services(role: 'use' | 'sends' | 'other'): void {
    const { catalog } = this.#model;
    const own = this.#serviceAround();
    const used = (service: CatalogService): boolean => {
      if (role !== 'use') return false;
      const here = this.#model.instancesOf(service.id);
      return here.some(
        (element) => element.serviceSpan?.start !== this.#start || element.serviceSpan?.uri !== this.#file.uri,
      );
    };
    const missing = role === 'use' ? this.#missing() : new Map<string, Missing>();
    const found = catalog.services.flatMap((service, index) => {
      if (service.id === own) return [];
      const best = bestName(namesOf(service), this.#typed);
      // A name that only lives on under another id leads to that.
      const meant = service.status === 'renamed' && service.successor ? catalog.service(service.successor) : service;
      if (!best || !meant || (meant !== service && this.#typed === '')) return [];
      return [{ service: meant, best, index }];
    });
    // Scattered letters are only worth an item where nothing begins with what was typed.
    const close = found.filter(({ best }) => best.score <= 2);
    const seen = new Set<CatalogService>();
    if (close.length === 0 && this.#typed.length > 2) {
      catalog.nearest(this.#typed, 5).forEach(({ service }, index) => {
        if (seen.has(service)) return;
        seen.add(service);
        this.#serviceItem(service, undefined, `0${pad(index)}`, {});
      });
    }
    for (const { service, best, index } of close.length > 0 ? close : found) {
      if (seen.has(service)) continue;
      seen.add(service);
      const group = isGone(service) ? '2' : used(service) ? '1' : '0';
      const wanted = missing.get(service.id);
      const rank = matchRank(best, usualNames(service));
      // Of names that fit equally well, what the design lacks is first. A name that is complete is meant, used or not.
      const place = `${wanted ? wanted.first : ''}${this.#rankOf(service)}${pad(index)}`;
      this.#serviceItem(service, best, `${best.exact ? '' : `1${group}`}${rank}${place}`, {
        note: used(service) ? 'in use' : wanted?.note,
      });
    }
    if (role === 'use' && close.length === 0) this.#fromOutside();
    this.#incomplete = true;
  }

  /**
   * For a product that the catalog does not have, as it is no service of Microsoft: what stands for products of other
   * vendors in it, under the name that was typed, and a component. The author knows which of them it is.
   */
  #fromOutside(): void {
    const label = this.#typed.trim();
    const name = slug(label);
    if (label.length < 3) return;
    const { catalog, elements } = this.#model;
    const isFree = !elements.has(name) || this.#isBeingWritten(elements.get(name)!.nameSpan);
    const found: FoundName = { name: label, index: 0, score: 0, exact: false };
    outsideServices.forEach((id, index) => {
      const service = catalog.service(id);
      if (!service || !isFree) return;
      this.#add(
        {
          label: `${id} as ${name}`,
          kind: completionKind.class,
          detail: service.name,
          labelDetails: { description: service.short },
        },
        `${id} as ${name}${label === name ? '' : ` ${quote(label)}`}`,
        { sort: `8${pad(index)}`, found },
      );
    });
    const { start } = this.#context;
    const word = this.#context.before[0];
    if (word?.type !== 'use' || !isFree) return;
    this.#add(
      { label: `component ${name}`, kind: completionKind.class, detail: 'something that the catalog does not have' },
      label === name ? name : `${name} ${quote(label)}`,
      {
        sort: '9',
        found,
        details: () => ({
          additionalTextEdits: [
            { range: rangeOf(this.#file.lines, { start: word.start, end: start }), newText: 'component ' },
          ],
        }),
      },
    );
  }

  /** Whether a place of the model is that of the statement at the cursor, as it was when the model was made. */
  #isBeingWritten({ uri, start, end }: Span): boolean {
    return uri === this.#file.uri && this.#start !== undefined && start <= this.#start && this.#start <= end;
  }

  #rankOf(service: CatalogService): string {
    return String(this.#ranking(service.id)).padStart(5, '0');
  }

  /** Services that the design lacks, with why: others need them, or are a part of them. */
  #missing(): ReadonlyMap<string, Missing> {
    const missing = new Map<string, Missing>();
    const isThere = (id: string): boolean => this.#model.instancesOf(id).length > 0;
    const elements = [...this.#model.elements.values()];
    for (const { service, name } of elements) {
      for (const alternatives of service?.requires ?? []) {
        if (alternatives.some(isThere)) continue;
        for (const id of alternatives) if (!missing.has(id)) missing.set(id, { note: `${name} needs it`, first: '!' });
      }
    }
    for (const { service, name } of elements) {
      const whole = service?.partOf;
      if (whole === undefined || isThere(whole) || missing.has(whole)) continue;
      missing.set(whole, { note: `${name} is a part of it`, first: '#' });
    }
    return missing;
  }

  /** The id of the service whose body the cursor is in. */
  #serviceAround(): string | undefined {
    const around = this.#file.statements.find(
      (statement) =>
        statement.node.$type === 'Service' &&
        statement.start < this.#context.offset &&
        this.#context.offset <= statement.end,
    );
    return around?.node.$type === 'Service' ? around.node.name : undefined;
  }

  #serviceItem(
    service: CatalogService,
    found: FoundName | undefined,
    sort: string,
    more: { readonly note?: string; readonly kinds?: string; readonly use?: TextEdit },
  ): void {
    const matched = found?.name ?? this.#typed;
    const former = service.formerNames.find((name) => name.name === matched);
    const other = former
      ? `formerly ${former.name}`
      : matched !== service.id && service.abbreviations.includes(matched)
        ? matched
        : undefined;
    const gone = isGone(service);
    const words = serviceStatusMeanings[service.status];
    const date = service.statusDate ? ` (${service.statusDate})` : '';
    const status = words && `${words.charAt(0).toLowerCase()}${words.slice(1)}${date}`;
    const remarks = [more.kinds, other, status, more.note].filter((remark) => remark !== undefined);
    this.#add(
      {
        label: service.id,
        kind: completionKind.class,
        labelDetails: {
          ...(remarks.length > 0 ? { detail: `  ${remarks.join(', ')}` } : {}),
          description: withGlyph(service.pillar, service.short),
        },
        detail: [service.name, ...(service.pillar ? [pillarTitles[service.pillar]] : []), ...remarks].join(' · '),
        ...(gone ? { tags: [deprecatedTag] } : {}),
        ...(more.use ? { additionalTextEdits: [more.use] } : {}),
        data: { uri: this.#file.uri, service: service.id } satisfies ItemData,
      },
      service.id,
      { sort, found: found ?? 'nearest' },
    );
  }

  #aliases(written: Token): void {
    const text = written.type === 'STRING' ? unquote(written.text) : written.text;
    const { catalog, elements } = this.#model;
    const service = catalog.service(text) ?? catalog.resolve(text)[0]?.service;
    if (!service) return;
    // What this statement was called a key ago is free.
    const isFree = (name: string): boolean => {
      const element = elements.get(name);
      return !element || this.#isBeingWritten(element.span);
    };
    const names = [...service.abbreviations, service.id.split('-').at(-1)!, service.short]
      .map((name) =>
        name
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, '-')
          .replace(/^-+|-+$/g, ''),
      )
      // The service's id is what it is called without another name.
      .filter((name) => /^[a-z][a-z0-9-]*$/.test(name) && name !== service.id && isFree(name))
      // A free name is the author's: one that does not begin with what was typed would be taken by Enter in its place.
      .filter((name) => name.startsWith(this.#typed));
    [...new Set(names)].forEach((name, index) => {
      this.#add({ label: name, kind: completionKind.variable, detail: `A name for ${service.short}` }, name, {
        sort: `0${pad(index)}`,
      });
    });
  }

  // Elements

  #elements(slot: Slot & { readonly kind: 'element' }): void {
    const others = new Set([...slot.others, ...(slot.role === 'via' ? [] : slot.sources)].map(textOf));
    const isAttack = slot.role === 'attack-step';
    const all = [...this.#model.elements.values()].filter(
      (element) =>
        !others.has(element.name) &&
        (isAttack
          ? element.kind === 'threat'
          : element.kind !== 'threat' || slot.role === 'accepted' || inView(slot.role)),
    );
    if (slot.all) {
      this.#add({ label: '*', kind: completionKind.operator }, '*', {
        sort: '0',
        documentation: slot.role === 'integrate' ? 'Everything the design has.' : 'Everything.',
      });
    }
    switch (slot.role) {
      case 'column':
        for (const [index, pillar] of pillars.entries()) {
          if (others.has(pillar)) continue;
          const details = { labelDetails: { description: pillarTitles[pillar] } };
          this.#add({ label: pillar, kind: completionKind.value, ...details }, pillar, { sort: `2${pad(index)}` });
        }
        return this.#elementItems(
          all.filter(isContainer),
          () => '1',
          () => undefined,
        );
      case 'mitigating':
        return this.#mitigating(all);
      case 'selected':
        this.#selected(all, others);
        return;
      case 'row':
      case 'collapse':
        return this.#elementItems(
          all.filter(isContainer),
          () => '1',
          () => undefined,
        );
      case 'include':
      case 'exclude':
      case 'via':
      case 'endangered':
      case 'attack-step':
      case 'accepted':
      case 'source':
        this.#elementItems(
          all,
          () => '1',
          () => undefined,
        );
        if (slot.role === 'source' && this.#typed !== '') this.#undeclared(() => undefined, '6');
        return;
      case 'integrate':
      case 'integrate-target':
        return this.#integrateItems(slot, all);
      case 'target':
        return this.#targets(slot, all);
    }
  }

  /**
   * First the services with a published mapping to a technique of the threat, then other services; what is only there
   * to be defended comes last.
   */
  #mitigating(all: readonly Element[]): void {
    const attack = attackKnowledge();
    const mapped = new Map<string, string[]>();
    for (const technique of techniquesWritten(this.#file, this.#context.offset)) {
      for (const { service } of mappingsByService(technique, attack))
        mapped.set(service, [...(mapped.get(service) ?? []), technique.id]);
    }
    this.#elementItems(
      all,
      ({ service }) => (!service ? '3' : mapped.has(service.id) ? '0' : service.pillar === 'compute' ? '2' : '1'),
      ({ service }) => {
        const ids = service && mapped.get(service.id);
        return ids && `mapping to ${ids.join(', ')} published`;
      },
    );
  }

  /** A constraint speaks of elements and of services: those of the design first. */
  #selected(all: readonly Element[], others: ReadonlySet<string>): void {
    this.#elementItems(
      all,
      () => '1',
      () => undefined,
    );
    const { catalog, elements } = this.#model;
    catalog.services.forEach((service, index) => {
      if (isGone(service) || elements.has(service.id) || others.has(service.id)) return;
      const best = bestName(namesOf(service), this.#typed);
      if (!best) return;
      const sort = `${this.#rank(best, usualNames(service))}2${this.#rankOf(service)}${pad(index)}`;
      this.#serviceItem(service, best, sort, { note: 'any instance of it' });
    });
  }

  /** First whom the catalog knows the sources to send something to; those not in the design bring their `use` along. */
  #targets(slot: Slot & { readonly kind: 'element' }, all: readonly Element[]): void {
    const sources = this.#serviceIds(slot.sources);
    const { catalog } = this.#model;
    const kindsTo = (service: CatalogService | undefined): readonly FlowKind[] => {
      if (!service) return [];
      const known = new Set<FlowKind>();
      for (const source of sources) for (const flow of catalog.flowsBetween(source, service.id)) known.add(flow.kind);
      return flowKinds.filter((kind) => known.has(kind));
    };
    const drawn = this.#drawnKinds(slot.sources);
    this.#elementItems(
      all,
      (element) => {
        const kinds = kindsTo(element.service);
        if (kinds.length === 0) return isContainer(element) ? '3' : '2';
        // The kinds are in the order in which they matter; a target that gets them all already is done with.
        const open = kinds.find((kind) => drawn.get(element)?.has(kind) !== true);
        return `0${open ? pad(flowKinds.indexOf(open)) : '9999'}`;
      },
      (element) => kindsTo(element.service).join(', ') || undefined,
    );
    const taken = new Set(slot.sources.map(textOf));
    this.#undeclared(
      (service) => {
        if (taken.has(service.id)) return undefined;
        const kinds = kindsTo(service);
        return kinds.length > 0
          ? { kinds: kinds.join(', '), group: `1${pad(flowKinds.indexOf(kinds[0]!))}` }
          : undefined;
      },
      this.#typed === '' ? undefined : '6',
    );
  }

  /** The kinds of flows from the elements that words name, by where they go, but those of the statement being written. */
  #drawnKinds(words: readonly Token[]): ReadonlyMap<Element, ReadonlySet<FlowKind>> {
    const drawn = new Map<Element, Set<FlowKind>>();
    for (const word of words) {
      const element = this.#model.elements.get(textOf(word));
      for (const { target, kind, span } of element ? this.#model.flowsFrom(element) : []) {
        if (this.#isBeingWritten(span)) continue;
        const kinds = drawn.get(target);
        if (kinds) kinds.add(kind);
        else drawn.set(target, new Set([kind]));
      }
    }
    return drawn;
  }

  /** What has a flow of the catalog to or from something else of the design first; what can have none, not at all. */
  #integrateItems(slot: Slot & { readonly kind: 'element' }, all: readonly Element[]): void {
    const { catalog } = this.#model;
    const partners = new Set(
      slot.role === 'integrate-target' || slot.others.length > 0
        ? this.#serviceIds(slot.role === 'integrate-target' ? slot.sources : slot.others)
        : [...this.#model.elements.values()].flatMap((element) => element.service?.id ?? []),
    );
    const meets = (element: Element): boolean => {
      const { service } = element;
      if (!service) return false;
      const from =
        slot.role !== 'integrate-target' && catalog.flowsFrom(service.id).some((flow) => partners.has(flow.target));
      return from || catalog.flowsTo(service.id).some((flow) => partners.has(flow.source));
    };
    this.#elementItems(
      all.filter((element) => element.service !== undefined || isContainer(element)),
      (element) => (meets(element) ? '1' : isContainer(element) ? '2' : '3'),
      () => undefined,
    );
  }

  /** Ids of the services that words stand for; a group stands for all it holds. */
  #serviceIds(words: readonly Token[]): string[] {
    const ids = new Set<string>();
    for (const word of words) {
      const element = this.#model.elements.get(textOf(word));
      if (!element) continue;
      const inside = [element];
      for (const next of inside) {
        if (next.service) ids.add(next.service.id);
        inside.push(...next.children);
      }
    }
    return [...ids];
  }

  #elementItems(
    elements: readonly Element[],
    groupOf: (element: Element) => string,
    remarkOf: (element: Element) => string | undefined,
  ): void {
    const self = this.#start;
    elements.forEach((element, index) => {
      // The statement being written is no candidate for itself.
      if (element.nameSpan.start === self && element.nameSpan.uri === this.#file.uri) return;
      const ownNames = element.label === element.name ? [element.name] : [element.name, element.label];
      const own = ownNames.length;
      const best = bestName([...ownNames, ...(element.service ? namesOf(element.service) : [])], this.#typed);
      if (!best) return;
      this.#add({ label: element.name, kind: kindOf(element) }, element.name, {
        sort: `${this.#rank(best, own)}${groupOf(element)}${pad(index)}`,
        found: best,
        details: () => {
          const remark = remarkOf(element);
          const what = element.service?.short ?? element.label;
          return {
            labelDetails: {
              ...(remark ? { detail: `  ${remark}` } : {}),
              ...(what === element.name && !element.service
                ? {}
                : { description: withGlyph(element.service?.pillar, what) }),
            },
            detail: [remark, describe(element)].filter((part) => part !== undefined).join(' · '),
            data: { uri: this.#file.uri, element: element.name } satisfies ItemData,
          };
        },
      });
    });
    this.#incomplete = true;
  }

  /** Services that the design does not use yet: choosing one writes its `use`. */
  #undeclared(
    rank: (service: CatalogService) => { readonly kinds: string; readonly group: string } | undefined,
    otherGroup: string | undefined,
  ): void {
    const { catalog, elements } = this.#model;
    const place = placeForUse(this.#file, this.#context.start);
    const range = rangeOf(this.#file.lines, { start: place.offset, end: place.offset });
    catalog.services.forEach((service, index) => {
      if (isGone(service) || elements.has(service.id) || this.#model.instancesOf(service.id).length > 0) return;
      const ranked = rank(service);
      const group = ranked?.group ?? otherGroup;
      if (group === undefined) return;
      const best = bestName(namesOf(service), this.#typed);
      if (!best || (!ranked && best.score > 1)) return;
      const sort = `${this.#rank(best, usualNames(service))}${group}${this.#rankOf(service)}${pad(index)}`;
      this.#serviceItem(service, best, sort, {
        kinds: ranked?.kinds,
        note: 'adds its use',
        use: { range, newText: place.textOf(`use ${service.id}`) },
      });
    });
    this.#incomplete = true;
  }

  // Rules, kinds, properties, values

  #rules(others: readonly string[], isMeant: (finding: Finding) => boolean): void {
    const findings = this.#project.findings(this.#file.uri).filter(({ origin }) => origin === 'rule');
    offeredRules(findings, isMeant).forEach(({ id, note, summary }, index) => {
      if (others.includes(id)) return;
      this.#add(
        { label: id, kind: completionKind.reference, ...(note ? { labelDetails: { detail: `  ${note}` } } : {}) },
        id,
        { sort: pad(index), documentation: summary },
      );
    });
  }

  /** What an attribute can be: a closed list, or what the design says. */
  #selectorValues(attribute: (Slot & { readonly kind: 'selector-value' })['attribute']): readonly string[] {
    switch (attribute) {
      case 'pillar':
        return pillars;
      case 'status':
        return elementStatuses;
      case 'exposure':
        return exposures;
      case 'tag':
        return [...new Set([...this.#model.elements.values()].flatMap(({ properties }) => properties.tags ?? []))];
    }
  }

  #kinds(slot: Slot & { readonly kind: 'flow-kind' }): void {
    const others = new Set(slot.others.map(textOf));
    const known = new Map<FlowKind, string | undefined>();
    const pairs = slot.role === 'flow' ? this.#serviceIds(slot.sources) : [];
    const targets = this.#serviceIds(slot.targets);
    for (const source of pairs) {
      for (const target of targets) {
        for (const fact of this.#model.catalog.flowsBetween(source, target))
          known.set(fact.kind, known.get(fact.kind) ?? fact.label);
      }
    }
    const drawnTo = slot.role === 'flow' ? this.#drawnKinds(slot.sources) : new Map<Element, ReadonlySet<FlowKind>>();
    const ends = slot.targets.map((target) => this.#model.elements.get(textOf(target)));
    /** Whether each target gets it from one of the sources. */
    const isDrawn = (kind: FlowKind): boolean =>
      ends.length > 0 && ends.every((end) => end !== undefined && drawnTo.get(end)?.has(kind) === true);
    flowKinds.forEach((kind, index) => {
      if (others.has(kind) || (slot.role === 'sends' && (kind === 'sync' || kind === 'traffic'))) return;
      const drawn = isDrawn(kind);
      const label = known.has(kind) ? (known.get(kind) ?? 'known to the catalog') : undefined;
      const remark = [label, drawn ? 'drawn already' : undefined].filter((part) => part !== undefined).join(', ');
      const text = slot.colon ? `: ${kind}` : kind;
      this.#add(
        {
          label: text,
          kind: completionKind.enumMember,
          ...(remark === '' ? {} : { detail: remark, labelDetails: { description: remark } }),
        },
        text,
        {
          sort: `${known.has(kind) ? (drawn ? '1' : '0') : drawn ? '3' : '2'}${pad(index)}`,
          documentation: flowKindMeanings[kind],
        },
      );
    });
  }

  #properties(slot: Slot & { readonly kind: 'property-name' }): void {
    const taken = new Set(slot.taken);
    if (slot.of === 'view') {
      for (const [index, word] of ['include', 'exclude', 'flows', 'collapse', 'arrange'].entries()) {
        this.#add({ label: word, kind: completionKind.keyword }, word === 'arrange' ? 'arrange rows ' : `${word} `, {
          sort: `${taken.has(word) ? '4' : '1'}${pad(index)}`,
          documentation: keywordMeanings.get(word),
          asksAgain: true,
        });
      }
    }
    if (slot.of === 'threat') {
      for (const [index, word] of ['targets', 'mitigated by'].entries()) {
        if (taken.has(word.split(' ')[0]!)) continue;
        this.#add({ label: word, kind: completionKind.keyword }, `${word} `, {
          sort: `1${pad(index)}`,
          documentation: keywordMeanings.get(word.split(' ')[0]!),
          asksAgain: true,
        });
      }
    }
    if (slot.of === 'service') {
      const entries: [string, string][] = [
        ['sends', 'sends ${1|' + flowKinds.slice(0, 8).join(',') + '|} to $0'],
        ['never-sends', 'never-sends ${1|' + flowKinds.slice(0, 8).join(',') + '|} to $0'],
        ['receives', 'receives ${1|' + flowKinds.slice(0, 8).join(',') + '|} from $0'],
        ['formerly', 'formerly "$1" until $2'],
        ['portal', 'portal "${1:Name}" "https://$2"'],
        ['requires', 'requires $0'],
      ];
      entries.forEach(([word, snippet], index) => {
        this.#add({ label: word, kind: completionKind.keyword }, `${word} `, {
          snippet,
          sort: `1${pad(index)}`,
          documentation: keywordMeanings.get(word),
          asksAgain: word === 'requires',
        });
      });
    }
    propertyDefinitions(slot.of).forEach((property, index) => {
      if (taken.has(property.name)) return;
      const reference = slot.of === 'service' && (property.name === 'part-of' || property.name === 'successor');
      const snippet = property.values
        ? `${property.name} \${1|${property.values.join(',')}|}`
        : reference
          ? `${property.name} $0`
          : property.date || property.name === 'technique'
            ? `${property.name} $0`
            : `${property.name} "$1"`;
      this.#add(
        { label: property.name, kind: completionKind.property, detail: property.meaning },
        `${property.name} `,
        {
          snippet,
          sort: `2${pad(index)}`,
          documentation: property.values
            ? `${property.meaning} One of ${property.values.join(', ')}.`
            : property.meaning,
        },
      );
    });
  }

  #values(slot: Slot & { readonly kind: 'property-value' }): void {
    const property = propertyDefinitions(slot.of).find((entry) => entry.name === slot.property);
    if (!property) return;
    const others = new Set(slot.others.map(textOf));
    if (slot.of === 'threat' && property.name === 'technique') return this.#techniques(others);
    if (slot.of === 'threat' && property.name === 'tactic') return this.#tactics();
    if (property.values) {
      property.values.forEach((value, index) => {
        if (others.has(value)) return;
        const title = property.name === 'pillar' ? pillarTitles[value as Pillar] : undefined;
        this.#add(
          { label: value, kind: completionKind.value, ...(title ? { labelDetails: { description: title } } : {}) },
          value,
          { sort: pad(index), documentation: valueMeaning(property.name, value) },
        );
      });
      return;
    }
    // What was said elsewhere for the same property: owners, regions, plans and tags repeat.
    const said = new Map<string, number>();
    const name = property.name;
    if (name === 'owner' || name === 'region' || name === 'plan' || name === 'tags') {
      for (const holder of [...this.#model.elements.values(), ...this.#model.flows]) {
        const value = holder.properties[name];
        const place = holder.properties.spans.get(name)?.value;
        if (
          place &&
          place.uri === this.#file.uri &&
          this.#start !== undefined &&
          place.start <= this.#start &&
          this.#start <= place.end
        )
          continue;
        for (const text of typeof value === 'string' ? [value] : (value ?? []))
          said.set(text, (said.get(text) ?? 0) + 1);
      }
    }
    for (const [text, times] of said) {
      if (others.has(text) || text === this.#typed) continue;
      this.#add({ label: text, kind: completionKind.text }, quote(text), {
        sort: `${9_999 - Math.min(times, 9_999)}${text}`,
      });
    }
  }

  #importPaths(): void {
    const { uri } = this.#file;
    const impossible = new Set(this.#project.dependents(uri));
    const imported = new Set(
      this.#project
        .imports(uri)
        .flatMap(({ target, span }) => ('uri' in target && span.start !== this.#context.start ? [target.uri] : [])),
    );
    const own = (this.#options.workspaceFolders ?? []).filter((folder) => uri.startsWith(`${folder}/`));
    const allowed = own.length > 0 ? own : [uri.slice(0, uri.lastIndexOf('/'))];
    for (const other of this.#project.uris) {
      if (impossible.has(other) || imported.has(other) || !allowed.some((folder) => other.startsWith(`${folder}/`)))
        continue;
      const path = relativePath(uri, other);
      if (path === undefined) continue;
      this.#add({ label: path, kind: completionKind.file }, quote(path), {
        sort: `${pad(path.split('../').length * 100 + path.split('/').length)}${path}`,
      });
    }
  }

  /** Techniques by id and name; what is written is always the id. */
  #techniques(others: ReadonlySet<string>): void {
    for (const [index, { technique, found }] of techniqueChoices(this.#typed).entries()) {
      const { id, fullName, tactics } = technique;
      if (others.has(id)) continue;
      this.#add(
        {
          label: id,
          kind: completionKind.value,
          labelDetails: { detail: `  ${fullName}`, description: tactics.map(({ name }) => name).join(', ') },
          data: { uri: this.#file.uri, technique: id } satisfies ItemData,
        },
        id,
        { sort: pad(index), found },
      );
    }
    this.#incomplete = true;
  }

  #tactics(): void {
    const threat = this.#start === undefined ? undefined : threatAround(this.#model, this.#file.uri, this.#start);
    for (const [index, { tactic, served }] of tacticChoices(threat).entries()) {
      const details = { detail: served ? '  of its technique' : '', description: tactic.name };
      this.#add({ label: tactic.shortName, kind: completionKind.value, labelDetails: details }, tactic.shortName, {
        sort: pad(index),
      });
    }
  }

  // Items

  #add(
    item: Partial<CompletionItem> & { readonly label: string; readonly kind: CompletionItemKind },
    text: string,
    more: {
      readonly sort: string;
      /** How it matches what was typed, or that it does not but is near. Unless told, its label is compared. */
      readonly found?: FoundName | 'nearest';
      readonly snippet?: string;
      readonly documentation?: string | undefined;
      readonly asksAgain?: boolean | undefined;
      readonly keepQuotes?: boolean;
      /** More of the item, which is only asked for where the item is sent. */
      readonly details?: () => Partial<CompletionItem>;
    },
  ): void {
    const options = this.#options;
    let { found } = more;
    let rank = '';
    if (found === undefined) {
      found = bestName([item.label], this.#typed);
      if (!found) {
        this.#missed.push({ name: item.label, add: () => this.#add(item, text, { ...more, found: 'nearest' }) });
        return;
      }
      rank = this.#rank(found, 1);
    }
    this.#found.push({
      sortText: `${rank}${more.sort}`,
      name: found === 'nearest' ? this.#typed : found.name,
      scattered: found !== 'nearest' && found.score > 2,
      build: (sortText, filterText) => {
        const useSnippet = more.snippet !== undefined && options.snippets === true;
        const newText = this.#space + (useSnippet ? more.snippet : text);
        const { insert, replace } = this.#ranges;
        return {
          ...item,
          ...more.details?.(),
          sortText,
          ...(filterText === item.label ? {} : { filterText }),
          ...(useSnippet ? { insertTextFormat: insertFormat.snippet } : {}),
          ...(more.documentation ? { documentation: { kind: 'markdown', value: more.documentation } } : {}),
          ...(more.asksAgain && options.suggestCommand
            ? { command: { title: 'Suggest', command: options.suggestCommand } }
            : {}),
          textEdit: options.insertReplace ? { newText, insert, replace } : { newText, range: insert },
        };
      },
    });
  }

  /** How far back a match stands; nothing where nothing was typed and all match. */
  #rank(found: FoundName, own: number): string {
    return this.#typed === '' ? '' : String(matchRank(found, own));
  }
}

function isGone(service: CatalogService): boolean {
  return service.status === 'retired' || service.status === 'renamed';
}

/** A sign for the pillar before a name, where lists have room for one sign. */
function withGlyph(pillar: Pillar | undefined, name: string): string {
  return pillar ? `${pillarGlyphs[pillar]} ${name}` : name;
}

function inView(role: (Slot & { readonly kind: 'element' })['role']): boolean {
  return role === 'include' || role === 'exclude';
}

function isContainer(element: Element): boolean {
  return element.kind === 'group' || element.kind === 'zone';
}

function kindOf(element: Element): CompletionItemKind {
  return isContainer(element)
    ? completionKind.module
    : element.kind === 'component'
      ? completionKind.field
      : completionKind.variable;
}

function describe(element: Element): string {
  return element.service
    ? element.service.name
    : `${element.kind} ${element.ownLabel ? quote(element.label) : ''}`.trim();
}

function textOf(token: Token): string {
  return token.type === 'STRING' ? unquote(token.text) : token.text;
}

function pad(index: number): string {
  return String(index).padStart(4, '0');
}
