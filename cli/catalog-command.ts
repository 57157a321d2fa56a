import picocolors from 'picocolors';
import type { Colors } from 'picocolors/types';
import { version } from '../package.json';
import {
  builtInCatalog,
  catalogOf,
  catalogReviewed,
  createProject,
  lifeCycleOn,
  pillars,
  pillarTitles,
  renderServices,
  searchCatalog,
  type Catalog,
  type CatalogFlow,
  type CatalogService,
  type NameMatch,
  type Pillar,
} from '../language/pipeline.ts';
import { exitCodes, UsageError, type ExitCode } from './exit-code.ts';
import { findDesigns } from './find-designs.ts';
import type { Host } from './host.ts';
import { counted } from './lint-result.ts';
import { loadDesigns } from './load-designs.ts';
import { displayPath } from './paths.ts';
import { printable, printableJson } from './printable.ts';

export interface CatalogCommandOptions {
  readonly json: boolean;
  readonly markdown: boolean;
  readonly pillar?: string;
  /** Files, folders or globs whose services are known beside the built-in ones. */
  readonly with: readonly string[];
  /** The day to count from to the end of a service, `YYYY-MM-DD`. */
  readonly date: string;
  readonly colour: { readonly output: boolean };
}

/**
 * `parapet catalog`: lists what is known, or, for a name or a part of one, the services it may mean. A name that means
 * exactly one service gives its whole page.
 */
export async function catalog(
  query: string | undefined,
  options: CatalogCommandOptions,
  host: Host,
): Promise<ExitCode> {
  if (options.json && options.markdown)
    throw new UsageError('--json and --markdown are two ways to print: choose one.');
  const pillar = pillars.find((candidate) => candidate === options.pillar);
  if (options.pillar !== undefined && pillar === undefined) {
    throw new UsageError(`There is no pillar ${printable(options.pillar)}. The pillars: ${pillars.join(', ')}.`);
  }
  const { known, placeOf } =
    options.with.length === 0 ? { known: builtInCatalog(), placeOf: undefined } : await extendedCatalog(options, host);
  const colours = picocolors.createColors(options.colour.output);
  const { services: found, matches } =
    query === undefined ? { services: known.services, matches: undefined } : searchCatalog(known, query);
  const services = found.filter((service) => pillar === undefined || service.pillar === pillar);
  if (services.length === 0) throw new UsageError(nothingFound(known, query, pillar));
  const matchOf = (service: CatalogService): NameMatch | undefined =>
    matches?.find((match) => match.service === service);

  if (options.json) {
    const value = {
      version: 1,
      reviewed: catalogReviewed,
      services: services.map((service) => jsonService(service, known, matchOf(service))),
    };
    host.output.write(`${printableJson(JSON.stringify(value, undefined, 2))}\n`);
  } else if (options.markdown) {
    const text = renderServices(services, known, { level: query === undefined ? 2 : 1 });
    host.output.write(printableLines(`${text}\nCompared with their sources on ${catalogReviewed}.\n`));
  } else if (query !== undefined && services.length === 1) {
    host.output.write(servicePage(services[0]!, matchOf(services[0]!), known, placeOf, options.date, colours));
  } else {
    host.output.write(serviceList(services, matchOf, options.date, colours));
    host.errors.write(
      `${counted(services.length, 'service', 'services')}, compared with their sources on ${catalogReviewed}.\n`,
    );
  }
  return exitCodes.clean;
}

/** `parapet catalog --version`: how old what is known is. */
export function catalogVersion(): string {
  const known = builtInCatalog();
  const { services } = known;
  const flows = services.reduce((sum, { id }) => sum + known.flowsFrom(id).length, 0);
  return `Parapet ${version}\nCatalog of ${services.length} services and ${flows} flows, compared with their sources on ${catalogReviewed}\n`;
}

