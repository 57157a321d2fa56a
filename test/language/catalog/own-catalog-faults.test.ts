import assert from 'node:assert/strict';
import { createProject, type Project } from '../../../language/pipeline.ts';

const catalogUri = 'file:///w/catalog.parapet';
const designUri = 'file:///w/design.parapet';

/** A design that imports a catalog with something wrong in it. */
function projectOf(
  services: string,
  design = 'use sentinel\nuse log-analytics as workspace\n\nplant -> workspace : log\nworkspace -> sentinel : log',
): Project {
  const project = createProject({ date: '2026-11-21', workspaceFolders: ['file:///w'] });
  project.setFile(catalogUri, `${services}\ncomponent plant\n`);
  project.setFile(designUri, `import "./catalog.parapet"\n\n${design}\n`);
  return project;
}

/** What is told of a file, each finding as the words it is about, its rule and what it says. */
function told(project: Project, uri: string): string[] {
  const { text } = project.parsed(uri)!;
  return project.findings(uri).map(({ span, rule, severity, message }) => {
    assert.equal(span.uri, uri);
    return `${text.slice(span.start, span.end)} [${severity} ${rule}] ${message}`;
  });
}

const cases: readonly [what: string, services: string, expected: string][] = [
  [
    'an id of the built-in catalog',
    'service sentinel "Our Sentinel" { pillar data }',
    'sentinel [error built-in-service] `sentinel` is a service of the built-in catalog, which stays as it is: give yours another id, such as `our-sentinel`.',
  ],
  [
    'a flow to a service that is nowhere',
    'service ours { sends log to sentinal }',
    'sentinal [error unknown-service] The catalog knows no service `sentinal`. Did you mean `sentinel`?',
  ],
  [
    'a whole that is nowhere',
    'service ours { part-of azure-nothing-at-all }',
    'azure-nothing-at-all [error unknown-service] The catalog knows no service `azure-nothing-at-all`. Define it with `service` in a file that this design imports.',
  ],
  [
    'a circle of parts',
    'service one { part-of two }\nservice two { part-of one }',
    'two [error circular-part-of] A service cannot be part of itself: `one` → `two` → `one`. Remove one `part-of`.',
  ],
  [
    'a pillar that is none',
    'service ours { pillar netwrk }',
    'netwrk [error invalid-value] `netwrk` is no pillar. Did you mean `network`?',
  ],
  [
    'a stage that is none',
    'service ours { stage detection }',
    'detection [error invalid-value] `detection` is no stage. Did you mean `detection-response`?',
  ],
  [
    'a kind that is none',
    'service ours { sends alrt to sentinel }',
    'alrt [error unknown-kind] `alrt` is no kind of flow. Did you mean `alert`?',
  ],
  [
    'a date that is none',
    'service ours { status retiring since 2027-02-30 successor sentinel }',
    '2027-02-30 [error invalid-value] `2027-02-30` is no date: write a year, a month or a day, such as 2027, 2027-03 or 2027-03-31.',
  ],
];

describe('a catalog of an organisation with', () => {
  for (const [what, services, expected] of cases) {
    it(`${what} is told so once, in place, and nowhere else`, () => {
      const project = projectOf(services);
      assert.deepEqual(told(project, catalogUri), [expected]);
      assert.deepEqual(told(project, designUri), []);
      const { catalog } = project.model(designUri)!;
      assert.equal(catalog.service('sentinel')!.name, 'Microsoft Sentinel');
      assert.equal(catalog.service('sentinel')!.builtIn, true);
    });

    it(`${what} leaves designs alone that do not import it`, () => {
      const project = projectOf(services);
      const other = 'file:///w/other.parapet';
      project.setFile(other, 'use sentinel\nuse log-analytics as workspace\n\nworkspace -> sentinel : log\n');
      const plain = createProject({ date: '2026-11-21', workspaceFolders: ['file:///w'] });
      assert.deepEqual(told(project, other), []);
      plain.setFile(other, 'use sentinel\n');
      project.findings(designUri);
      assert.equal(project.model(other)!.catalog, plain.model(other)!.catalog);
    });
  }

  it('all of it at once is told each, and what is right of it still works', () => {
    const services = [
      ...cases.map(([, text], index) => text.replace(/\b(ours|one|two)\b/g, (id) => `${id}-${index}`)),
      'service fine "Fine" { pillar data sends log to sentinel }',
    ].join('\n');
    const project = projectOf(
      services,
      'use fine\nuse log-analytics as workspace\nuse sentinel\nplant -> workspace : log\nworkspace -> sentinel : log\nintegrate fine, sentinel',
    );
    assert.deepEqual(
      told(project, catalogUri).map((finding) => finding.split(']')[0]!.replace(/-\d /, ' ')),
      cases.map(([, , expected]) => expected.split(']')[0]),
    );
    assert.deepEqual(told(project, designUri), []);
    assert.equal(project.model(designUri)!.flows.filter((flow) => flow.derivedFrom).length, 1);
  });

  it('a file that defines services and is no design has no other faults', () => {
    const project = projectOf('service ours { sends log to sentinel }');
    assert.deepEqual(told(project, catalogUri), []);
  });
});
