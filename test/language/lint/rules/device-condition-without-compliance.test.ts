import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'device-condition-without-compliance';

const services = 'use entra-id as entra\nuse conditional-access as access\nuse microsoft-365 as m365\n';

describe(rule, () => {
  it('marks the condition, or the state that Entra ID cannot have', () => {
    checkLint(
      `${services}
access -> m365 : action "Require compliant device"
//^^^^^^^^^^^^^^^^^^^^^ warning device-condition-without-compliance: access asks whether devices are compliant
`,
      { rule },
    );
    checkLint(
      `${services}
entra -> access : signal "Device compliance"
//^^^^^^^^^^^^^^^^^^^^^^ device-condition-without-compliance
`,
      { rule },
    );
  });

  it('is content with Intune, or a partner for compliance', () => {
    const asked = `${services}access -> m365 : action "Require compliant device"\n`;
    checkLint(`${asked}use intune\nintune -> entra : signal`, { rule });
    checkLint(`${asked}use intune\nintune -> access : signal`, { rule });
    checkLint(`${asked}component partner "Device manager"\npartner -> entra : signal`, { rule });
  });

  it('is not content with an Intune that tells Entra ID nothing', () =>
    checkLint(
      `${services}use intune
use onprem-client as clients
clients -> intune : signal
access -> m365 : action "Require compliant device"
//^^^^^^^^^^^^^^^^^^^^^ device-condition-without-compliance
`,
      { rule },
    ));

  it('leaves designs without such a condition, and what device-risk-chain tells', () => {
    checkLint(`${services}access -> m365 : action "Require MFA"`, { rule });
    checkLint(`${services}use defender-for-endpoint as mde\nmde -> access : signal "Device compliance"`, { rule });
  });

  it('adds the signal of Intune where there is one, not unseen', () =>
    checkFix(
      rule,
      `${services}use intune\nintune -> m365 : policy\naccess -> m365 : action "Require compliant device" // Since May.`,
      `${services}use intune\nintune -> m365 : policy\naccess -> m365 : action "Require compliant device" // Since May.\nintune -> entra : signal`,
      { safe: false },
    ));
});
