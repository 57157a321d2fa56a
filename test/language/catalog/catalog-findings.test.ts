import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { catalogReviewed } from '../../../language/catalog/catalog-review.ts';
import { pillars } from '../../../language/model/vocabulary.ts';
import { catalogFindings } from '../../../scripts/catalog-findings.ts';

const folder = path.resolve(import.meta.dirname, '../../../language/catalog');
const builtIn = new Map(
  pillars.map((pillar) => [`c:/${pillar}.parapet`, readFileSync(path.join(folder, `${pillar}.parapet`), 'utf8')]),
);

/** What is told of one file as of a day: line, from 1, and message. */
function told(text: string, day = '2027-01-15', shared?: Parameters<typeof catalogFindings>[3]): string[] {
  return catalogFindings(new Map([['c:/data.parapet', text]]), day, '2027-01-01', shared).map(
    ({ line, message }) => `${line + 1} ${message}`,
  );
}

const fine = 'pillar data source "A page"';

describe('the check of the catalog', () => {
  it('has nothing to say on the day of the review', () => {
    assert.deepEqual(catalogFindings(builtIn, catalogReviewed, catalogReviewed), []);
  });

  it('sees ends that have passed, and asks for a review after half a year', () => {
    const messages = catalogFindings(builtIn, '2028-01-01', catalogReviewed).map(({ message }) => message);
    assert.ok(messages.some((message) => message.startsWith('nsg-flow-logs: its end was 2027-09-30')));
    assert.ok(
      messages.some((message) =>
        message.startsWith(`The catalog was last compared with its sources on ${catalogReviewed}`),
      ),
    );
    assert.deepEqual(told(`service a { ${fine} }`, '2027-07-03'), []);
    assert.equal(told(`service a { ${fine} }`, '2027-07-04').length, 1);
  });

  for (const [what, text, ...expected] of [
    [
      'an end that is yesterday',
      `service a { ${fine} status retiring since 2027-01-14 successor b }\nservice b { ${fine} }`,
      '1 a: its end was 2027-01-14: is it retired now, or was that put off?',
    ],
    [
      'an end that is today',
      `service a { ${fine} status retiring since 2027-01-15 successor b }\nservice b { ${fine} }`,
    ],
    [
      'an end this month, the day not said',
      `service a { ${fine} status retiring since 2027-01 successor b }\nservice b { ${fine} }`,
    ],
    [
      'an end without a date',
      `service a { ${fine} status retiring successor b }\nservice b { ${fine} }`,
      '1 a: it is retiring, and nothing says when.',
    ],
    [
      'a retirement that is to come',
      `service a { ${fine} status retired since 2027-02-01 successor b }\nservice b { ${fine} }`,
      '1 a: it is said to be retired, but only from 2027-02-01 on.',
    ],
    [
      'an end without a successor',
      `service a { ${fine} status retired since 2026 }`,
      '1 a: it is retired, and nothing says what to use instead.',
    ],
    [
      'a date that is none',
      `service a { ${fine} since 2027-02-30 }`,
      '1 `2027-02-30` is no date: write a year, a month or a day, such as 2027, 2027-03 or 2027-03-31.',
    ],
    [
      'a link to nowhere',
      `service a {\n  ${fine}\n  part-of nowhere\n}`,
      '3 The catalog knows no service `nowhere`. Define it with `service` in a file that this design imports.',
    ],
    [
      'a flow to nowhere',
      `service a {\n  ${fine}\n  sends log to nowhere "x" { source "A page" }\n}`,
      '3 The catalog knows no service `nowhere`. Define it with `service` in a file that this design imports.',
    ],
    [
      'a link to a name of the past',
      `service a { ${fine} part-of b }\nservice b { ${fine} status renamed successor c }\nservice c { ${fine} }`,
      '1 a: `b` is a name of the past; write `c`.',
    ],
    [
      'a flow to a name of the past',
      `service a { ${fine} sends log to b { source "A page" } }\nservice b { ${fine} status renamed successor c }\nservice c { ${fine} }`,
      '1 a → b : log: `b` is a name of the past; write `c`.',
    ],
    [
      'an id twice',
      `service a { ${fine} }\nservice a { ${fine} }`,
      '2 There is already a service `a`: give this one another id.',
    ],
    [
      'a name of two services',
      `service a { ${fine} aka "XYZ" }\nservice b { ${fine} formerly "XYZ" until 2020 { source "A page" } }`,
      '1 "XYZ" means a and b: give it to one, or add it to the names that are shared.',
    ],
    ['a service without a source', 'service a { pillar data }', '1 a: it has no source and is not marked as a guess.'],
    [
      'a guess',
      'service a { pillar data confidence guess sends log to b { confidence guess } formerly "B" { confidence guess } }\nservice b { pillar data source "A page" short "Bee" }',
    ],
    [
      'a flow without a source',
      `service a { ${fine} sends log to b }\nservice b { ${fine} }`,
      '1 a → b : log: it has no source and is not marked as a guess.',
    ],
    [
      'an absence without a source',
      `service a { ${fine} never-sends log to b }\nservice b { ${fine} }`,
      '1 a → b : log: it has no source and is not marked as a guess.',
    ],
    [
      'a former name without a source',
      `service a { ${fine} formerly "Old" until 2020 }`,
      '1 a: its former name "Old" has no source and is not marked as a guess.',
    ],
    ['a syntax error', `service a { ${fine} `, '1 This `{` has no closing `}`: add one where its block ends.'],
  ] as const) {
    it(`judges ${what}`, () => assert.deepEqual(told(text), expected));
  }

  it('knows which names are shared, and by whom', () => {
    const text = `service a { ${fine} aka "XYZ" }\nservice b { ${fine} aka "XYZ" }\nservice c { ${fine} aka "XYZ" }`;
    assert.deepEqual(told(text, undefined, { XYZ: ['a', 'b', 'c'] }), []);
    assert.equal(told(text, undefined, { XYZ: ['a', 'b'] }).length, 1);
  });
});
