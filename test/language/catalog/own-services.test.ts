import assert from 'node:assert/strict';
import { buildCatalog, extendCatalog } from '../../../language/catalog/build-catalog.ts';
import { builtInCatalog } from '../../../language/catalog/built-in-catalog.ts';
import type { Catalog } from '../../../language/catalog/catalog.ts';
import { checkServices } from '../../../language/catalog/check-services.ts';
import { readCatalogFile } from '../../../language/catalog/read-catalog-file.ts';

const uri = 'file:///own.parapet';
const builtIn = builtInCatalog();

function read(text: string, base: Catalog = builtIn) {
  const file = readCatalogFile(uri, text);
  const checked = checkServices(file.services, base);
  return {
    ...checked,
    problems: file.problems,
    catalog: extendCatalog(base, checked.services, checked.flows, checked.nonFlows),
    /** Each finding as the piece of text it is about and what it says. */
    told: checked.findings.map(({ rule, span, message }) => {
      assert.equal(span.uri, uri);
      return `${text.slice(span.start, span.end)} [${rule}] ${message}`;
    }),
  };
}

const siem = `/** Our SIEM. */
service our-siem "Acme SIEM" {
  short "SIEM"
  aka "AS", "Acme"
  formerly "Acme Logger" until 2023-05 { source "acme.example/news" }
  formerly "Logger" { confidence guess }
  status legacy
  since 2025-12-31
  note "until the new one is there"
  successor sentinel
  pillar security-operations
  stage detection-response, feedback
  portal "Acme console" "https://acme.example"
  portal "Console without an address"
  part-of azure-monitor
  requires log-analytics
  requires entra-id or ad-ds
  docs "https://acme.example/docs"
  source "acme.example", "contract 4711"

  sends alert, log to sentinel, defender-xdr "what it finds" { source "acme.example" note "by syslog" enabled by-default }
  sends context to our-siem2
  never-sends posture to defender-for-cloud "it knows none" { confidence guess }
}
service our-siem2 { pillar monitoring }
`;

