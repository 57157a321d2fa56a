import type { AstNode, CstNode } from 'langium';
import { GrammarUtils } from 'langium';
import type { Block, Property, Service, Term, Value } from '../generated/ast.ts';
import type { Finding, Fix } from '../lint/finding.ts';
import type { LineIndex } from '../model/line-index.ts';
import type { Span } from '../model/span.ts';
import type { FlowKind, Pillar, ServiceStatus, Stage } from '../model/vocabulary.ts';
import { flowKinds, pillars, serviceStatuses, stages } from '../model/vocabulary.ts';
import { closest } from '../services/closest.ts';
import type { CatalogFlow, CatalogPlace, CatalogService, FormerName } from './catalog.ts';

/** The file that a service statement is read from. */
export interface ServiceFile {
  readonly uri: string;
  readonly lines: LineIndex;
}

/** A service statement with what stands around it, as the parser gives it. */
export interface ServiceStatement {
  readonly node: Service;
  /** What to add to the offsets of the node's concrete syntax. */
  readonly shift: number;
  readonly documentation?: { readonly text: string };
}

/** A word of a service statement that names another service. */
export interface ServiceReference {
  /** As written; an id, if it is right. */
  readonly text: string;
  readonly span: Span;
  readonly role: 'part-of' | 'successor' | 'requires' | 'target' | 'source';
}

/** What a service statement says. */
export interface ReadService {
  /** Absent where the statement has no name (the parser has told so). */
  readonly service?: CatalogService;
  readonly nameSpan?: Span;
  readonly flows: readonly CatalogFlow[];
  readonly nonFlows: readonly CatalogFlow[];
  readonly references: readonly ServiceReference[];
  /** What is wrong inside the statement; names of other services are judged by `checkServices`. */
  readonly findings: readonly Finding[];
}

interface Word {
  readonly text: string;
  readonly span: Span;
}

/** A property block read into plain values. */
interface Facts {
  readonly sources: readonly string[];
  readonly note?: string;
  readonly guess: boolean;
  readonly yearGuess: boolean;
  readonly byDefault: boolean;
}

const serviceProperties = [
  'short',
  'aka',
  'status',
  'since',
  'note',
  'successor',
  'pillar',
  'stage',
  'part-of',
  'docs',
  'source',
  'confidence',
];
/** Statements of a service that are no properties, for the advice on a misspelt word. */
const serviceStatements = ['formerly', 'portal', 'requires', 'sends', 'never-sends', 'receives'];
const lists: ReadonlySet<string> = new Set(['aka', 'stage', 'source']);
const sendsProperties = ['note', 'source', 'confidence', 'enabled'];
const formerlyProperties = ['source', 'confidence'];

/**
 * Reads one `service` statement. Never throws: what a syntax error left out is absent, and what is wrong is told as a
 * finding and left out of the service.
 *
 * @param builtIn true for the catalog that ships with the product
 */
export function readService(statement: ServiceStatement, file: ServiceFile, builtIn = false): ReadService {
  return new ServiceReader(statement, file, builtIn).read();
}

class ServiceReader {
  readonly #findings: Finding[] = [];
  readonly #references: ServiceReference[] = [];
  readonly #flows: CatalogFlow[] = [];
  readonly #nonFlows: CatalogFlow[] = [];
  readonly #formerNames: FormerName[] = [];
  readonly #portals: { readonly name: string; readonly url?: string }[] = [];
  readonly #requires: (readonly string[])[] = [];

  constructor(
    readonly statement: ServiceStatement,
    readonly file: ServiceFile,
    readonly builtIn: boolean,
  ) {}

