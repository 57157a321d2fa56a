import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { allRules, ruleById } from '../../../language/lint/registry.ts';
import { ruleFamilies } from '../../../language/lint/rule.ts';
import { renderRulePage, ruleDocumentationUrl } from '../../../language/lint/rule-page.ts';
import { lint, lintStrictly } from './check-lint.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const rulesFolder = path.join(root, 'language/lint/rules');

/** `family/rule-id` of every file in a folder of families. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(path.join(folder, name)).map((file) => `${name}/${file.replace(/\.ts$/, '')}`))
    .sort();
}

describe('rules', () => {
  it('are registered, each in the file of its family and id', () => {
    assert.deepEqual(filesIn(rulesFolder), allRules.map((rule) => `${rule.family}/${rule.id}`).sort());
  });

  it('have ids of their own, and are found by them', () => {
    assert.equal(new Set(allRules.map((rule) => rule.id)).size, allRules.length);
    for (const rule of allRules) {
      assert.match(rule.id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
      assert.ok(ruleFamilies.includes(rule.family));
      assert.equal(ruleById(rule.id), rule);
    }
    assert.equal(ruleById('constructor'), undefined);
    assert.equal(ruleById('__proto__'), undefined);
  });

  it('stand in the order of their families and ids', () => {
    const place = (family: string) => ruleFamilies.findIndex((name) => name === family);
    const sorted = [...allRules].sort((a, b) => place(a.family) - place(b.family) || (a.id < b.id ? -1 : 1));
    assert.deepEqual(
      allRules.map((rule) => rule.id),
      sorted.map((rule) => rule.id),
    );
  });

  it('have a test file, and no test file is left of a rule that is gone', () => {
    const tests = readdirSync(path.join(import.meta.dirname, 'rules')).map((file) => file.replace(/\.test\.ts$/, ''));
    assert.deepEqual(tests.sort(), allRules.map((rule) => rule.id).sort());
  });

  it('have a page, made from the rule as it is now', () => {
    const pages = readdirSync(path.join(root, 'docs/rules')).filter((file) => file !== 'README.md');
    assert.deepEqual(pages.sort(), allRules.map((rule) => `${rule.id}.md`).sort());
    const index = readFileSync(path.join(root, 'docs/rules/README.md'), 'utf8');
    for (const rule of allRules) {
      assert.ok(existsSync(path.join(root, ruleDocumentationUrl(rule.id))));
      const page = readFileSync(path.join(root, `docs/rules/${rule.id}.md`), 'utf8');
      assert.match(page, /^<!-- Generated /);
      const withoutMessages = page.replace(/^<!--.*-->\n\n/, '').replace(/^> .*\n\n/gm, '');
      assert.equal(withoutMessages, renderRulePage(rule, 'markdown'), `docs/rules/${rule.id}.md: run npm run generate`);
      assert.ok(index.includes(`(${rule.id}.md)`));
    }
  });

  for (const rule of allRules) {
    describe(rule.id, () => {
      it('is explained in full', () => {
        const { docs } = rule;
        for (const text of [docs.summary, docs.why, docs.fix, docs.falsePositives]) assert.match(text, /^[A-Z].*\.$/s);
        assert.match(docs.source, /\S/);
        assert.ok(docs.summary.length <= 120, 'the summary is one short sentence');
        assert.ok(docs.bad.length > 0 && docs.good.length > 0);
        for (const message of Object.values(rule.messages)) assert.doesNotMatch(message, /\n|\s\s|^\s|[^.}]$/);
      });

      const judge = rule.strictOnly ? lintStrictly : lint;

      for (const [index, example] of rule.docs.bad.entries()) {
        it(`reports its bad example ${index + 1}, once, and no other rule does more than inform`, () => {
          const findings = judge(example);
          assert.equal(findings.filter((finding) => finding.rule === rule.id).length, 1);
          const others = findings.filter((finding) => finding.rule !== rule.id && finding.severity !== 'info');
          assert.deepEqual(others, []);
        });
      }

      for (const [index, example] of rule.docs.good.entries()) {
        it(`leaves its good example ${index + 1} alone, as every rule does`, () => {
          assert.deepEqual(
            judge(example)
              // Of the rules that ask for more than an example has, each answers for its own.
              .filter((finding) => finding.rule === rule.id || !ruleById(finding.rule)?.strictOnly)
              .map((finding) => `${finding.rule}: ${finding.message}`),
            [],
          );
        });
      }
    });
  }
});
