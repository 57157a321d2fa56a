import type { ArchitectureModel, Element } from '../../../model/model.ts';
import { defineRule } from '../../rule.ts';

export const unusedElement = defineRule({
  id: 'unused-element',
  family: 'legibility',
  severity: 'info',
  absence: true,
  docs: {
    summary: 'Nothing flows to or from an element.',
    why: 'A box without a line says that something is there, not what it does. Often a flow was forgotten, or the box was.',
    fix: 'Draw what it sends or receives, or remove it.',
    falsePositives:
      'Things that are there to be seen: name the element in a view (`include`), and it counts as used. So does what ' +
      'another service of the design requires, what carries a flow (`via`), what stands in a group or zone that has ' +
      'flows of its own, and a network security group in the container it is for. A design without any flow is an inventory, and nothing in it is reported.',
    source: 'Hygiene',
    bad: [
      'use defender-for-endpoint as mde\nuse defender-xdr as xdr\nuse azure-bastion as bastion\n\nmde -> xdr : alert',
    ],
    good: [
      'use defender-for-endpoint as mde\nuse defender-xdr as xdr\n\nmde -> xdr : alert',
      'use defender-for-endpoint as mde\nuse defender-xdr as xdr\nuse azure-bastion as bastion\n\nmde -> xdr : alert\n\n' +
        'view all {\n  include mde, xdr, bastion\n}',
    ],
  },
  messages: {
    unused:
      'Nothing flows to or from {name}: the picture shows that it is there, not what it does. Draw its flows, or remove it.',
    empty: '{name} holds nothing and nothing flows to or from it. Put something into it, or remove it.',
  },
  *check(model) {
    if (model.flows.length === 0) return;
    const used = usedElements(model);
    const named = new Set(model.references.map(({ element }) => element));
    for (const element of model.elements.values()) {
      if (used.has(element) || element.kind === 'threat') continue;
      // That nothing reaches Sentinel is more than a matter of looks, and told as that.
      if (element.service?.id === 'sentinel') continue;
      // A network security group belongs to the subnet or network that holds it, and needs no line to it.
      if (element.service?.id === 'nsg' && element.parent) continue;
      const isContainer = element.kind === 'group' || element.kind === 'zone';
      if (isContainer && element.children.length > 0) continue;
      yield {
        span: element.nameSpan,
        message: isContainer ? 'empty' : 'unused',
        data: { name: element.name },
        // What an accept statement still names cannot simply go.
        fixes: named.has(element)
          ? []
          : [{ title: `Remove ${element.name}`, edits: [{ span: element.span, newText: '' }], safe: false }],
        tag: 'unnecessary',
        subject: element.path,
      };
    }
  },
});

function usedElements(model: ArchitectureModel): ReadonlySet<Element> {
  const used = new Set<Element>();
  const use = (element: Element) => {
    if (used.has(element)) return;
    used.add(element);
    // What a container sends or receives, all in it do.
    for (const child of element.children) use(child);
  };
  for (const { source, target, via } of model.flows) {
    use(source);
    use(target);
    if (via) use(via);
  }
  for (const { element, role } of model.references) {
    // That a finding about it is accepted does not put it to use.
    if (role !== 'integrate' && role !== 'accept') use(element);
  }
  for (const element of model.elements.values()) {
    for (const alternatives of element.service?.requires ?? []) {
      for (const id of alternatives) for (const required of model.instancesOf(id)) used.add(required);
    }
  }
  return used;
}
