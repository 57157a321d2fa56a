import { checkLint } from '../check-lint.ts';

const rule = 'internet-app-no-waf';

describe(rule, () => {
  it('marks applications and gateways that the internet reaches', () =>
    checkLint(
      `
use internet
use app-service as shop
use application-gateway as gateway
use api-management as apis { exposure internet }
//                                    ^^^^^^^^ warning internet-app-no-waf: The internet reaches apis
internet -> shop, gateway : traffic
//          ^^^^ warning internet-app-no-waf: The internet reaches shop
//                ^^^^^^^ internet-app-no-waf
`,
      { rule },
    ));

  it('is content with a WAF in any shape', () =>
    checkLint(
      `
use internet
use azure-waf as waf
use azure-front-door as front-door
use application-gateway as gateway { plan "WAF_v2" }
use api-management as apis
use app-service as shop
component imperva "WAF of another maker"
waf -> front-door : policy
internet -> front-door, gateway : traffic
internet -> waf : traffic
waf -> apis : traffic
internet -> shop : traffic via imperva
`,
      { rule },
    ));

  it('leaves what the internet does not reach, and what is no web application, alone', () =>
    checkLint(
      `
use internet
use user as staff
use app-service as shop { exposure private }
use azure-firewall as firewall
use vpn-gateway as vpn
internet -> firewall, vpn : traffic
staff, firewall -> shop : traffic
internet -> shop : signal
`,
      { rule },
    ));
});
