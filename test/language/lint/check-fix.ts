import assert from 'node:assert/strict';
import { applyFixes } from '../../../language/lint/apply-fixes.ts';
import { parseFixture } from '../../fixture.ts';
import { projectOf, testDay, uriOf } from './check-lint.ts';

/**
 * Applies the first fix of the first finding of a rule in a design and compares the text. Afterwards the finding must
 * be gone, the language content, and the fix not come again.
 */
export function checkFix(
  rule: string,
  before: string,
  after: string,
  options: { readonly title?: string; readonly safe?: boolean; readonly date?: string } = {},
): void {
  const fixture = parseFixture(before);
  const uri = uriOf(fixture.main.path);
  const project = projectOf(fixture, options.date ?? testDay);
  const found = project.findings(uri).filter((finding) => finding.rule === rule);
  const finding = found.find(({ fixes }) => fixes.length > 0);
  assert.ok(finding, `${rule} finds nothing with a fix`);
  const fix = options.title ? finding.fixes.find(({ title }) => title === options.title) : finding.fixes[0];
  assert.ok(fix, `there is no fix "${options.title}", but ${finding.fixes.map(({ title }) => title).join(', ')}`);
  if (options.safe !== undefined) assert.equal(fix.safe, options.safe, 'safe');

  const result = applyFixes(new Map(fixture.files.map((file) => [uriOf(file.path), file.text])), [fix]);
  const text = result.texts.get(uri) ?? fixture.main.text;
  assert.equal(text, after);

  project.setFile(uri, text);
  const left = project.findings(uri);
  assert.deepEqual(
    left.filter((other) => other.origin === 'language' && other.severity === 'error').map(({ message }) => message),
    [],
  );
  assert.equal(left.filter((other) => other.rule === rule).length, found.length - 1, 'the finding is gone');
}
