import assert from 'node:assert/strict';
import { catalogOf, LineIndex, useService } from '../../../language/pipeline.ts';
import { projectFixture } from './project-fixture.ts';

/** The file with the cursor after `use` of a service was written there. */
function written(source: string, id = 'sentinel'): string | undefined {
  const { project, cursor } = projectFixture(source);
  const edits = useService(project, catalogOf(project), cursor.uri, cursor.position, id);
  const { text } = project.parsed(cursor.uri)!;
  const lines = new LineIndex(text);
  return edits
    ?.map(({ range, newText }, index) => ({ at: lines.offsetAt(range.start), newText, index }))
    .sort((left, right) => right.at - left.at || right.index - left.index)
    .reduce((result, { at, newText }) => result.slice(0, at) + newText + result.slice(at), text);
}

describe('writing the use of a service', () => {
  const cases: readonly [what: string, before: string, after: string][] = [
    ['in an empty file', '\n$0', 'use sentinel'],
    ['on an empty line', '\nuse entra-id\n$0\nuse intune', 'use entra-id\nuse sentinel\nuse intune'],
    ['behind a statement', '\nuse entra-id$0\nuse intune', 'use entra-id\nuse sentinel\nuse intune'],
    ['in a statement', '\nuse entra$0-id\nuse intune', 'use entra-id\nuse sentinel\nuse intune'],
    ['before a statement', '\n$0use entra-id', 'use sentinel\nuse entra-id'],
    [
      'in the braces of a statement',
      '\nuse entra-id {\n  $0owner "A"\n}\nuse intune',
      'use entra-id {\n  owner "A"\n}\nuse sentinel\nuse intune',
    ],
    ['in a view', '\nview v {\n  include *\n  $0\n}', 'view v {\n  include *\n  \n}\nuse sentinel'],
    ['in a zone', '\nzone a {\n  use intune\n  $0\n}', 'zone a {\n  use intune\n  use sentinel\n}'],
    [
      'on an empty line of a zone',
      '\nzone a {\n    use intune\n$0\n}',
      'zone a {\n    use intune\n    use sentinel\n}',
    ],
    ['behind the brace of a zone', '\nzone a {$0\n  use intune\n}', 'zone a {\n  use sentinel\n  use intune\n}'],
    ['in the heading of a zone', '\nzone a "$0A" {\n  use intune\n}', 'zone a "A" {\n  use intune\n}\nuse sentinel'],
    [
      'in a zone within a zone',
      '\nzone a {\n  zone b {\n    $0\n  }\n}',
      'zone a {\n  zone b {\n    use sentinel\n  }\n}',
    ],
    [
      'in a zone within a zone, on an empty line',
      '\nzone a {\n  zone b {\n$0\n  }\n}',
      'zone a {\n  zone b {\n    use sentinel\n  }\n}',
    ],
    ['behind a zone', '\nzone a {\n  use intune\n}$0', 'zone a {\n  use intune\n}\nuse sentinel'],
    ['in a zone on one line', '\nzone a { use in$0tune }', 'zone a { use intune use sentinel }'],
    ['in an empty zone on one line', '\nzone a {$0}', 'zone a { use sentinel }'],
    [
      'in a doc comment',
      '\nuse intune\n/** Who\n * $0signs in. */\nuse entra-id',
      'use intune\nuse sentinel\n/** Who\n * signs in. */\nuse entra-id',
    ],
    [
      'behind a remark',
      '\nuse intune // all$0 devices\nuse entra-id',
      'use intune // all devices\nuse sentinel\nuse entra-id',
    ],
    ['under another name where its own is taken', '\nuse sentinel\n$0', 'use sentinel\nuse sentinel as sentinel-2'],
    ['after a broken statement', '\nuse intune\nzone {$0', 'use intune\nzone {\nuse sentinel'],
  ];
  for (const [what, before, after] of cases) it(what, () => assert.equal(written(before), after));

  it('keeps the line breaks of the file', () => {
    assert.equal(written('\nuse intune$0\r\nuse entra-id\r\n'), 'use intune\r\nuse sentinel\r\nuse entra-id\r\n');
  });

  it('brings the import of a service that the design does not see', () => {
    const own = '\n//- shared/own.parapet\nservice ours { pillar data }';
    assert.equal(written(`\nuse intune$0${own}`, 'ours'), 'import "./shared/own.parapet"\n\nuse intune\nuse ours');
    assert.equal(
      written(`\narchitecture a "A" {\n  owner "B"\n}\n$0${own}`, 'ours'),
      'architecture a "A" {\n  owner "B"\n}\n\nimport "./shared/own.parapet"\nuse ours',
    );
    assert.equal(
      written(`\nimport "./other.parapet"\nuse intune$0\n//- other.parapet\nuse entra-id${own}`, 'ours'),
      'import "./other.parapet"\nimport "./shared/own.parapet"\nuse intune\nuse ours',
    );
    assert.equal(
      written(`\nimport "./shared/own.parapet"\nuse intune$0${own}`, 'ours'),
      'import "./shared/own.parapet"\nuse intune\nuse ours',
    );
    assert.equal(written('\nservice ours { pillar data }\n$0', 'ours'), 'service ours { pillar data }\nuse ours');
  });

  it('does nothing for what nobody knows', () => {
    assert.equal(written('\n$0', 'nothing-of-the-sort'), undefined);
    const { project } = projectFixture('');
    assert.equal(
      useService(project, catalogOf(project), 'file:///no', { line: 0, character: 0 }, 'sentinel'),
      undefined,
    );
  });

  it('makes no new errors, wherever it writes', () => {
    const text =
      '/** Doc. */\narchitecture a "A" {\n  owner "B"\n}\n\n// remark\nzone z "Z" {\n  use intune as i {\n    owner "C"\n  }\n  group g { use entra-id }\n}\ni -> entra-id : signal "x" { link "https://a.example" }\nview v "V" { include * }\n';
    for (let offset = 0; offset <= text.length; offset++) {
      const result = written(`\n${text.slice(0, offset)}$0${text.slice(offset)}`)!;
      const { project, uri } = projectFixture(`\n${result}`);
      const errors = project.findings(uri).filter((finding) => finding.origin === 'language');
      assert.deepEqual(errors, [], `at ${offset}:\n${result}`);
      assert.equal(project.model(uri)!.instancesOf('sentinel').length, 1, `at ${offset}:\n${result}`);
      assert.equal(project.model(uri)!.elements.get('sentinel')!.documentation, undefined, `at ${offset}:\n${result}`);
    }
  });
});
