import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join, relative } from 'node:path';
import { bash, runAction, type ActionRun, type Surroundings } from './action-runner.ts';
import { bundleCommandLine } from './bundle-command-line.ts';
import { gitEnvironment, GitRepository } from './git-repository.ts';
import { makeFolder, projectFolder, removeFolders } from './run-parapet.ts';

const legacy = `use log-analytics as workspace
use sentinel
use defender-for-endpoint as mde
use defender-xdr as xdr

workspace -> sentinel : log
mde -> xdr : alert
xdr -> sentinel : incident
mde -> sentinel : alert
`;
/** A second doubled alert, with a label that would do harm if it could. */
const worse = `${legacy}use defender-for-identity as mdi "@octocat ::error::boo | \`x\`"\nmdi -> xdr : alert\nmdi -> sentinel : alert\n`;
const harmless = `${legacy}use entra-id as entra\nentra -> workspace : log\n`;

/** A repository with a pull request, and what actions/checkout makes of it. */
class PullRequest {
  readonly origin = new GitRepository();
  readonly workspace: string;
  readonly base: string;

  constructor(base: Readonly<Record<string, string>>, head: Readonly<Record<string, string>>, depth: number) {
    const { origin } = this;
    this.base = origin.commit(base);
    origin.git('switch', '--quiet', '--create', 'topic');
    origin.commit(head);
    origin.git('switch', '--quiet', '--detach', 'main');
    origin.git('merge', '--quiet', '--no-ff', '--message', 'Merge', 'topic');
    origin.git('update-ref', 'refs/pull/7/merge', 'HEAD');
    origin.git('switch', '--quiet', 'main');

    const clone = new GitRepository();
    clone.git('remote', 'add', 'origin', `file://${origin.folder}`);
    clone.git(
      'fetch',
      '--quiet',
      '--no-tags',
      `--depth=${depth}`,
      'origin',
      '+refs/pull/7/merge:refs/remotes/pull/7/merge',
    );
    clone.git('checkout', '--quiet', '--detach', 'refs/remotes/pull/7/merge');
    this.workspace = clone.folder;
  }

  get event(): object {
    return { pull_request: { number: 7, base: { sha: this.base, ref: 'main' } } };
  }
}

interface Comment {
  readonly id: number;
  readonly user: { readonly type: string };
  body: string;
}

