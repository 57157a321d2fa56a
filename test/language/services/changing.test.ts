import assert from 'node:assert/strict';
import type { CodeAction, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import type { Project } from '../../../language/pipeline.ts';
import {
  codeActions,
  diagnostics,
  fixAllKind,
  LineIndex,
  moveFiles,
  prepareRename,
  rename,
} from '../../../language/pipeline.ts';
import { folder, projectFixture, uriOf } from './project-fixture.ts';

/** The texts of the changed files after an edit, by path. */
function applied(project: Project, edit: WorkspaceEdit): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [uri, edits] of Object.entries(edit.changes ?? {}))
    texts[uri.slice(folder.length + 1)] = apply(project, uri, edits);
  return texts;
}

function apply(project: Project, uri: string, edits: readonly TextEdit[]): string {
  const { lines, text } = project.parsed(uri)!;
  const placed = edits
    .map(({ range, newText }) => ({ start: lines.offsetAt(range.start), end: lines.offsetAt(range.end), newText }))
    .sort((left, right) => left.start - right.start);
  for (let index = 1; index < placed.length; index++)
    assert.ok(placed[index - 1]!.end <= placed[index]!.start, 'edits overlap');
  return placed.reduceRight(
    (result, edit) => result.slice(0, edit.start) + edit.newText + result.slice(edit.end),
    text,
  );
}

describe('rename', () => {
  function renamed(source: string, name: string): Record<string, string> | string {
    const { project, cursor } = projectFixture(source);
    const result = rename(project, cursor.uri, cursor.position, name);
    return 'refusal' in result ? result.refusal : applied(project, result);
  }

  it('changes the declaration and every reference', () => {
    assert.deepEqual(renamed('use sentinel as s\ncomponent c\nc -> $0s : log via s\nview v { include s }', 'siem'), {
      'main.parapet': 'use sentinel as siem\ncomponent c\nc -> siem : log via siem\nview v { include siem }',
    });
  });

  it('gives an instance that had the service’s id a name of its own', () => {
    assert.deepEqual(renamed('use sent$0inel { owner "x" }\ncomponent c\nc -> sentinel : log', 'siem'), {
      'main.parapet': 'use sentinel as siem { owner "x" }\ncomponent c\nc -> siem : log',
    });
  });

  it('works over files, from either end', () => {
    const source =
      '//- main.parapet\nimport "./z.parapet"\ncomponent c\nc -> s : log\n//- z.parapet\nuse sentinel as s\n//- unrelated.parapet\ncomponent s\n';
    const expected = {
      'main.parapet': 'import "./z.parapet"\ncomponent c\nc -> siem : log',
      'z.parapet': 'use sentinel as siem',
    };
    for (const [from, to] of [
      ['-> s :', '-> $0s :'],
      ['as s\n', 'as s$0\n'],
    ] as const) {
      assert.deepEqual(renamed(source.replace(from, to), 'siem'), expected);
    }
  });

  it('renames views', () => {
    assert.deepEqual(renamed('view a$0 { include * }', 'b'), { 'main.parapet': 'view b { include * }' });
    assert.match(renamed('view a$0 { include * }\nview b { include * }', 'b') as string, /already a view `b`/);
  });

  it('refuses a name that is taken, in any file that would see it', () => {
    assert.match(
      renamed('use sentinel as s$0\ncomponent c', 'c') as string,
      /`c` is already the name of something else, in line 2/,
    );
    assert.match(
      renamed('//- z.parapet\nuse sentinel as s$0\n//- main.parapet\nimport "./z.parapet"\ncomponent c', 'c') as string,
      /in line 2 of main\.parapet/,
    );
  });

  it('refuses what cannot be a name', () => {
    for (const name of [
      '',
      ' ',
      'a b',
      '1a',
      'use',
      'view',
      '->',
      'a{',
      '"a"',
      'a//b',
      'a\nb',
      '-a',
      '*',
      'x'.repeat(201),
    ]) {
      assert.match(renamed('component c$0', name) as string, /cannot be a name/, JSON.stringify(name));
    }
  });

  it('takes names that are ordinary although they look otherwise', () => {
    for (const name of ['__proto__', 'constructor', 'as', 'flows', 'ünï-cödé', 'toString']) {
      assert.deepEqual(renamed('component c$0\nuse sentinel\nc -> sentinel : log', name), {
        'main.parapet': `component ${name}\nuse sentinel\n${name} -> sentinel : log`,
      });
    }
  });

  it('refuses ids of the catalog, words and places that have no name, with a reason', () => {
    assert.match(renamed('use sen$0tinel as s', 'x') as string, /id of the built-in catalog/);
    assert.match(renamed('service o$0wn "Own" { short "O" }', 'x') as string, /is the id of a service/);
    for (const source of [
      'u$0se sentinel',
      '$0',
      'use sentinel "la$0bel"',
      '// com$0ment',
      'component c\nc -$0> c : log',
    ]) {
      assert.match(renamed(source, 'x') as string, /Only elements and views/, source);
    }
    const { project, cursor } = projectFixture('use sentinel as s$0iem');
    assert.deepEqual(prepareRename(project, cursor.uri, cursor.position), {
      range: { start: { line: 0, character: 16 }, end: { line: 0, character: 20 } },
      placeholder: 'siem',
    });
  });
});

