import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lintJson, makeFolder, projectFolder, removeFolders, runParapet } from './run-parapet.ts';

const original = readFileSync(join(projectFolder, 'examples/older-names/services.parapet'), 'utf8');

/** What the file says by an older name, and what is written today. */
const renamed: readonly [string, string][] = [
  ['"Azure AD"', 'entra-id'],
  ['"Azure AD Identity Protection"', 'entra-id-protection'],
  ['"Azure AD Conditional Access"', 'conditional-access'],
  ['"Microsoft 365 Defender"', 'defender-xdr'],
  ['"Microsoft Defender ATP"', 'defender-for-endpoint'],
  ['"Microsoft Cloud App Security"', 'defender-for-cloud-apps'],
  ['"Office 365 ATP"', 'defender-for-office-365'],
  ['"Azure ATP"', 'defender-for-identity'],
  ['"Microsoft Endpoint Manager"', 'intune'],
  ['"Azure Security Center"', 'defender-for-cloud'],
  ['"Azure Monitor Logs"', 'log-analytics'],
  ['"Azure Sentinel"', 'sentinel'],
  ['"Application Insight"', 'application-insights'],
];

describe('the example with older names', () => {
  after(removeFolders);

  it('is told each of them, and nothing else', async () => {
    const { findings } = await lintJson(['services.parapet'], {
      workingFolder: makeFolder({ 'services.parapet': original }),
    });
    const lines = original.split('\n');
    assert.deepEqual(
      findings.map(({ range }) => lines[range.start.line - 1]!.slice(range.start.column - 1, range.end.column - 1)),
      renamed.map(([old]) => old),
    );
    assert.deepEqual([...new Set(findings.map(({ rule, severity }) => `${severity} ${rule}`))].sort(), [
      'info service-by-name',
      'warning former-name',
    ]);
  });

  it('is migrated by one call: only these words change, and nothing is found afterwards', async () => {
    const folder = makeFolder({ 'services.parapet': original });
    const shown = await runParapet(['lint', '--diff', 'services.parapet'], { workingFolder: folder });
    for (const [old, id] of renamed) {
      assert.match(shown.output, new RegExp(`^-  use ${old}(?= |$)`, 'm'));
      assert.match(shown.output, new RegExp(`^\\+  use ${id}(?= |$)`, 'm'));
    }
    assert.equal(readFileSync(join(folder, 'services.parapet'), 'utf8'), original, '--diff writes nothing');

    const fixed = await runParapet(['lint', '--fix', '--fail-on', 'info', 'services.parapet'], {
      workingFolder: folder,
    });
    assert.deepEqual([fixed.code, fixed.output], [0, '']);
    const expected = renamed.reduce((text, [old, id]) => text.replace(`use ${old}`, `use ${id}`), original);
    assert.equal(readFileSync(join(folder, 'services.parapet'), 'utf8'), expected);
    assert.equal((await lintJson(['services.parapet'], { workingFolder: folder })).findings.length, 0);
  });
});
