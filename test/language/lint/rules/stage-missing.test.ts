import { checkLint } from '../check-lint.ts';

const rule = 'stage-missing';
const options = { rule, strict: true };

describe(rule, () => {
  it('names every stage that is missing, in one finding', () => {
    checkLint(
      `
use entra-id as entra
//  ^^^^^^^^ info stage-missing: Nothing in this design enforces what was decided or detects and responds
use log-analytics as workspace
entra -> workspace : log
`,
      options,
    );
    checkLint(
      `
use defender-for-endpoint as mde
//  ^^^^^^^^^^^^^^^^^^^^^ info stage-missing: decides on access
use defender-xdr as xdr
mde -> xdr : alert
`,
      options,
    );
  });

  it('does not count what is to be protected', () =>
    checkLint(
      'use onprem-client as clients\nuse entra-mfa as mfa\nuse microsoft-365 as m365\nclients -> mfa : signal',
      {
        rule: 'stage-missing',
        strict: false,
      },
    ));

  it('leaves whole pipelines, designs of one stage and inventories', () => {
    checkLint('use defender-for-endpoint as mde\nuse conditional-access as access\nmde -> access : signal', options);
    checkLint(
      'use log-analytics as workspace\nuse azure-activity-log as activity\nactivity -> workspace : log',
      options,
    );
    checkLint('use entra-id as entra\nuse log-analytics as workspace', options);
  });

  it('waits for a configuration that asks for it', () =>
    checkLint('use entra-id as entra\nuse log-analytics as workspace\nentra -> workspace : log', { rule }));
});
