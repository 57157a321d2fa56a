import type { IToken, TokenType } from 'chevrotain';
import type { ContainerContent, ParapetFile, Property, Statement } from '../generated/ast.ts';
import { LineIndex } from '../model/line-index.ts';
import { describeSyntaxError } from './syntax-messages.ts';
import { currentParser, parserServices, renewParser } from './parser-services.ts';
import type { Chunk } from './split-statements.ts';
import { endBefore, maximumDepth, splitStatements } from './split-statements.ts';
import { isClosedString, type ParapetLexer } from './tokens.ts';
import { countWhile } from '../model/count-while.ts';

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

interface ParsedChunk {
  readonly nodes: readonly (Statement | Property)[];
  readonly problem?: {
    readonly message: string;
    readonly start: number;
    readonly end: number;
    readonly strayWords?: boolean;
  };
  /** Offset of the chunk's first token when it was parsed. */
  readonly origin: number;
}

/** What a file's statements were parsed to, to be used again where their text did not change. */
const chunksOfFile = new WeakMap<ParsedFile, Map<string, ParsedChunk>>();

/**
 * Parses a file. Never throws. Each statement is parsed on its own, so that an error costs only its statement; with the
 * file's previous state given, only statements whose text changed are parsed again.
 */
export function parseFile(uri: string, text: string, previous?: ParsedFile): ParsedFile {
  const lines = new LineIndex(text);
  if (text.length > maximumFileLength) {
    const message = `This file has ${text.length} characters; the limit is ${maximumFileLength}. Divide it into several files with \`import\`.`;
    return {
      uri,
      text,
      lines,
      statements: [],
      problems: [{ code: 'file-too-large', message, start: 0, end: 0 }],
      tokens: [],
      comments: [],
    };
  }
  const lexer = parserServices().parser.Lexer as ParapetLexer;
  const lexed = lexer.lex(text);
  const problems: SyntaxProblem[] = [];
  const end = lexer.definition['END'] as TokenType;
  const split = splitStatements(lexed.tokens, end);

  for (const error of mergeNeighbours(lexed.errors)) {
    const shown = JSON.stringify(text.slice(error.start, Math.min(error.end, error.start + 20))).slice(1, -1);
    problems.push({
      code: 'syntax',
      message: `\`${shown}\` has no meaning here: remove it, or put text in quotation marks.`,
      ...error,
    });
  }
  for (const token of lexed.tokens) {
    if (token.tokenType.name !== 'STRING' || isClosedString(token.image)) continue;
    const start = token.startOffset;
    problems.push({
      code: 'unclosed-string',
      message: 'This text has no closing quotation mark: add `"` on the same line.',
      start,
      end: start + token.image.length,
    });
  }
  for (const comment of lexed.hidden) {
    if (comment.tokenType.name !== 'BLOCK_COMMENT' || (comment.image.length > 3 && comment.image.endsWith('*/')))
      continue;
    problems.push({
      code: 'unclosed-comment',
      message: 'This comment has no end, so the rest of the file is part of it: add `*/`.',
      start: comment.startOffset,
      end: comment.startOffset + 2,
    });
  }
  for (const { kind, token, count } of split.problems) {
    const place = { start: token.startOffset, end: token.startOffset + token.image.length };
    if (kind === 'unclosed')
      problems.push({
        code: 'unclosed-brace',
        message:
          count === 1
            ? 'This `{` has no closing `}`: add one where its block ends.'
            : `This \`{\` and ${count - 1} inside it have no closing \`}\`: add one where each block ends.`,
        ...place,
      });
    else if (kind === 'unopened')
      problems.push({ code: 'unopened-brace', message: 'This `}` closes nothing: remove it.', ...place });
    else
      problems.push({
        code: 'nesting-too-deep',
        message: `Groups and zones can be nested ${maximumDepth} deep; this one and what it holds is left out.`,
        ...place,
      });
  }

  const before = previous && chunksOfFile.get(previous);
  const kept = new Map<string, ParsedChunk>();
  const documentation = docCommentsByEnd(lexed.hidden);
  /** Where lexing failed or a string is open, the parser's own complaint about that statement would be a second one. */
  const faults = problems.filter((problem) => problem.code === 'syntax' || problem.code === 'unclosed-string');

  const parseChunks = (chunks: readonly Chunk[], inside: boolean): ParsedStatement[] => {
    const statements: ParsedStatement[] = [];
    let stray = false;
    for (const chunk of chunks) {
      const first = chunk.tokens[0];
      if (!first) continue;
      const start = first.startOffset;
      const last = chunk.tokens.at(-1)!;
      const chunkEnd = chunk.close
        ? chunk.close.endOffset! + 1
        : chunk.children
          ? (lastOffset(chunk) ?? last.endOffset! + 1)
          : last.endOffset! + 1;
      const image = text.slice(start, last.endOffset! + 1);
      // Services carry lines of the file in what is read from them, so they are kept only while they stay in place.
      const key = `${inside ? '>' : ''}${chunk.unclosed ? '!' : ''}${first.image === 'service' ? `${start}:${first.startLine} ` : ''}${image}`;
      const parsed = kept.get(key) ?? before?.get(key) ?? parseChunk(text, chunk, inside, lexer, end);
      kept.set(key, parsed);
      const shift = start - parsed.origin;
      const strayBefore = stray;
      stray = parsed.problem?.strayWords === true;
      if (parsed.problem) {
        const place = { start: parsed.problem.start + shift, end: parsed.problem.end + shift };
        const known = faults.some((fault) => fault.start >= start && fault.start <= chunkEnd);
        // Of several stray lines in a row (a block whose `{` is missing), the first says enough.
        if (!known && !(strayBefore && parsed.problem.strayWords))
          problems.push({ code: 'syntax', message: parsed.problem.message, ...place });
      }
      const broken = parsed.problem !== undefined || chunk.unclosed !== undefined;
      const problemsBefore = problems.length;
      const children = chunk.children && parseChunks(chunk.children, true);
      if (children && parsed.nodes[0]?.$type !== 'Container') {
        // The head cannot be read as a group. What it holds is read all the same, but it may be a block of something
        // else, so only what is whole counts, and nothing in it is complained about.
        statements.push(...children.filter((child) => child.node.$type !== 'Property' && !child.broken));
        problems.length = problemsBefore;
        continue;
      }
      parsed.nodes.forEach((node, index) => {
        const nodeStart = index === 0 ? start : node.$cstNode!.offset + shift;
        const nodeEnd = index === parsed.nodes.length - 1 ? chunkEnd : node.$cstNode!.end + shift;
        const comment = documentationBefore(text, nodeStart, documentation);
        statements.push({
          node,
          shift,
          start: nodeStart,
          end: nodeEnd,
          documentation: comment,
          broken,
          ...(children && index === 0 ? { children } : {}),
        });
      });
    }
    return statements;
  };
  const statements = parseChunks(split.chunks, false);
  problems.sort((left, right) => left.start - right.start || left.end - right.end);
  let tokens: readonly Token[] | undefined;
  let comments: readonly Token[] | undefined;
  const file: ParsedFile = {
    uri,
    text,
    lines,
    statements,
    problems,
    // Made when asked for: a keystroke that only wants findings does not need them.
    get tokens() {
      return (tokens ??= lexed.tokens.map(toToken));
    },
    get comments() {
      return (comments ??= lexed.hidden.map(toToken));
    },
  };
  chunksOfFile.set(file, kept);
  return file;
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
  const { tokens, hidden } = (parserServices().parser.Lexer as ParapetLexer).lex(file.text.slice(start, end));
  const placed = (token: IToken): Token => {
    const { type, text, start: from, end: to } = toToken(token);
    return { type, text, start: from + start, end: to + start };
  };
  return { tokens: tokens.map(placed), comments: hidden.map(placed) };
}

