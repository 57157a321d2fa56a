import { URI, Utils } from 'vscode-uri';
import type { Element } from '../../model/model.ts';
import { formatText } from '../format/format.ts';
import type { ParsedFile, ParsedStatement } from '../parse.ts';
import { quote, unquote } from '../tokens.ts';
import type { FindRefactorings, RefactorRequest, Replacement } from './refactoring.ts';
import { lineEndOf } from '../format/source-items.ts';
import type { StatementLines } from './selected-statements.ts';
import { cutsOf, mayLeadOn, linesOf, selectedStatements, tokensBetween } from './selected-statements.ts';

/** Statements that mean the same in a file that is imported. Views are drawn, and `architecture` counts, where they stand. */
const movable: ReadonlySet<string> = new Set([
  'Use',
  'Component',
  'Container',
  'Flow',
  'Integrate',
  'Threat',
  'Attack',
  'Service',
]);

/**
 * Moves the selected statements into a new file beside this one, which imports it. An imported file does not see the names
 * of the file that imports it: what refers to something that stays, stays too. What refers to something that is imported
 * here brings that import along.
 */
export const extractToFile: FindRefactorings = (request) => {
  const { file } = request;
  if (URI.parse(file.uri).scheme === 'untitled') return [];
  const { selected, holder } = selectedStatements(file, request.start, request.end);
  if (holder || selected.length === 0) return [];
  const needs = new NeedsOfStatements(request);
  const lines = new Map<ParsedStatement, StatementLines>();
  for (const statement of selected) {
    const own = movable.has(statement.node.$type) && !statement.broken ? linesOf(file, statement) : undefined;
    if (own && !integratesAll(statement)) lines.set(statement, own);
  }
  // What needs something that stays has to stay, and then what needs that.
  for (let before = -1; before !== lines.size;) {
    before = lines.size;
    const moved = [...lines.keys()];
    for (const statement of moved) {
      const stays = needs
        .placesIn(statement)
        .some((place) => !moved.some(({ start, end }) => start <= place && place < end));
      if (stays) lines.delete(statement);
    }
  }
  const moved = [...lines.keys()];
  const name = nameOf(request, moved);
  if (name === undefined) return [];
  const uri = freeUri(request, name);
  const path = `./${decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1))}`;
  const imports = [...new Set(moved.flatMap((statement) => needs.importsIn(statement)))];
  const count = moved.length === selected.length ? `${moved.length}` : `${moved.length} of ${selected.length}`;
  const added = importOf(file, path, lines);
  if (mayLeadOn(file, added.start)) return [];
  return [
    {
      title: `Extract ${count} ${selected.length === 1 ? 'statement' : 'statements'} into ${path.slice(2)}`,
      kind: 'refactor.extract',
      newFile: { uri, text: newText(file, [...lines.values()], imports) },
      replacements: [added, ...cutsOf(file.text, [...lines.values()])],
    },
  ];
};

/** Whether a statement is or holds `integrate *`, which is about all that its file sees. */
function integratesAll({ node, children }: ParsedStatement): boolean {
  return (node.$type === 'Integrate' && node.all === true) || (children ?? []).some(integratesAll);
}

/** What statements of a file refer to: places in the file, and the paths of imports. */
class NeedsOfStatements {
  readonly #request: RefactorRequest;
  /** Where what is referred to is declared, and where the reference stands. */
  readonly #references: readonly { readonly at: number; readonly uri: string; readonly place: number }[];

