import { readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './programs.ts';

/**
 * What is packed, file by file. Nothing else leaves the house: packing fails where one is missing, and where a package
 * has one that is not listed.
 */

const catalog = readdirSync(path.join(root, 'language/catalog'))
  .filter((name) => name.endsWith('.parapet'))
  .map((name) => `dist/catalog/${name}`);

const fonts = ['cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'latin', 'latin-ext', 'vietnamese'].flatMap(
  (alphabet) => [400, 600].map((weight) => `dist/media/inter-${alphabet}-${weight}-normal.woff2`),
);

const rulePages = readdirSync(path.join(root, 'docs/rules'))
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/rules/${name}`);

const schemas = readdirSync(path.join(root, 'docs/schemas')).map((name) => `docs/schemas/${name}`);

/** What the extension reads of `media/`: designs to begin with, and the pages of the walkthrough. */
const pages = ['templates', 'walkthrough'].flatMap((folder) =>
  readdirSync(path.join(root, 'media', folder)).map((name) => `media/${folder}/${name}`),
);

/** Files of both packages, by their place in the package, with where they come from. */
const shared: readonly (readonly [file: string, source: string])[] = [
  'LICENSE',
  'CHANGELOG.md',
  'THIRD-PARTY-NOTICES.md',
  'dist/server.cjs',
  'dist/elk-worker.min.js',
  'dist/package.json',
  ...catalog,
].map((file) => [file, file]);

/** The extension, in parapet.vsix. Its manifest is made while packing. */
export const vsixFiles: ReadonlyMap<string, string> = new Map([
  ...shared,
  ['README.md', 'docs/extension.md'],
  ...[
    'dist/extension.cjs',
    'dist/media/preview.js',
    'dist/media/preview.css',
    ...fonts,
    'media/icons/parapet.png',
    'media/icons/catalog.svg',
    'media/icons/file-light.svg',
    'media/icons/file-dark.svg',
    'media/language/language-configuration.json',
    'media/markdown/preview.css',
    'media/syntaxes/parapet.tmLanguage.json',
    'media/schemas/parapet-writing.schema.json',
    'media/syntaxes/markdown-fence.tmLanguage.json',
    ...pages,
    ...rulePages,
  ].map((file): [string, string] => [file, file]),
]);

/** The command line, in the npm package: what `files` in package.json lets in. */
export const npmFiles: ReadonlySet<string> = new Set([
  ...shared.map(([file]) => file),
  'README.md',
  'package.json',
  'dist/cli.cjs',
  ...rulePages,
  ...schemas,
]);
