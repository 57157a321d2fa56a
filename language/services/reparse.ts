import { countWhile } from '../model/count-while.ts';
import { LineIndex } from '../model/line-index.ts';
import { editedPart } from './edited-part.ts';
import type { ParsedFile, ParsedStatement } from './parse.ts';
import type { ParsedChunk, Unit } from './parse-region.ts';
import { isOpenComment, lexRegion, parseRegion } from './parse-region.ts';

/** What an earlier state of a file was read to. Its braces have to be in order. */
export interface EarlierReading {
  readonly units: readonly Unit[];
  readonly rest: Unit;
  readonly chunks: Map<string, ParsedChunk>;
}

/** How many units behind the edited ones are read along, until one of them is what it was before. */
const attempts = [0, 1, 4, 16];

/**
 * Reads a file again after an edit: the units that it touches with the one before, whose end depends on what follows, and
 * the one behind. If that one is what it was, so is everything after it. Gives undefined where that cannot be relied on:
 * the whole file has to be read then.
 */
export function reparse(
  previous: ParsedFile,
  text: string,
  { units, rest, chunks }: EarlierReading,
): { readonly units: readonly Unit[]; readonly rest: Unit; readonly lines: LineIndex } | undefined {
  const edit = editedPart(previous.text, text);
  const moved = text.length - previous.text.length;
  const lines = LineIndex.afterEdit(previous.lines, text, edit);
  const editedLine = previous.lines.offsetAt({ line: previous.lines.positionAt(edit.start).line, character: 0 });
  const touched = countWhile(units, (unit) => unit.end < editedLine);
  const first = Math.max(0, touched - 1);
  const behind = countWhile(units, (unit) => unit.start <= edit.earlierEnd);
  const start = first === 0 ? 0 : units[first - 1]!.end;
  // Unknown text is told together with that beside it, which may be behind the next statement.
  const hasUnknownText = (index: number): boolean => (units[index] ?? rest).errors.length > 0;
  if (first > 0 && hasUnknownText(first)) return undefined;

  for (const more of attempts) {
    const last = behind + more;
    const known = units[last];
    const lexed = lexRegion(text, start, known ? known.end + moved : text.length);
    if (lexed.hidden.some(isOpenComment)) {
      if (known) continue;
      return undefined;
    }
    // What is wrong right behind a statement is told instead of what is wrong in it.
    if (known && units[last + 1]?.start === known.end) continue;
    const region = parseRegion(text, lexed, chunks, undefined, first > 0 && units[first - 1]!.stray);
    if (region.braces.length > 0) return undefined;
    const again = region.units.at(-1);
    if (known && (again?.start !== known.start + moved || again.end !== known.end + moved)) continue;
    const before = units.slice(0, first);
    // What stands before the edit was only read along.
    while (before.length < units.length && isAlike(units[before.length]!, region.units[0], edit.start)) {
      before.push(units[before.length]!);
      region.units.shift();
    }
    if (!known) return { units: [...before, ...region.units], rest: region.rest, lines };
    if (hasUnknownText(last) || hasUnknownText(last + 1)) return undefined;
    // What stands behind the edit was only read along as well, though what is before it may be other comments now.
    for (let index = region.units.length - 1, earlier = last; index >= 0 && earlier >= first; index--, earlier--) {
      const unit = region.units[index]!;
      const { start: earlierStart, end: earlierEnd, statements } = units[earlier]!;
      if (unit.start < edit.end || unit.start !== earlierStart + moved || unit.end !== earlierEnd + moved) break;
      const kept = statements.map((statement) => movedStatement(statement, moved));
      const isKept =
        unit.statements.length === kept.length && kept.every((one, at) => isSame(one, unit.statements[at]!));
      if (isKept) region.units[index] = { ...unit, statements: kept };
    }
    const after = units.slice(last + 1);
    // What a service was read to holds its place in the file.
    const stays = moved === 0 && lines.lineCount === previous.lines.lineCount;
    if (!stays && after.some((unit) => unit.tokens[0]?.image === 'service')) return undefined;
    return {
      units: [...before, ...region.units, ...after.map((unit) => movedUnit(unit, moved))],
      rest: movedUnit(rest, moved),
      lines,
    };
  }
  return undefined;
}

/** Whether a unit that ends before an edit was read to the same again. */
function isAlike(earlier: Unit, unit: Unit | undefined, edited: number): boolean {
  return (
    unit !== undefined &&
    earlier.end < edited &&
    earlier.start === unit.start &&
    earlier.end === unit.end &&
    earlier.problems.length + unit.problems.length === 0
  );
}

/** Whether two statements with the same text say the same. */
function isSame(one: ParsedStatement, other: ParsedStatement): boolean {
  return (
    one.node === other.node &&
    one.broken === other.broken &&
    one.documentation?.text === other.documentation?.text &&
    one.documentation?.start === other.documentation?.start
  );
}

function movedUnit(unit: Unit, by: number): Unit {
  if (by === 0) return unit;
  return {
    ...unit,
    start: unit.start + by,
    end: unit.end + by,
    moved: unit.moved + by,
    statements: unit.statements.map((statement) => movedStatement(statement, by)),
    problems: unit.problems.map((problem) => ({ ...problem, start: problem.start + by, end: problem.end + by })),
  };
}

function movedStatement(statement: ParsedStatement, by: number): ParsedStatement {
  const { node, shift, identity, start, end, documentation, broken, children } = statement;
  return {
    node,
    shift: shift + by,
    identity,
    start: start + by,
    end: end + by,
    documentation: documentation && {
      text: documentation.text,
      start: documentation.start + by,
      end: documentation.end + by,
    },
    broken,
    ...(children ? { children: children.map((child) => movedStatement(child, by)) } : {}),
  };
}
