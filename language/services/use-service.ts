import type { Position, TextEdit } from 'vscode-languageserver-types';
import type { Catalog } from '../catalog/catalog.ts';
import type { Project } from '../project.ts';
import type { ParsedFile, ParsedStatement } from './parse.ts';
import { offsetOf, rangeOf } from './places.ts';
import { relativePath } from './relative-path.ts';
import { quote } from './tokens.ts';

/** How deep a group's statements stand, where it has none to go by. */
const indentUnit = '  ';

/**
 * Edits that write `use` of a service where the cursor is, or behind the statement that the cursor is in: between two
 * statements, in the innermost group or zone around it. A name that is taken gets a number; a service of a file that the
 * design does not see yet brings the import along. Undefined where there is no such file or service.
 *
 * @param catalog what can be chosen from, with services of files that the design does not import
 */
export function useService(
  project: Project,
  catalog: Catalog,
  uri: string,
  position: Position,
  id: string,
): TextEdit[] | undefined {
  const file = project.parsed(uri);
  const model = project.model(uri);
  const offset = offsetOf(project, uri, position);
  const service = catalog.service(id);
  if (!file || !model || offset === undefined || !service) return undefined;
  let name = id;
  for (let number = 2; model.elements.has(name); number++) name = `${id}-${number}`;
  const place = placeAt(file, offset, name === id ? `use ${id}` : `use ${id} as ${name}`);
  const visible = service.builtIn || model.catalog.service(id)?.place.uri === service.place.uri;
  const path = visible ? undefined : relativePath(uri, service.place.uri);
  // Where both stand at one place, the import comes first.
  return [...(path === undefined ? [] : [importEdit(file, path)]), edit(file, place)];
}

interface Place {
  readonly offset: number;
  readonly newText: string;
}

function placeAt(file: ParsedFile, offset: number, words: string): Place {
  const eol = eolOf(file);
  let list = file.statements;
  let container: ParsedStatement | undefined;
  for (;;) {
    const around = list.find((statement) => statement.start < offset && offset < statement.end);
    if (!around) break;
    const brace = file.tokens.find((token) => token.type === '{' && token.start > around.start);
    if (!around.children || !brace || offset < brace.end) {
      return afterLine(file, around.end, `${eol}${indentOf(file, list, container)}${words}`, container);
    }
    container = around;
    list = around.children;
  }
  const indent = indentOf(file, list, container);
  const line = lineAt(file, offset);
  const comment = file.comments.find(
    ({ start, end }) => start <= offset && (offset < end || lineAt(file, end).number === line.number),
  );
  const own = list.find((statement) => statement.start <= line.end && statement.end >= line.start);
  // A comment before a statement stays with that statement.
  const behind = comment && own && own.start < comment.start;
  const next = list.find((statement) => statement.start >= offset);
  const documented = next?.documentation && next.documentation.start < offset ? next.documentation.start : undefined;
  const before = documented ?? (comment && !behind ? comment.start : undefined);
  if (before !== undefined) {
    return { offset: lineAt(file, before).start, newText: `${indent}${words}${eol}` };
  }
  if (container && lineAt(file, container.end).number === line.number) {
    return { offset, newText: ` ${words} ` };
  }
  if (own && own.start >= offset) return { offset: line.start, newText: `${indent}${words}${eol}` };
  if (own) return afterLine(file, own.end, `${eol}${indent}${words}`, container);
  const text = file.text.slice(line.start, line.end);
  if (text.trim() === '') return { offset: line.end, newText: `${text === '' ? indent : ''}${words}` };
  return { offset: line.end, newText: `${eol}${indent}${words}` };
}

/** At the end of the line that an offset is on; inside a container that ends there, directly behind the offset. */
function afterLine(file: ParsedFile, offset: number, newText: string, container: ParsedStatement | undefined): Place {
  const line = lineAt(file, offset);
  if (container && container.end <= line.end) return { offset, newText: ` ${newText.trim()}` };
  return { offset: line.end, newText };
}

function indentOf(file: ParsedFile, list: readonly ParsedStatement[], container: ParsedStatement | undefined): string {
  const [first] = list;
  if (first && (!container || lineAt(file, first.start).number !== lineAt(file, container.start).number)) {
    return leading(file, first.start);
  }
  return container ? leading(file, container.start) + indentUnit : '';
}

function leading(file: ParsedFile, offset: number): string {
  const { start, end } = lineAt(file, offset);
  return /^[ \t]*/.exec(file.text.slice(start, end))![0];
}

function importEdit(file: ParsedFile, path: string): TextEdit {
  const eol = eolOf(file);
  const statement = `import ${quote(path)}`;
  const ends = (type: string): number[] =>
    file.statements.filter(({ node }) => node.$type === type).map(({ end }) => end);
  const lastImport = ends('Import').at(-1);
  if (lastImport !== undefined) {
    return edit(file, { offset: lineAt(file, lastImport).end, newText: `${eol}${statement}` });
  }
  const heading = ends('Architecture').at(-1);
  if (heading !== undefined) {
    return edit(file, { offset: lineAt(file, heading).end, newText: `${eol}${eol}${statement}` });
  }
  return edit(file, { offset: 0, newText: `${statement}${eol}${eol}` });
}

function edit(file: ParsedFile, { offset, newText }: Place): TextEdit {
  return { range: rangeOf(file.lines, { start: offset, end: offset }), newText };
}

/** The line that an offset is on, without its line break. */
function lineAt(file: ParsedFile, offset: number): { number: number; start: number; end: number } {
  const { line } = file.lines.positionAt(offset);
  const start = file.lines.offsetAt({ line, character: 0 });
  return { number: line, start, end: start + file.lines.lineText(line).length };
}

function eolOf(file: ParsedFile): string {
  return file.text.includes('\r\n') ? '\r\n' : '\n';
}
