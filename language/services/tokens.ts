import type { CstNode, GrammarAST, LexerResult, LangiumCoreServices } from 'langium';
import { DefaultLexer, DefaultTokenBuilder, DefaultValueConverter } from 'langium';
import type { IToken, TokenType } from 'chevrotain';
import { Lexer as ChevrotainLexer } from 'chevrotain';

/** Builds the tokens of the grammar; END has no text of its own and is only ever inserted. */
export class ParapetTokenBuilder extends DefaultTokenBuilder {
  protected override buildTerminalToken(terminal: GrammarAST.TerminalRule): TokenType {
    if (terminal.name === 'END') return { name: 'END', PATTERN: ChevrotainLexer.NA };
    return super.buildTerminalToken(terminal);
  }
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
