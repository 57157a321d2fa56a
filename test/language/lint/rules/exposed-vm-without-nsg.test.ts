import { checkLint } from '../check-lint.ts';

const rule = 'exposed-vm-without-nsg';

describe(rule, () => {
  it('marks machines that the internet reaches, by traffic or by their own word', () =>
    checkLint(
      `
use internet
use virtual-machines as web
use virtual-machines as api { exposure internet }
//                                     ^^^^^^^^ warning exposed-vm-without-nsg: The internet reaches api
internet -> web : traffic "HTTPS"
//^^^^^^^^^^^^^^^^^^^^^^^ warning exposed-vm-without-nsg: The internet reaches web
`,
      { rule },
    ));

  it('is content with a group before the machines, however it is drawn', () => {
    const exposed = 'use internet\nuse virtual-machines as web\ninternet -> web : traffic\n';
    checkLint(`${exposed}use nsg\nnsg -> web : policy`, { rule });
    checkLint(`${exposed}use nsg`, { rule });
    checkLint(`${exposed}use jit-vm-access as jit\njit -> web : policy`, { rule });
    checkLint('use internet\nzone subnet {\n  use nsg\n  use virtual-machines as web\n}\ninternet -> web : traffic', {
      rule,
    });
    checkLint(
      'use internet\nzone vnet {\n  use nsg\n  group subnet {\n    use virtual-machines as web\n  }\n}\ninternet -> web : traffic',
      { rule },
    );
    checkLint(
      'use internet\ngroup subnet {\n  use virtual-machines as web\n}\nuse nsg\nnsg -> subnet : policy\ninternet -> web : traffic',
      { rule },
    );
  });

  it('is not content with a group that is for something else', () =>
    checkLint(
      `
use internet
use nsg
use virtual-machines as web
use virtual-machines as database
nsg -> database : policy
internet -> web : traffic
//^^^^^^^^^^^^^^^^^^^^^^^ exposed-vm-without-nsg
`,
      { rule },
    ));

  it('leaves what passes a firewall, what is not exposed, and administration, of which vm-admin-path tells', () =>
    checkLint(
      `
use internet
use user as admins
use azure-firewall as firewall
use virtual-machines as web
internet -> web : traffic via firewall
admins -> web : traffic
internet -> web : traffic "RDP"
`,
      { rule },
    ));
});
