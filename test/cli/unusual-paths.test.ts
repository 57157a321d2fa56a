import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, closeSync, ftruncateSync, lstatSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createProject } from '../../language/pipeline.ts';
import { lintDesigns } from '../../cli/lint-designs.ts';
import { DesignLoader } from '../../cli/load-designs.ts';
import { showProgress } from '../../cli/progress.ts';
import { bundleCommandLine } from './bundle-command-line.ts';
import { cleanDesign, lintJson, makeFolder, removeFolders, runParapet, testDay } from './run-parapet.ts';

const flawed = 'use log-analytics as w\nuse azure-sentinel as s\nw -> s : log\n';

describe('lint of what is not as it should be', function () {
  this.timeout(30_000);
  after(removeFolders);

  it('tells of each path that cannot be checked, reports the others, and exits with 2, in every format', async () => {
    const workingFolder = makeFolder({
      'flawed.parapet': flawed,
      'latin.parapet': Buffer.from('component c "Gro\xdf"\n', 'latin1'),
      'utf16.parapet': Buffer.from('\ufeffcomponent c\n', 'utf16le'),
      'binary.parapet': Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0xff, 0xfe, 0x00]),
    });
    mkdirSync(join(workingFolder, 'folder.parapet'));
    mkdirSync(join(workingFolder, 'empty'));
    const large = openSync(join(workingFolder, 'large.parapet'), 'w');
    writeSync(large, 'component c\n');
    ftruncateSync(large, 50 * 1024 * 1024);
    closeSync(large);
    const paths = [
      'none.parapet',
      'no*match.parapet',
      'empty',
      'folder.parapet',
      'latin.parapet',
      'utf16.parapet',
      'binary.parapet',
      'large.parapet',
      'flawed.parapet/below',
      'flawed.parapet',
    ];
    const result = await lintJson(paths, { workingFolder });
    assert.deepEqual(result.failures.map(({ path, reason }) => `${path}: ${reason}`).sort(), [
      'binary.parapet: it is not UTF-8 text',
      'empty: there is no .parapet file in it',
      'flawed.parapet/below: it does not exist',
      'folder.parapet: there is no .parapet file in it',
      'large.parapet: it is 50 MB large, and a design may be at most 4 MB',
      'latin.parapet: it is not UTF-8 text',
      'no*match.parapet: no file matches it',
      'none.parapet: it does not exist',
      'utf16.parapet: it is UTF-16 and not UTF-8; save it as UTF-8',
    ]);
    assert.deepEqual(
      result.findings.map(({ path, rule }) => [path, rule]),
      [['flawed.parapet', 'former-name']],
    );
    assert.equal(result.code, 2);
    for (const format of ['pretty', 'compact', 'sarif', 'github', 'azure', 'gitlab', 'junit', 'markdown']) {
      const { code, output, errors } = await runParapet(['lint', '--format', format, ...paths], { workingFolder });
      assert.equal(code, 2, format);
      assert.match(output, /former-name/, format);
      assert.match(errors, /^large\.parapet: error: cannot be checked: it is 50 MB large/m);
      assert.match(errors, /; 9 paths not checked\.$/m);
      if (format !== 'pretty' && format !== 'compact') assert.match(output, /50 MB large/, format);
    }
  });

  it('tells of a file that this account may not read', async function () {
    const workingFolder = makeFolder({ 'secret.parapet': cleanDesign, 'flawed.parapet': flawed });
    chmodSync(join(workingFolder, 'secret.parapet'), 0o000);
    const result = await lintJson([], { workingFolder });
    // The superuser may read anything.
    const expected =
      process.getuid?.() === 0 ? [] : [{ path: 'secret.parapet', reason: 'this account may not read it' }];
    assert.deepEqual(result.failures, expected);
    assert.equal(result.findings.length, 1);
  });

  it('refuses standard input that does not end', async () => {
    const input = Buffer.alloc(5 * 1024 * 1024, 'x');
    const result = await lintJson(['--stdin-filename', 'x.parapet', '-'], { input });
    assert.equal(result.code, 2);
    assert.match(result.failures[0]!.reason, /a design may be at most 4 MB/);
  });

  describe('many designs', () => {
    const files = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        `design-${index}.parapet`,
        index % 2 === 0 ? `import "./shared.parapet"\nuse entra-id as entra\nentra -> workspace : log\n` : flawed,
      ]),
    );
    const folder = (): string =>
      makeFolder({
        ...files,
        'shared.parapet': 'use log-analytics as workspace\nuse sentinel\nworkspace -> sentinel : log\n',
      });

    it('are held one after another and not at once', () => {
      const workingFolder = folder();
      const paths = [...Object.keys(files), 'shared.parapet'].map((path) => join(workingFolder, path));
      const loader = new DesignLoader(paths, workingFolder, (workspaceFolders) =>
        createProject({ date: testDay, workspaceFolders }),
      );
      const held: number[] = [];
      const found = lintDesigns(loader, () => held.push(loader.project.uris.length));
      assert.equal(held.length, 61);
      assert.ok(Math.max(...held) <= 8, `${Math.max(...held)} files at once`);
      assert.equal(found.size, 61);
      assert.equal([...found.values()].filter(({ findings }) => findings.length === 1).length, 30);
    });

    it('are found the same, whichever way they are asked for', async () => {
      const workingFolder = folder();
      const all = await lintJson(['.'], { workingFolder });
      const reversed = await lintJson([...Object.keys(files).reverse(), 'shared.parapet'], { workingFolder });
      assert.deepEqual(reversed.findings, all.findings);
    });

    it('have no progress told in a log, and leave none behind at a terminal', async () => {
      const workingFolder = folder();
      const log = await runParapet(['lint'], { workingFolder });
      assert.doesNotMatch(log.errors, /Checked|\r|\u001b/);
      let written = '';
      let time = 0;
      const nothing = { write: () => undefined, isTerminal: true };
      const errors = { write: (text: string) => void (written += text), isTerminal: true };
      const host = {
        workingFolder,
        environment: {},
        today: testDay,
        output: nothing,
        errors,
        readInput: () => Promise.resolve(undefined),
      };
      const progress = showProgress(host, () => time);
      for (let done = 1; done <= 200; done++) {
        time += 10;
        progress.show(done, 200);
      }
      progress.clear();
      const shown = written.split('\r\u001b[K').filter(Boolean);
      assert.equal(shown[0], 'Checked 70 of 200 files …');
      assert.equal(shown.length, 14);
      assert.ok(written.endsWith('\r\u001b[K'));
      written = '';
      const short = showProgress(host, () => 0);
      short.show(1, 2);
      short.clear();
      const dumb = showProgress({ ...host, environment: { TERM: 'dumb' } }, () => (time += 1000));
      dumb.show(1, 2);
      const pipe = showProgress({ ...host, errors: { ...errors, isTerminal: false } }, () => (time += 1000));
      pipe.show(1, 2);
      assert.equal(written, '');
    });
  });

  describe('a pipe whose reader has gone', () => {
    let program: string;
    before(async () => {
      program = await bundleCommandLine();
    });

    it('is no file that another could take the place of, and is written into', async () => {
      const cwd = makeFolder({ 'a.parapet': flawed });
      const command = '"$0" "$1" lint --format compact:/dev/stdout --format json:pipe 2>errors | cat';
      execFileSync('mkfifo', ['pipe'], { cwd });
      const child = spawn('sh', ['-c', `cat pipe >piped & ${command} >output; wait`, process.execPath, program], {
        cwd,
        stdio: 'ignore',
      });
      await new Promise((resolve) => child.once('close', resolve));
      const [output, errors, piped] = ['output', 'errors', 'piped'].map((name) =>
        readFileSync(join(cwd, name), 'utf8'),
      );
      assert.ok(lstatSync('/dev/stdout').isSymbolicLink());
      assert.match(piped!, /"rule": "former-name"/);
      assert.match(output!, /^a\.parapet:2:5: warning: /);
      assert.match(errors!, /^1 file checked: 1 warning/);
    });

    for (const format of ['json', 'sarif', 'github', 'junit', 'markdown', 'compact']) {
      it(`ends a run in the format ${format} quietly, with its code`, async () => {
        const flows = Array.from({ length: 2000 }, (_, index) => `w -> nobody-${index} : log`).join('\n');
        const cwd = makeFolder({ 'a.parapet': `${flawed}${flows}\n` });
        const child = spawn(process.execPath, [program, 'lint', '--format', format], {
          cwd,
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        child.stdout.once('data', () => child.stdout.destroy());
        let errors = '';
        child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
        const code = await new Promise((resolve) => child.once('close', resolve));
        assert.equal(code, 1);
        assert.match(errors, /^1 file checked: 2000 errors, 1 warning; --fix mends 1\.\n$/);
      });
    }
  });
});
