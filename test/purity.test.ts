import assert from 'node:assert/strict';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';

/** One line each that would make the language give another answer tomorrow, elsewhere or in another locale. */
const impure = [
  'export const now = Date.now();',
  'export const now = new Date();',
  'export const now = Date();',
  'export const start = performance.now();',
  'export const id = Math.random();',
  'export const id = crypto.randomUUID();',
  'export const id = globalThis.crypto.randomUUID();',
  "export const text = (12.5).toLocaleString('de');",
  "export const upper = 'i'.toLocaleUpperCase();",
  "export const order = 'a'.localeCompare('b');",
  "export const order = new Intl.Collator('sv');",
  'export const home = process.env.HOME;',
  "export const page = fetch('https://example.org');",
  'export const later = setTimeout(() => 1, 5);',
  "export const box = document.createElement('div');",
  "export const worker = new Worker('x.js');",
  "export const bytes = Buffer.from('x');",
  'export const here = import.meta.url;',
  "console.log('x');",
];

const pure = [
  'export const day = new Date(Date.UTC(2026, 10, 21));',
  "export const day = new Date('2026-11-21').getUTCDay();",
  "export const upper = 'i'.toUpperCase();",
  'export const half = Math.round(0.5);',
];

describe('the language is pure', () => {
  let rules: Linter.RulesRecord | undefined;
  before(async () => {
    // The configuration is plain JavaScript without declarations.
    const { default: config } = (await import(new URL('../eslint.config.mjs', import.meta.url).href)) as {
      default: readonly Linter.Config[];
    };
    rules = config.find(({ name }) => name === 'the language is pure')?.rules as Linter.RulesRecord | undefined;
  });

  const linter = new Linter();
  const lint = (code: string): string[] =>
    linter
      .verify(code, [{ files: ['**/*.ts'], languageOptions: { parser: tseslint.parser }, rules }], {
        filename: 'language/model/example.ts',
      })
      .map(({ ruleId, message }) => `${ruleId ?? 'parser'}: ${message}`);

  for (const code of impure) {
    it(`refuses ${code}`, () => {
      const found = lint(code);
      assert.ok(found.length > 0, 'nothing was found');
      assert.ok(
        found.every((text) => text.startsWith('no-restricted-')),
        found.join('\n'),
      );
    });
  }

  for (const code of pure) it(`allows ${code}`, () => assert.deepEqual(lint(code), []));
});
