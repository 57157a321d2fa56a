import { readStatement } from '../../model/read-statement.ts';
import { formatText } from '../format/format.ts';
import type { ParsedFile, ParsedStatement } from '../parse.ts';
import { parseFile } from '../parse.ts';
import type { Replacement } from './refactoring.ts';
import { lineEndOf } from '../format/source-items.ts';
import { replaced, staysReadable } from './refactoring.ts';
import type { StatementLines } from './selected-statements.ts';
import { commentsBetween, cutsOf, indentationAt, linesOf, tokensBetween } from './selected-statements.ts';

/**
 * Puts a file in order: imports together and sorted by their paths, each once; a `use` or `component` that stands behind
 * flows up to the declaration before it, and what is declared twice in the same words once. Elements keep their order
 * among each other, because that is the order in which they are drawn. Comments go with their statement; a statement that
 * shares its line with another stays where it is.
 */
export function organise(file: ParsedFile): Replacement[] {
  const lists = [file.statements, ...listsIn(file.statements)];
  const imports = organiseImports(file);
  const declared = lists.flatMap((list) => organiseDeclarations(file, list));
  // What stands before a statement may decide whether it is one: then that stays.
  return (
    [[...imports, ...declared], imports].map(settle).find((replacements) => staysReadable(file, replacements)) ?? []
  );
}

/** A text in order and in its canonical form. */
export function organiseText(uri: string, text: string): string {
  // Statements that share a line stay where they are, so each gets its own first.
  const formatted = formatText(uri, text).text;
  return formatText(uri, replaced(formatted, organise(parseFile(uri, formatted)))).text;
}

/** Replacements in the order of the text, where what is cut out twice is cut out once. */
export function settle(replacements: readonly Replacement[]): Replacement[] {
  const settled: Replacement[] = [];
  for (const replacement of [...replacements].sort((left, right) => left.start - right.start || left.end - right.end)) {
    const last = settled.at(-1);
    if (last && replacement.start < last.end && replacement.newText === '' && last.newText === '') {
      settled[settled.length - 1] = { ...last, end: Math.max(last.end, replacement.end) };
    } else {
      settled.push(replacement);
    }
  }
  return settled;
}

function listsIn(statements: readonly ParsedStatement[]): (readonly ParsedStatement[])[] {
  return statements.flatMap(({ children, broken }) => (children && !broken ? [children, ...listsIn(children)] : []));
}

// Imports

interface ImportLines extends StatementLines {
  readonly path: string;
}

function organiseImports(file: ParsedFile): Replacement[] {
  const imports = file.statements.flatMap((statement): ImportLines[] => {
    const text = readStatement(statement.node);
    const lines = text.type === 'import' && text.path && !statement.broken ? linesOf(file, statement) : undefined;
    return lines ? [{ ...lines, path: (text as { path: { text: string } }).path.text }] : [];
  });
  const sorted = [...imports].sort(byPath);
  const kept = new Map<string, { lines: ImportLines; more: ImportLines[] }>();
  for (const lines of sorted) {
    const known = kept.get(plainPath(lines.path));
    if (known) known.more.push(lines);
    else kept.set(plainPath(lines.path), { lines, more: [] });
  }
  const together = imports.every(
    (lines, index) => index === 0 || /^(?:\r\n|\r|\n)$/.test(file.text.slice(imports[index - 1]!.end, lines.start)),
  );
  const inOrder = sorted.every((lines, index) => lines === imports[index]);
  if (imports.length < 2 || (inOrder && together && kept.size === imports.length)) return [];
  const eol = lineEndOf(file.text);
  const [first, ...others] = imports;
  const newText = [...kept.values()]
    .map(({ lines, more }) => [...more.flatMap((again) => commentLines(file, again)), textOf(file, lines)].join(eol))
    .join(eol);
  return [{ start: first!.start, end: first!.end, newText }, ...cutsOf(file.text, others)];
}

