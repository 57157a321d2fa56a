import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';

export const root = path.resolve(import.meta.dirname, '..');

/** A file of dist/ that is bundled from sources. */
export interface Program {
  /** Path in dist/. */
  readonly name: string;
  readonly entry: string;
  /** Bytes that it must not pass: a dependency that slips in is seen here first. */
  readonly limit: number;
  readonly options: BuildOptions;
}

const node: BuildOptions = {
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // The ES module of a package is preferred: some UMD builds hide what they require from the bundler.
  mainFields: ['module', 'main'],
  // CommonJS has other names for where a program lies; `createRequire` takes a path as well as a URL.
  define: { 'import.meta.dirname': '__dirname', 'import.meta.url': '__filename' },
};

export const programs: readonly Program[] = [
  {
    name: 'extension.cjs',
    entry: 'client/extension.ts',
    limit: 550_000,
    options: { ...node, external: ['vscode'] },
  },
  {
    name: 'server.cjs',
    entry: 'server/main.ts',
    limit: 1_600_000,
    options: node,
  },
  {
    name: 'cli.cjs',
    entry: 'cli/main.ts',
    limit: 1_500_000,
    options: { ...node, banner: { js: '#!/usr/bin/env node' } },
  },
  {
    name: 'media/preview.js',
    entry: 'client/preview/webview/main.ts',
    limit: 200_000,
    options: { platform: 'browser', format: 'iife', target: 'es2022' },
  },
  {
    name: 'media/preview.css',
    entry: 'client/preview/webview/preview.css',
    limit: 40_000,
    options: { loader: { '.woff2': 'file' }, assetNames: '[name]', plugins: [onlyModernFonts()] },
  },
];

/** How a program is bundled: for shipping, or to be worked on. */
export function bundleOptions(program: Program, release: boolean): BuildOptions & { metafile: true } {
  return {
    entryPoints: [path.join(root, program.entry)],
    outfile: path.join(root, 'dist', program.name),
    bundle: true,
    minify: release,
    sourcemap: release ? false : 'inline',
    legalComments: 'none',
    charset: 'ascii',
    logLevel: 'warning',
    absWorkingDir: root,
    ...program.options,
    metafile: true,
  };
}

/** The font's style sheets name each file in two formats. Only the newer one is shipped. */
function onlyModernFonts(): Plugin {
  return {
    name: 'only-modern-fonts',
    setup(build) {
      build.onLoad({ filter: /@fontsource[\\/].*\.css$/ }, ({ path: file }) => ({
        contents: readFileSync(file, 'utf8').replace(/,\s*url\([^)]*\.woff\) format\('woff'\)/g, ''),
        loader: 'css',
        resolveDir: path.dirname(file),
      }));
    },
  };
}
