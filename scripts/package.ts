/**
 * `npm run package`: the extension as parapet.vsix, from a fresh build.
 *
 * What goes in is the list of packaged-files.ts and nothing else: the files are copied to a folder of their own, with a
 * manifest that carries only what VS Code reads, and packed from there. The same sources give the same bytes.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { glob } from 'tinyglobby';
import { vsixFiles } from './packaged-files.ts';
import { root } from './programs.ts';
import { run } from './run.ts';

const stage = path.join(root, '.cache/vsix');
const target = path.join(root, 'parapet.vsix');
/** Bytes. */
const limit = 5_000_000;

// Time stamps in an archive are local times, and those of the files differ from checkout to checkout.
process.env['TZ'] = 'UTC';
process.env['SOURCE_DATE_EPOCH'] ??= '1767225600';

const { code } = await run(process.execPath, ['--import', 'tsx', 'scripts/build.ts'], { cwd: root });
if (code !== 0) process.exit(code);

rmSync(stage, { recursive: true, force: true });
for (const file of await glob([...vsixFiles], { cwd: root })) {
  mkdirSync(path.dirname(path.join(stage, file)), { recursive: true });
  cpSync(path.join(root, file), path.join(stage, file));
}
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
for (const name of ['bin', 'files', 'scripts', 'devDependencies', 'allowScripts', 'type']) delete manifest[name];
manifest['engines'] = { vscode: (manifest['engines'] as Record<string, string>)['vscode'] };
writeFileSync(path.join(stage, 'package.json'), JSON.stringify(manifest, null, 2) + '\n');
// vsce wants to be told that all the rest is meant.
writeFileSync(path.join(stage, '.vscodeignore'), '.vscodeignore\n');

await createVSIX({
  cwd: stage,
  packagePath: target,
  dependencies: false,
  rewriteRelativeLinks: false,
  allowMissingRepository: true,
});
const { size } = statSync(target);
console.log(`parapet.vsix         ${(size / 1000).toFixed(0).padStart(6)} kB`);
if (size > limit) {
  console.error(`parapet.vsix is larger than ${limit / 1000} kB`);
  process.exitCode = 1;
}
