import type { IToken, TokenType } from 'chevrotain';
import type { ContainerContent, ParapetFile, Property, Statement } from '../generated/ast.ts';
import { countWhile } from '../model/count-while.ts';
import type { DocComment, ParsedStatement, SyntaxProblem } from './parse.ts';
import { currentParser, parserServices, renewParser } from './parser-services.ts';
import type { BraceProblem, Chunk } from './split-statements.ts';
import { endBefore, splitStatements } from './split-statements.ts';
import { describeSyntaxError } from './syntax-messages.ts';
import { isClosedString, type ParapetLexer } from './tokens.ts';

/** Text in which nothing of the language begins, as the lexer tells it. */
export interface UnknownText {
  readonly offset: number;
  readonly length: number;
}

/** A part of a text as lexed; all places are in the whole text. */
export interface LexedPart {
  readonly tokens: readonly IToken[];
  readonly hidden: readonly IToken[];
  readonly errors: readonly UnknownText[];
}

/** A statement at the top level (or several on one line) with all that stands between the unit before and its end. */
export interface Unit {
  /** Where its first token begins, and where its last one ends. */
  readonly start: number;
  readonly end: number;
  /** As lexed: `moved` is to be added to their places. */
  readonly tokens: readonly IToken[];
  readonly hidden: readonly IToken[];
  readonly errors: readonly UnknownText[];
  readonly moved: number;
  readonly statements: readonly ParsedStatement[];
  /** What is wrong in it, less unknown text. */
  readonly problems: readonly SyntaxProblem[];
  /** Whether it is no statement at all: the next one of that sort says nothing. */
  readonly stray: boolean;
}

/** A part of a text, read. */
export interface ParsedRegion {
  readonly units: Unit[];
  /** What stands behind the last unit: no statement. */
  readonly rest: Unit;
  readonly braces: readonly BraceProblem[];
}

/** A stretch of text as the parser read it; places are counted from its beginning, as it reads the same wherever it stands. */
export interface ParsedChunk {
  readonly nodes: readonly (Statement | Property)[];
  readonly problem?: {
    readonly message: string;
    readonly start: number;
    readonly end: number;
    readonly strayWords?: boolean;
  };
}

/** What stretches of a file were read to, by their text. */
export interface KnownChunks {
  get(key: string): ParsedChunk | undefined;
}

/**
 * Lexes a part of a text that begins where one of its tokens does, or between two. What is open at its end is cut. Lines
 * are counted from the beginning of the part.
 */
export function lexRegion(text: string, start: number, end: number): LexedPart {
  const lexer = parserServices().parser.Lexer as ParapetLexer;
  const isWhole = start === 0 && end === text.length;
  const { tokens, hidden, errors } = lexer.lex(isWhole ? text : detached(text.slice(start, end)));
  if (start > 0) {
    for (const token of tokens) move(token, start);
    for (const token of hidden) move(token, start);
  }
  return { tokens, hidden, errors: errors.map(({ offset, length }) => ({ offset: offset + start, length })) };
}

/** Changes a token that was just made. */
function move(token: IToken, by: number): void {
  token.startOffset += by;
  token.endOffset! += by;
}

/**
 * The same text in memory of its own. A part of a text keeps all of it in memory: what is kept of each state of a file
 * would keep all states.
 */
function detached(part: string): string {
  return JSON.parse(JSON.stringify(part)) as string;
}

/** Neighbouring unknown characters are one problem. */
export function unknownTextProblems(text: string, errors: readonly UnknownText[]): SyntaxProblem[] {
  return mergeNeighbours(errors).map(({ start, end }) => {
    const shown = JSON.stringify(text.slice(start, Math.min(end, start + 20))).slice(1, -1);
    return {
      code: 'syntax',
      message: `\`${shown}\` has no meaning here: remove it, or put text in quotation marks.`,
      start,
      end,
    };
  });
}

/**
 * Reads a part of a text, statement by statement. `kept` is given what its stretches were read to, and asked first, then
 * `before`.
 *
 * @param strayBefore whether what stands before the part is no statement at all
 */
