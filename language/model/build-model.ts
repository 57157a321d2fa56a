import type { Catalog, CatalogService } from '../catalog/catalog.ts';
import type { Finding, Fix, Severity } from '../lint/finding.ts';
import { closest, closestFew } from '../services/closest.ts';
import type { ParsedFile, ParsedStatement } from '../services/parse.ts';
import { placeForUse } from './place-for-use.ts';
import type {
  Acceptance,
  ArchitectureInfo,
  ArchitectureModel,
  Arrangement,
  Attack,
  Constraint,
  Element,
  EndpointReference,
  Flow,
  FlowStatement,
  ModelImport,
  Properties,
  Reference,
  Threat,
  View,
  WrittenName,
} from './model.ts';
import { readAcceptance, readConstraint } from './read-decisions.ts';
import { checkProperties, toProperties } from './read-properties.ts';
import type { PropertyText, StatementText, Word } from './read-statement.ts';
import { readStatement } from './read-statement.ts';
import { readAttack, readThreat } from './read-threats.ts';
import type { Span } from './span.ts';
import type { StatementContext } from './statement-context.ts';
import type { Steps } from './steps.ts';
import { finish } from './steps.ts';
import { directions, flowKinds, pillars, type Cloud, type Direction, type Fit, type FlowKind } from './vocabulary.ts';

/** What a model is built from. */
export interface ModelInput {
  /** The design's files, imports before what imports them; the last is the design itself. */
  readonly files: readonly ParsedFile[];
  /** The catalog with the services that those files define. */
  readonly catalog: Catalog;
  readonly ownServices: readonly CatalogService[];
  /** The files whose names a file may use: itself and all it imports. */
  readonly visibleFrom: (uri: string) => ReadonlySet<string>;
  /** The imports among those files. */
  readonly imports: readonly ModelImport[];
  /** The import statement of the last file that brings in another of the files. */
  readonly importOf: (uri: string) => Span | undefined;
  /** What statements of the same design were read to when it was built before. It is added to. */
  readonly memory?: ModelMemory;
}

/**
 * What the statements of one design were read to. A statement that only moved keeps its elements, and a flow whose ends
 * are the same elements as before is the same flow: after an edit only what it reaches is read again. The places in what
 * is kept move along, so an earlier model of the design no longer holds once the next one is built. Whoever keeps
 * something of a model for longer copies the places.
 */
export class ModelMemory {
  /** By the identities of statements at the top level. */
  readonly declared = new WeakMap<object, DeclaredStatement>();
  /** By the identities of statements of flows. */
  readonly flows = new WeakMap<object, FlowReading>();
  /** How the flows of the design were numbered and sorted last. */
  sorted: SortedFlows | undefined;
}

/** Flows of a design, numbered, and by their ends. */
interface SortedFlows {
  /** As they were read, with their ids less the numbers that tell equal ones apart. */
  readonly read: readonly Flow[];
  readonly names: readonly string[];
  /** How often each name is there. Belongs to the newest state. */
  readonly counts: Map<string, number>;
  /** The same flows under their ids. */
  readonly flows: readonly Flow[];
  readonly from: ReadonlyMap<Element, readonly Flow[]>;
  readonly into: ReadonlyMap<Element, readonly Flow[]>;
}

/** What a statement was read to about which nothing had to be reported. */
interface StatementReading {
  /** Where the statement stood. */
  at: number;
  /** All places that were made while it was read. */
  readonly spans: readonly Mutable<Span>[];
}

/** A statement at the top level. */
interface DeclaredStatement extends StatementReading {
  readonly catalog: Catalog;
  /** How many elements stood before it. */
  order: number;
  /** The element that it declares and all that this one holds, in reading order. */
  readonly elements: readonly OpenElement[];
  readonly flowStatements: readonly StatementInside<StatementText & { type: 'flow' }>[];
  readonly laterStatements: readonly StatementInside[];
}

/** A statement in one at the top level, or that one: the how many-th of all it holds, itself the first. */
interface StatementInside<Text extends StatementText = StatementText> {
  readonly index: number;
  readonly text: Text;
}

interface FlowReading extends StatementReading {
  readonly references: readonly Reference[];
  readonly flows: readonly Flow[];
  readonly names: readonly string[];
}

/** No picture, table or review of a design larger than this is of use to anyone; past it, the rest is left out. */
export const maximumElements = 10_000;
export const maximumFlows = 50_000;
/** Longest label or title, in UTF-16 code units; longer ones are cut. */
export const maximumLabelLength = 300;

/** For so many unknown names near ones are looked for; the search takes time that grows with the design. */
const maximumSuggestions = 200;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
interface OpenElement extends Mutable<Element> {
  children: OpenElement[];
}

/** A statement that is read when more is known. */
interface Waiting<Text extends StatementText = StatementText> {
  readonly file: ParsedFile;
  readonly statement: ParsedStatement;
  readonly text: Text;
}

/** What the files that a design imports make of it, less what needs all of its flows. Nothing in it is changed. */
interface Groundwork {
  readonly files: readonly ParsedFile[];
  readonly catalog: Catalog;
  readonly elements: ReadonlyMap<string, OpenElement>;
  readonly fileOfElement: ReadonlyMap<Element, string>;
  readonly roots: readonly OpenElement[];
  readonly flows: readonly Flow[];
  readonly flowNames: readonly string[];
  readonly references: readonly Reference[];
  readonly later: readonly Waiting[];
}

/** By the last of the imported files: most keys change the file that imports them. */
const groundworks = new WeakMap<ParsedFile, Groundwork>();

function isSame(one: readonly ParsedFile[], other: readonly ParsedFile[]): boolean {
  return one.length === other.length && one.every((file, index) => file === other[index]);
}

const laterTypes: ReadonlySet<StatementText['type']> = new Set([
  'integrate',
  'view',
  'threat',
  'attack',
  'accept',
  'constraint',
]);

/** Characters that change the order or the look of text without being seen. */
const invisible = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/;
/** Joiners that belong to what is seen: they make one sign of several emoji, and shape Arabic and Indic letters. */
const seenJoiners =
  /(?<=\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]?)\u200D(?=\p{Extended_Pictographic})|(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Oriya}\p{Script=Sinhala}\p{Script=Tamil}\p{Script=Telugu}])[\u200C\u200D]/gu;

