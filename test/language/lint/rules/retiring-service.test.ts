import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'retiring-service';

describe(rule, () => {
  it('says when, how long that is, and what to use', () => {
    checkLint(
      `
use nsg-flow-logs
//  ^^^^^^^^^^^^^ warning retiring-service: NSG flow logs will end on 2027-09-30, in 313 days (no new ones since 2025-06-30). Plan the move to Virtual network flow logs (vnet-flow-logs).
use dedicated-hsm
//  ^^^^^^^^^^^^^ warning retiring-service: on 2028-07-31
use azure-disk-encryption
//  ^^^^^^^^^^^^^^^^^^^^^ warning retiring-service: (encryption-at-host)
use azure-front-door-classic
//  ^^^^^^^^^^^^^^^^^^^^^^^^ warning retiring-service: on 2027-03-31, in 130 days
`,
      { rule },
    );
    checkLint('use nsg-flow-logs\n//  ^^^^^^^^^^^^^ warning retiring-service: on 2027-09-30, in 1 day (', {
      rule,
      date: '2027-09-29',
    });
    checkLint('use nsg-flow-logs\n//  ^^^^^^^^^^^^^ warning retiring-service: on 2027-09-30, today', {
      rule,
      date: '2027-09-30',
    });
  });

  it('rises to an error after the date', () =>
    checkLint(
      `
use nsg-flow-logs
//  ^^^^^^^^^^^^^ error retiring-service: NSG flow logs ended on 2027-09-30
use azure-front-door-classic { status retiring }
//  ^^^^^^^^^^^^^^^^^^^^^^^^ error retiring-service: ended on 2027-03-31
`,
      { rule, date: '2027-10-01' },
    ));

  it('only informs who knows already', () =>
    checkLint(
      `
use nsg-flow-logs { status retiring }
//  ^^^^^^^^^^^^^ info retiring-service: in 313 days
use azure-ad-b2c
//  ^^^^^^^^^^^^ info retiring-service: Azure Active Directory B2C: closed to new customers
`,
      { rule },
    ));

  it('takes a retired service for a retiring one before its day', () =>
    checkLint('use log-analytics-agent\n//  ^^^^^^^^^^^^^^^^^^^ warning retiring-service: on 2024-08-31, in 243 days', {
      rule,
      date: '2024-01-01',
    }));

  it('leaves active services alone, whatever dates they have', () =>
    checkLint('use application-gateway\nuse azure-load-balancer\nuse sentinel\nuse application-insights', { rule }));

  it('offers the successor, not unseen', () =>
    checkFix(rule, 'use nsg-flow-logs as logs { owner "NetOps" }', 'use vnet-flow-logs as logs { owner "NetOps" }', {
      safe: false,
    }));
});
