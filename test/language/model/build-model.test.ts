import assert from 'node:assert/strict';
import type { Flow } from '../../../language/model/model.ts';
import { folder, languageFindings, main, modelOf, project } from './read-design.ts';

const messageOf = (text: string, rule: string): string =>
  project({ 'main.parapet': text })
    .findings(main)
    .find((finding) => finding.rule === rule)!.message;
const flowTexts = (flows: readonly Flow[]): string[] => flows.map((flow) => flow.id);

describe('the model', () => {
  it('knows elements by name, with path, label, service and place in the order', () => {
    const model = modelOf(
      'zone azure "Azure" {\n  owner "Platform"\n  group monitoring {\n    use sentinel as siem\n    component tickets "ServiceNow"\n  }\n}',
    );
    assert.deepEqual(
      [...model.elements.values()].map(({ name, path, label, kind, order }) => [name, path, label, kind, order]),
      [
        ['azure', 'azure', 'Azure', 'zone', 0],
        ['monitoring', 'azure/monitoring', 'monitoring', 'group', 1],
        ['siem', 'azure/monitoring/siem', 'Sentinel', 'service', 2],
        ['tickets', 'azure/monitoring/tickets', 'ServiceNow', 'component', 3],
      ].map((row) =>
        row[0] === 'siem' ? [row[0], row[1], model.catalog.service('sentinel')!.short, row[3], row[4]] : row,
      ),
    );
    assert.equal(model.elements.get('siem')!.service!.id, 'sentinel');
    assert.equal(model.elements.get('azure')!.properties.owner, 'Platform');
    assert.deepEqual(
      model.roots.map((element) => element.name),
      ['azure'],
    );
  });

  it('spreads a flow over its ends and kinds, both ways where it says so', () => {
    const model = modelOf('component a\ncomponent b\ncomponent c\na, b -> c : alert, log "x"\na <-> b : sync');
    assert.deepEqual(flowTexts(model.flows), [
      'a->c:alert',
      'a->c:log',
      'b->c:alert',
      'b->c:log',
      'a->b:sync',
      'b->a:sync',
    ]);
    assert.equal(model.flows[0]!.label, 'x');
    assert.equal(model.flows[4]!.twoWay, true);
    const [a, c] = [model.elements.get('a')!, model.elements.get('c')!];
    assert.deepEqual(flowTexts(model.flowsBetween(a, c)), ['a->c:alert', 'a->c:log']);
    assert.deepEqual(flowTexts(model.flowsInto(c, 'log')), ['a->c:log', 'b->c:log']);
  });

  it('numbers flows that are said twice', () => {
    assert.deepEqual(flowTexts(modelOf('component a\ncomponent b\na -> b : log\na -> b : log').flows), [
      'a->b:log',
      'a->b:log#2',
    ]);
  });

  it('derives the flows of the catalog for integrate, but not those that are said', () => {
    const text = 'use defender-for-endpoint as mde\nuse defender-xdr as xdr\nmde -> xdr : alert\nintegrate mde -> xdr';
    const model = modelOf(text);
    const derived = model.flows.filter((flow) => flow.derivedFrom);
    assert.ok(derived.length > 0);
    assert.ok(
      derived.every((flow) => flow.source.name === 'mde' && flow.target.name === 'xdr' && flow.kind !== 'alert'),
    );
    assert.ok(derived.every((flow) => text.slice(flow.span.start, flow.span.end) === 'integrate mde -> xdr'));
  });

  it('lets integrate speak of a group as all that is in it', () => {
    const inside = modelOf('zone z {\n use defender-for-endpoint as mde\n use defender-xdr as xdr\n}\nintegrate z');
    const named = modelOf('use defender-for-endpoint as mde\nuse defender-xdr as xdr\nintegrate mde, xdr');
    const all = modelOf('use defender-for-endpoint as mde\nuse defender-xdr as xdr\nintegrate *');
    assert.ok(inside.flows.length > 0);
    assert.deepEqual(flowTexts(inside.flows), flowTexts(named.flows));
    assert.deepEqual(flowTexts(all.flows), flowTexts(named.flows));
  });

  it('selects what a view shows', () => {
    const model = modelOf(
      'zone z {\n component a\n component b\n}\ncomponent c\nview v "V" {\n include z, c\n exclude b\n flows log, alert\n collapse z\n direction down\n}',
    );
    const [view] = model.views;
    assert.deepEqual(
      view!.elements.map((element) => element.name),
      ['z', 'a', 'c'],
    );
    assert.deepEqual(view!.flowKinds, ['alert', 'log']);
    assert.deepEqual(
      view!.collapsed.map((element) => element.name),
      ['z'],
    );
    assert.equal(view!.direction, 'down');
  });

  it('keeps the name a service was written by', () => {
    const model = modelOf('use "Azure ATP" as mdi\nuse azure-sentinel');
    assert.equal(model.elements.get('mdi')!.service!.id, 'defender-for-identity');
    assert.equal(model.elements.get('mdi')!.writtenAs!.by, 'former');
    assert.equal(model.elements.get('azure-sentinel')!.service!.id, 'sentinel');
  });

  it('takes names such as __proto__ and toString as names', () => {
    const text =
      'component __proto__\ncomponent constructor\ncomponent toString\n__proto__, constructor -> toString : log';
    assert.deepEqual(languageFindings(text), []);
    assert.deepEqual(flowTexts(modelOf(text).flows), ['__proto__->toString:log', 'constructor->toString:log']);
  });

  it('uses the names of imported files', () => {
    const files = {
      'shared/hub.parapet': 'use sentinel as siem',
      'main.parapet': 'import "./shared/hub.parapet"\ncomponent a\na -> siem : log',
    };
    const made = project(files);
    assert.deepEqual(made.model(main)!.files, [`${folder}/shared/hub.parapet`, main]);
    assert.deepEqual(flowTexts(made.model(main)!.flows), ['a->siem:log']);
    assert.deepEqual(made.dependents(`${folder}/shared/hub.parapet`), [`${folder}/shared/hub.parapet`, main]);
  });

  it('does not let an imported file use the names of the file that imports it', () => {
    const made = project({
      'hub.parapet': 'component hub\nhub -> a : log',
      'main.parapet': 'import "./hub.parapet"\ncomponent a',
    });
    assert.deepEqual(
      made.findings(`${folder}/hub.parapet`).filter((finding) => finding.rule === 'unknown-name').length,
      1,
    );
    assert.deepEqual(flowTexts(made.model(main)!.flows), []);
  });
});