/**
 * Builds the design from its files: looks up every name, spreads flows over their ends and kinds, derives what
 * `integrate` asks for. Never throws on what a user typed: a statement that cannot be understood is reported and left
 * out. Reported is only what stands in the last file; the others are reported as designs of their own.
 */
export function buildModel(input: ModelInput): BuiltModel {
  return finish(buildModelInSteps(input));
}

/** The same in steps of a few milliseconds at most. */
export function buildModelInSteps(input: ModelInput): Steps<BuiltModel> {
  return new ModelBuilder(input).build();
}

export interface BuiltModel {
  readonly model: ArchitectureModel;
  readonly findings: readonly Finding[];
}

/** So many statements of flows are read in one step. */
const flowsInStep = 250;

class ModelBuilder {
  readonly #input: ModelInput;
  readonly #root: ParsedFile;
  readonly #findings: Finding[] = [];
  readonly #elements = new Map<string, OpenElement>();
  readonly #fileOfElement = new Map<Element, string>();
  readonly #roots: OpenElement[] = [];
  /** As they are read: without the numbers that tell equal ones apart. */
  readonly #flows: Flow[] = [];
  readonly #flowNames: string[] = [];
  readonly #views: View[] = [];
  readonly #viewNames = new Set<string>();
  readonly #references: Reference[] = [];
  readonly #threats: Threat[] = [];
  readonly #attacks = new Map<string, Attack>();
  readonly #acceptances: Acceptance[] = [];
  readonly #constraints: Constraint[] = [];
  readonly #context: StatementContext;
  /** What needs all names first, in reading order; then what needs all flows. */
  readonly #flowStatements: Waiting<StatementText & { type: 'flow' }>[] = [];
  readonly #laterStatements: Waiting[] = [];
  #architecture: ArchitectureInfo | undefined;
  #full = false;
  #unknownNames = 0;
  /** The file and statement being read. */
  #file: ParsedFile;
  #shift = 0;
  /** Of a statement with a syntax error nothing more is said: what it means is not known yet. */
  #broken = false;
  /** Whether something was to be reported since this was set, here or in the file's own design. */
  #said = false;
  /** The places that are made for the statement being read; undefined where nobody wants to know. */
  #spans: Span[] | undefined;
  /** What is kept of statements that moved, and by how much their elements did; nothing of it has moved yet. */
  readonly #moves: { readonly known: StatementReading; readonly to: number; readonly order?: number }[] = [];

  constructor(input: ModelInput) {
    this.#input = input;
    this.#root = input.files.at(-1)!;
    this.#file = this.#root;
    this.#context = this.#statementContext();
  }

