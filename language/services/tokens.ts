import type { CstNode, GrammarAST, LexerResult, LangiumCoreServices } from 'langium';
import { DefaultLexer, DefaultTokenBuilder, DefaultValueConverter } from 'langium';
import type { IToken, TokenType } from 'chevrotain';
import { Lexer as ChevrotainLexer } from 'chevrotain';

/** Builds the tokens of the grammar; END has no text of its own and is only ever inserted. */
export class ParapetTokenBuilder extends DefaultTokenBuilder {
  protected override buildTerminalToken(terminal: GrammarAST.TerminalRule): TokenType {
    if (terminal.name === 'END') return { name: 'END', PATTERN: ChevrotainLexer.NA };
    const token = super.buildTerminalToken(terminal);
    if (terminal.name === 'DOC_COMMENT' || terminal.name === 'BLOCK_COMMENT') {
      const ends = new CommentEnds();
      const isDoc = terminal.name === 'DOC_COMMENT';
      token.PATTERN = (text: string, offset: number) => {
        const image = isDoc ? docComment(text, offset, ends) : blockComment(text, offset, ends);
        return image === undefined ? null : [image];
      };
      token.LINE_BREAKS = true;
      token.START_CHARS_HINT = ['/'];
    }
    return token;
  }
}

/**
 * Where comments end. That one has no end is found out once a text: a file of nothing but their beginnings would else be
 * searched to its end for each.
 */
class CommentEnds {
  #text = '';
  /** From here on there is no end. */
  #none = Infinity;

  /** Behind the end of a comment whose words begin at an offset. */
  after(text: string, offset: number): number | undefined {
    if (text !== this.#text) {
      this.#text = text;
      this.#none = Infinity;
    }
    if (offset >= this.#none) return undefined;
    const end = text.indexOf('*/', offset);
    if (end >= 0) return end + 2;
    this.#none = offset;
    return undefined;
  }
}

/** The comment that documents a statement, as the grammar says it. */
function docComment(text: string, offset: number, ends: CommentEnds): string | undefined {
  if (!text.startsWith('/**', offset) || text[offset + 3] === '/') return undefined;
  const end = ends.after(text, offset + 3);
  return end === undefined ? undefined : text.slice(offset, end);
}

/** What an open comment goes on over: the rest of its line, and lines below that begin with `*`. */
const openComment = /[^\r\n]*(?:(?:\r\n|\r|\n)[ \t]*\*[^\r\n]*)*/y;

function blockComment(text: string, offset: number, ends: CommentEnds): string | undefined {
  if (!text.startsWith('/*', offset)) return undefined;
  const end = ends.after(text, offset + 2);
  if (end !== undefined) return text.slice(offset, end);
  openComment.lastIndex = offset;
  return openComment.exec(text)![0];
}

/**
 * Gives the parser the tokens it is handed instead of lexing again: a file is lexed once, then parsed statement by
 * statement, and each statement's nodes keep their places in the whole file.
 */
export class ParapetLexer extends DefaultLexer {
  #prepared: IToken[] | undefined;

  constructor(services: LangiumCoreServices) {
    super(services);
  }

  /** The next `tokenize` returns these. */
  prepare(tokens: IToken[]): void {
    this.#prepared = tokens;
  }

  /** Lexes a whole text: tokens, comments, and places where nothing of the language begins. */
  lex(text: string): LexerResult {
    return super.tokenize(text);
  }

  override tokenize(text: string): LexerResult {
    if (this.#prepared === undefined) return super.tokenize(text);
    const tokens = this.#prepared;
    this.#prepared = undefined;
    return { tokens, hidden: [], errors: [] };
  }
}

/** Reads the text of a string: `\"` and `\\` stand for the character itself, other backslashes for themselves. */
export function unquote(image: string): string {
  const closed = isClosedString(image);
  return image.slice(1, closed ? -1 : undefined).replace(/\\(["\\])/g, '$1');
}

/** Writes a text as a string of the language; line breaks become spaces, as a string ends with its line. */
export function quote(text: string): string {
  return `"${text.replace(/[\r\n]+/g, ' ').replace(/["\\]/g, '\\$&')}"`;
}

/** Whether a string token has its closing quotation mark. */
export function isClosedString(image: string): boolean {
  if (image.length < 2 || !image.endsWith('"')) return false;
  let backslashes = 0;
  for (let index = image.length - 2; index > 0 && image[index] === '\\'; index--) backslashes++;
  return backslashes % 2 === 0;
}

/** Converts strings by `unquote`; everything else stays as written. */
export class ParapetValueConverter extends DefaultValueConverter {
  protected override runConverter(rule: GrammarAST.AbstractRule, input: string, cstNode: CstNode) {
    if (rule.name === 'STRING') return unquote(input);
    if (rule.name === 'NUMBER') return input;
    return super.runConverter(rule, input, cstNode);
  }
}
