import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanDesign, lintJson, makeFolder, places, removeFolders, runParapet } from './run-parapet.ts';

/** One finding: `unused-element`, info. */
const unused = `${cleanDesign}use purview\n`;

async function severities(files: Record<string, string>, paths: readonly string[] = []): Promise<string[]> {
  const result = await lintJson(paths, { workingFolder: makeFolder(files) });
  return result.findings.map(({ path, severity, rule }) => `${path} ${severity} ${rule}`);
}

describe('parapet.json on the command line', () => {
  after(removeFolders);

  it('sets severities, of rules before those of families', async () => {
    assert.deepEqual(await severities({ 'soc.parapet': unused }), ['soc.parapet info unused-element']);
    assert.deepEqual(
      await severities({ 'soc.parapet': unused, 'parapet.json': '{ "families": { "legibility": "warning" } }' }),
      ['soc.parapet warning unused-element'],
    );
    assert.deepEqual(
      await severities({
        'soc.parapet': unused,
        'parapet.json': '{ "rules": { "unused-element": "error" }, "families": { "legibility": "off" } }',
      }),
      ['soc.parapet error unused-element'],
    );
    assert.deepEqual(await severities({ 'soc.parapet': unused, 'parapet.json': '{ "extends": "minimal" }' }), []);
  });

  it('takes the nearest file up the tree, and nothing above it', async () => {
    assert.deepEqual(
      await severities({
        'parapet.json': '{ "rules": { "unused-element": "error" } }',
        'a/soc.parapet': unused,
        'a/b/soc.parapet': unused,
        'a/b/parapet.json': '{}',
      }),
      ['a/b/soc.parapet info unused-element', 'a/soc.parapet error unused-element'],
    );
  });

  it('looks no further up than the repository', async () => {
    const outer = makeFolder({
      'parapet.json': '{ "rules": { "unused-element": "error" } }',
      'in/soc.parapet': unused,
    });
    mkdirSync(join(outer, 'in/.git'));
    const result = await lintJson([], { workingFolder: join(outer, 'in') });
    assert.deepEqual(
      result.findings.map(({ severity }) => severity),
      ['info'],
    );
  });

  it('overrides by path, relative to the file the pattern stands in', async () => {
    assert.deepEqual(
      await severities({
        'parapet.json': `{
          // Sketches need not be whole.
          "overrides": [{ "files": ["sandbox/**", "**/*.draft.parapet"], "rules": { "unused-element": "off" } }],
        }`,
        'soc.parapet': unused,
        'sandbox/deep/soc.parapet': unused,
        'x/soc.draft.parapet': unused,
      }),
      ['soc.parapet info unused-element'],
    );
  });

  it('tells what is wrong with it at its place, exits with 2, and still tells of the designs', async () => {
    const workingFolder = makeFolder({
      'parapet.json': '{\n  "rules": { "unused-elment": "off", "former-name": "loud" },\n  "famly": {}\n}\n',
      'soc.parapet': unused,
    });
    const result = await lintJson([], { workingFolder });
    assert.equal(result.code, 2);
    assert.deepEqual(places(result), [
      'configuration@2:14',
      'configuration@2:53',
      'configuration@3:3',
      'unused-element@7:5',
    ]);
    assert.equal(result.findings[0]!.path, 'parapet.json');
    assert.equal(result.findings[0]!.message, 'There is no rule "unused-elment". Did you mean "unused-element"?');
    const pretty = await runParapet(['lint'], { workingFolder });
    assert.match(pretty.output, /parapet\.json:2:14: error: There is no rule/);
    assert.match(pretty.output, /2 │ {3}"rules": \{ "unused-elment": "off"/);
  });

  it('says why a file that is extended cannot be had, and reads nothing outside of the workspace', async () => {
    const outside = makeFolder({ 'parapet.json': '{ "rules": { "unused-element": "off" } }' });
    const workingFolder = makeFolder({
      'parapet.json': `{ "extends": ["../x/parapet.json", "./gone/parapet.json", "./link/parapet.json", "/etc/parapet.json", "other.json"] }`,
      'soc.parapet': unused,
    });
    mkdirSync(join(workingFolder, 'link'));
    symlinkSync(join(outside, 'parapet.json'), join(workingFolder, 'link/parapet.json'));
    const result = await lintJson([], { workingFolder });
    assert.deepEqual(
      result.findings.map(({ message }) => message.replace(/:.*/, '')),
      [
        '"../x/parapet.json" leads out of the workspace',
        'There is no such file',
        'This file cannot be read',
        '"/etc/parapet.json" is no relative path with forward slashes, such as "./shared/parapet.json".',
        '"other.json" is neither a preset (recommended, strict or minimal) nor a configuration file',
        'Nothing flows to or from purview',
      ],
    );
    assert.equal(result.code, 2);
  });

  it('does not follow a parapet.json that is a link out of the workspace', async () => {
    const outside = makeFolder({ 'parapet.json': '{ "rules": { "unused-element": "off" } }' });
    const workingFolder = makeFolder({ 'soc.parapet': unused });
    symlinkSync(join(outside, 'parapet.json'), join(workingFolder, 'parapet.json'));
    const result = await lintJson([], { workingFolder });
    assert.deepEqual(places(result), ['configuration@1:1', 'unused-element@7:5']);
    assert.match(result.findings[0]!.message, /cannot be read: it lies outside the workspace/);
    assert.equal(result.code, 2);
  });

  it('tells of a configuration that is no text, too large, a folder or not readable', async () => {
    for (const [name, make, message] of [
      ['no text', (path: string) => writeFileSync(path, Buffer.from([0xff, 0xfe, 0x41])), /UTF-16/],
      ['too large', (path: string) => writeFileSync(path, ' '.repeat(5_000_000)), /settings may be at most 4 MB/],
      ['a folder', (path: string) => mkdirSync(path), /it is a folder/],
    ] as const) {
      const workingFolder = makeFolder({ 'soc.parapet': unused });
      make(join(workingFolder, 'parapet.json'));
      const result = await lintJson([], { workingFolder });
      assert.equal(result.code, 2, name);
      assert.match(result.findings[0]!.message, message, name);
      assert.equal(result.findings.length, 2, name);
    }
    if (process.getuid?.() !== 0) {
      const workingFolder = makeFolder({ 'soc.parapet': unused, 'parapet.json': '{}' });
      chmodSync(join(workingFolder, 'parapet.json'), 0);
      assert.equal((await lintJson([], { workingFolder })).code, 2);
    }
  });

  it('holds for standard input by the name it is given', async () => {
    const workingFolder = makeFolder({ 'parapet.json': '{ "rules": { "unused-element": "error" } }' });
    const result = await lintJson(['-', '--stdin-filename', 'new.parapet'], { workingFolder, input: unused });
    assert.deepEqual(
      result.findings.map(({ severity }) => severity),
      ['error'],
    );
    assert.equal(result.code, 1);
  });

  it('holds for each file of a design by where that lies', async () => {
    assert.deepEqual(
      await severities({
        'team/soc.parapet': `import "../shared/landing.parapet"\n${unused}`,
        'shared/landing.parapet': 'use azure-bastion as bastion\n',
        'shared/parapet.json': '{ "rules": { "unused-element": "warning" } }',
      }),
      ['shared/landing.parapet warning unused-element', 'team/soc.parapet info unused-element'],
    );
  });
});
