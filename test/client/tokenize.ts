import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { IGrammar, Registry, StateStack } from 'vscode-textmate';

// Their bundles hide their exports from an import.
const require = createRequire(import.meta.url);
const oniguruma = require('vscode-oniguruma') as typeof import('vscode-oniguruma');
const textmate = require('vscode-textmate') as typeof import('vscode-textmate');

export const root = path.resolve(import.meta.dirname, '../..');

/** A piece of a line and the names that the grammar gives it, innermost last. */
export interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

const files = new Map([
  ['source.parapet', 'media/syntaxes/parapet.tmLanguage.json'],
  ['markdown.parapet.codeblock', 'media/syntaxes/markdown-fence.tmLanguage.json'],
]);

/** The grammars as an editor loads them, in a registry of their own. Markdown itself is here a language without rules. */
async function createRegistry(): Promise<Registry> {
  const wasm = require.resolve('vscode-oniguruma/release/onig.wasm');
  await oniguruma.loadWASM({ data: readFileSync(wasm) });
  return new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) => {
      const file = files.get(scope);
      if (file !== undefined) return textmate.parseRawGrammar(readFileSync(path.join(root, file), 'utf8'), file);
      if (scope === 'text.html.markdown') return { scopeName: scope, patterns: [], repository: {} as never };
      return null;
    },
    getInjections: (scope) => (scope === 'text.html.markdown' ? ['markdown.parapet.codeblock'] : []),
  });
}

const registry = createRegistry();

export async function grammarOf(scope: 'source.parapet' | 'text.html.markdown'): Promise<IGrammar> {
  const grammar = await (await registry).loadGrammar(scope);
  if (!grammar) throw new Error(`no grammar for ${scope}`);
  return grammar;
}

/** The tokens of each line of a text, and how deep in unfinished rules its end is (0: in none). */
export function tokenize(
  grammar: IGrammar,
  text: string,
): { readonly lines: readonly Token[][]; readonly depth: number } {
  let stack: StateStack = textmate.INITIAL;
  const lines = text.split(/\r?\n/).map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scopes }));
  });
  return { lines, depth: stack.depth - 1 };
}
