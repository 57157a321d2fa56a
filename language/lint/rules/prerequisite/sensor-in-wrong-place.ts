import type { Element } from '../../../model/model.ts';
import { wordsOfElement } from '../../author-words.ts';
import { certainInstances, certainService } from '../../certain-service.ts';
import { flowPlace } from '../../flow-place.ts';
import { defineRule } from '../../rule.ts';

/** Machines and apps on which there is no sensor of Defender for Identity. */
const withoutSensor: ReadonlySet<string> = new Set([
  'onprem-client',
  'windows-client',
  'onprem-file-server',
  'onprem-database',
  'onprem-application',
  'saas-app',
  'microsoft-365',
  'exchange-online',
]);

const proxy = /\bWAP\b|\bweb application prox(?:y|ies)\b/i;
const directory =
  /\bdomain controllers?\b|\bDCs?\b|\bAD[ -]?(?:DS|FS|CS)\b|\bEntra Connect\b|\bcertificat(?:e|ion) authorit(?:y|ies)\b/i;

export const sensorInWrongPlace = defineRule({
  id: 'sensor-in-wrong-place',
  family: 'prerequisite',
  severity: 'warning',
  docs: {
    summary: 'Defender for Identity is drawn on machines that it has no sensor for.',
    why:
      'Its sensors run on domain controllers and on AD FS, AD CS and Entra Connect servers; there they see who signs in ' +
      'and what is changed. A line from anywhere else promises a detection that does not exist.',
    fix: 'Draw the signal from `ad-ds`, `ad-fs`, `ad-cs` or `entra-connect`; watch other machines with Defender for Endpoint.',
    falsePositives:
      'Servers in general are left alone, as they may be domain controllers, and so is whatever is called one. Web ' +
      'Application Proxy servers are told by their name.',
    source:
      'https://learn.microsoft.com/defender-for-identity/architecture, ' +
      'https://learn.microsoft.com/defender-for-identity/deploy/active-directory-federation-services',
    bad: [
      'use onprem-client as clients\nuse defender-for-identity as mdi\nuse defender-xdr as xdr\n\n' +
        'clients -> mdi : signal "Sign-ins"\nmdi -> xdr : alert',
    ],
    good: [
      'use ad-ds\nuse ad-fs\nuse defender-for-identity as mdi\nuse defender-xdr as xdr\n\n' +
        'ad-ds, ad-fs -> mdi : signal "Sign-ins"\nmdi -> xdr : alert',
    ],
  },
  messages: {
    machine:
      '{source} can have no sensor of {mdi}: those run on domain controllers, AD FS, AD CS and Entra Connect servers, and see nothing here. Draw the signal from ad-ds.',
    proxy:
      '{mdi} has no sensor on Web Application Proxy servers: it runs on the federation servers behind them. Draw the signal from ad-fs.',
  },
  *check(model) {
    for (const mdi of certainInstances(model, 'defender-for-identity')) {
      for (const flow of model.flowsInto(mdi)) {
        if ((flow.kind !== 'signal' && flow.kind !== 'log') || flow.derivedFrom) continue;
        const message = mistakeOf(flow.source);
        if (!message) continue;
        yield {
          span: flowPlace(flow),
          message,
          data: { source: flow.source.name, mdi: mdi.name },
          subject: flow.id,
        };
      }
    }
  },
});

function mistakeOf(source: Element): 'machine' | 'proxy' | undefined {
  const words = wordsOfElement(source);
  if (proxy.test(words)) return 'proxy';
  const service = certainService(source);
  return service && withoutSensor.has(service.id) && !directory.test(words) ? 'machine' : undefined;
}