describe('services of a workspace', () => {
  it('are read with everything that can be said of one', () => {
    const { services, flows, nonFlows, told, problems } = read(siem);
    assert.deepEqual(problems, []);
    assert.deepEqual(told, []);
    assert.deepEqual(services[0], {
      id: 'our-siem',
      name: 'Acme SIEM',
      short: 'SIEM',
      abbreviations: ['AS', 'Acme'],
      formerNames: [
        { name: 'Acme Logger', until: '2023-05', untilGuess: false, sources: ['acme.example/news'], guess: false },
        { name: 'Logger', untilGuess: false, sources: [], guess: true },
      ],
      status: 'legacy',
      statusDate: '2025-12-31',
      statusNote: 'until the new one is there',
      successor: 'sentinel',
      pillar: 'security-operations',
      stages: ['detection-response', 'feedback'],
      portals: [{ name: 'Acme console', url: 'https://acme.example' }, { name: 'Console without an address' }],
      partOf: 'azure-monitor',
      requires: [['log-analytics'], ['entra-id', 'ad-ds']],
      docs: 'https://acme.example/docs',
      description: 'Our SIEM.',
      sources: ['acme.example', 'contract 4711'],
      guess: false,
      builtIn: false,
      place: { uri, line: 1, character: 8, endCharacter: 16 },
    });
    assert.deepEqual(
      flows.map(
        (flow) =>
          `${flow.source} ${flow.kind} ${flow.target} ${flow.label ?? '-'} ${flow.note ?? '-'} ${flow.byDefault}`,
      ),
      [
        'our-siem alert sentinel what it finds by syslog true',
        'our-siem alert defender-xdr what it finds by syslog true',
        'our-siem log sentinel what it finds by syslog true',
        'our-siem log defender-xdr what it finds by syslog true',
        'our-siem context our-siem2 - - false',
      ],
    );
    assert.deepEqual(flows[0]!.place, { uri, line: 20, character: 22, endCharacter: 30 });
    assert.deepEqual(
      nonFlows.map((flow) => [flow.target, flow.guess]),
      [['defender-for-cloud', true]],
    );
    assert.deepEqual(services[1]!.requires, []);
    assert.equal(services[1]!.name, 'our-siem2');
  });

  it('say what they receive from services that cannot be added to', () => {
    const { catalog, flows, told } = read(
      'service our-siem {\n  receives alert, log from defender-xdr, entra-id "by API" { source "handbook" }\n}',
    );
    assert.deepEqual(told, []);
    assert.deepEqual(
      flows.map((flow) => `${flow.source} ${flow.kind} ${flow.target} ${flow.label} ${flow.sources.join()}`),
      ['defender-xdr', 'entra-id']
        .map((source) => `${source} alert our-siem by API handbook`)
        .concat(['defender-xdr', 'entra-id'].map((source) => `${source} log our-siem by API handbook`)),
    );
    assert.equal(catalog.flowsBetween('defender-xdr', 'our-siem').length, 2);
    assert.equal(catalog.flowsFrom('defender-xdr').length, builtIn.flowsFrom('defender-xdr').length + 2);
    assert.deepEqual(flows[0]!.place, { uri, line: 1, character: 27, endCharacter: 39 });
  });

  it('may be said from both ends, and count once', () => {
    const { flows, told } = read(
      'service one { sends log to two "first word" }\nservice two { receives log from one "second word" }',
    );
    assert.deepEqual(told, []);
    assert.deepEqual(
      flows.map(({ label }) => label),
      ['first word'],
    );
  });

  it('are told what they receive twice, or from nobody', () => {
    assert.deepEqual(read('service a { receives log from sentinel receives log from sentinel }').told, [
      'log [duplicate-fact] `log` from `sentinel` is said twice here: keep one.',
    ]);
    const [unknown] = read('service a { receives log from sentinnel }').told;
    assert.match(unknown!, /^sentinnel \[unknown-service\] .*Did you mean `sentinel`/);
  });

  it('are found beside the built-in ones, by every name', () => {
    const { catalog } = read(siem);
    assert.equal(catalog.services.length, builtIn.services.length + 2);
    assert.equal(catalog.service('our-siem')!.builtIn, false);
    assert.deepEqual(
      catalog.resolve('acme logger').map((match) => [match.service.id, match.by]),
      [['our-siem', 'former']],
    );
    assert.deepEqual(
      catalog.resolve('Azure ATP').map((match) => match.service.id),
      ['defender-for-identity'],
    );
    assert.deepEqual(
      catalog.resolve('SIEM').map((match) => match.service.id),
      ['our-siem'],
    );
    assert.equal(catalog.nearest('our-seim')[0]!.service.id, 'our-siem');
    assert.equal(catalog.nearest('sentinal')[0]!.service.id, 'sentinel');
    assert.deepEqual(
      catalog.flowsBetween('our-siem', 'sentinel').map((flow) => flow.kind),
      ['alert', 'log'],
    );
    assert.equal(catalog.flowsTo('sentinel').length, builtIn.flowsTo('sentinel').length + 2);
    assert.equal(catalog.nonFlowsBetween('our-siem', 'defender-for-cloud').length, 1);
    assert.equal(catalog.flowsFrom('sentinel'), builtIn.flowsFrom('sentinel'));
  });

  it('leave the built-in catalog as it was', () => {
    const before = builtIn.services.length;
    read(siem);
    assert.equal(builtIn.services.length, before);
    assert.equal(builtIn.service('our-siem'), undefined);
    assert.equal(extendCatalog(builtIn, [], []), builtIn);
  });

  it('add to services that were added before', () => {
    const first = read('service one { pillar ai sends log to sentinel }').catalog;
    const second = read('service two "Second" { part-of one sends log to one }', first);
    assert.deepEqual(second.told, []);
    assert.deepEqual(
      second.catalog.services.slice(-2).map((service) => service.id),
      ['one', 'two'],
    );
    assert.equal(second.catalog.resolve('ONE')[0]!.service.id, 'one');
    assert.equal(second.catalog.flowsTo('sentinel').length, builtIn.flowsTo('sentinel').length + 1);
    const both = buildCatalog(second.catalog.services, []);
    assert.equal(both.services.length, builtIn.services.length + 2);
  });

  it('are ambiguous together with a built-in one of the same abbreviation', () => {
    const { catalog } = read('service ours { aka "MDE" }');
    assert.deepEqual(
      catalog
        .resolve('mde')
        .map((match) => match.service.id)
        .sort(),
      ['defender-for-endpoint', 'ours'],
    );
  });
});