/** The part of GitHub's interface that comments need, with pages. */
function commentServer(comments: Comment[], refuse = false): Promise<Server> {
  const server = createServer((request, response) => {
    let content = '';
    request.on('data', (text: Buffer) => (content += text.toString()));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const answer = (status: number, value: unknown): void => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
      };
      const { body } = (content === '' ? {} : JSON.parse(content)) as { body?: string };
      const id = Number(/^\/repos\/octo\/designs\/issues\/comments\/(\d+)$/.exec(url.pathname)?.[1]);
      if (request.headers.authorization !== 'Bearer secret') answer(401, {});
      else if (refuse) answer(403, {});
      else if (request.method === 'PATCH' && comments.some((comment) => comment.id === id)) {
        comments.find((comment) => comment.id === id)!.body = body!;
        answer(200, {});
      } else if (url.pathname !== '/repos/octo/designs/issues/7/comments') answer(404, {});
      else if (request.method === 'POST') {
        comments.push({ id: comments.length + 1, user: { type: 'Bot' }, body: body! });
        answer(201, {});
      } else {
        const page = Number(url.searchParams.get('page') ?? 1);
        const size = Number(url.searchParams.get('per_page') ?? 30);
        answer(200, comments.slice((page - 1) * size, page * size));
      }
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

describe('the action for GitHub', function () {
  this.timeout(60_000);
  let actionFolder: string;

  before(async () => {
    // As a release has it: with the program beside it.
    actionFolder = makeFolder();
    const program = await bundleCommandLine();
    cpSync(join(projectFolder, 'action.yml'), join(actionFolder, 'action.yml'));
    cpSync(join(projectFolder, 'action'), join(actionFolder, 'action'), { recursive: true });
    mkdirSync(join(actionFolder, 'dist'));
    cpSync(dirname(program), join(actionFolder, 'dist'), { recursive: true });
  });
  after(removeFolders);

  function run(
    pull: PullRequest,
    inputs: Readonly<Record<string, string>> = {},
    changes: Partial<Surroundings> = {},
  ): Promise<ActionRun> {
    return runAction(join(actionFolder, 'action.yml'), inputs, {
      actionFolder,
      workspace: pull.workspace,
      ref: 'refs/pull/7/merge',
      event: pull.event,
      environment: { ...gitEnvironment, ...changes.environment },
      ...changes,
    });
  }

  const annotations = (log: string): string[] => log.split('\n').filter((line) => line.startsWith('::'));

  for (const depth of [1, 2]) {
    it(`fails a pull request for what it adds and not for what was there, from a clone ${depth} deep`, async () => {
      const pull = new PullRequest({ 'designs/soc.parapet': legacy }, { 'designs/soc.parapet': worse }, depth);
      const result = await run(pull, { sarif: 'out/lint.sarif' });
      assert.equal(result.code, 1, result.log);
      const lines = annotations(result.log);
      assert.equal(lines.length, 1, result.log);
      assert.match(lines[0]!, /^::error file=designs\/soc\.parapet,line=12,.*title=duplicate-incidents::mdi /);
      assert.equal(result.outputs['exit-code'], '1');
      assert.deepEqual([result.outputs['errors'], result.outputs['warnings']], ['1', '0']);
      assert.match(
        result.summary,
        /^<!-- parapet-lint -->\n### Parapet: 1 error\n\n1 file checked, 1 finding known from /,
      );
      assert.match(result.summary, /\| \*\*error\*\* \| `designs\/soc\.parapet:12` \|/);
      const sarif = JSON.parse(readFileSync(join(pull.workspace, 'out/lint.sarif'), 'utf8')) as {
        runs: { results: { baselineState: string }[] }[];
      };
      assert.deepEqual(sarif.runs[0]!.results.map(({ baselineState }) => baselineState).sort(), ['new', 'unchanged']);
      assert.ok(existsSync(result.outputs['json']!) && existsSync(result.outputs['markdown']!));
    });
  }

  it('passes a pull request that makes nothing worse', async () => {
    const pull = new PullRequest({ 'soc.parapet': legacy }, { 'soc.parapet': harmless }, 2);
    const result = await run(pull);
    assert.deepEqual([result.code, annotations(result.log)], [0, []], result.log);
    assert.match(result.summary, /### Parapet: no findings/);
  });

  it('counts everything on a push, and where it is told to', async () => {
    const pull = new PullRequest({ 'soc.parapet': legacy }, { 'soc.parapet': worse }, 2);
    const push = await run(pull, {}, { ref: 'refs/heads/main', event: { ref: 'refs/heads/main' } });
    assert.equal(annotations(push.log).length, 2);
    const all = await run(pull, { base: 'none' });
    assert.deepEqual([all.code, all.outputs['errors']], [1, '2']);
  });

  it('does as told: paths, folder, severity, number of warnings', async () => {
    const formerName = 'use azure-sentinel as s\nuse log-analytics as w\nw -> s : log\n';
    const files = {
      'team a/good.parapet': harmless.replace('mde -> sentinel : alert\n', ''),
      'team a/old.parapet': formerName,
    };
    const pull = new PullRequest({ 'README.md': '' }, files, 2);
    const inputs = { 'working-directory': 'team a', paths: 'good.parapet\n\nold.parapet\n' };
    assert.equal((await run(pull, inputs)).code, 0);
    assert.equal((await run(pull, { ...inputs, 'fail-on': 'warning' })).code, 1);
    assert.equal((await run(pull, { ...inputs, 'max-warnings': '0' })).code, 1);
    assert.equal((await run(pull, { ...inputs, paths: 'good.parapet', 'fail-on': 'warning' })).code, 0);
    assert.match((await run(pull, inputs)).log, /^::warning file=team a\/old\.parapet,line=1,/m);
    const missing = await run(pull, { ...inputs, paths: 'none.parapet' });
    assert.match(missing.log, /^::error file=team a\/none\.parapet,title=Parapet::cannot be checked: /m);
  });

  it('ends with 2 for what cannot be read, and still writes its results', async () => {
    const pull = new PullRequest({ 'README.md': '' }, { 'a.parapet': 'use\n', 'b.parapet': worse }, 2);
    const result = await run(pull, { paths: '.\nnone.parapet' });
    assert.equal(result.code, 2);
    assert.match(result.log, /^::error file=none\.parapet,title=Parapet::cannot be checked: it does not exist\.$/m);
    assert.match(result.summary, /duplicate-incidents/);
  });

  it('runs the program of the repository where one is named, and says so where there is none', async () => {
    const pull = new PullRequest({ 'README.md': '' }, { 'a.parapet': harmless }, 2);
    const program = relative(pull.workspace, join(actionFolder, 'dist/cli.cjs'));
    const elsewhere = { actionFolder: join(projectFolder, 'nowhere') };
    assert.equal((await run(pull, { program, base: 'none', 'fail-on': 'never' }, elsewhere)).code, 0);
    const missing = await run(pull, { program: 'node_modules/.bin/parapet' });
    assert.equal(missing.code, 2);
    assert.match(missing.log, /^::error title=Parapet::The input program names a file that is not there\.$/m);
  });

  it('takes inputs, names of files and labels for text and never for commands', async () => {
    const nasty = '$(touch ran) `touch ran`; touch ran.parapet';
    const pull = new PullRequest({ 'README.md': '' }, { [nasty]: worse, '-o.parapet': legacy }, 2);
    const before = readdirSync(pull.workspace);
    const hostile: Record<string, string>[] = [
      { paths: `${nasty}\n-o.parapet` },
      { paths: '$(touch ran)' },
      { 'fail-on': '"; touch ran; "' },
      { base: '--output=ran' },
      { 'max-warnings': '0; touch ran' },
      { 'working-directory': '$(touch ran)' },
    ];
    for (const inputs of hostile) {
      await run(pull, inputs);
      assert.deepEqual(readdirSync(pull.workspace), before);
    }
    const result = await run(pull, { paths: `${nasty}\n-o.parapet` });
    assert.equal(result.outputs['errors'], '3', result.log);
    for (const line of annotations(result.log)) assert.match(line, /^::error file=[^:]*title=duplicate-incidents::/);
  });

  describe('the comment', () => {
    async function withServer(
      comments: Comment[],
      test: (environment: Readonly<Record<string, string>>) => Promise<void>,
      refuse = false,
    ): Promise<void> {
      const server = await commentServer(comments, refuse);
      try {
        await test({ GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
      } finally {
        server.close();
      }
    }
    const changed = (): PullRequest => new PullRequest({ 'soc.parapet': legacy }, { 'soc.parapet': worse }, 2);

    it('is not written unless asked for', async () => {
      const comments: Comment[] = [];
      await withServer(comments, async (environment) => {
        const result = await run(changed(), { token: 'secret' }, { environment });
        assert.ok(!result.stepsRun.includes('Comment'));
        assert.deepEqual(comments, []);
      });
    });

    it('is made once and then replaced, among any number of others', async () => {
      const others = Array.from({ length: 150 }, (_, index): Comment => ({
        id: index + 1,
        user: { type: index === 3 ? 'User' : 'Bot' },
        body: index === 3 ? '<!-- parapet-lint --> by a person' : `comment ${index}`,
      }));
      const comments = [...others];
      await withServer(comments, async (environment) => {
        const pull = changed();
        const inputs = { comment: 'true', token: 'secret' };
        const first = await run(pull, inputs, { environment });
        assert.equal(first.code, 1, first.log);
        assert.equal(comments.length, 151);
        assert.match(comments[150]!.body, /^<!-- parapet-lint -->\n### Parapet: 1 error\n/);
        comments[150]!.body = '<!-- parapet-lint -->\nold';
        await run(pull, inputs, { environment });
        assert.equal(comments.length, 151);
        assert.match(comments[150]!.body, /### Parapet: 1 error/);
        assert.equal(comments[3]!.body, '<!-- parapet-lint --> by a person');
      });
    });

    it('that may not be written is a warning, and the check decides as without it', async () => {
      await withServer(
        [],
        async (environment) => {
          const result = await run(changed(), { comment: 'true', token: 'secret' }, { environment });
          assert.equal(result.code, 1);
          assert.match(result.log, /^::warning title=Parapet::The comment cannot be written; .* 403\.$/m);
        },
        true,
      );
      const without = await run(changed(), { comment: 'true' });
      assert.match(without.log, /^::warning title=Parapet::The comment cannot be written; .*token is empty\.$/m);
      assert.equal(without.code, 1);
    });
  });

  it('needs no token for anything but a comment', () => {
    const text = readFileSync(join(projectFolder, 'action.yml'), 'utf8');
    assert.equal([...text.matchAll(/inputs\.token/g)].length, 1);
    assert.doesNotMatch(text, /github\.token|secrets\./);
  });
});

describe('the template for Azure Pipelines', function () {
  this.timeout(60_000);
  after(removeFolders);

  it('runs: only what a pull request adds fails it, and results are handed over', async () => {
    const { parse } = await import('yaml');
    const template = parse(readFileSync(join(projectFolder, 'templates/azure-pipelines.yml'), 'utf8')) as {
      steps: { bash?: string; env?: Record<string, string> }[];
    };
    const { bash: script, env } = template.steps[0]!;
    assert.deepEqual(Object.keys(env!), ['PROGRAM', 'PATHS', 'FAIL_ON', 'RESULTS']);
    assert.doesNotMatch(script!, /\$\{\{|\$\((?!\()[A-Z]/);
    const program = await bundleCommandLine();
    const pull = new PullRequest(
      { 'a/soc.parapet': legacy },
      { 'a/soc.parapet': worse, 'b c/x.parapet': harmless },
      50,
    );
    const clone = { PATH: process.env['PATH']!, ...gitEnvironment };
    const results = makeFolder({ 'step.sh': script! });
    const variables = { ...clone, PROGRAM: program, PATHS: 'a;b c', FAIL_ON: 'error', RESULTS: results };
    const all = await bash(join(results, 'step.sh'), pull.workspace, variables);
    assert.equal(all.code, 1);
    assert.equal(all.log.split('\n').filter((line) => line.startsWith('##vso[task.logissue type=error;')).length, 3);
    assert.match(all.log, /^##vso\[task\.uploadsummary\].*parapet\.md$/m);
    assert.match(readFileSync(join(results, 'parapet-junit.xml'), 'utf8'), /<testsuite name="b c\/x\.parapet"/);

    const { execFileSync } = await import('node:child_process');
    execFileSync('git', ['fetch', '--quiet', 'origin', '+main:refs/remotes/origin/main'], { cwd: pull.workspace });
    const review = await bash(join(results, 'step.sh'), pull.workspace, {
      ...variables,
      PATHS: 'a',
      SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main',
    });
    assert.equal(review.code, 1);
    const issues = review.log.split('\n').filter((line) => line.startsWith('##vso[task.logissue'));
    assert.equal(issues.length, 1);
    assert.match(issues[0]!, /sourcepath=a\/soc\.parapet;linenumber=12;columnnumber=1;code=duplicate-incidents;\]mdi /);
  });
});

describe('the job for GitLab', function () {
  this.timeout(60_000);
  after(removeFolders);

  it('runs: only what a merge request adds fails it, and reports lie where the job says', async () => {
    const { parse } = await import('yaml');
    const { parapet } = parse(readFileSync(join(projectFolder, 'templates/gitlab-ci.yml'), 'utf8')) as {
      parapet: { variables: Record<string, string>; script: string[]; artifacts: { reports: Record<string, string> } };
    };
    const program = await bundleCommandLine();
    const pull = new PullRequest({ 'soc.parapet': legacy }, { 'soc.parapet': worse }, 50);
    const folder = makeFolder({ 'step.sh': parapet.script.join('\n') });
    const variables = { PATH: process.env['PATH']!, ...gitEnvironment, ...parapet.variables, PARAPET_PROGRAM: program };
    const review = await bash(join(folder, 'step.sh'), pull.workspace, {
      ...variables,
      CI_MERGE_REQUEST_DIFF_BASE_SHA: pull.base,
    });
    assert.equal(review.code, 1, review.log);
    const { codequality, junit } = parapet.artifacts.reports;
    const report = JSON.parse(readFileSync(join(pull.workspace, codequality!), 'utf8')) as object[];
    assert.equal(report.length, 1);
    assert.match(readFileSync(join(pull.workspace, junit!), 'utf8'), /failures="1"/);
    assert.equal(
      (await bash(join(folder, 'step.sh'), pull.workspace, { ...variables, CI_MERGE_REQUEST_DIFF_BASE_SHA: '' })).code,
      1,
    );
  });
});

describe('the hooks for pre-commit', () => {
  it('name commands that there are', async () => {
    const { parse } = await import('yaml');
    const hooks = parse(readFileSync(join(projectFolder, '.pre-commit-hooks.yaml'), 'utf8')) as {
      id: string;
      entry: string;
      language: string;
      files: string;
    }[];
    for (const { entry, language, files } of hooks) {
      assert.equal(language, 'node');
      assert.match('designs/soc.parapet', new RegExp(files));
      const { bin } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as { bin: object };
      assert.ok(entry.split(' ')[0]! in bin);
    }
    assert.ok(hooks.some(({ entry }) => entry === 'parapet lint'));
  });
});
