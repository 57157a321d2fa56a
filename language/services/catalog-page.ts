import type { Catalog, CatalogFlow, CatalogService } from '../catalog/catalog.ts';
import { serviceStatusMeanings, stageMeanings, stages } from '../model/vocabulary.ts';
import { code, escaped, link, paragraphs } from './markdown.ts';

export interface CatalogPageOptions {
  /** Level of the services' headings, 1 unless told. */
  readonly level?: 1 | 2 | 3;
  /** Where a service can be read about: an address relative to the page. Undefined: nowhere, it is only named. */
  readonly addressOf?: (service: CatalogService) => string | undefined;
  /** Markdown of a service's picture. */
  readonly pictureOf?: (service: CatalogService) => string | undefined;
  /** Marks services and sources as places that links may lead to. Needs a reader that shows HTML. */
  readonly anchors?: boolean;
}

/**
 * Services with all that the catalog says of them, as Markdown: a section each, and at the end the sources that they
 * stand on. Text of the catalog is escaped. Ends with a line break.
 */
export function renderServices(
  services: readonly CatalogService[],
  catalog: Catalog,
  options: CatalogPageOptions = {},
): string {
  const page = new Page(catalog, options);
  const sections = services.map((service) => page.section(service));
  return `${[...sections, page.sourceList()].filter((part) => part !== '').join('\n\n')}\n`;
}

class Page {
  readonly #catalog: Catalog;
  readonly #options: CatalogPageOptions;
  /** Numbers of the sources, in the order in which they are first named. */
  readonly #sources = new Map<string, number>();

  constructor(catalog: Catalog, options: CatalogPageOptions) {
    this.#catalog = catalog;
    this.#options = options;
  }

  section(service: CatalogService): string {
    const { level = 1, anchors, pictureOf } = this.#options;
    const heading = `${'#'.repeat(level)} ${escaped(service.name)}`;
    return [
      anchors ? `<a id="${anchorOf(service.id)}"></a>\n\n${heading}` : heading,
      [code(service.id), ...service.abbreviations.map((name) => escaped(name))].join(' · '),
      service.description === '' ? undefined : paragraphs(service.description),
      this.#facts(service).join('\n'),
      pictureOf?.(service),
      this.#flows('Sends', 'to', this.#catalog.flowsFrom(service.id), (flow) => flow.target),
      this.#flows('Receives', 'from', this.#catalog.flowsTo(service.id), (flow) => flow.source),
      this.#flows('Does not send', 'to', this.#absences(service), (flow) => flow.target),
    ]
      .filter((part) => part !== undefined && part !== '')
      .join('\n\n');
  }

  sourceList(): string {
    if (this.#sources.size === 0) return '';
    const { level = 1, anchors } = this.#options;
    const lines = [...this.#sources].map(([source, number]) => {
      const anchor = anchors ? `<a id="source-${number}"></a>` : '';
      return `${number}. ${anchor}${link(source, source)}`;
    });
    return `${'#'.repeat(Math.max(2, level))} Sources\n\n${lines.join('\n')}`;
  }

  #facts(service: CatalogService): string[] {
    const facts: string[] = [];
    const add = (name: string, value: string | undefined): void => {
      if (value) facts.push(`- **${name}:** ${value}`);
    };
    add('Short name', service.short === service.name ? undefined : escaped(service.short));
    add(
      'Formerly',
      service.formerNames
        .map(({ name, until, untilGuess, sources, guess }) => {
          const marks = [
            ...(until === undefined ? [] : [`until ${escaped(until)}${untilGuess && !guess ? ', a guess' : ''}`]),
            ...(guess ? ['a guess'] : []),
          ];
          return `${escaped(name)}${marks.length > 0 ? ` (${marks.join('; ')})` : ''}${this.#references(sources)}`;
        })
        .join(', '),
    );
    add('Status', this.#status(service));
    add(
      'In the pipeline',
      stages
        .filter((stage) => service.stages.includes(stage))
        .map((stage) => stageMeanings[stage])
        .join(', '),
    );
    add('Part of', service.partOf && this.#nameOf(service.partOf));
    const parts = this.#catalog.services.filter(({ partOf }) => partOf === service.id);
    add('Parts', parts.map((part) => this.#nameOf(part.id)).join(', '));
    add(
      'Requires',
      service.requires.map((alternatives) => alternatives.map((id) => this.#nameOf(id)).join(' or ')).join('; '),
    );
    add('Portal', service.portals.map(({ name, url }) => link(name, url)).join(', '));
    add('Documentation', service.docs && link(service.docs.replace(/^https:\/\//, ''), service.docs));
    const sources = this.#references(service.sources).trim();
    add(
      'Sources',
      [sources, service.guess ? 'what is said of it is a guess' : ''].filter((part) => part !== '').join('; '),
    );
    return facts;
  }

  #status({ status, statusDate, statusNote, successor }: CatalogService): string | undefined {
    const words = serviceStatusMeanings[status];
    const said = [
      words && `${words}${statusDate ? ` (${escaped(statusDate)})` : ''}`,
      statusNote && escaped(statusNote),
      successor && `instead: ${this.#nameOf(successor)}`,
    ].filter((part) => part);
    return said.length > 0 ? said.join('; ') : undefined;
  }

  #absences(service: CatalogService): CatalogFlow[] {
    return this.#catalog.services.flatMap((other) => [...this.#catalog.nonFlowsBetween(service.id, other.id)]);
  }

  #flows(
    title: string,
    preposition: string,
    flows: readonly CatalogFlow[],
    other: (flow: CatalogFlow) => string,
  ): string {
    if (flows.length === 0) return '';
    const rows = flows.map((flow) => {
      const words = [
        ...(flow.label === undefined ? [] : [escaped(flow.label)]),
        ...(flow.note === undefined ? [] : [escaped(flow.note)]),
        ...(flow.byDefault ? ['on by default'] : []),
        ...(flow.guess ? ['*a guess*'] : []),
      ];
      return `| ${flow.kind} | ${this.#nameOf(other(flow))} | ${words.join('; ')} | ${this.#references(flow.sources).trim()} |`;
    });
    return [
      `**${title}**`,
      '',
      `| what | ${preposition} | in words | sources |`,
      '| --- | --- | --- | --- |',
      ...rows,
    ].join('\n');
  }

  #nameOf(id: string): string {
    const service = this.#catalog.service(id);
    if (!service) return code(id);
    const address = this.#options.addressOf?.(service);
    return address === undefined ? escaped(service.short) : `[${escaped(service.short)}](${address})`;
  }

  #references(sources: readonly string[]): string {
    const numbers = sources.map((source) => {
      const number = this.#sources.get(source) ?? this.#sources.size + 1;
      this.#sources.set(source, number);
      return number;
    });
    numbers.sort((left, right) => left - right);
    const marks = numbers.map((number) =>
      this.#options.anchors ? `[\\[${number}\\]](#source-${number})` : `\\[${number}\\]`,
    );
    return marks.length > 0 ? ` ${marks.join(' ')}` : '';
  }
}

/** The anchor of a service on a page that has anchors. Ids are words of the language, which HTML takes as they are. */
export function anchorOf(id: string): string {
  return id.replace(/[^\p{L}\p{N}_-]/gu, '-');
}
