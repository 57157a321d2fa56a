import type { Hover, Position } from 'vscode-languageserver-types';
import type { Catalog, CatalogFlow, CatalogService } from '../catalog/catalog.ts';
import { catalogReviewed } from '../catalog/catalog-review.ts';
import { ruleById } from '../lint/registry.ts';
import type { ArchitectureInfo, ArchitectureModel, Attack, Element, Flow, FlowStatement } from '../model/model.ts';
import type { Span } from '../model/span.ts';
import type { FlowKind } from '../model/vocabulary.ts';
import {
  catalogFlowKinds,
  flowKindMeanings,
  flowKinds,
  pillarTitles,
  serviceStatusMeanings,
  stageMeanings,
  stages,
} from '../model/vocabulary.ts';
import type { Project } from '../project.ts';
import type { PropertyOwner } from './cursor-context.ts';
import { commentAt } from './cursor-context.ts';
import { keywordMeanings, propertyDefinitions, valueMeaning } from './keyword-meanings.ts';
import { code, escaped, link, paragraphs } from './markdown.ts';
import { offsetOf, rangeOf } from './places.ts';
import type { ParsedFile, Token } from './parse.ts';
import type { SymbolAt } from './symbol-at.ts';
import { ruleCard, silencingPlace, silencingWords } from './rule-words.ts';
import { symbolAt } from './symbol-at.ts';
import { techniqueCard, techniqueLine } from './technique-card.ts';

/** Lists in a card are cut after this many lines, with a word on how many there are more. */
const listLimit = 8;

/** Former names that a card tells. */
const formerNameLimit = 8;

/** Services that a line of a card names, before it says how many there are more. */
const partnerLimit = 6;

/** Instances of one service of which a card tells the flows. */
const instanceLimit = 3;

/** Names that an import is told to bring. */
const nameLimit = 12;

/** Findings at one place that a hover explains. */
const findingLimit = 3;

export interface HoverOptions {
  /** The address of a rule's page, where there is one that can be opened. */
  readonly pageOf?: (rule: string) => string | undefined;
}

/**
 * What is known about the thing under the cursor, as Markdown in which every text from outside is escaped. Undefined
 * where there is nothing to tell.
 */
export function hover(
  project: Project,
  uri: string,
  position: Position,
  options: HoverOptions = {},
): Hover | undefined {
  const file = project.parsed(uri);
  const model = project.model(uri);
  const offset = offsetOf(project, uri, position);
  if (!file || !model || offset === undefined) return undefined;
  const comment = commentAt(file, offset);
  if (comment) return silencingCard(file, comment, offset);
  const symbol = symbolAt(project, uri, offset);
  const card = symbol && (symbol.kind === 'import' ? importCard(project, uri, symbol.span) : describe(model, symbol));
  const found = findingsAt(project, uri, offset, options);
  const span = card !== undefined && symbol ? symbol.span : found[0]?.span;
  if (!span) return undefined;
  // The message of a finding stands above the hover, so what is said of it comes first.
  const value = [...found.map(({ text }) => text), ...(card === undefined ? [] : [card])].join('\n\n---\n\n');
  return { contents: { kind: 'markdown', value }, range: rangeOf(file.lines, span) };
}

/** In a comment that silences, what its word does and what a rule is about. */
function silencingCard(file: ParsedFile, comment: Token, offset: number): Hover | undefined {
  const place = silencingPlace(file, comment, offset);
  if (!place) return undefined;
  const text = file.text.slice(place.start, place.end);
  const meaning = silencingWords.find(([word]) => word === text)?.[1];
  const value = place.expects === 'id' ? ruleCard(text) : meaning && `${code(text)} – ${meaning}`;
  return value === undefined ? undefined : { contents: { kind: 'markdown', value }, range: rangeOf(file.lines, place) };
}

/** What a file brings into the one that imports it; undefined where it cannot be imported. */
function importCard(project: Project, uri: string, span: Span): string | undefined {
  const target = project.imports(uri).find((entry) => entry.span.start === span.start)?.target;
  const model = target && 'uri' in target ? project.model(target.uri) : undefined;
  if (!model) return undefined;
  const services = model.ownServices.map(({ id }) => id);
  const names = [...model.elements.keys(), ...services].map((name) => code(name));
  const brought = [
    ...cut(names, nameLimit),
    ...(model.flows.length > 0 ? [counted(model.flows.length, 'flow')] : []),
    ...(model.constraints.length > 0 ? [counted(model.constraints.length, 'constraint')] : []),
  ];
  return blocks(
    model.architecture && `**${escaped(model.architecture.title)}**`,
    model.architecture?.documentation && paragraphs(model.architecture.documentation),
    `Brings ${brought.length > 1 ? `${brought.slice(0, -1).join(', ')} and ${brought.at(-1)}` : (brought[0] ?? 'nothing')}.`,
  );
}

