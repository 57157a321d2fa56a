import assert from 'node:assert/strict';
import type { DocumentSymbol, Location } from 'vscode-languageserver-types';
import {
  definition,
  documentHighlights,
  documentLinks,
  documentSymbols,
  foldingRanges,
  incomingFlows,
  outgoingFlows,
  prepareCallHierarchy,
  references,
  selectionRanges,
  semanticTokenModifiers,
  semanticTokens,
  semanticTokenTypes,
  workspaceSymbols,
} from '../../../language/pipeline.ts';
import { folder, projectFixture, uriOf } from './project-fixture.ts';

/** A place as `path:line:character text`, lines from 1. */
function written(project: ReturnType<typeof projectFixture>['project'], { uri, range }: Location): string {
  const file = project.parsed(uri);
  const text = file ? file.text.slice(file.lines.offsetAt(range.start), file.lines.offsetAt(range.end)) : '';
  return `${uri.slice(folder.length + 1)}:${range.start.line + 1}:${range.start.character} ${text}`;
}

const two = `
import "./shared/zone.parapet"
use defender-xdr as xdr
xdr -> sentinel : incident
integrate sentinel, xdr
view v { include sentinel }
//- shared/zone.parapet
use sentinel
use log-analytics as workspace
sentinel -> workspace : log
//- other.parapet
use sentinel
use entra-id
entra-id -> sentinel : log
`;

describe('definition', () => {
  function goTo(source: string): string[] {
    const { project, cursor } = projectFixture(source);
    return definition(project, cursor.uri, cursor.position).map((link) =>
      link.targetUri.startsWith('parapet-catalog:')
        ? `${link.targetUri}:${link.targetSelectionRange.start.line > 0 ? 'line' : 'start'}`
        : written(project, { uri: link.targetUri, range: link.targetSelectionRange }),
    );
  }

  it('goes from a reference to the declaration', () => {
    assert.deepEqual(goTo('use sentinel as s\ncomponent c\nc -> $0s : log'), ['main.parapet:1:16 s']);
    assert.deepEqual(goTo('use sentinel as s\ncomponent c\nc -> s$0'), ['main.parapet:1:16 s']);
    assert.deepEqual(goTo('group g "G" { }\nview v { collapse $0g }'), ['main.parapet:1:6 g']);
  });

  it('goes over files', () => {
    assert.deepEqual(goTo(two.replace('-> sentinel : incident', '-> sen$0tinel : incident')), [
      'shared/zone.parapet:1:4 sentinel',
    ]);
  });

  it('goes into the catalog from a use, from an alias and from other services', () => {
    assert.deepEqual(goTo('use sen$0tinel as s'), ['parapet-catalog:/security-operations.parapet:line']);
    assert.deepEqual(goTo('use sentinel as $0s'), ['parapet-catalog:/security-operations.parapet:line']);
    assert.deepEqual(goTo('use "Azure $0ATP"'), ['parapet-catalog:/identity.parapet:line']);
    assert.deepEqual(goTo('service s "S" {\n  requires sen$0tinel\n}'), [
      'parapet-catalog:/security-operations.parapet:line',
    ]);
    assert.deepEqual(goTo('service own "S" {\n  short "S"\n}\nuse o$0wn'), ['main.parapet:1:8 own']);
  });

  it('goes from an arrow to what the catalog says about the flow', () => {
    assert.deepEqual(
      goTo('use defender-xdr as xdr\nuse sentinel\nxdr -$0> sentinel : incident')[0],
      'parapet-catalog:/detection-response.parapet:line',
    );
  });

  it('goes to an imported file', () => {
    assert.deepEqual(goTo(two.replace('./shared', './sh$0ared')), ['shared/zone.parapet:1:0 ']);
  });

  it('goes nowhere where there is nothing', () => {
    for (const source of [
      '$0',
      'use nothing-li$0ke-this',
      'import "./miss$0ing.parapet"',
      '// com$0ment',
      'component c "la$0bel"',
    ]) {
      assert.deepEqual(goTo(source), [], source);
    }
  });
});

