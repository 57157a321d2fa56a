import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanDesign, lintJson, makeFolder, places, removeFolders, runParapet, testDay } from './run-parapet.ts';

const formerName = 'use log-analytics as w\nuse azure-sentinel as s\nw -> s : log\n';
const unusedInfo = `${cleanDesign}use purview\n`;
const wrongDirection = `${cleanDesign}use defender-for-endpoint as mde
sentinel -> mde : alert
`;

describe('parapet lint', () => {
  after(removeFolders);

  it('says nothing on standard output for a clean design, and exits with 0', async () => {
    const workingFolder = makeFolder({ 'soc.parapet': cleanDesign });
    assert.deepEqual(await runParapet(['lint'], { workingFolder }), {
      code: 0,
      output: '',
      errors: '1 file checked: no findings.\n',
    });
  });

  it('shows file, line, column, severity, message, rule, source and fix', async () => {
    const workingFolder = makeFolder({ 'designs/soc.parapet': formerName });
    const { output, errors, code } = await runParapet(['lint'], { workingFolder });
    const [head, source, carets, fix] = output.split('\n');
    assert.match(head!, /^designs\/soc\.parapet:2:5: warning: .*Microsoft Sentinel.* \[former-name\]$/);
    assert.equal(source, '     2 │ use azure-sentinel as s');
    assert.equal(carets, '       │     ^^^^^^^^^^^^^^');
    assert.match(fix!, /^ {2}fix .* \(--fix does it\)$/);
    assert.match(errors, /^1 file checked: 1 warning; --fix mends 1\.$/m);
    assert.equal(code, 0);
  });

  it('lints the folder it stands in, all below it, and nothing hidden or installed', async () => {
    const workingFolder = makeFolder({
      'a.parapet': cleanDesign,
      'deep/er/b.parapet': cleanDesign,
      'node_modules/x/c.parapet': 'broken {',
      '.cache/d.parapet': 'broken {',
      'notes.txt': 'broken {',
    });
    const { files, code } = await lintJson([], { workingFolder });
    assert.deepEqual(files, ['a.parapet', 'deep/er/b.parapet']);
    assert.equal(code, 0);
  });

  it('takes files, folders and globs, each file once', async () => {
    const workingFolder = makeFolder({
      'a.parapet': cleanDesign,
      'b.parapet': cleanDesign,
      'c.txt': cleanDesign,
      'd/e.parapet': cleanDesign,
    });
    const { files } = await lintJson(['a.parapet', './a.parapet', 'c.txt', 'd', '[ab].parapet'], { workingFolder });
    assert.deepEqual(files, ['a.parapet', 'b.parapet', 'c.txt', 'd/e.parapet']);
  });

  it('finds a file whose name looks like a glob', async () => {
    const workingFolder = makeFolder({ '[draft].parapet': cleanDesign });
    assert.deepEqual((await lintJson(['[draft].parapet'], { workingFolder })).files, ['[draft].parapet']);
  });

  it('follows imports inside the workspace and tells what is wrong in them too', async () => {
    const workingFolder = makeFolder({
      'main.parapet': 'import "./parts/siem.parapet"\nuse entra-id as e\ne -> w : log\n',
      'parts/siem.parapet': 'use log-analytics as w\nuse azure-sentinel as s\nw -> s : log\n',
    });
    const result = await lintJson(['main.parapet'], { workingFolder });
    assert.deepEqual(result.files, ['main.parapet', 'parts/siem.parapet']);
    assert.deepEqual(
      result.findings.map(({ path, rule }) => [path, rule]),
      [['parts/siem.parapet', 'former-name']],
    );
  });

  it('lets imports reach the root of the repository from a folder within it, and no further', async () => {
    const outer = makeFolder({
      'secret.parapet': 'component secret\n',
      'repo/.git/HEAD': '',
      'repo/shared.parapet': 'use log-analytics as w\nuse sentinel\nw -> sentinel : log\n',
      'repo/team/soc.parapet':
        'import "../shared.parapet"\nimport "../../secret.parapet"\nuse entra-id as e\ne -> w : log\n',
    });
    const result = await lintJson(['.'], { workingFolder: join(outer, 'repo/team') });
    assert.deepEqual(result.files, ['../shared.parapet', 'soc.parapet']);
    assert.deepEqual(places(result), ['invalid-import@2:8']);
    assert.equal(result.code, 2);
  });

  it('does not follow a symbolic link out of the workspace, nor says whether something is there', async () => {
    const outer = makeFolder({ 'secret.parapet': 'component secret\n', 'repo/.git/HEAD': '' });
    const repository = join(outer, 'repo');
    symlinkSync('../secret.parapet', join(repository, 'link.parapet'));
    symlinkSync('..', join(repository, 'up'));
    writeFileSync(
      join(repository, 'a.parapet'),
      'import "./link.parapet"\nimport "./up/secret.parapet"\nimport "./up/none.parapet"\n',
    );
    const result = await lintJson(['a.parapet'], { workingFolder: repository });
    assert.deepEqual(result.files, ['a.parapet']);
    assert.equal(result.code, 2);
    assert.equal(result.findings.length, 3);
    for (const { message } of result.findings.slice(0, 2)) assert.match(message, /outside the workspace/);
  });

  describe('exit codes', () => {
    const cases: [string, string, string[], number][] = [
      ['an error', wrongDirection, [], 1],
      ['a warning', formerName, [], 0],
      ['a warning, failing on warnings', formerName, ['--fail-on', 'warning'], 1],
      ['an info', unusedInfo, ['--fail-on', 'warning'], 0],
      ['an info, failing on infos', unusedInfo, ['--fail-on', 'info'], 1],
      ['an error, never failing', wrongDirection, ['--fail-on', 'never'], 0],
      ['a warning too many', formerName, ['--max-warnings', '0'], 1],
      ['as many warnings as allowed', formerName, ['--max-warnings', '1'], 0],
      ['a syntax error', 'use\n', [], 2],
      ['a syntax error, never failing', 'use\n', ['--fail-on', 'never'], 2],
      ['a missing import', 'import "./none.parapet"\n', [], 2],
      ['an unknown name', 'use entra-id as e\ne -> x : log\n', [], 1],
      ['an empty file', '', [], 0],
    ];
    for (const [name, text, words, code] of cases) {
      it(`${name}: ${code}`, async () => {
        const workingFolder = makeFolder({ 'a.parapet': text });
        for (const format of ['pretty', 'json']) {
          const run = await runParapet(['lint', '--format', format, ...words], { workingFolder });
          assert.equal(run.code, code, run.output + run.errors);
        }
      });
    }
  });

  describe('what cannot be read', () => {
    it('is told, the others are still checked, and the code is 2', async () => {
      const workingFolder = makeFolder({
        'good.parapet': formerName,
        'bytes.parapet': Uint8Array.from({ length: 3000 }, (_, index) => (index * 167) % 256),
        'wide.parapet': Buffer.from(`\ufeff${cleanDesign}`, 'utf16le'),
        'huge.parapet': Buffer.alloc(50 * 1024 * 1024, 0x20),
      });
      mkdirSync(join(workingFolder, 'folder.parapet'));
      const paths = [
        'good.parapet',
        'bytes.parapet',
        'wide.parapet',
        'huge.parapet',
        'folder.parapet',
        'none.parapet',
        'x/*.parapet',
      ];
      const result = await lintJson(paths, { workingFolder });
      assert.equal(result.code, 2);
      assert.deepEqual(result.files, ['good.parapet']);
      assert.deepEqual(places(result), ['former-name@2:5']);
      assert.deepEqual(Object.fromEntries(result.failures.map(({ path, reason }) => [path, reason])), {
        'folder.parapet': 'there is no .parapet file in it',
        'none.parapet': 'it does not exist',
        'x/*.parapet': 'no file matches it',
        'bytes.parapet': 'it is not UTF-8 text',
        'huge.parapet': 'it is 50 MB large, and a design may be at most 4 MB',
        'wide.parapet': 'it is UTF-16 and not UTF-8; save it as UTF-8',
      });
      const { errors } = await runParapet(['lint', ...paths], { workingFolder });
      assert.match(errors, /^none\.parapet: error: cannot be checked: it does not exist\.$/m);
      assert.match(errors, /; 6 paths not checked\.$/m);
    });
  });

  it('reads a byte order mark, line breaks of Windows and no final line break as what they are', async () => {
    const workingFolder = makeFolder({
      'bom.parapet': `\ufeff${formerName}`,
      'windows.parapet': formerName.replaceAll('\n', '\r\n'),
      'end.parapet': formerName.trimEnd(),
    });
    assert.deepEqual(places(await lintJson([], { workingFolder })), Array(3).fill('former-name@2:5'));
  });

  describe('--format json', () => {
    it('gives a versioned result with relative paths and places that count from 1', async () => {
      const workingFolder = makeFolder({ 'designs/soc.parapet': formerName });
      const result = await lintJson([], { workingFolder });
      assert.equal(result.version, 1);
      assert.equal(result.date, testDay);
      assert.deepEqual(result.summary, { error: 0, warning: 1, info: 0 });
      assert.deepEqual(result.files, ['designs/soc.parapet']);
      assert.deepEqual(result.failures, []);
      const [finding] = result.findings;
      assert.equal(finding!.path, 'designs/soc.parapet');
      assert.deepEqual(finding!.range, { start: { line: 2, column: 5 }, end: { line: 2, column: 19 } });
      assert.deepEqual(
        finding!.fixes.map(({ safe, edits }) => [safe, edits]),
        [[true, [{ path: 'designs/soc.parapet', range: finding!.range, newText: 'sentinel' }]]],
      );
    });

    it('is JSON even where nothing could be read', async () => {
      const result = await lintJson(['none.parapet'], { workingFolder: makeFolder() });
      assert.deepEqual([result.files, result.findings, result.failures.length, result.code], [[], [], 1, 2]);
    });
  });

  describe('--date', () => {
    it('judges life cycles by the day', async () => {
      const workingFolder = makeFolder({
        'a.parapet':
          'use nsg-flow-logs as f\nuse log-analytics as w\nuse sentinel\nf -> w : log\nw -> sentinel : log\n',
      });
      const before = await lintJson(['--date', '2026-01-01'], { workingFolder });
      const after = await lintJson(['--date', '2027-10-01'], { workingFolder });
      assert.deepEqual(
        before.findings.map(({ severity }) => severity),
        ['warning'],
      );
      assert.deepEqual(
        after.findings.map(({ severity }) => severity),
        ['error'],
      );
    });

    for (const day of ['2026-02-30', '20260101', 'tomorrow', '2026-1-1', '']) {
      it(`refuses ${day || 'nothing'}`, async () => {
        const { code, errors } = await runParapet(['lint', '--date', day]);
        assert.equal(code, 2);
        assert.match(errors, /A day is written YYYY-MM-DD/);
      });
    }
  });

  describe('standard input', () => {
    it('is linted under the name it is given, with imports from beside that name', async () => {
      const workingFolder = makeFolder({
        'parts/siem.parapet': 'use log-analytics as w\nuse sentinel as s\nw -> s : log\n',
        'parts/soc.parapet': 'not this {',
      });
      const result = await lintJson(['--stdin-filename', 'parts/soc.parapet', '-'], {
        workingFolder,
        input: 'import "./siem.parapet"\nuse aad as e\ne -> w : log\n',
      });
      assert.deepEqual(result.files, ['parts/siem.parapet', 'parts/soc.parapet']);
      assert.deepEqual(places(result), ['former-name@2:5']);
    });

    it('needs a name', async () => {
      const { code, errors } = await runParapet(['lint', '-']);
      assert.equal(code, 2);
      assert.match(errors, /--stdin-filename/);
    });

    it('needs a dash', async () => {
      assert.equal((await runParapet(['lint', '--stdin-filename', 'a.parapet'])).code, 2);
    });

    it('cannot be changed', async () => {
      assert.equal((await runParapet(['lint', '--fix', '--stdin-filename', 'a.parapet', '-'])).code, 2);
    });

    it('may not be endless', async () => {
      const result = await lintJson(['--stdin-filename', 'a.parapet', '-'], {
        workingFolder: makeFolder(),
        input: Buffer.alloc(5 * 1024 * 1024, 0x20),
      });
      assert.equal(result.code, 2);
      assert.match(result.failures[0]!.reason, /4 MB/);
    });
  });

  describe('--fix', () => {
    it('mends what is safe, leaves the rest of the file alone, and tells what remains', async () => {
      const workingFolder = makeFolder({ 'a.parapet': `// kept\n${formerName}use entra-id\n` });
      const { code, errors } = await runParapet(['lint', '--fix'], { workingFolder });
      assert.equal(
        readFileSync(join(workingFolder, 'a.parapet'), 'utf8'),
        `// kept\n${formerName.replace('azure-sentinel', 'sentinel')}use entra-id\n`,
      );
      assert.match(errors, /^1 file checked: 1 remark; 1 place fixed\.$/m);
      assert.equal(code, 0);
    });

    it('keeps byte order mark, line breaks and permissions, and leaves no other file behind', async () => {
      const text = `\ufeff${formerName.replaceAll('\n', '\r\n')}`;
      const workingFolder = makeFolder({ 'a.parapet': text });
      const file = join(workingFolder, 'a.parapet');
      chmodSync(file, 0o640);
      await runParapet(['lint', '--fix'], { workingFolder });
      assert.equal(readFileSync(file, 'utf8'), text.replace('azure-sentinel', 'sentinel'));
      assert.equal(statSync(file).mode & 0o777, 0o640);
      assert.deepEqual(readdirSync(workingFolder), ['a.parapet']);
    });

    it('does not touch files that are only imported', async () => {
      const workingFolder = makeFolder({
        'main.parapet': 'import "./part.parapet"\nuse aad as e\ne -> w : log\n',
        'part.parapet': formerName,
      });
      await runParapet(['lint', '--fix', 'main.parapet'], { workingFolder });
      assert.match(readFileSync(join(workingFolder, 'main.parapet'), 'utf8'), /use entra-id as e/);
      assert.equal(readFileSync(join(workingFolder, 'part.parapet'), 'utf8'), formerName);
    });

    it('changes nothing the second time', async () => {
      const workingFolder = makeFolder({ 'a.parapet': formerName });
      await runParapet(['lint', '--fix'], { workingFolder });
      const { mtimeMs } = statSync(join(workingFolder, 'a.parapet'));
      const { errors } = await runParapet(['lint', '--fix'], { workingFolder });
      assert.equal(statSync(join(workingFolder, 'a.parapet')).mtimeMs, mtimeMs);
      assert.doesNotMatch(errors, /fixed/);
    });
  });
});

