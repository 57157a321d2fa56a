// @ts-check
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Everything that makes the language give another answer tomorrow, elsewhere, or the second time it is asked. */
const impureProperties = [
  { object: 'Date', property: 'now', message: 'The language reads no clock: the host passes the day in.' },
  { object: 'Math', property: 'random', message: 'Same input, same bytes: no random numbers in the language.' },
  { object: 'globalThis', property: 'crypto', message: 'Same input, same bytes: no random numbers in the language.' },
  ...[
    'toLocaleString',
    'toLocaleDateString',
    'toLocaleTimeString',
    'toLocaleLowerCase',
    'toLocaleUpperCase',
    'localeCompare',
  ].map((property) => ({ property, message: 'The language gives the same bytes in every locale.' })),
];

const impureGlobals = [
  { name: 'process', message: 'The language knows no process: what it needs is passed in.' },
  { name: 'console', message: 'The language prints nothing: it returns values.' },
  { name: 'performance', message: 'The language reads no clock.' },
  { name: 'crypto', message: 'Same input, same bytes: no random numbers in the language.' },
  { name: 'Intl', message: 'The language gives the same bytes in every locale.' },
  { name: 'fetch', message: 'The language does no input or output.' },
  { name: 'navigator', message: 'The language runs anywhere and asks nothing of where it runs.' },
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'].map((name) => ({
    name,
    message: 'Time belongs to the host, which passes in what is needed.',
  })),
  ...['document', 'window', 'localStorage', 'DOMParser', 'Worker'].map((name) => ({
    name,
    message: 'The language runs without a DOM.',
  })),
  ...['Buffer', '__dirname', '__filename', 'require'].map((name) => ({
    name,
    message: 'The language runs outside Node.js too.',
  })),
];

/** Forms that are wrong anywhere in the language: a clock hides behind a constructor as well as behind a property. */
const impureSyntax = [
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0], CallExpression[callee.name="Date"]',
    message: 'The language reads no clock: the host passes the day in.',
  },
  {
    selector: 'MetaProperty[meta.name="import"]',
    message: 'The language does not know where it lies on disk.',
  },
];

export default defineConfig(
  globalIgnores([
    '**/generated/',
    '**/dist/',
    '**/node_modules/',
    '**/golden/',
    '**/fixtures/',
    'coverage/',
    'test-output/',
    '.vscode-test/',
    '.cache/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/require-await': 'off',
      // The reason of an abort is of no known type.
      '@typescript-eslint/prefer-promise-reject-errors': [
        'error',
        { allowThrowingAny: true, allowThrowingUnknown: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-shadow': 'off',
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      eqeqeq: 'error',
      'no-console': 'off',
      'no-eval': 'error',
      'no-implied-eval': 'off',
      'no-param-reassign': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'no-restricted-imports': [
        'error',
        { name: 'assert', message: "Use 'node:assert/strict'." },
        { name: 'node:assert', message: "Use 'node:assert/strict'." },
      ],
    },
  },
  {
    name: 'the language is pure',
    files: ['language/**/*.ts'],
    rules: {
      'no-restricted-properties': ['error', ...impureProperties],
      'no-restricted-globals': ['error', ...impureGlobals],
      'no-restricted-syntax': ['error', ...impureSyntax],
    },
  },
  {
    name: 'strings are not made into markup',
    files: ['client/preview/webview/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'setHTMLUnsafe', 'createContextualFragment'].map(
          (property) => ({ property, message: 'Text reaches the page as text nodes only.' }),
        ),
        { object: 'document', property: 'write', message: 'Text reaches the page as text nodes only.' },
      ],
    },
  },
  {
    name: 'tests',
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      // A test builds broken values on purpose, and mocha's hooks are not methods of anything.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  {
    name: 'tests in VS Code',
    // Their packages are installed only when they run, so their types are not always there; they have a tsconfig of
    // their own that the test run checks.
    files: ['test/vscode/**/*.ts'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false, project: false } },
  },
);
