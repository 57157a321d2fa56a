import { checkLint } from '../check-lint.ts';

const rule = 'arc-for-non-azure';

describe(rule, () => {
  it('marks servers that use the agent, once, as end or carrier', () =>
    checkLint(
      `
use onprem-server as servers
use onprem-server as more
use azure-monitor-agent as agent
use log-analytics as workspace
servers -> agent : log
//^^^^^^^^^^^^^^^^^^^^ warning arc-for-non-azure: servers can only have the Azure Monitor Agent through Azure Arc
servers -> agent : signal
more -> workspace : log via agent
//^^^^^^^^^^^^^^^^^^^^^ arc-for-non-azure
`,
      { rule },
    ));

  it('looks at file servers and databases as well', () =>
    checkLint(
      `
use onprem-file-server as files
use onprem-database as database
use azure-monitor-agent as agent
files, database -> agent : log
//^^^ arc-for-non-azure: files can only have
//     ^^^^^^^^ arc-for-non-azure: database can only have
`,
      { rule },
    ));

  it('leaves Azure machines, clients, other ways and designs with Arc alone', () => {
    checkLint(
      `
use virtual-machines as vms
use onprem-client as clients
use onprem-server as servers
use azure-monitor-agent as agent
use log-analytics as workspace
vms, clients -> agent : log
servers -> workspace : log
`,
      { rule },
    );
    checkLint('use onprem-server as servers\nuse azure-arc\nuse azure-monitor-agent as agent\nservers -> agent : log', {
      rule,
    });
  });
});
