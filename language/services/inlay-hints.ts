import type { InlayHint, InlayHintLabelPart, Range } from 'vscode-languageserver-types';
import type { CatalogService } from '../catalog/catalog.ts';
import type { ArchitectureModel, Flow } from '../model/model.ts';
import type { Project } from '../project.ts';
import { escaped, code } from './markdown.ts';
import { catalogLocation } from './places.ts';
import type { ParsedFile, ParsedStatement } from './parse.ts';

/** Longest list of flows behind an `integrate` statement, in characters; the tooltip has them all. */
const longestList = 60;

/** Flows that a tooltip lists. */
const longestTooltip = 40;

/** A hint as this file makes it: at an offset. */
interface Hint {
  readonly offset: number;
  readonly label: string | InlayHintLabelPart[];
  readonly tooltip?: string;
}

/**
 * What a text does not say itself, in a range of it:
 * - what a service is called today, where `use` writes it by a former name or an abbreviation;
 * - which service a name stands for, the first time that a file mentions an element of another file;
 * - the flows that an `integrate` statement stands for.
 */
export function inlayHints(project: Project, uri: string, range?: Range): InlayHint[] {
  const file = project.parsed(uri);
  const model = project.model(uri);
  if (!file || !model) return [];
  const start = range ? file.lines.offsetAt(range.start) : 0;
  const end = range ? file.lines.offsetAt(range.end) : file.text.length;
  return [...currentNames(model, uri), ...namesFromElsewhere(model, uri), ...derivedFlows(model, file)]
    .filter(({ offset }) => start <= offset && offset <= end)
    .sort((left, right) => left.offset - right.offset)
    .map(({ offset, label, tooltip }) => ({
      position: file.lines.positionAt(offset),
      label,
      paddingLeft: true,
      ...(tooltip ? { tooltip: { kind: 'markdown', value: tooltip } } : {}),
    }));
}

/** `use "Azure ATP"`: Defender for Identity. */
function currentNames(model: ArchitectureModel, uri: string): Hint[] {
  const hints: Hint[] = [];
  for (const { service, writtenAs, serviceSpan } of model.elements.values()) {
    if (!service || !serviceSpan || serviceSpan.uri !== uri) continue;
    if (writtenAs?.by !== 'former' && writtenAs?.by !== 'abbreviation' && service.status !== 'renamed') continue;
    const today = successorOf(model, service);
    hints.push({ offset: serviceSpan.end, label: [serviceName(today)] });
  }
  return hints;
}

/** The service that a name which only lives on under another id leads to. */
function successorOf(model: ArchitectureModel, service: CatalogService): CatalogService {
  const successor =
    service.status === 'renamed' && service.successor ? model.catalog.service(service.successor) : undefined;
  return successor ?? service;
}

/** Where its statement cannot be seen, the name of an instance does not say what it is. */
function namesFromElsewhere(model: ArchitectureModel, uri: string): Hint[] {
  const hints: Hint[] = [];
  const told = new Set<string>();
  for (const { element, span } of model.references) {
    if (span.uri !== uri || element.nameSpan.uri === uri || told.has(element.name)) continue;
    told.add(element.name);
    const shown = element.service?.short ?? element.label;
    if (saysTheSame(element.name, shown)) continue;
    hints.push({ offset: span.end, label: element.service ? [serviceName(element.service)] : shown });
  }
  return hints;
}

/** `defender-xdr` says as much as "Defender XDR". */
function saysTheSame(name: string, shown: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  return plain(name) === plain(shown);
}

/** `integrate *`: 3 flows: mde → xdr … */
function derivedFlows(model: ArchitectureModel, file: ParsedFile): Hint[] {
  const byStatement = new Map<number, Flow[]>();
  for (const flow of model.flows) {
    if (!flow.derivedFrom || flow.span.uri !== file.uri) continue;
    byStatement.set(flow.span.start, [...(byStatement.get(flow.span.start) ?? []), flow]);
  }
  return allStatements(file.statements).flatMap((statement): Hint[] => {
    if (statement.node.$type !== 'Integrate' || statement.broken) return [];
    const flows = byStatement.get(statement.start) ?? [];
    const count = flows.length === 1 ? '1 flow' : `${flows.length === 0 ? 'no' : flows.length} flows`;
    const names = flows.map((flow) => `${flow.source.name} → ${flow.target.name}: ${flow.kind}`);
    const listed: string[] = [];
    let length = 0;
    for (const name of names) {
      if (length > 0 && length + name.length > longestList) break;
      listed.push(name);
      length += name.length + 2;
    }
    const rest = listed.length < names.length ? ', …' : '';
    const lines = flows.slice(0, longestTooltip).map((flow) => {
      const what = flow.derivedFrom?.label ? `, ${escaped(flow.derivedFrom.label)}` : '';
      return `- ${code(flow.source.name)} → ${code(flow.target.name)}: ${flow.kind}${what}`;
    });
    if (flows.length > lines.length) lines.push(`- and ${flows.length - lines.length} more`);
    return [
      {
        offset: statement.end,
        label: flows.length === 0 ? count : `${count}: ${listed.join(', ')}${rest}`,
        tooltip:
          flows.length === 0
            ? 'The catalog knows no flow among these that is not written already.'
            : `The flows that the catalog knows:\n\n${lines.join('\n')}`,
      },
    ];
  });
}

function allStatements(statements: readonly ParsedStatement[]): ParsedStatement[] {
  return statements.flatMap((statement) => [statement, ...allStatements(statement.children ?? [])]);
}

/** The name that a service has today; leads to its definition. */
function serviceName(service: CatalogService): InlayHintLabelPart {
  return { value: service.short, tooltip: service.name, location: catalogLocation(service.place) };
}
