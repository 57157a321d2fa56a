import type {
  CompletionItem,
  CompletionItemKind,
  CompletionList,
  Position,
  Range,
  TextEdit,
} from 'vscode-languageserver-types';
import type { CatalogService } from '../catalog/catalog.ts';
import type { Finding } from '../lint/finding.ts';
import type { ArchitectureModel, Element } from '../model/model.ts';
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
import { serviceCard, serviceHead } from './hover.ts';
import { keywordMeanings, propertyDefinitions } from './keyword-meanings.ts';
import { bestName, isSubsequence, namesOf } from './name-match.ts';
import type { ParsedFile, Token } from './parse.ts';
import { placeForUse } from './place-for-use.ts';
import { rangeOf } from './places.ts';
import { completionKind, deprecatedTag, insertFormat } from './protocol-numbers.ts';
import { relativePath } from './relative-path.ts';
import type { SilencingPlace } from './rule-words.ts';
import { offeredRules, silencingPlace, silencingWords } from './rule-words.ts';
import { quote, unquote } from './tokens.ts';
import { techniqueCard } from './technique-card.ts';
import { tacticChoices, techniqueChoices, threatAround } from './technique-choices.ts';

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

/** Characters after which a client asks by itself. */
export const completionTriggers: readonly string[] = [' ', ':', '>', '"', '/'];

/** Of more than so many items the best are offered; the client asks again with the next letter. */
const itemLimit = 250;

type PartialItem = Partial<CompletionItem> & { readonly label: string; readonly kind: CompletionItemKind };

interface ItemDetails {
  readonly sort: string;
  /** The name that is compared with what was typed; the label unless told. */
  readonly filter?: string;
  readonly snippet?: string;
  readonly documentation?: string;
  readonly asksAgain?: boolean;
}

