import { checkLint } from '../check-lint.ts';

const rule = 'legacy-agent';

describe(rule, () => {
  it('marks labels of flows and elements', () =>
    checkLint(
      `
use virtual-machines as servers "Servers (OMS agent)"
//                              ^^^^^^^^^^^^^^^^^^^^^ warning legacy-agent: The agent called "OMS agent" here is retired
use log-analytics as workspace
component agents "Microsoft Monitoring Agent"
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ legacy-agent
servers -> workspace, agents : log "by the Log Analytics agent"
//                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ legacy-agent
`,
      { rule },
    ));

  it('leaves the agent itself to the rule on retired services', () =>
    checkLint(`
use log-analytics-agent as agent "MMA"
//  ^^^^^^^^^^^^^^^^^^^ retired-service
use log-analytics as workspace
agent -> workspace : log "by MMA"
`));

  it('leaves other words and earlier days alone', () => {
    checkLint('component x "Comma-separated"\ncomponent y "AMA"\ncomponent z "MMAS"\nx -> y : log "Log Analytics"', {
      rule,
    });
    checkLint('component x "MMA"', { rule, date: '2024-08-30' });
  });
});
