import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'closed-to-new';

describe(rule, () => {
  it('marks plans that cannot be carried out, instead of their end', () =>
    checkLint(`
use nsg-flow-logs as flow-logs { status planned }
//  ^^^^^^^^^^^^^ error closed-to-new: No new NSG flow logs can be made since 2025-06-30
use azure-front-door-classic as front-door { status planned }
//  ^^^^^^^^^^^^^^^^^^^^^^^^ error closed-to-new: Plan Azure Front Door (azure-front-door).
`));

  it('leaves what exists to the rule on its end', () => {
    checkLint('use nsg-flow-logs\n//  ^^^^^^^^^^^^^ warning retiring-service');
    checkLint('use nsg-flow-logs { status retiring }\n//  ^^^^^^^^^^^^^ info retiring-service');
  });

  it('judges by the day', () => {
    checkLint('use nsg-flow-logs { status planned }', { rule, date: '2025-06-29' });
    checkLint('use nsg-flow-logs { status planned }\n//  ^^^^^^^^^^^^^ closed-to-new', { rule, date: '2025-06-30' });
  });

  it('offers the successor, not unseen', () =>
    checkFix(rule, 'use nsg-flow-logs as logs { status planned }', 'use vnet-flow-logs as logs { status planned }', {
      safe: false,
    }));
});
