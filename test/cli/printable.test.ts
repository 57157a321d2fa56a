import assert from 'node:assert/strict';
import { codeFrame } from '../../cli/code-frame.ts';
import { displayPath } from '../../cli/paths.ts';
import { printable, printableJson, printableSource } from '../../cli/printable.ts';
import { LineIndex } from '../../language/pipeline.ts';

const plain = { gutter: (text: string): string => text, marker: (text: string): string => text };

function frame(text: string, start: number, end: number): string[] {
  return codeFrame(new LineIndex(text), { uri: 'file:///a.parapet', start, end }, plain);
}

describe('what is printed', () => {
  for (const [name, text, expected] of [
    ['an escape sequence', '\u001b[31mred\u001b[0m', '\\u{1b}[31mred\\u{1b}[0m'],
    ['a one-byte escape', 'a\u009bb', 'a\\u{9b}b'],
    ['line breaks', 'a\nb\r\nc', 'a\\u{0a}b\\u{0d}\\u{0a}c'],
    ['bidirectional overrides', 'abc\u202edef', 'abc\\u{202e}def'],
    ['marks without width', 'a\u200bb\ufeff', 'a\\u{200b}b\\u{feff}'],
    ['half a character', 'a\ud83d', 'a\\u{d83d}'],
    ['a whole character', '\u{1f6e1}\ufe0f Größe 中文', '\u{1f6e1}\ufe0f Größe 中文'],
    ['a command to a build agent', '##vso[task.setvariable]x ##[error]y', '#\\#vso[task.setvariable]x #\\#[error]y'],
    ['a hash or two', '# a ## b', '# a ## b'],
  ] as const) {
    it(`keeps ${name} from acting`, () => assert.equal(printable(text), expected));
  }

  it('keeps tabs in source lines', () => assert.equal(printableSource('\ta\u0007'), '\ta\\u{07}'));

  it('is the same JSON without anything that acts', () => {
    const value = { label: '\u009b31m \u202e ##vso[x] ##[y] \u007f', plain: 'Größe' };
    const json = printableJson(JSON.stringify(value));
    assert.deepEqual(JSON.parse(json), value);
    assert.doesNotMatch(json, /[\u007f-\u009f\u202e]|##vso\[|##\[/);
  });

  it('never begins a line with what a build agent or a shell would act on', () => {
    assert.equal(displayPath('/work/::error::x.parapet', '/work'), './::error::x.parapet');
    assert.equal(displayPath('/work/-rf.parapet', '/work'), './-rf.parapet');
    assert.equal(displayPath('/other/a.parapet', '/work'), '../other/a.parapet');
  });
});

describe('a code frame', () => {
  it('marks the piece with carets', () => {
    assert.deepEqual(frame('use a\nuse bc as d\n', 10, 12), ['     2 │ use bc as d', '       │     ^^']);
  });

  it('marks one place where the piece is empty, also at the end of a line and of the file', () => {
    assert.deepEqual(frame('use\n', 3, 3), ['     1 │ use', '       │    ^']);
    assert.deepEqual(frame('use', 3, 3), ['     1 │ use', '       │    ^']);
  });

  it('puts carets under wide characters and after tabs', () => {
    assert.deepEqual(frame('\t"中文" x', 6, 7), ['     1 │     "中文" x', '       │            ^']);
    assert.deepEqual(frame('a "\u{1f512}" b', 2, 6), ['     1 │ a "\u{1f512}" b', '       │   ^^^^']);
  });

  it('counts what is shown for a character that would act', () => {
    assert.deepEqual(frame('a\u001bb', 2, 3), ['     1 │ a\\u{1b}b', '       │        ^']);
  });

  it('shows at most three lines of a long piece', () => {
    const text = 'group a {\n  use b\n  use c\n  use d\n}\n';
    assert.deepEqual(frame(text, 0, text.length), [
      '     1 │ group a {',
      '       │ ^^^^^^^^^',
      '     2 │   use b',
      '       │   ^^^^^',
      '     3 │   use c',
      '       │   ^^^^^',
      '       │ … 2 more',
    ]);
  });

  it('cuts a long line around the piece', () => {
    const text = `${'a'.repeat(5000)}XY${'b'.repeat(5000)}`;
    const [source, carets] = frame(text, 5000, 5002);
    assert.ok(source!.length < 130, source);
    assert.equal(source!.slice(carets!.indexOf('^'), carets!.lastIndexOf('^') + 1), 'XY');
  });

  it('is empty where the text is not known', () => assert.deepEqual(frame('', 0, 5), []));
});
