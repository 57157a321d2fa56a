import assert from 'node:assert/strict';
import type { Selection } from '../../../language/model/model.ts';
import { createProject } from '../../../language/pipeline.ts';
import { languageFindings, modelOf } from './read-design.ts';

const estate = 'use defender-for-office-365 as mdo\nuse entra-id as entra\ncomponent users\n';

describe('threats', () => {
  it('reads techniques, tactic, targets and mitigations, in a line or in several', () => {
    const text =
      `${estate}threat phishing "Spear phishing" { technique T1566.001, T1566 tactic initial-access targets users mitigated by mdo, entra }\n` +
      'threat theft {\n  technique T1003\n  targets users\n  mitigated by entra\n}';
    const { threats, elements } = modelOf(text);
    assert.deepEqual(languageFindings(text), []);
    assert.deepEqual(
      threats.map(({ element, techniques, tactic, targets, mitigatedBy }) => [
        element.kind,
        element.label,
        techniques.map((technique) => technique.text),
        tactic?.text,
        targets.map((end) => end.element?.name),
        mitigatedBy.map((end) => end.element?.name),
      ]),
      [
        ['threat', 'Spear phishing', ['T1566.001', 'T1566'], 'initial-access', ['users'], ['mdo', 'entra']],
        ['threat', 'theft', ['T1003'], undefined, ['users'], ['entra']],
      ],
    );
    assert.equal(elements.get('phishing'), threats[0]!.element);
    const { span } = threats[0]!.techniques[1]!;
    assert.equal(text.slice(span.start, span.end), 'T1566');
  });

  it('may stand in a group', () => {
    const { threats } = modelOf('group network {\n  threat scan { technique T1018 }\n}');
    assert.equal(threats[0]!.element.path, 'network/scan');
  });

  it('are put in order by attacks', () => {
    const text = 'threat a\nthreat b\nthreat c\nthreat d\nattack blended "Blended attack" : a -> b, c -> d';
    const { attacks } = modelOf(text);
    assert.deepEqual(languageFindings(text), []);
    assert.equal(attacks[0]!.label, 'Blended attack');
    assert.deepEqual(
      attacks[0]!.moves.map(({ source, target }) => `${source.name}>${target.name}`),
      ['a>b', 'a>c', 'b>d', 'c>d'],
    );
  });

  it('are told apart from what flows', () => {
    const cases: readonly (readonly [string, readonly string[]])[] = [
      ['threat a\ncomponent b\na -> b : log', ['threat-in-flow: a']],
      ['component a\nthreat b\nattack x : a -> b', ['not-a-threat: a']],
      ['threat a\nthreat b { targets a }', ['misplaced-threat: a']],
      ['threat a\nthreat b\nattack x : a -> b -> a', ['attack-cycle: a']],
      ['threat a\nattack x : a -> a', ['attack-cycle: a']],
      ['threat a\nattack x : a', ['attack-without-steps: x']],
      ['threat a\nthreat b\nattack x : a -> b\nattack x : b -> a', ['duplicate-name: x']],
      ['threat a { targets gone }', ['unknown-name: gone']],
      ['threat a { techniqe T1003 }', ['unknown-property: techniqe']],
      ['threat a\nthreat a { targets gone }', ['duplicate-name: a']],
    ];
    for (const [text, findings] of cases) assert.deepEqual(languageFindings(text), findings, text);
  });

  it('keep the rest of an attack where a step is unknown', () => {
    const { attacks } = modelOf('threat a\nthreat b\nattack x : gone -> a -> b');
    assert.deepEqual(
      attacks[0]!.moves.map(({ source, target }) => `${source.name}>${target.name}`),
      ['a>b'],
    );
  });

  it('are what an attack wants where it names nothing', () => {
    const project = createProject({ date: '2026-11-21', workspaceFolders: ['file:///design'] });
    project.setFile('file:///design/a.parapet', 'component users\nattack x : phishing -> theft');
    const [finding] = project.findings('file:///design/a.parapet').filter(({ rule }) => rule === 'unknown-name');
    assert.equal(finding?.message, 'Nothing is named `phishing`. Declare it with `threat phishing`.');
    assert.deepEqual(
      finding.fixes.map(({ title, edits }) => [title, edits[0]?.newText]),
      [['Declare threat phishing', 'threat phishing\n']],
    );
  });

  it('tell once of each threat that an attack comes back to, and of an attack that is too long', () => {
    const step = (letter: string) => Array.from({ length: 31 }, (_, index) => `${letter}${index}`);
    const threats = [...step('a'), ...step('b')].map((name) => `threat ${name}`).join('\n');
    const steps = Array.from({ length: 40 }, (_, index) => step(index % 2 === 0 ? 'a' : 'b').join(', '));
    const text = `${threats}\nattack x : ${steps.join(' -> ')}`;
    assert.deepEqual(languageFindings(text), ['attack-cycle: a0', 'attack-cycle: a1', 'attack-too-long: a1']);
    assert.equal(modelOf(text).attacks[0]!.moves.length, 31 * 31);
  });

  it('stand in a step of an attack once, however often they are named there', () => {
    // Each of one step with each of the next, again and again, would take longer than a test may.
    const many = (name: string) => Array.from({ length: 20_000 }, () => name).join(',');
    const { attacks } = modelOf(`threat a\nthreat b\nattack x : ${many('a')} -> ${many('b')}`);
    assert.deepEqual(
      attacks[0]!.moves.map(({ source, target }) => `${source.name}>${target.name}`),
      ['a>b'],
    );
  });
});