describe('what the language says about mistakes', () => {
  const cases: readonly (readonly [name: string, text: string, findings: readonly string[]])[] = [
    ['a name that is nowhere', 'component alpha\nalpa -> alpha : log', ['unknown-name: alpa']],
    ['a service nobody knows', 'use sentinnel', ['unknown-service: sentinnel']],
    ['half a flow from a name that is nowhere', 'component b\nalpa ->', ['syntax: ->']],
    ['two elements of one name', 'component a\ncomponent a', ['duplicate-name: a']],
    ['a flow to itself', 'component a\na -> a : log', ['self-flow: a']],
    ['a kind that is none', 'component a\ncomponent b\na -> b : alerts', ['unknown-kind: alerts']],
    ['a flow that does not say what flows', 'component a\ncomponent b\na -> b', ['missing-kind: b']],
    ['a property that is none', 'component a { ovner "x" }', ['unknown-property: ovner']],
    ['a value that is none', 'component a { status planed }', ['invalid-value: planed']],
    [
      'a link that could run or fetch something',
      'component a { link "javascript:alert(1)" }',
      ['invalid-link: "javascript:alert(1)"'],
    ],
    [
      'a view in a zone',
      'zone z {\n  component a\n}\nzone y {\n  architecture x "X"\n}',
      ['unclosed-brace: {', 'unopened-brace: }'],
    ],
    ['an import that is not there', 'import "./gone.parapet"', ['missing-import: "./gone.parapet"']],
    [
      'an import of a web address',
      'import "https://example.com/a.parapet"',
      ['invalid-import: "https://example.com/a.parapet"'],
    ],
    ['an import outside the workspace', 'import "../other/a.parapet"', ['invalid-import: "../other/a.parapet"']],
    ['an absolute import', 'import "/etc/a.parapet"', ['invalid-import: "/etc/a.parapet"']],
    ['a view of something unknown', 'view v {\n  include nothing\n}', ['unknown-name: nothing']],
    ['two architectures', 'architecture a "A"\narchitecture b "B"', ['duplicate-architecture: architecture b "B"']],
    [
      'a label of 10,000 characters',
      `component a "${'x'.repeat(10_000)}"`,
      [`label-too-long: "${'x'.repeat(10_000)}"`],
    ],
    ['a label that turns the text around', 'component a "abc\u202Ecba"', ['invisible-characters: "abc\u202Ecba"']],
    ['a label with a joiner between letters', 'component a "ab\u200Dc"', ['invisible-characters: "ab\u200Dc"']],
    [
      'a label with a joiner between an emoji and a letter',
      'component a "\u{1F469}\u200Dc"',
      ['invisible-characters: "\u{1F469}\u200Dc"'],
    ],
    ['no joiner that makes one sign of two emoji', 'component a "\u{1F469}\u{1F3FD}\u200D\u{1F692}"', []],
    ['no joiner that shapes Persian or Indic letters', 'component a "می\u200Cخواهم क्\u200Dष"', []],
  ];
  for (const [name, text, findings] of cases) it(name, () => assert.deepEqual(languageFindings(text), findings));

  it('offers the current service for a former name or an abbreviation in a flow', () => {
    const text = 'use defender-for-endpoint as mde\nuse sentinel\nmdatp -> sentinel : log';
    assert.match(
      messageOf(text, 'unknown-name'),
      /former name of Microsoft Defender for Endpoint, which this design calls `mde`/,
    );
  });

  it('shows the path of a cycle of imports', () => {
    const files = { 'a.parapet': 'import "./b.parapet"', 'b.parapet': 'import "./main.parapet"' };
    assert.deepEqual(languageFindings('import "./a.parapet"', files), ['import-cycle: "./a.parapet"']);
    const made = project({ ...files, 'main.parapet': 'import "./a.parapet"' });
    assert.match(made.findings(main)[0]!.message, /main\.parapet → a\.parapet → b\.parapet → main\.parapet/);
  });

  it('follows files that come, go and cannot be read', () => {
    const made = project({ 'main.parapet': 'import "./a.parapet"\ncomponent b\nb -> a : log' });
    const rules = (): string[] =>
      made
        .findings(main)
        .filter((finding) => finding.origin === 'language')
        .map((finding) => finding.rule);
    assert.deepEqual(made.unresolvedImports(), [`${folder}/a.parapet`]);
    assert.deepEqual(rules(), ['missing-import', 'unknown-name']);
    made.setFile(`${folder}/a.parapet`, 'component a');
    assert.deepEqual(rules(), []);
    made.setUnreadable(`${folder}/a.parapet`, 'it is a folder');
    assert.deepEqual(rules(), ['missing-import', 'unknown-name']);
    assert.deepEqual(made.unresolvedImports(), []);
  });

  it('says the same after edits as when read afresh', () => {
    const texts = [
      'component a\ncomponent b\na -> b : log',
      'component a\n\ncomponent b { owner "x" }\na -> b : log',
      'zone z {\ncomponent a\n}\ncomponent b { ownr "x" }\na -> c : log',
      '',
    ];
    const long = project({ 'main.parapet': '' });
    for (const text of [...texts, ...texts.reverse()]) {
      long.setFile(main, text);
      assert.deepEqual(long.findings(main), project({ 'main.parapet': text }).findings(main));
    }
  });
});
