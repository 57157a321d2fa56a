import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { generateDesign, randomNumbers } from '../../../bench/generate-design.ts';
import { readStatement } from '../../../language/model/read-statement.ts';
import type { ParsedFile, ParsedStatement } from '../../../language/services/parse.ts';
import { parseFile } from '../../../language/services/parse.ts';

/** `REPARSED_EDITS=100000 npx mocha test/language/services/reparse.test.ts` tries as many. */
const edits = Number(process.env.REPARSED_EDITS ?? 1_500);
const uri = 'file:///design.parapet';
const examples = path.resolve(import.meta.dirname, '../../../examples');

/** Everything that a file is read to, with places in the file. */
function readingOf(file: ParsedFile): unknown {
  const statement = ({ node, shift, start, end, documentation, broken, children }: ParsedStatement): unknown => ({
    type: node.$type,
    at: [start, end, node.$cstNode && [node.$cstNode.offset + shift, node.$cstNode.end + shift]],
    said: JSON.stringify(readStatement(node), (key, value: unknown) =>
      typeof value === 'number' && (key === 'start' || key === 'end') ? value + shift : value,
    ),
    documentation,
    broken,
    children: children?.map(statement),
  });
  const ends = [0, 1, 2, 3].map((part) => file.lines.positionAt((file.text.length * part) / 3));
  return {
    statements: file.statements.map(statement),
    problems: file.problems,
    tokens: file.tokens,
    comments: file.comments,
    lines: [file.lines.lineCount, ends],
  };
}

const pieces = [
  ...['"', '/*', '*/', '//', '/** Says. */', '{', '}', '{}', '$', '$ $', '\n', '\r\n', '\r', '\t', ',', ':', '->', 'é'],
  ...[
    'use sentinel',
    'a -> b : log',
    'view v { include * }',
    'zone z {',
    'group',
    ' as x',
    ' : alert\n',
    'e\u0301',
    '😀',
  ],
  ...[
    'service own-siem "Own" { pillar data }\n',
    'stray words here\n',
    'more of them\n',
    'import "./a.parapet"\n',
    '\n\n',
  ],
];

describe('reading a file again after an edit', () => {
  const texts = readdirSync(examples)
    .filter((name) => name.endsWith('.parapet'))
    .map((name) => readFileSync(path.join(examples, name), 'utf8').slice(0, 3_000));
  texts.push(generateDesign(20).text, '', texts[0]!.replaceAll('\n', '\r\n'));

  it(`gives what reading all of it gives (${edits} edits)`, function () {
    this.timeout(60_000 + edits * 20);
    const random = randomNumbers(20261201);
    const pick = (limit: number): number => Math.floor(random() * limit);
    let file = parseFile(uri, '');
    let left = 0;
    for (let edit = 0; edit < edits; edit++) {
      if (left-- === 0) {
        left = 30 + pick(60);
        file = parseFile(uri, texts[pick(texts.length)]!);
      }
      const { text } = file;
      const at = pick(text.length + 1);
      const taken = random() < 0.5 ? 0 : pick(random() < 0.8 ? 4 : 60);
      const given = random() < 0.3 ? '' : random() < 0.3 ? 'abc xyz'[pick(7)]! : pieces[pick(pieces.length)]!;
      const edited = text.slice(0, at) + given + text.slice(at + taken);
      const told = parseFile(uri, edited, file);
      const what = `edit ${edit}: ${JSON.stringify(given)} for ${taken} characters at ${at} of ${JSON.stringify(text)}`;
      assert.deepEqual(readingOf(told), readingOf(parseFile(uri, edited)), what);
      // What nobody would go on with is taken back, so that most states are nearly whole.
      file = told.problems.length > 3 ? parseFile(uri, text, told) : told;
    }
  });

  it('keeps what stands before the edit, and the syntax of what stands behind it', () => {
    const { text } = generateDesign(60);
    const before = parseFile(uri, text);
    const middle = text.indexOf('\n', text.length / 2);
    const after = parseFile(uri, `${text.slice(0, middle)}\nuse sentinel as soc${text.slice(middle)}`, before);
    const edited = after.statements.findIndex(({ start, end }) => start <= middle && middle <= end);
    assert.ok(edited > 2);
    after.statements.slice(0, edited - 1).forEach((statement, index) => {
      assert.equal(statement, before.statements[index]);
    });
    const behind = after.statements.slice(edited + 2);
    assert.ok(behind.length > 2);
    behind.forEach((statement, index) => {
      assert.equal(statement.node, before.statements.slice(-behind.length)[index]!.node);
    });
  });
});
