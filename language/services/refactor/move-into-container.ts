import { readStatement } from '../../model/read-statement.ts';
import type { ParsedFile, ParsedStatement } from '../parse.ts';
import { topLevelWords } from '../statement-words.ts';
import type { FindRefactorings, RefactorRequest, Refactoring, Replacement } from './refactoring.ts';
import { lineEndOf } from '../format/source-items.ts';
import { freeName } from './refactoring.ts';
import type { StatementLines } from './selected-statements.ts';
import {
  bodyOf,
  cutsOf,
  indentationAt,
  lineStart,
  linesOf,
  linesOfAll,
  reindent,
  selectedStatements,
} from './selected-statements.ts';

/** How much deeper what a group holds stands. */
const indentUnit = '  ';

/** More groups than this make a list in which nobody finds anything. */
const maximumTargets = 12;

/** Moves the selected statements into a new group or zone, into one that is there, or out of the one they are in. */
export const moveIntoContainer: FindRefactorings = (request) => {
  const { file, start, end } = request;
  const { selected, holder } = selectedStatements(file, start, end);
  const first = selected[0];
  if (!first || !selected.every(isMovable) || !selected.some(isElement)) return [];
  const lines = linesOfAll(file, selected);
  if (!lines) return [];
  const found: Refactoring[] = [];
  for (const kind of ['group', 'zone'] as const) {
    const replacements = wrap(request, lines, kind, freeName(request.model, `new-${kind}`));
    found.push({ title: `Move into a new ${kind}`, kind: 'refactor.move', replacements });
  }
  for (const target of containersOf(file.statements)) {
    if (found.length >= maximumTargets + 2) break;
    if (target === holder || selected.some((moved) => moved.start <= target.start && target.end <= moved.end)) continue;
    const text = readStatement(target.node);
    const replacements = moveInto(request, lines, target);
    if (!replacements || text.type !== 'container' || !text.name) continue;
    found.push({ title: `Move into ${text.kind} ${text.name.text}`, kind: 'refactor.move', replacements });
  }
  const around = holder && linesOf(file, holder);
  if (holder && around) {
    const outer = indentationAt(file.text, holder.start);
    const moved = lines.map((entry) => movedText(file, entry, outer)).join(lineEndOf(file.text));
    found.push({
      title: `Move out of ${wordsOf(holder)}`,
      kind: 'refactor.move',
      replacements: [
        ...cutsOf(file.text, lines),
        { start: around.end, end: around.end, newText: lineEndOf(file.text) + moved },
      ],
    });
  }
  return found;
};

function isMovable(statement: ParsedStatement): boolean {
  const { $type } = statement.node;
  return (
    !statement.broken && $type !== 'Property' && !topLevelWords.has($type.toLowerCase()) && !topLevelTypes.has($type)
  );
}

/** Types of statements whose word is another. */
const topLevelTypes: ReadonlySet<string> = new Set(['Acceptance', 'Constraint']);

function isElement({ node }: ParsedStatement): boolean {
  return node.$type === 'Use' || node.$type === 'Component' || node.$type === 'Container';
}

/** All groups and zones that are whole, in the order in which they begin. */
function containersOf(statements: readonly ParsedStatement[]): ParsedStatement[] {
  return statements.flatMap((statement) =>
    statement.children && !statement.broken ? [statement, ...containersOf(statement.children)] : [],
  );
}

function wordsOf(container: ParsedStatement): string {
  const text = readStatement(container.node);
  return text.type === 'container' ? `${text.kind} ${text.name?.text ?? ''}`.trim() : 'its group';
}

/** The statements in braces where they stand, with all that is between them. */
function wrap(
  { file }: RefactorRequest,
  lines: readonly StatementLines[],
  kind: 'group' | 'zone',
  name: string,
): Replacement[] {
  const lineEnd = lineEndOf(file.text);
  const { start, statement } = lines[0]!;
  const { end } = lines.at(-1)!;
  const outer = indentationAt(file.text, statement.start);
  const inner = reindent(file.text.slice(start, end), outer, outer + indentUnit);
  const head = `${outer}${kind} `;
  const choice = { start: head.length, end: head.length + name.length };
  return [{ start, end, newText: `${head}${name} {${lineEnd}${inner}${lineEnd}${outer}}`, choice }];
}

/** The statements at the end of a group that is there. */
function moveInto(
  { file }: RefactorRequest,
  lines: readonly StatementLines[],
  target: ParsedStatement,
): Replacement[] | undefined {
  const body = bodyOf(file, target);
  if (!body) return undefined;
  const lineEnd = lineEndOf(file.text);
  const outer = indentationAt(file.text, target.start);
  const sample = target.children?.find((child) => lineStart(file.text, child.start) > target.start);
  const inner = sample ? indentationAt(file.text, sample.start) : outer + indentUnit;
  const moved = lines.map((entry) => movedText(file, entry, inner)).join(lineEnd);
  const closing = lineStart(file.text, body.end);
  const ownLine = closing > body.start && file.text.slice(closing, body.end).trim() === '';
  const insertion = ownLine
    ? { start: closing, end: closing, newText: moved + lineEnd }
    : { start: body.end, end: body.end, newText: `${lineEnd}${moved}${lineEnd}${outer}` };
  return [...cutsOf(file.text, lines), insertion];
}

/** A statement with its comments at another depth. */
function movedText(file: ParsedFile, { start, end, statement }: StatementLines, indentation: string): string {
  return reindent(file.text.slice(start, end), indentationAt(file.text, statement.start), indentation);
}
