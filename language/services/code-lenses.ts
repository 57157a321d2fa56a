import type { CodeLens, Location } from 'vscode-languageserver-types';
import type { Finding } from '../lint/finding.ts';
import type { ArchitectureModel, Element, Flow } from '../model/model.ts';
import type { Span } from '../model/span.ts';
import type { Project } from '../project.ts';
import type { ParsedFile } from './parse.ts';
import { locationOf } from './places.ts';

/** Commands of the client that lenses run. Without one, its lenses are words that cannot be clicked. */
export interface LensCommands {
  /** Shows a picture: URI of the design, name of the view. */
  readonly openView?: string | undefined;
  /** Shows places in a list: URI, position, locations. */
  readonly showPlaces?: string | undefined;
  /** Shows the list of findings. */
  readonly showFindings?: string | undefined;
}

export interface CodeLensOptions {
  /** Whether instances and components have a lens each, besides the design, its groups, zones and views. */
  readonly elements?: boolean;
  readonly commands?: LensCommands;
  /** Spells a URI as the editor knows it. */
  readonly clientUri?: (uri: string) => string;
}

/** What a lens carries to be completed by `resolveCodeLens`. */
interface LensData {
  readonly uri: string;
  readonly element: string;
}

/** Flows over the border of each element: into it, and out of it. */
interface Crossings {
  readonly into: ReadonlyMap<Element, readonly Flow[]>;
  readonly from: ReadonlyMap<Element, readonly Flow[]>;
}

/**
 * Lines above statements: how much the design holds and what was found in it; what flows into and out of each group and
 * zone; for each view, how much it shows and a way to its picture. Those about flows are completed by `resolveCodeLens`,
 * which a client asks for what can be seen.
 */
export function codeLenses(project: Project, uri: string, options: CodeLensOptions = {}): CodeLens[] {
  const file = project.parsed(uri);
  const model = project.model(uri);
  if (!file || !model) return [];
  const findings = project.findings(uri);
  const { commands = {} } = options;
  const spell = options.clientUri ?? ((other: string) => other);
  const lenses: CodeLens[] = [];
  const add = (span: Span, title: string, command: string | undefined, ...parameters: readonly unknown[]): void => {
    lenses.push({ range: lineOf(file, span), command: toCommand(title, command, ...parameters) });
  };

  if (model.architecture?.span.uri === uri) {
    const { span } = model.architecture;
    add(span, `${counted(model.elements.size, 'element')}, ${counted(model.flows.length, 'flow')}`, undefined);
    addFindings(add, span, findings, commands);
    if (commands.openView) add(span, 'Open preview', commands.openView, spell(uri));
  }
  for (const element of model.elements.values()) {
    if (element.nameSpan.uri !== uri) continue;
    const isContainer = element.kind === 'group' || element.kind === 'zone';
    if (!isContainer && !options.elements) continue;
    lenses.push({
      // All of a line's lenses stand at one place: an editor puts those first that begin further to the left.
      range: lineOf(file, element.nameSpan),
      data: { uri, element: element.name } satisfies LensData,
    });
    if (!isContainer) continue;
    const { start, end } = element.span;
    addFindings(
      add,
      element.nameSpan,
      findings.filter(({ span }) => start <= span.start && span.end <= end),
      commands,
    );
  }
  for (const view of model.views) {
    if (view.nameSpan.uri !== uri) continue;
    if (commands.openView) add(view.nameSpan, 'Open this view', commands.openView, spell(uri), view.name);
    add(view.nameSpan, counted(view.elements.length, 'element'), undefined);
  }
  return lenses.sort((left, right) => left.range.start.line - right.range.start.line);
}

/** Completes a lens of `codeLenses` that is about flows. */
export function resolveCodeLens(project: Project, lens: CodeLens, options: CodeLensOptions = {}): CodeLens {
  const data = lens.data as Partial<LensData> | undefined;
  if (typeof data?.uri !== 'string' || typeof data.element !== 'string') return lens;
  const model = project.model(data.uri);
  const element = model?.elements.get(data.element);
  if (!model || !element) return { ...lens, command: toCommand('', undefined) };
  const { into, from } = crossingsOf(model);
  const incoming = into.get(element) ?? [];
  const outgoing = from.get(element) ?? [];
  const title =
    incoming.length + outgoing.length === 0
      ? 'no flows'
      : `${counted(incoming.length, 'flow')} in, ${outgoing.length} out`;
  const places = placesOf(project, [...incoming, ...outgoing], options);
  if (places.length === 0) return { ...lens, command: toCommand(title, undefined) };
  const uri = options.clientUri?.(data.uri) ?? data.uri;
  return { ...lens, command: toCommand(title, options.commands?.showPlaces, uri, lens.range.start, places) };
}

function addFindings(
  add: (span: Span, title: string, command: string | undefined) => void,
  span: Span,
  findings: readonly Finding[],
  commands: LensCommands,
): void {
  if (findings.length > 0) add(span, counted(findings.length, 'finding'), commands.showFindings);
}

function toCommand(title: string, command: string | undefined, ...parameters: readonly unknown[]): CodeLens['command'] {
  return { title, command: command ?? '', ...(command && parameters.length > 0 ? { arguments: [...parameters] } : {}) };
}

/** Where flows are written, each place once, in reading order. */
function placesOf(project: Project, flows: readonly Flow[], options: CodeLensOptions): Location[] {
  const seen = new Set<string>();
  return flows.flatMap((flow) => {
    const location = locationOf(project, flow.statement?.arrowSpan ?? flow.span);
    if (!location) return [];
    const key = `${location.uri}\n${location.range.start.line}:${location.range.start.character}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ ...location, uri: options.clientUri?.(location.uri) ?? location.uri }];
  });
}

const crossingsOfModel = new WeakMap<ArchitectureModel, Crossings>();

/** Worked out once a model. A flow between two things of a container crosses its border in neither direction. */
function crossingsOf(model: ArchitectureModel): Crossings {
  const known = crossingsOfModel.get(model);
  if (known) return known;
  const into = new Map<Element, Flow[]>();
  const from = new Map<Element, Flow[]>();
  const note = (map: Map<Element, Flow[]>, element: Element, flow: Flow): void => {
    const list = map.get(element);
    if (list) list.push(flow);
    else map.set(element, [flow]);
  };
  for (const flow of model.flows) {
    const sources = withAncestors(flow.source);
    const targets = withAncestors(flow.target);
    for (const element of sources) if (!targets.includes(element)) note(from, element, flow);
    for (const element of targets) if (!sources.includes(element)) note(into, element, flow);
  }
  const crossings = { into, from };
  crossingsOfModel.set(model, crossings);
  return crossings;
}

function withAncestors(element: Element): Element[] {
  const all: Element[] = [];
  for (let next: Element | undefined = element; next; next = next.parent) all.push(next);
  return all;
}

/** The first line of a statement. */
function lineOf(file: ParsedFile, span: Span): CodeLens['range'] {
  const { line } = file.lines.positionAt(span.start);
  return { start: { line, character: 0 }, end: { line, character: file.lines.lineText(line).length } };
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
