/**
 * `npm run package`: the extension as parapet.vsix, from a fresh build; and a check of what `npm pack` would put into the
 * package of the command line.
 *
 * What goes in is the list of packaged-files.ts and nothing else. For the extension the files are copied to a folder of
 * their own, with a manifest that carries only what VS Code reads, and packed from there. The same sources give the same
 * bytes.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { npmFiles, vsixFiles } from './packaged-files.ts';
import { root } from './programs.ts';
import { run } from './run.ts';

/** What `npm pack --json` tells of a package. */
interface NpmPackage {
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

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
for (const [file, source] of vsixFiles) {
  mkdirSync(path.dirname(path.join(stage, file)), { recursive: true });
  cpSync(path.join(root, source), path.join(stage, file));
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

const pack = await run('npm', ['pack', '--dry-run', '--ignore-scripts', '--json', '--loglevel=error'], {
  cwd: root,
  show: false,
});
const listed = (JSON.parse(pack.output.slice(pack.output.indexOf('['))) as readonly NpmPackage[])[0];
if (!listed) throw new Error('npm pack lists nothing');
const packed = new Set(listed.files.map((file) => file.path));
const wrong = [
  ...[...packed].filter((file) => !npmFiles.has(file)).map((file) => `holds ${file}, which is not meant to be shipped`),
  ...[...npmFiles].filter((file) => !packed.has(file)).map((file) => `lacks ${file}`),
];
for (const what of wrong) console.error(`the npm package ${what}`);
if (wrong.length > 0) process.exitCode = 1;
console.log(`npm package          ${(listed.size / 1000).toFixed(0).padStart(6)} kB`);
