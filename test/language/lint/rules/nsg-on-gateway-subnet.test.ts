import { checkLint } from '../check-lint.ts';

const rule = 'nsg-on-gateway-subnet';

describe(rule, () => {
  it('marks a group in the gateway subnet, by its name or its label', () => {
    checkLint(
      `
group GatewaySubnet {
  use nsg
//    ^^^ error nsg-on-gateway-subnet: GatewaySubnet is the subnet of a gateway
  use vpn-gateway as vpn
}
`,
      { rule },
    );
    checkLint(
      `
zone hub {
  group edge "Gateway subnet" {
    use nsg as edge-nsg
//             ^^^^^^^^ error nsg-on-gateway-subnet: Take edge-nsg out
  }
}
`,
      { rule },
    );
  });

  it('marks the policy that is drawn onto it', () =>
    checkLint(
      `
group gateway-subnet {
  use vpn-gateway as vpn
}
use nsg
nsg -> gateway-subnet : policy
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error nsg-on-gateway-subnet
`,
      { rule },
    ));

  it('leaves other subnets, and a network that holds both', () =>
    checkLint(
      `
zone hub "Hub, with its gateway subnet" {
  use nsg
  group GatewaySubnet {
    use vpn-gateway as vpn
  }
  group servers "Servers behind the gateway subnet" {
    use nsg as servers-nsg
  }
}
`,
      { rule },
    ));
});
