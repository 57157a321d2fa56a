import { checkLint } from '../check-lint.ts';

const rule = 'traffic-analytics-prereq';

describe(rule, () => {
  it('names what is missing', () => {
    checkLint(
      'use traffic-analytics as analytics\n//  ^^^^^^^^^^^^^^^^^ warning traffic-analytics-prereq: analytics needs flow logs to read and a workspace to write to',
      { rule },
    );
    checkLint(
      'use traffic-analytics\n//  ^^^^^^^^^^^^^^^^^ traffic-analytics-prereq: needs a workspace to write to, which\nuse vnet-flow-logs',
      { rule },
    );
  });

  it('is content with either kind of flow logs, and with Azure Monitor', () => {
    checkLint('use traffic-analytics\nuse nsg-flow-logs\nuse log-analytics', { rule });
    checkLint('use traffic-analytics\nuse vnet-flow-logs\nuse azure-monitor', { rule });
    checkLint('use network-watcher', { rule });
  });
});
