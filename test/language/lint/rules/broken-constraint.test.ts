import assert from 'node:assert/strict';
import { createProject } from '../../../../language/pipeline.ts';
import { checkLint } from '../check-lint.ts';

const rule = 'broken-constraint';
const check = (text: string) => checkLint(text, { rule });

describe(rule, () => {
  it('marks each element that lacks a required flow, and names the constraint', () =>
    check(`use log-analytics as workspace
use virtual-machines as web
use virtual-machines as jobs
//                      ^^^^ error broken-constraint: every VM must reach the workspace: nothing flows from jobs to log-analytics as log
web -> workspace : log
jobs -> workspace : alert
require every virtual-machines -> log-analytics : log "every VM must reach the workspace"`));

  it('counts what a container sends or gets for what is in it', () =>
    check(`use log-analytics as workspace
zone azure {
  use virtual-machines as web
}
zone other {
  use virtual-machines as lone
//                        ^^^^ broken-constraint: Required: nothing flows from lone
}
azure -> workspace : log
require every virtual-machines -> log-analytics : log`));

  it('asks for one only, without every', () => {
    check(`use sentinel
use virtual-machines as web
use virtual-machines as jobs
web -> sentinel : log
require virtual-machines -> sentinel`);
    check(`use sentinel
use virtual-machines as web
//                      ^^^ broken-constraint: nothing flows from web and jobs to sentinel
use virtual-machines as jobs
require virtual-machines -> sentinel`);
  });

  it('follows ways, and tells those that are forbidden flow by flow', () =>
    check(`component internet { exposure internet }
//        ^^^^^^^^ error broken-constraint: no path to data: internet reaches data by internet → web → data
component web
component data
internet -> web : traffic
web -> data : traffic
forbid internet reaches data via traffic "no path to data"`));

  it('tells ways through the contents of zones to their end', () =>
    check(`component partner
//        ^^^^^^^ broken-constraint: partner reaches data by partner → dmz → inner → data
zone dmz {
  component web
}
zone inner {
  component app
}
component data
partner -> dmz : traffic
web -> inner : traffic
app -> data : traffic
forbid partner reaches data`));

  it('does not count ways of other kinds, and lets ways pass what guards them', () => {
    check(`component a
component b
component c
a -> b : log
b -> c : traffic
forbid a reaches c via traffic`);
    check(`component a
component firewall
component c
a -> firewall : traffic
firewall -> c : traffic
forbid a reaches c without firewall`);
    check(`component a
component firewall
component c
a -> c : traffic via firewall
forbid a reaches c without firewall`);
  });

  it('requires ways', () =>
    check(`use sentinel
component a { tags tier-0 }
component b { tags tier-0 }
//        ^ broken-constraint: no way leads from b to sentinel as log or alert
component relay
a -> relay : log
relay -> sentinel : alert
require every tag tier-0 reaches sentinel via log, alert`));

  it('is not led in circles', () =>
    check(`component a
component b
component c
//        ^ broken-constraint: no way leads from c
component end
a -> b : log
b -> a : log
a -> end : log
require every * reaches end`));

  it('marks flows that are forbidden', () =>
    check(`component internet
zone inner {
  component data
}
internet -> data : traffic, log
//          ^^^^ error broken-constraint: Forbidden: traffic flows from internet to data
forbid internet -> inner : traffic`));

  it('asks for properties, also those of a container', () =>
    check(`group team {
  owner "SOC"
  use sentinel
}
use entra-id
//  ^^^^^^^^ warning broken-constraint: everything has an owner: a constraint requires owner of entra-id
require every * has owner "everything has an owner" { severity warning }`));

  it('asks for values of properties', () =>
    check(`component a { exposure internet }
//                     ^^^^^^^^ broken-constraint: a constraint forbids exposure internet of a
component b { exposure private }
forbid * has exposure internet`));

  it('selects by pillar, status and exposure', () => {
    check(`use entra-id { owner "x" }
use sentinel
component badge { pillar identity }
//        ^^^^^ broken-constraint: requires owner of badge
require every pillar identity has owner`);
    check(`component a { status planned }
component b
//        ^ broken-constraint: requires owner of b
require every status live has owner`);
  });

  it('asks for what has to be there, and forbids what must not', () =>
    check(`use microsoft-defender-for-cloud-apps as mda
use entra-id
//  ^^^^^^^^ broken-constraint: entra-id is forbidden
forbid entra-id
require sentinel "every design has a SIEM"
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error broken-constraint: the design has no sentinel`));

  it('holds in every design that imports it', () =>
    check(`//- policy.parapet
require every virtual-machines -> log-analytics : log "VMs log"
//- main.parapet
import "./policy.parapet"
use virtual-machines as web
//                      ^^^ broken-constraint: VMs log
use log-analytics as workspace`));

  it('counts breaches where there are more than anybody reads', () => {
    const count = 250;
    const names = Array.from({ length: count }, (_, index) => `component n${index}`);
    const project = createProject({ date: '2026-11-21', workspaceFolders: [] });
    project.setFile('file:///many.parapet', [...names, 'require every * has owner'].join('\n'));
    const found = project.findings('file:///many.parapet').filter((finding) => finding.rule === rule);
    assert.equal(found.length, 201);
    assert.match(found.at(-1)!.message, /broken at 50 more places/);
  });

  it('says which constraints it has no time for', () => {
    const names = Array.from({ length: 2000 }, (_, index) => `component n${index}`);
    const constraints = Array.from({ length: 10_100 }, () => 'require n0');
    const project = createProject({ date: '2026-11-21', workspaceFolders: [] });
    project.setFile('file:///many.parapet', [...names, ...constraints].join('\n'));
    const found = project.findings('file:///many.parapet').filter((finding) => finding.rule === rule);
    assert.deepEqual(
      found.map(({ severity, message }) => `${severity} ${message}`),
      [
        'warning From here on 100 constraints are not checked, because the design is too large for so many. Divide it into several designs.',
      ],
    );
  });

  it('asks nothing of a file that has constraints only', () => check('require sentinel\nrequire entra-id -> sentinel'));

  it('says of the design what is in none of its elements', () =>
    check(`//- policy.parapet
require sentinel
//- main.parapet
import "./policy.parapet"
architecture soc "SOC"
//^^^^^^^^^^^^^^^^^^^^ broken-constraint: the design has no sentinel
use entra-id`));

  it('asks nothing of threats, wherever they stand', () =>
    check(`use defender-for-identity as mdi
group corp "Corporation" {
  tags tier-0
  component dc { owner "Directory team" }
  threat theft { technique T1003 targets dc mitigated by mdi }
}
group risks {
  threat guessing { technique T1110 targets dc mitigated by mdi }
}
dc -> mdi : signal
require every tag tier-0 has owner
require every corp -> mdi : signal
forbid theft`));

  it('keeps to what an element says itself where its container says otherwise', () =>
    check(`zone dmz {
  exposure internet
  component data { exposure private }
  component web
//          ^^^ broken-constraint: nothing exposed
}
component partner { exposure private }
require every exposure internet has owner "nothing exposed without an owner"`));

  it('tells once of a container that must not be, and not of what is in it', () =>
    check(`group old "Old estate" {
//    ^^^ broken-constraint: old is forbidden
  group inner {
    component app
  }
}
component other
forbid old`));

  it('begins with words of its own where the author has none', () =>
    check(`use sentinel
//  ^^^^^^^^ broken-constraint: Required: a constraint requires owner of sentinel
require every sentinel has owner " . "`));

  it('looks up what many terms select once', () => {
    const count = 3000;
    const text = [
      ...Array.from({ length: count }, (_, index) => `component n${index} { owner "o" tags t${index}, all }`),
      `require every ${Array.from({ length: 10_000 }, (_, index) => `tag t${index}`).join(', ')} has owner`,
      `require every ${Array.from({ length: 10_000 }, () => 'tag all').join(', ')} has owner`,
    ].join('\n');
    // Each term against each element would take longer than a test may.
    check(text);
  });

  it('takes time in proportion to the design', () => {
    const count = 3000;
    const names = Array.from({ length: count }, (_, index) => `n${index}`);
    const text = [
      ...names.map((name) => `component ${name}`),
      ...names.slice(1).map((name, index) => `n${index} -> ${name} : traffic`),
      `require every * reaches n${count - 1}`,
      'forbid n0 reaches n0',
    ].join('\n');
    // Ways from each element on its own would take longer than a test may.
    check(text);
  });
});
