import { checkLint } from '../check-lint.ts';

const rule = 'unprotected-crossing';

const zones = `
zone office "Office" {
  use onprem-application as app
}
zone cloud "Cloud" {
  component orders "Orders"
  group inner {
    component stock "Stock"
  }
}
component outside "Partner"
`;

describe(rule, () => {
  it('marks traffic from one zone into another, and out of all zones', () =>
    checkLint(
      `${zones}
app -> orders : traffic "Orders of the day"
//^^^^^^^^^^^^^^^^^^^^^ info unprotected-crossing: from Office into Cloud
stock -> outside : traffic
//^^^^^^^^^^^^^^^^^^^^^^^^ info unprotected-crossing: from Cloud into the open
`,
      { rule },
    ));

  it('leaves traffic within a zone, and other kinds', () =>
    checkLint(`${zones}orders -> stock : traffic\napp -> orders : log, sync`, { rule }));

  it('takes the author at his word', () =>
    checkLint(
      `${zones}
component broker "Broker"
app -> orders : traffic "HTTPS"
app -> orders : traffic "Orders" { description "Encrypted and signed." }
app -> orders : traffic "Stock" { tags mtls }
app -> orders : traffic via broker
`,
      { rule },
    ));

  it('leaves what guards a boundary, and what such a guard has a policy for', () =>
    checkLint(
      `${zones}
use azure-firewall as firewall
component checkpoint "Firewall of the data centre"
use nsg
nsg -> stock : policy
app -> firewall : traffic
checkpoint -> orders : traffic
app -> stock : traffic
`,
      { rule },
    ));

  it('takes an interface for a guard of what it lets in only', () =>
    checkLint(
      `${zones}
zone edge "Edge" {
  use api-management as api
}
app -> api : traffic
api -> orders : traffic
//^^^^^^^^^^^^^^^^^^^^^ unprotected-crossing: from Edge into Cloud
`,
      { rule },
    ));

  it('leaves it to rules of their own what the internet reaches in Azure', () =>
    checkLint(
      `
use internet
zone azure {
  use app-service as shop
  component legacy "Old shop"
}
internet -> shop : traffic
internet -> legacy : traffic
//^^^^^^^^^^^^^^^^^^^^^^^^^^ unprotected-crossing: from outside of all zones into azure
`,
      { rule },
    ));
});
