import type { Catalog, CatalogFlow, CatalogService, Pillar } from '../language/pipeline.ts';
import { pillars, pillarTitles } from '../language/pipeline.ts';

/** A service with more neighbours than this shows those of one pillar as one box: a picture is no list. */
const neighboursShown = 16;

/** Of neighbours in one pillar, this many become a box. */
const fewestInBox = 2;

/** Services with fewer neighbours have no picture of their own: that of their pillar shows as much. */
const fewestNeighbours = 2;

/**
 * The design that shows what flows within a pillar, into it and out of it: its services one by one, those of other
 * pillars as one box a pillar. Undefined where nothing flows. Guesses are left out.
 */
export function designOfPillar(catalog: Catalog, pillar: Pillar): string | undefined {
  const flows = allFlows(catalog).filter((flow) => pillarsOf(catalog, flow).includes(pillar));
  if (flows.length === 0) return undefined;
  const drawn = servicesOf(catalog, flows);
  const title = `${pillarTitles[pillar]}: what flows in, within and out`;
  const { lines, boxes } = declarations(drawn, (other, members) =>
    other === pillar ? 'frame' : members.length >= fewestInBox ? 'box' : 'cards',
  );
  return design(title, lines, flowLines(flows, false), boxes);
}

/**
 * The design that shows what a service sends and receives. Undefined where that is too little for a picture. Guesses
 * are left out.
 */
export function designOfService(catalog: Catalog, service: CatalogService): string | undefined {
  const flows = allFlows(catalog).filter(({ source, target }) => source === service.id || target === service.id);
  const drawn = servicesOf(catalog, flows);
  if (drawn.length - 1 < fewestNeighbours) return undefined;
  const crowded = drawn.length - 1 > neighboursShown;
  const { lines, boxes } = declarations(drawn, (_pillar, members) =>
    crowded && members.length >= fewestInBox && !members.includes(service) ? 'box' : 'cards',
  );
  return design(service.name, lines, flowLines(flows, true), boxes);
}

function allFlows(catalog: Catalog): CatalogFlow[] {
  return catalog.services.flatMap((service) => catalog.flowsFrom(service.id)).filter((flow) => !flow.guess);
}

function pillarsOf(catalog: Catalog, { source, target }: CatalogFlow): (Pillar | undefined)[] {
  return [source, target].map((id) => catalog.service(id)?.pillar);
}

/** The services at the ends of flows, in the order of the catalog. */
function servicesOf(catalog: Catalog, flows: readonly CatalogFlow[]): CatalogService[] {
  const ends = new Set(flows.flatMap(({ source, target }) => [source, target]));
  return catalog.services.filter((service) => ends.has(service.id));
}

/** `use` statements, by pillar: as they are, in a frame, or in a group that is drawn closed. */
function declarations(
  services: readonly CatalogService[],
  way: (pillar: Pillar, members: readonly CatalogService[]) => 'cards' | 'frame' | 'box',
): { readonly lines: readonly string[]; readonly boxes: readonly string[] } {
  const lines: string[] = [];
  const boxes: string[] = [];
  for (const pillar of pillars) {
    const members = services.filter((service) => service.pillar === pillar);
    if (members.length === 0) continue;
    const uses = members.map((service) => `use ${service.id}`);
    const drawnAs = way(pillar, members);
    if (drawnAs === 'cards') {
      lines.push(...uses);
      continue;
    }
    // The prefix keeps the group's name apart from those of services.
    const name = `pillar-${pillar}`;
    lines.push(`group ${name} ${quoted(pillarTitles[pillar])} {`, ...uses.map((use) => `  ${use}`), '}');
    if (drawnAs === 'box') boxes.push(name);
  }
  return { lines, boxes };
}

function flowLines(flows: readonly CatalogFlow[], labelled: boolean): string[] {
  return flows.map(({ source, target, kind, label }) => {
    const words = labelled && label !== undefined ? ` ${quoted(label)}` : '';
    return `${source} -> ${target} : ${kind}${words}`;
  });
}

function design(
  title: string,
  declared: readonly string[],
  flows: readonly string[],
  boxes: readonly string[],
): string {
  const view = [
    `view flows ${quoted(title)} {`,
    '  include *',
    ...(boxes.length > 0 ? [`  collapse ${boxes.join(', ')}`] : []),
    '}',
  ];
  return `${[...declared, '', ...flows, '', ...view].join('\n')}\n`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
