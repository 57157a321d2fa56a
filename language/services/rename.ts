import type { Position, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import type { Element } from '../model/model.ts';
import type { Project } from '../project.ts';
import { parseFile } from './parse.ts';
import { offsetOf, rangeOf, sameSpan } from './places.ts';
import { elementReferences } from './references.ts';
import { symbolAt } from './symbol-at.ts';

/** Why something is not renamed, in a sentence for the person. */
export interface RenameRefusal {
  readonly refusal: string;
}

/** What would be renamed at a position, and its name now. */
export function prepareRename(
  project: Project,
  uri: string,
  position: Position,
): { readonly range: Range; readonly placeholder: string } | RenameRefusal {
  const found = renamedAt(project, uri, position);
  if ('refusal' in found) return found;
  return { range: rangeOf(project.parsed(uri)!.lines, found.span), placeholder: found.name };
}

/** Renames an element or a view everywhere it is named. */
export function rename(
  project: Project,
  uri: string,
  position: Position,
  newName: string,
): WorkspaceEdit | RenameRefusal {
  const found = renamedAt(project, uri, position);
  if ('refusal' in found) return found;
  const name = newName.trim();
  if (!isName(name)) {
    return {
      refusal: `\`${short(name)}\` cannot be a name: a name is one word of letters, digits, - and _, begins with a letter, and is no word of the language.`,
    };
  }
  if (name === found.name) return { changes: {} };
  const clash = found.element ? clashOf(project, found.element, name) : viewClash(project, uri, name);
  if (clash) return clash;
  const changes: Record<string, TextEdit[]> = {};
  const add = (place: { readonly uri: string; readonly start: number; readonly end: number }, text: string): void => {
    const file = project.parsed(place.uri);
    if (file) (changes[place.uri] ??= []).push({ range: rangeOf(file.lines, place), newText: text });
  };
  if (found.element) {
    const { nameSpan, serviceSpan } = found.element;
    // An instance without `as` has the service's id for a name; that stays, and it gets a name of its own.
    if (serviceSpan && sameSpan(nameSpan, serviceSpan)) add({ ...nameSpan, start: nameSpan.end }, ` as ${name}`);
    else add(nameSpan, name);
    for (const span of elementReferences(project, found.element)) add(span, name);
  } else {
    add({ uri, ...found.span }, name);
  }
  return { changes };
}

interface Renamed {
  readonly element?: Element;
  readonly name: string;
  readonly span: { readonly start: number; readonly end: number };
}

function renamedAt(project: Project, uri: string, position: Position): Renamed | RenameRefusal {
  const offset = offsetOf(project, uri, position);
  const symbol = offset === undefined ? undefined : symbolAt(project, uri, offset);
  switch (symbol?.kind) {
    case 'element':
      return { element: symbol.element, name: symbol.element.name, span: symbol.span };
    case 'view':
      return { name: symbol.view.name, span: symbol.span };
    case 'service': {
      const { element, service } = symbol;
      // The id in a `use` without `as` is the element's name too.
      if (element && sameSpan(element.nameSpan, symbol.span)) return { element, name: element.name, span: symbol.span };
      return {
        refusal: service.builtIn
          ? `\`${service.id}\` is an id of the built-in catalog, which cannot be renamed. To give this instance another name, write \`as name\`.`
          : `\`${service.id}\` is the id of a service: other designs rely on it. Change its \`short\` name instead.`,
      };
    }
    case 'import':
      return { refusal: 'Rename the file itself: its imports follow.' };
  }
  return { refusal: 'Only elements and views can be renamed.' };
}

/** A design that sees the element may already have something of that name. */
function clashOf(project: Project, element: Element, name: string): RenameRefusal | undefined {
  for (const uri of project.dependents(element.nameSpan.uri)) {
    const other = project.model(uri)?.elements.get(name);
    if (!other || sameSpan(other.nameSpan, element.nameSpan)) continue;
    const file = project.parsed(other.nameSpan.uri);
    const line = file ? file.lines.positionAt(other.nameSpan.start).line + 1 : 1;
    const where =
      other.nameSpan.uri === element.nameSpan.uri ? `line ${line}` : `line ${line} of ${fileName(other.nameSpan.uri)}`;
    return { refusal: `\`${name}\` is already the name of something else, in ${where}: choose another name.` };
  }
  return undefined;
}

function viewClash(project: Project, uri: string, name: string): RenameRefusal | undefined {
  return project.model(uri)?.views.some((view) => view.name === name)
    ? { refusal: `There is already a view \`${name}\`: choose another name.` }
    : undefined;
}

/** Whether a text can be the name of an element: what the parser reads as one. */
export function isName(text: string): boolean {
  if (text.length === 0 || text.length > 200) return false;
  const file = parseFile('name:', `component ${text}`);
  return (
    file.problems.length === 0 &&
    file.tokens.length === 2 &&
    file.comments.every((comment) => comment.text.trim() === '') &&
    file.tokens[1]!.text === text
  );
}

function fileName(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
