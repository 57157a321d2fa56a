import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanDesign, lintJson, makeFolder, places, removeFolders, runParapet } from './run-parapet.ts';

/** Two findings: `former-name`, a warning, and `unused-element`, an info. */
const legacy = 'use log-analytics as w\nuse azure-sentinel as s\nw -> s : log\nuse purview\n';
const wrongDirection = 'use defender-for-endpoint as mde\ns -> mde : alert\n';

function read(folder: string, file = 'known.json'): string {
  return readFileSync(join(folder, file), 'utf8');
}

describe('a baseline on the command line', () => {
  after(removeFolders);

  it('takes in what is found, one sorted entry a line, and lets it pass from then on', async () => {
    const workingFolder = makeFolder({ 'b.parapet': legacy, 'a/b.parapet': legacy });
    const options = { workingFolder };
    assert.equal((await runParapet(['lint', '--max-warnings', '0'], options)).code, 1);
    const update = await runParapet(
      ['lint', '--baseline', 'known.json', '--update-baseline', '--max-warnings', '0'],
      options,
    );
    assert.equal(update.output, '');
    assert.equal(update.errors, '2 files checked: no findings; 4 silenced; known.json has 4 entries (4 new).\n');
    assert.equal(update.code, 0);
    assert.equal(
      read(workingFolder),
      `{
  "version": 1,
  "findings": [
    { "file": "a/b.parapet", "rule": "former-name", "subject": "s" },
    { "file": "a/b.parapet", "rule": "unused-element", "subject": "purview" },
    { "file": "b.parapet", "rule": "former-name", "subject": "s" },
    { "file": "b.parapet", "rule": "unused-element", "subject": "purview" }
  ]
}
`,
    );
    const after = await lintJson(['--baseline', 'known.json', '--max-warnings', '0'], options);
    assert.deepEqual(after.findings, []);
    assert.equal(after.code, 0);
  });

  it('tells what is new, and of what is known nothing, whatever moved or was reworded', async () => {
    const workingFolder = makeFolder({ 'b.parapet': legacy });
    await runParapet(['lint', '--baseline', 'known.json', '--update-baseline'], { workingFolder });
    writeFileSync(join(workingFolder, 'b.parapet'), `// A comment.\n\n${legacy}${wrongDirection}`);
    const result = await lintJson(['--baseline', 'known.json'], { workingFolder });
    assert.deepEqual(
      result.findings.map(({ rule }) => rule),
      ['wrong-direction'],
    );
    assert.equal(result.code, 1);
  });

  it('knows the breach of a constraint by the constraint: that of another one is new', async () => {
    const owned =
      'use sentinel\nuse log-analytics as w\nw -> sentinel : log\nrequire every sentinel has owner "owned"\n';
    const workingFolder = makeFolder({ 'b.parapet': owned });
    await runParapet(['lint', '--baseline', 'known.json', '--update-baseline'], { workingFolder });
    assert.match(
      read(workingFolder),
      /"rule": "broken-constraint", "subject": "sentinel", "aspect": "require every sentinel has owner" \}/,
    );
    writeFileSync(
      join(workingFolder, 'b.parapet'),
      `${owned.replace('"owned"', '"in other words"')}require every sentinel has region "somewhere"\n`,
    );
    const { findings } = await lintJson(['--baseline', 'known.json'], { workingFolder });
    assert.deepEqual(
      findings.map(({ rule, message }) => [rule, /somewhere/.test(message)]),
      [['broken-constraint', true]],
    );
  });

  it('knows a finding by its file: the same in another design is new', async () => {
    const workingFolder = makeFolder({ 'b.parapet': legacy });
    await runParapet(['lint', '--baseline', 'known.json', '--update-baseline'], { workingFolder });
    writeFileSync(join(workingFolder, 'c.parapet'), legacy);
    const result = await lintJson(['--baseline', 'known.json'], { workingFolder });
    assert.deepEqual([...new Set(result.findings.map(({ path }) => path))], ['c.parapet']);
  });

  it('tells of entries that are about nothing any more, at their line, and takes them out', async () => {
    const workingFolder = makeFolder({ 'b.parapet': legacy, 'c.parapet': legacy });
    await runParapet(['lint', '--baseline', 'known.json', '--update-baseline'], { workingFolder });
    writeFileSync(join(workingFolder, 'b.parapet'), legacy.replace('azure-sentinel', 'sentinel'));
    const result = await lintJson(['--baseline', 'known.json'], { workingFolder });
    assert.deepEqual(places(result), ['stale-baseline-entry@4:5']);
    assert.equal(result.findings[0]!.path, 'known.json');
    assert.match(result.findings[0]!.message, /^b\.parapet no longer has the finding former-name on s,/);
    assert.equal(result.code, 0);

    const pruned = await runParapet(['lint', '--baseline', 'known.json', '--prune-baseline'], { workingFolder });
    assert.match(pruned.errors, /known\.json has 3 entries \(1 gone\)/);
    assert.doesNotMatch(read(workingFolder), /"b\.parapet", "rule": "former-name"/);
    assert.deepEqual((await lintJson(['--baseline', 'known.json'], { workingFolder })).findings, []);
  });

  it('prunes nothing that is only new, and takes in nothing', async () => {
    const workingFolder = makeFolder({ 'b.parapet': legacy });
    await runParapet(['lint', '--baseline', 'known.json', '--update-baseline'], { workingFolder });
    const before = read(workingFolder);
    writeFileSync(join(workingFolder, 'b.parapet'), `${legacy}${wrongDirection}`);
    const run = await runParapet(['lint', '--baseline', 'known.json', '--prune-baseline'], { workingFolder });
    assert.equal(run.code, 1);
    assert.equal(read(workingFolder), before);
  });

  it('keeps entries of files that were not looked at, and drops those of files that are gone', async () => {
    const workingFolder = makeFolder({ 'b.parapet': legacy, 'c.parapet': legacy, 'd.parapet': legacy });
    await runParapet(['lint', '--baseline', 'known.json', '--update-baseline'], { workingFolder });
    rmSync(join(workingFolder, 'd.parapet'));
    writeFileSync(join(workingFolder, 'b.parapet'), cleanDesign);
    await runParapet(['lint', 'b.parapet', '--baseline', 'known.json', '--update-baseline'], { workingFolder });
    assert.deepEqual([...new Set(read(workingFolder).match(/\w\.parapet/g))], ['c.parapet']);
  });

  it('judges an entry by all designs that have the file', async () => {
    const shared = 'use azure-bastion as bastion\n';
    const uses = (line: string): string =>
      `import "./shared.parapet"\nuse defender-for-endpoint as mde\nuse defender-xdr as xdr\nmde -> xdr : alert\n${line}`;
    const workingFolder = makeFolder({
      'a.parapet': uses('xdr -> bastion : alert\n'),
      'b.parapet': uses(''),
      'c.parapet': uses(''),
      'shared.parapet': shared,
    });
    await runParapet(['lint', '--baseline', 'known.json', '--update-baseline'], { workingFolder });
    assert.match(read(workingFolder), /"a\.parapet"/);
    assert.doesNotMatch(read(workingFolder), /"shared\.parapet"/);
    assert.deepEqual((await lintJson(['--baseline', 'known.json'], { workingFolder })).findings, []);
  });

  it('is named in parapet.json as well, relative to it; one named by hand goes before', async () => {
    const workingFolder = makeFolder({
      'team/b.parapet': legacy,
      'team/parapet.json': '{ "baseline": "./known.json" }',
    });
    const missing = await lintJson([], { workingFolder });
    assert.equal(missing.code, 2);
    assert.deepEqual(
      missing.findings.map(({ rule, path }) => `${path} ${rule}`),
      ['team/b.parapet former-name', 'team/b.parapet unused-element', 'team/parapet.json configuration'],
    );
    assert.match(missing.findings[2]!.message, /is not there: write it with/);
    assert.equal((await runParapet(['lint', '--update-baseline'], { workingFolder })).code, 0);
    assert.match(read(workingFolder, 'team/known.json'), /"file": "b\.parapet"/);
    assert.deepEqual((await lintJson([], { workingFolder })).findings, []);

    writeFileSync(join(workingFolder, 'none.json'), '{ "version": 1, "findings": [] }');
    assert.equal((await lintJson(['--baseline', 'none.json'], { workingFolder })).findings.length, 2);
  });

  it('does not take in what comments, decisions and the language say', async () => {
    const workingFolder = makeFolder({
      'b.parapet':
        `${legacy.trimEnd()} // parapet-disable-line unused-element -- drawn elsewhere\n` +
        'accept former-name on s {\n  reason "The portal still says so"\n  owner "SOC"\n}\nw -> nowhere : log\n',
    });
    const run = await runParapet(['lint', '--baseline', 'known.json', '--update-baseline'], { workingFolder });
    assert.equal(run.code, 1);
    assert.match(run.errors, /1 error; 2 silenced; known\.json has 0 entries/);
    assert.equal(read(workingFolder), '{\n  "version": 1,\n  "findings": []\n}\n');
  });

  for (const [name, text, place, message] of [
    ['that is no JSON', '{ "version": 1, "findings": [ { ] }', 'configuration@1:33', /This baseline cannot be read\./],
    ['that is empty', '', 'configuration@1:1', /This baseline cannot be read\./],
    ['of another shape', '{ "findings": 3 }', 'configuration@1:1', /This is no baseline\./],
    [
      'of another version',
      '{ "version": 2, "findings": [] }',
      'configuration@1:14',
      /has version 2, and this Parapet reads/,
    ],
    [
      'with a broken entry',
      '{ "version": 1, "findings": [\n  { "file": "b.parapet", "rule": 3 }\n] }',
      'configuration@2:3',
      /An entry of a baseline has "file", "rule" and "subject"\./,
    ],
  ] as const) {
    it(`tells of one ${name}, exits with 2, and still tells of the designs`, async () => {
      const workingFolder = makeFolder({ 'b.parapet': legacy, 'known.json': text });
      const result = await lintJson(['--baseline', 'known.json'], { workingFolder });
      assert.equal(result.code, 2);
      assert.equal(result.findings.length, 3);
      const told = result.findings.find(({ rule }) => rule === 'configuration')!;
      assert.equal(told.path, 'known.json');
      assert.equal(`${told.rule}@${told.range.start.line}:${told.range.start.column}`, place);
      assert.match(told.message, message);

      await runParapet(['lint', '--baseline', 'known.json', '--prune-baseline'], { workingFolder });
      assert.equal(read(workingFolder), text, 'what cannot be read is not cut down');
      const update = await runParapet(['lint', '--baseline', 'known.json', '--update-baseline'], { workingFolder });
      assert.equal(update.code, 0);
      assert.match(read(workingFolder), /"former-name"/);
    });
  }

  it('tells of one that is not there, is a folder, or cannot be written, and exits with 2', async () => {
    const workingFolder = makeFolder({ 'b.parapet': legacy });
    const missing = await runParapet(['lint', '--baseline', 'gone.json'], { workingFolder });
    assert.equal(missing.code, 2);
    assert.match(missing.errors, /^gone\.json: error: cannot be used as baseline: it does not exist\.$/m);
    assert.match(missing.output, /former-name/);
    const folder = await runParapet(['lint', '--baseline', '.'], { workingFolder });
    assert.equal(folder.code, 2);
    assert.match(folder.errors, /cannot be used as baseline: it is a folder\./);
    const nowhere = await runParapet(['lint', '--baseline', 'no/where.json', '--update-baseline'], { workingFolder });
    assert.equal(nowhere.code, 2);
    assert.match(nowhere.errors, /^no\/where\.json: error: cannot be written: /m);
    assert.ok(!existsSync(join(workingFolder, 'no')));
  });

  it('refuses what cannot be meant', async () => {
    const workingFolder = makeFolder({ 'b.parapet': legacy });
    for (const [words, message] of [
      [['--update-baseline'], /There is no baseline to write: name one with --baseline FILE/],
      [['--update-baseline', '--prune-baseline', '--baseline', 'k.json'], /leave out --prune-baseline/],
      [['--update-baseline', '--diff', '--baseline', 'k.json'], /--diff changes none/],
      [['--prune-baseline', '--base', 'HEAD', '--baseline', 'k.json'], /--base leaves out/],
    ] as const) {
      const run = await runParapet(['lint', ...words], { workingFolder });
      assert.equal(run.code, 2);
      assert.match(run.errors, message);
    }
  });
});
