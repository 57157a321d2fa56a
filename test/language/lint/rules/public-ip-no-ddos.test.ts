import { checkLint } from '../check-lint.ts';

const rule = 'public-ip-no-ddos';

describe(rule, () => {
  it('informs once, at what comes first', () =>
    checkLint(
      `
use internet
use azure-load-balancer as balancer { exposure internet }
//                                             ^^^^^^^^ info public-ip-no-ddos: The internet reaches balancer
use application-gateway as gateway
internet -> gateway : traffic
`,
      { rule },
    ));

  it('is content with a plan anywhere in the design', () =>
    checkLint(
      'use internet\nuse public-ip as address\nuse azure-ddos-protection as ddos\ninternet -> address : traffic',
      {
        rule,
      },
    ));

  it('leaves what a platform protects, what passes something else, and what is private', () =>
    checkLint(
      `
use internet
use azure-front-door as front-door
use app-service as shop
use application-gateway as gateway
use azure-firewall as firewall
internet -> front-door, shop : traffic
internet -> gateway : traffic via front-door
shop -> firewall : traffic
`,
      { rule },
    ));
});
