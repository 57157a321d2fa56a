import { checkLint } from '../check-lint.ts';

const rule = 'feedback-missing';
const options = { rule, strict: true };

const services = 'use conditional-access as access\nuse defender-for-endpoint as mde\nuse sentinel\n';

describe(rule, () => {
  it('marks what decides where nothing detected comes back', () =>
    checkLint(
      `
use conditional-access as access
//  ^^^^^^^^^^^^^^^^^^ info feedback-missing: Nothing that is detected reaches access
use entra-id as entra
use defender-for-endpoint as mde
entra -> access : signal
mde -> entra : log
`,
      options,
    ));

  it('takes a signal, an action, a playbook and what a container decides', () => {
    checkLint(`${services}use entra-id-protection as risk\nrisk -> access : signal`, options);
    checkLint(`${services}use defender-xdr as xdr\nuse entra-id as entra\nxdr -> entra : action`, options);
    checkLint(`${services}use logic-apps as playbooks\nuse entra-id as entra\nplaybooks -> entra : action`, options);
    checkLint(
      'group identity {\n  use conditional-access as access\n}\nuse defender-for-endpoint as mde\nmde -> identity : signal',
      options,
    );
  });

  it('leaves designs that only detect, or only decide', () => {
    checkLint('use defender-for-endpoint as mde\nuse defender-xdr as xdr\nmde -> xdr : alert', options);
    checkLint('use entra-id as entra\nuse conditional-access as access\nentra -> access : signal', options);
  });

  it('waits for a configuration that asks for it', () => checkLint(`${services}mde -> sentinel : alert`, { rule }));
});
