/**
 * `npm run build`: bundles everything that is shipped into dist/. One file per program, minified, without source maps;
 * `--watch` builds again after every change, with source maps and without minifying.
 *
 * dist/extension.cjs       the extension (VS Code provides `vscode`)
 * dist/server.cjs          the language server
 * dist/cli.cjs             the command line
 * dist/elk-worker.min.js   the layout engine, unmodified, loaded by server and command line into a worker
 * dist/catalog/            the built-in catalog in its own notation, for go to definition
 * dist/media/              what the preview's webview may load: script, style, fonts
 */
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { build, context } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const dist = path.join(root, 'dist');
const watch = process.argv.includes('--watch');

/**
 * The font's style sheets name each file in two formats, and let text be seen in another font first. Only the newer
 * format is shipped, and the picture is seen in the font it was measured with.
 */
function onlyModernFonts() {
  return {
    name: 'only-modern-fonts',
    setup({ onLoad }) {
      onLoad({ filter: /@fontsource[\\/].*\.css$/ }, ({ path: file }) => ({
        contents: readFileSync(file, 'utf8')
          .replace(/,\s*url\([^)]*\.woff\) format\('woff'\)/g, '')
          .replaceAll('font-display: swap', 'font-display: block'),
        loader: 'css',
        resolveDir: path.dirname(file),
      }));
    },
  };
}

/** Bytes that a file must not pass: a dependency that slips in is seen here first. */
const kilobyte = 1000;
const programs = [
  {
    name: 'extension.cjs',
    entry: 'client/extension.ts',
    limit: 500 * kilobyte,
    options: { platform: 'node', format: 'cjs', target: 'node20', external: ['vscode'] },
  },
  {
    name: 'server.cjs',
    entry: 'server/main.ts',
    limit: 1000 * kilobyte,
    options: { platform: 'node', format: 'cjs', target: 'node20' },
  },
  {
    name: 'cli.cjs',
    entry: 'cli/main.ts',
    limit: 1500 * kilobyte,
    options: { platform: 'node', format: 'cjs', target: 'node20', banner: { js: '#!/usr/bin/env node' } },
  },
  {
    name: 'media/preview.js',
    entry: 'client/preview/webview/main.ts',
    limit: 200 * kilobyte,
    options: { platform: 'browser', format: 'iife', target: 'es2022' },
  },
  {
    name: 'media/preview.css',
    entry: 'client/preview/webview/preview.css',
    limit: 40 * kilobyte,
    options: { loader: { '.woff2': 'file' }, assetNames: '[name]', plugins: [onlyModernFonts()] },
  },
];

/** @param {(typeof programs)[number]} program */
function esbuildOptions(program) {
  return {
    entryPoints: [path.join(root, program.entry)],
    outfile: path.join(dist, program.name),
    bundle: true,
    minify: !watch,
    sourcemap: watch ? 'inline' : false,
    legalComments: 'none',
    charset: 'ascii',
    metafile: true,
    logLevel: 'warning',
    absWorkingDir: root,
    // CommonJS has other names for where it lies; `createRequire` takes a path as well as a URL.
    define: {
      'process.env.NODE_ENV': '"production"',
      'import.meta.dirname': '__dirname',
      'import.meta.url': '__filename',
    },
    // The ES module of these packages is preferred: their UMD build hides its requires from the bundler.
    mainFields: program.options.platform === 'node' ? ['module', 'main'] : ['browser', 'module', 'main'],
    ...program.options,
  };
}

function copyFiles() {
  cpSync(path.join(root, 'node_modules/elkjs/lib/elk-worker.min.js'), path.join(dist, 'elk-worker.min.js'));
  // The programs are CommonJS in a package of ES modules.
  writeFileSync(path.join(dist, 'package.json'), '{ "type": "commonjs" }\n');
  const catalog = path.join(root, 'language/catalog');
  mkdirSync(path.join(dist, 'catalog'), { recursive: true });
  for (const file of readdirSync(catalog).filter((name) => name.endsWith('.parapet'))) {
    cpSync(path.join(catalog, file), path.join(dist, 'catalog', file));
  }
}

/** Which packages went into which program, for the check of the notices. */
function writeInputs(results) {
  const inputs = Object.fromEntries(
    results.map(({ program, result }) => [program.name, Object.keys(result.metafile.inputs).sort()]),
  );
  mkdirSync(path.join(root, '.cache'), { recursive: true });
  writeFileSync(path.join(root, '.cache/bundled-files.json'), JSON.stringify(inputs, null, 1) + '\n');
}

const missing = programs.filter((program) => !existsSync(path.join(root, program.entry)));
if (missing.length > 0) console.warn(`not there yet: ${missing.map((program) => program.entry).join(', ')}`);
const present = programs.filter((program) => !missing.includes(program));

rmSync(dist, { recursive: true, force: true });
copyFiles();

if (watch) {
  for (const program of present) await (await context({ ...esbuildOptions(program), logLevel: 'info' })).watch();
} else {
  const results = await Promise.all(
    present.map(async (program) => ({ program, result: await build(esbuildOptions(program)) })),
  );
  writeInputs(results);
  let tooLarge = false;
  for (const { program } of results) {
    const { size } = statSync(path.join(dist, program.name));
    const over = size > program.limit;
    tooLarge ||= over;
    const kilobytes = (size / kilobyte).toFixed(0);
    console.log(
      `${program.name.padEnd(20)} ${kilobytes.padStart(6)} kB${over ? ` (more than ${program.limit / kilobyte} kB)` : ''}`,
    );
  }
  if (existsSync(path.join(dist, 'cli.cjs'))) chmodSync(path.join(dist, 'cli.cjs'), 0o755);
  if (tooLarge) process.exit(1);
}
