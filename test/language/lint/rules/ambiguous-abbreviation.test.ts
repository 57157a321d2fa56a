import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'ambiguous-abbreviation';

describe(rule, () => {
  it('names every meaning', () =>
    checkLint(`
use EPM as privileges
//  ^^^ warning ambiguous-abbreviation: can mean Intune Endpoint Privilege Management or Microsoft Entra Permissions Management
`));

  it('points out labels only', () =>
    checkLint(
      `
use intune-endpoint-privilege-management as privileges "EPM"
//                                                     ^^^^^ info ambiguous-abbreviation: can also be read as Microsoft Entra Permissions Management
use intune "EPM"
component permissions "EPM"
`,
      { rule },
    ));

  it('leaves clear abbreviations alone', () =>
    checkLint('use mde\nuse mdi\nuse defender-for-cloud-apps as mda "MDCA"\nuse defender-for-cloud "MDC"', { rule }));

  it('keeps other rules from judging what was guessed', () =>
    checkLint(`
use EPM as privileges
//  ^^^ ambiguous-abbreviation
use azure-firewall as firewall
privileges -> firewall : alert
firewall -> privileges : posture
`));

  it('has a fix for each meaning', () => {
    checkFix(rule, 'use EPM as p', 'use intune-endpoint-privilege-management as p', { safe: false });
    checkFix(rule, 'use EPM as p', 'use entra-permissions-management as p', {
      title: 'Replace by entra-permissions-management',
      safe: false,
    });
  });
});
