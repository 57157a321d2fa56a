import type { ArchitectureModel, Element, Flow } from '../../../model/model.ts';
import type { FlowKind } from '../../../model/vocabulary.ts';
import { certainService } from '../../certain-service.ts';
import { printName } from '../../edit-flow.ts';
import { flowPlace } from '../../flow-place.ts';
import { defineRule } from '../../rule.ts';

export const emptyMdcIncidents = defineRule({
  id: 'empty-mdc-incidents',
  family: 'flow',
  severity: 'warning',
  absence: true,
  docs: {
    summary: "Defender for Cloud's incidents reach Sentinel without their alerts.",
    why:
      'The Defender XDR connector brings incidents of Defender for Cloud, but neither their alerts nor their entities. ' +
      'In Sentinel they appear empty: an analyst sees a title and nothing to work with.',
    fix: 'Connect Defender for Cloud to Sentinel as well (`alert`, the tenant-based connector).',
    falsePositives:
      'A security team that works in the Defender portal only, where the alerts are there. Alerts that Sentinel gets ' +
      'from Defender for Cloud by any way that the design shows count.',
    source: 'https://learn.microsoft.com/azure/sentinel/microsoft-365-defender-sentinel-integration',
    bad: [
      'use defender-for-cloud as mdc\nuse defender-xdr as xdr\nuse log-analytics as workspace\nuse sentinel\n\n' +
        'workspace -> sentinel : log\nmdc -> xdr : alert\nxdr -> sentinel : incident',
    ],
    good: [
      'use defender-for-cloud as mdc\nuse defender-xdr as xdr\nuse log-analytics as workspace\nuse sentinel\n\n' +
        'workspace -> sentinel : log\nmdc -> xdr : alert\nxdr -> sentinel : incident\nmdc -> sentinel : alert',
    ],
  },
  messages: {
    empty:
      '{hub} brings the incidents of {mdc} to {sentinel} without their alerts, so they appear empty there. Connect {mdc} to {sentinel} as well.',
  },
  *check(model) {
    for (const sentinel of model.instancesOf('sentinel')) {
      if (!certainService(sentinel)) continue;
      for (const hub of flowsOf(model, sentinel, 'defender-xdr')) {
        for (const feed of flowsOf(model, hub.source, 'defender-for-cloud')) {
          const mdc = feed.source;
          if (flowsOf(model, sentinel, 'defender-for-cloud').some((flow) => flow.source === mdc)) continue;
          const flow = `${printName(mdc.name)} -> ${printName(sentinel.name)} : alert`;
          const end = { ...hub.span, start: hub.span.end };
          yield {
            span: flowPlace(hub),
            message: 'empty',
            data: { hub: hub.source.name, mdc: mdc.name, sentinel: sentinel.name },
            related: [{ span: flowPlace(feed), message: `${hub.source.name} makes incidents of these` }],
            fixes: hub.statement
              ? [{ title: `Add "${flow}"`, edits: [{ span: end, newText: `\n${flow}` }], safe: false }]
              : [],
            subject: `${mdc.name}->${sentinel.name}:alert`,
          };
        }
      }
    }
  },
});

const alertKinds: readonly FlowKind[] = ['alert', 'incident'];

/** The first flow of alerts or incidents into an element from each instance of a service. */
function flowsOf(model: ArchitectureModel, target: Element, id: string): readonly Flow[] {
  const flows = model
    .flowsInto(target)
    .filter((flow) => alertKinds.includes(flow.kind) && certainService(flow.source)?.id === id);
  return flows.filter((flow, index) => flows.findIndex((other) => other.source === flow.source) === index);
}