/** The built-in catalog with what files define, and where a service of theirs stands. */
async function extendedCatalog(
  options: CatalogCommandOptions,
  host: Host,
): Promise<{ readonly known: Catalog; readonly placeOf: (service: CatalogService) => string }> {
  const found = await findDesigns(options.with, host.workingFolder);
  const loaded = loadDesigns(found.files, host.workingFolder, (workspaceFolders) =>
    createProject({ date: options.date, workspaceFolders }),
  );
  const [failure] = [...found.failures, ...loaded.failures];
  if (failure) throw new UsageError(`${printable(failure.path)} cannot be read: ${printable(failure.reason)}.`);
  return {
    known: catalogOf(loaded.project),
    placeOf: ({ place: { uri, line } }) =>
      `${displayPath(loaded.all.get(uri)?.path ?? uri, host.workingFolder)}:${line + 1}`,
  };
}

function nothingFound(known: Catalog, query: string | undefined, pillar: Pillar | undefined): string {
  const where = pillar === undefined ? '' : ` in the pillar ${pillar}`;
  if (query === undefined) return `The catalog has no service${where}.`;
  const near = [...new Set(known.nearest(query, 3).map((match) => match.service.id))];
  const hint = near.length > 0 ? ` Near it: ${near.map(printable).join(', ')}.` : '';
  return `The catalog has nothing called ${printable(query)}${where}.${hint}`;
}

function serviceList(
  services: readonly CatalogService[],
  matchOf: (service: CatalogService) => NameMatch | undefined,
  date: string,
  colours: Colors,
): string {
  const width = Math.max(...services.map((service) => service.id.length));
  const sections: string[] = [];
  for (const pillar of [...pillars, undefined]) {
    const members = services.filter((service) => service.pillar === pillar);
    if (members.length === 0) continue;
    const lines = members.map((service) => {
      const remarks = [
        ...(service.status === 'active' || service.status === 'environment' ? [] : [statusText(service, date)]),
        ...foundBy(matchOf(service)),
      ];
      const remark = remarks.length > 0 ? `  (${remarks.join('; ')})` : '';
      return `  ${colours.cyan(printable(service.id).padEnd(width))}  ${printable(service.name)}${colours.yellow(remark)}`;
    });
    sections.push([colours.bold(pillar ? pillarTitles[pillar] : 'Other'), ...lines].join('\n'));
  }
  return `${sections.join('\n\n')}\n`;
}

/** How a name led to a service, where it is not what the service is called today. */
function foundBy(match: NameMatch | undefined): string[] {
  if (match?.by === 'abbreviation') return [`also called ${printable(match.matched)}`];
  if (match?.by !== 'former') return [];
  const { until, untilGuess = false, guess = false } = match.former ?? {};
  const when = until === undefined ? 'before' : `until ${until}`;
  return [`called ${printable(match.matched)} ${when}${guess || untilGuess ? ', not confirmed' : ''}`];
}

function statusText(service: CatalogService, date: string): string {
  if (service.statusDate === undefined) return service.status;
  const life = lifeCycleOn(service, date);
  const days = life.stage === 'ending' && life.days !== undefined ? life.days : -1;
  const left = days < 0 ? '' : days === 0 ? ', today' : `, in ${counted(days, 'day', 'days')}`;
  return `${service.status} ${service.statusDate}${left}`;
}

