import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  parseFile,
  maximumFileLength,
  type ParsedFile,
  type ParsedStatement,
} from '../../../language/services/parse.ts';
import { maximumDepth } from '../../../language/services/split-statements.ts';
import { readStatement } from '../../../language/model/read-statement.ts';

const uri = 'file:///design.parapet';
const parse = (text: string, previous?: ParsedFile): ParsedFile => parseFile(uri, text, previous);
/** The text of each statement that is whole, containers spelt out. */
const wholeStatements = (statements: readonly ParsedStatement[], text: string): string[] =>
  statements.flatMap((statement) => [
    ...(statement.broken || statement.children
      ? []
      : [text.slice(statement.start, statement.end).replace(/\s+/g, ' ')]),
    ...wholeStatements(statement.children ?? [], text),
  ]);
const problems = (text: string): string[] => parse(text).problems.map((problem) => `${problem.code}@${problem.start}`);

/** Everything a parse says, with places as they are in the text. */
const snapshot = (file: ParsedFile): unknown => ({
  problems: file.problems,
  statements: file.statements.map(function describe(statement: ParsedStatement): unknown {
    const text = JSON.stringify(readStatement(statement.node), (key, value: unknown) =>
      (key === 'start' || key === 'end') && typeof value === 'number' ? value + statement.shift : value,
    );
    return {
      text,
      start: statement.start,
      end: statement.end,
      documentation: statement.documentation,
      broken: statement.broken,
      children: statement.children?.map(describe),
    };
  }),
});

const design = `/** How Contoso sees its estate. */
architecture contoso "Contoso" {
  owner "SOC"
  cloud commercial
}

import "./shared.parapet"

zone m365 "Microsoft 365" {
  owner "Messaging"
  use defender-for-endpoint as mde { plan "P2" }
  use defender-xdr as xdr "Defender XDR"
  group inner "Inner" {
    use sentinel { status planned }
  }
}
component tickets "ServiceNow" { pillar security-operations }
mde,
  mdi -> xdr : alert, signal "both" { owner "SOC" }
xdr <-> sentinel : incident via tickets
integrate mde, xdr
view overview "Overview" {
  include *
  exclude tickets
  flows alert, incident
  collapse m365
  direction right
}
service our-siem "Our SIEM" {
  short "SIEM"
  sends alert, log to sentinel "events" { source "handbook" }
  requires sentinel or log-analytics
}
`;

