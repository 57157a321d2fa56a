/**
 * `npm run build`: bundles everything that is shipped into dist/. One file per program, minified, without source maps.
 * `npm run watch` does it again after every change, with source maps and without minifying.
 *
 * dist/extension.cjs       the extension (VS Code provides `vscode`)
 * dist/server.cjs          the language server
 * dist/cli.cjs             the command line
 * dist/elk-worker.min.js   the layout engine, unmodified, loaded by server and command line into a worker
 * dist/catalog/            the built-in catalog in its own notation, for go to definition
 * dist/media/              what the preview's webview may load: script, style, fonts
 */
import { chmodSync, cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, context } from 'esbuild';
import { bundleOptions, programs, root } from './programs.ts';

const dist = path.join(root, 'dist');

/** Files that are shipped as they are. */
function copyFiles(): void {
  mkdirSync(path.join(dist, 'catalog'), { recursive: true });
  cpSync(path.join(root, 'node_modules/elkjs/lib/elk-worker.min.js'), path.join(dist, 'elk-worker.min.js'));
  // The programs are CommonJS in a package of ES modules.
  writeFileSync(path.join(dist, 'package.json'), '{ "type": "commonjs" }\n');
  const catalog = path.join(root, 'language/catalog');
  for (const file of readdirSync(catalog).filter((name) => name.endsWith('.parapet'))) {
    cpSync(path.join(catalog, file), path.join(dist, 'catalog', file));
  }
}

/** Bundles everything and says how large it is. False where something is larger than it may be. */
async function buildAll(): Promise<boolean> {
  await Promise.all(programs.map((program) => build(bundleOptions(program, true))));
  chmodSync(path.join(dist, 'cli.cjs'), 0o755);
  let fits = true;
  for (const { name, limit } of programs) {
    const { size } = statSync(path.join(dist, name));
    const over = size > limit ? ` (more than ${(limit / 1000).toFixed(0)} kB)` : '';
    console.log(`${name.padEnd(20)} ${(size / 1000).toFixed(0).padStart(6)} kB${over}`);
    if (over !== '') fits = false;
  }
  return fits;
}

rmSync(dist, { recursive: true, force: true });
copyFiles();
if (process.argv.includes('--watch')) {
  for (const program of programs) {
    const watched = await context({ ...bundleOptions(program, false), logLevel: 'info' });
    await watched.watch();
  }
} else if (!(await buildAll())) {
  process.exitCode = 1;
}
