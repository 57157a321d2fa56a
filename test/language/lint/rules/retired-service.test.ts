import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'retired-service';

describe(rule, () => {
  it('marks what is gone, with the day and the successor', () =>
    checkLint(`
use entra-permissions-management as permissions
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error retired-service: Microsoft Entra Permissions Management: retired on 2025-10-01
use advanced-threat-analytics as ata
//  ^^^^^^^^^^^^^^^^^^^^^^^^^ error retired-service: Use Microsoft Defender for Identity (defender-for-identity).
`));

  it('says it of a former name too, and nothing else', () =>
    checkLint(`
use "CloudKnox Permissions Management" as permissions
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ retired-service: CloudKnox Permissions Management (Microsoft Entra Permissions Management): retired
`));

  it('judges by the day it is given', () => {
    checkLint('use log-analytics-agent as agent', { rule, date: '2024-08-30' });
    checkLint('use log-analytics-agent as agent\n//  ^^^^^^^^^^^^^^^^^^^ retired-service', {
      rule,
      date: '2024-08-31',
    });
  });

  it('does not accuse a name that may mean something else', () => checkLint('use EPM as privileges', { rule }));

  it('offers the successor, not unseen', () =>
    checkFix(
      rule,
      'use log-analytics-agent\nuse log-analytics as workspace\nlog-analytics-agent -> workspace : log',
      'use azure-monitor-agent\nuse log-analytics as workspace\nazure-monitor-agent -> workspace : log',
      { safe: false },
    ));
});