describe('references', () => {
  function find(source: string, withDeclaration = true): string[] {
    const { project, cursor } = projectFixture(source);
    return references(project, cursor.uri, cursor.position, withDeclaration).map((location) =>
      written(project, location),
    );
  }

  it('finds an element in all files that see it, and in no other', () => {
    const expected = [
      'main.parapet:3:7 sentinel',
      'main.parapet:4:10 sentinel',
      'main.parapet:5:17 sentinel',
      'shared/zone.parapet:1:4 sentinel',
      'shared/zone.parapet:3:0 sentinel',
    ];
    assert.deepEqual(find(two.replace('include sentinel', 'include sen$0tinel')), expected);
    assert.deepEqual(
      find(two.replace('include sentinel', 'include sen$0tinel'), false),
      expected.filter((place) => !place.includes(':1:4')),
    );
  });

  it('finds every use of a service of the catalog', () => {
    assert.deepEqual(
      find('use sentinel$0 as a\n//- b.parapet\nuse "Azure Sentinel" as b\nservice s "S" {\n  requires sentinel\n}\n'),
      ['b.parapet:1:4 "Azure Sentinel"', 'b.parapet:3:11 sentinel', 'main.parapet:1:4 sentinel'],
    );
  });

  it('finds who imports a file', () => {
    assert.deepEqual(find('import "./a.pa$0rapet"\n//- b.parapet\nimport "./a.parapet"\n//- a.parapet\n\n'), [
      'b.parapet:1:7 "./a.parapet"',
      'main.parapet:1:7 "./a.parapet"',
    ]);
  });

  it('highlights the places in one file', () => {
    const { project, cursor } = projectFixture('use sentinel as s\ncomponent c\nc -> $0s : log\ns -> c : log');
    const found = documentHighlights(project, cursor.uri, cursor.position).map(
      ({ range, kind }) => `${range.start.line}:${range.start.character} ${kind}`,
    );
    assert.deepEqual(found, ['0:16 3', '2:5 2', '3:0 2']);
    const kinds = projectFixture('use sentinel as s\ncomponent c\nc -> s : lo$0g\ns -> c : log');
    assert.equal(documentHighlights(kinds.project, kinds.cursor.uri, kinds.cursor.position).length, 2);
  });
});

describe('symbols', () => {
  it('outline a file as it is nested', () => {
    const { project, uri } = projectFixture(
      'architecture a "A"\nimport "./x.parapet"\nzone z "Z" {\n  owner "o"\n  use sentinel as s "My SIEM"\n  group g { component c }\n}\ns <-> c : log, alert\nintegrate *\nview v "V" { include * }\nservice own "Own" { short "O" }\n',
    );
    const shown = (symbols: readonly DocumentSymbol[]): unknown[] =>
      symbols.map(({ name, detail, children }) => [name, detail ?? '', ...(children ? shown(children) : [])]);
    assert.deepEqual(shown(documentSymbols(project, uri)), [
      ['a', 'A'],
      ['./x.parapet', 'import'],
      ['z', 'Z', ['s', 'My SIEM'], ['g', '', ['c', '']]],
      ['s <-> c', 'log, alert'],
      ['integrate', '*'],
      ['v', 'V'],
      ['own', 'Own'],
    ]);
  });

  it('keep their name inside their statement, whatever is half written', () => {
    for (const source of [
      'use',
      'group',
      'zone z {',
      'a ->',
      'a -> b :',
      'view',
      'service',
      'service s {',
      'architecture',
      'import',
      'component "x"',
      'use "x" as',
      '{ } }',
      'integrate',
    ]) {
      const { project, uri } = projectFixture(`use sentinel\n${source}\nuse entra-id\n`);
      const visit = (symbols: readonly DocumentSymbol[]): void => {
        for (const { name, range, selectionRange, children } of symbols) {
          assert.ok(name.length > 0);
          const { lines } = project.parsed(uri)!;
          assert.ok(lines.offsetAt(range.start) <= lines.offsetAt(selectionRange.start), source);
          assert.ok(lines.offsetAt(selectionRange.end) <= lines.offsetAt(range.end), source);
          visit(children ?? []);
        }
      };
      const symbols = documentSymbols(project, uri);
      visit(symbols);
      assert.ok(
        symbols.some((symbol) => symbol.name === 'sentinel'),
        source,
      );
    }
  });

  it('are found in the workspace by name and by label, once each', () => {
    const { project } = projectFixture(two);
    assert.deepEqual(
      workspaceSymbols(project, 'work').map((symbol) => symbol.name),
      ['workspace – Log Analytics'],
    );
    assert.equal(workspaceSymbols(project, 'sentinel').length, 2);
    assert.deepEqual(
      workspaceSymbols(project, 'log ana').map((symbol) => (symbol.location as Location).uri),
      [uriOf('shared/zone.parapet')],
    );
    assert.ok(workspaceSymbols(project, '').length >= 6);
  });
});