  *build(): Steps<BuiltModel> {
    yield* this.#layGround(this.#input.files.slice(0, -1));
    this.#declareFile(this.#root);
    yield;
    yield* this.#connect();
    // From here on nothing comes between: where the places have moved, the earlier model no longer holds.
    this.#moveKept();
    for (const waiting of this.#laterStatements) {
      this.#continueWith(waiting);
      this.#readLater(waiting.text, waiting.statement);
    }
    return { model: this.#model(), findings: this.#findings };
  }

  /**
   * Reads names and flows of the imported files, or takes what they were read to for the design as it was a key ago. They
   * see nothing of the file that imports them, so they are the same whatever is typed there.
   */
  *#layGround(files: readonly ParsedFile[]): Steps<void> {
    const last = files.at(-1);
    if (!last) return;
    const known = groundworks.get(last);
    if (known?.catalog === this.#input.catalog && isSame(known.files, files)) {
      this.#takeOver(known);
      return;
    }
    for (const file of files) {
      this.#declareFile(file);
      yield;
    }
    // In a circle of imports a file sees the names of the last one, which are not known yet.
    if (files.some((file) => this.#input.visibleFrom(file.uri).has(this.#root.uri))) return;
    yield* this.#connect();
    if (this.#full || this.#findings.length > 0) return;
    // Other designs may stand on it from now on. Earlier models of this one do not hold anyway: an import changed.
    this.#moveKept();
    const ground: Groundwork = {
      files: [...files],
      catalog: this.#input.catalog,
      elements: new Map(this.#elements),
      fileOfElement: new Map(this.#fileOfElement),
      roots: [...this.#roots],
      flows: [...this.#flows],
      flowNames: [...this.#flowNames],
      references: [...this.#references],
      later: [...this.#laterStatements],
    };
    groundworks.set(last, ground);
  }

  #takeOver(ground: Groundwork): void {
    for (const [name, element] of ground.elements) this.#elements.set(name, element);
    for (const [element, file] of ground.fileOfElement) this.#fileOfElement.set(element, file);
    for (const element of ground.roots) this.#roots.push(element);
    for (const flow of ground.flows) this.#flows.push(flow);
    for (const name of ground.flowNames) this.#flowNames.push(name);
    for (const reference of ground.references) this.#references.push(reference);
    for (const waiting of ground.later) this.#laterStatements.push(waiting);
  }

  /** Reads the flows whose names are declared by now. */
  *#connect(): Steps<void> {
    const { memory } = this.#input;
    for (const [index, waiting] of this.#flowStatements.splice(0).entries()) {
      if (index % flowsInStep === flowsInStep - 1) yield;
      this.#continueWith(waiting);
      if (this.#connectAgain(waiting.statement)) continue;
      const references = this.#references.length;
      const flows = this.#flows.length;
      this.#said = false;
      const spans = this.#collectSpans();
      this.#readFlow(waiting.text, waiting.statement);
      if (!memory || this.#said || this.#full || this.#broken) continue;
      memory.flows.set(waiting.statement.identity, {
        at: waiting.statement.start,
        spans,
        references: this.#references.slice(references),
        flows: this.#flows.slice(flows),
        names: this.#flowNames.slice(flows),
      });
    }
    this.#spans = undefined;
  }

  /** Begins to remember the places that are made. */
  #collectSpans(): Span[] {
    const spans: Span[] = [];
    if (this.#input.memory) this.#spans = spans;
    return spans;
  }

  /** Moves what is kept of statements to where these stand now. */
  #moveKept(): void {
    for (const { known, to, order } of this.#moves.splice(0)) {
      // It may have been moved meanwhile, where the same design was asked for while it was built in steps.
      const by = to - known.at;
      known.at = to;
      if (by !== 0) {
        for (const span of known.spans) {
          span.start += by;
          span.end += by;
        }
      }
      if (order === undefined) continue;
      const declared = known as DeclaredStatement;
      for (const element of declared.elements) element.order += order - declared.order;
      declared.order = order;
    }
  }

  /** Adds the flows that a statement stood for before, where its words name the same elements now. */
  #connectAgain(statement: ParsedStatement): boolean {
    const known = this.#input.memory?.flows.get(statement.identity);
    if (!known || this.#flows.length + known.flows.length > maximumFlows) return false;
    const isSame = ({ element }: Reference): boolean =>
      this.#elements.get(element.name) === element && this.#isVisible(element);
    if (!known.references.every(isSame)) return false;
    for (const reference of known.references) this.#references.push(reference);
    for (const flow of known.flows) this.#flows.push(flow);
    for (const name of known.names) this.#flowNames.push(name);
    if (known.at !== statement.start) this.#moves.push({ known, to: statement.start });
    return true;
  }

  #continueWith({ file, statement }: Waiting): void {
    this.#file = file;
    this.#shift = statement.shift;
    this.#broken = statement.broken;
  }

  #declareFile(file: ParsedFile): void {
    this.#file = file;
    const { memory } = this.#input;
    for (const statement of file.statements) {
      if (this.#declareAgain(statement)) continue;
      const order = this.#elements.size;
      const flows = this.#flowStatements.length;
      const later = this.#laterStatements.length;
      const roots = this.#roots.length;
      this.#said = false;
      const spans = this.#collectSpans();
      this.#declare([statement], undefined);
      // What a design says of itself is no element.
      if (!memory || this.#said || this.#full || statement.node.$type === 'Architecture') continue;
      const inside = withStatementsInside(statement);
      const toInside = <Text extends StatementText>(waiting: Waiting<Text>): StatementInside<Text> => ({
        index: inside.indexOf(waiting.statement),
        text: waiting.text,
      });
      memory.declared.set(statement.identity, {
        at: statement.start,
        spans,
        catalog: this.#input.catalog,
        order,
        elements: this.#roots
          .slice(roots)
          .flatMap((root) => withDescendants(root) as OpenElement[])
          .sort(byOrder),
        flowStatements: this.#flowStatements.slice(flows).map(toInside),
        laterStatements: this.#laterStatements.slice(later).map(toInside),
      });
    }
    this.#spans = undefined;
  }

  /** Declares what a statement at the top level declared before, where that is the same now. */
  #declareAgain(statement: ParsedStatement): boolean {
    const known = this.#input.memory?.declared.get(statement.identity);
    if (known?.catalog !== this.#input.catalog) return false;
    if (known.elements.some((element) => this.#elements.has(element.name))) return false;
    if (this.#elements.size + known.elements.length > maximumElements) return false;
    if (known.elements.length > 0 && known.order !== this.#elements.size)
      this.#moves.push({ known, to: statement.start, order: this.#elements.size });
    else if (known.at !== statement.start) this.#moves.push({ known, to: statement.start });
    for (const element of known.elements) {
      this.#elements.set(element.name, element);
      this.#fileOfElement.set(element, this.#file.uri);
      if (!element.parent) this.#roots.push(element);
    }
    if (known.flowStatements.length + known.laterStatements.length === 0) return true;
    // File and statements are other states of themselves by now.
    const file = this.#file;
    const inside = statement.children ? withStatementsInside(statement) : [statement];
    for (const { index, text } of known.flowStatements)
      this.#flowStatements.push({ file, statement: inside[index]!, text });
    for (const { index, text } of known.laterStatements)
      this.#laterStatements.push({ file, statement: inside[index]!, text });
    return true;
  }

  // Elements

  #declare(statements: readonly ParsedStatement[], container: OpenElement | undefined): void {
    const containerProperties: PropertyText[] = [];
    for (const statement of statements) {
      const text = this.#read(statement);
      if (text.type === 'flow') this.#flowStatements.push({ file: this.#file, statement, text });
      else if (laterTypes.has(text.type)) this.#laterStatements.push({ file: this.#file, statement, text });
      switch (text.type) {
        case 'architecture':
          this.#topLevel('architecture', statement, container);
          this.#readArchitecture(text, statement);
          break;
        case 'use':
          this.#readUse(text, statement, container);
          break;
        case 'component':
        case 'threat':
          this.#declareNamed(text, statement, container);
          break;
        case 'container': {
          const element = this.#declareNamed(text, statement, container);
          this.#declare(statement.children ?? [], element ?? container);
          break;
        }
        case 'property':
          if (text.property) containerProperties.push(this.#shifted(text.property));
          break;
        case 'import':
        case 'view':
        case 'service':
        case 'attack':
        case 'accept':
          this.#topLevel(text.type, statement, container);
          break;
        case 'constraint':
          this.#topLevel(text.keyword, statement, container);
          break;
        case 'flow':
        case 'integrate':
          break;
      }
    }
    if (container && container.children !== undefined && containerProperties.length > 0) {
      const kind = container.kind === 'zone' ? 'zone' : 'group';
      container.properties = this.#properties(kind, containerProperties, true);
    }
  }

  #topLevel(word: string, statement: ParsedStatement, container: OpenElement | undefined): void {
    if (!container) return;
    this.#report(
      'misplaced-statement',
      { start: statement.start, end: statement.end },
      `\`${word}\` stands at the top level: move it out of \`${container.name}\`.`,
    );
  }

  #readArchitecture(text: StatementText & { type: 'architecture' }, statement: ParsedStatement): void {
    const checked = this.#check(
      'architecture',
      text.properties.map((property) => this.#shifted(property)),
    );
    if (this.#file !== this.#root) return;
    if (this.#architecture) {
      this.#report(
        'duplicate-architecture',
        { start: statement.start, end: statement.end },
        'A design has one `architecture` statement: merge this into the first.',
        {
          related: [{ span: this.#architecture.span, message: 'The first one' }],
        },
      );
      return;
    }
    const value = (name: string): string | undefined =>
      checked.find((property) => property.definition.name === name)?.values[0];
    const name = text.name?.text ?? 'architecture';
    this.#architecture = {
      name,
      title: this.#label(text.title) ?? name,
      owner: value('owner'),
      cloud: value('cloud') as Cloud | undefined,
      documentation: statement.documentation?.text ?? value('description'),
      span: this.#span(statement),
    };
  }

  #readUse(
    text: StatementText & { type: 'use' },
    statement: ParsedStatement,
    container: OpenElement | undefined,
  ): void {
    if (!text.service) return;
    const word = this.#word(text.service);
    const { service, writtenAs } = this.#lookUpService(word, text.name !== undefined);
    const label = this.#label(text.label);
    // A name in quotation marks cannot be referred to; the service's id can.
    const named = text.name ? this.#word(text.name) : word;
    const name =
      text.name?.text ??
      (/^[^\s"]+$/.test(word.text) && !this.#isQuoted(word) ? word.text : (service?.id ?? word.text));
    this.#add(
      {
        kind: 'service',
        name,
        path: '',
        label: label ?? service?.short ?? word.text.slice(0, maximumLabelLength),
        ownLabel: label !== undefined,
        labelSpan: text.label && this.#span(this.#word(text.label)),
        service,
        writtenAs,
        children: [],
        properties: this.#properties('use', text.properties),
        documentation: statement.documentation?.text,
        span: this.#span(statement),
        nameSpan: this.#span(named),
        serviceSpan: this.#span(word),
        order: 0,
      },
      container,
      named,
    );
  }

  #isQuoted(word: Word): boolean {
    return this.#file.text[word.start] === '"';
  }

  #lookUpService(word: Word, hasOwnName: boolean): { service?: CatalogService; writtenAs?: WrittenName } {
    const { catalog } = this.#input;
    const exact = catalog.service(word.text);
    if (exact) return { service: exact };
    const matches = catalog.resolve(word.text);
    const best = matches[0];
    if (!best) {
      this.#unknownService(word);
      return {};
    }
    const candidates = [...new Set(matches.map((match) => match.service))];
    if (best.by !== 'former' && candidates.length === 1) {
      const { id } = best.service;
      // Without a name of its own the element is called by this word, and flows refer to it so.
      const use = hasOwnName || this.#isQuoted(word) ? id : `${id} as ${word.text}`;
      this.#report(
        'service-by-name',
        word,
        `Write the service's id, \`${best.service.id}\`: \`${word.text}\` is its ${best.by === 'abbreviation' ? 'abbreviation' : 'name'}.`,
        {
          severity: 'info',
          fixes: [this.#replace(word, use, `Replace by ${use}`, true)],
        },
      );
    }
    const by = best.by === 'id' ? 'name' : best.by;
    return { service: best.service, writtenAs: { text: word.text, by, candidates } };
  }

  #unknownService(word: Word): void {
    if (this.#file !== this.#root) return;
    const near = this.#input.catalog.nearest(word.text, 3);
    const ids = [...new Set(near.map((match) => match.service.id))];
    const advice =
      ids.length > 0 ? `Did you mean ${listed(ids)}?` : 'What the catalog does not know is written as a `component`.';
    this.#report('unknown-service', word, `The catalog knows no service \`${clip(word.text)}\`. ${advice}`, {
      fixes: ids.map((id) => this.#replace(word, id, `Replace by ${id}`)),
    });
  }

  /** Adds what the author names: anything but an instance of a service. A container's properties follow in its block. */
  #declareNamed(
    text: StatementText & { type: 'component' | 'container' | 'threat' },
    statement: ParsedStatement,
    container: OpenElement | undefined,
  ): OpenElement | undefined {
    if (!text.name) return undefined;
    const label = this.#label(text.label);
    const named = this.#word(text.name);
    return this.#add(
      {
        kind: text.type === 'container' ? text.kind : text.type,
        name: text.name.text,
        path: '',
        label: label ?? text.name.text,
        ownLabel: label !== undefined,
        labelSpan: text.label && this.#span(this.#word(text.label)),
        children: [],
        properties: text.type === 'container' ? noProperties : this.#properties(text.type, text.properties),
        documentation: statement.documentation?.text,
        span: this.#span(statement),
        nameSpan: this.#span(named),
        order: 0,
      },
      container,
      named,
    );
  }

  /** Adds an element; one whose name is taken is reported and left out. */
  #add(element: OpenElement, container: OpenElement | undefined, named: Word): OpenElement | undefined {
    const first = this.#elements.get(element.name);
    if (first) {
      this.#said = true;
      const related = [{ span: first.nameSpan, message: `\`${first.name}\` is first declared here` }];
      const advice =
        element.kind === 'service'
          ? `give this one a name of its own, for example \`as ${element.name}-2\``
          : 'give one of them another name';
      if (this.#file === this.#root) {
        this.#report('duplicate-name', named, `\`${element.name}\` is already the name of something else: ${advice}.`, {
          related,
        });
      } else {
        const place = this.#input.importOf(this.#file.uri);
        if (place && this.#fileOfElement.get(first) !== this.#file.uri) {
          this.#push(
            'duplicate-name',
            place,
            `This import brings in a second \`${element.name}\`: give one of them another name.`,
            { related: [...related, { span: element.nameSpan, message: 'The second one' }] },
          );
        }
      }
      return undefined;
    }
    if (this.#elements.size >= maximumElements) {
      if (!this.#full)
        this.#report(
          'design-too-large',
          named,
          `A design can have ${maximumElements} elements; from here on they are left out. Divide it into several designs.`,
        );
      this.#full = true;
      return undefined;
    }
    element.parent = container;
    element.path = container ? `${container.path}/${element.name}` : element.name;
    element.order = this.#elements.size;
    this.#elements.set(element.name, element);
    this.#fileOfElement.set(element, this.#file.uri);
    (container ? container.children : this.#roots).push(element);
    return element;
  }

  // Flows

  #readFlow(text: StatementText & { type: 'flow' }, statement: ParsedStatement): void {
    const sources = text.sources.map((word) => this.#flowEnd(word, 'source'));
    const targets = text.targets.map((word) => this.#flowEnd(word, 'target'));
    const via = text.via && this.#flowEnd(text.via, 'via').element;
    if (!text.arrow || (statement.broken && (sources.length === 0 || targets.length === 0))) return;
    const kinds = text.kinds.flatMap((written) => {
      const word = this.#word(written);
      const kind = this.#kind(word);
      return kind ? [{ kind, span: this.#span(word) }] : [];
    });
    const arrow = this.#word(text.arrow);
    if (text.kinds.length === 0 && !statement.broken) this.#missingKind(text, sources, targets);
    const label = this.#label(text.label);
    const properties = this.#properties('flow', text.properties);
    const documentation = statement.documentation?.text;
    const twoWay = text.arrow.text === '<->';
    const flowStatement: FlowStatement = {
      span: this.#span(statement),
      sources,
      targets,
      kinds,
      arrowSpan: this.#span(arrow),
      labelSpan: text.label && this.#span(this.#word(text.label)),
      twoWay,
    };
    type End = EndpointReference & { readonly element: Element };
    const isKnown = (end: EndpointReference): end is End => end.element !== undefined;
    // Written out whole, not spread: a design of some size makes thousands of these at each keystroke.
    const add = (from: End, to: End, kind: FlowKind, kindSpan: Span): void =>
      this.#addFlow({
        id: '',
        source: from.element,
        target: to.element,
        kind,
        via,
        label,
        properties,
        documentation,
        twoWay,
        derivedFrom: undefined,
        span: flowStatement.span,
        statement: flowStatement,
        sourceSpan: from.span,
        targetSpan: to.span,
        kindSpan,
      });
    for (const source of sources) {
      for (const target of targets) {
        if (!isKnown(source) || !isKnown(target)) continue;
        if (source.element === target.element) {
          this.#push(
            'self-flow',
            target.span,
            `\`${target.name}\` cannot flow to itself: name another target, or leave it out.`,
          );
          continue;
        }
        for (const { kind, span } of kinds) {
          add(source, target, kind, span);
          if (twoWay) add(target, source, kind, span);
        }
      }
    }
  }

  /** Adds a flow. */
  #addFlow(flow: Mutable<Flow>): void {
    if (this.#flows.length >= maximumFlows) {
      if (!this.#full)
        this.#push(
          'design-too-large',
          flow.span,
          `A design can have ${maximumFlows} flows; from here on they are left out. Divide it into several designs.`,
        );
      this.#full = true;
      return;
    }
    flow.id = nameOfFlow(flow);
    this.#flows.push(flow);
    this.#flowNames.push(flow.id);
  }

  /** The element a word refers to; reported where there is none. */
  #endpoint(word: Word, role: Reference['role']): EndpointReference {
    const span = this.#span(word);
    const element = this.#lookUp(word, role);
    if (element) this.#references.push({ element, span, role });
    return { name: word.text, span, element };
  }

  /** An end of a flow: a threat is none, and says so. */
  #flowEnd(written: Word, role: Reference['role']): EndpointReference {
    const end = this.#endpoint(this.#word(written), role);
    if (end.element?.kind !== 'threat') return end;
    this.#push(
      'threat-in-flow',
      end.span,
      `\`${end.name}\` is a threat, and nothing flows to or from one: say what it \`targets\`, or put it into an \`attack\`.`,
    );
    return { name: end.name, span: end.span };
  }

  #kind(word: Word): FlowKind | undefined {
    const kind = flowKinds.find((name) => name === word.text);
    if (!kind) this.#unknownKind(word);
    return kind;
  }

  #lookUp(word: Word, role: Reference['role']): OpenElement | undefined {
    const element = this.#elements.get(word.text);
    if (element && this.#isVisible(element)) return element;
    this.#said = true;
    if (this.#file === this.#root) this.#unknownName(word, role);
    return undefined;
  }

  #isVisible(element: Element): boolean {
    return this.#file === this.#root || this.#input.visibleFrom(this.#file.uri).has(this.#fileOfElement.get(element)!);
  }

  #unknownName(word: Word, role: Reference['role']): void {
    const text = clip(word.text);
    const matches = this.#input.catalog.resolve(word.text);
    const services = [...new Set(matches.map((match) => match.service))];
    // Where the catalog does not know the word either, no element can be an instance of what it names.
    const elements = services.length > 0 ? [...this.#elements.values()] : [];
    const instance = services.flatMap((service) => elements.filter((element) => element.service === service))[0];
    const match = matches[0];
    if (match && instance) {
      const how = {
        id: 'the id',
        name: 'the name',
        short: 'the short name',
        abbreviation: 'an abbreviation',
        former: 'a former name',
      }[match.by];
      const message = `Nothing is named \`${text}\`. It is ${how} of ${instance.service!.name}, which this design calls \`${instance.name}\`.`;
      this.#report('unknown-name', word, message, {
        fixes: [this.#replace(word, instance.name, `Replace by ${instance.name}`, true)],
      });
      return;
    }
    if (match) {
      const how =
        match.by === 'former'
          ? `a former name of ${match.service.name}`
          : match.by === 'id'
            ? match.service.name
            : `another name of ${match.service.name}`;
      const use =
        match.by === 'id'
          ? `use ${match.service.id}`
          : `use ${match.service.id} as ${/^[\w-]+$/.test(word.text) ? word.text : match.service.id}`;
      this.#report(
        'unknown-name',
        word,
        `Nothing is named \`${text}\`. It is ${how}: write \`${use}\` before it is referred to.`,
        {
          fixes: services.slice(0, 3).map((service) => {
            const own = match.by === 'id' ? `use ${service.id}` : `use ${service.id} as ${word.text}`;
            return { title: `Add "${own}"`, edits: this.#declaration(word, own), safe: false };
          }),
        },
      );
      return;
    }
    const isName = /^[\w-]+$/.test(word.text);
    const kind = role === 'attack' ? 'threat' : 'component';
    // A file with hundreds of unknown names has another trouble than spelling.
    const near = this.#unknownNames++ < maximumSuggestions ? closestFew(word.text, this.#elements.keys(), 3) : [];
    const advice =
      near.length > 0
        ? `Did you mean ${listed(near)}?`
        : kind === 'threat'
          ? `Declare it with \`threat ${isName ? text : 'name'}\`.`
          : `Declare it with \`use\`, or with \`component ${isName ? text : 'name'}\` if the catalog does not know it.`;
    this.#report('unknown-name', word, `Nothing is named \`${text}\`. ${advice}`, {
      fixes: [
        ...near.map((name) => this.#replace(word, name, `Replace by ${name}`)),
        ...(isName
          ? [
              {
                title: `Declare ${kind} ${text}`,
                edits: this.#declaration(word, `${kind} ${word.text}`),
                safe: false,
              },
            ]
          : []),
      ],
    });
  }

  /** Declares something that a word of the design's own file refers to. */
  #declaration(word: Word, declaration: string): Fix['edits'] {
    const { offset, textOf } = placeForUse(this.#root, word.start);
    return [{ span: { uri: this.#root.uri, start: offset, end: offset }, newText: textOf(declaration) }];
  }

  #unknownKind(word: Word): void {
    const near = closest(word.text, flowKinds);
    const advice = near
      ? `Did you mean \`${near}\`?`
      : `It is one of ${flowKinds.map((kind) => `\`${kind}\``).join(', ')}.`;
    this.#report('unknown-kind', word, `\`${clip(word.text)}\` is no kind of flow. ${advice}`, {
      fixes: near ? [this.#replace(word, near, `Replace by ${near}`, true)] : [],
    });
  }

  #missingKind(
    text: StatementText & { type: 'flow' },
    sources: readonly EndpointReference[],
    targets: readonly EndpointReference[],
  ): void {
    if (this.#file !== this.#root) return;
    const last = text.targets.at(-1);
    if (!last) return;
    const word = this.#word(last);
    const known = new Set<FlowKind>();
    for (const source of sources) {
      for (const target of targets) {
        if (!source.element?.service || !target.element?.service) continue;
        for (const flow of this.#input.catalog.flowsBetween(source.element.service.id, target.element.service.id))
          known.add(flow.kind);
      }
    }
    const kinds = flowKinds.filter((kind) => known.has(kind));
    const advice = kinds.length > 0 ? `The catalog knows ${listed(kinds)}.` : `Add for example \`: log\`.`;
    this.#report('missing-kind', word, `This flow does not say what flows. ${advice}`, {
      fixes: kinds.map((kind) => ({
        title: `Add ": ${kind}"`,
        edits: [{ span: { uri: this.#file.uri, start: word.end, end: word.end }, newText: ` : ${kind}` }],
        safe: false,
      })),
    });
  }

  // What is derived and what is shown

  #readLater(text: StatementText, statement: ParsedStatement): void {
    switch (text.type) {
      case 'integrate':
        this.#readIntegrate(text, statement);
        break;
      case 'view':
        if (this.#file === this.#root) this.#readView(text, statement);
        break;
      case 'threat': {
        const element = text.name && this.#elements.get(text.name.text);
        // Of two threats with one name only the first became an element.
        if (element?.span.uri === this.#file.uri && element.span.start === statement.start)
          this.#threats.push(readThreat(text, element, this.#context));
        break;
      }
      case 'attack':
        this.#readAttack(text, statement);
        break;
      case 'accept': {
        const acceptance = readAcceptance(text, statement, this.#context);
        if (acceptance && !statement.broken) this.#acceptances.push(acceptance);
        break;
      }
      case 'constraint': {
        const constraint = readConstraint(text, statement, this.#context);
        if (constraint && !statement.broken) this.#constraints.push(constraint);
        break;
      }
    }
  }

  #readAttack(text: StatementText & { type: 'attack' }, statement: ParsedStatement): void {
    const attack = readAttack(text, statement, this.#context);
    if (!attack) return;
    const first = this.#attacks.get(attack.name);
    if (first) {
      this.#push(
        'duplicate-name',
        attack.nameSpan,
        `There is already an attack \`${clip(attack.name)}\`: give this one another name.`,
        { related: [{ span: first.nameSpan, message: 'The first one' }] },
      );
      return;
    }
    this.#attacks.set(attack.name, attack);
  }

  #readIntegrate(text: StatementText & { type: 'integrate' }, statement: ParsedStatement): void {
    const resolve = (words: readonly Word[]): Element[] =>
      words.flatMap((word) => this.#endpoint(this.#word(word), 'integrate').element ?? []).flatMap(withDescendants);
    const everything = (): Element[] => [...this.#elements.values()].filter((element) => this.#isVisible(element));
    const sources = text.all ? everything() : resolve(text.sources);
    const targets = text.directed ? resolve(text.targets) : sources;
    if (statement.broken && targets.length === 0) return;
    const byService = new Map<string, Element[]>();
    for (const target of targets) if (target.service) listAt(byService, target.service.id).push(target);
    const said = new Set(this.#flows.map((flow) => `${flow.source.name}\n${flow.target.name}\n${flow.kind}`));
    const span = this.#span(statement);
    for (const source of sources) {
      if (!source.service) continue;
      for (const fact of this.#input.catalog.flowsFrom(source.service.id)) {
        for (const target of byService.get(fact.target) ?? []) {
          const key = `${source.name}\n${target.name}\n${fact.kind}`;
          if (fact.guess || source === target || said.has(key)) continue;
          said.add(key);
          this.#addFlow({
            id: '',
            source,
            target,
            kind: fact.kind,
            properties: noProperties,
            twoWay: false,
            derivedFrom: fact,
            span,
            sourceSpan: span,
            targetSpan: span,
            kindSpan: span,
          });
        }
      }
    }
  }

  #readView(text: StatementText & { type: 'view' }, statement: ParsedStatement): void {
    if (!text.name) return;
    const word = this.#word(text.name);
    if (this.#viewNames.has(word.text)) {
      this.#report(
        'duplicate-name',
        word,
        `There is already a view \`${clip(word.text)}\`: give this one another name.`,
      );
      return;
    }
    this.#viewNames.add(word.text);
    const included = new Set<Element>();
    const excluded = new Set<Element>();
    const collapsed: Element[] = [];
    const kinds: FlowKind[] = [];
    let saysInclude = false;
    let saysFlows = false;
    for (const { keyword, all, terms } of text.selections) {
      if (keyword === 'flows') {
        saysFlows = true;
        if (all) kinds.push(...flowKinds);
        for (const term of terms) {
          const kind = flowKinds.find((name) => name === term.text);
          if (kind) kinds.push(kind);
          else this.#unknownKind(this.#word(term));
        }
        continue;
      }
      const elements = all
        ? [...this.#elements.values()]
        : terms.flatMap((term) => this.#endpoint(this.#word(term), 'view').element ?? []);
      if (keyword === 'include') {
        saysInclude = true;
        for (const element of elements) for (const inside of withDescendants(element)) included.add(inside);
      } else if (keyword === 'exclude') {
        for (const element of elements) for (const inside of withDescendants(element)) excluded.add(inside);
      } else {
        for (const [index, element] of elements.entries()) {
          if (element.kind === 'group' || element.kind === 'zone') collapsed.push(element);
          else if (!all)
            this.#report(
              'invalid-value',
              this.#word(terms[index]!),
              `\`${clip(element.name)}\` holds nothing that could be collapsed: name a group or zone.`,
            );
        }
      }
    }
    const settings = this.#check(
      'view',
      text.settings.map((setting) => this.#shifted(setting)),
    );
    const direction = settings.find((setting) => setting.definition.name === 'direction')?.values[0] as
      Direction | undefined;
    const fit = settings.find((setting) => setting.definition.name === 'fit')?.values[0] as Fit | undefined;
    const all = [...this.#elements.values()];
    this.#views.push({
      name: word.text,
      title: this.#label(text.title) ?? word.text,
      documentation: statement.documentation?.text,
      elements: all.filter((element) => (!saysInclude || included.has(element)) && !excluded.has(element)),
      flowKinds: saysFlows ? flowKinds.filter((kind) => kinds.includes(kind)) : undefined,
      collapsed,
      direction: direction ?? directions[0],
      ...(fit ? { fit } : {}),
      arrangement: this.#arrangement(text, statement),
      span: this.#span(statement),
      nameSpan: this.#span(word),
    });
  }

  #arrangement(text: StatementText & { type: 'view' }, statement: ParsedStatement): Arrangement | undefined {
    const [arrangement, second] = text.arrangements;
    if (!arrangement) return undefined;
    if (second?.rows[0])
      this.#report('duplicate-property', this.#word(second.rows[0]), 'A view is arranged once: remove this `arrange`.');
    return {
      rows: arrangement.rows.map((word) => this.#endpoint(this.#word(word), 'view')),
      columns: arrangement.columns.map((written) => {
        const word = this.#word(written);
        const span = this.#span(word);
        const pillar = pillars.find((name) => name === word.text);
        // A pillar's name is a pillar, unless the design has given it to something of its own.
        if (pillar && !this.#context.visibleElement(word.text)) return { text: word.text, span, pillar };
        const { element } = this.#endpoint(word, 'view');
        return { text: word.text, span, element };
      }),
      span: this.#span(statement),
    };
  }

  // The result

  #model(): ArchitectureModel {
    const { catalog, ownServices, files } = this.#input;
    const { memory } = this.#input;
    const sorted = sortFlows(this.#flows, this.#flowNames, memory?.sorted);
    if (memory) memory.sorted = sorted;
    const { flows, from: flowsFrom, into: flowsInto } = sorted;
    const instances = new Map<string, Element[]>();
    for (const element of this.#elements.values())
      if (element.service) listAt(instances, element.service.id).push(element);
    const ofKind = (flows: readonly Flow[] | undefined, kind: FlowKind | undefined): readonly Flow[] =>
      kind === undefined ? (flows ?? []) : (flows ?? []).filter((flow) => flow.kind === kind);
    return {
      uri: this.#root.uri,
      files: files.map((file) => file.uri),
      architecture: this.#architecture,
      elements: this.#elements,
      roots: this.#roots,
      flows,
      views: this.#views,
      threats: this.#threats,
      attacks: [...this.#attacks.values()],
      acceptances: this.#acceptances,
      constraints: this.#constraints,
      imports: this.#input.imports,
      references: this.#references,
      catalog,
      ownServices,
      flowsFrom: (element, kind) => ofKind(flowsFrom.get(element), kind),
      flowsInto: (element, kind) => ofKind(flowsInto.get(element), kind),
      flowsBetween: (source, target) => (flowsFrom.get(source) ?? []).filter((flow) => flow.target === target),
      instancesOf: (serviceId) => instances.get(serviceId) ?? [],
    };
  }

  // Words and places

  #read(statement: ParsedStatement): StatementText {
    this.#shift = statement.shift;
    this.#broken = statement.broken;
    return readStatement(statement.node);
  }

  /** A word at its place in the file as it is now. */
  #word(word: Word): Word {
    return this.#shift === 0 ? word : { text: word.text, start: word.start + this.#shift, end: word.end + this.#shift };
  }

  #shifted(property: PropertyText): PropertyText {
    return { name: this.#word(property.name), values: property.values.map((value) => this.#word(value)) };
  }

  #span({ start, end }: { readonly start: number; readonly end: number }): Span {
    const span = { uri: this.#file.uri, start, end };
    this.#spans?.push(span);
    return span;
  }

  #check(holder: Parameters<typeof checkProperties>[0], texts: readonly PropertyText[]) {
    return checkProperties(holder, texts, (code, word, message, replacement) =>
      this.#report(code, word, message, {
        fixes: replacement ? [this.#replace(word, replacement, `Replace by ${replacement}`, true)] : [],
      }),
    );
  }

  #properties(
    holder: Parameters<typeof checkProperties>[0],
    texts: readonly PropertyText[],
    shifted = false,
  ): Properties {
    if (texts.length === 0) return noProperties;
    const placed = shifted ? texts : texts.map((text) => this.#shifted(text));
    return toProperties(this.#check(holder, placed), (start, end) => this.#span({ start: start.start, end: end.end }));
  }

  #statementContext(): StatementContext {
    return {
      word: (word) => this.#word(word),
      span: (place) => this.#span(place),
      statementSpan: (statement) => this.#span(statement),
      endpoint: (word, role) => this.#endpoint(word, role),
      visibleElement: (name) => {
        const element = this.#elements.get(name);
        return element && this.#isVisible(element) ? element : undefined;
      },
      refer: (element, span, role) => this.#references.push({ element, span, role }),
      kinds: (words) => words.flatMap((word) => this.#kind(this.#word(word)) ?? []),
      label: (word) => this.#label(word),
      properties: (holder, texts) => {
        const checked = this.#check(
          holder,
          texts.map((text) => this.#shifted(text)),
        );
        const properties = toProperties(checked, (start, end) => this.#span({ start: start.start, end: end.end }));
        return { checked, properties };
      },
      replace: (word, newText, title, safe) => this.#replace(word, newText, title, safe),
      report: (rule, place, message, more) => this.#report(rule, place, message, more),
    };
  }

  /** A label's text, cut where it is too long; reported once. */
  #label(written: Word | undefined): string | undefined {
    if (!written) return undefined;
    const { text } = written;
    if (text.length > maximumLabelLength) {
      this.#report(
        'label-too-long',
        this.#word(written),
        `This text has ${text.length} characters; what is drawn has room for ${maximumLabelLength} at most. Say it shorter, or put it into a \`/** … */\` comment.`,
        { severity: 'warning' },
      );
    }
    if (invisible.test(text) && invisible.test(text.replace(seenJoiners, ''))) {
      this.#report(
        'invisible-characters',
        this.#word(written),
        'This text holds characters that cannot be seen and can change how it reads: remove them.',
        { severity: 'warning' },
      );
    }
    return text.slice(0, maximumLabelLength);
  }

  #replace(word: Word, newText: string, title: string, safe = false): Fix {
    return { title, edits: [{ span: this.#span(word), newText }], safe };
  }

  #report(
    rule: string,
    place: { readonly start: number; readonly end: number },
    message: string,
    more: { severity?: Severity; related?: Finding['related']; fixes?: readonly Fix[] } = {},
  ): void {
    this.#said = true;
    if (this.#file !== this.#root) return;
    this.#push(rule, this.#span(place), message, more);
  }

  #push(
    rule: string,
    span: Span,
    message: string,
    more: { severity?: Severity; related?: Finding['related']; fixes?: readonly Fix[] } = {},
  ): void {
    this.#said = true;
    if (span.uri !== this.#root.uri || this.#broken) return;
    this.#findings.push({
      rule,
      severity: more.severity ?? 'error',
      origin: 'language',
      message,
      span,
      related: more.related ?? [],
      fixes: more.fixes ?? [],
    });
  }
}