describe('moving files', () => {
  const source =
    '//- main.parapet\nimport "./shared/a.parapet"\nimport "other.parapet"\n//- shared/a.parapet\nimport "../deep/b.parapet"\n//- deep/b.parapet\n\n//- other.parapet\n\n';

  it('updates imports of a moved file and its own', () => {
    const { project } = projectFixture(source);
    const edit = moveFiles(project, [{ oldUri: uriOf('shared/a.parapet'), newUri: uriOf('new/place/a2.parapet') }]);
    assert.deepEqual(applied(project, edit), {
      'main.parapet': 'import "./new/place/a2.parapet"\nimport "other.parapet"',
      'shared/a.parapet': 'import "../../deep/b.parapet"',
    });
  });

  it('updates imports when a folder moves, and leaves those inside it alone', () => {
    const { project } = projectFixture(source);
    const edit = moveFiles(project, [{ oldUri: uriOf('shared'), newUri: uriOf('common') }]);
    assert.deepEqual(applied(project, edit), { 'main.parapet': 'import "./common/a.parapet"\nimport "other.parapet"' });
  });
});

describe('code actions', () => {
  function actions(source: string, only?: readonly string[]): { project: Project; actions: CodeAction[] } {
    const { project, cursor } = projectFixture(source);
    const range = { start: cursor.position, end: cursor.position };
    return {
      project,
      actions: codeActions(project, cursor.uri, range, { diagnostics: diagnostics(project, cursor.uri), only }),
    };
  }

  it('offer the fixes of the finding at the cursor, tied to its diagnostic', () => {
    const { project, actions: found } = actions('use sentinel\ncomponent c\nc -> sentin$0l : log');
    const [fix] = found;
    assert.equal(fix!.title, 'Replace by sentinel');
    assert.equal(fix!.kind, 'quickfix');
    assert.equal(fix!.diagnostics![0]!.code, 'unknown-name');
    assert.deepEqual(applied(project, fix!.edit!), {
      'main.parapet': 'use sentinel\ncomponent c\nc -> sentinel : log',
    });
    assert.deepEqual(
      actions('use sentinel$0\ncomponent c\nc -> sentinl : log', ['quickfix']).actions.filter((action) =>
        action.title.startsWith('Replace'),
      ),
      [],
    );
  });

  it('offer to replace a former name', () => {
    const { project, actions: found } = actions('use azure-sen$0tinel as s\ncomponent c\nc -> s : log');
    const fix = found.find((action) => action.diagnostics?.[0]?.code === 'former-name')!;
    assert.match(applied(project, fix.edit!)['main.parapet']!, /^use sentinel as s\n/);
  });

  it('offer all safe fixes of one rule at once', () => {
    const { project, actions: found } = actions(
      'use sentinel\nuse entra-id\nentra-id -> sentinel : al$0erts\nentra-id -> sentinel : logs\n',
    );
    const all = found.find((action) => action.title === 'Fix all 2 findings of unknown-kind in this file')!;
    assert.deepEqual(applied(project, all.edit!), {
      'main.parapet': 'use sentinel\nuse entra-id\nentra-id -> sentinel : alert\nentra-id -> sentinel : log\n',
    });
  });

  it('offer everything that is safe to who asks for fixes on saving, and nothing that is not', () => {
    const source = 'use sentinel\nuse entra-id\nentra-id -> sentinel : alerts\nentra-id -> sentinl : logs\n$0';
    for (const only of [['source.fixAll'], [fixAllKind], ['source']]) {
      const { project, actions: found } = actions(source, only);
      assert.deepEqual(
        found.map((action) => action.kind),
        [fixAllKind],
      );
      assert.deepEqual(applied(project, found[0]!.edit!), {
        'main.parapet': 'use sentinel\nuse entra-id\nentra-id -> sentinel : alert\nentra-id -> sentinl : log\n',
      });
    }
    assert.deepEqual(actions('use sentinel\n$0', ['source.fixAll']).actions, []);
    assert.ok(actions(source).actions.every((action) => action.kind === 'quickfix'));
  });
});

