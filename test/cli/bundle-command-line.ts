import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { makeFolder, projectFolder } from './run-parapet.ts';

/**
 * Bundles the command line into a new folder, as it is shipped but without minifying. Gives the path of the program.
 * The folder has nothing else in it but the layout engine: what is not bundled would be missed.
 */
export async function bundleCommandLine(): Promise<string> {
  const folder = makeFolder();
  const program = join(folder, 'cli.cjs');
  await build({
    absWorkingDir: projectFolder,
    entryPoints: ['cli/main.ts'],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    define: { 'import.meta.dirname': '__dirname', 'import.meta.url': '__filename' },
    logLevel: 'error',
  });
  writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }\n');
  cpSync(join(projectFolder, 'node_modules/elkjs/lib/elk-worker.min.js'), join(folder, 'elk-worker.min.js'));
  return program;
}