/** Folders further up first, then by the code units of the path. */
function byPath(left: ImportLines, right: ImportLines): number {
  const [one, other] = [plainPath(left.path), plainPath(right.path)];
  return climbs(other) - climbs(one) || (one < other ? -1 : one > other ? 1 : 0);
}

function climbs(path: string): number {
  return path.split('../').length - 1;
}

function plainPath(path: string): string {
  return path.replace(/^(?:\.\/)+/, '');
}

// Declarations

const declarations: ReadonlySet<string> = new Set(['Use', 'Component', 'Container', 'Threat']);
/** Statements that say something of what was declared. */
const sayings: ReadonlySet<string> = new Set(['Flow', 'Integrate', 'View', 'Attack', 'Acceptance', 'Constraint']);

function organiseDeclarations(file: ParsedFile, list: readonly ParsedStatement[]): Replacement[] {
  const eol = lineEndOf(file.text);
  const gone = repeatedUses(file, list);
  const replacements: Replacement[] = [];
  const cut: StatementLines[] = [];
  for (const lines of gone) {
    const comments = commentLines(file, lines);
    if (comments.length === 0) cut.push(lines);
    else replacements.push({ start: lines.start, end: lines.end, newText: comments.join(eol) });
  }

  /** Lines to be written behind a place. */
  const moved = new Map<number, string[]>();
  /** Where the last declaration ends up, and whether something was said since. */
  let behind: number | undefined;
  let ahead: number | undefined;
  let said = false;
  for (const statement of list) {
    const { $type } = statement.node;
    const lines = linesOf(file, statement);
    if (sayings.has($type)) {
      said = true;
      if (behind === undefined) ahead ??= lines?.start;
    }
    if (!declarations.has($type)) continue;
    if (lines && gone.some((other) => other.statement === statement)) continue;
    const place = behind ?? ahead;
    const single = $type === 'Use' || $type === 'Component';
    if (said && single && !statement.broken && lines && place !== undefined) {
      moved.set(place, [...(moved.get(place) ?? []), textOf(file, lines)]);
      cut.push(lines);
      // What is declared next goes behind this one, wherever this one went.
      continue;
    }
    behind = lines?.end;
    ahead = undefined;
    said = false;
  }
  replacements.push(...cutsOf(file.text, cut));
  for (const [place, texts] of moved) {
    const isBehind = place > 0 && !/[\r\n]/.test(file.text[place - 1]!);
    const newText = isBehind ? texts.map((text) => eol + text).join('') : texts.map((text) => text + eol).join('');
    replacements.push({ start: place, end: place, newText });
  }
  return replacements;
}

/** Each `use` that declares what one before it declares, and says nothing of it that the first does not say. */
function repeatedUses(file: ParsedFile, list: readonly ParsedStatement[]): StatementLines[] {
  const repeated: StatementLines[] = [];
  const firsts = new Map<string, string>();
  for (const statement of list) {
    const text = readStatement(statement.node);
    if (text.type !== 'use' || statement.broken || !text.service) continue;
    const head = text.name ?? text.service;
    const key = `${text.service.text}\n${head.text}`;
    const rest = tokensBetween(file, head.end + statement.shift, statement.end).map((token) => token.text);
    const said = JSON.stringify(rest);
    const known = firsts.get(key);
    const lines = linesOf(file, statement);
    if (known === undefined) firsts.set(key, said);
    else if (lines && !statement.documentation && (rest.length === 0 || said === known)) repeated.push(lines);
  }
  return repeated;
}

// Lines

function textOf(file: ParsedFile, { start, end }: StatementLines): string {
  return file.text.slice(start, end);
}

/** The comments of a statement that goes, each on a line of its own. */
function commentLines(file: ParsedFile, { start, end, statement }: StatementLines): string[] {
  const indentation = indentationAt(file.text, statement.start);
  return commentsBetween(file, start, end).map((comment) => indentation + comment.text);
}
