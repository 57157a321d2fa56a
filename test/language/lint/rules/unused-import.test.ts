import { checkFix } from '../check-fix.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'unused-import';

const own = 'use defender-for-endpoint as mde\nuse defender-xdr as xdr\nmde -> xdr : alert\n';
const view = 'view alerts {\n  include mde, xdr\n}\n';

/** A design with an import of a file with this text. */
function design(main: string, imported: string): string {
  return `//- main.parapet\nimport "./other.parapet"\n${main}\n//- other.parapet\n${imported}\n`;
}

describe(rule, () => {
  it('marks a file of which nothing is used or shown', () =>
    checkLint(
      `
//- main.parapet
import "./other.parapet"
//     ^^^^^^^^^^^^^^^^^ info unused-import: Nothing of this file is used or shown here
${own}${view}
//- other.parapet
component machines "Machines"
`,
      { rule },
    ));

  it('marks a catalog of which no service is used', () =>
    checkLint(
      `
//- main.parapet
import "./other.parapet"
//     ^^^^^^^^^^^^^^^^^ unused-import
${own}
//- other.parapet
service beacon "Beacon" { pillar monitoring }
`,
      { rule },
    ));

  it('counts flows, views, services, threats and what is integrated', () => {
    const machines = 'component machines "Machines"';
    checkLint(design(`${own}machines -> mde : signal\n${view}`, machines), { rule });
    checkLint(design(`${own}view all {\n  include *\n}`, machines), { rule });
    checkLint(design(`${own}view all {\n  include machines\n}`, machines), { rule });
    checkLint(design(own, machines), { rule });
    checkLint(design(`use beacon\n${own}`, 'service beacon "Beacon" { pillar monitoring }'), { rule });
    checkLint(design(`${own}${view}integrate *`, 'use sentinel'), { rule });
    checkLint(design(`${own}${view}threat theft { technique T1003 targets dc }`, 'use ad-ds as dc'), { rule });
  });

  it('counts constraints, which hold for every design that imports them', () =>
    checkLint(design(`${own}${view}`, 'forbid internet -> mde : traffic "no direct path"'), { rule }));

  it('counts what is used through another import', () =>
    checkLint(
      `
//- main.parapet
import "./middle.parapet"
use defender-for-endpoint as mde
machines -> mde : signal
view all {
  include mde
}
//- middle.parapet
import "./other.parapet"
//- other.parapet
component machines "Machines"
`,
      { rule },
    ));

  it('agrees with every design that imports the file', () =>
    checkLint(
      `
//- one.parapet
import "./middle.parapet"
use defender-for-endpoint as mde
machines -> mde : signal
//- two.parapet
import "./middle.parapet"
use defender-xdr as xdr
tool -> xdr : signal
view all {
  include xdr, tool
}
//- middle.parapet
import "./other.parapet"
component tool "Tool"
//- other.parapet
component machines "Machines"
`,
      { rule },
    ));

  it('removes the import with its line, not unseen', () =>
    checkFix(
      rule,
      `//- main.parapet\n/** Why. */\nimport "./other.parapet"\n${own}${view}//- other.parapet\ncomponent machines "Machines"`,
      `${own}${view}`.trimEnd(),
      { safe: false },
    ));
});
