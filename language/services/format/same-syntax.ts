import type { ParsedFile, ParsedStatement } from '../parse.ts';

/**
 * Whether two texts say the same: the same statements with the same words, documentation and errors, wherever they
 * stand. What a design means follows from this alone.
 */
export function sameSyntax(one: ParsedFile, other: ParsedFile): boolean {
  return (
    one.problems.length === other.problems.length &&
    one.problems.every((problem, index) => problem.code === other.problems[index]!.code) &&
    sameStatements(one.statements, other.statements)
  );
}

function sameStatements(some: readonly ParsedStatement[], others: readonly ParsedStatement[]): boolean {
  return (
    some.length === others.length &&
    some.every((statement, index) => {
      const other = others[index]!;
      return (
        statement.broken === other.broken &&
        statement.documentation?.text === other.documentation?.text &&
        // What was not parsed again is the same tree.
        (statement.node === other.node || written(statement) === written(other)) &&
        sameStatements(statement.children ?? [], other.children ?? [])
      );
    })
  );
}

/** The syntax tree without places. What is in it is bounded by the statement, and not nested deeper than its grammar. */
function written(statement: ParsedStatement): string {
  return JSON.stringify(statement.node, (key, value: unknown) =>
    key.startsWith('$') && key !== '$type' ? undefined : value,
  );
}