/** Where a chunk ends that was never closed: after the last token it holds. */
function lastOffset(chunk: Chunk): number | undefined {
  if (chunk.close) return chunk.close.endOffset! + 1;
  const child = chunk.children?.at(-1);
  const inChild = child && lastOffset(child);
  const own = chunk.tokens.at(-1)?.endOffset;
  return inChild ?? (own === undefined ? undefined : own + 1);
}

function parseChunk(text: string, chunk: Chunk, inside: boolean, lexer: ParapetLexer, end: TokenType): ParsedChunk {
  const first = chunk.tokens[0]!;
  const last = chunk.tokens.at(-1)!;
  const origin = first.startOffset;
  const tokens = [...chunk.tokens];
  const after = { ...endBefore(last, end), startOffset: last.endOffset! + 1, endOffset: last.endOffset! };
  const made = (image: string): IToken => ({
    ...after,
    image,
    tokenType: lexer.definition[image]!,
    tokenTypeIdx: lexer.definition[image]!.tokenTypeIdx!,
  });
  if (chunk.children) tokens.push(made('}'));
  else if (chunk.unclosed) {
    const open =
      chunk.tokens.filter((token) => token.image === '{').length -
      chunk.tokens.filter((token) => token.image === '}').length;
    for (let index = 0; index < open; index++) tokens.push(made('}'));
  }
  const content = inside && !chunk.children && !isContainerWord(first);
  try {
    lexer.prepare(tokens);
    const result = currentParser().parse(text, { rule: content ? 'ContainerContent' : 'ParapetFile' });
    const value = result.value as ParapetFile | ContainerContent;
    const nodes = ('entries' in value ? [...value.entries, ...value.statements] : value.statements)
      .filter((node) => node.$cstNode !== undefined)
      .sort((left, right) => left.$cstNode!.offset - right.$cstNode!.offset);
    const error = result.parserErrors[0];
    if (!error) return { nodes, origin };
    // What the parser made of the words after an error are guesses at statements that nobody wrote.
    return { nodes: nodes.slice(0, 1), origin, problem: describeSyntaxError(error, chunk.tokens, inside) };
  } catch {
    renewParser();
    const message = 'This statement cannot be read: divide it into smaller ones.';
    return { nodes: [], origin, problem: { message, start: origin, end: last.endOffset! + 1 } };
  }
}

