import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'unrouted-session-control';

const services =
  'use defender-for-cloud-apps as mda\nuse conditional-access-app-control as control\nuse saas-app as saas\n';

describe(rule, () => {
  it('marks app control that nothing sends sessions to', () =>
    checkLint(
      `
use conditional-access as access
use conditional-access-app-control as control
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning unrouted-session-control: Nothing sends sessions to control
use saas-app as saas
control -> saas : action
saas -> control : signal
`,
      { rule },
    ));

  it('takes Conditional Access, Entra ID, and another identity provider', () => {
    checkLint(`${services}use conditional-access as access\naccess -> control : policy\ncontrol -> saas : action`, {
      rule,
    });
    checkLint(`${services}use entra-id as entra\nentra -> control : traffic\ncontrol -> saas : action`, { rule });
    checkLint(`${services}component okta "Okta"\nokta -> control : policy\ncontrol -> saas : action`, { rule });
    checkLint(
      'use conditional-access as access\ngroup apps {\n  use conditional-access-app-control as control\n}\nuse saas-app as saas\naccess -> apps : policy\ncontrol -> saas : action',
      { rule },
    );
  });

  it('asks of Defender for Cloud Apps alone only where no identity service is drawn', () => {
    checkLint(
      `
use defender-for-cloud-apps as mda
use saas-app as saas
saas -> mda : signal
mda -> saas : action "Block sessions"
//^^^^^^^^^^^^^^^^^^ warning unrouted-session-control: Nothing sends sessions to mda
`,
      { rule },
    );
    checkLint(
      'use defender-for-cloud-apps as mda\nuse entra-id as entra\nuse saas-app as saas\nmda -> saas : action "Block sessions"',
      { rule },
    );
    checkLint('use defender-for-cloud-apps as mda\nuse saas-app as saas\nmda -> saas : action "Suspend user"', {
      rule,
    });
  });

  it('leaves an inventory alone', () => checkLint(services, { rule }));

  it('adds the policy of Conditional Access where it is drawn, not unseen', () =>
    checkFix(
      rule,
      'use conditional-access as access\nzone tenant {\n  use conditional-access-app-control as control\n}\nuse saas-app as saas\ncontrol -> saas : action',
      'use conditional-access as access\nzone tenant {\n  use conditional-access-app-control as control\n  access -> control : policy\n}\nuse saas-app as saas\ncontrol -> saas : action',
      { safe: false },
    ));
});
