import { checkLint } from '../check-lint.ts';

const rule = 'log-to-dead-end';

describe(rule, () => {
  it('marks where logs end unread, once, with all that send there', () =>
    checkLint(
      `
use azure-firewall as firewall
use azure-waf as waf
use event-hubs as stream
use azure-storage as archive
firewall, waf -> stream : log
//               ^^^^^^ warning log-to-dead-end: The logs of firewall and waf end in stream, which only passes them on
waf -> archive : log
//     ^^^^^^^ warning log-to-dead-end: The logs of waf end in archive, which only stores them away
`,
      { rule },
    ));

  it('follows the way to a reader, however long', () =>
    checkLint(
      `
use azure-firewall as firewall
use event-hubs as stream
use nsg
use vnet-flow-logs as flow-logs
use traffic-analytics as analytics
use log-analytics as workspace
component parser
firewall -> stream : log
stream -> parser : log
nsg -> flow-logs : log
flow-logs -> analytics : log
analytics -> workspace : log
`,
      { rule },
    ));

  it('tells of a chain that leads nowhere at its end', () =>
    checkLint(
      `
use azure-firewall as firewall
use nsg
use nsg-flow-logs as flow-logs
use event-hubs as first
use event-hubs as last
firewall -> first : log
nsg -> flow-logs : log
first -> last : log
//       ^^^^ log-to-dead-end: The logs of first and flow-logs end in last
flow-logs -> last : log
`,
      { rule: 'log-to-dead-end' },
    ));

  it('is not fooled by a circle', () =>
    checkLint(
      `
use azure-firewall as firewall
use event-hubs as one
use event-hubs as two
firewall -> one : log
//          ^^^ log-to-dead-end
one -> two : log
//     ^^^ log-to-dead-end
two -> one : log
`,
      { rule },
    ));

  it('allows an archive beside a reader', () =>
    checkLint(
      `
use entra-id as entra
use azure-storage as archive
use log-analytics as workspace
entra -> archive : log
entra -> workspace : log
`,
      { rule },
    ));

  it('takes what the catalog does not know for a reader, and lets containers speak for what they hold', () =>
    checkLint(
      `
use azure-firewall as firewall
use third-party-siem as siem
use defender-for-cloud-apps as mda
component splunk
group relays {
  use event-hubs as stream
}
firewall -> siem, splunk, mda : log
firewall -> stream : log
relays -> splunk : log
`,
      { rule },
    ));

  it('says nothing of derived flows', () =>
    checkLint('use entra-id as entra\nuse event-hubs as stream\nintegrate *', { rule }));

  it('says nothing of a shared file where every design reads the logs', () => {
    const shared = `//- shared.parapet
use entra-id as entra
use event-hubs as stream
entra -> stream : log
`;
    const reading = (path: string) => `//- ${path}
import "./shared.parapet"
component siem
stream -> siem : log
`;
    const notReading = `//- other.parapet
import "./shared.parapet"
`;
    checkLint(reading('one.parapet') + reading('two.parapet') + shared, { rule });
    checkLint(reading('one.parapet') + notReading + shared, { rule });
    checkLint(notReading + shared + '//       ^^^^^^ log-to-dead-end', { rule });
  });
});