function isContainerWord(token: IToken): boolean {
  return token.tokenType.name === 'group' || token.tokenType.name === 'zone';
}

function toToken(token: IToken): Token {
  return {
    type: token.tokenType.name,
    text: token.image,
    start: token.startOffset,
    end: token.startOffset + token.image.length,
  };
}

/** Neighbouring unknown characters are one problem. */
function mergeNeighbours(errors: readonly { offset: number; length: number }[]): { start: number; end: number }[] {
  const merged: { start: number; end: number }[] = [];
  for (const { offset, length } of errors) {
    const last = merged.at(-1);
    if (last && offset <= last.end + 1) last.end = offset + length;
    else merged.push({ start: offset, end: offset + length });
  }
  return merged;
}

function docCommentsByEnd(hidden: readonly IToken[]): IToken[] {
  return hidden.filter((token) => token.tokenType.name === 'DOC_COMMENT');
}

/** The doc comment right before an offset, with nothing but white space between. */
function documentationBefore(text: string, offset: number, comments: readonly IToken[]): DocComment | undefined {
  const comment = comments[countWhile(comments, ({ startOffset }) => startOffset < offset) - 1];
  if (!comment) return undefined;
  const end = comment.startOffset + comment.image.length;
  if (text.slice(end, offset).trim() !== '') return undefined;
  return { text: docText(comment.image), start: comment.startOffset, end };
}

/** The words of a doc comment, without its marks; paragraphs are kept apart. */
function docText(image: string): string {
  return image
    .slice(3, -2)
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim().replace(/^\* ?/, '').trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
