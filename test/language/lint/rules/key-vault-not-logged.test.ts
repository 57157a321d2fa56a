import assert from 'node:assert/strict';
import { parseFixture } from '../../../fixture.ts';
import { checkFix } from '../check-fix.ts';
import { checkLint, projectOf, uriOf } from '../check-lint.ts';

const rule = 'key-vault-not-logged';

const logging = 'use azure-firewall as firewall\nuse log-analytics as workspace\nfirewall -> workspace : log\n';

describe(rule, () => {
  it('marks a vault that is used and logs nothing', () =>
    checkLint(
      `${logging}
use app-service as shop
use key-vault as secrets
//  ^^^^^^^^^ info key-vault-not-logged: Let it send log to workspace
use managed-hsm as keys
//  ^^^^^^^^^^^ key-vault-not-logged
shop -> secrets, keys : traffic
`,
      { rule },
    ));

  it('is content with its logs, those of what holds it, and Defender for Key Vault', () => {
    const used = `${logging}use app-service as shop\n`;
    checkLint(`${used}use key-vault as secrets\nshop -> secrets : traffic\nsecrets -> workspace : log`, { rule });
    checkLint(
      `${used}group shared {\n  use key-vault as secrets\n}\nshop -> secrets : traffic\nshared -> workspace : log`,
      { rule },
    );
    checkLint(`${used}use key-vault as secrets\nuse defender-for-key-vault as dfkv\nshop -> secrets : traffic`, {
      rule,
    });
  });

  it('leaves a vault that nothing uses, and designs that are not about logs', () => {
    checkLint(`${logging}use key-vault as secrets`, { rule });
    checkLint('use app-service as shop\nuse key-vault as secrets\nshop -> secrets : traffic', { rule });
    checkLint(
      'use app-service as shop\nuse key-vault as secrets\nuse log-analytics as workspace\nshop -> secrets : traffic',
      { rule },
    );
  });

  it('adds the log, not unseen', () =>
    checkFix(
      rule,
      `${logging}use app-service as shop\nuse key-vault as secrets\nshop -> secrets : traffic`,
      `${logging}use app-service as shop\nuse key-vault as secrets\nsecrets -> workspace : log\nshop -> secrets : traffic`,
      { safe: false },
    ));

  it('writes nothing into a file that could not know the workspace', () => {
    const project = projectOf(
      parseFixture(
        `//- main.parapet\nimport "./shared.parapet"\n${logging}use app-service as shop\nshop -> secrets : traffic\n` +
          '//- shared.parapet\nuse key-vault as secrets',
      ),
    );
    const [finding] = project.findings(uriOf('shared.parapet'));
    assert.equal(finding?.rule, rule);
    assert.deepEqual(finding.fixes, []);
  });
});
