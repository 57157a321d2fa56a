import { checkLint } from '../check-lint.ts';

const rule = 'sensor-in-wrong-place';

describe(rule, () => {
  it('marks machines that can have no sensor', () =>
    checkLint(
      `
use defender-for-identity as mdi
use onprem-client as clients
use onprem-file-server as files
clients, files -> mdi : signal
//^^^^^ warning sensor-in-wrong-place: clients can have no sensor of mdi
//       ^^^^^ warning sensor-in-wrong-place: files can have no sensor
`,
      { rule },
    ));

  it('marks Web Application Proxy servers by their name, whatever they are drawn as', () =>
    checkLint(
      `
use defender-for-identity as mdi
use onprem-server as edge "WAP servers"
component wap "Web Application Proxy"
edge -> mdi : signal
//^^^^^^^^^^^^^^^^^^ warning sensor-in-wrong-place: mdi has no sensor on Web Application Proxy
wap -> mdi : signal
//^^^^^^^^^^^^^^^^^ sensor-in-wrong-place: federation servers
`,
      { rule },
    ));

  it('leaves directories, servers that may be domain controllers, and what is called one', () =>
    checkLint(
      `
use defender-for-identity as mdi
use ad-ds
use ad-fs
use ad-cs
use entra-connect as connect
use vpn-gateway as vpn
use onprem-server as servers
use virtual-machines as vms "Domain controllers"
use windows-client as lab "Lab DC on a client"
component radius "RADIUS"
ad-ds, ad-fs, ad-cs, connect, vpn, servers, vms, lab, radius -> mdi : signal
`,
      { rule },
    ));

  it('leaves other kinds', () =>
    checkLint('use defender-for-identity as mdi\nuse onprem-client as clients\nclients -> mdi : context', { rule }));
});
