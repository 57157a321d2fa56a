import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { npmFiles, vsixFiles } from '../../scripts/packaged-files.ts';
import { root } from './tokenize.ts';

const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  readonly files: readonly string[];
  readonly main: string;
  readonly bin: Readonly<Record<string, string>>;
};

describe('packages', () => {
  it('are made of files that are there, or that the build makes', () => {
    for (const source of vsixFiles.values()) {
      if (!source.startsWith('dist/')) assert.ok(existsSync(path.join(root, source)), source);
    }
    for (const file of npmFiles) if (!file.startsWith('dist/')) assert.ok(existsSync(path.join(root, file)), file);
  });

  it('hold no sources, source maps, tests or packages', () => {
    for (const file of [...vsixFiles.keys(), ...npmFiles]) {
      assert.doesNotMatch(file, /\.(?:ts|map|langium)$|node_modules|(?:^|\/)test\//);
    }
  });

  it('hold what they begin with', () => {
    assert.ok(vsixFiles.has(path.posix.normalize(manifest.main)));
    for (const program of Object.values(manifest.bin)) assert.ok(npmFiles.has(path.posix.normalize(program)), program);
  });

  it('hold every file of the catalog, which go to definition leads to', () => {
    const files = readdirSync(path.join(root, 'language/catalog')).filter((name) => name.endsWith('.parapet'));
    assert.notEqual(files.length, 0);
    for (const file of files) {
      assert.ok(vsixFiles.has(`dist/catalog/${file}`), file);
      assert.ok(npmFiles.has(`dist/catalog/${file}`), file);
    }
  });

  it('of the command line is let in by name', () => {
    for (const file of npmFiles) {
      // npm takes these whatever the list says.
      if (['package.json', 'README.md', 'LICENSE'].includes(file)) continue;
      assert.ok(
        manifest.files.some((entry) => file === entry || file.startsWith(`${entry}/`)),
        file,
      );
    }
  });

  it('name the licences of what is in them', () => {
    const notices = readFileSync(path.join(root, 'THIRD-PARTY-NOTICES.md'), 'utf8');
    for (const name of ['elkjs', '@fontsource/inter', '@fluentui/svg-icons', 'langium', 'vscode-languageclient']) {
      assert.ok(notices.includes(`\n## ${name} (`), name);
    }
    assert.match(notices, /Eclipse Public License - v 2\.0/);
    assert.match(notices, /SIL OPEN FONT LICENSE Version 1\.1/);
    // A licence that asks for more than its text would need a decision.
    const known = /^(?:MIT|ISC|Apache-2\.0|BlueOak-1\.0\.0|OFL-1\.1|BSD-[23]-Clause|EPL-2\.0 OR GPL-3\.0-or-later)$/;
    for (const [, license] of notices.matchAll(/^\| \S+ \| [\d., ]+ \| (.+) \|$/gm)) assert.match(license ?? '', known);
  });
});
