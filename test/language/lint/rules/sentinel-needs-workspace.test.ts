import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'sentinel-needs-workspace';

describe(rule, () => {
  it('marks the first Sentinel of a design without a workspace', () =>
    checkLint(
      `
use sentinel
//  ^^^^^^^^ warning sentinel-needs-workspace: sentinel works on a Log Analytics workspace
use sentinel as second
`,
      { rule },
    ));

  it('is content with the workspace, the whole it is part of, or an own service in its place', () => {
    checkLint('use sentinel\nuse log-analytics', { rule });
    checkLint('use sentinel\nuse azure-monitor', { rule });
    checkLint(
      'service soc-workspace "SOC workspace" {\n  pillar monitoring\n  part-of log-analytics\n}\nuse sentinel\nuse soc-workspace',
      { rule },
    );
    checkLint('import "./landing-zone.parapet"\nuse sentinel\n//- landing-zone.parapet\nuse log-analytics', { rule });
  });

  it('says nothing of designs without Sentinel', () => checkLint('use defender-xdr\ncomponent sentinel', { rule }));

  it('adds the workspace, not unseen, and leaves doc comments with their statement', () => {
    checkFix(rule, 'group soc {\n  use sentinel\n}', 'group soc {\n  use log-analytics\n  use sentinel\n}', {
      safe: false,
    });
    checkFix(rule, '/** Ours. */\nuse sentinel', '/** Ours. */\nuse sentinel\nuse log-analytics');
    checkFix(
      rule,
      'component log-analytics\nuse sentinel',
      'component log-analytics\nuse log-analytics as workspace\nuse sentinel',
    );
  });
});
