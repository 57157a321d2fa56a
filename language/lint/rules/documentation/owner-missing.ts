import { listing } from '../../fill-message.ts';
import { defineRule } from '../../rule.ts';

export const ownerMissing = defineRule({
  id: 'owner-missing',
  family: 'documentation',
  severity: 'info',
  strictOnly: true,
  absence: true,
  docs: {
    summary: 'Nobody is said to answer for a part of the design.',
    why:
      'When a connector breaks or a risk has to be decided on, the first question is whose it is. Where the design does not ' +
      'say, finding out takes longer than mending it.',
    fix: 'Write `owner` on the architecture, or on each zone, group or element that somebody else answers for.',
    falsePositives:
      'First designs and examples, which is why it runs only where a configuration asks for it. The owner of a container ' +
      'counts for what it holds, and that of the architecture for everything.',
    source: 'Hygiene',
    bad: [
      'architecture soc "SOC"\n\nuse defender-for-endpoint as mde\nuse defender-xdr as xdr\n\nmde -> xdr : alert',
      'use defender-for-endpoint as mde\nuse defender-xdr as xdr { owner "SOC engineering" }\n\nmde -> xdr : alert',
    ],
    good: [
      'architecture soc "SOC" { owner "SOC engineering" }\n\nuse defender-for-endpoint as mde\nuse defender-xdr as xdr\n\nmde -> xdr : alert',
      'zone tenant "Tenant" {\n  owner "SOC engineering"\n  use defender-for-endpoint as mde\n  use defender-xdr as xdr\n}\n\nmde -> xdr : alert',
    ],
  },
  messages: {
    nobody:
      'Nobody is said to answer for this design: who breaks something, or has to decide on a risk, does not know whom to ask. Write owner on the architecture, or on {names}.',
    part: 'Nobody is said to answer for {name}, as somebody is for other parts of this design. Write its owner.',
  },
  *check(model) {
    if (model.architecture?.owner !== undefined) return;
    const roots = model.roots.filter(({ kind }) => kind !== 'threat');
    const [first, ...others] = roots.filter(({ properties }) => properties.owner === undefined);
    if (!first) return;
    const somebody = [...model.elements.values()].some(({ properties }) => properties.owner !== undefined);
    if (!somebody) {
      yield {
        span: model.architecture?.span.uri === first.span.uri ? headOf(model.architecture.span) : first.nameSpan,
        message: 'nobody',
        data: { names: listing([first, ...others].map(({ name }) => name)) },
        subject: first.path,
      };
      return;
    }
    for (const root of [first, ...others]) {
      // A container whose parts all have owners needs none of its own.
      const parts = root.children.filter(({ kind }) => kind !== 'threat');
      if (parts.length > 0 && parts.every(({ properties }) => properties.owner !== undefined)) continue;
      yield { span: root.nameSpan, message: 'part', data: { name: root.name }, subject: root.path };
    }
  },
});

/** The word a statement begins with: to mark the whole of it would mark its block as well. */
function headOf<Place extends { readonly start: number; readonly end: number }>(span: Place): Place {
  return { ...span, end: Math.min(span.end, span.start + 'architecture'.length) };
}