describe('accepted findings', () => {
  it('name a rule, what it is about, and why', () => {
    const text =
      'use defender-xdr as xdr\nuse sentinel\nxdr -> sentinel : incident\n' +
      'accept duplicate-incidents on xdr -> sentinel : incident {\n  reason "Migration"\n  owner "SOC"\n  ticket "SEC-1"\n  until 2027-03-31\n}\n' +
      'accept unused-element on sentinel, xdr { reason "x" owner "y" }';
    assert.deepEqual(languageFindings(text), []);
    const [flow, elements] = modelOf(text).acceptances;
    assert.deepEqual(
      [flow!.rule.text, flow!.subjects[0]!.element?.name, flow!.targets[0]!.element?.name, flow!.kinds],
      ['duplicate-incidents', 'xdr', 'sentinel', ['incident']],
    );
    assert.deepEqual(
      [flow!.reason, flow!.owner, flow!.ticket, flow!.until],
      ['Migration', 'SOC', 'SEC-1', '2027-03-31'],
    );
    assert.deepEqual(
      elements!.subjects.map((end) => end.name),
      ['sentinel', 'xdr'],
    );
  });

  it('say what is wrong with a day', () => {
    for (const day of ['2027-02-30', '2027-13-01', '2027-03', 'soon'])
      assert.deepEqual(
        languageFindings(`use sentinel\naccept unused-element on sentinel { until ${day} }`),
        [`invalid-value: ${day}`],
        day,
      );
  });

  it('report names that are nowhere', () => {
    assert.deepEqual(languageFindings('accept unused-element on gone'), ['unknown-name: gone']);
  });
});