/** Something to offer. It becomes an item only where it is among the best: a large design has thousands. */
interface Candidate {
  /** Sorts the best first. */
  readonly sort: string;
  readonly make: () => CompletionItem;
}

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
  readonly #candidates: Candidate[] = [];
  readonly #inString: boolean;
  /** What was typed, without the quotation mark. */
  readonly #typed: string;
  /** What an item replaces where it is inserted before what follows the cursor, and where it takes its place. */
  readonly #insert: Range;
  readonly #replace: Range;
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
    this.#inString = context.word?.type === 'STRING';
    this.#typed = this.#inString ? context.typed.slice(1).replace(/"$/, '') : context.typed;
    const { start, end, offset } = context;
    this.#insert = rangeOf(file.lines, { start, end: this.#inString ? end : offset });
    this.#replace = rangeOf(file.lines, { start, end });
  }

  list(): CompletionList {
    const isCut = this.#candidates.length > itemLimit;
    const best = isCut
      ? [...this.#candidates].sort((left, right) => (left.sort < right.sort ? -1 : left.sort > right.sort ? 1 : 0))
      : this.#candidates;
    return {
      isIncomplete: this.#incomplete || isCut,
      items: best.slice(0, itemLimit).map((candidate) => candidate.make()),
    };
  }

  fill(slot: Slot): void {
    if (!this.#answersTrigger(slot)) return;
    switch (slot.kind) {
      case 'statement':
        return this.#statements(slot.in);
      case 'word':
        for (const word of slot.words) {
          this.#add({ label: word, kind: /\w/.test(word) ? completionKind.keyword : completionKind.operator }, word, {
            sort: '5',
            documentation: keywordMeanings.get(word),
            asksAgain: true,
          });
        }
        return;
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
    const words: [string, string][] =
      place === 'file'
        ? [
            ...(this.#hasArchitecture()
              ? []
              : [
                  ['architecture', 'architecture ${1:name} "${2:Title}" {\n\towner "${3:Team}"\n}\n$0'] as [
                    string,
                    string,
                  ],
                ]),
            ['import', 'import "./$1"'],
          ]
        : [];
    words.push(
      ['use', 'use $0'],
      ['component', 'component ${1:name} "${2:Label}"'],
      ['group', 'group ${1:name} "${2:Title}" {\n\t$0\n}'],
      ['zone', 'zone ${1:name} "${2:Title}" {\n\t$0\n}'],
      ['integrate', 'integrate $0'],
    );
    if (place === 'file') {
      words.push(
        ['view', 'view ${1:name} "${2:Title}" {\n\tinclude ${3:*}\n\t$0\n}'],
        ['service', 'service ${1:id} "${2:Name}" {\n\tpillar $3\n\tdocs "https://$4"\n\t$0\n}'],
        ['attack', 'attack ${1:name} "${2:Title}" : $0'],
        ['accept', 'accept $0'],
        ['require', 'require $0'],
        ['forbid', 'forbid $0'],
      );
    }
    words.push([
      'threat',
      'threat ${1:name} "${2:What may happen}" {\n\ttechnique $3\n\ttargets $4\n\tmitigated by $0\n}',
    ]);
    words.forEach(([word, snippet], index) => {
      this.#add({ label: word, kind: completionKind.keyword }, `${word} `, {
        snippet,
        sort: `1${pad(index)}`,
        documentation: keywordMeanings.get(word),
        asksAgain: ['use', 'integrate', 'import', 'accept', 'require', 'forbid'].includes(word),
      });
    });
    if (place !== 'file') this.#properties({ kind: 'property-name', of: place, taken: this.#takenInContainer() });
    this.#elementItems(
      [...this.#model.elements.values()],
      () => '3',
      () => undefined,
    );
    if (this.#typed !== '') this.#undeclared(() => undefined, '6');
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
        this.#serviceItem(service, this.#typed, `0${pad(index)}`, {});
      });
    }
    for (const { service, best, index } of close.length > 0 ? close : found) {
      if (seen.has(service)) continue;
      seen.add(service);
      const group = isGone(service) ? '2' : used(service) ? '1' : '0';
      const wanted = missing.get(service.id);
      // Of names that fit equally well, what the design lacks is first.
      this.#serviceItem(service, best.name, `${group}${best.score}${wanted ? wanted.first : ''}${pad(index)}`, {
        note: used(service) ? 'in use' : wanted?.note,
      });
    }
    this.#incomplete = true;
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
    matched: string,
    sort: string,
    more: { readonly note?: string; readonly kinds?: string; readonly use?: TextEdit },
  ): void {
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
      { sort, filter: matched },
    );
  }

  #aliases(written: Token): void {
    const text = written.type === 'STRING' ? unquote(written.text) : written.text;
    const { catalog, elements } = this.#model;
    const service = catalog.service(text) ?? catalog.resolve(text)[0]?.service;
    if (!service) return;
    // What this statement was called a key ago is free.
    const isFree = (name: string): boolean => {
      const span = elements.get(name)?.span;
      const own = span?.uri === this.#file.uri && this.#start !== undefined;
      return !span || (own && span.start <= this.#start && this.#start <= span.end);
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
        // What defends is a service; what is only there to be defended comes after.
        return this.#elementItems(
          all,
          (element) => (element.service && element.service.pillar !== 'compute' ? '1' : '2'),
          () => undefined,
        );
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
      if (best) this.#serviceItem(service, best.name, `2${best.score}${pad(index)}`, { note: 'any instance of it' });
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
    this.#elementItems(
      all,
      (element) => (kindsTo(element.service).length > 0 ? '0' : isContainer(element) ? '3' : '2'),
      (element) => kindsTo(element.service).join(', ') || undefined,
    );
    const taken = new Set(slot.sources.map(textOf));
    this.#undeclared(
      (service) => {
        if (taken.has(service.id)) return undefined;
        const kinds = kindsTo(service);
        return kinds.length > 0 ? { kinds: kinds.join(', '), group: '1' } : undefined;
      },
      this.#typed === '' ? undefined : '6',
    );
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
      const names = [
        element.name,
        ...(element.label === element.name ? [] : [element.label]),
        ...(element.service ? namesOf(element.service) : []),
      ];
      const best = bestName(names, this.#typed);
      if (!best) return;
      const sort = `${groupOf(element)}${best.score}${pad(index)}`;
      this.#candidates.push({ sort, make: () => this.#elementItem(element, best.name, remarkOf(element), sort) });
    });
    this.#incomplete = true;
  }

  #elementItem(element: Element, matched: string, remark: string | undefined, sort: string): CompletionItem {
    const what = element.service?.short ?? element.label;
    return this.#item(
      {
        label: element.name,
        kind: kindOf(element),
        labelDetails: {
          ...(remark ? { detail: `  ${remark}` } : {}),
          ...(what === element.name && !element.service
            ? {}
            : { description: withGlyph(element.service?.pillar, what) }),
        },
        detail: [remark, describe(element)].filter((part) => part !== undefined).join(' · '),
        data: { uri: this.#file.uri, element: element.name } satisfies ItemData,
      },
      element.name,
      { sort, filter: matched },
    );
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
      this.#serviceItem(service, best.name, `${group}${best.score}${pad(index)}`, {
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
    flowKinds.forEach((kind, index) => {
      if (others.has(kind) || (slot.role === 'sends' && (kind === 'sync' || kind === 'traffic'))) return;
      const label = known.get(kind);
      const text = slot.colon ? `: ${kind}` : kind;
      this.#add(
        {
          label: text,
          kind: completionKind.enumMember,
          detail: known.has(kind) ? (label ?? 'known to the catalog') : undefined,
          ...(known.has(kind) ? { labelDetails: { description: label ?? 'known to the catalog' } } : {}),
        },
        text,
        {
          sort: `${known.has(kind) ? '0' : '1'}${pad(index)}`,
          filter: this.#typed === '' ? text : kind,
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
          { sort: pad(index) },
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
    for (const [index, { technique, matched }] of techniqueChoices(this.#typed).entries()) {
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
        { sort: pad(index), filter: matched },
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

  #add(item: PartialItem, text: string, more: ItemDetails): void {
    this.#candidates.push({ sort: more.sort, make: () => this.#item(item, text, more) });
  }

  #item(item: PartialItem, text: string, more: ItemDetails): CompletionItem {
    const { file, context, options } = { file: this.#file, context: this.#context, options: this.#options };
    const before = file.text[context.start - 1];
    const space = context.typed === '' && (before === ':' || before === '>' || before === ',') ? ' ' : '';
    const useSnippet = more.snippet !== undefined && options.snippets === true;
    const newText = space + (useSnippet ? more.snippet : text);
    const name = more.filter ?? item.label;
    const spelt = isSubsequence(this.#typed, name) ? name : this.#typed;
    const filterText = this.#inString ? `"${spelt}` : spelt;
    const [insert, replace] = [this.#insert, this.#replace];
    return {
      ...item,
      sortText: more.sort,
      ...(filterText === item.label ? {} : { filterText }),
      ...(useSnippet ? { insertTextFormat: insertFormat.snippet } : {}),
      ...(more.documentation ? { documentation: { kind: 'markdown', value: more.documentation } } : {}),
      ...(more.asksAgain && options.suggestCommand
        ? { command: { title: 'Suggest', command: options.suggestCommand } }
        : {}),
      textEdit: options.insertReplace ? { newText, insert, replace } : { newText, range: insert },
    };
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
