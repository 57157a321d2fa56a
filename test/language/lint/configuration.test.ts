import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Configuration } from '../../../language/lint/configuration.ts';
import { readBaseline, staleEntries, writeBaseline } from '../../../language/lint/baseline.ts';
import { severityOf, stepsFor } from '../../../language/lint/configuration.ts';
import { judgeFile } from '../../../language/lint/judge-file.ts';
import { readConfiguration } from '../../../language/lint/read-configuration.ts';
import { allRules, ruleById } from '../../../language/lint/registry.ts';
import { builtInRules, RuleBook } from '../../../language/lint/rule-book.ts';
import { defineRule } from '../../../language/lint/rule.ts';
import { SettingsFiles } from '../../../language/lint/settings-files.ts';
import { createProject, applyEdits } from '../../../language/pipeline.ts';
import { parseFile } from '../../../language/services/parse.ts';
import { testDay, uriOf } from './check-lint.ts';

const docs = { summary: '', why: '', fix: '', falsePositives: '', source: '', bad: [], good: [] };
const renamed = defineRule({
  id: 'new-name',
  formerIds: ['old-name'],
  family: 'flow',
  severity: 'warning',
  docs,
  messages: {},
  options: {
    days: { type: 'integer', description: '', default: 3, minimum: 0, maximum: 10 },
    loud: { type: 'boolean', description: '', default: false },
    way: { type: 'string', description: '', default: 'in', values: ['in', 'out'] },
    names: { type: 'strings', description: '', default: ['x'] },
  },
  *check() {
    // Never run.
  },
});
const waiting = defineRule({
  id: 'waiting',
  family: 'flow',
  severity: 'warning',
  strictOnly: true,
  docs,
  messages: {},
  *check() {
    // Never run.
  },
});
const book = new RuleBook([...allRules, renamed, waiting]);

const uri = uriOf('parapet.json');
const root = 'file:///design';

/** Messages with the text they stand at. */
function told(text: string): string[] {
  return readConfiguration(uri, text, root, book).findings.map(
    ({ span, message, severity }) => `${text.slice(span.start, span.end)}: ${severity}: ${message}`,
  );
}

function configure(files: Record<string, string>, design = 'main.parapet'): Configuration {
  const settings = new SettingsFiles({ workspaceFolders: [root], rules: book });
  for (const [name, text] of Object.entries(files)) settings.set(uriOf(name), text);
  return settings.configurationOf(uriOf(design));
}

function problems(files: Record<string, string | undefined>): string[] {
  const settings = new SettingsFiles({ workspaceFolders: [root], rules: book });
  for (const [name, text] of Object.entries(files)) settings.set(uriOf(name), text);
  return settings
    .usedUris([uriOf('main.parapet')])
    .flatMap((file) => settings.findings(file, [uriOf('main.parapet')]))
    .map(({ span, message }) => `${span.uri.slice(root.length + 1)}: ${message}`);
}

