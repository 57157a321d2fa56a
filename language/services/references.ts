import type { DocumentHighlight, Location, Position } from 'vscode-languageserver-types';
import type { Element } from '../model/model.ts';
import type { Span } from '../model/span.ts';
import type { Project } from '../project.ts';
import { locationOf, offsetOf, rangeOf, sameSpan } from './places.ts';
import { highlightKind } from './protocol-numbers.ts';
import { symbolAt } from './symbol-at.ts';
import { wordsOf } from './token-roles.ts';

/**
 * Everywhere the thing under the cursor is named, over all files of the project: an element, a service of the catalog,
 * or an imported file. In order of files and places.
 */
export function references(project: Project, uri: string, position: Position, withDeclaration: boolean): Location[] {
  const offset = offsetOf(project, uri, position);
  const symbol = offset === undefined ? undefined : symbolAt(project, uri, offset);
  if (!symbol) return [];
  switch (symbol.kind) {
    case 'element': {
      const spans = elementReferences(project, symbol.element);
      return toLocations(project, withDeclaration ? [symbol.element.nameSpan, ...spans] : spans);
    }
    case 'service':
      return toLocations(project, serviceReferences(project, symbol.service.id));
    case 'import': {
      const target = importTarget(project, uri, symbol.span);
      if (!target) return [];
      const spans = project.uris.flatMap((other) =>
        project
          .imports(other)
          .flatMap((entry) => ('uri' in entry.target && entry.target.uri === target ? [entry.span] : [])),
      );
      return toLocations(project, spans);
    }
    case 'view':
      return withDeclaration ? toLocations(project, [symbol.view.nameSpan]) : [];
  }
  return [];
}

/** The same thing's places in one file; what declares it is marked as written, the rest as read. */
export function documentHighlights(project: Project, uri: string, position: Position): DocumentHighlight[] {
  const file = project.parsed(uri);
  const model = project.model(uri);
  const offset = offsetOf(project, uri, position);
  const symbol = offset === undefined ? undefined : symbolAt(project, uri, offset);
  if (!file || !model || !symbol) return [];
  const found: DocumentHighlight[] = [];
  const add = (span: Span, kind: DocumentHighlight['kind']): void => {
    if (span.uri === uri) found.push({ range: rangeOf(file.lines, span), kind });
  };
  switch (symbol.kind) {
    case 'element':
      add(symbol.element.nameSpan, highlightKind.write);
      for (const reference of model.references) {
        if (sameSpan(reference.element.nameSpan, symbol.element.nameSpan)) add(reference.span, highlightKind.read);
      }
      break;
    case 'service':
      for (const span of serviceReferencesIn(project, uri, symbol.service.id)) add(span, highlightKind.read);
      break;
    case 'flow-kind':
    case 'flow': {
      const kind = symbol.flowKind;
      if (kind === undefined) break;
      for (const word of wordsOf(file)) {
        if (word.role.kind === 'flow-kind' && word.token.text === kind)
          add({ uri, start: word.token.start, end: word.token.end }, highlightKind.text);
      }
      break;
    }
    case 'view':
      add(symbol.view.nameSpan, highlightKind.write);
      break;
  }
  return found;
}

/** Where an element is referred to, in its own file and all that see it. */
export function elementReferences(project: Project, element: Element): Span[] {
  const spans: Span[] = [];
  for (const uri of project.dependents(element.nameSpan.uri)) {
    for (const reference of project.model(uri)?.references ?? []) {
      if (reference.span.uri === uri && sameSpan(reference.element.nameSpan, element.nameSpan))
        spans.push(reference.span);
    }
  }
  return spans;
}

/** Where a service of the catalog is named: its uses in designs, and in other services' definitions. */
function serviceReferences(project: Project, id: string): Span[] {
  return project.uris.flatMap((uri) => serviceReferencesIn(project, uri, id));
}

function serviceReferencesIn(project: Project, uri: string, id: string): Span[] {
  const spans: Span[] = [];
  for (const element of project.model(uri)?.elements.values() ?? []) {
    if (element.service?.id === id && element.serviceSpan?.uri === uri) spans.push(element.serviceSpan);
  }
  const file = project.parsed(uri)!;
  for (const { token, role } of wordsOf(file)) {
    const declares = role.kind === 'declaration' && role.of === 'service';
    if (token.text === id && (declares || (role.kind === 'service' && role.slot.role !== 'use'))) {
      spans.push({ uri, start: token.start, end: token.end });
    }
  }
  return spans;
}

function importTarget(project: Project, uri: string, span: Span): string | undefined {
  const target = project.imports(uri).find((entry) => entry.span.start === span.start)?.target;
  return target && 'uri' in target ? target.uri : undefined;
}

function toLocations(project: Project, spans: readonly Span[]): Location[] {
  return [...spans]
    .sort((left, right) => (left.uri < right.uri ? -1 : left.uri > right.uri ? 1 : left.start - right.start))
    .flatMap((span) => locationOf(project, span) ?? []);
}
