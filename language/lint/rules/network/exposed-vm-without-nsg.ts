import type { ArchitectureModel, Element } from '../../../model/model.ts';
import { isAdministration } from '../../administration.ts';
import { certainInstances } from '../../certain-service.ts';
import { withContents } from '../../containers.ts';
import { internetPaths } from '../../internet-facing.ts';
import { defineRule } from '../../rule.ts';

export const exposedVmWithoutNsg = defineRule({
  id: 'exposed-vm-without-nsg',
  family: 'network',
  severity: 'warning',
  absence: true,
  docs: {
    summary: 'The internet reaches virtual machines that no network security group stands before.',
    why:
      'Without a network security group every port of the machine is as open as its public address: what was meant to ' +
      'serve one port serves them all, file shares and administration included.',
    fix:
      'Draw the network security group of their subnet (`nsg -> servers : policy`), or lead the traffic through a firewall ' +
      'or load balancer (`via`) and take the public address away.',
    falsePositives:
      'A picture that leaves network security groups out on purpose: name what filters as the carrier (`via`). A group ' +
      'counts that stands in the same container as the machines, in one around them, or has any flow with either; so ' +
      'does just-in-time access. Subnets that the internet does not reach are left alone: no picture shows every one of ' +
      'their groups. Administration from the internet is told by `vm-admin-path`.',
    source:
      'https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview, and the built-in Azure policy: ' +
      'Internet-facing virtual machines should be protected with network security groups',
    bad: ['use internet\nuse virtual-machines as servers\n\ninternet -> servers : traffic "HTTPS"'],
    good: [
      'use internet\nuse nsg\nuse virtual-machines as servers\n\nnsg -> servers : policy\ninternet -> servers : traffic "HTTPS"',
    ],
  },
  messages: {
    open: 'The internet reaches {name} with no network security group before it, so every port is open to everybody. Draw nsg, or lead the traffic through a firewall.',
  },
  *check(model) {
    let guarded: ReadonlySet<Element> | undefined;
    for (const element of certainInstances(model, 'virtual-machines')) {
      const path = internetPaths(model, element).find(({ flow }) => !flow || (!flow.via && !isAdministration(flow)));
      if (!path || (guarded ??= guardedElements(model)).has(element)) continue;
      yield { span: path.place, message: 'open', data: { name: element.name }, subject: element.path };
    }
  },
});

/** What a network security group or just-in-time access has to do with, in whatever way the design draws it. */
function guardedElements(model: ArchitectureModel): ReadonlySet<Element> {
  const guarded = new Set<Element>();
  for (const guard of certainInstances(model, 'nsg', 'jit-vm-access')) {
    const flows = [...model.flowsFrom(guard), ...model.flowsInto(guard)];
    for (const { source, target } of flows) guarded.add(source === guard ? target : source);
    if (guard.parent) guarded.add(guard.parent);
    // One that stands apart and is tied to nothing is meant for the whole picture.
    else if (flows.every(({ kind }) => kind !== 'policy')) for (const root of model.roots) guarded.add(root);
  }
  return withContents(guarded);
}