describe('a configuration file', () => {
  for (const [what, text, ...messages] of [
    ['nothing', '', /A value is expected here/],
    ['a list', '[]', /is an object of settings/],
    ['half an object', '{ "rules": { "former-name": "off" }', /closing brace `}` is missing/],
    ['no colon', '{ "rules" {} }', /A colon is expected here/],
    [
      'an unknown setting',
      '{ "rulez": {} }',
      /^"rulez": error: "rulez" is not a setting of a configuration\. Did you mean "rules"\?/,
    ],
    [
      'an unknown rule',
      '{ "rules": { "former-nam": "off" } }',
      /^"former-nam": error: There is no rule "former-nam"\. Did you mean "former-name"\?/,
    ],
    ['a rule like nothing', '{ "rules": { "zzzzzzzz": "off" } }', /`parapet rules` and docs\/rules list/],
    [
      'a name every object has',
      '{ "rules": { "__proto__": "off", "constructor": "off" } }',
      /__proto__/,
      /constructor/,
    ],
    [
      'an unknown severity',
      '{ "rules": { "former-name": "warn" } }',
      /^"warn": error: "former-name" is "off", "info", "warning" or "error"\./,
    ],
    ['a severity of another kind', '{ "rules": { "former-name": 2 } }', /^2: error: "former-name" is/],
    ['no severity', '{ "rules": { "former-name": [] } }', /^\[\]: error: .* a severity and options/],
    [
      'options where there are none',
      '{ "rules": { "former-name": ["off", {}] } }',
      /^\{\}: error: The rule former-name has no options/,
    ],
    [
      'an unknown family',
      '{ "families": { "nams": "off" } }',
      /^"nams": error: There is no family "nams"\. Did you mean "names"\?/,
    ],
    [
      'an unknown preset',
      '{ "extends": "recommendd" }',
      /^"recommendd": error: .*neither a preset.*Did you mean "recommended"/,
    ],
    ['a preset of another kind', '{ "extends": 3 }', /^3: error: "extends" is a list of texts/],
    ['an address', '{ "extends": "https://x.test/parapet.json" }', /is no relative path/],
    [
      'a way out',
      '{ "extends": "../parapet.json", "baseline": "../../b.json" }',
      /leads out of the workspace/,
      /leads out of the workspace/,
    ],
    ['an override of nothing', '{ "overrides": [{ "rules": {} }] }', /says with "files" what it holds for/],
    [
      'an override of what cannot be overridden',
      '{ "overrides": [{ "files": "a", "baseline": "b", "extends": "strict" }] }',
      /"baseline" cannot be overridden/,
      /"extends" cannot be overridden/,
    ],
    [
      'a broken pattern',
      '{ "overrides": [{ "files": ["../x", "{a"] }] }',
      /leads out of its folder/,
      /braces that are not closed/,
    ],
    [
      'an unknown setting of an override',
      '{ "overrides": [{ "files": "a", "rule": {} }] }',
      /^"rule": error: "rule" is not a setting of an override\. Did you mean "rules"/,
    ],
    [
      'an unknown word of inlineSuppression',
      '{ "inlineSuppression": "never" }',
      /^"never": error: "inlineSuppression" is "allow" or "forbid"/,
    ],
    [
      'an unknown rule of inlineSuppression',
      '{ "inlineSuppression": { "nothing-such-as-this": "forbid" } }',
      /There is no rule/,
    ],
    ['a setting twice', '{ "rules": {}, "rules": {} }', /is set twice/],
    [
      'an option that is none',
      '{ "rules": { "new-name": ["off", { "dais": 3 }] } }',
      /^"dais": error: "dais" is not an option of new-name\. Did you mean "days"/,
    ],
    [
      'an option out of bounds',
      '{ "rules": { "new-name": ["off", { "days": 11 }] } }',
      /^11: error: "days" is a whole number from 0 to 10/,
    ],
    ['half a number', '{ "rules": { "new-name": ["off", { "days": 1.5 }] } }', /^1.5: error: "days" is a whole number/],
    [
      'options of other kinds',
      '{ "rules": { "new-name": ["off", { "loud": "yes", "way": "up", "names": [3] }] } }',
      /"loud" is true or false/,
      /"way" is "in" or "out"/,
      /An entry of "names" is a text/,
    ],
  ] as const) {
    it(`tells of ${what}, at its place`, () => {
      const found = told(text);
      assert.equal(found.length, messages.length, found.join('\n'));
      messages.forEach((message, index) => assert.match(found[index]!, message));
    });
  }

  it('takes comments, commas at the end, and $schema', () => {
    assert.deepEqual(
      told('// a\n{ /* b */ "$schema": "./x.json", "rules": { "former-name": "off", }, "extends": ["strict",], }\n'),
      [],
    );
  });

  it('tells of an id that a rule had before, follows it, and mends it', () => {
    const text = '{ "rules": { "old-name": "error" } }';
    const { file, findings } = readConfiguration(uri, text, root, book);
    assert.deepEqual(
      findings.map(({ severity, analysis, message }) => [severity, analysis, message]),
      [['warning', undefined, 'The rule "old-name" is now called "new-name".']],
    );
    assert.equal(file.settings.rules.get(renamed)?.level, 'error');
    assert.equal(findings[0]!.fixes[0]!.safe, true);
    assert.equal(applyEdits(text, findings[0]!.fixes[0]!.edits), '{ "rules": { "new-name": "error" } }');
  });

  it('keeps all that is right when something is wrong', () => {
    const configuration = configure({
      'parapet.json': '{ "rules": { "nope-nope": "off", "former-name": "error", "wrong-kind": "bad" }, "x": 1 ',
    });
    assert.equal(configuration.settingOf(ruleById('former-name')!).level, 'error');
    assert.equal(configuration.settingOf(ruleById('wrong-kind')!).level, ruleById('wrong-kind')!.severity);
  });

  it('is read whatever it holds', () => {
    const json = fc.oneof(
      fc.json(),
      fc.string(),
      fc.constantFrom('[', '{"a":', '{"overrides":[', '{"rules":', '/* " */ [').map((piece) => piece.repeat(20_000)),
    );
    fc.assert(
      fc.property(json, (text) => {
        readConfiguration(uri, text, root, builtInRules);
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});

describe('what a configuration means', () => {
  const level = (id: string, configuration: Configuration) => configuration.settingOf(book.find(id).rule!).level;

  it('is the rule itself without one', () => {
    const none = configure({});
    for (const rule of book.rules) {
      assert.equal(none.settingOf(rule).level, rule.strictOnly ? 'off' : rule.severity);
      assert.equal(none.settingOf(rule).inline, true);
    }
  });

  it('follows presets', () => {
    const [strict, minimal] = ['strict', 'minimal'].map((preset) =>
      configure({ 'parapet.json': `{ "extends": "${preset}" }` }),
    );
    for (const rule of book.rules) {
      const stricter = { info: 'warning', warning: 'error', error: 'error' }[rule.severity];
      assert.equal(strict!.settingOf(rule).level, rule.strictOnly ? rule.severity : stricter, rule.id);
      assert.equal(
        minimal!.settingOf(rule).level,
        rule.severity === 'error' && !rule.strictOnly ? 'error' : 'off',
        rule.id,
      );
    }
  });

  it('lets what stands later and nearer win', () => {
    const configuration = configure({
      'parapet.json':
        '{ "extends": ["minimal", "./a.parapet.json", "./b.parapet.json"], "rules": { "wrong-kind": "info" } }',
      'a.parapet.json': '{ "rules": { "former-name": "info", "wrong-kind": "error", "unused-element": "info" } }',
      'b.parapet.json': '{ "extends": "./c.parapet.json", "families": { "names": "warning" } }',
      'c.parapet.json': '{ "rules": { "unused-element": "error", "former-name": "error" } }',
    });
    assert.equal(level('wrong-kind', configuration), 'info');
    assert.equal(level('former-name', configuration), 'warning');
    assert.equal(level('unused-element', configuration), 'error');
  });

  it('does not wake a rule that waits by its family, but by its name', () => {
    assert.equal(level('waiting', configure({ 'parapet.json': '{ "families": { "flow": "error" } }' })), 'off');
    assert.equal(level('waiting', configure({ 'parapet.json': '{ "rules": { "waiting": "info" } }' })), 'info');
    assert.equal(
      level('waiting', configure({ 'parapet.json': '{ "extends": "strict", "families": { "flow": "info" } }' })),
      'info',
    );
  });

  it('fills options up with their defaults, and keeps those of before when only a severity is set', () => {
    const configuration = configure({
      'parapet.json': '{ "extends": "./a.parapet.json", "rules": { "new-name": "error" } }',
      'a.parapet.json': '{ "rules": { "new-name": ["off", { "days": 9, "names": ["a", "b"] }] } }',
    });
    assert.deepEqual(configuration.settingOf(renamed), {
      level: 'error',
      options: { days: 9, loud: false, way: 'in', names: ['a', 'b'] },
      inline: true,
    });
  });

  it('is one object for all files with the same settings, and options are one for the same values', () => {
    const settings = new SettingsFiles({ workspaceFolders: [root], rules: book });
    settings.set(
      uriOf('parapet.json'),
      '{ "overrides": [{ "files": "a/**", "rules": { "new-name": ["info", { "days": 3 }] } }] }',
    );
    const [one, other, inA, alsoInA] = ['x.parapet', 'b/y.parapet', 'a/x.parapet', 'a/b/y.parapet'].map((path) =>
      settings.configurationOf(uriOf(path)),
    );
    assert.equal(one, other);
    assert.equal(inA, alsoInA);
    assert.notEqual(one, inA);
    assert.equal(one!.settingOf(renamed).options, inA!.settingOf(renamed).options);
  });

  it('overrides in order, relative to the file that says so', () => {
    const files = {
      'parapet.json':
        '{ "extends": "./team/base.parapet.json", "overrides": [{ "files": "team/**", "rules": { "wrong-kind": "info" } }] }',
      'team/base.parapet.json':
        '{ "overrides": [{ "files": "*.parapet", "rules": { "wrong-kind": "off", "former-name": "off" } }, { "files": "b*", "rules": { "former-name": "error" } }] }',
    };
    assert.equal(level('wrong-kind', configure(files, 'team/a.parapet')), 'info');
    assert.equal(level('former-name', configure(files, 'team/a.parapet')), 'off');
    assert.equal(level('former-name', configure(files, 'team/b.parapet')), 'error');
    assert.equal(level('former-name', configure(files, 'a.parapet')), 'warning');
  });

  it('knows paths by their names and not by their escapes', () => {
    const settings = new SettingsFiles({ workspaceFolders: [root], rules: book });
    settings.set(
      uriOf('parapet.json'),
      '{ "overrides": [{ "files": "über uns/**", "rules": { "former-name": "off" } }] }',
    );
    const design = `${root}/${encodeURIComponent('über uns')}/a.parapet`;
    assert.equal(level('former-name', settings.configurationOf(design)), 'off');
  });

  it('never makes a guess weigh more, nor a rule weigh more than it was set to', () => {
    const rule = defineRule({ ...renamed, severity: 'warning' });
    for (const [set, own, expected] of [
      ['error', undefined, 'error'],
      ['info', undefined, 'info'],
      ['error', 'info', 'info'],
      ['warning', 'info', 'info'],
      ['info', 'info', 'info'],
      ['error', 'error', 'error'],
      ['warning', 'error', 'error'],
      ['info', 'error', 'info'],
      ['error', 'warning', 'error'],
    ] as const) {
      assert.equal(severityOf(rule, set, own), expected, `${set} ${String(own)}`);
    }
    assert.equal(severityOf(defineRule({ ...renamed, severity: 'info' }), 'error', 'warning'), 'error');
  });

  it('holds every step for a file where nothing is overridden', () => {
    assert.deepEqual(stepsFor([{ preset: 'strict' }], uriOf('a.parapet')), [{ preset: 'strict' }]);
  });
});

describe('configurations that rest on each other', () => {
  it('are told where they go in a circle, once, and hold apart from it', () => {
    const files = {
      'parapet.json': '{ "extends": "./a.parapet.json", "rules": { "former-name": "off" } }',
      'a.parapet.json': '{ "extends": "./b.parapet.json", "rules": { "wrong-kind": "off" } }',
      'b.parapet.json': '{ "extends": "./parapet.json" }',
    };
    assert.deepEqual(problems(files), [
      'b.parapet.json: These configurations extend each other: parapet.json → a.parapet.json → b.parapet.json → parapet.json. Remove one of them.',
    ]);
    assert.equal(configure(files).settingOf(ruleById('wrong-kind')!).level, 'off');
    assert.deepEqual(problems({ 'parapet.json': '{ "extends": "./parapet.json" }' }), [
      'parapet.json: These configurations extend each other: parapet.json → parapet.json. Remove one of them.',
    ]);
  });

  it('are told where one is not there', () => {
    assert.deepEqual(problems({ 'parapet.json': '{ "extends": "./x.parapet.json" }', 'x.parapet.json': undefined }), [
      'parapet.json: There is no such file: check the path, or create it.',
    ]);
  });

  it('are bounded, in a chain and where many extend the same', () => {
    const chain: Record<string, string> = { 'parapet.json': '{ "extends": "./0.parapet.json" }' };
    for (let index = 0; index < 80; index++) {
      chain[`${index}.parapet.json`] = `{ "extends": "./${index + 1}.parapet.json" }`;
    }
    assert.ok(problems(chain).some((message) => message.includes('may rest on 50 files')));
    const doubled: Record<string, string> = {
      'parapet.json': '{ "extends": ["./0.parapet.json", "./0.parapet.json"] }',
    };
    for (let index = 0; index < 40; index++) {
      const next = `"./${index + 1}.parapet.json"`;
      doubled[`${index}.parapet.json`] = `{ "extends": [${next}, ${next}] }`;
    }
    const start = performance.now();
    assert.ok(problems(doubled).some((message) => message.includes('may rest on 50 files')));
    assert.ok(performance.now() - start < 2_000);
  });
});

describe('a project with settings', () => {
  it('runs no rule that is off, and judges a rule by its options in each file', () => {
    const project = createProject({ date: '2028-01-20', workspaceFolders: [root] });
    const design = 'use nsg-flow-logs as flow-logs\nuse log-analytics as workspace\n\nflow-logs -> workspace : log';
    project.setFile(uriOf('a/main.parapet'), design);
    project.setFile(uriOf('b/main.parapet'), design);
    const told = (path: string): string[] =>
      project.findings(uriOf(path)).map(({ rule, severity }) => `${severity} ${rule}`);
    const before = told('a/main.parapet');
    assert.ok(
      before.some((finding) => /^(error|warning) retir/.test(finding)),
      before.join(),
    );
    project.setSettingsFile(uriOf('a/parapet.json'), '{ "families": { "names": "off" } }');
    assert.ok(!told('a/main.parapet').some((finding) => /retir/.test(finding)));
    assert.deepEqual(told('b/main.parapet'), before);
  });

  it('gives a service that has ended the days of grace that are configured', () => {
    const project = createProject({ date: '2027-10-10', workspaceFolders: [root] });
    project.setFile(
      uriOf('main.parapet'),
      'use nsg-flow-logs as flow-logs\nuse log-analytics as workspace\n\nflow-logs -> workspace : log',
    );
    const severities = (): string[] =>
      project
        .findings(uriOf('main.parapet'))
        .flatMap(({ rule, severity }) => (rule === 'retiring-service' ? [severity] : []));
    assert.deepEqual(severities(), ['error']);
    project.setSettingsFile(
      uriOf('parapet.json'),
      '{ "rules": { "retiring-service": ["warning", { "graceDays": 90 }] } }',
    );
    assert.deepEqual(severities(), ['warning']);
    project.setSettingsFile(
      uriOf('parapet.json'),
      '{ "rules": { "retiring-service": ["warning", { "graceDays": 5 }] } }',
    );
    assert.deepEqual(severities(), ['error']);
  });

  it('tells silenced findings apart, each with how', () => {
    const project = createProject({ date: testDay, workspaceFolders: [root] });
    const main = uriOf('main.parapet');
    project.setFile(
      main,
      'use defender-for-identity as mdi\nuse defender-xdr as xdr\nmdi -> xdr : alert\n' +
        'use azure-bastion as one // parapet-disable-line unused-element -- drawn elsewhere\n' +
        'use azure-bastion as two\nuse azure-bastion as three\nuse azure-bastion as four\n' +
        'accept unused-element on two { reason "Phase 2" owner "Platform" ticket "SEC-1" until 2027-01-31 }\n',
    );
    project.setSettingsFile(uriOf('parapet.json'), '{ "baseline": "b.json" }');
    project.setSettingsFile(
      uriOf('b.json'),
      '{ "version": 1, "findings": [{ "file": "main.parapet", "rule": "unused-element", "subject": "three" }] }',
    );
    assert.deepEqual(
      project.findings(main).map(({ subject, suppression }) => [subject, suppression]),
      [['four', undefined]],
    );
    assert.deepEqual(
      project.suppressedFindings(main).map(({ subject, suppression }) => {
        const { span, ...rest } = suppression!;
        return [subject, rest, span!.uri.slice(root.length + 1)];
      }),
      [
        ['one', { kind: 'comment', reason: 'drawn elsewhere' }, 'main.parapet'],
        [
          'two',
          { kind: 'acceptance', reason: 'Phase 2', owner: 'Platform', ticket: 'SEC-1', until: '2027-01-31' },
          'main.parapet',
        ],
        ['three', { kind: 'baseline' }, 'b.json'],
      ],
    );
  });

  it('silences nothing that comes from the language', () => {
    const project = createProject({ date: testDay, workspaceFolders: [root] });
    project.setFile(
      uriOf('main.parapet'),
      '// parapet-disable-file syntax, unknown-name -- in the way\nuse use {\nuse sentinel\nsentinel -> nowhere : alert\n',
    );
    project.setSettingsFile(
      uriOf('parapet.json'),
      '{ "extends": "minimal", "baseline": "b.json", "rules": { "syntax": "off" } }',
    );
    project.setSettingsFile(
      uriOf('b.json'),
      '{ "version": 1, "findings": [{ "file": "main.parapet", "rule": "unknown-name", "subject": "nowhere" }] }',
    );
    assert.deepEqual(
      project.findings(uriOf('main.parapet')).map(({ rule, origin }) => `${origin} ${rule}`),
      [
        'rule unknown-suppression',
        'rule unknown-suppression',
        'language syntax',
        'language unclosed-brace',
        'language unknown-name',
      ],
    );
    assert.deepEqual(project.suppressedFindings(uriOf('main.parapet')), []);
  });
});

describe('a baseline', () => {
  const known = (rule: string): string =>
    `{ "version": 1, "findings": [{ "file": "main.parapet", "rule": "${rule}", "subject": "x" }] }`;
  const finding = {
    rule: 'new-name',
    severity: 'warning',
    origin: 'rule',
    message: '',
    span: { uri: uriOf('main.parapet'), start: 0, end: 1 },
    related: [],
    fixes: [],
    subject: 'x',
  } as const;

  it('knows a rule by the id it had before', () => {
    for (const [rule, stale] of [
      ['new-name', 0],
      ['old-name', 0],
      ['other-name', 1],
    ] as const) {
      const baseline = readBaseline(uriOf('b.json'), known(rule));
      assert.equal(staleEntries(baseline, () => [finding], book).length, stale, rule);
      const judged = judgeFile({
        file: parseFile(uriOf('main.parapet'), 'use sentinel\n'),
        found: [finding],
        configuration: configure({}),
        rules: book,
        baseline,
      });
      assert.equal(judged.suppressed.length, 1 - stale, rule);
    }
  });

  it('is written sorted, each entry once, and read as it was written', () => {
    const entries = ['b', 'a', 'ü ö', 'b'].map((subject) => ({
      file: uriOf(`${encodeURIComponent(subject)}.parapet`),
      rule: 'former-name',
      subject: `${subject} "x"\n->y`,
    }));
    const text = writeBaseline(uriOf('sub/b.json'), entries);
    assert.equal(text.split('\n').filter((line) => line.includes('"rule"')).length, 3);
    const read = readBaseline(uriOf('sub/b.json'), text);
    assert.deepEqual(read.findings, []);
    assert.deepEqual(
      read.entries.map(({ file, subject }) => `${file} ${subject}`),
      [entries[1]!, entries[0]!, entries[2]!].map(({ file, subject }) => `${file} ${subject}`),
    );
    assert.equal(writeBaseline(uriOf('sub/b.json'), read.entries), text);
  });
});

describe('findings of rules', () => {
  it('each say what element or flow they are about, in every bad example of every rule', () => {
    const without: string[] = [];
    for (const rule of allRules) {
      for (const example of rule.docs.bad) {
        const project = createProject({ date: testDay, workspaceFolders: [root] });
        project.setSettingsFile(uriOf('parapet.json'), '{ "extends": "strict" }');
        project.setFile(uriOf('main.parapet'), example);
        for (const finding of project.findings(uriOf('main.parapet'))) {
          if (finding.origin === 'rule' && !finding.subject) without.push(`${finding.rule}: ${finding.message}`);
        }
      }
    }
    assert.deepEqual(without, []);
  });
});
