import assert from 'node:assert/strict';
import { applyEdits, applyFixes, settleEdits } from '../../../language/lint/apply-fixes.ts';
import type { Fix } from '../../../language/lint/finding.ts';

const uri = 'file:///a.parapet';

/** An edit of the piece of `text` that stands between `‹` and `›`, with those taken out. */
function marked(text: string, newText: string): { text: string; fix: Fix } {
  const start = text.indexOf('‹');
  const end = text.indexOf('›') - 1;
  return {
    text: text.replace(/[‹›]/g, ''),
    fix: { title: 'Mend', safe: true, edits: [{ span: { uri, start, end }, newText }] },
  };
}

function mended(source: string, newText: string): string {
  const { text, fix } = marked(source, newText);
  const { texts } = applyFixes(new Map([[uri, text]]), [fix]);
  return texts.get(uri) ?? text;
}

const edit = (start: number, end: number, newText: string, file = uri) => ({
  span: { uri: file, start, end },
  newText,
});
const fix = (...edits: ReturnType<typeof edit>[]): Fix => ({ title: 'Mend', safe: true, edits });

describe('applyFixes', () => {
  it('makes fixes that do not touch, in any order', () => {
    const result = applyFixes(new Map([[uri, 'one two three']]), [fix(edit(8, 13, '3')), fix(edit(0, 3, '1'))]);
    assert.equal(result.texts.get(uri), '1 two 3');
    assert.equal(result.applied.length, 2);
  });

  it('makes of two fixes that touch only the first', () => {
    const first = fix(edit(0, 3, 'eins'));
    const second = fix(edit(3, 7, ''));
    const result = applyFixes(new Map([[uri, 'one two three']]), [first, second]);
    assert.equal(result.texts.get(uri), 'eins two three');
    assert.deepEqual(result.skipped, [second]);
  });

  it('makes a fix as a whole or not at all', () => {
    const first = fix(edit(4, 7, '2'));
    const both = fix(edit(0, 3, '1'), edit(5, 6, 'x'));
    assert.equal(applyFixes(new Map([[uri, 'one two']]), [first, both]).texts.get(uri), 'one 2');
    const elsewhere = fix(edit(0, 3, '1'), edit(0, 1, '', 'file:///gone'));
    assert.deepEqual(applyFixes(new Map([[uri, 'one two']]), [elsewhere]).skipped, [elsewhere]);
  });

  it('makes an edit once that two fixes agree on', () => {
    const result = applyFixes(new Map([[uri, 'x']]), [fix(edit(0, 0, 'use y\n')), fix(edit(0, 0, 'use y\n'))]);
    assert.equal(result.texts.get(uri), 'use y\nx');
    assert.equal(result.applied.length, 2);
  });

  it('refuses edits outside of the text', () => {
    assert.equal(applyFixes(new Map([[uri, 'x']]), [fix(edit(0, 5, ''))]).skipped.length, 1);
    assert.equal(applyFixes(new Map([[uri, 'x']]), [fix(edit(1, 0, ''))]).skipped.length, 1);
  });

  it('decides about very many fixes at once', () => {
    const text = 'x,'.repeat(20_000);
    const fixes = Array.from({ length: 20_000 }, (_, index) => fix(edit(index * 2, index * 2 + 1, 'y')));
    const { texts, applied } = applyFixes(new Map([[uri, text]]), [...fixes].reverse());
    assert.equal(applied.length, 20_000);
    assert.equal(texts.get(uri), 'y,'.repeat(20_000));
  });

  it('says nothing of files that stay as they are', () => {
    assert.equal(applyFixes(new Map([[uri, 'x']]), []).texts.size, 0);
  });
});

describe('settleEdits', () => {
  it('takes the line of a removed statement', () => {
    assert.equal(mended('a\n  ‹b -> c : log›\nd', ''), 'a\nd');
    assert.equal(mended('a\r\n  ‹b›  \r\nd', ''), 'a\r\nd');
    assert.equal(mended('a\n‹b›', ''), 'a');
    assert.equal(mended('a\r\n‹b›', ''), 'a');
    assert.equal(mended('‹b›', ''), '');
  });

  it('leaves a line that holds something else', () => {
    assert.equal(mended('‹a, ›b -> c : log', ''), 'b -> c : log');
    assert.equal(mended('use a ‹use b› // why', ''), 'use a  // why');
  });

  it('takes the doc comment that would be left for the next statement', () => {
    assert.equal(mended('use a\n/** On b.\n * More. */\n‹use b›\nuse c', ''), 'use a\nuse c');
    assert.equal(mended('use a\n/* No doc. */\n‹use b›\nuse c', ''), 'use a\n/* No doc. */\nuse c');
    assert.equal(mended('use a /** On b. */\n‹use b›\nuse c', ''), 'use a /** On b. */\nuse c');
  });

  it('takes a statement of several lines', () => {
    assert.equal(mended('a\n‹b {\n  owner "x"\n}›\nc', ''), 'a\nc');
  });

  it('indents added lines as the line they are added to', () => {
    assert.equal(
      mended('group g {\n    a, b -> c : log‹›\n}', '\nb -> d : log'),
      'group g {\n    a, b -> c : log\n    b -> d : log\n}',
    );
    assert.equal(mended('group g {\r\n  ‹›use s\r\n}', 'use w\n'), 'group g {\r\n  use w\r\n  use s\r\n}');
  });

  it('leaves the comment at the end of a line where it is', () => {
    assert.equal(mended('a -> b : log‹› // why\nc', '\nd -> e : log'), 'a -> b : log // why\nd -> e : log\nc');
    assert.equal(mended('a -> b : log‹› c -> d : log', '\nx'), 'a -> b : log\nx c -> d : log');
  });

  it('can remove two neighbouring statements at the end of a file', () => {
    const text = 'a\nb\nc';
    const edits = settleEdits(text, [edit(4, 5, ''), edit(2, 3, '')]);
    assert.equal(applyEdits(text, edits), 'a\n');
    assert.ok(edits[0]!.span.end <= edits[1]!.span.start, 'an editor refuses edits that overlap');
  });
});