describe('a service that says what it cannot', () => {
  const cases: readonly [what: string, text: string, ...told: string[]][] = [
    [
      'an unknown property',
      'service a { pilar data }',
      'pilar [unknown-property] A service has no property `pilar`. Did you mean `pillar`?',
    ],
    [
      'a misspelt statement',
      'service a { requiers sentinel }',
      'requiers [unknown-property] A service has no property `requiers`. Did you mean `requires`?',
    ],
    [
      'a property of something else',
      'service a { sends log to sentinel { plan "P2" } }',
      'plan [unknown-property] A flow of a service has no property `plan`. It can have `note`, `source`, `confidence`, `enabled`.',
    ],
    [
      'an unknown pillar',
      'service a { pillar netwrk }',
      'netwrk [invalid-value] `netwrk` is no pillar. Did you mean `network`?',
    ],
    [
      'an unknown stage',
      'service a { stage enforcement, sleep }',
      'sleep [invalid-value] `sleep` is no stage. It is one of `signal-collection`, `policy-decision`, `enforcement`, `detection-response`, `feedback`.',
    ],
    [
      'an unknown status',
      'service a { status retird }',
      'retird [invalid-value] `retird` is no status. Did you mean `retired`?',
    ],
    [
      'an unknown kind',
      'service a { sends alrt to sentinel }',
      'alrt [unknown-kind] `alrt` is no kind of flow. Did you mean `alert`?',
    ],
    [
      'an unknown confidence',
      'service a { confidence high }',
      'high [invalid-value] `high` is no confidence. It can only be `guess`.',
    ],
    [
      'a date that is none',
      'service a { status retired since 2025-02-30 }',
      '2025-02-30 [invalid-value] `2025-02-30` is no date: write a year, a month or a day, such as 2027, 2027-03 or 2027-03-31.',
    ],
    [
      'a month that is none',
      'service a { formerly "b" until 2025-13 }',
      '2025-13 [invalid-value] `2025-13` is no date: write a year, a month or a day, such as 2027, 2027-03 or 2027-03-31.',
    ],
    [
      'a word for a date',
      'service a { since soon }',
      'soon [invalid-value] `soon` is no date: write a year, a month or a day, such as 2027, 2027-03 or 2027-03-31.',
    ],
    [
      'a page that is none',
      'service a { docs "javascript:alert(1)" }',
      '"javascript:alert(1)" [invalid-link] The address of a page begins with `https://` and has no spaces.',
    ],
    [
      'a portal that is none',
      'service a { portal "A" "http://a.example" }',
      '"http://a.example" [invalid-link] The address of a page begins with `https://` and has no spaces.',
    ],
    [
      'a property twice',
      'service a {\n  short "x"\n  short "y"\n}',
      'short [duplicate-property] `short` is said twice here: keep one.',
    ],
    [
      'two values for one',
      'service a { pillar data, ai }',
      'ai [invalid-value] `pillar` takes one value: remove what follows the comma.',
    ],
    [
      'a flow twice',
      'service a { sends log to sentinel sends log to sentinel }',
      'log [duplicate-fact] `log` to `sentinel` is said twice here: keep one.',
    ],
    [
      'a flow and its absence',
      'service a { sends log to sentinel never-sends log to sentinel }',
      'log [contradiction] `log` to `sentinel` is also said with `sends`: keep what is true.',
    ],
    [
      'a flow that its sender rules out',
      'service a { never-sends log to b }\nservice b { receives log from a }',
      'a [contradiction] `log` from `a` is ruled out by its `never-sends`: keep what is true.',
    ],
    [
      'a service that is nowhere',
      'service a { sends log to sentinal }',
      'sentinal [unknown-service] The catalog knows no service `sentinal`. Did you mean `sentinel`?',
    ],
    [
      'a name for an id',
      'service a { requires "Azure Sentinel" }',
      '"Azure Sentinel" [unknown-service] Write the id of a service here: `Azure Sentinel` is `sentinel`.',
    ],
    [
      'a name of many services',
      'service a { successor ATP }',
      'ATP [unknown-service] Write the id of a service here: `ATP` is `defender-for-identity`, `defender-for-endpoint` or `defender-for-office-365`.',
    ],
    [
      'nonsense for a service',
      'service a { part-of qqqqqq }',
      'qqqqqq [unknown-service] The catalog knows no service `qqqqqq`. Define it with `service` in a file that this design imports.',
    ],
    [
      'a built-in id',
      'service sentinel "Mine" { pillar data }',
      'sentinel [built-in-service] `sentinel` is a service of the built-in catalog, which stays as it is: give yours another id, such as `our-sentinel`.',
    ],
    [
      'an id twice',
      'service a { pillar data }\nservice a { pillar ai }',
      'a [duplicate-service] There is already a service `a`: give this one another id.',
    ],
    [
      'itself as a part',
      'service a { part-of a }',
      'a [circular-part-of] A service cannot be part of itself: `a` → `a`. Remove one `part-of`.',
    ],
    [
      'a circle of parts',
      'service a { part-of b }\nservice b { part-of c }\nservice c { part-of a }',
      'b [circular-part-of] A service cannot be part of itself: `a` → `b` → `c` → `a`. Remove one `part-of`.',
    ],
  ];
  for (const [what, text, ...expected] of cases) {
    it(`is told of ${what}, once and in place`, () => assert.deepEqual(read(text).told, expected));
  }

  it('keeps what is right', () => {
    const { services, flows } = read(
      'service a "A" { pilar data short "x" since soon requires nowhere or sentinel part-of nothing sends log to nowhere, sentinel }',
    );
    const [service] = services;
    assert.equal(service!.short, 'x');
    assert.equal(service!.statusDate, undefined);
    assert.equal(service!.partOf, undefined);
    assert.deepEqual(service!.requires, [['sentinel']]);
    assert.deepEqual(
      flows.map((flow) => flow.target),
      ['sentinel'],
    );
  });

  it('never harms the built-in one whose id it takes', () => {
    const { catalog, services } = read('service sentinel "Mine" { sends log to entra-id }');
    assert.deepEqual(services, []);
    assert.equal(catalog.service('sentinel')!.name, 'Microsoft Sentinel');
    assert.equal(
      catalog.flowsBetween('sentinel', 'entra-id').some((flow) => flow.kind === 'log'),
      false,
    );
  });

  it('leaves no circle for those who follow parts', () => {
    const { catalog } = read('service a { part-of b }\nservice b { part-of a }\nservice c { part-of a }');
    for (const start of ['a', 'b', 'c']) {
      let steps = 0;
      for (let id: string | undefined = start; id !== undefined; id = catalog.service(id)!.partOf)
        assert.ok(++steps < 5);
    }
  });

  it('offers a fix that mends a misspelt word', () => {
    const text = 'service a { pillar netwrk }';
    const [finding] = read(text).findings;
    const [edit] = finding!.fixes[0]!.edits;
    assert.equal(
      text.slice(0, edit!.span.start) + edit!.newText + text.slice(edit!.span.end),
      'service a { pillar network }',
    );
  });

  it('does not throw, whatever is missing', () => {
    const whole = siem;
    for (let end = 0; end <= whole.length; end += 3)
      assert.doesNotThrow(() => read(whole.slice(0, end)), `cut at ${end}`);
    for (let start = 0; start < whole.length; start += 7)
      assert.doesNotThrow(() => read(whole.slice(0, start) + whole.slice(start + 5)), `hole at ${start}`);
    for (const text of [
      'service',
      'service {',
      'service a { sends }',
      'service a { sends to }',
      'service a { formerly }',
      'service a { portal }',
      'service a { requires or }',
      'service __proto__ { part-of constructor }',
      'service "x"',
    ]) {
      assert.doesNotThrow(() => read(text), text);
    }
  });
});
