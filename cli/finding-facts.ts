import type { Colors } from 'picocolors/types';
import type { Finding } from '../language/lint/finding.ts';
import type { CatalogFlow, CatalogService } from '../language/catalog/catalog.ts';
import type { ArchitectureModel, Element, Flow, Span } from '../language/pipeline.ts';
import type { Places } from './lint-result.ts';
import { printable } from './printable.ts';

/** So many of each kind are listed; a hub has hundreds. */
const maximumListed = 8;
/** Flows that another way may take, and ways that are told. */
const maximumSteps = 4;
const maximumWays = 3;

/**
 * What a finding stands on: the places it refers to in order, the flow or element it is about with what surrounds it in
 * the design, the other ways between the ends of a flow, and what the catalog knows of the services, with its sources.
 */
export function factsOf(finding: Finding, model: ArchitectureModel, places: Places, colours: Colors): string[] {
  const flow = model.flows.find((candidate) => candidate.id === finding.subject);
  const element = [...model.elements.values()].find((candidate) => candidate.path === finding.subject);
  const inView = flow ? [flow.source, flow.target] : element ? [element] : [];
  const relatedFlows = model.flows.filter((candidate) => finding.related.some(({ span }) => contains(span, candidate)));
  const involved = new Set([...inView, ...relatedFlows.flatMap(({ source, target }) => [source, target])]);
  const services = new Set([...involved].flatMap((one) => one.service ?? []));
  const written = new Set([...involved].flatMap(({ writtenAs }) => (writtenAs ? plainName(writtenAs.text) : [])));
  const pairs = [...(flow ? [flow] : []), ...relatedFlows];
  return [
    ...section(
      'The way there',
      finding.related.map(({ span, message }, index) => `${index + 1}. ${place(span, places)}: ${message}`),
      colours,
    ),
    ...section(
      'In the design',
      flow ? flowFacts(flow, model, places) : element ? elementFacts(element, model) : [],
      colours,
    ),
    ...section(
      'What the catalog says',
      [
        ...new Set([
          ...pairs.flatMap((one) => catalogFlowFacts(one, model)),
          ...[...services].flatMap((service) => serviceFacts(service, written)),
        ]),
      ],
      colours,
    ),
  ];
}

function section(title: string, lines: readonly string[], colours: Colors): string[] {
  return lines.length === 0 ? [] : ['', colours.bold(title), ...lines.map((line) => `  ${printable(line)}`)];
}

function contains(span: Span, flow: Flow): boolean {
  return span.uri === flow.span.uri && span.start >= flow.span.start && span.end <= flow.span.end;
}

function place(span: Span, places: Places): string {
  const { start } = places.range(span);
  const text = places
    .lines(span.uri)
    .lineText(start.line - 1)
    .trim();
  return `${places.path(span.uri)}:${start.line}  ${text.length > 80 ? `${text.slice(0, 79)}…` : text}`;
}

function flowFacts(flow: Flow, model: ArchitectureModel, places: Places): string[] {
  const via = flow.via ? ` via ${flow.via.name}` : '';
  const origin = flow.statement ? 'written' : 'derived by integrate';
  const ways = otherWays(flow, model).map((way) => `also ${way}`);
  return [
    `${describeFlow(flow)}${via}: ${origin} at ${places.path(flow.span.uri)}:${places.range(flow.span).start.line}`,
    ...ways,
    ...[flow.source, flow.target].map(describeElement),
  ];
}

function elementFacts(element: Element, model: ArchitectureModel): string[] {
  const list = (flows: readonly Flow[], title: string): string[] => {
    const shown = flows.slice(0, maximumListed).map(describeFlow);
    if (flows.length > shown.length) shown.push(`${flows.length - shown.length} more`);
    return flows.length === 0 ? [`${title}: nothing`] : [`${title}: ${shown.join(', ')}`];
  };
  return [
    describeElement(element),
    ...list(model.flowsInto(element), 'flows in'),
    ...list(model.flowsFrom(element), 'flows out'),
  ];
}

function describeFlow(flow: Flow): string {
  const status = flow.properties.status === undefined ? '' : ` (${flow.properties.status})`;
  return `${flow.source.name} -> ${flow.target.name} : ${flow.kind}${status}`;
}

