import { isAdministration } from '../../administration.ts';
import { certainService } from '../../certain-service.ts';
import { internetPaths } from '../../internet-facing.ts';
import { defineRule } from '../../rule.ts';

export const vmAdminPath = defineRule({
  id: 'vm-admin-path',
  family: 'network',
  severity: 'error',
  docs: {
    summary: 'Virtual machines are administered straight from the internet.',
    why:
      'Open RDP and SSH ports are found within minutes and attacked for as long as they are open; one weak password or ' +
      'missing update is enough.',
    fix:
      'Administer through Azure Bastion (`via bastion`), a VPN or Entra Private Access, or open the port only when it is ' +
      'needed (`jit-vm-access`).',
    falsePositives: 'None known: what carries the connection (`via`) and just-in-time access are taken into account.',
    source:
      'https://learn.microsoft.com/azure/bastion/bastion-overview, and the built-in Azure policy: Management ports should ' +
      'be closed on your virtual machines',
    bad: ['use internet\nuse virtual-machines as servers\n\ninternet -> servers : traffic "RDP"'],
    good: [
      'use internet\nuse azure-bastion as bastion\nuse virtual-machines as servers\n\ninternet -> servers : traffic via bastion "RDP"',
    ],
  },
  messages: {
    open: 'Administering {name} straight from the internet leaves a port open to everybody. Go through Azure Bastion, a VPN or just-in-time access.',
  },
  *check(model) {
    for (const element of model.instancesOf('virtual-machines')) {
      if (!certainService(element)) continue;
      const opened = [...model.flowsInto(element), ...model.flowsFrom(element)].some((flow) =>
        [flow.source, flow.target].some((end) => certainService(end)?.id === 'jit-vm-access'),
      );
      if (opened) continue;
      for (const { flow, place } of internetPaths(model, element)) {
        if (!flow || flow.via || !isAdministration(flow)) continue;
        yield { span: place, message: 'open', data: { name: element.name }, subject: flow.id };
      }
    }
  },
});