/** Why what was found at a place matters, and what to do about it. The message itself is the diagnostic's to show. */
function findingsAt(
  project: Project,
  uri: string,
  offset: number,
  options: HoverOptions,
): { readonly span: Span; readonly text: string }[] {
  const told = new Set<string>();
  return project.findings(uri).flatMap(({ rule: id, span }) => {
    if (span.uri !== uri || offset < span.start || offset > span.end || told.has(id) || told.size >= findingLimit) {
      return [];
    }
    const rule = ruleById(id);
    if (!rule) return [];
    told.add(id);
    const page = options.pageOf?.(id);
    const name = page === undefined ? code(id) : `[${code(id)}](${page})`;
    return [{ span, text: `**Why ${name}** – ${rule.docs.why}\n\n**What to do** – ${rule.docs.fix}` }];
  });
}

function describe(model: ArchitectureModel, symbol: SymbolAt): string | undefined {
  switch (symbol.kind) {
    case 'element':
      return elementCard(model, symbol.element);
    case 'service':
      return serviceCard(model, symbol.service, symbol.element);
    case 'architecture':
      return architectureCard(model, symbol.architecture);
    case 'view':
      return blocks(
        `**${escaped(symbol.view.title)}** · view ${code(symbol.view.name)}`,
        symbol.view.documentation && paragraphs(symbol.view.documentation),
        `Shows ${counted(symbol.view.elements.length, 'element')}${symbol.view.flowKinds ? ` and flows of ${symbol.view.flowKinds.join(', ')}` : ''}.`,
      );
    case 'attack':
      return attackCard(symbol.attack);
    case 'rule':
      return ruleCard(symbol.rule);
    case 'flow':
      return flowCard(model, symbol.statement, symbol.flows, symbol.flowKind);
    case 'flow-kind':
      return kindCard(symbol.flowKind);
    case 'integrate':
      return integrateCard(symbol.flows);
    case 'property':
      return (
        (symbol.of === 'threat' && symbol.name === 'technique' && symbol.value !== undefined
          ? techniqueCard(model, symbol.value)
          : undefined) ?? propertyCard(symbol.of as PropertyOwner, symbol.name, symbol.value)
      );
    case 'keyword': {
      const meaning = keywordMeanings.get(symbol.word);
      return meaning && `${code(symbol.word)} – ${meaning}`;
    }
  }
  return undefined;
}

function architectureCard(model: ArchitectureModel, architecture: ArchitectureInfo): string {
  const { name, title, owner, cloud, documentation } = architecture;
  const facts = [owner && `owner ${escaped(owner)}`, cloud && `cloud ${cloud}`].filter(Boolean);
  return blocks(
    `**${escaped(title)}** · architecture ${code(name)}`,
    documentation && paragraphs(documentation),
    facts.join(' · '),
    [
      counted(model.elements.size, 'element'),
      counted(model.flows.length, 'flow'),
      counted(model.views.length, 'view'),
    ].join(', '),
  );
}

/** The card of a catalog service; with an element, also how that one stands in the design. */
export function serviceCard(model: ArchitectureModel, service: CatalogService, element?: Element): string {
  const { catalog } = model;
  const instances = element ? [element] : model.instancesOf(service.id);
  return blocks(
    ...serviceHead(catalog, service),
    ...instances.slice(0, instanceLimit).map((instance) => designFlows(model, instance)),
    requirements(model, service),
    knownFlows('Sends, as the catalog knows it', catalog.flowsFrom(service.id), '→', ({ target }) => target, model),
    knownFlows('Accepts, as the catalog knows it', catalog.flowsTo(service.id), '←', ({ source }) => source, model),
    links(service),
    service.builtIn && `Compared with its sources on ${catalogReviewed}.`,
  );
}

/** The first lines of a service's card, which completion shows too. */
export function serviceHead(catalog: Catalog, service: CatalogService): (string | undefined)[] {
  const names = [...service.abbreviations.map((name) => code(name))];
  const facts = [
    service.pillar && pillarTitles[service.pillar],
    service.stages.length > 0 &&
      stages
        .filter((stage) => service.stages.includes(stage))
        .map((stage) => stageMeanings[stage])
        .join(', '),
    service.partOf && `part of ${nameOf(catalog, service.partOf)}`,
    !service.builtIn && 'defined in this workspace',
  ].filter((fact): fact is string => typeof fact === 'string');
  return [
    `**${escaped(service.name)}** · ${code(service.id)}${names.length > 0 ? ` · ${names.join(', ')}` : ''}`,
    statusLine(catalog, service),
    service.description ? paragraphs(service.description) : undefined,
    facts.length > 0 ? facts.join(' · ') : undefined,
    formerly(service),
  ];
}

