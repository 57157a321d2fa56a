import assert from 'node:assert/strict';
import { parseFixture } from '../../../fixture.ts';
import { checkLint, projectOf, uriOf } from '../check-lint.ts';
import { checkFix } from '../check-fix.ts';

const rule = 'former-name';

describe(rule, () => {
  it('marks former names in any spelling', () =>
    checkLint(
      `
use "Azure Sentinel" as s
//  ^^^^^^^^^^^^^^^^ warning former-name: "Azure Sentinel" was renamed Microsoft Sentinel in 2021
use azure-security-center as mdc
//  ^^^^^^^^^^^^^^^^^^^^^ former-name: Write defender-for-cloud.
use MDATP
//  ^^^^^ former-name: "MDATP" was renamed Microsoft Defender for Endpoint
use "microsoft cloud app security"
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ former-name: Write defender-for-cloud-apps.
`,
      { rule },
    ));

  it('marks an id that lives on under another', () =>
    checkLint(
      `
use microsoft-endpoint-manager as devices
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning former-name: Endpoint Manager is now Microsoft Intune (since 2022)
`,
      { rule },
    ));

  it('points out labels only', () =>
    checkLint(
      `
use entra-id as entra "Azure AD"
//                    ^^^^^^^^^^ info former-name: Write "Entra ID".
use sentinel "Azure Sentinel"
//           ^^^^^^^^^^^^^^^^ info former-name
use defender-xdr as xdr "Contoso's Microsoft 365 Defender"
component old "Azure Sentinel"
group suite "Microsoft 365 Defender" {
}
`,
      { rule },
    ));

  it('leaves present names, abbreviations and retired services alone', () =>
    checkLint(
      `
use "Microsoft Sentinel"
use mde
use entra-id "Entra ID"
use "CloudKnox Permissions Management" as permissions
`,
      { rule },
    ));

  it('writes the id and keeps every flow that refers to it', () => {
    checkFix(
      rule,
      'use "Azure Sentinel"\nuse log-analytics as workspace\nworkspace -> sentinel : log',
      'use sentinel\nuse log-analytics as workspace\nworkspace -> sentinel : log',
    );
    checkFix(
      rule,
      'use "Azure ATP" as mdi\nuse defender-xdr as xdr\nmdi -> xdr : alert',
      'use defender-for-identity as mdi\nuse defender-xdr as xdr\nmdi -> xdr : alert',
    );
    checkFix(
      rule,
      'use mdatp\nuse defender-xdr as xdr\nmdatp -> xdr : alert, signal\nview all {\n  include mdatp\n}',
      'use defender-for-endpoint\nuse defender-xdr as xdr\ndefender-for-endpoint -> xdr : alert, signal\nview all {\n  include defender-for-endpoint\n}',
    );
  });

  it('keeps the old name where the id is taken', () =>
    checkFix(
      rule,
      'use sentinel\nuse azure-sentinel\nuse log-analytics as w\nw -> azure-sentinel : log',
      'use sentinel\nuse sentinel as azure-sentinel\nuse log-analytics as w\nw -> azure-sentinel : log',
    ));

  it('is not mended unseen where designs that are not at hand may use the name', () => {
    const fixture = parseFixture('import "./shared.parapet"\n//- shared.parapet\nuse azure-sentinel');
    const found = projectOf(fixture).findings(uriOf('shared.parapet'));
    assert.deepEqual(
      found.filter((finding) => finding.rule === rule).map((finding) => finding.fixes.map(({ safe }) => safe)),
      [[false]],
    );
  });
});
