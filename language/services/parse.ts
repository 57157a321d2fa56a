import type { IToken } from 'chevrotain';
import type { Property, Statement } from '../generated/ast.ts';
import { LineIndex } from '../model/line-index.ts';
import type { ParsedChunk, UnknownText, Unit } from './parse-region.ts';
import { isOpenComment, lexRegion, parseRegion, unknownTextProblems } from './parse-region.ts';
import { reparse } from './reparse.ts';
import type { BraceProblem } from './split-statements.ts';
import { maximumDepth } from './split-statements.ts';

/** Something wrong with the text itself. Offsets are in the file. */
export interface SyntaxProblem {
  readonly code:
    | 'syntax'
    | 'unclosed-brace'
    | 'unopened-brace'
    | 'unclosed-string'
    | 'unclosed-comment'
    | 'nesting-too-deep'
    | 'file-too-large';
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** A token of a file, for services that look at the text around the cursor. */
export interface Token {
  /** Terminal name (`ID`, `STRING` …), or the keyword itself. */
  readonly type: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A comment before a statement that documents it: `/** … *\/`. */
export interface DocComment {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** One statement as parsed, with what stands around it. */
export interface ParsedStatement {
  /**
   * The AST of the statement. Its nodes keep the places they had when it was parsed: add `shift` to an offset of
   * `$cstNode` for the place in the current text. Fields may be missing after a syntax error, whatever their type says.
   */
  readonly node: Statement | Property;
  readonly shift: number;
  /** One object in all states of the file in which nothing about the statement but its place differs. */
  readonly identity: object;
  readonly start: number;
  readonly end: number;
  readonly documentation?: DocComment;
  /** True where the statement has a syntax error: what it says is only partly known. */
  readonly broken: boolean;
  /** What a group or zone holds: statements and its own properties. */
  readonly children?: readonly ParsedStatement[];
}

/** A file's text and its syntax. */
export interface ParsedFile {
  readonly uri: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly statements: readonly ParsedStatement[];
  readonly problems: readonly SyntaxProblem[];
  /** All tokens in order, without comments and without END. */
  readonly tokens: readonly Token[];
  /** All comments in order. */
  readonly comments: readonly Token[];
}

/** A file longer than this (UTF-16 code units) is not read: no design is that long, and the editor must stay quick. */
export const maximumFileLength = 2_000_000;

/** What a file was read to, piece by piece, for reading its next state. */
interface Reading {
  readonly units: readonly Unit[];
  readonly rest: Unit;
  /** What its stretches were read to. Later states of the file add to it. */
  readonly chunks: Map<string, ParsedChunk>;
  /**
   * Whether its braces are all right and its comments end: only then does each statement end where the next begins,
   * whatever is in it.
   */
  readonly whole: boolean;
}

/** Stretches that no longer stand in a file are kept up to this number: each key in a statement makes one. */
const chunksToSpare = 500;

const readings = new WeakMap<ParsedFile, Reading>();

/**
 * Parses a file. Never throws. Each statement is parsed on its own, so that an error costs only its statement; with the
 * file's previous state given, only what changed is read again: the statements at the top level that were edited and
 * their neighbours are lexed and divided anew, and of these only the ones whose text changed are parsed.
 */
export function parseFile(uri: string, text: string, previous?: ParsedFile): ParsedFile {
  if (text.length > maximumFileLength) {
    const message = `This file has ${text.length} characters; the limit is ${maximumFileLength}. Divide it into several files with \`import\`.`;
    return {
      uri,
      text,
      lines: new LineIndex(text),
      statements: [],
      problems: [{ code: 'file-too-large', message, start: 0, end: 0 }],
      tokens: [],
      comments: [],
    };
  }
  const before = previous && readings.get(previous);
  if (before?.whole && before.chunks.size < 2 * before.units.length + chunksToSpare) {
    const edited = reparse(previous!, text, before);
    if (edited) return fileOf(uri, text, edited.lines, { ...edited, chunks: before.chunks, whole: true }, []);
  }
  const chunks = new Map<string, ParsedChunk>();
  const { units, rest, braces } = parseRegion(text, lexRegion(text, 0, text.length), chunks, before?.chunks);
  const whole = braces.length === 0 && ![...units, rest].some(({ hidden }) => hidden.some(isOpenComment));
  return fileOf(uri, text, new LineIndex(text), { units, rest, chunks, whole }, braces);
}

function fileOf(
  uri: string,
  text: string,
  lines: LineIndex,
  reading: Reading,
  braces: readonly BraceProblem[],
): ParsedFile {
  const units = [...reading.units, reading.rest];
  const problems = [
    ...unknownTextProblems(text, units.flatMap(unknownTextIn)),
    ...braces.map(braceProblem),
    ...units.flatMap((unit) => unit.problems),
  ];
  problems.sort((left, right) => left.start - right.start || left.end - right.end);
  let tokens: readonly Token[] | undefined;
  let comments: readonly Token[] | undefined;
  const file: ParsedFile = {
    uri,
    text,
    lines,
    statements: units.flatMap((unit) => unit.statements),
    problems,
    // Made when asked for: a keystroke that only wants findings does not need them.
    get tokens() {
      return (tokens ??= units.flatMap((unit) => unit.tokens.map((token) => toToken(token, unit.moved))));
    },
    get comments() {
      return (comments ??= units.flatMap((unit) => unit.hidden.map((token) => toToken(token, unit.moved))));
    },
  };
  readings.set(file, reading);
  return file;
}

function unknownTextIn({ errors, moved }: Unit): readonly UnknownText[] {
  return moved === 0 ? errors : errors.map(({ offset, length }) => ({ offset: offset + moved, length }));
}

function braceProblem({ kind, token, count }: BraceProblem): SyntaxProblem {
  const place = { start: token.startOffset, end: token.startOffset + token.image.length };
  switch (kind) {
    case 'unclosed':
      return {
        code: 'unclosed-brace',
        message:
          count === 1
            ? 'This `{` has no closing `}`: add one where its block ends.'
            : `This \`{\` and ${count - 1} inside it have no closing \`}\`: add one where each block ends.`,
        ...place,
      };
    case 'unopened':
      return { code: 'unopened-brace', message: 'This `}` closes nothing: remove it.', ...place };
    case 'too-deep':
      return {
        code: 'nesting-too-deep',
        message: `Groups and zones can be nested ${maximumDepth} deep; this one and what it holds is left out.`,
        ...place,
      };
  }
}

/**
 * The tokens and comments of a part of a file, which has to begin where one of its tokens begins, or between two. What
 * does not end in the part is cut where the part ends.
 */
export function lexPart(
  file: ParsedFile,
  start: number,
  end: number,
): { readonly tokens: readonly Token[]; readonly comments: readonly Token[] } {
  const { tokens, hidden } = lexRegion(file.text, start, end);
  return { tokens: tokens.map((token) => toToken(token)), comments: hidden.map((token) => toToken(token)) };
}

function toToken(token: IToken, moved = 0): Token {
  const start = token.startOffset + moved;
  return { type: token.tokenType.name, text: token.image, start, end: start + token.image.length };
}