/** The names a service had, those that ended together told together. */
function formerly({ formerNames }: CatalogService): string | undefined {
  if (formerNames.length === 0) return undefined;
  const byEnd = new Map<string, string[]>();
  for (const { name, until = '' } of formerNames.slice(0, formerNameLimit))
    byEnd.set(until, [...(byEnd.get(until) ?? []), escaped(name)]);
  const told = [...byEnd].map(([until, names]) => `${names.join(', ')}${until ? ` (until ${escaped(until)})` : ''}`);
  const left = formerNames.length - formerNameLimit;
  return `Formerly ${told.join('; ')}${left > 0 ? `; and ${left} more` : ''}`;
}

function statusLine(catalog: Catalog, service: CatalogService): string | undefined {
  const words = serviceStatusMeanings[service.status];
  if (!words && !service.statusNote) return undefined;
  const when = service.statusDate ? ` (${escaped(service.statusDate)})` : '';
  const successor = service.successor
    ? ` Use ${nameOf(catalog, service.successor)} ${code(service.successor)} instead.`
    : '';
  const note = service.statusNote ? ` ${sentence(escaped(service.statusNote))}` : '';
  return `**${words ?? 'Status'}${when}.**${note}${successor}`;
}

/** Notes of the catalog are written without a capital and a full stop. */
function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}

function elementCard(model: ArchitectureModel, element: Element): string {
  const own = element.documentation && paragraphs(element.documentation);
  const said = propertyLine(element);
  if (element.service) {
    const label = element.ownLabel ? `${escaped(element.label)} – ` : '';
    return blocks(
      `${label}${code(element.name)}, an instance of`,
      own,
      said,
      serviceCard(model, element.service, element),
    );
  }
  if (element.kind === 'service') {
    return blocks(
      `${code(element.name)} · the catalog does not know this service`,
      own,
      said,
      designFlows(model, element),
    );
  }
  if (element.kind === 'component') {
    return blocks(
      `**${escaped(element.label)}** · component ${code(element.name)}`,
      own,
      said,
      designFlows(model, element),
    );
  }
  if (element.kind === 'threat') return threatCard(model, element, own, said);
  const inside = descendantsOf(element);
  const names = cut(
    element.children.map((child) => code(child.name)),
    12,
  );
  const crossing = element.kind === 'zone' ? crossings(model, inside) : undefined;
  return blocks(
    `**${escaped(element.label)}** · ${element.kind} ${code(element.name)}`,
    own,
    said,
    element.children.length > 0 ? `Holds ${names.join(', ')}` : 'Holds nothing.',
    crossing,
    designFlows(model, element),
  );
}

/** A threat: what it is about, what it endangers, and what is there against it. */
function threatCard(
  model: ArchitectureModel,
  element: Element,
  own: string | undefined,
  said: string | undefined,
): string {
  const threat = model.threats.find((entry) => entry.element === element);
  const named = (words: readonly { readonly name: string }[]): string =>
    cut(
      words.map(({ name }) => code(name)),
      12,
    ).join(', ');
  const techniques = cut(
    (threat?.techniques ?? []).map(({ text }) => `- ${techniqueLine(model, text)}`),
    8,
  ).join('\n');
  const attacks = model.attacks.filter(({ steps }) => steps.flat().some((step) => step.element === element));
  return blocks(
    `**${escaped(element.label)}** · threat ${code(element.name)}`,
    own,
    said,
    techniques,
    threat && threat.targets.length > 0 && `Targets ${named(threat.targets)}`,
    threat &&
      (threat.mitigatedBy.length > 0 ? `Mitigated by ${named(threat.mitigatedBy)}` : 'Nothing is said to mitigate it.'),
    attacks.length > 0 && `A step of ${attacks.map(({ label }) => escaped(label)).join(', ')}`,
  );
}

function attackCard(attack: Attack): string {
  const steps = attack.steps.map((step) =>
    step.map(({ name, element }) => (element?.ownLabel ? escaped(element.label) : code(name))).join(' or '),
  );
  return blocks(
    `**${escaped(attack.label)}** · attack ${code(attack.name)}`,
    attack.documentation && paragraphs(attack.documentation),
    steps.length > 0 &&
      cut(steps, 20)
        .map((step, index) => `${index + 1}. ${step}`)
        .join('\n'),
  );
}

