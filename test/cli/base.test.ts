import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GitRepository } from './git-repository.ts';
import { lintJson, makeFolder, removeFolders, runParapet, type JsonResult } from './run-parapet.ts';

const monitored = 'use log-analytics as workspace\nuse sentinel\nuse entra-id as entra\n';
const flows = 'workspace -> sentinel : log\nentra -> workspace : log\n';
/** With an error: the same alerts twice. */
const legacy = `${monitored}use defender-for-endpoint as mde\nuse defender-xdr as xdr
mde -> xdr : alert
xdr -> sentinel : incident
mde -> sentinel : alert
${flows}`;

interface BaseResult extends JsonResult {
  readonly base: string;
  readonly known: readonly { readonly rule: string; readonly path: string }[];
}

async function lintBase(repository: GitRepository, words: readonly string[]): Promise<BaseResult & { code: number }> {
  const result = await lintJson(words, { workingFolder: repository.folder });
  return result as unknown as BaseResult & { code: number };
}

const rules = (findings: readonly { readonly rule: string; readonly path: string }[]): string[] =>
  findings.map(({ rule, path }) => `${path}: ${rule}`);

describe('parapet lint --base', function () {
  this.timeout(20_000);
  after(removeFolders);

  it('fails nothing that was there before, wherever its lines are now, and fails what is new', async () => {
    const repository = new GitRepository();
    repository.commit({ 'soc.parapet': legacy });
    repository.commit({ 'soc.parapet': `// A comment above\n\n${legacy.replaceAll(' : ', '   : ')}` });
    const before = await lintBase(repository, ['--base', 'HEAD~1']);
    assert.deepEqual(
      [rules(before.findings), rules(before.known), before.code],
      [[], ['soc.parapet: duplicate-incidents'], 0],
    );
    assert.equal((await lintBase(repository, [])).code, 1);

    repository.write({
      'soc.parapet': `use defender-for-identity as mdi\nmdi -> xdr : alert\nmdi -> sentinel : alert\n${legacy}`,
    });
    const after = await lintBase(repository, ['--base', 'HEAD']);
    assert.deepEqual(rules(after.findings), ['soc.parapet: duplicate-incidents']);
    assert.match(after.findings[0]!.message, /^mdi /);
    assert.deepEqual([rules(after.known), after.code], [['soc.parapet: duplicate-incidents'], 1]);
  });

  it('says in the summary what is new and how much is known', async () => {
    const repository = new GitRepository();
    repository.commit({ 'soc.parapet': legacy });
    const workingFolder = repository.folder;
    const clean = await runParapet(['lint', '--base', 'main'], { workingFolder });
    assert.deepEqual([clean.code, clean.output], [0, '']);
    assert.equal(clean.errors, '1 file checked: no findings; 1 more known from main.\n');
  });

  it('takes the place where the branch began, so that what others did since is not ours', async () => {
    const repository = new GitRepository();
    repository.commit({ 'soc.parapet': legacy });
    repository.git('switch', '--quiet', '--create', 'topic');
    repository.commit({ 'other.parapet': monitored + flows });
    repository.git('switch', '--quiet', 'main');
    // Somebody mends it on main: the topic still has it, as it had when it began.
    repository.commit({ 'soc.parapet': monitored + flows });
    repository.git('switch', '--quiet', 'topic');
    const result = await lintBase(repository, ['--base', 'main']);
    assert.deepEqual([rules(result.findings), result.code], [[], 0]);
  });

  it('knows a finding again when its element moves into another file, or its file is renamed', async () => {
    const repository = new GitRepository();
    repository.commit({ 'soc.parapet': legacy });
    repository.write({ 'soc.parapet': undefined, 'designs/security.parapet': legacy });
    assert.equal((await lintBase(repository, ['--base', 'main'])).code, 0);
  });

  it('counts: a second of the same kind elsewhere is new', async () => {
    const repository = new GitRepository();
    repository.commit({ 'a.parapet': legacy });
    repository.write({ 'b.parapet': legacy });
    const result = await lintBase(repository, ['--base', 'main']);
    assert.deepEqual(rules(result.findings), ['b.parapet: duplicate-incidents']);
    assert.deepEqual(rules(result.known), ['a.parapet: duplicate-incidents']);
  });

  it('compares imported files with what they were, and takes paths from a folder below', async () => {
    const repository = new GitRepository();
    const main = (path: string): string => `import "${path}"\nuse defender-for-cloud as mdc\nmdc -> sentinel : alert\n`;
    repository.commit({ 'team/soc.parapet': main('../shared/siem.parapet'), 'shared/siem.parapet': legacy });
    const workingFolder = join(repository.folder, 'team');
    for (const words of [['soc.parapet'], ['*.parapet'], ['.'], [join(workingFolder, 'soc.parapet')]]) {
      const result = await lintJson([...words, '--base', 'main'], { workingFolder });
      assert.deepEqual([result.findings, result.code], [[], 0], words[0]);
    }
  });

  it('compares standard input with the file that it stands for', async () => {
    const repository = new GitRepository();
    repository.commit({ 'soc.parapet': legacy });
    const words = ['--stdin-filename', 'soc.parapet', '-', '--base', 'main'];
    const run = await lintJson(words, { workingFolder: repository.folder, input: `// more\n${legacy}` });
    assert.deepEqual([run.findings, run.code], [[], 0]);
  });

  it('still tells of a design that cannot be read, known or not', async () => {
    const repository = new GitRepository();
    repository.commit({ 'a.parapet': 'use\n' });
    assert.equal((await lintBase(repository, ['--base', 'main'])).code, 2);
  });

  it('works in a first commit, where nothing was before', async () => {
    const repository = new GitRepository();
    repository.commit({ 'README.md': '' });
    repository.write({ 'a.parapet': legacy });
    assert.equal((await lintBase(repository, ['--base', 'main'])).code, 1);
  });

  it('leaves nothing behind, in the repository or beside it', async () => {
    const repository = new GitRepository();
    repository.commit({ 'soc.parapet': legacy });
    const { TMPDIR } = process.env;
    const temporary = makeFolder();
    process.env['TMPDIR'] = temporary;
    try {
      await lintBase(repository, ['--base', 'main']);
    } finally {
      if (TMPDIR === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = TMPDIR;
    }
    assert.deepEqual(readdirSync(temporary), []);
    assert.equal(repository.git('status', '--porcelain'), '');
  });

  const wrong: [string, string, RegExp][] = [
    ['a commit that is not there', 'origin/main', /^error: There is no commit origin\/main here\./],
    ['an option', '--upload-pack=touch x', /There is no commit --upload-pack=touch x here/],
    ['an output file', '--output=stolen', /There is no commit --output=stolen here/],
    ['a command', 'main; touch x', /There is no commit main; touch x here/],
    ['nothing', '', /There is no commit/],
  ];
  for (const [name, base, message] of wrong) {
    it(`takes ${name} for the name of a commit and nothing else`, async () => {
      const repository = new GitRepository();
      repository.commit({ 'soc.parapet': legacy });
      const files = readdirSync(repository.folder);
      const { code, errors, output } = await runParapet(['lint', `--base=${base}`], {
        workingFolder: repository.folder,
      });
      assert.deepEqual([code, output], [2, '']);
      assert.match(errors, message);
      assert.deepEqual(readdirSync(repository.folder), files);
    });
  }

  it('says so where there is no repository', async () => {
    const workingFolder = makeFolder({ 'a.parapet': monitored });
    const { code, errors } = await runParapet(['lint', '--base', 'main'], { workingFolder });
    assert.equal(code, 2);
    assert.match(errors, /this folder is in no Git repository/);
  });

  it('runs nothing that a repository brings along', async () => {
    const repository = new GitRepository();
    repository.commit({ 'soc.parapet': legacy, '.gitattributes': '*.parapet diff=evil filter=evil\n' });
    const trace = join(repository.folder, 'ran');
    const script = join(repository.folder, '.git/evil.sh');
    writeFileSync(script, `#!/bin/sh\ntouch "${trace}"\ncat\n`);
    chmodSync(script, 0o755);
    mkdirSync(join(repository.folder, '.git/hooks'), { recursive: true });
    for (const hook of ['post-checkout', 'post-index-change', 'reference-transaction']) {
      writeFileSync(join(repository.folder, '.git/hooks', hook), `#!/bin/sh\ntouch "${trace}"\n`, { mode: 0o755 });
    }
    for (const key of ['core.fsmonitor', 'core.pager', 'filter.evil.smudge', 'diff.evil.textconv', 'diff.external']) {
      repository.git('config', key, script);
    }
    assert.equal((await lintBase(repository, ['--base', 'main'])).code, 0);
    assert.ok(!existsSync(trace));
  });
});
