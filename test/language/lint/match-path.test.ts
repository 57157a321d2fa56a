import assert from 'node:assert/strict';
import { matchesPath, readPathPattern } from '../../../language/lint/match-path.ts';

function matches(pattern: string, path: string): boolean {
  const read = readPathPattern(pattern);
  assert.ok(!('problem' in read), pattern);
  return matchesPath(read, path);
}

describe('patterns for paths', () => {
  for (const [pattern, fitting, others] of [
    ['soc.parapet', ['soc.parapet'], ['a/soc.parapet', 'soc.parapet.bak', 'xsoc.parapet']],
    ['./soc.parapet', ['soc.parapet'], ['a/soc.parapet']],
    ['*.parapet', ['soc.parapet', '.parapet'], ['a/soc.parapet']],
    ['**/*.parapet', ['soc.parapet', 'a/soc.parapet', 'a/b/.c/soc.parapet'], ['a/soc.txt']],
    ['sandbox/**', ['sandbox/a', 'sandbox/a/b.parapet'], ['a/sandbox/b', 'sandboxes/a']],
    ['sandbox/', ['sandbox/a', 'sandbox/a/b'], ['a/sandbox/b']],
    ['a/**/z', ['a/z', 'a/b/z', 'a/b/c/z'], ['a/b/zz', 'b/z']],
    ['**/draft-*/**', ['draft-1/a', 'x/draft-/y/z'], ['x/draft/y']],
    ['a?c', ['abc', 'aßc', 'a😀c'], ['ac', 'a/c', 'abbc']],
    ['{a,b/c}/*.{x,y}', ['a/1.x', 'b/c/1.y'], ['b/1.x', 'a/1.z']],
    ['{a,{b,c}}', ['a', 'b', 'c'], ['{a', 'd']],
    ['a+(b)[c].^$', ['a+(b)[c].^$'], ['abc']],
    ['*a*b*', ['ab', 'xaxbx', 'aab'], ['ba']],
  ] as const) {
    it(`${pattern} is read as it says`, () => {
      for (const path of fitting) assert.ok(matches(pattern, path), path);
      for (const path of others) assert.ok(!matches(pattern, path), path);
    });
  }

  it('are told where they cannot be meant', () => {
    for (const pattern of ['', ' ', '/a', 'C:/a', 'a\\b', '../a', 'a/../../b', '{a', 'a}', 'x'.repeat(501)]) {
      assert.ok('problem' in readPathPattern(pattern), pattern);
    }
    assert.ok('problem' in readPathPattern('{a,b}'.repeat(7)), 'more than 64 alternatives');
  });

  it('take no time for what would keep a regular expression busy for ever', () => {
    const start = performance.now();
    assert.ok(!matches('*a'.repeat(200), `${'a'.repeat(5_000)}b`));
    assert.ok(!matches(`${'**/a/'.repeat(80)}b`, 'a/'.repeat(2_000)));
    assert.ok(performance.now() - start < 2_000);
  });
});
