import type { ArchitectureModel, Element } from '../../../model/model.ts';
import { addFlow } from '../../add-flow.ts';
import { certainInstances } from '../../certain-service.ts';
import { ofAnyHolder } from '../../containers.ts';
import { defineRule } from '../../rule.ts';

export const keyVaultNotLogged = defineRule({
  id: 'key-vault-not-logged',
  family: 'coverage',
  severity: 'info',
  absence: true,
  docs: {
    summary: 'A key vault is used, and who reads its keys and secrets is not logged.',
    why:
      'A stolen secret is used elsewhere, often much later. The log of the vault is what tells who has read it, and there ' +
      'is none unless it was switched on before.',
    fix: 'Send its logs (`AuditEvent`) to the workspace: `secrets -> workspace : log`.',
    falsePositives:
      'A picture that leaves out the logs of single resources, hence information only. Told only where something uses the ' +
      'vault and other things send logs to a workspace, so that the design is about logs. What the container of the vault ' +
      'sends counts, and so does Defender for Key Vault.',
    source:
      'https://learn.microsoft.com/azure/key-vault/general/logging, and the built-in Azure policy: Resource logs in Key ' +
      'Vault should be enabled',
    bad: [
      'use app-service as shop\nuse key-vault as secrets\nuse azure-firewall as firewall\nuse log-analytics as workspace\n\n' +
        'shop -> secrets : traffic\nfirewall -> workspace : log',
    ],
    good: [
      'use app-service as shop\nuse key-vault as secrets\nuse azure-firewall as firewall\nuse log-analytics as workspace\n\n' +
        'shop -> secrets : traffic\nfirewall, secrets -> workspace : log',
    ],
  },
  messages: {
    unlogged:
      'Nobody logs who reads the keys and secrets of {name}, so a stolen one cannot be traced back. Let it send log to {workspace}.',
  },
  *check(model) {
    const workspace = certainInstances(model, 'log-analytics', 'azure-monitor', 'sentinel').find(
      (element) => model.flowsInto(element, 'log').length > 0,
    );
    if (!workspace || certainInstances(model, 'defender-for-key-vault').length > 0) return;
    const logged = ofAnyHolder((element) => model.flowsFrom(element, 'log').length > 0);
    for (const vault of certainInstances(model, 'key-vault', 'managed-hsm')) {
      if (!isUsed(model, vault) || logged(vault)) continue;
      yield {
        span: vault.serviceSpan ?? vault.nameSpan,
        message: 'unlogged',
        data: { name: vault.name, workspace: workspace.name },
        fixes: addFlow(model, vault.span, vault, workspace, 'log'),
        subject: vault.path,
      };
    }
  },
});

function isUsed(model: ArchitectureModel, vault: Element): boolean {
  return model.flowsInto(vault).length > 0 || model.flowsFrom(vault, 'traffic').length > 0;
}
