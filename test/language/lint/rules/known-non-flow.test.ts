import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'known-non-flow';

describe(rule, () => {
  it('says why there is none, and nothing else does', () =>
    checkLint(`
use azure-bastion as bastion
use network-watcher as watcher
use defender-for-cloud as mdc
bastion, watcher -> mdc : posture
//^^^^^ warning known-non-flow: bastion sends mdc no posture: the exposure of the virtual machine is evaluated
//       ^^^^^^^ warning known-non-flow: watcher sends mdc no posture
`));

  it('only informs where the absence is a guess', () =>
    checkLint(
      `
use defender-for-identity as mdi
use defender-for-cloud as mdc
mdi -> mdc : alert
//^^^^^^^^^^^^^^^^ info known-non-flow
`,
      { rule },
    ));

  it('leaves other kinds and directions to other rules', () =>
    checkLint(
      `
use azure-bastion as bastion
use defender-for-cloud as mdc
bastion -> mdc : signal
mdc -> bastion : posture
`,
      { rule },
    ));

  it('removes the flow, not unseen', () =>
    checkFix(
      rule,
      'use azure-bastion as bastion\nuse nsg\nuse defender-for-cloud as mdc\nbastion, nsg -> mdc : posture',
      'use azure-bastion as bastion\nuse nsg\nuse defender-for-cloud as mdc\nnsg -> mdc : posture',
      { safe: false },
    ));
});
