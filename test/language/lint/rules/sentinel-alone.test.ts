import { checkLint } from '../check-lint.ts';

const rule = 'sentinel-alone';

describe(rule, () => {
  it('marks a Sentinel that nothing reaches, and says it once', () =>
    checkLint(`
use log-analytics as workspace
use sentinel
//  ^^^^^^^^ warning sentinel-alone: Nothing flows into sentinel
use logic-apps as playbooks
use entra-id as entra
entra -> workspace : log
playbooks -> entra : action
`));

  it('counts any data, derived flows, and flows into what holds it', () => {
    checkLint('use sentinel\ncomponent x\nx -> sentinel : signal', { rule });
    checkLint('use sentinel\nuse log-analytics as workspace\nintegrate *', { rule });
    checkLint('group soc {\n  use sentinel\n}\ncomponent x\nx -> soc : log', { rule });
    checkLint('use sentinel\n//  ^^^^^^^^ sentinel-alone\ncomponent x\nx -> sentinel : traffic', { rule });
  });

  it('says nothing of an inventory', () => checkLint('use sentinel\nuse log-analytics', { rule }));
});
