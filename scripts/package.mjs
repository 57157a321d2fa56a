/**
 * `npm run package`: the extension as parapet.vsix, from a fresh build.
 *
 * What goes in is the list of packaged-files.mjs and nothing else: the files are copied to a folder of their own, with a manifest that
 * carries only what VS Code reads, and packed from there. The same sources give the same bytes.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { glob } from 'tinyglobby';
import { createVSIX } from '@vscode/vsce';
import { vsixFiles } from './packaged-files.mjs';

const root = path.resolve(import.meta.dirname, '..');
const stage = path.join(root, '.cache/vsix');
const target = path.join(root, 'parapet.vsix');
const limit = 5_000_000;

// Time stamps in an archive are local times.
process.env.TZ = 'UTC';

execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' });

rmSync(stage, { recursive: true, force: true });
for (const file of await glob(vsixFiles, { cwd: root })) {
  mkdirSync(path.dirname(path.join(stage, file)), { recursive: true });
  cpSync(path.join(root, file), path.join(stage, file));
}
const { bin, files, scripts, devDependencies, allowScripts, type, ...manifest } = JSON.parse(
  readFileSync(path.join(root, 'package.json'), 'utf8'),
);
manifest.engines = { vscode: manifest.engines.vscode };
writeFileSync(path.join(stage, 'package.json'), JSON.stringify(manifest, null, 2) + '\n');
// vsce asks for a list of what to leave out, or warns: everything here is meant.
writeFileSync(path.join(stage, '.vscodeignore'), '.vscodeignore\n');

// The time stamps in the archive: those of the files differ from checkout to checkout.
process.env.SOURCE_DATE_EPOCH ??= '1767225600';
await createVSIX({
  cwd: stage,
  packagePath: target,
  dependencies: false,
  rewriteRelativeLinks: false,
  allowMissingRepository: true,
  skipLicense: !existsSync(path.join(stage, 'LICENSE')),
});
const { size } = statSync(target);
console.log(`parapet.vsix ${(size / 1e6).toFixed(2)} MB`);
if (size > limit) {
  console.error(`parapet.vsix is larger than ${limit / 1e6} MB`);
  process.exit(1);
}