export function parseRegion(
  text: string,
  lexed: LexedPart,
  kept: Map<string, ParsedChunk>,
  before: KnownChunks | undefined,
  strayBefore = false,
): ParsedRegion {
  let stray = strayBefore;
  const lexer = parserServices().parser.Lexer as ParapetLexer;
  const end = lexer.definition['END'] as TokenType;
  const split = splitStatements(lexed.tokens, end);
  const openStrings = lexed.tokens.filter((token) => token.tokenType.name === 'STRING' && !isClosedString(token.image));
  const openComments = lexed.hidden.filter(isOpenComment);
  const documentation = lexed.hidden.filter((token) => token.tokenType.name === 'DOC_COMMENT');
  /** Where lexing failed or a string is open, the parser's own complaint about that statement would be a second one. */
  const faults = [
    ...mergeNeighbours(lexed.errors).map(({ start }) => start),
    ...openStrings.map(({ startOffset }) => startOffset),
  ];

  const parseChunks = (chunks: readonly Chunk[], inside: boolean, problems: SyntaxProblem[]): ParsedStatement[] => {
    const statements: ParsedStatement[] = [];
    for (const chunk of chunks) {
      const first = chunk.tokens[0];
      if (!first) continue;
      const start = first.startOffset;
      const last = chunk.tokens.at(-1)!;
      const chunkEnd = endOfChunk(chunk);
      const image = text.slice(start, last.endOffset! + 1);
      // Services carry lines of the file in what is read from them, so they are kept only while they stay in place.
      const key = `${inside ? '>' : ''}${chunk.unclosed ? '!' : ''}${first.image === 'service' ? `${start}:${first.startLine} ` : ''}${image}`;
      let parsed = kept.get(key);
      if (!parsed) {
        parsed = before?.get(key) ?? parseChunk(detached(image), chunk, inside, lexer, end);
        kept.set(detached(key), parsed);
      }
      const shift = start;
      const isNext = stray;
      stray = parsed.problem?.strayWords === true;
      if (parsed.problem) {
        const place = { start: parsed.problem.start + shift, end: parsed.problem.end + shift };
        const known = faults.some((fault) => fault >= start && fault <= chunkEnd);
        // Of several stray lines in a row (a block whose `{` is missing), the first says enough.
        if (!known && !(isNext && parsed.problem.strayWords))
          problems.push({ code: 'syntax', message: parsed.problem.message, ...place });
      }
      const broken = parsed.problem !== undefined || chunk.unclosed !== undefined;
      const problemsBefore = problems.length;
      let children: ParsedStatement[] | undefined;
      if (chunk.children) {
        const strayAround = stray;
        stray = false;
        children = parseChunks(chunk.children, true, problems);
        stray = strayAround;
      }
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
          identity: {},
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

  const units: Unit[] = [];
  const share = sharing(lexed, openStrings, openComments);
  for (const chunk of split.chunks) {
    if (chunk.tokens.length === 0) continue;
    const unitEnd = endOfChunk(chunk);
    const { problems, ...own } = share(unitEnd);
    const statements = parseChunks([chunk], false, problems);
    units.push({ start: chunk.tokens[0]!.startOffset, end: unitEnd, ...own, moved: 0, statements, problems, stray });
  }
  const rest = { start: text.length, end: text.length, ...share(Infinity), moved: 0, statements: [], stray };
  return { units, rest, braces: split.problems };
}

/** Deals out what was lexed, in reading order: each time all that begins before a place and was not dealt out yet. */
function sharing(
  { tokens, hidden, errors }: LexedPart,
  openStrings: readonly IToken[],
  openComments: readonly IToken[],
): (end: number) => LexedPart & { readonly problems: SyntaxProblem[] } {
  const taker = <Item>(items: readonly Item[], startOf: (item: Item) => number): ((end: number) => Item[]) => {
    let next = 0;
    return (end) => {
      const first = next;
      while (next < items.length && startOf(items[next]!) < end) next++;
      return items.slice(first, next);
    };
  };
  const takeTokens = taker(tokens, (token) => token.startOffset);
  const takeHidden = taker(hidden, (token) => token.startOffset);
  const takeErrors = taker(errors, (error) => error.offset);
  const takeStrings = taker(openStrings, (token) => token.startOffset);
  const takeComments = taker(openComments, (token) => token.startOffset);
  return (end) => ({
    tokens: takeTokens(end),
    hidden: takeHidden(end),
    errors: takeErrors(end),
    problems: [
      ...takeStrings(end).map(({ startOffset: start, image }): SyntaxProblem => ({
        code: 'unclosed-string',
        message: 'This text has no closing quotation mark: add `"` on the same line.',
        start,
        end: start + image.length,
      })),
      ...takeComments(end).map(({ startOffset: start }): SyntaxProblem => ({
        code: 'unclosed-comment',
        message: 'This comment has no end: add `*/`.',
        start,
        end: start + 2,
      })),
    ],
  });
}

/** Whether a comment has no end in what was lexed. */
export function isOpenComment({ tokenType, image }: IToken): boolean {
  return tokenType.name === 'BLOCK_COMMENT' && !(image.length > 3 && image.endsWith('*/'));
}

function endOfChunk(chunk: Chunk): number {
  if (chunk.close) return chunk.close.endOffset! + 1;
  return (chunk.children && lastOffset(chunk)) ?? chunk.tokens.at(-1)!.endOffset! + 1;
}

/** Where a chunk ends that was never closed: after the last token it holds. */
function lastOffset(chunk: Chunk): number | undefined {
  if (chunk.close) return chunk.close.endOffset! + 1;
  const child = chunk.children?.at(-1);
  const inChild = child && lastOffset(child);
  const own = chunk.tokens.at(-1)?.endOffset;
  return inChild ?? (own === undefined ? undefined : own + 1);
}

function parseChunk(image: string, chunk: Chunk, inside: boolean, lexer: ParapetLexer, end: TokenType): ParsedChunk {
  const origin = chunk.tokens[0]!.startOffset;
  const tokens = chunk.tokens.map((token): IToken => {
    const startOffset = token.startOffset - origin;
    return {
      ...token,
      image: image.slice(startOffset, startOffset + token.image.length),
      startOffset,
      endOffset: token.endOffset! - origin,
    };
  });
  const own = [...tokens];
  const first = tokens[0]!;
  const last = tokens.at(-1)!;
  const after = { ...endBefore(last, end), startOffset: last.endOffset! + 1, endOffset: last.endOffset! };
  const made = (sign: string): IToken => ({
    ...after,
    image: sign,
    tokenType: lexer.definition[sign]!,
    tokenTypeIdx: lexer.definition[sign]!.tokenTypeIdx!,
  });
  if (chunk.children) tokens.push(made('}'));
  else if (chunk.unclosed) {
    const open = own.filter((token) => token.image === '{').length - own.filter((token) => token.image === '}').length;
    for (let index = 0; index < open; index++) tokens.push(made('}'));
  }
  const content = inside && !chunk.children && !isContainerWord(first);
  try {
    lexer.prepare(tokens);
    const result = currentParser().parse(image, { rule: content ? 'ContainerContent' : 'ParapetFile' });
    const value = result.value as ParapetFile | ContainerContent;
    const nodes = ('entries' in value ? [...value.entries, ...value.statements] : value.statements)
      .filter((node) => node.$cstNode !== undefined)
      .sort((left, right) => left.$cstNode!.offset - right.$cstNode!.offset);
    const error = result.parserErrors[0];
    if (!error) return { nodes };
    // What the parser made of the words after an error are guesses at statements that nobody wrote.
    return { nodes: nodes.slice(0, 1), problem: describeSyntaxError(error, own, inside) };
  } catch {
    renewParser();
    const message = 'This statement cannot be read: divide it into smaller ones.';
    return { nodes: [], problem: { message, start: 0, end: last.endOffset! + 1 } };
  }
}

function isContainerWord(token: IToken): boolean {
  return token.tokenType.name === 'group' || token.tokenType.name === 'zone';
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
