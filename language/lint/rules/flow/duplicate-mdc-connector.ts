import type { ArchitectureModel, Element, Flow } from '../../../model/model.ts';
import { wordsOfFlow } from '../../author-words.ts';
import { certainInstances, isService } from '../../certain-service.ts';
import { removeFlow } from '../../edit-flow.ts';
import { flowPlace } from '../../flow-place.ts';
import { isMigrating } from '../../migration.ts';
import { defineRule } from '../../rule.ts';

/** How the old connector of Defender for Cloud is called, in short and in full. */
const oldConnector = /\blegacy\b|\bsubscription[- ]based\b|\bper subscription\b/i;

export const duplicateMdcConnector = defineRule({
  id: 'duplicate-mdc-connector',
  family: 'flow',
  severity: 'error',
  docs: {
    summary: 'The legacy connector of Defender for Cloud brings alerts to Sentinel that already reach it.',
    why:
      'The subscription-based connector of Defender for Cloud brings each alert of its subscriptions. Beside the ' +
      'tenant-based one, or beside Defender XDR which makes incidents of the same alerts, everything arrives twice: two ' +
      'alerts, two incidents, two analysts.',
    fix: 'Disconnect the subscription-based (legacy) connector and keep the tenant-based one.',
    falsePositives:
      'The language does not know connectors, so that it goes by the label: "legacy" or "subscription-based". A migration ' +
      'that says so (`status retiring` on the old flow, `status planned` on the new one) is told as information only. ' +
      'Who keeps the legacy connector and opts out of Defender XDR draws no alerts from Defender for Cloud to it.',
    source:
      'https://learn.microsoft.com/azure/defender-for-cloud/concept-integration-365, ' +
      'https://learn.microsoft.com/azure/sentinel/ingest-defender-for-cloud-incidents',
    bad: [
      'use defender-for-cloud as mdc\nuse defender-xdr as xdr\nuse log-analytics as workspace\nuse sentinel\n\n' +
        'workspace -> sentinel : log\nmdc -> xdr : alert\nxdr -> sentinel : incident\n' +
        'mdc -> sentinel : alert "Subscription-based connector (legacy)"',
    ],
    good: [
      'use defender-for-cloud as mdc\nuse defender-xdr as xdr\nuse log-analytics as workspace\nuse sentinel\n\n' +
        'workspace -> sentinel : log\nmdc -> xdr : alert\nxdr -> sentinel : incident\n' +
        'mdc -> sentinel : alert "Tenant-based connector"',
    ],
  },
  messages: {
    both: 'The alerts of {mdc} already reach {sentinel} by its other connector, so each arrives twice. Disconnect this legacy one.',
    hub: 'The alerts of {mdc} already reach {sentinel} as incidents of {hub}, so each arrives twice. Disconnect this legacy connector and use the tenant-based one.',
    migration:
      'Once both are on, each alert of {mdc} reaches {sentinel} twice. Disconnect this legacy connector when the other is connected.',
  },
  *check(model) {
    for (const sentinel of certainInstances(model, 'sentinel')) {
      const alerts = model.flowsInto(sentinel).filter(({ kind }) => kind === 'alert' || kind === 'incident');
      const legacy = alerts.filter(
        (flow) =>
          isService(flow.source, 'defender-for-cloud') && flow.statement && oldConnector.test(wordsOfFlow(flow)),
      );
      if (legacy.length === 0) continue;
      const isLegacy = new Set(legacy);
      const others = new Map<Element, Flow>();
      for (const flow of alerts) if (!isLegacy.has(flow) && !others.has(flow.source)) others.set(flow.source, flow);
      const hubs = alerts.filter(({ source }) => isService(source, 'defender-xdr'));
      const hubOf = new Map<Element, Flow | undefined>();
      for (const flow of legacy) {
        const mdc = flow.source;
        const other = others.get(mdc);
        if (!other && !hubOf.has(mdc)) hubOf.set(mdc, findHub(model, mdc, hubs));
        const replacement = other ?? hubOf.get(mdc);
        if (!replacement) continue;
        const migrating = isMigrating(flow, replacement);
        const edits = removeFlow(flow);
        yield {
          span: flowPlace(flow),
          message: migrating ? 'migration' : other ? 'both' : 'hub',
          data: { mdc: mdc.name, sentinel: sentinel.name, hub: replacement.source.name },
          related: [{ span: replacement.span, message: `The alerts of ${mdc.name} arrive here already` }],
          fixes: edits ? [{ title: `Remove ${mdc.name} -> ${sentinel.name} : ${flow.kind}`, edits, safe: false }] : [],
          subject: flow.id,
          severity: migrating ? 'info' : undefined,
        };
      }
    }
  },
});

/** The flow by which a Defender XDR brings what this Defender for Cloud reports to it. */
function findHub(model: ArchitectureModel, mdc: Element, hubs: readonly Flow[]): Flow | undefined {
  const reportsTo = new Set(
    model
      .flowsFrom(mdc)
      .filter(({ kind }) => kind === 'alert' || kind === 'incident')
      .map(({ target }) => target),
  );
  return hubs.find(({ source }) => reportsTo.has(source));
}