  read(): ReadService {
    const { node } = this.statement;
    const id = this.#word(node, 'name');
    if (!id || id.text === '') return { flows: [], nonFlows: [], references: [], findings: [] };
    const entries = node.entries ?? [];
    const values = this.#properties(
      entries.filter((entry) => entry.$type === 'Property'),
      'A service',
      serviceProperties,
      serviceStatements,
    );
    for (const entry of entries) {
      if (entry.$type === 'Sends' || entry.$type === 'Receives') this.#readFlows(entry, id.text);
      else if (entry.$type === 'Formerly') this.#readFormerly(entry);
      else if (entry.$type === 'Portal') this.#readPortal(entry);
      else if (entry.$type === 'Requires') this.#readRequires(entry);
    }
    const name = node.title?.trim() || id.text;
    const date = values.get('since')?.[0];
    const docs = values.get('docs')?.[0];
    const service: CatalogService = {
      id: id.text,
      name,
      short: text(values, 'short') ?? name,
      abbreviations: (values.get('aka') ?? []).map((word) => word.text),
      formerNames: this.#formerNames,
      status: this.#oneOf<ServiceStatus>(values.get('status')?.[0], serviceStatuses, 'status') ?? 'active',
      ...(date && this.#isDate(date) ? { statusDate: date.text } : {}),
      ...optional('statusNote', text(values, 'note')),
      ...optional('successor', this.#refer(values.get('successor')?.[0], 'successor')),
      pillar: this.#oneOf<Pillar>(values.get('pillar')?.[0], pillars, 'pillar'),
      stages: (values.get('stage') ?? []).flatMap((word) => this.#oneOf<Stage>(word, stages, 'stage') ?? []),
      portals: this.#portals,
      ...optional('partOf', this.#refer(values.get('part-of')?.[0], 'part-of')),
      requires: this.#requires,
      ...optional('docs', docs && this.#isWebAddress(docs) ? docs.text : undefined),
      description: this.statement.documentation?.text ?? '',
      sources: (values.get('source') ?? []).map((word) => word.text),
      guess: this.#oneOf(values.get('confidence')?.[0], ['guess'] as const, 'confidence') !== undefined,
      builtIn: this.builtIn,
      place: this.#place(id.span),
    };
    return {
      service,
      nameSpan: id.span,
      flows: this.#flows,
      nonFlows: this.#nonFlows,
      references: this.#references,
      findings: this.#findings,
    };
  }

  #readFlows(entry: Extract<Service['entries'][number], { $type: 'Sends' | 'Receives' }>, own: string): void {
    const facts = this.#facts(entry.body, 'A flow of a service', sendsProperties);
    const label = entry.label?.trim();
    const kinds = (entry.kinds ?? []).flatMap((term) => {
      const word = this.#term(term);
      const kind = this.#oneOf<FlowKind>(word, flowKinds, 'kind');
      return kind && word ? [{ kind, word }] : [];
    });
    const receives = entry.$type === 'Receives';
    const others = ((receives ? entry.sources : entry.targets) ?? []).flatMap((term) => this.#term(term) ?? []);
    for (const other of others) this.#references.push({ ...other, role: receives ? 'source' : 'target' });
    const never = entry.$type === 'Sends' && entry.keyword === 'never-sends';
    const [into, against, opposite] = never
      ? [this.#nonFlows, this.#flows, 'sends']
      : [this.#flows, this.#nonFlows, 'never-sends'];
    for (const { kind, word } of kinds) {
      for (const other of others) {
        const [source, target] = receives ? [other.text, own] : [own, other.text];
        const same = (flow: CatalogFlow): boolean =>
          flow.kind === kind && flow.source === source && flow.target === target;
        const said = `\`${kind}\` ${receives ? 'from' : 'to'} \`${clip(other.text)}\``;
        if (into.some(same)) {
          this.#report('duplicate-fact', word.span, `${said} is said twice here: keep one.`);
        } else if (against.some(same)) {
          this.#report('contradiction', word.span, `${said} is also said with \`${opposite}\`: keep what is true.`);
        } else {
          into.push({
            source,
            target,
            kind,
            ...optional('label', label || undefined),
            ...optional('note', facts.note),
            sources: facts.sources,
            guess: facts.guess,
            byDefault: facts.byDefault,
            place: this.#place(other.span),
          });
        }
      }
    }
  }

  #readFormerly(entry: Extract<Service['entries'][number], { $type: 'Formerly' }>): void {
    const facts = this.#facts(entry.body, 'A former name', formerlyProperties);
    const name = entry.name?.trim();
    const until = this.#value(entry.until);
    const dated = until && this.#isDate(until);
    if (!name) return;
    this.#formerNames.push({
      name,
      ...(dated ? { until: until.text } : {}),
      untilGuess: facts.yearGuess,
      sources: facts.sources,
      guess: facts.guess,
    });
  }

  #readPortal(entry: Extract<Service['entries'][number], { $type: 'Portal' }>): void {
    const name = entry.name?.trim();
    const url = this.#word(entry, 'url');
    const allowed = url && this.#isWebAddress(url);
    if (name) this.#portals.push({ name, ...(allowed ? { url: url.text } : {}) });
  }

  #readRequires(entry: Extract<Service['entries'][number], { $type: 'Requires' }>): void {
    const alternatives = (entry.alternatives ?? []).flatMap((term) => this.#refer(this.#term(term), 'requires') ?? []);
    if (alternatives.length > 0) this.#requires.push(alternatives);
  }

  #facts(body: Block | undefined, holder: string, known: readonly string[]): Facts {
    const values = this.#properties(body?.entries ?? [], holder, known, []);
    const confidences = known === formerlyProperties ? (['guess', 'year-guess'] as const) : (['guess'] as const);
    const confidence = this.#oneOf<'guess' | 'year-guess'>(values.get('confidence')?.[0], confidences, 'confidence');
    return {
      sources: (values.get('source') ?? []).map((word) => word.text),
      ...optional('note', text(values, 'note')),
      guess: confidence === 'guess',
      yearGuess: confidence === 'year-guess',
      byDefault: this.#oneOf(values.get('enabled')?.[0], ['by-default'] as const, 'enabled') !== undefined,
    };
  }

  /** Values by property name; unknown and repeated properties are reported and left out. */
  #properties(
    entries: readonly Property[],
    holder: string,
    known: readonly string[],
    others: readonly string[],
  ): Map<string, Word[]> {
    const result = new Map<string, Word[]>();
    for (const entry of entries) {
      const name = this.#word(entry, 'name');
      if (!name) continue;
      if (!known.includes(name.text)) {
        const near = closest(name.text, [...known, ...others]);
        const advice = near ? `Did you mean \`${near}\`?` : `It can have ${listed([...known, ...others])}.`;
        this.#report(
          'unknown-property',
          name.span,
          `${holder} has no property \`${clip(name.text)}\`. ${advice}`,
          replace(name, near),
        );
        continue;
      }
      const words = (entry.values ?? []).flatMap((value) => this.#value(value) ?? []);
      const first = words[0];
      if (!first) continue;
      if (result.has(name.text)) {
        this.#report('duplicate-property', name.span, `\`${name.text}\` is said twice here: keep one.`);
        continue;
      }
      if (words.length > 1 && !lists.has(name.text)) {
        this.#report(
          'invalid-value',
          words[1]!.span,
          `\`${name.text}\` takes one value: remove what follows the comma.`,
        );
      }
      result.set(name.text, lists.has(name.text) ? words : [first]);
    }
    return result;
  }

  #oneOf<Allowed extends string>(
    word: Word | undefined,
    allowed: readonly Allowed[],
    what: string,
  ): Allowed | undefined {
    if (!word) return undefined;
    const found = allowed.find((value) => value === word.text);
    if (found) return found;
    const near = closest(word.text, allowed);
    const advice = near
      ? `Did you mean \`${near}\`?`
      : allowed.length === 1
        ? `It can only be \`${allowed[0]}\`.`
        : `It is one of ${listed(allowed)}.`;
    const [code, noun] = what === 'kind' ? ['unknown-kind', 'kind of flow'] : ['invalid-value', what];
    this.#report(code, word.span, `\`${clip(word.text)}\` is no ${noun}. ${advice}`, replace(word, near));
    return undefined;
  }

  #isDate(word: Word): boolean {
    const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(word.text);
    const [year, month, day] = match ? [Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1)] : [0, 0, 0];
    const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
    if (match && year >= 1970 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth) return true;
    this.#report(
      'invalid-value',
      word.span,
      `\`${clip(word.text)}\` is no date: write a year, a month or a day, such as 2027, 2027-03 or 2027-03-31.`,
    );
    return false;
  }

  #isWebAddress(word: Word): boolean {
    if (/^https:\/\/[^\s/?#]+[^\s]*$/i.test(word.text)) return true;
    this.#report('invalid-link', word.span, 'The address of a page begins with `https://` and has no spaces.');
    return false;
  }

  #refer(word: Word | undefined, role: ServiceReference['role']): string | undefined {
    if (word) this.#references.push({ ...word, role });
    return word?.text;
  }

  #term(node: Term | undefined): Word | undefined {
    return this.#at(node?.text ?? node?.quoted, node?.$cstNode);
  }

  #value(node: Value | undefined): Word | undefined {
    return this.#at(node?.word ?? node?.text ?? node?.date ?? node?.number, node?.$cstNode);
  }

  #word<Node extends AstNode>(node: Node, field: keyof Node & string): Word | undefined {
    const value: unknown = node[field];
    return typeof value === 'string'
      ? this.#at(value, GrammarUtils.findNodeForProperty(node.$cstNode, field))
      : undefined;
  }

  #at(value: string | undefined, node: CstNode | undefined): Word | undefined {
    if (value === undefined || !node) return undefined;
    const { shift } = this.statement;
    return { text: value, span: { uri: this.file.uri, start: node.offset + shift, end: node.end + shift } };
  }

  #place(span: Span): CatalogPlace {
    const start = this.file.lines.positionAt(span.start);
    const end = this.file.lines.positionAt(span.end);
    return { uri: span.uri, line: start.line, character: start.character, endCharacter: end.character };
  }

  #report(rule: string, span: Span, message: string, fixes: readonly Fix[] = []): void {
    this.#findings.push({ rule, severity: 'error', origin: 'language', message, span, related: [], fixes });
  }
}

function text(values: ReadonlyMap<string, readonly Word[]>, name: string): string | undefined {
  return values.get(name)?.[0]?.text.trim() || undefined;
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value };
}

function replace(word: Word, near: string | undefined): Fix[] {
  return near ? [{ title: `Replace by ${near}`, edits: [{ span: word.span, newText: near }], safe: true }] : [];
}

function listed(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ');
}

/** A word for a message: user text of any length is cut. */
function clip(word: string): string {
  return word.length > 60 ? `${word.slice(0, 59)}…` : word;
}