  constructor(request: RefactorRequest) {
    this.#request = request;
    const { file, model } = request;
    const references = model.references
      .filter(({ span }) => span.uri === file.uri)
      .map(({ span, element }) => ({ at: span.start, uri: element.span.uri, place: element.span.start }));
    const services = model.ownServices.map((service) => ({ service, place: this.#placeOf(service.place) }));
    const ofServices = [...model.elements.values()].flatMap((element: Element) => {
      const own = services.find(({ service }) => service === element.service);
      return own && element.span.uri === file.uri
        ? [{ at: element.span.start, uri: own.service.place.uri, place: own.place }]
        : [];
    });
    // In definitions of services other services are named by their ids.
    const ids = new Map(services.map(({ service, place }) => [service.id, { uri: service.place.uri, place }]));
    const inDefinitions = file.statements
      .filter(({ node }) => node.$type === 'Service')
      .flatMap(({ start, end }) => tokensBetween(file, start, end))
      .flatMap((token) => {
        const own = ids.get(token.type === 'STRING' ? unquote(token.text) : token.text);
        return own ? [{ at: token.start, ...own }] : [];
      });
    this.#references = [...references, ...ofServices, ...inDefinitions];
  }

  /** Places in the file that a statement refers to, outside itself. */
  placesIn(statement: ParsedStatement): number[] {
    return this.#in(statement)
      .filter(({ uri, place }) => uri === this.#request.file.uri && (place < statement.start || place >= statement.end))
      .map(({ place }) => place);
  }

  /** The paths of the imports by which the file has what a statement refers to. */
  importsIn(statement: ParsedStatement): string[] {
    const { project, file } = this.#request;
    const uris = new Set(this.#in(statement).map(({ uri }) => uri));
    uris.delete(file.uri);
    return project.imports(file.uri).flatMap(({ path, target }) => {
      const files = 'uri' in target ? project.model(target.uri)?.files : undefined;
      return files?.some((uri) => uris.has(uri)) ? [path] : [];
    });
  }

  #in({ start, end }: ParsedStatement) {
    return this.#references.filter(({ at }) => start <= at && at < end);
  }

  #placeOf({ uri, line, character }: { uri: string; line: number; character: number }): number {
    return this.#request.project.parsed(uri)?.lines.offsetAt({ line, character }) ?? -1;
  }
}

/** A name for the file, after the first thing that it declares; undefined where it declares nothing. */
function nameOf({ file, model }: RefactorRequest, moved: readonly ParsedStatement[]): string | undefined {
  const declared = [...model.elements.values()].filter(
    ({ span }) => span.uri === file.uri && moved.some(({ start, end }) => start === span.start && end === span.end),
  );
  const first = declared.find(({ kind }) => kind === 'group' || kind === 'zone') ?? declared[0];
  if (first) return first.name;
  const services = model.ownServices.filter(({ place }) => place.uri === file.uri);
  return moved.some(({ node }) => node.$type === 'Service') && services.length > 0 ? 'services' : undefined;
}

function freeUri({ project, file }: RefactorRequest, name: string): string {
  const folder = Utils.dirname(URI.parse(file.uri));
  const known = new Set(project.uris);
  for (let number = 1; ; number++) {
    const uri = Utils.joinPath(folder, `${number === 1 ? name : `${name}-${number}`}.parapet`).toString();
    if (!known.has(uri)) return uri;
  }
}

function newText(file: ParsedFile, lines: readonly StatementLines[], imports: readonly string[]): string {
  const eol = lineEndOf(file.text);
  let text = imports.map((path) => `import ${quote(path)}${eol}`).join('');
  lines.forEach((entry, index) => {
    const before = lines[index - 1];
    // Statements that stood under each other stay so.
    const together = before && /^(?:\r\n|\r|\n)$/.test(file.text.slice(before.end, entry.start));
    if (text !== '' && !together) text += eol;
    text += file.text.slice(entry.start, entry.end) + eol;
  });
  return formatText(file.uri, text).text;
}

/** The import of the new file, behind the others, else behind the heading, else before everything that is said. */
function importOf(file: ParsedFile, path: string, moved: ReadonlyMap<ParsedStatement, StatementLines>): Replacement {
  const eol = lineEndOf(file.text);
  const statement = `import ${quote(path)}`;
  const last = (type: string): ParsedStatement | undefined =>
    file.statements.findLast(({ node }) => node.$type === type);
  const insertion = (offset: number, newText: string): Replacement => ({ start: offset, end: offset, newText });
  const before = last('Import');
  // On a line with more than it and comments, right behind it.
  const endOf = (other: ParsedStatement): number => linesOf(file, other)?.end ?? other.end;
  if (before) return insertion(endOf(before), eol + statement);
  const heading = last('Architecture');
  if (heading) return insertion(endOf(heading), eol + eol + statement);
  const first = file.statements[0]!;
  const start = moved.get(first)?.start ?? linesOf(file, first)?.start ?? 0;
  return insertion(start, statement + eol + eol);
}
