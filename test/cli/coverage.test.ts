import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, removeFolders, runParapet } from './run-parapet.ts';

const design = `architecture soc "Contoso | @everyone <b>"
use defender-for-office-365 as mdo
use defender-for-endpoint as mde
component users
threat phishing "Spear | phishing" { technique T1566.001 targets users mitigated by mdo }
threat evasion { technique T1497 targets users mitigated by mde }
`;

describe('parapet coverage', () => {
  after(removeFolders);
  const folder = (): string => makeFolder({ 'soc.parapet': design });
  const run = (...words: string[]) => runParapet(['coverage', ...words], { workingFolder: folder() });

  it('shows techniques by tactic, with scores, whose they are, and what is not known', async () => {
    const { code, output, errors } = await run('soc.parapet');
    assert.equal(code, 0);
    assert.equal(errors, '');
    assert.match(output, /^Initial Access TA0001$/m);
    assert.match(
      output,
      /■■·\s+■■■\s+■■■\s+T1566\.001\s+Phishing: Spearphishing Attachment defender-for-office-365 threat: phishing/,
    );
    assert.match(
      output,
      /T1497\s+Virtualization\/Sandbox Evasion no mapping published for any service threat: evasion/,
    );
    assert.match(output, /Microsoft Defender for Endpoint\s+no mapping published/);
    assert.match(output, /© 2025 The MITRE Corporation/);
    assert.doesNotMatch(output, /\bcovered\b/i);
  });

  it('can be kept to what threats name', async () => {
    const { output } = await run('--threats', '.');
    const ids = [...output.matchAll(/\bT\d{4}(?:\.\d{3})?\b/g)].map(([id]) => id);
    assert.deepEqual([...new Set(ids)].sort(), ['T1497', 'T1566.001']);
  });

  it('is Markdown in which a title is no markup', async () => {
    const { output } = await run('--format', 'markdown');
    assert.doesNotMatch(output, /<b>|@everyone/);
    assert.match(output, /\| \[T1566\.001\]\(https:\/\/attack\.mitre\.org\/techniques\/T1566\/001\/\)/);
    assert.match(output, /Spear \\\| phishing/);
  });

  it('is CSV, JSON and a layer of the Navigator', async () => {
    assert.match((await run('--format', 'csv')).output, /^technique,name,tactics,/);
    const json = JSON.parse((await run('--format', 'json')).output) as { version: number };
    assert.equal(json.version, 1);
    const layer = JSON.parse((await run('--format', 'navigator')).output) as { versions: { layer: string } };
    assert.equal(layer.versions.layer, '4.5');
  });

  it('writes into a file', async () => {
    const workingFolder = folder();
    const { code, output } = await runParapet(['coverage', '--format', 'json', '-o', 'out.json'], { workingFolder });
    assert.equal(code, 0);
    assert.equal(output, '');
    assert.match(readFileSync(join(workingFolder, 'out.json'), 'utf8'), /"mappingVersion"/);
  });

  it('tells what would be lost without a service, by id or name', async () => {
    for (const name of ['defender-for-office-365', 'mdo']) {
      const { code, output } = await run('--without', name);
      assert.equal(code, 0);
      assert.match(output, /T1566\.001 .*respond\s+significant → none/);
    }
    assert.match(
      (await run('--without', 'mde')).output,
      /No mapping was published for Microsoft Defender for Endpoint/,
    );
  });

  it('says what is wrong with what it is asked', async () => {
    const unknown = await run('--without', 'sentinel');
    assert.equal(unknown.code, 2);
    assert.match(unknown.errors, /uses no service sentinel\. It uses defender-for-office-365, defender-for-endpoint/);
    const two = await runParapet(['coverage'], {
      workingFolder: makeFolder({ 'a.parapet': design, 'b.parapet': design }),
    });
    assert.equal(two.code, 2);
    assert.match(two.errors, /here are 2: name one, for example a\.parapet or b\.parapet/);
    const none = await runParapet(['coverage', 'gone.parapet'], { workingFolder: folder() });
    assert.equal(none.code, 2);
    assert.notEqual(none.errors, '');
    const broken = await runParapet(['coverage'], { workingFolder: makeFolder({ 'a.parapet': 'use sentinel as\n' }) });
    assert.equal(broken.code, 2);
    assert.match(broken.errors, /may be incomplete/);
    assert.match(broken.output, /published mappings/);
  });
});