/** "sentinel is Microsoft Sentinel (sentinel), in azure/monitoring, live, exposed to the internet" */
function describeElement(element: Element): string {
  const { properties } = element;
  const what = element.service ? `${element.service.name} (${element.service.id})` : `a ${element.kind}`;
  const zone = ancestors(element).find(({ kind }) => kind === 'zone');
  const parts = [
    `${element.name} is ${what}`,
    ...(element.writtenAs ? [`written as "${element.writtenAs.text}"`] : []),
    ...(element.parent ? [`in ${element.parent.path}${zone ? `, zone ${zone.name}` : ''}`] : []),
    ...(properties.status === undefined ? [] : [`status ${properties.status}`]),
    ...(properties.exposure === undefined ? [] : [`exposure ${properties.exposure}`]),
    ...(properties.owner === undefined ? [] : [`owner ${properties.owner}`]),
  ];
  return parts.join(', ');
}

function ancestors(element: Element): Element[] {
  const found: Element[] = [];
  for (let one = element.parent; one; one = one.parent) found.push(one);
  return found;
}

/** Other ways from a flow's source to its target, the shortest first, each as `a -alert-> b -incident-> c`. */
function otherWays(flow: Flow, model: ArchitectureModel): string[] {
  const ways: string[] = [];
  const queue: { readonly at: Element; readonly text: string; readonly seen: ReadonlySet<Element> }[] = [
    { at: flow.source, text: flow.source.name, seen: new Set([flow.source]) },
  ];
  for (let visited = 0; visited < queue.length && visited < 2000 && ways.length < maximumWays; visited++) {
    const { at, text, seen } = queue[visited]!;
    if (seen.size > maximumSteps) break;
    for (const next of model.flowsFrom(at)) {
      if (next === flow || seen.has(next.target) || next.kind === 'traffic') continue;
      const way = `${text} -${next.kind}-> ${next.target.name}`;
      if (next.target !== flow.target) {
        queue.push({ at: next.target, text: way, seen: new Set([...seen, next.target]) });
      } else if (ways.length < maximumWays) ways.push(way);
    }
  }
  return ways;
}

/** What is documented to flow, or not to, between the services at a flow's ends. */
function catalogFlowFacts({ source, target }: Flow, { catalog }: ArchitectureModel): string[] {
  if (!source.service || !target.service) return [];
  const [from, to] = [source.service.id, target.service.id];
  const known = catalog.flowsBetween(from, to);
  const never = catalog.nonFlowsBetween(from, to);
  if (known.length === 0 && never.length === 0) return [`${from} -> ${to}: nothing is documented`];
  return [
    ...known.map((fact) => `${from} sends ${fact.kind} to ${to}${remarks(fact)}`),
    ...never.map((fact) => `${from} never sends ${fact.kind} to ${to}${remarks(fact)}`),
  ];
}

function remarks(fact: CatalogFlow): string {
  const said = [fact.label, fact.note].filter((text) => text !== undefined).join('; ');
  const stands = fact.guess ? 'not confirmed by a source' : fact.sources.join(', ');
  return `${said === '' ? '' : `: ${said}`}${stands === '' ? '' : ` (${stands})`}`;
}

/** `written`: by which names services are written, of which former ones have something to say. */
function serviceFacts(service: CatalogService, written: ReadonlySet<string>): string[] {
  const dated = service.statusDate === undefined ? '' : ` ${service.statusDate}`;
  const note = service.statusNote === undefined ? '' : `: ${service.statusNote}`;
  const sources = service.sources.length === 0 ? '' : ` (${service.sources.join(', ')})`;
  return [
    ...(service.status === 'active' ? [] : [`${service.id} is ${service.status}${dated}${note}${sources}`]),
    ...(service.successor === undefined ? [] : [`${service.id} is succeeded by ${service.successor}`]),
    ...service.formerNames
      .filter(({ name }) => written.has(plainName(name)))
      .map(({ name, until, guess }) => {
        const when = until === undefined ? '' : ` until ${until}`;
        return `${service.id} was called ${name}${when}${guess ? ' (not confirmed by a source)' : ''}`;
      }),
    ...service.requires.map((alternatives) => `${service.id} requires ${alternatives.join(' or ')}`),
  ];
}

/** Names are alike in any case, spacing and hyphenation. */
function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s-]+/g, '');
}
