/**
 * The words by which the parser, completion and highlighting see where one statement ends and the next begins. They have
 * to agree, so they share one list.
 */

/** Statements that stand at the top level only: one of them inside a container tells that a `}` is missing before it. */
export const topLevelWords: ReadonlySet<string> = new Set([
  'architecture',
  'import',
  'view',
  'service',
  'attack',
  'accept',
  'require',
  'forbid',
]);

/** Every word that begins a statement. */
export const statementWords: ReadonlySet<string> = new Set([
  ...topLevelWords,
  'use',
  'component',
  'group',
  'zone',
  'integrate',
  'threat',
]);

/** Words and signs after which a line is not finished yet. */
export const openWords: ReadonlySet<string> = new Set([
  ',',
  '->',
  '<->',
  ':',
  'as',
  'via',
  'to',
  'or',
  'from',
  'on',
  'every',
  'reaches',
  'without',
  'columns',
]);

/** Words and signs that, at the start of a line, lead on from the line before. */
export const continuationWords: ReadonlySet<string> = new Set([...openWords, 'until']);
