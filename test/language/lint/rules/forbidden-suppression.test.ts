import assert from 'node:assert/strict';
import { createProject } from '../../../../language/pipeline.ts';
import { checkLint, testDay, uriOf } from '../check-lint.ts';

const rule = 'forbidden-suppression';

describe(rule, () => {
  it('does not let rules about silencing be silenced', () =>
    checkLint(`
// parapet-disable-file unused-suppression, suppression-without-reason -- too many
//                      ^^^^^^^^^^^^^^^^^^ error forbidden-suppression: unused-suppression is a rule about silencing
//                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^ forbidden-suppression
use defender-for-identity as mdi
use defender-xdr as xdr
mdi -> xdr : alert
`));

  it('follows the configuration', () => {
    const project = createProject({ date: testDay, workspaceFolders: ['file:///design'] });
    const uri = uriOf('main.parapet');
    project.setFile(
      uri,
      'use defender-for-identity as mdi\nuse defender-xdr as xdr\nmdi -> xdr : alert\n' +
        '// parapet-disable-next-line unused-element -- drawn elsewhere\nuse azure-bastion as bastion\n',
    );
    const told = (): string[] => project.findings(uri).map((finding) => `${finding.severity} ${finding.rule}`);
    assert.deepEqual(told(), []);
    for (const inline of ['"forbid"', '{ "unused-element": "forbid" }', '{ "legibility": "forbid" }']) {
      project.setSettingsFile(uriOf('parapet.json'), `{ "inlineSuppression": ${inline} }`);
      assert.deepEqual(told(), ['error forbidden-suppression', 'info unused-element'], inline);
    }
    project.setSettingsFile(
      uriOf('parapet.json'),
      '{ "inlineSuppression": { "legibility": "forbid", "unused-element": "allow" } }',
    );
    assert.deepEqual(told(), []);
  });
});