describe('folding and selection', () => {
  it('fold blocks, comments and imports', () => {
    const { project, uri } = projectFixture(
      '/**\n * doc\n */\nimport "./a.parapet"\nimport "./b.parapet"\n// one\n// two\nzone z {\n  use sentinel {\n    owner "x"\n  }\n}\nuse entra-id { owner "y" }\n',
    );
    assert.deepEqual(
      foldingRanges(project, uri).map(({ startLine, endLine, kind }) => `${startLine}-${endLine} ${kind ?? ''}`.trim()),
      ['0-2 comment', '3-4 imports', '5-6 comment', '7-10', '8-9'],
    );
  });

  it('grow from the word to the file', () => {
    const { project, cursor } = projectFixture('zone z {\n  /** d */\n  use sent$0inel as s { owner "x" }\n}\n');
    const file = project.parsed(cursor.uri)!;
    const texts: string[] = [];
    for (
      let selection = selectionRanges(project, cursor.uri, [cursor.position])[0];
      selection;
      selection = selection.parent!
    ) {
      texts.push(file.text.slice(file.lines.offsetAt(selection.range.start), file.lines.offsetAt(selection.range.end)));
    }
    assert.deepEqual(texts.slice(0, 3), [
      'sentinel',
      'use sentinel as s { owner "x" }',
      '/** d */\n  use sentinel as s { owner "x" }',
    ]);
    assert.equal(texts.at(-1), file.text);
    for (let index = 1; index < texts.length; index++) assert.ok(texts[index]!.includes(texts[index - 1]!));
  });
});

describe('semantic tokens', () => {
  function tokens(source: string): string[] {
    const { project, uri } = projectFixture(source);
    const file = project.parsed(uri)!;
    const data = semanticTokens(project, uri);
    const shown: string[] = [];
    let line = 0;
    let character = 0;
    for (let index = 0; index < data.length; index += 5) {
      const [lines, characters, length, type, modifiers] = data.slice(index, index + 5) as [
        number,
        number,
        number,
        number,
        number,
      ];
      character = lines === 0 ? character + characters : characters;
      line += lines;
      const start = file.lines.offsetAt({ line, character });
      const names = semanticTokenModifiers.filter((_name, bit) => modifiers & (1 << bit));
      shown.push([file.text.slice(start, start + length), semanticTokenTypes[type], ...names].join(' '));
    }
    return shown;
  }

  it('tell services, elements, kinds and properties apart', () => {
    assert.deepEqual(
      tokens(
        'use sentinel as s { status planned }\nzone z "Z" { owner "o"\n use entra-id }\nentra-id -> s : log via z\nview v { include z }',
      ),
      [
        'use keyword',
        'sentinel class defaultLibrary',
        'as keyword',
        's variable declaration',
        'status property',
        'planned enumMember',
        'zone keyword',
        'z namespace declaration',
        'owner property',
        'use keyword',
        'entra-id class defaultLibrary',
        'entra-id variable',
        's variable',
        'log enumMember',
        'via keyword',
        'z namespace',
        'view keyword',
        'v interface declaration',
        'include keyword',
        'z namespace',
      ],
    );
  });

  it('do not take an element for a property or a keyword because of its name', () => {
    assert.deepEqual(tokens('zone z {\n  component owner\n  component status\n  owner -> status : log\n}'), [
      'zone keyword',
      'z namespace declaration',
      'component keyword',
      'owner variable declaration',
      'component keyword',
      'status variable declaration',
      'owner variable',
      'status variable',
      'log enumMember',
    ]);
    assert.deepEqual(tokens('component flows\ncomponent to\nflows -> to : log').slice(-3), [
      'flows variable',
      'to variable',
      'log enumMember',
    ]);
  });

  it('mark retired services, and leave unknown ones alone', () => {
    const { project } = projectFixture('');
    const retired = project
      .model(uriOf('main.parapet'))!
      .catalog.services.find((service) => service.status === 'retired')!;
    assert.deepEqual(tokens(`use ${retired.id}`), ['use keyword', `${retired.id} class deprecated defaultLibrary`]);
    assert.deepEqual(tokens('use not-known-at-all'), ['use keyword']);
  });

  it('can be asked for a range only', () => {
    const { project, uri } = projectFixture('use sentinel\nuse entra-id\nuse intune');
    const range = { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } };
    assert.deepEqual(semanticTokens(project, uri, range), [1, 0, 3, 6, 0, 0, 4, 8, 0, 4]);
  });
});

