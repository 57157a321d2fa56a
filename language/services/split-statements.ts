import type { IToken, TokenType } from 'chevrotain';
import { continuationWords, openWords, statementWords, topLevelWords } from './statement-words.ts';

/**
 * A stretch of a file that is parsed on its own: one statement (or several on one line), or the head of a group or zone
 * with the chunks it holds. An error inside one cannot reach another.
 */
export interface Chunk {
  /** Tokens of the statement; of a container: up to and with its `{`. */
  readonly tokens: IToken[];
  /** Chunks between a container's braces. */
  readonly children?: Chunk[];
  /** The container's `}`; absent where it was never closed. */
  readonly close?: IToken;
  /** The `{` that is missing its `}`. */
  readonly unclosed?: IToken;
}

/** What the splitter found wrong with the braces themselves. */
export interface BraceProblem {
  readonly kind: 'unclosed' | 'unopened' | 'too-deep';
  readonly token: IToken;
  /** How many braces, one in another, the problem is about; `token` is the outermost. */
  readonly count: number;
}

/** Containers deeper than this are left out: nobody draws them, and deep nesting exhausts the stack. */
export const maximumDepth = 32;

/** Whether a token is one of the words that begin a statement. */
export function isStatementWord(token: IToken): boolean {
  return statementWords.has(token.image) && token.tokenType.name === token.image;
}

/**
 * Divides the tokens of a file into chunks. A statement begins at one of its words, or at the first token of a line that
 * does not lead on from the line before. Never recursive: nesting is bounded by `maximumDepth`.
 *
 * @param end the token type of END, inserted between the lines of a block
 */
export function splitStatements(
  tokens: readonly IToken[],
  end: TokenType,
): { chunks: Chunk[]; problems: BraceProblem[] } {
  const problems: BraceProblem[] = [];
  const top: Chunk[] = [];
  const containers: { chunk: Chunk & { close?: IToken; unclosed?: IToken }; children: Chunk[] }[] = [];
  let tooDeep = 0;
  let current: IToken[] = [];
  let currentHasArrow = false;
  /** The `{` of the property block that is open in the current statement. */
  let block: IToken | undefined;
  let blockDepth = 0;
  /** Whether that block has a `}`; undefined until it is asked. */
  let closing: boolean | undefined;
  let previous: IToken | undefined;

  const siblings = (): Chunk[] => containers.at(-1)?.children ?? top;
  const finish = (): void => {
    if (block) {
      problems.push({ kind: 'unclosed', token: block, count: 1 });
      block = undefined;
      blockDepth = 0;
      if (current.length > 0)
        siblings().push({ tokens: current, unclosed: current.find((token) => token.image === '{') });
    } else if (current.length > 0) {
      siblings().push({ tokens: current });
    }
    current = [];
    currentHasArrow = false;
  };
  /** Ends all open containers where none may be open: one problem, however many braces are missing. */
  const closeAll = (): void => {
    const outermost = containers[0]?.chunk.tokens.at(-1);
    const count = containers.length;
    while (containers.length > 0) closeContainer(undefined);
    if (outermost) problems.push({ kind: 'unclosed', token: outermost, count });
  };
  const closeContainer = (close: IToken | undefined): void => {
    finish();
    const container = containers.pop()!;
    if (close) Object.assign(container.chunk, { close });
    else {
      const opening = container.chunk.tokens.at(-1)!;
      Object.assign(container.chunk, { unclosed: opening });
    }
  };

  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]!;
    const firstOnLine = previous === undefined || token.startLine !== previous.endLine;
    if (tooDeep > 0) {
      // Everything inside a container that is too deep is passed over, up to its end.
      if (token.image === '{') tooDeep++;
      else if (token.image === '}') tooDeep--;
      previous = token;
      continue;
    }
    const word = isStatementWord(token);
    if (block) {
      const valueExpected = !firstOnLine || (previous !== undefined && openWords.has(previous.image));
      if (word && !valueExpected) finish();
      // No entry has an arrow: where the block is not closed either, this is the flow behind a block half written.
      else if (!valueExpected && startsEntry(token) && lineHasArrow(tokens, index)) {
        closing ??= closesBlock(tokens, index, blockDepth);
        if (!closing) finish();
      }
    }
    if (!block && word && !isTermPosition(current, previous, firstOnLine)) {
      finish();
      if (topLevelWords.has(token.image)) closeAll();
    } else if (!block && firstOnLine && current.length > 0 && !leadsOn(tokens, index, current[0]!, currentHasArrow)) {
      finish();
    }
    if (token.image === '{' && !block && current.length > 0 && isContainerHead(current)) {
      if (containers.length >= maximumDepth) {
        problems.push({ kind: 'too-deep', token: current[0]!, count: 1 });
        current = [];
        tooDeep = 1;
      } else {
        current.push(token);
        const chunk = { tokens: current, children: [] as Chunk[] };
        siblings().push(chunk);
        containers.push({ chunk, children: chunk.children });
        current = [];
        currentHasArrow = false;
      }
    } else if (token.image === '{') {
      current.push(token);
      if (!block) {
        block = token;
        closing = undefined;
      }
      blockDepth++;
    } else if (token.image === '}') {
      if (block) {
        current.push(token);
        if (--blockDepth === 0) block = undefined;
      } else if (containers.length > 0) {
        closeContainer(token);
      } else {
        finish();
        problems.push({ kind: 'unopened', token, count: 1 });
      }
    } else {
      if (block && firstOnLine && startsEntry(token) && !openWords.has(previous!.image)) {
        current.push(endBefore(token, end));
      }
      if (token.image === '->' || token.image === '<->') currentHasArrow = true;
      current.push(token);
    }
    previous = token;
  }
  closeAll();
  finish();
  return { chunks: top, problems };
}

