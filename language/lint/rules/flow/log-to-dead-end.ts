import type { ArchitectureModel, Element, Flow } from '../../../model/model.ts';
import type { Catalog } from '../../../catalog/catalog.ts';
import { certainService } from '../../certain-service.ts';
import { listing } from '../../fill-message.ts';
import { isPartOf } from '../../related-services.ts';
import { defineRule } from '../../rule.ts';

/** Where logs are kept and somebody or something searches them; their parts count too. */
const searched = [
  'log-analytics',
  'azure-monitor',
  'sentinel',
  'defender-xdr',
  'defender-for-cloud',
  'purview',
  'third-party-siem',
] as const;

export const logToDeadEnd = defineRule({
  id: 'log-to-dead-end',
  family: 'flow',
  severity: 'warning',
  absence: true,
  docs: {
    summary: 'Logs go to something that only passes them on or stores them away, and from there nowhere.',
    why:
      'Logs that nobody can search detect nothing and answer no question after an attack; they only cost. In a picture ' +
      'the arrow looks like monitoring.',
    fix: 'Draw where they go from there: Log Analytics, Sentinel, or the SIEM you use (`third-party-siem`, or a component).',
    falsePositives:
      'An archive that is kept only because somebody must: draw who would read it, as a component. ' +
      'Components, and services the catalog has no logs of, are taken to be readers.',
    source:
      'https://learn.microsoft.com/azure/azure-monitor/essentials/diagnostic-settings, and the log flows of the catalog',
    bad: [
      'use azure-firewall as firewall\nuse event-hubs as stream\n\nfirewall -> stream : log',
      'use entra-id as entra\nuse azure-storage as archive\n\nentra -> archive : log "Sign-ins"',
    ],
    good: [
      'use azure-firewall as firewall\nuse event-hubs as stream\nuse third-party-siem as siem\n\nfirewall -> stream : log\nstream -> siem : log',
      'use entra-id as entra\nuse azure-storage as archive\nuse log-analytics as workspace\n\nentra -> archive, workspace : log "Sign-ins"',
    ],
  },
  messages: {
    deadEnd:
      'The logs of {sources} end in {target}, which only {does}: nobody can search them. Draw where they go from there, for example to Log Analytics.',
  },
  *check(model) {
    const intoDeadEnds = new Map<Element, Flow[]>();
    const onTheirWay = new Set<Element>();
    for (const flow of model.flows) {
      const { target } = flow;
      if (flow.kind !== 'log' || flow.derivedFrom || onTheirWay.has(target)) continue;
      const known = intoDeadEnds.get(target);
      if (known) known.push(flow);
      else if (isDeadEnd(model, target)) intoDeadEnds.set(target, [flow]);
      else onTheirWay.add(target);
    }
    const passedOn = onTheWayToOthers(model, new Set(intoDeadEnds.keys()));
    for (const [target, all] of intoDeadEnds) {
      // Of a chain that leads nowhere, its end is told.
      if (passedOn.has(target)) continue;
      // A copy stored away is no dead end for logs that are searched elsewhere.
      const flows = all.filter((flow) => !reachesReader(model, flow.source, 'log'));
      const first = flows[0];
      if (!first) continue;
      yield {
        span: first.targetSpan,
        message: 'deadEnd',
        data: {
          sources: listing([...new Set(flows.map((flow) => flow.source.name))]),
          target: target.name,
          does: target.service?.id === 'azure-storage' ? 'stores them away' : 'passes them on',
        },
        related: flows.slice(1).map((flow) => ({
          span: flow.sourceSpan,
          message: `${flow.source.name} sends its logs there, too`,
        })),
        subject: target.path,
      };
    }
  },
});

/** Of some dead ends, those whose logs go on to one that sends its own to none of them. */
function onTheWayToOthers(model: ArchitectureModel, deadEnds: ReadonlySet<Element>): ReadonlySet<Element> {
  const sendsOn = (element: Element) => model.flowsFrom(element, 'log').some(({ target }) => deadEnds.has(target));
  const reached = new Set([...deadEnds].filter((element) => !sendsOn(element)));
  const ends = [...reached];
  for (const element of reached) {
    for (const { source } of model.flowsInto(element, 'log')) if (deadEnds.has(source)) reached.add(source);
  }
  for (const end of ends) reached.delete(end);
  return reached;
}

/** Whether something passes logs on or stores them away, and in this design to nobody. */
function isDeadEnd(model: ArchitectureModel, element: Element): boolean {
  return !isReader(model.catalog, element) && !reachesReader(model, element, undefined);
}

/** Whether logs that are here can be searched: anything the catalog knows no outgoing logs of is taken at its word. */
function isReader(catalog: Catalog, element: Element): boolean {
  const service = certainService(element);
  if (!service || service.status === 'environment') return true;
  if (searched.some((id) => isPartOf(catalog, service.id, id)) && !isRelay(service.id)) return true;
  return !catalog.flowsFrom(service.id).some((flow) => flow.kind === 'log') && !isRelay(service.id);
}

/** Parts of the readers, and services without known logs of their own, that all the same only hand logs on. */
function isRelay(id: string): boolean {
  return (
    id === 'azure-monitor-agent' || id === 'diagnostic-settings' || id === 'azure-activity-log' || id === 'event-hubs'
  );
}

/**
 * Whether something that reads logs can be reached from an element, along flows of a kind (any kind where none is
 * given), by way of what only passes them on. What a container sends, all in it send.
 */
function reachesReader(model: ArchitectureModel, start: Element, kind: 'log' | undefined): boolean {
  const reached = new Set<Element>([start]);
  for (const element of reached) {
    const first = element === start;
    for (let holder: Element | undefined = element; holder; holder = holder.parent) {
      for (const flow of model.flowsFrom(holder, first ? kind : undefined)) {
        if (flow.kind === 'sync' || flow.kind === 'traffic') continue;
        if (isReader(model.catalog, flow.target)) return true;
        reached.add(flow.target);
      }
    }
  }
  return false;
}
