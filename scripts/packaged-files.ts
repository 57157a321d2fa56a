/** What is packed, as patterns from the project's root. Nothing else leaves the house; a test pins what they match. */

/** The extension, in parapet.vsix. */
export const vsixFiles: readonly string[] = [
  'LICENSE',
  'README.md',
  'CHANGELOG.md',
  'THIRD-PARTY-NOTICES.md',
  'dist/extension.cjs',
  'dist/server.cjs',
  'dist/elk-worker.min.js',
  'dist/package.json',
  'dist/catalog/*.parapet',
  'dist/media/preview.js',
  'dist/media/preview.css',
  'dist/media/*.woff2',
  'media/icons/parapet.png',
  'media/icons/file-*.svg',
  'media/language/*.json',
  'media/syntaxes/*.json',
];