function propertyLine(element: Element): string | undefined {
  const { owner, status, plan, region, exposure, tags, description } = element.properties;
  const facts = [
    status && `status ${status}`,
    owner && `owner ${escaped(owner)}`,
    plan && `plan ${escaped(plan)}`,
    region && `region ${escaped(region)}`,
    exposure && `exposure ${exposure}`,
    tags && tags.length > 0 && `tags ${tags.map(escaped).join(', ')}`,
  ].filter((fact): fact is string => typeof fact === 'string' && fact !== '');
  return blocks(description && escaped(description), facts.length > 0 ? facts.join(' · ') : undefined) || undefined;
}

function crossings(model: ArchitectureModel, inside: ReadonlySet<Element>): string | undefined {
  let into = 0;
  let out = 0;
  for (const flow of model.flows) {
    const from = inside.has(flow.source);
    if (from === inside.has(flow.target)) continue;
    if (from) out++;
    else into++;
  }
  return into + out > 0
    ? `Its boundary is crossed by ${counted(into, 'flow')} inwards and ${counted(out, 'flow')} outwards.`
    : undefined;
}

function descendantsOf(element: Element): ReadonlySet<Element> {
  const all = new Set<Element>([element]);
  for (const next of all) for (const child of next.children) all.add(child);
  return all;
}

/** What an element sends and accepts in this design. */
function designFlows(model: ArchitectureModel, element: Element): string | undefined {
  const from = model.flowsFrom(element).map((flow) => `- ${flow.kind} → ${code(flow.target.name)}${remark(flow)}`);
  const into = model.flowsInto(element).map((flow) => `- ${flow.kind} ← ${code(flow.source.name)}${remark(flow)}`);
  if (from.length + into.length === 0) return undefined;
  return `In this design, ${code(element.name)}\n\n${[...cut(from, listLimit, '- '), ...cut(into, listLimit, '- ')].join('\n')}`;
}

function remark(flow: Flow): string {
  const label = flow.label ? `: ${escaped(flow.label)}` : '';
  const via = flow.via ? ` via ${code(flow.via.name)}` : '';
  return `${label}${via}${flow.derivedFrom ? ' (derived by `integrate`)' : ''}`;
}

/** Flows of the catalog, a line for each kind; the services that the design has come first. */
function knownFlows(
  title: string,
  flows: readonly CatalogFlow[],
  arrow: string,
  other: (flow: CatalogFlow) => string,
  model: ArchitectureModel,
): string | undefined {
  if (flows.length === 0) return undefined;
  const lines = flowKinds.flatMap((kind) => {
    const certain = new Map<string, boolean>();
    for (const flow of flows) {
      if (flow.kind === kind) certain.set(other(flow), !flow.guess || certain.get(other(flow)) === true);
    }
    if (certain.size === 0) return [];
    const isHere = ([id]: readonly [string, boolean]): number => (model.instancesOf(id).length > 0 ? 0 : 1);
    const names = [...certain]
      .sort((one, another) => isHere(one) - isHere(another))
      .map(([id, isCertain]) => `${nameOf(model.catalog, id)}${isCertain ? '' : ' (a guess)'}`);
    return [`- ${kind} ${arrow} ${cut(names, partnerLimit).join(', ')}`];
  });
  return `${title}\n\n${lines.join('\n')}`;
}

function flowCard(
  model: ArchitectureModel,
  statement: FlowStatement,
  flows: readonly Flow[],
  flowKind: FlowKind | undefined,
): string {
  const pairs = new Map<string, { source: Element; target: Element }>();
  for (const flow of flows) pairs.set(`${flow.source.name}\n${flow.target.name}`, flow);
  const several = pairs.size > 1;
  const parts = cut(
    [...pairs.values()].map(({ source, target }) => pairFacts(model, source, target, flowKind, several)),
    listLimit,
  );
  const kinds = flowKind ? [flowKind] : [...new Set(statement.kinds.map((entry) => entry.kind))];
  const documentation = flows[0]?.documentation;
  return blocks(
    ...kinds.map((kind) => `**${kind}** – ${flowKindMeanings[kind]}`),
    documentation && paragraphs(documentation),
    ...parts,
  );
}