/** A statement word on the same line, right after a word that wants a name: `use service` is a `use` half written, not two statements. */
function isTermPosition(current: readonly IToken[], previous: IToken | undefined, firstOnLine: boolean): boolean {
  if (firstOnLine || current.length === 0 || previous === undefined) return false;
  return openWords.has(previous.image) || (isStatementWord(previous) && current.length === 1);
}

/** What comes before a `{` that holds statements: also where `group` or `zone` is misspelt or missing, so that what it holds is still read. */
function isContainerHead(tokens: readonly IToken[]): boolean {
  const first = tokens[0]!;
  if (first.tokenType.name === 'group' || first.tokenType.name === 'zone') return tokens.length <= 3;
  return (
    tokens.length <= 3 &&
    !isStatementWord(first) &&
    tokens.every((token) => ['ID', 'STRING'].includes(token.tokenType.name))
  );
}

/** Whether the first token of a line belongs to the statement of the line before. */
function leadsOn(tokens: readonly IToken[], index: number, first: IToken, hasArrow: boolean): boolean {
  const token = tokens[index]!;
  const previous = tokens[index - 1]!;
  if (token.image === '}' || (previous.image === '}' && token.image !== '{')) return false;
  if (token.image === '{' || continuationWords.has(token.image)) return true;
  if (token.tokenType.name === 'STRING') return !lineHasArrow(tokens, index);
  if (openWords.has(previous.image)) {
    // `mde,` / `mdi -> xdr : alert` leads on; `a ->` / `b -> c : log` is half a flow and a whole one, and so is the second
    // line where the first is half an `integrate`, which has no kinds.
    if (!lineHasArrow(tokens, index)) return true;
    return !hasArrow && previous.image === ',' && !(first.image === 'integrate' && lineHas(tokens, index, ':'));
  }
  return false;
}

function lineHasArrow(tokens: readonly IToken[], index: number): boolean {
  return lineHas(tokens, index, '->') || lineHas(tokens, index, '<->');
}

/** Whether a sign is among the tokens from one to the end of its line. */
function lineHas(tokens: readonly IToken[], index: number, sign: string): boolean {
  const line = tokens[index]!.startLine;
  for (let next = index; next < tokens.length && tokens[next]!.startLine === line; next++) {
    if (tokens[next]!.image === sign) return true;
  }
  return false;
}

/** Whether the block that a token stands in is closed before the next statement that begins with its word. */
function closesBlock(tokens: readonly IToken[], index: number, depth: number): boolean {
  let open = depth;
  for (let next = index; next < tokens.length; next++) {
    const token = tokens[next]!;
    if (token.image === '{') open++;
    else if (token.image === '}' && --open === 0) return true;
    else if (isStatementWord(token) && token.startLine !== tokens[next - 1]?.endLine) return false;
  }
  return false;
}

/** Whether a token at the start of a line in a block begins an entry; a text or a date belongs to the entry before. */
function startsEntry(token: IToken): boolean {
  return !continuationWords.has(token.image) && !['STRING', 'DATE', 'NUMBER'].includes(token.tokenType.name);
}

/** An END of no width right before a token. */
export function endBefore(token: IToken, end: TokenType): IToken {
  return {
    image: '',
    tokenType: end,
    tokenTypeIdx: end.tokenTypeIdx!,
    startOffset: token.startOffset,
    endOffset: token.startOffset - 1,
    startLine: token.startLine,
    endLine: token.startLine,
    startColumn: token.startColumn,
    endColumn: token.startColumn,
  };
}