function servicePage(
  service: CatalogService,
  match: NameMatch | undefined,
  known: Catalog,
  placeOf: ((service: CatalogService) => string) | undefined,
  date: string,
  colours: Colors,
): string {
  const rows: [string, string][] = [['id', service.id]];
  if (service.short !== service.name) rows.push(['short', service.short]);
  if (service.abbreviations.length > 0) rows.push(['abbreviations', service.abbreviations.join(', ')]);
  for (const former of service.formerNames) {
    const until = [
      ...(former.until === undefined ? [] : [`until ${former.until}`]),
      ...(former.guess ? ['not confirmed by a source'] : former.untilGuess ? ['the year is not confirmed'] : []),
    ];
    rows.push(['formerly', until.length === 0 ? former.name : `${former.name} (${until.join('; ')})`]);
  }
  if (service.status !== 'active') {
    const note = service.statusNote === undefined ? '' : `: ${service.statusNote}`;
    rows.push(['status', statusText(service, date) + note]);
  }
  if (service.successor !== undefined) rows.push(['successor', service.successor]);
  if (service.pillar) rows.push(['pillar', pillarTitles[service.pillar]]);
  if (service.stages.length > 0) rows.push(['stages', service.stages.join(', ')]);
  if (service.partOf !== undefined) rows.push(['part of', service.partOf]);
  const parts = known.services.filter(({ partOf }) => partOf === service.id).map(({ id }) => id);
  if (parts.length > 0) rows.push(['parts', parts.join(', ')]);
  for (const alternatives of service.requires) rows.push(['requires', alternatives.join(' or ')]);
  for (const portal of service.portals) {
    rows.push(['portal', portal.url === undefined ? portal.name : `${portal.name}  ${portal.url}`]);
  }
  if (service.docs !== undefined) rows.push(['docs', service.docs]);
  for (const source of service.sources) rows.push(['source', source]);
  if (service.builtIn) rows.push(['reviewed', catalogReviewed]);
  else if (placeOf) rows.push(['defined in', placeOf(service)]);
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = [
    colours.bold(printable(service.name)),
    ...foundBy(match).map((words) => colours.yellow(`${words[0]!.toUpperCase()}${words.slice(1)}.`)),
    ...(service.description === '' ? [] : service.description.split('\n').map(printable)),
    '',
    ...rows.map(([name, value], index) => {
      const repeated = rows[index - 1]?.[0] === name;
      return `  ${colours.dim((repeated ? '' : name).padEnd(width))}  ${printable(value)}`;
    }),
  ];
  lines.push(
    ...flowSection('Sends', known.flowsFrom(service.id), (flow) => `to ${flow.target}`, colours),
    ...flowSection('Receives', known.flowsTo(service.id), (flow) => `from ${flow.source}`, colours),
    ...flowSection('Does not send', absences(service, known), (flow) => `to ${flow.target}`, colours),
  );
  return `${lines.join('\n')}\n`;
}

function flowSection(
  title: string,
  flows: readonly CatalogFlow[],
  other: (flow: CatalogFlow) => string,
  colours: Colors,
): string[] {
  if (flows.length === 0) return [];
  const kindWidth = Math.max(...flows.map((flow) => flow.kind.length));
  const otherWidth = Math.max(...flows.map((flow) => other(flow).length));
  return [
    '',
    colours.bold(title),
    ...flows.map((flow) => {
      const notes = [
        ...(flow.label === undefined ? [] : [flow.label]),
        ...(flow.note === undefined ? [] : [flow.note]),
        ...(flow.byDefault ? ['on by default'] : []),
        ...(flow.guess ? ['not confirmed by a source'] : []),
      ];
      return `  ${colours.cyan(flow.kind.padEnd(kindWidth))}  ${other(flow).padEnd(otherWidth)}  ${colours.dim(printable(notes.join('; ')))}`.trimEnd();
    }),
  ];
}

/** Flows that are documented not to exist. */
function absences(service: CatalogService, known: Catalog): CatalogFlow[] {
  return known.services.flatMap((other) => [...known.nonFlowsBetween(service.id, other.id)]);
}

/** As docs/schemas/catalog.schema.json describes it. */
function jsonService(service: CatalogService, known: Catalog, match: NameMatch | undefined): object {
  const { place: _place, ...facts } = service;
  const flow = ({ place: _flowPlace, ...said }: CatalogFlow): object => said;
  return {
    ...facts,
    ...(match ? { foundBy: { kind: match.by, name: match.matched } } : {}),
    sends: known.flowsFrom(service.id).map(flow),
    receives: known.flowsTo(service.id).map(flow),
    neverSends: absences(service, known).map(flow),
  };
}

function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
