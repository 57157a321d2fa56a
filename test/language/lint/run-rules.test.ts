import assert from 'node:assert/strict';
import { allRules } from '../../../language/lint/registry.ts';
import { defineRule } from '../../../language/lint/rule.ts';
import { internalProblem, runRules } from '../../../language/lint/run-rules.ts';
import type { ArchitectureModel } from '../../../language/model/model.ts';
import { parseFixture } from '../../fixture.ts';
import { lint, projectOf, testDay, uriOf } from './check-lint.ts';

function modelOf(text: string): ArchitectureModel {
  return projectOf(parseFixture(text)).model(uriOf('main.parapet'))!;
}

const docs = { summary: '', why: '', fix: '', falsePositives: '', source: '', bad: [], good: [] };
const context = { date: testDay };
const design = 'use sentinel\nuse defender-xdr as xdr\nxdr -> sentinel : incident';

describe('runRules', () => {
  const model = modelOf(design);
  const whole = model.flows[0]!.span;

  it('fills messages and adds what a finding needs', () => {
    const rule = defineRule({
      id: 'test-rule',
      family: 'flow',
      severity: 'warning',
      docs,
      messages: { said: '{name} is said {times} times.' },
      *check() {
        yield { span: whole, message: 'said', data: { name: 'xdr', times: 2 }, subject: 'xdr' };
      },
    });
    assert.deepEqual(runRules(model, context, [rule]), [
      {
        rule: 'test-rule',
        severity: 'warning',
        origin: 'rule',
        message: 'xdr is said 2 times.',
        span: whole,
        related: [],
        fixes: [],
        subject: 'xdr',
      },
    ]);
  });

  it('does not read placeholders in what the author wrote', () => {
    const rule = defineRule({
      id: 'test-rule',
      family: 'flow',
      severity: 'warning',
      docs,
      messages: { said: '{a} {b}' },
      *check() {
        yield { span: whole, message: 'said', data: { a: '{b}', b: 'x$&$1\u202Ey\n\u0007z' } };
      },
    });
    assert.equal(runRules(model, context, [rule])[0]!.message, '{b} x$&$1\uFFFDy \uFFFDz');
  });

  it('cuts texts that would push the message out of sight, never through a character', () => {
    const rule = defineRule({
      id: 'test-rule',
      family: 'flow',
      severity: 'warning',
      docs,
      messages: { said: '{a}.' },
      *check() {
        yield { span: whole, message: 'said', data: { a: '\u{1F512}'.repeat(10_000) } };
      },
    });
    const { message } = runRules(model, context, [rule])[0]!;
    assert.match(message, /^\u{1F512}+….$/u);
    assert.ok(message.length < 150);
  });

  it('loses only the rule that breaks down, and says so', () => {
    const broken = defineRule({
      id: 'broken-rule',
      family: 'flow',
      severity: 'info',
      docs,
      messages: { said: 'First.' },
      *check() {
        yield { span: whole, message: 'said' };
        throw new RangeError('out of luck');
      },
    });
    const findings = runRules(model, context, [broken, ...allRules]);
    const problem = findings.find((finding) => finding.rule === internalProblem);
    assert.match(problem!.message, /broken-rule broke down.*out of luck/);
    assert.deepEqual(problem!.span, { uri: model.uri, start: 0, end: 0 });
    assert.ok(findings.some((finding) => finding.rule === 'broken-rule'));
    assert.ok(findings.some((finding) => finding.rule === 'sentinel-needs-workspace'));
  });

  it('calls a message without its data a breakdown rather than showing the placeholder', () => {
    const rule = defineRule({
      id: 'test-rule',
      family: 'flow',
      severity: 'info',
      docs,
      messages: { said: '{constructor} {name}.' },
      *check() {
        yield { span: whole, message: 'said', data: { name: 'x' } };
      },
    });
    const findings = runRules(model, context, [rule]);
    assert.deepEqual(
      findings.map((finding) => finding.rule),
      [internalProblem],
    );
    assert.match(findings[0]!.message, /no data for \{constructor\}/);
  });

  it('sorts by file, place, severity and rule, and says the same thing once', () => {
    const at = (start: number, end: number, uri = model.uri) => ({ uri, start, end });
    const rule = (id: string, severity: 'info' | 'error', spans: { uri: string; start: number; end: number }[]) =>
      defineRule({
        id,
        family: 'flow',
        severity,
        docs,
        messages: { said: 'Said.' },
        *check() {
          for (const span of spans) yield { span, message: 'said' };
        },
      });
    const rules = [
      rule('b', 'info', [at(5, 9), at(1, 2), at(1, 2)]),
      rule('a', 'error', [at(5, 9), at(5, 6), at(0, 1, 'file:///other')]),
    ];
    const expected = ['b 1-2', 'a 5-6', 'a 5-9', 'b 5-9', 'a 0-1'];
    const shown = (findings: ReturnType<typeof runRules>) =>
      findings.map((finding) => `${finding.rule} ${finding.span.start}-${finding.span.end}`);
    assert.deepEqual(shown(runRules(model, context, rules)), expected);
    assert.deepEqual(shown(runRules(model, context, rules.reverse())), expected);
  });

  it('finds the same in the same design', () => {
    const text = allRules.flatMap((rule) => rule.docs.bad)[0]! + '\n' + design;
    assert.deepEqual(lint(text), lint(text));
  });

  it('takes names such as __proto__ for ordinary names', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'prototype'];
    const text = [
      ...names.map((name) => `use sentinel as ${name} "{source} ${name}"`),
      'use log-analytics as workspace',
      'use defender-for-endpoint as mde',
      'use event-hubs as stream',
      ...names.map((name) => `${name} -> mde : alert\nworkspace -> ${name} : log\nmde -> ${name} : posture`),
      'component inherited',
      'inherited -> __proto__ : alert',
      'mde -> stream : log',
    ].join('\n');
    const findings = lint(text);
    assert.ok(!findings.some((finding) => finding.rule === internalProblem));
    for (const name of names) {
      const wrong = findings.filter(
        (finding) => finding.rule === 'wrong-direction' && finding.subject === `${name}->mde:alert`,
      );
      assert.equal(wrong.length, 1, name);
      assert.ok(wrong[0]!.message.includes(` ${name}`));
    }
  });

  it('leaves no placeholder open in any example of any rule', () => {
    for (const rule of allRules) {
      for (const example of [...rule.docs.bad, ...rule.docs.good]) {
        for (const finding of lint(example)) {
          assert.notEqual(finding.rule, internalProblem, finding.message);
          assert.doesNotMatch(finding.message, /\{|\}|undefined|null|NaN|\[object/);
          assert.doesNotMatch(finding.message, /\s\s|\s[.,;]/);
          for (const { message } of finding.related) assert.doesNotMatch(message, /\{|\}|undefined/);
          for (const { title } of finding.fixes) assert.match(title, /^[A-Z][^{}]*$/);
        }
      }
    }
  });
});