describe('quick fixes besides', () => {
  function offered(source: string, options: Partial<Parameters<typeof codeActions>[3]> = {}) {
    const { project, cursor } = projectFixture(source);
    const range = { start: cursor.position, end: cursor.position };
    const found = codeActions(project, cursor.uri, range, {
      diagnostics: diagnostics(project, cursor.uri),
      ...options,
    });
    const byTitle = (title: RegExp): CodeAction => {
      const action = found.find((entry) => title.test(entry.title));
      assert.ok(action, `none of: ${found.map((entry) => entry.title).join('; ')}`);
      return action;
    };
    return { project, found, byTitle };
  }

  it('mend all that is safe in the file, where more than one rule has something to mend', () => {
    const { project, byTitle } = offered('use log-analytics\nuse azure-sen$0tinel as s\nlog-analytics -> s : logs\n');
    assert.deepEqual(applied(project, byTitle(/^Fix all findings that are safe/).edit!), {
      'main.parapet': 'use log-analytics\nuse sentinel as s\nlog-analytics -> s : log\n',
    });
    const { found } = offered('use log-analytics\nuse azure-sen$0tinel as s\nlog-analytics -> s : log\n');
    assert.ok(!found.some((action) => /^Fix all findings/.test(action.title)));
  });

  it('add the service that an element needs', () => {
    const source =
      'zone z "Z" {\n  use jit-vm$0-access as access\n}\nuse virtual-machines as vm\naccess -> vm : policy\n';
    const { project, byTitle } = offered(source);
    const after = applied(project, byTitle(/^Add .*, which access needs$/).edit!)['main.parapet']!;
    assert.match(after, /^zone z "Z" \{\n {2}use jit-vm-access as access\n {2}use [a-z-]+\n\}/);
    project.setFile(uriOf('main.parapet'), after);
    assert.ok(!project.findings(uriOf('main.parapet')).some(({ message }) => /^access does not/.test(message)));
  });

  it('silence a finding on its line, with stops for the reason where the client has them', () => {
    const source = 'zone z "Z" {\n  use azure-sen$0tinel as s\n}\n';
    const plain = offered(source);
    assert.equal(
      applied(plain.project, plain.byTitle(/^Silence former-name/).edit!)['main.parapet'],
      'zone z "Z" {\n  // parapet-disable-next-line former-name -- \n  use azure-sentinel as s\n}\n',
    );
    const { byTitle } = offered(source, { snippetEdits: true });
    assert.deepEqual(byTitle(/^Silence former-name/).edit!.documentChanges, [
      {
        textDocument: { uri: uriOf('main.parapet'), version: null },
        edits: [
          {
            range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } },
            snippet: {
              kind: 'snippet',
              value: '  // parapet-disable-next-line former-name -- ${1:why this is no problem here}\n',
            },
          },
        ],
      },
    ]);
  });

  it('do not silence what the language itself has against a text', () => {
    assert.ok(!offered('use sentin$0l\n').found.some((action) => /^(Silence|Accept)/.test(action.title)));
  });

  it('accept a finding about an element, with who and until when', () => {
    const source = 'use log-analytics\nuse azure-sen$0tinel as s\nlog-analytics -> s : log';
    const { project, byTitle } = offered(source, { date: '2026-11-21' });
    const text = applied(project, byTitle(/^Accept former-name on s$/).edit!)['main.parapet']!;
    assert.match(text, /\n\naccept former-name on s \{\n {2}reason ""\n {2}owner ""\n {2}until \n\}\n$/);
    const stops = offered(source, { date: '2028-02-29', snippetEdits: true }).byTitle(/^Accept former-name on s$/);
    assert.match(JSON.stringify(stops.edit), /until \$\{3:2029-02-28\}/);
  });

  it('put the comment before the documentation of what it is about', () => {
    const { project, byTitle } = offered('/** Why. */\nuse azure-sen$0tinel as s\n');
    assert.equal(
      applied(project, byTitle(/^Silence former-name/).edit!)['main.parapet'],
      '// parapet-disable-next-line former-name -- \n/** Why. */\nuse azure-sentinel as s\n',
    );
  });

  describe('set another severity', () => {
    const source = 'use log-analytics\nuse azure-sen$0tinel as s\nlog-analytics -> s : log\n';
    /** The configuration after the action with this title; `before`: what it is, in the folder of the design. */
    function configured(title: RegExp, before: string): string {
      const { project, cursor } = projectFixture(source);
      const file = `${folder}/parapet.json`;
      project.setSettingsFile(file, before);
      const found = codeActions(
        project,
        cursor.uri,
        { start: cursor.position, end: cursor.position },
        { diagnostics: [], workspaceFolders: [folder] },
      );
      const edits = found.find((action) => title.test(action.title))!.edit!.changes![file]!;
      const lines = new LineIndex(before);
      return edits.reduceRight(
        (text, { range, newText }) =>
          text.slice(0, lines.offsetAt(range.start)) + newText + text.slice(lines.offsetAt(range.end)),
        before,
      );
    }

    it('in the configuration that is there, and keep its comments and options', () => {
      assert.equal(
        configured(/^Turn former-name off/, '// Ours.\n{\n  "rules": {\n    "unused-element": "off" // no\n  }\n}\n'),
        '// Ours.\n{\n  "rules": {\n    "former-name": "off",\n    "unused-element": "off" // no\n  }\n}\n',
      );
      assert.equal(
        configured(/^Make former-name an error/, '{ "rules": { "former-name": "info" } }'),
        '{ "rules": { "former-name": "error" } }',
      );
      assert.match(configured(/^Make former-name an info/, '{}'), /"rules": \{\s*"former-name": "info"\s*\}/);
    });

    it('in a new one where there is none, which the client can make', () => {
      const { project, cursor } = projectFixture(source);
      const at = { start: cursor.position, end: cursor.position };
      const titles = (createsFiles: boolean): CodeAction[] =>
        codeActions(project, cursor.uri, at, { diagnostics: [], workspaceFolders: [folder], createsFiles });
      assert.ok(!titles(false).some((action) => /parapet\.json/.test(action.title)));
      const off = titles(true).find((action) => action.title === 'Turn former-name off in parapet.json')!;
      assert.match(JSON.stringify(off.edit!.documentChanges![0]), /"create".*file:\/\/\/designs\/parapet\.json/);
      const text = (off.edit!.documentChanges![1] as { edits: { newText: string }[] }).edits[0]!.newText;
      project.setSettingsFile(`${folder}/parapet.json`, text);
      assert.ok(!project.findings(cursor.uri).some(({ rule }) => rule === 'former-name'));
    });

    it('and none that it has already', () => {
      const { found } = offered(source, { workspaceFolders: [folder], createsFiles: true });
      const titles = found.map((action) => action.title).filter((title) => /parapet\.json/.test(title));
      assert.equal(titles.length, 3);
      assert.ok(!titles.some((title) => title.includes('a warning')));
    });
  });

  it('offer to silence a rule once, however often it finds something at a place', () => {
    const { found } = offered('use azure-sen$0tinel as s use azure-sentinel as t\n');
    const titles = found.map((action) => action.title);
    assert.equal(titles.filter((title) => /^Silence former-name/.test(title)).length, 1);
  });
});

