import assert from 'node:assert/strict';
import type { TextEdit } from 'vscode-languageserver-types';
import { formatDocument, formatOnType, formatRange, formatText } from '../../../../language/pipeline.ts';
import { parseFile } from '../../../../language/services/parse.ts';
import { projectFixture } from '../project-fixture.ts';

/** Formats, and checks that doing it again changes nothing. */
function formatted(text: string): string {
  const result = formatText('file:///a.parapet', text).text;
  assert.equal(formatText('file:///a.parapet', result).text, result, 'formatting again changes something');
  return result;
}

function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}

describe('formatting', () => {
  it('puts each statement and each property on a line, two spaces deeper in braces', () => {
    assert.equal(
      formatted('zone  z   "Z"{region "x"\n\tgroup g {use a use b as c\n}}\nuse d {\nplan "P2"   owner "x"}'),
      lines(
        'zone z "Z" {',
        '  region "x"',
        '  group g {',
        '    use a',
        '    use b as c',
        '  }',
        '}',
        'use d {',
        '  plan "P2"',
        '  owner "x"',
        '}',
      ),
    );
  });

  it('puts one space around arrows and colons and none before commas', () => {
    assert.equal(
      formatted('a,b ,c->d:log,alert   via e"x"\na<->b:sync\nintegrate a,b->c\nintegrate *'),
      lines('a, b, c -> d : log, alert via e "x"', 'a <-> b : sync', 'integrate a, b -> c', 'integrate *'),
    );
  });

  it('keeps one blank line of several, and none at the ends of a block or the file', () => {
    assert.equal(
      formatted('\n\n\nuse a\n\n\n\nuse b\n\ngroup g {\n\n\n  use c\n\n  use d\n\n}\n\n\n'),
      lines('use a', '', 'use b', '', 'group g {', '  use c', '', '  use d', '}'),
    );
  });

  it('leaves properties on one line where they were written so and fit', () => {
    assert.equal(formatted('use a {plan "P2"   owner "x"}'), lines('use a { plan "P2" owner "x" }'));
    assert.equal(formatted('group g { region "x" tags a,b }'), lines('group g { region "x" tags a, b }'));
    assert.equal(formatted('view v {include a,b collapse *}'), lines('view v { include a, b collapse * }'));
    assert.equal(
      formatted(`use a { description "${'x'.repeat(90)}" owner "somebody" }`),
      lines('use a {', `  description "${'x'.repeat(90)}"`, '  owner "somebody"', '}'),
    );
  });

  it('closes what is empty', () => {
    assert.equal(formatted('group g {\n\n}\nuse a { }'), lines('group g {}', 'use a {}'));
  });

  it('breaks a flow that is too long at its arrow, then at its lists', () => {
    const names = Array.from({ length: 9 }, (_, index) => `long-source-name-${index}`);
    assert.equal(
      formatted(`${names.slice(0, 6).join(',')} -> target : log, alert`),
      lines(names.slice(0, 6).join(', '), '  -> target : log, alert'),
    );
    assert.equal(
      formatted(`${names.join(',')} -> target : log, alert { status planned }`),
      lines(
        `${names.slice(0, 6).join(', ')},`,
        `  ${names.slice(6).join(', ')}`,
        '  -> target : log, alert {',
        '  status planned',
        '}',
      ),
    );
  });

  it('breaks before a long label, and puts long texts of a list on lines of their own', () => {
    const label = `"${'Label '.repeat(15)}"`;
    assert.equal(
      formatted(`source -> target : log, alert ${label}`),
      lines('source -> target : log, alert', `  ${label}`),
    );
    const source = `"${'Source '.repeat(10)}"`;
    assert.equal(
      formatted(`service s { source ${source}, ${source} }`),
      lines('service s {', `  source ${source},`, `    ${source}`, '}'),
    );
  });

  it('joins what was broken without need', () => {
    assert.equal(
      formatted('a,\n  b\n    -> c\n  : log\n  "x"\n  {\n status planned\n }'),
      lines('a, b -> c : log "x" {', '  status planned', '}'),
    );
  });

  it('keeps comments where they stand', () => {
    assert.equal(
      formatted(
        'use a    // behind\n   // before\nuse /* within */ b // also\n\n// alone\n\ngroup g{// at the brace\nuse c\n   // last\n}// after',
      ),
      lines(
        'use a // behind',
        '// before',
        'use /* within */ b // also',
        '',
        '// alone',
        '',
        'group g { // at the brace',
        '  use c',
        '  // last',
        '} // after',
      ),
    );
    assert.equal(formatted('use a /* of b */ use b'), lines('use a', '/* of b */ use b'));
  });

  it('keeps the lines of a statement that has a comment in it', () => {
    assert.equal(
      formatted('mde, // endpoints\n mdi,\n      // mail\n mdo   -> xdr\n:alert'),
      lines('mde, // endpoints', '  mdi,', '  // mail', '  mdo -> xdr', '  : alert'),
    );
  });

  it('puts the stars of documentation under each other and leaves drawings alone', () => {
    assert.equal(
      formatted('group g {\n/** Says.\n* More.   \n      */\nuse a\n/* a\n      drawing */\nuse b\n}'),
      lines('group g {', '  /** Says.', '   * More.', '   */', '  use a', '  /* a', '      drawing */', '  use b', '}'),
    );
  });

  it('keeps the line ends that the file has', () => {
    assert.equal(formatted('use a\r\ngroup g {use b}'), 'use a\r\ngroup g {\r\n  use b\r\n}\r\n');
  });

  it('leaves statements that cannot be read as they are', () => {
    assert.equal(
      formatted('use   a\n  use  %  b\n\n\n a  ->\nb->c:log\nuse  "open\ngroup g {\n   use  x\n    b  ->\n}\n'),
      lines(
        'use a',
        '  use  %  b',
        '',
        ' a  ->',
        'b -> c : log',
        'use  "open',
        'group g {',
        '  use x',
        '    b  ->',
        '}',
      ),
    );
  });

  it('leaves everything in a group that is not closed, up to where it may end', () => {
    const text = lines('group   g {', '      use   a', '   // still inside');
    assert.equal(formatted(text), text);
    assert.equal(formatted(`${text}view   v {include  *}`), `${text}view v { include * }\n`);
  });

  it('adds nothing to a comment that has no end', () => {
    assert.equal(formatted('use  a\n/* open  \n  x  '), 'use a\n/* open  \n  x\n');
    assert.equal(formatted('use  a\n/* open  \n  * x  '), 'use a\n/* open\n * x');
  });

  it('makes nothing of nothing', () => {
    assert.equal(formatted(''), '');
    assert.equal(formatted(' \n\n'), '');
    assert.equal(formatted('// only'), '// only\n');
  });

  it('keeps the lines of which a comment says what is silent there', () => {
    const next = '// parapet-disable-next-line unused-element -- later\n';
    assert.equal(
      formatted(`${next}use   a use  b {owner "x"}\nuse   c  use d`),
      `${next}use a use b { owner "x" }\nuse c\nuse d\n`,
    );
    assert.equal(formatted(`${next}a ->   b\n:   log`), `${next}a -> b\n  : log\n`);
    assert.equal(
      formatted('use a {   owner "x"\nplan "y" } // parapet-disable-line unused-element -- later\n'),
      'use a {\n  owner "x"\n  plan "y" } // parapet-disable-line unused-element -- later\n',
    );
  });

  it('knows every statement by its braces and signs', () => {
    assert.equal(
      formatted(
        'threat phishing "Phishing"{technique T1566.001,T1003\ntargets users,mail mitigated   by mdo}\nattack blended "Blended":phishing->theft,spread\naccept duplicate-incidents on xdr->sentinel:incident{reason "Known"\nuntil   2027-03-31}\nrequire every vm->workspace:log   "why"\nforbid internet  reaches data via traffic without waf{severity error}\nview v{arrange rows a,b columns c\ninclude *}\nservice s{receives log from entra-id,intune}',
      ),
      lines(
        'threat phishing "Phishing" {',
        '  technique T1566.001, T1003',
        '  targets users, mail',
        '  mitigated by mdo',
        '}',
        'attack blended "Blended" : phishing -> theft, spread',
        'accept duplicate-incidents on xdr -> sentinel : incident {',
        '  reason "Known"',
        '  until 2027-03-31',
        '}',
        'require every vm -> workspace : log "why"',
        'forbid internet reaches data via traffic without waf { severity error }',
        'view v {',
        '  arrange rows a, b columns c',
        '  include *',
        '}',
        'service s { receives log from entra-id, intune }',
      ),
    );
  });

  it('does not touch a file that is too long to be read', () => {
    const text = `use   a\n${' '.repeat(2_000_001)}`;
    assert.equal(formatText('file:///a.parapet', text).text, text);
  });

  it('does not part two statements where that would make them others', () => {
    // `via` at the end of a line would lead on to the next.
    const text = 'integrate   a -> via zone z { use   b }\n';
    const result = formatted(text);
    assert.deepEqual(
      parseFile('file:///a.parapet', result).statements.map(({ node }) => node.$type),
      parseFile('file:///a.parapet', text).statements.map(({ node }) => node.$type),
    );
  });
});

