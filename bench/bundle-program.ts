import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';

const root = resolve(import.meta.dirname, '..');
const folder = join(root, '.cache/bench');

/** Bundles and minifies a program as it is shipped, beside the layout engine; gives its path. Plugins change it. */
export async function bundleProgram(entry: string, name: string, plugins: Plugin[] = []): Promise<string> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }\n');
  cpSync(join(root, 'node_modules/elkjs/lib/elk-worker.min.js'), join(folder, 'elk-worker.min.js'));
  const outfile = join(folder, name);
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    charset: 'ascii',
    mainFields: ['module', 'main'],
    define: {
      'process.env.NODE_ENV': '"production"',
      'import.meta.dirname': '__dirname',
      'import.meta.url': '__filename',
    },
    logLevel: 'error',
    plugins,
  });
  return outfile;
}
