import assert from 'node:assert/strict';
import { chmodSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, projectFolder, removeFolders, runParapet } from './run-parapet.ts';

const plain = 'use   a\ngroup g {use b}\n';
const canonical = 'use a\ngroup g {\n  use b\n}\n';

describe('parapet format', () => {
  after(removeFolders);

  it('writes files in their form, tells which, and leaves the others alone', async () => {
    const workingFolder = makeFolder({ 'a.parapet': plain, 'b/c.parapet': canonical, 'd.txt': plain });
    const before = statSync(join(workingFolder, 'b/c.parapet')).mtimeMs;
    assert.deepEqual(await runParapet(['format'], { workingFolder }), {
      code: 0,
      output: 'a.parapet\n',
      errors: '2 files checked: 1 formatted.\n',
    });
    assert.equal(readFileSync(join(workingFolder, 'a.parapet'), 'utf8'), canonical);
    assert.equal(readFileSync(join(workingFolder, 'd.txt'), 'utf8'), plain);
    assert.equal(statSync(join(workingFolder, 'b/c.parapet')).mtimeMs, before);
    assert.deepEqual(await runParapet(['format', '--check'], { workingFolder }), {
      code: 0,
      output: '',
      errors: '2 files checked: all in their form.\n',
    });
  });

  it('with --check writes nothing and exits with 1', async () => {
    const workingFolder = makeFolder({ 'a.parapet': plain });
    assert.deepEqual(await runParapet(['format', '--check', 'a.parapet'], { workingFolder }), {
      code: 1,
      output: 'a.parapet\n',
      errors: '1 file checked: 1 not in their form.\n',
    });
    assert.equal(readFileSync(join(workingFolder, 'a.parapet'), 'utf8'), plain);
  });

  it('with --diff shows what would change', async () => {
    const workingFolder = makeFolder({ 'a.parapet': plain });
    const { code, output } = await runParapet(['format', '--diff'], { workingFolder });
    assert.equal(code, 0);
    assert.equal(
      output,
      '--- a/a.parapet\n+++ b/a.parapet\n@@ -1,2 +1,4 @@\n-use   a\n-group g {use b}\n+use a\n+group g {\n+  use b\n+}\n',
    );
    assert.equal(readFileSync(join(workingFolder, 'a.parapet'), 'utf8'), plain);
    assert.equal((await runParapet(['format', '--diff', '--check'], { workingFolder })).code, 1);
  });

  it('formats standard input to standard output', async () => {
    assert.deepEqual(await runParapet(['format', '-'], { input: plain }), {
      code: 0,
      output: canonical,
      errors: '1 file checked: 1 formatted.\n',
    });
    assert.deepEqual(
      await runParapet(['format', '--check', '-', '--stdin-filename', 'soc.parapet'], { input: plain }),
      {
        code: 1,
        output: 'soc.parapet\n',
        errors: '1 file checked: 1 not in their form.\n',
      },
    );
  });

  it('keeps line ends, byte order mark and permissions', async () => {
    const workingFolder = makeFolder({ 'a.parapet': '\ufeffuse   a\r\nuse   b\r\n' });
    chmodSync(join(workingFolder, 'a.parapet'), 0o640);
    await runParapet(['format'], { workingFolder });
    assert.equal(readFileSync(join(workingFolder, 'a.parapet'), 'utf8'), '\ufeffuse a\r\nuse b\r\n');
    assert.equal(statSync(join(workingFolder, 'a.parapet')).mode & 0o777, 0o640);
    assert.equal((await runParapet(['format', '-'], { input: '\ufeffuse   a' })).output, '\ufeffuse a\n');
  });

  it('formats what it can read, tells what it cannot, and exits with 2', async () => {
    const workingFolder = makeFolder({ 'a.parapet': 'use   a\n  use   "b\n' });
    const { code, output, errors } = await runParapet(['format'], { workingFolder });
    assert.equal(code, 2);
    assert.equal(output, 'a.parapet\n');
    assert.match(errors, /^a\.parapet:2:9: error: not formatted: This text has no closing quotation mark/);
    assert.equal(readFileSync(join(workingFolder, 'a.parapet'), 'utf8'), 'use a\n  use   "b\n');
  });

  it('with --organise puts imports and declarations in order too', async () => {
    const workingFolder = makeFolder({
      'a.parapet':
        'import "./c.parapet"  import "./b.parapet"\n\nuse sentinel\na -> sentinel : log\n// A.\ncomponent a\n',
    });
    assert.equal((await runParapet(['format', '--check', '--organise'], { workingFolder })).code, 1);
    assert.equal((await runParapet(['format', '--organise'], { workingFolder })).code, 0);
    assert.equal(
      readFileSync(join(workingFolder, 'a.parapet'), 'utf8'),
      'import "./b.parapet"\nimport "./c.parapet"\n\nuse sentinel\n// A.\ncomponent a\na -> sentinel : log\n',
    );
    assert.equal((await runParapet(['format', '--check', '--organise'], { workingFolder })).code, 0);
  });

  it('tells which paths give nothing', async () => {
    const workingFolder = makeFolder({ 'a.parapet': canonical, 'utf16.parapet': Buffer.from('fffe7500', 'hex') });
    const { code, errors } = await runParapet(['format', 'a.parapet', 'no.parapet', 'utf16.parapet'], {
      workingFolder,
    });
    assert.equal(code, 2);
    assert.match(errors, /^no\.parapet: error: cannot be formatted: it does not exist\.$/m);
    assert.match(errors, /^utf16\.parapet: error: cannot be formatted: it is UTF-16/m);
    assert.match(errors, /^1 file checked: all in their form; 2 paths not formatted\.$/m);
  });

  it('refuses what makes no sense', async () => {
    assert.equal((await runParapet(['format', '-', 'examples'], { input: '' })).code, 2);
    assert.equal((await runParapet(['format', 'examples', '--stdin-filename', 'a.parapet'])).code, 2);
  });

  it('has nothing to change in the examples', async () => {
    const { code, output, errors } = await runParapet(['format', '--check', join(projectFolder, 'examples')]);
    assert.equal(output, '');
    assert.equal(code, 0, errors);
  });
});

describe('the documentation', () => {
  const pages = ['README.md', 'docs/language.md', 'docs/formatting.md'];
  for (const page of pages) {
    it(`${page} shows designs in their form`, async () => {
      const designs = readFileSync(join(projectFolder, page), 'utf8').matchAll(/^( *)```parapet\n(.*?)^\1```$/gms);
      let count = 0;
      for (const [, indentation, indented] of designs) {
        const design = indented!.replaceAll(new RegExp(`^${indentation!}`, 'gm'), '');
        assert.equal((await runParapet(['format', '-'], { input: design })).output, design);
        count++;
      }
      assert.ok(count > 0);
    });
  }
});
