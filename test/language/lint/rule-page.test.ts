import assert from 'node:assert/strict';
import { renderRuleIndex, renderRulePage, ruleDocumentationUrl } from '../../../language/lint/rule-page.ts';
import { defineRule } from '../../../language/lint/rule.ts';

const rule = defineRule({
  id: 'test-rule',
  family: 'network',
  severity: 'warning',
  docs: {
    summary: 'Something | is wrong.',
    why: `It matters. ${'Words that fill a line '.repeat(10)}end.`,
    fix: 'Write `use sentinel`.',
    falsePositives: 'None.',
    source: 'https://learn.microsoft.com/',
    bad: ['use sentinel\n\nuse mde'],
    good: ['use log-analytics', 'use mde'],
  },
  messages: { said: 'Said.' },
  *check() {},
});

describe('rule pages', () => {
  it('hold everything a rule says, as Markdown', () => {
    const page = renderRulePage(rule, 'markdown', () => ['*Said* of <b>.']);
    assert.match(
      page,
      /^# test-rule\n\nSomething \| is wrong\.\n\nSeverity: \*\*warning\*\* · Family: \*\*network\*\*\n/,
    );
    assert.match(page, /\n## What to do\n\nWrite `use sentinel`\.\n/);
    assert.match(page, /\n## Reported\n\n```parapet\nuse sentinel\n\nuse mde\n```\n\n> \\\*Said\\\* of \\<b\\>\.\n/);
    assert.match(page, /\n## Not reported\n\n```parapet\nuse log-analytics\n```\n\n```parapet\nuse mde\n```\n/);
    assert.ok(page.endsWith('\n## Source\n\nhttps://learn.microsoft.com/\n'));
  });

  it('hold everything a rule says, as plain text that fits a terminal', () => {
    const page = renderRulePage(rule, 'plain', () => ['Said.']);
    assert.match(
      page,
      /^test-rule {2}\(warning, network\)\n\nSomething \| is wrong\.\n\nWhy it matters\n {2}It matters\./,
    );
    assert.match(page, /\nWhat to do\n {2}Write use sentinel\.\n/);
    assert.match(page, /\nReported\n {2}use sentinel\n\n {2}use mde\n\n {2}Said\.\n/);
    for (const line of page.split('\n')) assert.ok(line.length <= 96, line);
    assert.doesNotMatch(page, /[ \t]\n/);
  });

  it('are listed by family', () => {
    const index = renderRuleIndex([rule, { ...rule, id: 'asked-for', strictOnly: true }], ({ id }) =>
      id === 'test-rule' ? 'safe' : undefined,
    );
    const [first, second] = index.split('\n').filter((line) => line.startsWith('| ['));
    assert.match(index, /\n## Network\n\n\| Rule \| Severity \| Tells that \| Fix \| Evidence \| Test \|\n/);
    assert.equal(
      first,
      '| [test-rule](test-rule.md) | warning | Something \\| is wrong. | safe | https://learn.microsoft.com/ | ' +
        '[test](../../test/language/lint/rules/test-rule.test.ts) |',
    );
    assert.match(
      second!,
      /^\| \[asked-for\]\(asked-for\.md\) \| warning, _strict_ \| Something \\\| is wrong\. \|  \| /,
    );
    assert.doesNotMatch(index, /## Names/);
  });

  it('say of a rule that it waits to be asked for', () => {
    const asked = { ...rule, strictOnly: true };
    assert.match(renderRulePage(asked, 'markdown'), /Severity: \*\*warning\*\*, off until a configuration asks for it/);
    assert.match(
      renderRulePage(asked, 'plain'),
      /^test-rule {2}\(warning, network; off until a configuration asks for it\)/,
    );
  });

  it('have an address', () => assert.equal(ruleDocumentationUrl('test-rule'), 'docs/rules/test-rule.md'));
});