describe('diagnostics', () => {
  it('carry rule, severity, related places and tags', () => {
    const { project, uri } = projectFixture('component c\ncomponent c\nuse entra-permissions-management as epm\n');
    const found = diagnostics(project, uri);
    const twice = found.find((entry) => entry.code === 'duplicate-name')!;
    assert.equal(twice.source, 'parapet');
    assert.equal(twice.severity, 1);
    assert.deepEqual(twice.range, { start: { line: 1, character: 10 }, end: { line: 1, character: 11 } });
    assert.deepEqual(twice.relatedInformation![0]!.location, {
      uri,
      range: { start: { line: 0, character: 10 }, end: { line: 0, character: 11 } },
    });
    const retired = found.find((entry) => entry.code === 'retired-service')!;
    assert.deepEqual(retired.tags, [2]);
  });

  it('count characters as editors do', () => {
    const { project, uri } = projectFixture('component a "😀é́"\r\n\tcomponent a\r\n');
    const found = diagnostics(project, uri).find((entry) => entry.code === 'duplicate-name')!;
    assert.deepEqual(found.range, { start: { line: 1, character: 11 }, end: { line: 1, character: 12 } });
  });

  it('agree with the findings to the character', () => {
    const { project, uri } = projectFixture('use sentinl\nuse\nfoo -> bar : baz\nzone z {\n');
    const { lines } = project.parsed(uri)!;
    assert.deepEqual(
      diagnostics(project, uri).map((entry) => [
        entry.code,
        lines.offsetAt(entry.range.start),
        lines.offsetAt(entry.range.end),
      ]),
      project.findings(uri).map((finding) => [finding.rule, finding.span.start, finding.span.end]),
    );
  });

  it('lead to the page of a rule where there is one', () => {
    const { project, uri } = projectFixture('use sentinl');
    const [found] = diagnostics(project, uri, { pageOf: (rule) => `https://example.com/${rule}` });
    assert.deepEqual(found!.codeDescription, { href: 'https://example.com/unknown-service' });
  });
});
