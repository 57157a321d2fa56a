import { checkLint } from '../check-lint.ts';

const rule = 'expressroute-plain';

const services = 'use onprem-network as site\nuse expressroute as circuit\nuse azure-vnet as vnet\n';

describe(rule, () => {
  it('marks traffic over it or through it', () => {
    checkLint(
      `${services}
site -> vnet : traffic via circuit
//^^^^^^^^^^^^^^^^^^^^ info expressroute-plain: circuit is private, but encrypts nothing
`,
      { rule },
    );
    checkLint(
      `${services}
site -> circuit : traffic
//^^^^^^^^^^^^^^^^^^^^^^^ expressroute-plain
circuit -> vnet : traffic
`,
      { rule },
    );
  });

  it('takes the author at his word', () => {
    checkLint(`${services}site -> vnet : traffic via circuit "IPsec"`, { rule });
    checkLint(`${services}site -> vnet : traffic via circuit { tags encrypted }`, { rule });
    checkLint(`${services}use vpn-gateway as vpn\nsite -> vpn : traffic via circuit`, { rule });
    checkLint(
      'use onprem-network as site\nuse expressroute as circuit "ExpressRoute Direct, MACsec"\nuse azure-vnet as vnet\nsite -> vnet : traffic via circuit',
      { rule },
    );
  });

  it('leaves a circuit that carries no traffic in this design', () =>
    checkLint(`${services}use azure-monitor as monitor\ncircuit -> monitor : log\nsite -> vnet : traffic`, { rule }));
});
