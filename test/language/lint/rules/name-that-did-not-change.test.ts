import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'name-that-did-not-change';

describe(rule, () => {
  it('marks labels of elements and flows', () =>
    checkLint(
      `
use ad-fs as federation "Microsoft Entra ADFS"
//                      ^^^^^^^^^^^^^^^^^^^^^^ warning name-that-did-not-change: There is no "Microsoft Entra ADFS"
use azure-ad-b2c as customers "Entra ID B2C (customers)"
//                            ^^^^^^^^^^^^^^^^^^^^^^^^^^ name-that-did-not-change: Write "Azure AD B2C".
component dc "On-premises Entra domain controllers"
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ name-that-did-not-change: Write "Domain controllers".
zone forest "Entra Active Directory Certificate Services" {
//          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ name-that-did-not-change
}
use defender-for-identity as mdi
federation, dc -> mdi : signal "From Entra AD CS"
//                             ^^^^^^^^^^^^^^^^^^ name-that-did-not-change: Write "AD CS".
`,
      { rule },
    ));

  it('does not decide between AD DS and Entra Domain Services where both may be meant', () =>
    checkLint(
      `
component directory "Entra AD DS"
//                  ^^^^^^^^^^^^^ name-that-did-not-change: Write the one you mean.
use ad-ds "Entra AD DS"
//        ^^^^^^^^^^^^^ name-that-did-not-change: Write "AD DS".
use entra-domain-services "Entra AD DS"
//                        ^^^^^^^^^^^^^ name-that-did-not-change: Write "Domain Services".
`,
      { rule },
    ));

  it('leaves names that did change alone', () =>
    checkLint(
      `
use entra-domain-services "Entra Domain Services"
use entra-id "Microsoft Entra ID"
use entra-external-id "Entra External ID"
use entra-connect "Entra Connect for AD DS"
use azure-ad-b2c "Azure AD B2C"
use ad-ds "Domain controllers"
component x "Central Entra ADFSomething"
component y "concentra ADFS"
`,
      { rule },
    ));

  it('restores the name inside the label', () => {
    checkFix(rule, 'component dc "Our Entra AD  FS farm"', 'component dc "Our AD FS farm"', { safe: true });
    checkFix(rule, 'use azure-ad-b2c as b2c "Entra B2C \\"$&\\""', 'use azure-ad-b2c as b2c "Azure AD B2C \\"$&\\""', {
      safe: true,
    });
  });
});
