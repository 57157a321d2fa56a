import type { Properties } from '../../../model/model.ts';
import type { Span, TextEdit } from '../../../model/span.ts';
import { daysBetween } from '../../calendar.ts';
import { printString } from '../../edit-flow.ts';
import { remembered } from '../../remembered.ts';
import { defineRule } from '../../rule.ts';

/** Addresses of portals that are gone, and where their work is done now. */
const moved: readonly { readonly host: string; readonly to: string; readonly perTenant?: boolean }[] = [
  { host: 'portal.cloudappsecurity.com', to: 'security.microsoft.com', perTenant: true },
  { host: 'portal.atp.azure.com', to: 'security.microsoft.com' },
  { host: 'securitycenter.windows.com', to: 'security.microsoft.com' },
  { host: 'protection.office.com', to: 'security.microsoft.com' },
  { host: 'endpoint.microsoft.com', to: 'intune.microsoft.com' },
];

/** The last day on which Sentinel can be used in the Azure portal. */
const sentinelLeavesAzurePortal = '2027-03-31';

export const oldPortal = defineRule({
  id: 'old-portal',
  family: 'names',
  severity: 'info',
  docs: {
    summary: 'A label, description or link names a portal that is gone.',
    why: 'The address still redirects today, to a start page rather than to what is meant; one day it will not.',
    fix: 'Write the present portal, and for a link the page in it.',
    falsePositives: 'A record of how things used to be operated.',
    source:
      'https://learn.microsoft.com/defender-cloud-apps/release-notes, https://learn.microsoft.com/defender-for-identity/whats-new-archive; ' +
      'for Sentinel in the Azure portal, the catalog',
    bad: [
      'use defender-for-identity as mdi { link "https://portal.atp.azure.com" }\nuse defender-xdr as xdr\n\nmdi -> xdr : alert',
    ],
    good: [
      'use defender-for-identity as mdi { link "https://security.microsoft.com/identities" }\nuse defender-xdr as xdr\n\nmdi -> xdr : alert',
    ],
  },
  messages: {
    moved: '{host} is no portal of its own any more: its work is done in {to}. Write that instead.',
    sentinel:
      'Sentinel is no longer used in the Azure portal since {date}: it is in the Defender portal. Write security.microsoft.com.',
  },
  *checkElement(element, _model, { date }) {
    const texts = ownTexts(element.properties, element.ownLabel ? element.label : undefined, element.labelSpan);
    yield* reports(texts, element.path);

    const late = (daysBetween(sentinelLeavesAzurePortal, date) ?? 0) > 0;
    const { link, spans } = element.properties;
    const place = spans.get('link')?.value;
    if (late && place && link && element.service?.id === 'sentinel' && findHost(link, 'portal.azure.com')) {
      yield {
        span: place,
        message: 'sentinel',
        data: { date: sentinelLeavesAzurePortal },
        subject: element.path,
      };
    }
  },
  *checkFlow({ statement, properties, label, id }) {
    if (statement) yield* reports(ownTexts(properties, label, statement.labelSpan), id);
  },
});

interface OwnText {
  readonly text: string;
  readonly span: Span;
}

function ownTexts(properties: Properties, label: string | undefined, labelSpan: Span | undefined): OwnText[] {
  const texts: OwnText[] = [];
  const add = (text: string | undefined, span: Span | undefined) => {
    if (text !== undefined && span) texts.push({ text, span });
  };
  add(label, labelSpan);
  add(properties.link, properties.spans.get('link')?.value);
  add(properties.description, properties.spans.get('description')?.value);
  return texts;
}

function* reports(texts: readonly OwnText[], subject: string) {
  for (const { text, span } of texts) {
    const old = oldHostIn(text);
    if (old) {
      const { host, to, found } = old;
      const edit: TextEdit = { span, newText: printString(text.slice(0, found.start) + to + text.slice(found.end)) };
      // A path that follows the old host leads nowhere on the new one, so a link may need more than the fix does.
      const fixes = [{ title: `Replace by ${to}`, edits: [edit], safe: false }];
      yield { span, message: 'moved' as const, data: { host, to }, fixes, subject };
    }
  }
}

/** The first of the old hosts that a text names, and where. */
const oldHostIn = remembered((text) => {
  for (const { host, to, perTenant } of moved) {
    const found = findHost(text, host, perTenant);
    if (found) return { host, to, found };
  }
  return undefined;
});

/** Where a host name stands in a text, in full; with `perTenant`, also behind a tenant's name (`contoso.portal…`). */
function findHost(text: string, host: string, perTenant = false): { start: number; end: number } | undefined {
  const at = text.toLowerCase().indexOf(host);
  if (at < 0) return undefined;
  const end = at + host.length;
  if (/^(?:[\w-]|\.\w)/.test(text.slice(end, end + 2))) return undefined;
  let start = at;
  while (start > 0 && /[\w.-]/.test(text[start - 1]!)) start--;
  if (start < at && !(perTenant && text[at - 1] === '.')) return undefined;
  return { start, end };
}
