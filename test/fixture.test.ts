import assert from 'node:assert/strict';
import { parseFixture } from './fixture.ts';

describe('fixture', () => {
  const marked = (source: string) => {
    const { text, markers } = parseFixture(source).main;
    return markers.map((marker) => [text.slice(marker.start, marker.end), marker.text]);
  };

  it('includes the slashes in a mark whose carets follow them directly', () => {
    assert.deepEqual(marked('\nmde -> sentinel : alert\n//^^^^^^^^^^^^^^^^^^^^^ duplicate: twice\n'), [
      ['mde -> sentinel : alert', 'duplicate: twice'],
    ]);
    assert.deepEqual(marked('  use sentinel\n  //^ x'), [['use', 'x']]);
  });

  it('counts only the carets behind a space', () => {
    assert.deepEqual(marked('mde -> sentinel : alert\n//     ^^^^^^^^ here'), [['sentinel', 'here']]);
  });

  it('marks one line several times', () => {
    assert.deepEqual(marked('a -> b : log\n//   ^ second\n//       ^^^ third\nc -> d\n//^^^^ fourth'), [
      ['b', 'second'],
      ['log', 'third'],
      ['c -> d', 'fourth'],
    ]);
  });

  it('keeps marker lines in the text, so that line numbers hold', () => {
    const { text, markers } = parseFixture('one\n//^ x\ntwo\n//^ y').main;
    assert.equal(text, 'one\n//^ x\ntwo\n//^ y');
    assert.deepEqual(
      markers.map((marker) => marker.line),
      [1, 3],
    );
  });

  it('says that a mark ends on a later line', () => {
    const [marker] = parseFixture('a -> b {\n//^^^^^^> open\n}').main.markers;
    assert.deepEqual([marker!.start, marker!.end, marker!.endsLater, marker!.text], [0, 8, true, 'open']);
  });

  it('takes cursors out of the text and counts columns without them', () => {
    const fixture = parseFixture('use sen$0tinel\n//  ^^^^^^^^ whole\nuse x');
    assert.equal(fixture.main.text, 'use sentinel\n//  ^^^^^^^^ whole\nuse x');
    assert.equal(fixture.cursor().offset, 7);
    assert.equal(fixture.main.text.slice(fixture.main.markers[0]!.start, fixture.main.markers[0]!.end), 'sentinel');
    assert.throws(() => parseFixture('$0 $0').cursor(), /found 2/);
    assert.throws(() => parseFixture('').cursor(), /found 0/);
    assert.deepEqual(parseFixture('$0a$0').main.cursors, [0, 1]);
  });

  it('splits files', () => {
    const fixture = parseFixture(
      'import "./b.parapet"\n//- b.parapet\nuse sentinel\n//  ^^^^^^^^ there$0\n//- deep/c.parapet\n',
    );
    assert.deepEqual(
      fixture.files.map((file) => [file.path, file.text]),
      [
        ['main.parapet', 'import "./b.parapet"'],
        ['b.parapet', 'use sentinel\n//  ^^^^^^^^ there'],
        ['deep/c.parapet', ''],
      ],
    );
    assert.equal(fixture.files[1]!.markers[0]!.start, 4);
    assert.equal(fixture.cursor().file.path, 'b.parapet');
    assert.equal(parseFixture('//- only.parapet\nuse sentinel').main.path, 'only.parapet');
    assert.throws(() => parseFixture('//- a\n//- a'), /called a/);
  });

  it('reads Windows line ends', () => {
    const { text, markers } = parseFixture('use sentinel\r\n//  ^^^^^^^^ there\r\n').main;
    assert.equal(text.slice(markers[0]!.start, markers[0]!.end), 'sentinel');
    assert.equal(markers[0]!.text, 'there');
  });

  it('refuses a mark that marks nothing', () => {
    assert.throws(() => parseFixture('//^^^ x'), /needs a line above/);
    assert.throws(() => parseFixture('abc\n//^^^^ x'), /reach past the end of line 1/);
  });

  it('leaves other comments alone', () => {
    assert.deepEqual(marked('use x // ^ not a marker\n// nor this\n/// ^ nor this'), []);
  });
});
