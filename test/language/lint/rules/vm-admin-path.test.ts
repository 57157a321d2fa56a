import { checkLint } from '../check-lint.ts';

const rule = 'vm-admin-path';

describe(rule, () => {
  it('marks administration from the internet', () =>
    checkLint(
      `
use internet
use virtual-machines as servers
internet -> servers : traffic "RDP and SSH"
//^^^^^^^^^^^^^^^^^^^^^^^^^^^ error vm-admin-path: Administering servers straight from the internet
internet -> servers : traffic "TCP 3389"
//^^^^^^^^^^^^^^^^^^^^^^^^^^^ vm-admin-path
`,
      { rule },
    ));

  it('leaves other traffic, carried connections and just-in-time access alone', () => {
    checkLint(
      `
use internet
use user as admins
use virtual-machines as servers
use azure-bastion as bastion
internet -> servers : traffic "HTTPS"
internet -> servers : traffic
internet -> servers : traffic via bastion "SSH"
admins -> servers : traffic "SSH"
`,
      { rule },
    );
    checkLint(
      'use internet\nuse virtual-machines as servers\nuse jit-vm-access as jit\njit -> servers : policy\ninternet -> servers : traffic "RDP"',
      { rule },
    );
  });
});
