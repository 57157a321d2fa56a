import assert from 'node:assert/strict';
import { makeFolder, removeFolders, runParapet } from './run-parapet.ts';

const design = `use log-analytics as workspace
use "Azure Sentinel" as sentinel
use defender-for-endpoint as mde
use defender-xdr as xdr

zone cloud "Cloud" {
  component app "App" { exposure internet }
}

workspace -> sentinel : log
mde -> xdr : alert
xdr -> sentinel : incident
mde -> sentinel : alert
app -> workspace : log
`;

describe('parapet explain', () => {
  after(removeFolders);

  async function explain(...words: readonly string[]): Promise<{ code: number; output: string; errors: string }> {
    return runParapet(['explain', ...words], { workingFolder: makeFolder({ 'soc.parapet': design }) });
  }

  it('says why a rule fired at a place: the flow, the other way, and what is documented, with sources', async () => {
    const { code, output } = await explain('duplicate-incidents', 'soc.parapet:13');
    assert.equal(code, 0);
    const lines = output.split('\n').map((line) => line.trim());
    assert.match(lines[0]!, /^soc\.parapet:13:1: error: mde also reaches sentinel through xdr/);
    for (const line of [
      'It is about mde->sentinel:alert',
      '1. soc.parapet:12  xdr -> sentinel : incident: xdr brings the alerts of mde here',
      'mde -> sentinel : alert: written at soc.parapet:13',
      'also mde -alert-> xdr -incident-> sentinel',
      'mde is Microsoft Defender for Endpoint (defender-for-endpoint)',
      'sentinel is Microsoft Sentinel (sentinel), written as "Azure Sentinel"',
      'sentinel was called Azure Sentinel until 2021',
    ]) {
      assert.ok(lines.includes(line), `${line}\nis not in\n${output}`);
    }
    assert.match(output, /defender-xdr sends incident to sentinel: .* \(Microsoft Learn: /);
    // The page of the rule follows.
    assert.match(output, /\nWhat to do\n/);
  });

  it('takes a file alone, and a line with a column', async () => {
    assert.match((await explain('former-name', 'soc.parapet')).output, /^soc\.parapet:2:5: warning: /);
    assert.match((await explain('former-name', 'soc.parapet:2:6')).output, /^soc\.parapet:2:5: warning: /);
    assert.match((await explain('former-name', 'soc.parapet:2')).output, /flows in: workspace -> sentinel : log/);
  });

  it('explains what is silenced too, and by what', async () => {
    const text = design.replace(
      'mde -> sentinel : alert',
      '// parapet-disable-next-line duplicate-incidents -- until the migration is done\nmde -> sentinel : alert',
    );
    const workingFolder = makeFolder({ 'soc.parapet': text });
    const { code, output } = await runParapet(['explain', 'duplicate-incidents', 'soc.parapet:14'], { workingFolder });
    assert.equal(code, 0);
    assert.match(output, /It is silenced by a comment at soc\.parapet:13\n\s*reason until the migration is done\n/);
  });

  const wrong: [string, string[], RegExp][] = [
    [
      'a place without the finding',
      ['duplicate-incidents', 'soc.parapet:1'],
      /says nothing at soc\.parapet:1\. It does on line 13\./,
    ],
    ['a rule that has nothing to say there', ['retired-service', 'soc.parapet'], /says nothing at soc\.parapet\.$/m],
    ['a file that is not there', ['former-name', 'none.parapet:3'], /none\.parapet cannot be read: it does not exist/],
    ['a folder', ['former-name', '.'], /cannot be read: it is a folder/],
    ['a rule that is not there', ['former', 'soc.parapet'], /There is no rule former\. Did you mean former-name\?/],
  ];
  for (const [name, words, message] of wrong) {
    it(`says what is wrong with ${name}`, async () => {
      const { code, output, errors } = await explain(...words);
      assert.deepEqual([code, output], [2, '']);
      assert.match(errors, message);
    });
  }

  it('prints nothing that acts', async () => {
    const owner = '{ owner "\u001b[31m" }';
    const nasty = `${design}use purview "::error::" ${owner}\nuse defender-for-cloud "\u001b[2J ##vso[task.complete]x"\n`;
    const workingFolder = makeFolder({ '::x.parapet': nasty });
    const { output } = await runParapet(['explain', 'unused-element', '::x.parapet'], { workingFolder });
    assert.match(output, /It is about/);
    assert.doesNotMatch(output, /\u001b|##vso\[|^\s*::/m);
  });
});
