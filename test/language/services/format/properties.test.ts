import assert from 'node:assert/strict';
import { generateDesign } from '../../../../bench/generate-design.ts';
import { createProject, formatText } from '../../../../language/pipeline.ts';
import { applyFormatEdits, formatEdits, layoutEdits } from '../../../../language/services/format/format.ts';
import { readUnits } from '../../../../language/services/format/read-units.ts';
import { sameSyntax } from '../../../../language/services/format/same-syntax.ts';
import { touchedBy } from '../../../../language/services/format/select-units.ts';
import { sourceItems } from '../../../../language/services/format/source-items.ts';
import { parseFile } from '../../../../language/services/parse.ts';
import { randomNumbers } from '../../../../bench/generate-design.ts';
import { generateLayout, generateSoup } from './generate-layout.ts';
import { summaryOf } from './summary.ts';

/** `FORMAT_DESIGNS=10000 npx mocha test/language/services/format/properties.test.ts` tries as many. */
const designs = Number(process.env['FORMAT_DESIGNS'] ?? 80);
const uri = 'file:///designs/main.parapet';

function model(text: string): string {
  const project = createProject({ date: '2026-11-21', workspaceFolders: ['file:///designs'] });
  project.setFile(uri, text);
  return summaryOf(project, uri);
}

/** Words, signs and comments in order; of comments without the white space at the ends of their lines. */
function words(text: string): string[] {
  return sourceItems(parseFile(uri, text)).map((item) =>
    item.kind === 'comment'
      ? item.text
          .split(/\r\n|\r|\n/)
          .map((line) => line.trim())
          .join('\n')
      : item.text,
  );
}

describe('formatting any design', function () {
  this.timeout(0);

  it(`is done once for all, keeps every word and comment, and leaves the model as it was (${designs} designs)`, () => {
    const counted = { damaged: 0, whole: 0, changed: 0, comments: 0, kept: 0 };
    for (let seed = 1; seed <= designs; seed++) {
      const { text, damaged } = generateLayout(seed);
      const file = parseFile(uri, text);
      const result = formatText(uri, text).text;
      const of = `design ${seed}`;
      assert.equal(formatText(uri, result).text, result, `${of}: formatting twice is not formatting once`);
      assert.deepEqual(words(result), words(text), `${of}: a word or comment is lost`);
      assert.ok(sameSyntax(file, parseFile(uri, result)), `${of}: a statement is read as another`);
      assert.equal(model(result), model(text), `${of}: the model is another`);
      if (damaged) counted.damaged++;
      if (file.problems.length === 0) counted.whole++;
      if (result !== text) counted.changed++;
      counted.comments += file.comments.length;
      const items = sourceItems(file);
      const edits = layoutEdits(file, items, readUnits(file, items), { first: 0, last: items.length }, false);
      if (!sameSyntax(file, parseFile(uri, applyFormatEdits(text, edits)))) counted.kept++;
    }
    console.log(
      `      ${counted.whole} without errors, ${counted.damaged} damaged, ${counted.changed} changed, ${counted.comments} comments, lines kept in ${counted.kept}`,
    );
    // The designs are worth trying only while most can be read, and the last look at the result is for rare cases.
    assert.ok(counted.whole > designs / 2, 'too few designs can be read');
    assert.ok(counted.kept <= 1 + designs / 500, `lines had to be kept in ${counted.kept} designs`);
  });

  it('holds for words and signs in any order', () => {
    for (let seed = 1; seed <= designs * 2; seed++) {
      const text = generateSoup(seed);
      const result = formatText(uri, text).text;
      const of = JSON.stringify(text);
      assert.equal(formatText(uri, result).text, result, of);
      assert.deepEqual(words(result), words(text), of);
      assert.ok(sameSyntax(parseFile(uri, text), parseFile(uri, result)), of);
    }
  });

  it('does the same to a part of a file as to all of it', () => {
    let parts = 0;
    // The last is one of which a part is not safe.
    for (const seed of [...Array.from({ length: designs }, (_, index) => index + 1), 4677]) {
      const { text } = generateLayout(seed);
      const file = parseFile(uri, text);
      const random = randomNumbers(seed);
      const start = Math.floor(random() * text.length);
      const end = start + Math.floor(random() * (text.length - start));
      const all = new Set(formatEdits(file).map((edit) => JSON.stringify(edit)));
      const some = formatEdits(file, touchedBy(start, end)).map((edit) => JSON.stringify(edit));
      if (some.length > 0) parts++;
      if (some.every((edit) => all.has(edit))) continue;
      // Where one of the two was not safe, its lines were kept.
      const items = sourceItems(file);
      const units = readUnits(file, items);
      const isSafe = (selected: { readonly first: number; readonly last: number }): boolean =>
        sameSyntax(file, parseFile(uri, applyFormatEdits(text, layoutEdits(file, items, units, selected, false))));
      const whole = { first: 0, last: items.length };
      assert.ok(!isSafe(whole) || !isSafe(touchedBy(start, end)(items, units)!), `design ${seed}`);
    }
    assert.ok(parts > designs / 2, 'too few parts have anything to format');
  });

  it('finds one form for designs that differ in white space only', () => {
    for (let seed = 1; seed <= Math.max(5, designs / 100); seed++) {
      const { text } = generateDesign(5 + (seed % 60));
      const random = randomNumbers(seed);
      const scattered = sourceItems(parseFile(uri, text))
        .map((item, index) => {
          const spaces = ' '.repeat(1 + Math.floor(random() * 4));
          return (index > 0 && item.breaksBefore === 0 ? '' : '\n'.repeat(item.breaksBefore)) + spaces + item.text;
        })
        .join('');
      assert.equal(formatText(uri, scattered).text, formatText(uri, text).text, `design ${seed}`);
      assert.equal(formatText(uri, text).text, `${text.trimEnd()}\n`, `design ${seed} was in its form already`);
    }
  });
});