const noProperties: Properties = { spans: new Map() };

/** An element and everything it holds. */
export function withDescendants(element: Element): Element[] {
  const all: Element[] = [element];
  for (let index = 0; index < all.length; index++) all.push(...all[index]!.children);
  return all;
}

/** A statement and all it holds, in reading order. */
function withStatementsInside(statement: ParsedStatement): ParsedStatement[] {
  return [statement, ...(statement.children ?? []).flatMap(withStatementsInside)];
}

function byOrder(one: Element, other: Element): number {
  return one.order - other.order;
}

/** So many flows may have come and gone for what is known of the others to be of use. */
const mostChangedFlows = 500;

/** Numbers flows and sorts them by their ends: only those that changed, where most are as they were before. */
function sortFlows(read: readonly Flow[], names: readonly string[], before: SortedFlows | undefined): SortedFlows {
  if (!before) return sortAll(read, names);
  return sortInPlace(read, names, before) ?? sortAgain(read, names, before) ?? sortAll(read, names);
}

function sortAll(read: readonly Flow[], names: readonly string[]): SortedFlows {
  const counts = new Map<string, number>();
  const from = new Map<Element, Flow[]>();
  const into = new Map<Element, Flow[]>();
  const flows = read.map((flow, index): Flow => {
    const name = names[index]!;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    const numbered = count === 1 ? flow : { ...flow, id: `${name}#${count}` };
    listAt(from, flow.source).push(numbered);
    listAt(into, flow.target).push(numbered);
    return numbered;
  });
  return { read, names, counts, flows, from, into };
}

