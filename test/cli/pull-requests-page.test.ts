/** Goes through docs/pull-requests.md as a team would, with the commands that stand there. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { GitRepository } from './git-repository.ts';
import { projectFolder, removeFolders, runParapet, type Run } from './run-parapet.ts';

const text = readFileSync(join(projectFolder, 'docs/pull-requests.md'), 'utf8');
const blocks = (language: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map(([, block]) => block!);

/** The commands of the page in order, without what is said of them. */
const commands = blocks('sh')
  .flatMap((block) => block.trim().split('\n'))
  .map((line) => line.replace(/\s+#.*$/, ''));

const legacy = `use log-analytics as workspace
use "Azure Sentinel" as sentinel
use defender-for-endpoint as mde
use defender-xdr as xdr

workspace -> sentinel : log
mde -> xdr : alert
xdr -> sentinel : incident
// Before Defender XDR came, alerts went straight to
// Sentinel; nobody has taken the connector away
// since, and some rules still wait for its alerts.

mde -> sentinel : alert
`;

describe('docs/pull-requests.md', function () {
  this.timeout(20_000);
  after(removeFolders);

  it('leads from a design full of findings to a check that blocks what is new', async () => {
    const repository = new GitRepository();
    const workingFolder = repository.folder;
    const run = (command: string): Promise<Run> => {
      assert.ok(commands.includes(command), `the page does not say: ${command}`);
      const [program, ...words] = command.split(' ');
      assert.equal(program, 'parapet');
      return runParapet(words, { workingFolder });
    };
    const lint = 'parapet lint designs';
    repository.commit({ 'designs/legacy-soc.parapet': legacy });

    // 1. See what there is.
    assert.equal((await run(lint)).code, 1);
    assert.match((await run(`${lint} --diff`)).output, /^-use "Azure Sentinel" as sentinel$/m);
    const explained = await run('parapet explain duplicate-incidents designs/legacy-soc.parapet:13');
    assert.match(explained.output, /also mde -alert-> xdr -incident-> sentinel/);

    // 2. and 3. Settle what counts, write down what is known.
    repository.write({ 'parapet.json': blocks('jsonc')[0]! });
    assert.equal((await run(`${lint} --update-baseline`)).code, 0);
    const baseline = readFileSync(join(workingFolder, 'parapet-baseline.json'), 'utf8');
    assert.match(
      baseline,
      /"designs\/legacy-soc\.parapet", "rule": "duplicate-incidents", "subject": "mde->sentinel:alert"/,
    );
    assert.equal((await run(lint)).errors, '1 file checked: no findings; 2 silenced.\n');
    repository.commit({});
    repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');

    // 4. A change that makes it worse is stopped, one that does not passes.
    const anywhere = 'parapet lint designs --base origin/main --format junit:results.xml';
    const worse = `// Moved down.\n${legacy}use defender-for-identity as mdi\nmdi -> xdr : alert\nmdi -> sentinel : alert\n`;
    repository.write({ 'designs/legacy-soc.parapet': worse });
    assert.equal((await run(anywhere)).code, 1);
    assert.match(readFileSync(join(workingFolder, 'results.xml'), 'utf8'), /tests="3" failures="1"/);
    repository.write({
      'designs/legacy-soc.parapet': `// Moved down.\n${legacy}use entra-id\nentra-id -> workspace : log\n`,
    });
    assert.equal((await run(anywhere)).code, 0);

    // 5. Raising the bar: what was there is known, whatever it counts for now.
    repository.commit({ 'designs/other.parapet': legacy.replace('mde -> sentinel : alert\n', '') });
    repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    repository.write({ 'parapet.json': blocks('jsonc')[0]!.replace('{', '{ "rules": { "former-name": "error" },') });
    assert.equal((await run(lint)).code, 1);
    assert.equal((await run(anywhere)).code, 0);

    // 6. Work it off.
    repository.write({
      'designs/legacy-soc.parapet': legacy.replace('mde -> sentinel : alert\n', ''),
      'designs/other.parapet': undefined,
    });
    assert.match((await run(lint)).output, /stale-baseline-entry/);
    await run(`${lint} --prune-baseline`);
    assert.doesNotMatch(readFileSync(join(workingFolder, 'parapet-baseline.json'), 'utf8'), /duplicate-incidents/);
    assert.equal((await run('parapet render designs --check')).code, 1);
  });

  it('has no command that is not gone through', () => {
    assert.equal(commands.length, 7, commands.join('\n'));
  });

  it('shows workflows that use inputs and parameters there are, with no right too many', () => {
    const { inputs } = parse(readFileSync(join(projectFolder, 'action.yml'), 'utf8')) as { inputs: object };
    const template = parse(readFileSync(join(projectFolder, 'templates/azure-pipelines.yml'), 'utf8')) as {
      parameters: { name: string }[];
    };
    const yaml = blocks('yaml');
    assert.ok(yaml.length >= 6);
    for (const block of yaml) {
      // Pieces leave out what is around them.
      for (const piece of block.split(/^# …$/m)) parse(piece);
      const inOwn = /uses: OWNER\/parapet@COMMIT[^]*?\n\s*with:\n((?:\s{4,}.*\n?)*)/.exec(block)?.[1] ?? '';
      for (const [, name] of inOwn.split(/^\s*- uses/m)[0]!.matchAll(/^\s+([\w-]+):/gm))
        assert.ok(name! in inputs, name);
      const parameters = /template: .*\n\s*parameters:\n\s+([\w-]+):/.exec(block)?.[1];
      if (parameters)
        assert.ok(
          template.parameters.some(({ name }) => name === parameters),
          parameters,
        );
      if (!/comment:/.test(block)) assert.doesNotMatch(block, /pull-requests: write|token/);
      assert.doesNotMatch(block, /contents: write|pull_request_target/);
    }
  });
});
