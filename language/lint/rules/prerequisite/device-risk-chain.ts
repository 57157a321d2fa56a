import { certainService } from '../../certain-service.ts';
import { flowPlace } from '../../flow-place.ts';
import { defineRule } from '../../rule.ts';

export const deviceRiskChain = defineRule({
  id: 'device-risk-chain',
  family: 'prerequisite',
  severity: 'warning',
  absence: true,
  docs: {
    summary: 'The risk of a device is drawn into access decisions without Intune between.',
    why:
      'Conditional Access does not read the risk level of a device from Defender for Endpoint. Intune does, in a ' +
      'compliance policy, and Conditional Access then asks whether the device is compliant. Without that chain a ' +
      'compromised device keeps its access.',
    fix: 'Let Defender for Endpoint send `signal` to Intune, and Intune send `signal` to Entra ID or Conditional Access.',
    falsePositives:
      'A partner product for compliance in place of Intune, or a picture that shortens the chain: say `via`.',
    source: 'https://learn.microsoft.com/intune/intune-service/protect/advanced-threat-protection',
    bad: [
      'use defender-for-endpoint as mde\nuse conditional-access as access\nuse entra-id as entra\n\n' +
        'mde -> access : signal "Device risk"\nentra -> access : signal',
    ],
    good: [
      'use defender-for-endpoint as mde\nuse intune\nuse conditional-access as access\nuse entra-id as entra\n\n' +
        'mde -> intune : signal "Device risk"\nintune -> entra : signal "Compliance"\nentra -> access : signal\n' +
        'mde -> access : signal "Device risk"',
    ],
  },
  messages: {
    chain:
      '{access} learns the risk of a device only through a compliance policy of Intune; without it {source} changes no decision. Draw {missing}.',
  },
  *check(model) {
    const intunes = model.instancesOf('intune').filter((element) => certainService(element));
    for (const access of model.instancesOf('conditional-access')) {
      for (const flow of model.flowsInto(access, 'signal')) {
        if (flow.via || flow.derivedFrom || certainService(flow.source)?.id !== 'defender-for-endpoint') continue;
        const reached = intunes.filter((intune) => model.flowsBetween(flow.source, intune).some(isSignal));
        const complete = reached.some((intune) =>
          model.flowsFrom(intune, 'signal').some(({ target }) => {
            const id = certainService(target)?.id;
            return id === 'entra-id' || id === 'conditional-access' || id === 'microsoft-entra';
          }),
        );
        if (complete) continue;
        const intune = intunes[0]?.name ?? 'intune';
        yield {
          span: flowPlace(flow),
          message: 'chain',
          data: {
            access: access.name,
            source: flow.source.name,
            missing:
              reached.length === 0
                ? `${flow.source.name} -> ${intune} : signal`
                : `the signal of ${intune} to Entra ID or ${access.name}`,
          },
          subject: flow.id,
        };
      }
    }
  },
});

function isSignal({ kind }: { readonly kind: string }): boolean {
  return kind === 'signal' || kind === 'context';
}
