import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'alert-as-log';

const services =
  'use defender-for-cloud as mdc\nuse defender-xdr as xdr\nuse sentinel\nuse azure-firewall as firewall\n';

describe(rule, () => {
  it('marks alerts drawn as logs, and logs drawn as alerts', () =>
    checkLint(
      `${services}
mdc -> sentinel : log "Security alerts"
//^^^^^^^^^^^^^^^^^^^ info alert-as-log: The label says that these are alerts
xdr -> sentinel : alert "Advanced hunting tables"
//^^^^^^^^^^^^^^^^^^^^^ info alert-as-log: The label says that these are logs
`,
      { rule },
    ));

  it('leaves labels that say both, or neither', () =>
    checkLint(
      `${services}
mdc -> sentinel : log "Table of security alerts"
xdr -> sentinel : alert "Alerts and events"
mdc -> sentinel : log "Connector"
mdc -> sentinel : log
`,
      { rule },
    ));

  it('leaves what raises no alerts of its own, other targets and other kinds', () =>
    checkLint(
      `${services}
use third-party-source as appliance
use log-analytics as workspace
component tool "Tool"
firewall -> sentinel : log "Threat intelligence alerts"
tool -> sentinel : log "Alerts"
appliance -> workspace : log "Alerts"
mdc -> workspace : log "Alerts, by continuous export"
mdc -> sentinel : posture "Alerts"
`,
      { rule },
    ));

  it('writes the other kind, not unseen', () =>
    checkFix(
      rule,
      `${services}mdc -> sentinel : log, posture "Security alerts"`,
      `${services}mdc -> sentinel : alert, posture "Security alerts"`,
      { safe: false },
    ));
});