describe('the command line', () => {
  for (const words of [
    ['--bogus'],
    ['lint', '--bogus'],
    ['bogus'],
    ['lint', '--format', 'xml'],
    ['lint', '--fail-on', 'fatal'],
    ['lint', '--max-warnings', 'few'],
    ['lint', '--max-warnings', '-1'],
    ['render', '--theme', 'pink'],
    ['explain'],
    ['explain', 'no-such-rule'],
    ['catalog', 'zzzzzz'],
    ['catalog', '--pillar', 'marble'],
    ['lsp'],
    [],
  ]) {
    it(`answers ${words.join(' ') || 'no command'} with a message and 2`, async () => {
      const { code, output, errors } = await runParapet(words);
      assert.equal(code, 2);
      assert.equal(output, '');
      assert.notEqual(errors.trim(), '');
    });
  }

  for (const words of [['--help'], ['help'], ['lint', '--help'], ['help', 'render'], ['--version']]) {
    it(`answers ${words.join(' ')} on standard output with 0`, async () => {
      const { code, output, errors } = await runParapet(words);
      assert.deepEqual([code, errors], [0, '']);
      assert.notEqual(output.trim(), '');
    });
  }

  describe('colours', () => {
    const escape = '\u001b';
    const words = ['lint', '--stdin-filename', 'a.parapet', '-'];
    const cases: [string, string[], Record<string, string>, boolean, boolean][] = [
      ['a terminal', [], {}, true, true],
      ['a pipe', [], {}, false, false],
      ['NO_COLOR', [], { NO_COLOR: '1' }, true, false],
      ['an empty NO_COLOR', [], { NO_COLOR: '' }, true, true],
      ['--no-color', ['--no-color'], {}, true, false],
      ['--color into a pipe', ['--color'], {}, false, true],
      ['--color against NO_COLOR', ['--color'], { NO_COLOR: '1' }, false, true],
      ['FORCE_COLOR', [], { FORCE_COLOR: '1' }, false, true],
      ['a dumb terminal', [], { TERM: 'dumb' }, true, false],
    ];
    for (const [name, more, environment, terminal, coloured] of cases) {
      it(`${name}: ${coloured ? 'yes' : 'no'}`, async () => {
        const run = await runParapet([...words, ...more], { input: formerName, environment, terminal });
        assert.equal(run.output.includes(escape), coloured);
        assert.equal(run.errors.includes(escape), coloured);
      });
    }
  });
});
