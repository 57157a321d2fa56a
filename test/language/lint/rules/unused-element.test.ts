import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'unused-element';

describe(rule, () => {
  it('marks elements that no flow touches', () =>
    checkLint(
      `
use defender-for-endpoint as mde
use defender-xdr as xdr
use azure-bastion as bastion
//                   ^^^^^^^ info unused-element: Nothing flows to or from bastion
component tickets
//        ^^^^^^^ unused-element
group network {
//    ^^^^^^^ unused-element: network holds nothing
}
zone outer {
  component inner
  //        ^^^^^ unused-element
}
mde -> xdr : alert
`,
      { rule },
    ));

  it('says nothing of an inventory', () =>
    checkLint('use defender-for-endpoint\nuse defender-xdr\ngroup g {\n}', { rule }));

  it('counts carriers, derived flows, views, requirements and containers with flows of their own', () =>
    checkLint(
      `
use defender-for-endpoint as mde
use defender-xdr as xdr
use sentinel
use log-analytics as workspace
use azure-bastion as bastion
component connector
group tools {
  component tickets
  group deeper {
    component wiki
  }
}
integrate mde, xdr
xdr -> sentinel : incident via connector
sentinel -> tools : incident
view all {
  include bastion
}
`,
      { rule },
    ));

  it('does not count a design that integrates without result', () =>
    checkLint(
      `
use defender-for-endpoint as mde
use defender-xdr as xdr
use azure-bastion as bastion
//                   ^^^^^^^ unused-element
integrate *
`,
      { rule },
    ));

  it('counts what one of several designs uses of a shared file', () =>
    checkLint(
      `
//- one.parapet
import "./shared.parapet"
a -> b : log
//- two.parapet
import "./shared.parapet"
b -> c : log
//- shared.parapet
component a
component b
component c
component d
//        ^ unused-element
`,
      { rule },
    ));

  it('removes the element, not unseen', () =>
    checkFix(
      rule,
      'component a\ncomponent b\n/** Old. */\ncomponent c { owner "x" }\na -> b : log',
      'component a\ncomponent b\na -> b : log',
      {
        safe: false,
      },
    ));

  it('takes a network security group for used in the container it is for', () => {
    const flow = 'use defender-for-endpoint as mde\nuse defender-xdr as xdr\nmde -> xdr : alert\n';
    checkLint(`${flow}group subnet {\n  use nsg\n  use defender-for-identity as mdi\n}\nmdi -> xdr : alert`, {
      rule: 'unused-element',
    });
    checkLint(`${flow}use nsg\n//  ^^^ unused-element`, { rule: 'unused-element' });
  });
});
