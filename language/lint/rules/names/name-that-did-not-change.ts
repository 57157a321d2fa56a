import type { CatalogService } from '../../../catalog/catalog.ts';
import type { Span } from '../../../model/span.ts';
import { printString } from '../../edit-flow.ts';
import { remembered } from '../../remembered.ts';
import { defineRule } from '../../rule.ts';

/** What was made of a name by putting Entra in front, and the name as it is. */
interface Misnomer {
  readonly written: string;
  readonly name: string;
  /** Whether only one thing can be meant. */
  readonly certain: boolean;
}

/** By what follows "Entra", without spaces and in small letters. */
const unchanged: ReadonlyMap<string, { readonly name: string; readonly certain: boolean }> = new Map([
  // Azure AD Domain Services did change, to Entra Domain Services: which of the two is meant, the words do not say.
  ['adds', { name: 'AD DS', certain: false }],
  ['activedirectorydomainservices', { name: 'Active Directory Domain Services', certain: false }],
  ['adfs', { name: 'AD FS', certain: true }],
  ['activedirectoryfederationservices', { name: 'Active Directory Federation Services', certain: true }],
  ['adcs', { name: 'AD CS', certain: true }],
  ['activedirectorycertificateservices', { name: 'Active Directory Certificate Services', certain: true }],
  ['adlds', { name: 'AD LDS', certain: true }],
  ['domaincontroller', { name: 'Domain controller', certain: true }],
  ['domaincontrollers', { name: 'Domain controllers', certain: true }],
  ['b2c', { name: 'Azure AD B2C', certain: true }],
  ['idb2c', { name: 'Azure AD B2C', certain: true }],
]);

const pattern =
  /\b(?:Microsoft )?Entra ((?:ID )?B2C|AD ?(?:DS|FS|CS|LDS)|Active Directory (?:Domain|Federation|Certificate) Services|Domain Controllers?)\b/i;

export const nameThatDidNotChange = defineRule({
  id: 'name-that-did-not-change',
  family: 'names',
  severity: 'warning',
  docs: {
    summary: 'A label calls something Entra that never became Entra.',
    why:
      'Azure AD was renamed Entra ID, but Windows Server Active Directory, its domain controllers, AD FS, AD CS and ' +
      'Azure AD B2C were not. They are other products, attacked and protected in other ways: "Entra" there points the ' +
      'reader at the wrong directory.',
    fix: 'Restore the name.',
    falsePositives:
      'Domain controllers that Microsoft operates as part of Entra Domain Services: call the service by its name.',
    source: 'Names that are not changing: https://learn.microsoft.com/entra/fundamentals/new-name',
    bad: [
      'use ad-fs as federation "Entra AD FS"\nuse defender-for-identity as mdi\n\nfederation -> mdi : signal',
      'component controllers "Entra Domain Controllers"\nuse defender-for-identity as mdi\n\ncontrollers -> mdi : signal',
    ],
    good: [
      'use ad-fs as federation "AD FS"\nuse defender-for-identity as mdi\n\nfederation -> mdi : signal',
      'use entra-domain-services as domain "Entra Domain Services"\nuse azure-vnet as vnet\n\nvnet -> domain : traffic',
    ],
  },
  messages: {
    unchanged: 'There is no "{written}": this name did not change when Azure AD became Entra ID. Write "{name}".',
    either:
      'There is no "{written}": AD DS in Windows Server kept its name, and Azure AD DS is Entra Domain Services. ' +
      'Write the one you mean.',
  },
  *checkElement({ label, labelSpan, ownLabel, service, path }) {
    const misnomer = ownLabel ? misnomerIn(label) : undefined;
    if (misnomer && labelSpan) yield report(label, labelSpan, certainFor(service, misnomer), path);
  },
  *checkFlow({ label, statement, id }) {
    const misnomer = label === undefined ? undefined : misnomerIn(label);
    if (label !== undefined && misnomer && statement?.labelSpan) yield report(label, statement.labelSpan, misnomer, id);
  },
});

const misnomerIn = remembered((label): Misnomer | undefined => {
  const match = pattern.exec(label.replace(/\s+/g, ' '));
  if (!match) return undefined;
  const found = unchanged.get(match[1]!.toLowerCase().replaceAll(' ', ''));
  return found && { written: match[0], ...found };
});

/** What an element is an instance of can settle what its label leaves open. */
function certainFor(service: CatalogService | undefined, misnomer: Misnomer): Misnomer {
  if (service?.id === 'ad-ds') return { ...misnomer, certain: true };
  if (service?.id === 'entra-domain-services') return { ...misnomer, name: service.short, certain: true };
  return misnomer;
}

function report(label: string, span: Span, misnomer: Misnomer, subject: string) {
  const { written, name, certain } = misnomer;
  const mended = label.replace(/\s+/g, ' ').replace(written, () => name);
  return {
    span,
    message: certain ? ('unchanged' as const) : ('either' as const),
    data: { written, name },
    fixes: certain
      ? [{ title: `Replace by "${name}"`, edits: [{ span, newText: printString(mended) }], safe: true }]
      : [],
    subject,
  };
}
