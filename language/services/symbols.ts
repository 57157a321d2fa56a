import type { DocumentSymbol, SymbolKind, WorkspaceSymbol } from 'vscode-languageserver-types';
import { readStatement } from '../model/read-statement.ts';
import type { Project } from '../project.ts';
import { bestName } from './name-match.ts';
import type { ParsedFile, ParsedStatement } from './parse.ts';
import { locationOf, rangeOf } from './places.ts';
import { deprecatedTag, symbolKind } from './protocol-numbers.ts';

/** The outline of a file: its elements nested as written, its flows, views and services. */
export function documentSymbols(project: Project, uri: string): DocumentSymbol[] {
  const file = project.parsed(uri);
  const model = project.model(uri);
  if (!file || !model) return [];
  const retired = new Set<number>();
  for (const element of model.elements.values()) {
    if (element.nameSpan.uri === uri && element.service?.status === 'retired') retired.add(element.nameSpan.start);
  }
  return outline(file, file.statements, retired);
}

/** Elements, views and services of all files whose name holds what is asked for; at most `limit`. */
export function workspaceSymbols(project: Project, query: string, limit = 500): WorkspaceSymbol[] {
  const found: { symbol: WorkspaceSymbol; score: number }[] = [];
  for (const uri of project.uris) {
    const model = project.model(uri);
    if (!model) continue;
    const add = (
      name: string,
      label: string,
      kind: SymbolKind,
      span: (typeof model.views)[number]['span'],
      container?: string,
    ): void => {
      if (span.uri !== uri) return;
      const best = bestName([name, label], query);
      const location = best && locationOf(project, span);
      if (!best || !location) return;
      found.push({
        symbol: {
          name: label === name ? name : `${name} – ${label}`,
          kind,
          location,
          ...(container ? { containerName: container } : {}),
        },
        score: best.score,
      });
    };
    for (const element of model.elements.values()) {
      const kind =
        element.kind === 'service'
          ? symbolKind.class
          : element.kind === 'component'
            ? symbolKind.object
            : symbolKind.namespace;
      add(element.name, element.label, kind, element.nameSpan, element.parent?.path);
    }
    for (const view of model.views) add(view.name, view.title, symbolKind.interface, view.nameSpan);
    for (const service of model.ownServices) {
      if (service.place.uri !== uri) continue;
      const best = bestName([service.id, service.short], query);
      const { line, character, endCharacter } = service.place;
      const range = { start: { line, character }, end: { line, character: endCharacter } };
      if (best)
        found.push({
          symbol: { name: service.id, kind: symbolKind.class, location: { uri, range } },
          score: best.score,
        });
    }
  }
  return found
    .sort((left, right) => left.score - right.score)
    .slice(0, limit)
    .map((entry) => entry.symbol);
}

function outline(
  file: ParsedFile,
  statements: readonly ParsedStatement[],
  retired: ReadonlySet<number>,
): DocumentSymbol[] {
  return statements.flatMap((statement) => {
    const symbol = symbolOf(file, statement, retired);
    return symbol ? [symbol] : [];
  });
}

function symbolOf(
  file: ParsedFile,
  statement: ParsedStatement,
  retired: ReadonlySet<number>,
): DocumentSymbol | undefined {
  const text = readStatement(statement.node);
  const range = rangeOf(file.lines, statement);
  const made = (
    name: string | undefined,
    kind: SymbolKind,
    named: { readonly start: number; readonly end: number } | undefined,
    detail?: string,
    children?: DocumentSymbol[],
  ): DocumentSymbol | undefined => {
    // A name must not be empty, and its range must lie within the statement's.
    if (!name || name.trim() === '') return undefined;
    const place = named && { start: named.start + statement.shift, end: named.end + statement.shift };
    const inside =
      place && place.start >= statement.start && place.end <= statement.end
        ? place
        : { start: statement.start, end: statement.start };
    return {
      name: clip(name),
      kind,
      range,
      selectionRange: rangeOf(file.lines, inside),
      ...(detail ? { detail: clip(detail) } : {}),
      ...(retired.has(inside.start) ? { tags: [deprecatedTag] } : {}),
      ...(children && children.length > 0 ? { children } : {}),
    };
  };
  switch (text.type) {
    case 'architecture':
      return made(text.name?.text ?? 'architecture', symbolKind.module, text.name, text.title?.text);
    case 'import':
      return made(text.path?.text, symbolKind.file, text.path, 'import');
    case 'use':
      return made(
        text.name?.text ?? text.service?.text,
        symbolKind.class,
        text.name ?? text.service,
        text.label?.text ?? (text.name ? text.service?.text : undefined),
      );
    case 'component':
      return made(text.name?.text, symbolKind.object, text.name, text.label?.text);
    case 'container':
      return made(
        text.name?.text ?? text.kind,
        symbolKind.namespace,
        text.name,
        text.label?.text,
        outline(file, statement.children ?? [], retired),
      );
    case 'flow': {
      const names = `${text.sources.map((word) => word.text).join(', ')} ${text.arrow?.text ?? '->'} ${text.targets.map((word) => word.text).join(', ')}`;
      return made(names, symbolKind.event, text.arrow, text.kinds.map((word) => word.text).join(', '));
    }
    case 'integrate':
      return made(
        'integrate',
        symbolKind.event,
        undefined,
        text.all ? '*' : text.sources.map((word) => word.text).join(', '),
      );
    case 'view':
      return made(text.name?.text, symbolKind.interface, text.name, text.title?.text);
    case 'service': {
      const name =
        'name' in statement.node && typeof statement.node.name === 'string' ? statement.node.name : undefined;
      const title =
        'title' in statement.node && typeof statement.node.title === 'string' ? statement.node.title : undefined;
      const at = name === undefined ? -1 : file.text.indexOf(name, statement.start + 'service'.length);
      const place = at < 0 ? undefined : { start: at - statement.shift, end: at - statement.shift + name!.length };
      return made(name, symbolKind.class, place, title);
    }
    case 'threat':
      return made(text.name?.text, symbolKind.event, text.name, text.label?.text);
    case 'attack':
      return made(text.name?.text, symbolKind.event, text.name, text.label?.text);
    case 'accept':
      return made(`accept ${text.rule?.text ?? ''}`, symbolKind.event, text.rule);
    case 'constraint':
      return made(
        text.keyword,
        symbolKind.event,
        undefined,
        text.message?.text ?? text.subject?.terms.map((term) => term.value.text).join(', '),
      );
    case 'property':
      return undefined;
  }
}

function clip(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