/** What the catalog says about flows from one element to another. */
function pairFacts(
  model: ArchitectureModel,
  source: Element,
  target: Element,
  flowKind: FlowKind | undefined,
  titled: boolean,
): string {
  const title = `${code(source.name)} → ${code(target.name)}`;
  if (!source.service || !target.service) {
    const outside = [source, target].filter((element) => !element.service).map((element) => code(element.name));
    return `${titled ? `${title}: ` : ''}The catalog has nothing on ${outside.join(' and ')}, so this flow is not checked against it.`;
  }
  if (flowKind && !catalogFlowKinds.includes(flowKind)) {
    return `${titled ? `${title}: ` : ''}Flows of kind ${flowKind} are not checked against the catalog.`;
  }
  const { catalog } = model;
  const facts = catalog.flowsBetween(source.service.id, target.service.id);
  const absent = catalog.nonFlowsBetween(source.service.id, target.service.id);
  const known = facts.filter((fact) => !flowKind || fact.kind === flowKind);
  const shown = known.length > 0 ? known : facts;
  const names = `${escaped(source.service.short)} → ${escaped(target.service.short)}`;
  const lines = [
    ...absent
      .filter((fact) => !flowKind || fact.kind === flowKind)
      .map((fact) => factLine(fact, 'documented not to exist')),
    ...shown.map((fact) => factLine(fact)),
  ];
  const back = catalog.flowsBetween(target.service.id, source.service.id);
  const head =
    facts.length === 0
      ? `The catalog knows no flow ${names}${back.length > 0 ? `, only the other way: ${[...new Set(back.map((fact) => fact.kind))].join(', ')}` : ''}.`
      : known.length === 0 && flowKind
        ? `The catalog knows no ${flowKind} ${names}, but`
        : `The catalog knows ${names}`;
  return `${head}${lines.length > 0 ? `\n\n${cut(lines, listLimit, '- ').join('\n')}` : ''}`;
}

function factLine(fact: CatalogFlow, remarkText?: string): string {
  const label = fact.label ? `: ${escaped(fact.label)}` : '';
  const marks = [remarkText, fact.byDefault && 'on by default', fact.guess && 'a guess'].filter(
    (mark): mark is string => typeof mark === 'string',
  );
  const sources = fact.sources.map((source) => link(source, source.startsWith('https:') ? source : undefined));
  const from = sources.length > 0 ? `  \n  Source: ${cut(sources, 3).join('; ')}` : '';
  return `- **${fact.kind}**${label}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}${from}`;
}

function integrateCard(flows: readonly Flow[]): string {
  const lines = flows.map(
    (flow) =>
      `- ${code(flow.source.name)} → ${code(flow.target.name)}: ${flow.kind}${flow.derivedFrom?.label ? `, ${escaped(flow.derivedFrom.label)}` : ''}`,
  );
  return blocks(`Stands for ${counted(flows.length, 'flow')} that the catalog knows`, cut(lines, 20, '- ').join('\n'));
}

function kindCard(kind: FlowKind): string {
  return `**${kind}** – ${flowKindMeanings[kind]}`;
}

function propertyCard(of: PropertyOwner, name: string, value: string | undefined): string | undefined {
  const definition = propertyDefinitions(of).find((entry) => entry.name === name);
  if (!definition) return undefined;
  const values =
    definition.values && value === undefined
      ? `One of ${definition.values.map((entry) => code(entry)).join(', ')}.`
      : undefined;
  const meaning = value === undefined ? undefined : valueMeaning(name, value);
  return blocks(
    meaning && definition.values?.includes(value!) && `**${value}** – ${meaning}`,
    `${code(name)} – ${definition.meaning}`,
    values,
  );
}

/** What a service cannot do without, and which instances of that the design has. */
function requirements(model: ArchitectureModel, service: CatalogService): string | undefined {
  if (service.requires.length === 0) return undefined;
  const entries = service.requires.map((ids) => {
    const instances = ids.flatMap((id) => model.instancesOf(id));
    const found =
      instances.length > 0
        ? cut(
            instances.map(({ name }) => code(name)),
            3,
          ).join(', ')
        : 'not in this design';
    return `${ids.map((id) => nameOf(model.catalog, id)).join(' or ')} (${found})`;
  });
  return `Requires ${entries.join('; ')}`;
}

function links(service: CatalogService): string | undefined {
  const all = [
    ...service.portals.map((portal) => (portal.url ? link(portal.name, portal.url) : escaped(portal.name))),
    ...(service.docs ? [link('Documentation', service.docs)] : []),
  ];
  return all.length > 0 ? all.join(' · ') : undefined;
}

function nameOf(catalog: Catalog, id: string): string {
  const service = catalog.service(id);
  return service ? escaped(service.short) : code(id);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function cut(lines: readonly string[], limit: number, prefix = ''): string[] {
  return lines.length <= limit ? [...lines] : [...lines.slice(0, limit), `${prefix}and ${lines.length - limit} more`];
}

function blocks(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part): part is string => typeof part === 'string' && part !== '').join('\n\n');
}