/** Where each flow is what it was, or another of the same name in its place: so it is where an element is edited. */
function sortInPlace(read: readonly Flow[], names: readonly string[], before: SortedFlows): SortedFlows | undefined {
  if (read.length !== before.read.length) return undefined;
  const { counts } = before;
  const flows = [...before.flows];
  const changed: Flow[] = [];
  for (const [index, flow] of read.entries()) {
    if (flow === before.read[index]) continue;
    if (names[index] !== before.names[index] || counts.get(names[index]!) !== 1) return undefined;
    flows[index] = flow;
    changed.push(before.read[index]!, flow);
  }
  return {
    ...{ read, names, counts, flows },
    from: sortEnds(before.from, flows, changed, ({ source }) => source),
    into: sortEnds(before.into, flows, changed, ({ target }) => target),
  };
}

/** Gives undefined where too much changed, or something that others have their numbers from. */
function sortAgain(read: readonly Flow[], names: readonly string[], before: SortedFlows): SortedFlows | undefined {
  const shorter = Math.min(read.length, before.read.length);
  let same = 0;
  while (same < shorter && read[same] === before.read[same]) same++;
  let behind = 0;
  while (behind < shorter - same && read.at(-1 - behind) === before.read.at(-1 - behind)) behind++;
  const goneEnd = before.read.length - behind;
  const newEnd = read.length - behind;
  if (goneEnd - same + newEnd - same > mostChangedFlows) return undefined;
  const { counts } = before;
  const isOne = (name: string): boolean => (counts.get(name) ?? 1) === 1;
  if (!before.names.slice(same, goneEnd).every(isOne)) return undefined;
  const added = names.slice(same, newEnd);
  const gone = new Set(before.names.slice(same, goneEnd));
  if (new Set(added).size < added.length || added.some((name) => counts.has(name) && !gone.has(name))) return undefined;
  for (const name of gone) counts.delete(name);
  for (const name of added) counts.set(name, 1);

  const flows = [...before.flows.slice(0, same), ...read.slice(same, newEnd), ...before.flows.slice(goneEnd)];
  const changed = [...before.read.slice(same, goneEnd), ...read.slice(same, newEnd)];
  return {
    ...{ read, names, counts, flows },
    from: sortEnds(before.from, flows, changed, ({ source }) => source),
    into: sortEnds(before.into, flows, changed, ({ target }) => target),
  };
}

/** The flows by one of their ends, where some of them changed. */
function sortEnds(
  before: ReadonlyMap<Element, readonly Flow[]>,
  flows: readonly Flow[],
  changed: readonly Flow[],
  endOf: (flow: Flow) => Element,
): ReadonlyMap<Element, readonly Flow[]> {
  if (changed.length === 0) return before;
  const lists = new Map(changed.map((flow): [Element, Flow[]] => [endOf(flow), []]));
  for (const flow of flows) lists.get(endOf(flow))?.push(flow);
  const sorted = new Map(before);
  for (const [element, list] of lists) {
    if (list.length > 0) sorted.set(element, list);
    else sorted.delete(element);
  }
  return sorted;
}

/** What flows from where to where: its id, where it is the only one. */
function nameOfFlow({ source, target, kind }: Flow): string {
  return `${source.name}->${target.name}:${kind}`;
}

function listAt<K, V>(map: Map<K, V[]>, key: K): V[] {
  let list = map.get(key);
  if (!list) map.set(key, (list = []));
  return list;
}

function listed(words: readonly string[]): string {
  const quoted = words.map((word) => `\`${word}\``);
  return quoted.length < 2 ? (quoted[0] ?? '') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}

function clip(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