describe('document links', () => {
  it('lead to imports that are there, and to web pages and files of the workspace', () => {
    const { project, uri } = projectFixture(
      'import "./a.parapet"\nimport "./missing.parapet"\nuse sentinel { link "https://example.com/x" }\ncomponent a { link "./docs/a.md#b" }\ncomponent b { link "javascript:alert(1)" }\ncomponent c { link "../../etc/passwd" }\ncomponent d { owner "https://example.com" }\nservice s "S" {\n  docs "https://example.com/docs"\n  portal "P" "https://example.com/portal"\n}\n//- a.parapet\n\n',
    );
    assert.deepEqual(
      documentLinks(project, uri, [folder]).map((link) => link.target),
      [
        `${folder}/a.parapet`,
        'https://example.com/x',
        `${folder}/docs/a.md#b`,
        'https://example.com/docs',
        'https://example.com/portal',
      ],
    );
  });
});

describe('call hierarchy', () => {
  it('follows what flows, to any depth and both ways', () => {
    const { project, cursor } = projectFixture(
      'use defender-for-endpoint as mde\nuse defender-xdr as xdr\nuse sentinel\ncomponent tickets\nmde -> x$0dr : alert, signal\nxdr -> sentinel : incident\nsentinel -> tickets : incident\nxdr -> tickets : alert\n',
    );
    const [xdr] = prepareCallHierarchy(project, cursor.uri, cursor.position);
    assert.equal(xdr!.name, 'xdr');
    const incoming = incomingFlows(project, xdr!);
    assert.deepEqual(
      incoming.map(({ from, fromRanges }) => [from.name, from.detail, fromRanges.map((range) => range.start.line)]),
      [['mde', 'alert, signal · Defender for Endpoint', [4]]],
    );
    const outgoing = outgoingFlows(project, xdr!);
    assert.deepEqual(
      outgoing.map(({ to }) => to.name),
      ['sentinel', 'tickets'],
    );
    assert.deepEqual(
      outgoingFlows(project, outgoing[0]!.to).map(({ to }) => to.name),
      ['tickets'],
    );
    assert.deepEqual(incomingFlows(project, incoming[0]!.from), []);
  });

  it('takes a zone for all it holds', () => {
    const { project, cursor } = projectFixture('zone z$0 { component a }\ncomponent b\na -> b : log');
    const [zone] = prepareCallHierarchy(project, cursor.uri, cursor.position);
    assert.deepEqual(
      outgoingFlows(project, zone!).map(({ to }) => to.name),
      ['b'],
    );
  });
});
