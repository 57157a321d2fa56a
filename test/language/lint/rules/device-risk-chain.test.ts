import { checkLint } from '../check-lint.ts';

const rule = 'device-risk-chain';

const services =
  'use defender-for-endpoint as mde\nuse conditional-access as access\nuse entra-id as entra\nuse intune\n';

describe(rule, () => {
  it('names the link that is missing', () => {
    checkLint(
      `${services}
mde -> access : signal
//^^^^^^^^^^^^^^^^^^^^ warning device-risk-chain: Draw mde -> intune : signal.
intune -> entra : signal
`,
      { rule },
    );
    checkLint(
      `${services}
mde -> intune : signal
mde -> access : signal
//^^^^^^^^^^^^^^^^^^^^ device-risk-chain: Draw the signal of intune to Entra ID or access.
`,
      { rule },
    );
  });

  it('is content with the chain, or with what carries it', () => {
    checkLint(`${services}\nmde -> intune, access : signal\nintune -> entra : signal`, { rule });
    checkLint(`${services}\nmde -> intune, access : signal\nintune -> access : signal`, { rule });
    checkLint(`${services}\nmde -> access : signal via intune`, { rule });
  });

  it('is silent about other flows', () =>
    checkLint(`${services}\nmde -> entra : context\nentra -> access : signal\nintegrate *`, { rule }));
});
