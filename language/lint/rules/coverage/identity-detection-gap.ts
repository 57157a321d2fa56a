import type { ArchitectureModel } from '../../../model/model.ts';
import { certainInstances, certainService } from '../../certain-service.ts';
import { defineRule } from '../../rule.ts';

/** Products of the Defender suite: a design that names some of them does not mean the suite by one box. */
const products = ['defender-for-endpoint', 'defender-for-office-365', 'defender-for-cloud-apps'] as const;

/** What watches Active Directory. */
const watchersOfDirectory = ['defender-for-identity', 'advanced-threat-analytics'] as const;

export const identityDetectionGap = defineRule({
  id: 'identity-detection-gap',
  family: 'coverage',
  severity: 'warning',
  absence: true,
  docs: {
    summary: 'Of two directories, one is watched for attacks and the other is not.',
    why:
      'Defender for Identity watches Active Directory, Entra ID Protection watches Entra ID; neither sees the other. ' +
      'Attackers take the one that nobody watches and move on from there: most ransomware goes through Active Directory.',
    fix: 'Add `defender-for-identity` for Active Directory, `entra-id-protection` for Entra ID.',
    falsePositives:
      'Told only of designs that name products of Defender and so are about detection. Active Directory counts as watched ' +
      'where it sends signals or logs to something the catalog does not know, or to a SIEM of another maker. That ID ' +
      'Protection is missing is information only, as it needs Entra ID P2, and is told only where both ' +
      'Conditional Access and Defender for Identity are drawn.',
    source:
      'Azure Architecture Center: Build the second layer of defense with Microsoft Defender XDR Security services; ' +
      'https://learn.microsoft.com/defender-for-identity/what-is',
    bad: [
      'use ad-ds as directory\nuse entra-connect as connect\nuse entra-id as entra\nuse defender-for-endpoint as mde\n' +
        'use defender-xdr as xdr\n\ndirectory -> connect : sync\nconnect -> entra : sync\nmde -> xdr : alert',
      'use ad-ds as directory\nuse entra-id as entra\nuse conditional-access as access\nuse defender-for-identity as mdi\n' +
        'use defender-xdr as xdr\nuse defender-for-endpoint as mde\n\n' +
        'directory -> mdi : signal\nentra -> access : signal\nmde, mdi -> xdr : alert',
    ],
    good: [
      'use ad-ds as directory\nuse entra-connect as connect\nuse entra-id as entra\nuse defender-for-endpoint as mde\n' +
        'use defender-for-identity as mdi\nuse defender-xdr as xdr\n\n' +
        'directory -> connect : sync\nconnect -> entra : sync\ndirectory -> mdi : signal\nmde, mdi -> xdr : alert',
    ],
  },
  messages: {
    directory:
      'Nothing watches {name} for attacks, and services that protect Entra ID do not see it: whoever takes it over is not noticed there. Add defender-for-identity.',
    cloud:
      'Nothing works out which users and sign-ins of {name} are at risk, so that stolen passwords are only noticed by what is done with them. Add entra-id-protection (Entra ID P2).',
  },
  *check(model) {
    if (certainInstances(model, ...products).length === 0) return;
    const [directory, ...otherDirectories] = certainInstances(model, 'ad-ds');
    if (directory && !isDirectoryWatched(model)) {
      yield {
        span: directory.serviceSpan ?? directory.nameSpan,
        message: 'directory',
        data: { name: directory.name },
        related: otherDirectories.map(({ nameSpan }) => ({ span: nameSpan, message: 'Nor this one' })),
        subject: directory.path,
      };
    }
    const [entra] = certainInstances(model, 'entra-id');
    const inScope = ['conditional-access', 'defender-for-identity'].every((id) => certainInstances(model, id).length > 0);
    if (entra && inScope && certainInstances(model, 'entra-id-protection').length === 0) {
      yield {
        span: entra.serviceSpan ?? entra.nameSpan,
        message: 'cloud',
        data: { name: entra.name },
        subject: entra.path,
        severity: 'info',
      };
    }
  },
});

function isDirectoryWatched(model: ArchitectureModel): boolean {
  if (certainInstances(model, ...watchersOfDirectory).length > 0) return true;
  return certainInstances(model, 'ad-ds').some((directory) =>
    model.flowsFrom(directory).some(({ kind, target }) => {
      if (kind !== 'signal' && kind !== 'log') return false;
      const service = certainService(target);
      return service ? service.id === 'third-party-siem' : target.kind === 'component';
    }),
  );
}