describe('parsing', () => {
  it('reads a whole design without a problem', () => {
    const file = parse(design);
    assert.deepEqual(file.problems, []);
    assert.deepEqual(
      file.statements.map((statement) => statement.node.$type),
      ['Architecture', 'Import', 'Container', 'Component', 'Flow', 'Flow', 'Integrate', 'View', 'Service'],
    );
    assert.equal(file.statements[0]!.documentation?.text, 'How Contoso sees its estate.');
  });

  it('reads an empty file', () => assert.deepEqual(problems(''), []));

  describe('an error costs its own statement and no other', () => {
    const cases: readonly (readonly [
      name: string,
      text: string,
      whole: readonly string[],
      problems: readonly string[],
    ])[] = [
      ['a use without its service', 'use\nuse sentinel', ['use sentinel'], ['syntax@0']],
      ['a flow without its target', 'a ->\nb -> c : log', ['b -> c : log'], ['syntax@2']],
      ['a flow without its source', '-> b : log\nb -> c : log', ['b -> c : log'], ['syntax@0']],
      ['a flow without its kind after the colon', 'a -> b :\nuse x', ['use x'], ['syntax@7']],
      ['a list that ends in a comma', 'a, -> b : log\nuse x', ['use x'], ['syntax@3']],
      ['a property without its value', 'use x {\n  plan\n}\nuse y', ['use y'], ['syntax@10']],
      [
        'a block that is not closed',
        'use x { plan "P"\nuse y\nb -> c : log',
        ['use y', 'b -> c : log'],
        ['unclosed-brace@6'],
      ],
      [
        'a block that is not closed before a flow',
        'use x {\n  plan "P"\na, b -> c : log\n"d" -> e\nuse y { plan "Q" }',
        ['a, b -> c : log', '"d" -> e', 'use y { plan "Q" }'],
        ['unclosed-brace@6'],
      ],
      ['an entry half written before a flow', 'use x { plan\nb -> c', ['b -> c'], ['unclosed-brace@6', 'syntax@8']],
      ['a flow in a block that is closed', 'use x {\n  plan "P"\n  a -> b : log\n}\nuse y', ['use y'], ['syntax@23']],
      [
        'a zone that is not closed',
        'zone z {\nuse a\nview v { include * }',
        ['use a', 'view v { include * }'],
        ['unclosed-brace@7'],
      ],
      ['a brace that closes nothing', '}\nuse a', ['use a'], ['unopened-brace@0']],
      ['a text that is not closed', 'component a "abc\nuse b', ['component a "abc', 'use b'], ['unclosed-string@12']],
      ['a misspelt word', 'usee sentinel\nuse b', ['use b'], ['syntax@0']],
      ['characters that mean nothing', '@@ #\nuse a', ['use a'], ['syntax@0']],
      ['a broken line inside a zone', 'zone z {\n  foo\n  use b\n}\nuse c', ['use b', 'use c'], ['syntax@11']],
      ['a broken line inside a view', 'view v {\n  include\n  exclude a\n}\nuse c', ['use c'], ['syntax@11']],
      ['a comment that is not closed', 'use a\n/* b\nuse c', ['use a', 'use c'], ['unclosed-comment@6']],
      ['a zone without a name', 'zone {\n  use a\n}\nuse b', ['use a', 'use b'], ['syntax@5']],
    ];
    for (const [name, text, whole, expected] of cases) {
      it(name, () => {
        const file = parse(text);
        assert.deepEqual(wholeStatements(file.statements, text), whole);
        assert.deepEqual(problems(text), expected);
      });
    }
  });

  it('keeps every other statement of a design when any one of its tokens is taken away', () => {
    const file = parse(design);
    const all = wholeStatements(file.statements, design);
    for (const token of file.tokens) {
      const text = design.slice(0, token.start) + ' '.repeat(token.end - token.start) + design.slice(token.end);
      const left = new Set(wholeStatements(parse(text).statements, text));
      const lost = all.filter((statement) => !left.has(statement));
      const structural = token.text === '{' || token.text === '}';
      if (!structural) assert.ok(lost.length <= 1, `without ${token.text} at ${token.start}: lost ${lost.join(' | ')}`);
      assert.ok(
        parse(text).problems.length <= (structural ? 3 : 1),
        `without ${token.text} at ${token.start}: ${JSON.stringify(parse(text).problems)}`,
      );
    }
  });

  it('reads every beginning of a design without throwing', () => {
    for (let end = 0; end < design.length; end++) assert.ok(parse(design.slice(0, end)).problems.length <= 4);
  });

  it('says the same after an edit as when read afresh', () => {
    const pieces = [
      'use ',
      'sentinel',
      '\n',
      ' -> ',
      '{',
      '}',
      '"',
      ': log',
      'zone z {\n',
      'view v {\n',
      ',',
      '/*',
      '*/',
      '/** doc */',
      'service s {\n',
      '@',
      '1',
      'as',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 12 }), fc.constantFrom(...pieces, '')), {
          minLength: 1,
          maxLength: 25,
        }),
        (edits) => {
          let text = design;
          let file = parse(text);
          for (const [at, length, piece] of edits) {
            const start = at % (text.length + 1);
            text = text.slice(0, start) + piece + text.slice(start + length);
            file = parse(text, file);
          }
          assert.deepEqual(snapshot(file), snapshot(parse(text)));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => void parse(text)),
      { numRuns: 300 },
    );
  });

  it('refuses deep nesting in one message and reads the next file as ever', () => {
    const text = `${'group g {\n'.repeat(2_000)}use a\n${'}\n'.repeat(2_000)}use b`;
    const file = parse(text);
    assert.deepEqual(
      file.problems.map((problem) => problem.code),
      ['nesting-too-deep'],
    );
    assert.deepEqual(wholeStatements(file.statements, text), ['use b']);
    let depth = 0;
    for (let at: readonly ParsedStatement[] | undefined = file.statements; at?.length; at = at[0]!.children) depth++;
    assert.ok(depth <= maximumDepth + 1);
    assert.deepEqual(parse(design).problems, []);
  });

  it('tells of many braces that are missing in one message', () => {
    assert.deepEqual(problems('group a {\n'.repeat(20) + 'use b'), ['unclosed-brace@8']);
  });

  it('refuses thousands of open braces without losing the parser', () => {
    assert.ok(parse('use a ' + '{'.repeat(20_000)).problems.length >= 1);
    assert.ok(parse('{'.repeat(20_000)).problems.length >= 1);
    assert.deepEqual(parse(design).problems, []);
  });

  it('refuses a file that is too long in one message', () => {
    assert.deepEqual(problems('a'.repeat(maximumFileLength + 1)), ['file-too-large@0']);
  });

  it('reads 10,000 flows', () => {
    const text = Array.from({ length: 10_000 }, (_, index) => `a${index} -> b${index} : log`).join('\n');
    assert.equal(parse(text).statements.length, 10_000);
  });
});