describe('formatting in an editor', () => {
  const source = 'use   a\ngroup g {\n use   b\n use   c\n}\nuse   d\n';

  function apply(text: string, edits: readonly TextEdit[]): string {
    const { project, uri } = projectFixture(text);
    const { lines: index } = project.parsed(uri)!;
    return edits
      .map(({ range, newText }) => ({ start: index.offsetAt(range.start), end: index.offsetAt(range.end), newText }))
      .sort((left, right) => right.start - left.start)
      .reduce((result, edit) => result.slice(0, edit.start) + edit.newText + result.slice(edit.end), text);
  }

  it('edits only what changes', () => {
    const { project, uri } = projectFixture('use a\nuse   b\nuse c\n');
    assert.deepEqual(formatDocument(project, uri), [
      { range: { start: { line: 1, character: 3 }, end: { line: 1, character: 6 } }, newText: ' ' },
    ]);
    assert.deepEqual(formatDocument(project, 'file:///designs/other.parapet'), []);
  });

  it('formats the statements that a range touches', () => {
    const { project, uri } = projectFixture(source);
    const range = (line: number, end: number) => ({ start: { line, character: 1 }, end: { line: end, character: 2 } });
    assert.equal(apply(source, formatRange(project, uri, range(3, 3))), source.replace(' use   c', '  use c'));
    assert.equal(apply(source, formatRange(project, uri, range(0, 0))), source.replace('use   a', 'use a'));
    assert.equal(
      apply(source, formatRange(project, uri, range(3, 5))),
      source.replace(' use   b\n use   c', '  use b\n  use c').replace('use   d', 'use d'),
    );
  });

  function typed(marked: string, character: string): string {
    const { project, cursor, fixture } = projectFixture(marked);
    return apply(fixture.main.text, formatOnType(project, cursor.uri, cursor.position, character));
  }

  it('formats the line that was ended, and nothing at the cursor', () => {
    assert.equal(typed('use   x\nuse   a  // c\n   $0\nuse   b', '\n'), 'use   x\nuse a // c\n   \nuse   b');
    assert.equal(typed('use   a {\n$0\n}', '\n'), 'use a {\n\n}');
    assert.equal(typed('use   a   use   b\n$0', '\n'), 'use a\nuse b\n');
    assert.equal(typed('a->b:log\n$0  "label"', '\n'), 'a -> b : log\n  "label"');
    assert.equal(typed('group g {\nuse   a\n    $0\n}', '\n'), 'group g {\n  use a\n    \n}');
  });

  it('leaves alone what is half written', () => {
    for (const text of ['a   ->\n$0', 'use   a\n\n$0', '/* one\n$0 two */', 'use   "open\n$0', '$0']) {
      assert.equal(typed(text, '\n'), text.replace('$0', ''));
    }
  });

  it('formats the block that was closed', () => {
    assert.equal(
      typed('use   x\ngroup g {\n     use   a\n }$0\nuse   b', '}'),
      'use   x\ngroup g {\n  use a\n}\nuse   b',
    );
    assert.equal(typed('use   x {plan "P2"}$0', '}'), 'use x { plan "P2" }');
    assert.equal(typed('use   x }$0', '}'), 'use   x }');
    assert.equal(typed('use   x "}$0"', '}'), 'use   x "}"');
  });
});
