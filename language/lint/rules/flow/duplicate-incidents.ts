import type { ArchitectureModel, Element, Flow } from '../../../model/model.ts';
import type { Span } from '../../../model/span.ts';
import { certainService, isService } from '../../certain-service.ts';
import { removeFlow } from '../../edit-flow.ts';
import { listing } from '../../fill-message.ts';
import { flowPlace } from '../../flow-place.ts';
import { isMissingInCloud } from '../../government-cloud.ts';
import { isMigrating } from '../../migration.ts';
import { defineRule } from '../../rule.ts';

/** Products whose alerts the Defender XDR connector brings, and whose own connectors it replaces. */
const broughtByXdr: ReadonlySet<string> = new Set([
  'defender-for-endpoint',
  'defender-for-identity',
  'defender-for-office-365',
  'defender-for-cloud-apps',
  'entra-id-protection',
]);

export const duplicateIncidents = defineRule({
  id: 'duplicate-incidents',
  family: 'flow',
  severity: 'error',
  docs: {
    summary: 'Sentinel receives the same alerts twice.',
    why:
      'The Defender XDR connector brings incidents with the alerts of Defender for Endpoint, Identity, Office 365, Cloud ' +
      'Apps and Entra ID Protection. With their own connectors beside it, each alert makes a second incident: analysts ' +
      'work twice, and figures and automation count double.',
    fix:
      'Drop the direct alert flows; log flows (the advanced hunting tables) may stay. These connectors are ' +
      'disconnected by themselves when Sentinel is onboarded to the Defender portal.',
    falsePositives:
      'A migration: mark the direct flow `status retiring`, or the Defender XDR flow `status planned`, and it is told as ' +
      'information only, as it is where an `integrate` statement draws both. Two workspaces are told apart, and so are ' +
      'alerts that go `via` Defender XDR. Defender for Cloud is not meant: its alerts need a connector of their own. ' +
      'Articles that list alerts of these products to both Defender XDR and Sentinel list what is possible, not what is ' +
      'switched on together.',
    source: 'https://learn.microsoft.com/azure/sentinel/microsoft-365-defender-sentinel-integration',
    bad: [
      'use defender-for-endpoint as mde\nuse defender-xdr as xdr\nuse log-analytics as workspace\nuse sentinel\n\n' +
        'workspace -> sentinel : log\nmde -> xdr : alert\nxdr -> sentinel : incident\nmde -> sentinel : alert',
    ],
    good: [
      'use defender-for-endpoint as mde\nuse defender-xdr as xdr\nuse log-analytics as workspace\nuse sentinel\n\n' +
        'workspace -> sentinel : log\nmde -> xdr : alert\nxdr -> sentinel : incident\nmde -> sentinel : log',
      'use defender-for-endpoint as mde\nuse log-analytics as workspace\nuse sentinel\n\n' +
        'workspace -> sentinel : log\nmde -> sentinel : alert',
    ],
  },
  messages: {
    twice:
      '{source} also reaches {target} through {hub}, so that each of its alerts becomes two incidents. Drop this flow and keep that of {hub}.',
    migration:
      '{source} also reaches {target} through {hub}: once both are on, each alert becomes two incidents. Drop this flow when {hub} is connected.',
    derived:
      'Of {sources}, this statement draws alerts to {target} beside the incidents of {hub}, which bring the same alerts: both connected at once, each becomes two incidents. Write the flows out and keep one.',
  },
  *check(model) {
    /** By `integrate` statement and receiver: one finding, whatever it derives. */
    const derived = new Map<string, { span: Span; sources: string[]; target: string; hub: Flow }>();
    for (const sentinel of model.instancesOf('sentinel')) {
      const hubs = model
        .flowsInto(sentinel)
        .filter((flow) => bringsAlerts(flow) && isService(flow.source, 'defender-xdr'));
      if (hubs.length === 0) continue;
      for (const flow of model.flowsInto(sentinel)) {
        const service = certainService(flow.source);
        if (!bringsAlerts(flow) || !service || !broughtByXdr.has(service.id)) continue;
        if (isService(flow.via, 'defender-xdr')) continue;
        // What does not exist at all need not be told to be there twice.
        if (isMissingInCloud(model, flow)) continue;
        const hub = hubOf(model, flow.source, hubs);
        if (!hub) continue;

        if (!flow.statement) {
          const key = `${flow.span.uri}\n${flow.span.start}\n${sentinel.name}`;
          const entry = derived.get(key) ?? { span: flow.span, sources: [], target: sentinel.name, hub };
          if (!entry.sources.includes(flow.source.name)) entry.sources.push(flow.source.name);
          derived.set(key, entry);
          continue;
        }
        const migrating = isMigrating(flow, hub);
        const edits = removeFlow(flow);
        yield {
          span: flowPlace(flow),
          message: migrating ? 'migration' : 'twice',
          data: { source: flow.source.name, target: sentinel.name, hub: hub.source.name },
          related: [{ span: hub.span, message: `${hub.source.name} brings the alerts of ${flow.source.name} here` }],
          fixes: edits
            ? [{ title: `Remove ${flow.source.name} -> ${sentinel.name} : ${flow.kind}`, edits, safe: false }]
            : [],
          subject: flow.id,
          severity: migrating || hub.derivedFrom ? 'info' : undefined,
        };
      }
    }
    for (const { span, sources, target, hub } of derived.values()) {
      yield {
        span,
        message: 'derived',
        data: { sources: listing(sources), target, hub: hub.source.name },
        related: hub.span === span ? [] : [{ span: hub.span, message: `${hub.source.name} brings the alerts here` }],
        subject: hub.id,
        severity: 'info',
      };
    }
  },
});

function bringsAlerts(flow: Flow): boolean {
  return flow.kind === 'alert' || flow.kind === 'incident';
}

/**
 * The flow by which a product's alerts reach Sentinel besides its own. Where a design has several Defender XDR (several
 * tenants), a product that reports to one of them reaches Sentinel only through that one.
 */
function hubOf(model: ArchitectureModel, product: Element, hubs: readonly Flow[]): Flow | undefined {
  const own = model.flowsFrom(product).filter((flow) => isService(flow.target, 'defender-xdr'));
  if (own.length === 0) return hubs[0];
  return hubs.find((hub) => own.some((flow) => flow.target === hub.source));
}
