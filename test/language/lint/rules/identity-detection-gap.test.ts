import { checkLint } from '../check-lint.ts';

const rule = 'identity-detection-gap';

describe(rule, () => {
  it('marks a directory that nothing watches', () =>
    checkLint(
      `
use ad-ds as directory
//  ^^^^^ warning identity-detection-gap: Nothing watches directory for attacks
use defender-for-endpoint as mde
use log-analytics as workspace
directory -> workspace : log
`,
      { rule },
    ));

  it('takes Defender for Identity, a component and a SIEM of another maker', () => {
    const directory = 'use ad-ds\nuse defender-for-endpoint as mde\n';
    checkLint(`${directory}use defender-for-identity as mdi`, { rule });
    checkLint(`${directory}component watcher "Directory monitoring"\nad-ds -> watcher : log`, { rule });
    checkLint(`${directory}use third-party-siem as siem\nad-ds -> siem : log`, { rule });
  });

  it('leaves designs that are about something else, and suites drawn as one box', () => {
    checkLint('use ad-ds\nuse entra-connect as connect\nad-ds -> connect : sync', { rule });
    checkLint('use ad-ds\nuse defender-xdr as xdr\nuse sentinel', { rule });
  });

  it('informs that Entra ID is the one that is not watched', () => {
    const services =
      'use defender-for-identity as mdi\nuse defender-for-endpoint as mde\nuse conditional-access as access\n';
    checkLint(
      `${services}
use entra-id as entra
//  ^^^^^^^^ info identity-detection-gap: Nothing works out which users and sign-ins of entra are at risk
`,
      { rule },
    );
    checkLint(`${services}use entra-id as entra\nuse entra-id-protection as risk`, { rule });
    checkLint('use defender-for-identity as mdi\nuse defender-for-endpoint as mde\nuse entra-id as entra', { rule });
  });
});
