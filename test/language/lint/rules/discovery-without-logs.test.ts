import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'discovery-without-logs';

const services = 'use defender-for-cloud-apps as mda\nuse defender-for-endpoint as mde\nuse saas-app as saas\n';

describe(rule, () => {
  it('marks what is to be found or blocked without anything to find it in', () => {
    checkLint(
      `${services}
saas -> mda : signal
mda -> mde : policy "Unsanctioned apps"
//^^^^^^^^^^^^^^^^^ warning discovery-without-logs: Nothing reports to mda
`,
      { rule },
    );
    checkLint(
      `
use cloud-discovery as discovery
//  ^^^^^^^^^^^^^^^ warning discovery-without-logs: Nothing reports to discovery
use defender-for-cloud-apps as mda
use saas-app as saas
saas -> mda : signal
`,
      { rule },
    );
  });

  it('is content with devices, firewalls and proxies', () => {
    const blocked = `${services}mda -> mde : policy "Unsanctioned apps"\n`;
    checkLint(`${blocked}mde -> mda : signal`, { rule });
    checkLint(`${blocked}use onprem-firewall as firewall\nfirewall -> mda : log`, { rule });
    checkLint(`${blocked}component proxy "Web proxy"\nproxy -> mda : log`, { rule });
    checkLint(`${blocked}use cloud-discovery as discovery\nmde -> discovery : signal`, { rule });
    checkLint(
      'use defender-for-endpoint as mde\ngroup apps {\n  use defender-for-cloud-apps as mda\n}\nmda -> mde : policy "Unsanctioned apps"\nmde -> apps : signal',
      { rule },
    );
  });

  it('leaves designs that do not speak of discovery', () =>
    checkLint(`${services}saas -> mda : signal\nmda -> saas : action "Suspend"\nmda -> mde : policy`, { rule }));

  it('adds the signal of Defender for Endpoint where there is one, not unseen', () =>
    checkFix(
      rule,
      `${services}mda -> mde : policy "Unsanctioned apps"`,
      `${services}mda -> mde : policy "Unsanctioned apps"\nmde -> mda : signal`,
      { safe: false },
    ));
});
