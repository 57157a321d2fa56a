import picocolors from 'picocolors';
import type { Colors } from 'picocolors/types';
import { builtInCatalog, catalogReviewed, pillars, pillarTitles, type Pillar } from '../language/pipeline.ts';
import type { Catalog, CatalogFlow, CatalogService } from '../language/catalog/catalog.ts';
import { exitCodes, UsageError, type ExitCode } from './exit-code.ts';
import type { Host } from './host.ts';
import { counted } from './lint-result.ts';
import { printable, printableJson } from './printable.ts';

export interface CatalogCommandOptions {
  readonly json: boolean;
  readonly pillar?: string;
  readonly colour: { readonly output: boolean };
}

/**
 * `parapet catalog`: lists what is known, or, for a name or a part of one, the services it may mean. A name that means
 * exactly one service gives its whole page.
 */
export function catalog(query: string | undefined, options: CatalogCommandOptions, host: Host): ExitCode {
  const pillar = pillars.find((candidate) => candidate === options.pillar);
  if (options.pillar !== undefined && pillar === undefined) {
    throw new UsageError(`There is no pillar ${printable(options.pillar)}. The pillars: ${pillars.join(', ')}.`);
  }
  const known = builtInCatalog();
  const colours = picocolors.createColors(options.colour.output);
  const services = (query === undefined ? known.services : search(known, query)).filter(
    (service) => pillar === undefined || service.pillar === pillar,
  );
  if (services.length === 0) throw new UsageError(nothingFound(known, query, pillar));

  if (options.json) {
    const value = {
      version: 1,
      reviewed: catalogReviewed,
      services: services.map((service) => jsonService(service, known)),
    };
    host.output.write(`${printableJson(JSON.stringify(value, undefined, 2))}\n`);
  } else if (query !== undefined && services.length === 1) {
    host.output.write(servicePage(services[0]!, known, colours));
  } else {
    host.output.write(serviceList(services, colours));
    host.errors.write(
      `${counted(services.length, 'service', 'services')}, compared with their sources on ${catalogReviewed}.\n`,
    );
  }
  return exitCodes.clean;
}

/** Services by id or by any of their names; else those whose id or names contain the words. */
function search(known: Catalog, query: string): readonly CatalogService[] {
  const exact = known.service(query);
  if (exact) return [exact];
  const meant = known.resolve(query).map((match) => match.service);
  if (meant.length > 0) return [...new Set(meant)];
  const words = query
    .toLowerCase()
    .split(/[\s-]+/)
    .filter((word) => word !== '');
  return known.services.filter((service) => {
    const names = searchedNames(service);
    return words.every((word) => names.some((name) => name.includes(word)));
  });
}

function searchedNames(service: CatalogService): string[] {
  return [
    service.id,
    service.name,
    service.short,
    ...service.abbreviations,
    ...service.formerNames.map(({ name }) => name),
  ].map((name) => name.toLowerCase());
}

function nothingFound(known: Catalog, query: string | undefined, pillar: Pillar | undefined): string {
  const where = pillar === undefined ? '' : ` in the pillar ${pillar}`;
  if (query === undefined) return `The catalog has no service${where}.`;
  const near = [...new Set(known.nearest(query, 3).map((match) => match.service.id))];
  const hint = near.length > 0 ? ` Near it: ${near.join(', ')}.` : '';
  return `The catalog has nothing called ${printable(query)}${where}.${hint}`;
}

function serviceList(services: readonly CatalogService[], colours: Colors): string {
  const width = Math.max(...services.map((service) => service.id.length));
  const sections: string[] = [];
  for (const pillar of [...pillars, undefined]) {
    const members = services.filter((service) => service.pillar === pillar);
    if (members.length === 0) continue;
    const lines = members.map((service) => {
      const status =
        service.status === 'active' || service.status === 'environment' ? '' : `  (${statusText(service)})`;
      return `  ${colours.cyan(service.id.padEnd(width))}  ${service.name}${colours.yellow(status)}`;
    });
    sections.push([colours.bold(pillar ? pillarTitles[pillar] : 'Other'), ...lines].join('\n'));
  }
  return `${sections.join('\n\n')}\n`;
}

function statusText(service: CatalogService): string {
  return service.statusDate === undefined ? service.status : `${service.status} ${service.statusDate}`;
}

function servicePage(service: CatalogService, known: Catalog, colours: Colors): string {
  const rows: [string, string][] = [['id', service.id]];
  if (service.short !== service.name) rows.push(['short', service.short]);
  if (service.abbreviations.length > 0) rows.push(['abbreviations', service.abbreviations.join(', ')]);
  for (const former of service.formerNames) {
    rows.push(['formerly', former.until === undefined ? former.name : `${former.name} (until ${former.until})`]);
  }
  if (service.status !== 'active') {
    rows.push(['status', statusText(service) + (service.statusNote === undefined ? '' : `: ${service.statusNote}`)]);
  }
  if (service.successor !== undefined) rows.push(['successor', service.successor]);
  if (service.pillar) rows.push(['pillar', pillarTitles[service.pillar]]);
  if (service.stages.length > 0) rows.push(['stages', service.stages.join(', ')]);
  if (service.partOf !== undefined) rows.push(['part of', service.partOf]);
  for (const alternatives of service.requires) rows.push(['requires', alternatives.join(' or ')]);
  for (const portal of service.portals) {
    rows.push(['portal', portal.url === undefined ? portal.name : `${portal.name}  ${portal.url}`]);
  }
  if (service.docs !== undefined) rows.push(['docs', service.docs]);
  for (const source of service.sources) rows.push(['source', source]);
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = [
    colours.bold(service.name),
    ...(service.description === '' ? [] : [service.description]),
    '',
    ...rows.map(([name, value], index) => {
      const repeated = rows[index - 1]?.[0] === name;
      return `  ${colours.dim((repeated ? '' : name).padEnd(width))}  ${value}`;
    }),
  ];
  lines.push(
    ...flowSection('Sends', known.flowsFrom(service.id), (flow) => `to ${flow.target}`, colours),
    ...flowSection('Receives', known.flowsTo(service.id), (flow) => `from ${flow.source}`, colours),
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
      return `  ${colours.cyan(flow.kind.padEnd(kindWidth))}  ${other(flow).padEnd(otherWidth)}  ${colours.dim(notes.join('; '))}`.trimEnd();
    }),
  ];
}

function jsonService(service: CatalogService, known: Catalog): object {
  const { place: _place, ...facts } = service;
  const flow = ({ place: _flowPlace, ...said }: CatalogFlow): object => said;
  return { ...facts, sends: known.flowsFrom(service.id).map(flow), receives: known.flowsTo(service.id).map(flow) };
}