describe('constraints', () => {
  const words = (selection: Selection | undefined) =>
    selection &&
    (selection.all
      ? '*'
      : selection.terms.map((term) => `${term.attribute ? `${term.attribute} ` : ''}${term.text}`).join(', '));

  it('are read with what they select', () => {
    const text =
      'require every virtual-machines -> log-analytics : log, signal "every VM must reach the workspace"\n' +
      'forbid internet reaches data, tag crown-jewels via traffic without azure-firewall { severity warning }\n' +
      'require every pillar identity has owner\n' +
      'require every exposure internet has status live "said"\n' +
      'require sentinel\n' +
      'forbid * -> "our siem" : log';
    assert.deepEqual(languageFindings(text), []);
    assert.deepEqual(
      modelOf(text).constraints.map((constraint) => [
        constraint.kind,
        constraint.every,
        words(constraint.subject),
        constraint.relation,
        words(constraint.object),
        constraint.kinds.join(),
        words(constraint.without),
        constraint.property?.text,
        constraint.value?.text,
        constraint.text,
        constraint.severity,
      ]),
      [
        [
          'require',
          true,
          'virtual-machines',
          '->',
          'log-analytics',
          'log,signal',
          undefined,
          undefined,
          undefined,
          'every VM must reach the workspace',
          undefined,
        ],
        [
          'forbid',
          false,
          'internet',
          'reaches',
          'data, tag crown-jewels',
          'traffic',
          'azure-firewall',
          undefined,
          undefined,
          undefined,
          'warning',
        ],
        ['require', true, 'pillar identity', 'has', undefined, '', undefined, 'owner', undefined, undefined, undefined],
        ['require', true, 'exposure internet', 'has', undefined, '', undefined, 'status', 'live', 'said', undefined],
        ['require', false, 'sentinel', undefined, undefined, '', undefined, undefined, undefined, undefined, undefined],
        ['forbid', false, '*', '->', 'our siem', 'log', undefined, undefined, undefined, undefined, undefined],
      ],
    );
  });

  it('say what is wrong with their words', () => {
    const cases: readonly (readonly [string, readonly string[]])[] = [
      ['require every piller identity has owner', ['unknown-attribute: piller']],
      ['require every pillar identiti has owner', ['invalid-value: identiti']],
      ['require every pillar identity has ovner', ['unknown-property: ovner']],
      ['forbid every a -> b : log', ['forbid-every: every']],
      ['forbid a -> b : logs', ['unknown-kind: logs']],
      ['require a -> b { severity bad }', ['invalid-value: bad']],
      ['zone z {\n  component a\n', ['unclosed-brace: {']],
    ];
    for (const [text, findings] of cases) assert.deepEqual(languageFindings(text), findings, text);
  });

  it('leave names alone that only a design knows', () => {
    assert.deepEqual(languageFindings('forbid internet -> data : traffic'), []);
  });

  it('refer to what can be seen where they stand', () => {
    const { references } = modelOf('component data\nforbid internet -> data : traffic');
    assert.deepEqual(
      references.map(({ element, role }) => `${role} ${element.name}`),
      ['constraint data'],
    );
  });
});

describe('arranged views', () => {
  it('have rows, and columns that are containers or pillars', () => {
    const text =
      'group azure {\n  use entra-id\n}\ngroup people {\n  component users\n}\n' +
      'view poster {\n  include *\n  arrange rows azure, people columns identity, people\n}';
    assert.deepEqual(languageFindings(text), []);
    const { arrangement } = modelOf(text).views[0]!;
    assert.deepEqual(
      arrangement!.rows.map((row) => row.element?.name),
      ['azure', 'people'],
    );
    assert.deepEqual(
      arrangement!.columns.map((column) => column.pillar ?? column.element?.name),
      ['identity', 'people'],
    );
  });

  it('keep what comes after on the same line', () => {
    const view = modelOf('group a\nview v { arrange rows a columns identity direction down }').views[0]!;
    assert.equal(view.direction, 'down');
    assert.equal(view.arrangement!.columns.length, 1);
  });
});

describe('half-written statements of threats and decisions', () => {
  const whole = [
    'threat phishing "Spear phishing" { technique T1566.001 targets users mitigated by mdo }',
    'attack blended "Blended" : phishing -> theft',
    'accept duplicate-incidents on mdo -> entra : incident { reason "x" owner "y" until 2027-03-31 }',
    'require every tag tier-0 reaches entra via log without mdo "why"',
    'forbid * -> entra : traffic { severity warning }',
  ];
  const after = '\ncomponent last\n';
  for (const statement of whole) {
    it(`cost only themselves: ${statement.slice(0, 30)}`, () => {
      const words = statement.split(' ');
      for (let length = 1; length < words.length; length++) {
        const text = `${estate}threat theft\n${words.slice(0, length).join(' ')}${after}`;
        const { elements } = modelOf(text);
        for (const name of ['mdo', 'entra', 'users', 'last']) assert.ok(elements.has(name), `${name} in ${text}`);
        assert.ok(languageFindings(text).length <= 2, `${languageFindings(text).join('; ')} in ${text}`);
      }
    });
  }
});
