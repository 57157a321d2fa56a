import assert from 'node:assert/strict';
import type { Range } from 'vscode-languageserver-types';
import { codeActions } from '../../../../language/pipeline.ts';
import { uriOf } from '../project-fixture.ts';
import { checkRefactoring, facts, offered, refactored, titles } from './check-refactoring.ts';

/** Titles that begin so. */
function beginning(source: string, words: string): string[] {
  return titles(source).filter((title) => title.startsWith(words));
}

describe('moving into a group or zone', () => {
  /** Checks that only where elements are has changed. */
  const moved = (source: string, title: string, expected: string): void =>
    checkRefactoring(source, title, expected, {
      places: true,
      added: /new-(?:group|zone)(?:-2)?(?= \{)/.exec(expected)?.[0],
    });

  it('puts neighbours into a new one, with all that is between them', () => {
    moved(
      'use a\n\n/** B. */\n$0use sentinel as b // it\n// between\nuse c {\n  plan "P2"\n}$0\na -> b : log\n',
      'Move into a new group',
      'use a\n\ngroup new-group {\n  /** B. */\n  use sentinel as b // it\n  // between\n  use c {\n    plan "P2"\n  }\n}\na -> b : log\n',
    );
  });

  it('lets an editor that can put the cursor on its name, and leaves signs of snippets as they are', () => {
    const { project, uri, actions } = offered('use a\n$0component b "5 $ \\\\ }"$0\n', ['refactor.move']);
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } };
    const options = { diagnostics: [], only: ['refactor.move'], snippetEdits: true };
    const action = codeActions(project, uri, range, options).find(({ title }) => title === 'Move into a new zone')!;
    const [change] = action.edit!.documentChanges as unknown as [
      { edits: [{ range: Range; snippet: { value: string } }] },
    ];
    assert.equal(change.edits.length, 1);
    assert.equal(change.edits[0].snippet.value, 'zone ${1:new-zone} {\n  component b "5 \\$ \\\\\\\\ \\}"\n\\}');
    assert.ok(actions.some(({ edit }) => edit?.changes?.[uri]?.[0]?.newText.startsWith('zone new-zone {')));
  });

  it('gives the new one a name that is free', () => {
    moved(
      'component new-zone\n$0component b\n\n  component d\nuse sentinel$0',
      'Move into a new zone',
      'component new-zone\nzone new-zone-2 {\n  component b\n\n    component d\n  use sentinel\n}',
    );
  });

  it('moves a flow with what it is about', () => {
    moved(
      '$0component a\ncomponent b\na -> b : log$0\n',
      'Move into a new group',
      'group new-group {\n  component a\n  component b\n  a -> b : log\n}\n',
    );
  });

  it('moves to the end of one that is there', () => {
    moved(
      'component a\n\ncompo$0nent b // it\n\ngroup g {\n    component c\n    // last\n}\n',
      'Move into group g',
      'component a\n\ngroup g {\n    component c\n    // last\n    component b // it\n}\n',
    );
    moved('component$0 b\nzone z {}\n', 'Move into zone z', 'zone z {\n  component b\n}\n');
    moved(
      'component$0 b\r\nzone z { component c }\r\n',
      'Move into zone z',
      'zone z { component c \r\n  component b\r\n}\r\n',
    );
  });

  it('moves to another depth, and out', () => {
    const source = 'zone z {\n  group g {\n    component a {\n      owner "x"\n    }\n\n    compo$0nent b\n  }\n}\n';
    moved(
      source,
      'Move into zone z',
      'zone z {\n  group g {\n    component a {\n      owner "x"\n    }\n  }\n  component b\n}\n',
    );
    moved(
      source,
      'Move out of group g',
      'zone z {\n  group g {\n    component a {\n      owner "x"\n    }\n  }\n  component b\n}\n',
    );
  });

  it('is not offered into itself, what it holds, or where it is', () => {
    assert.deepEqual(beginning('zone z {\n  group$0 g {\n    group h {}\n  }\n  group i {}\n}\n', 'Move'), [
      'Move into a new group',
      'Move into a new zone',
      'Move into group i',
      'Move out of zone z',
    ]);
  });

  it('is not offered for what stands at the top only, is broken, or shares its line', () => {
    for (const source of [
      'view v$0 { include * }\ngroup g {}',
      'use$0\ngroup g {}',
      'component $0a component b\ngroup g {}',
      'component a\ncomponent b\na -> $0b : log\ngroup g {}',
      '$0\ngroup g {}',
    ]) {
      assert.deepEqual(beginning(source, 'Move'), [], source);
    }
  });

  it('does not make a comment the documentation of something else', () => {
    assert.deepEqual(beginning('/** Of b. */\n\n// of a\ncompo$0nent a\ncomponent b\n', 'Move'), []);
    assert.deepEqual(beginning('compo$0nent a /** Of b. */\ncomponent b\n', 'Move'), []);
  });
});

describe('extracting into a file', () => {
  it('moves what is selected and imports it', () => {
    checkRefactoring(
      `/** The design. */
architecture x "X"

// In Azure.
$0zone azure "Azure" {
  use sentinel
}
component tickets$0

sentinel -> tickets : incident
view v { include azure }
`,
      'Extract 2 statements into azure.parapet',
      {
        'azure.parapet': '// In Azure.\nzone azure "Azure" {\n  use sentinel\n}\ncomponent tickets\n',
        'main.parapet': `/** The design. */
architecture x "X"

import "./azure.parapet"

sentinel -> tickets : incident
view v { include azure }
`,
      },
    );
  });

  it('leaves behind what would not see its names any more, and what that needs', () => {
    const source = `component a
$0component b
component c
a -> b : log
b -> c : log
integrate *
integrate b, c
view v { include b }
zone z {
  component d
  d -> a : log
}
z -> c : log$0
`;
    checkRefactoring(source, 'Extract 4 of 9 statements into b.parapet', {
      'b.parapet': 'component b\ncomponent c\n\nb -> c : log\n\nintegrate b, c\n',
      'main.parapet': `import "./b.parapet"

component a
a -> b : log
integrate *
view v { include b }
zone z {
  component d
  d -> a : log
}
z -> c : log
`,
    });
  });

  it('brings along the imports that it needs, and no others', () => {
    const source = `//- designs/main.parapet
import "../shared/hub.parapet"
import "./other.parapet"
$0component a
a -> hub : log$0
component b
//- shared/hub.parapet
import "./deep.parapet"
//- shared/deep.parapet
component hub
//- designs/other.parapet
component other
`;
    checkRefactoring(source, 'Extract 2 statements into a.parapet', {
      'designs/a.parapet': 'import "../shared/hub.parapet"\n\ncomponent a\na -> hub : log\n',
      'designs/main.parapet':
        'import "../shared/hub.parapet"\nimport "./other.parapet"\nimport "./a.parapet"\ncomponent b',
    });
  });

  it('keeps services of the file’s own with what uses them', () => {
    const own = 'service gateway "Gateway" {\n  sends log to hub\n}\n';
    const source = `${own}service hub "Hub" {}\n$0use gateway$0\n`;
    assert.deepEqual(beginning(source, 'Extract'), []);
    checkRefactoring(`$0${source.replaceAll('$0', '')}$0`, 'Extract 3 statements into gateway.parapet', {
      'gateway.parapet': `${own}service hub "Hub" {}\nuse gateway\n`,
      'main.parapet': 'import "./gateway.parapet"\n\n',
    });
    assert.deepEqual(beginning(`$0${own}$0service hub "Hub" {}\n`, 'Extract'), []);
    checkRefactoring(`${own}\n$0service hub "Hub" {}$0\n`, 'Extract 1 statement into services.parapet', {
      'services.parapet': 'service hub "Hub" {}\n',
      'main.parapet': `import "./services.parapet"\n\n${own}`,
    });
  });

  it('takes a name that no file has', () => {
    const { texts } = refactored(
      'compo$0nent a\n//- a.parapet\n\n//- a-2.parapet\n\n',
      'Extract 1 statement into a-3.parapet',
    );
    assert.deepEqual(Object.keys(texts), ['a-3.parapet', 'main.parapet']);
  });

  it('is not offered inside a group, for flows alone, nor to a client that makes no files', () => {
    for (const source of [
      'group g {\n  component $0a\n}\n',
      'component a\ncomponent b\na -> $0b : log\n',
      'view $0v {}\n',
      'integrate $0*\n',
    ]) {
      assert.deepEqual(beginning(source, 'Extract'), [], source);
    }
    assert.ok(offered('component $0a', ['refactor.extract']).actions.length > 0);
    assert.deepEqual(offered('component $0a', ['refactor.inline']).actions, []);
  });

  it('keeps a comment about the file in its file', () => {
    const comment = '// parapet-disable-file unused-element -- a sketch\n';
    const { texts, after, before } = refactored(`${comment}compo$0nent a\n`, 'Extract 1 statement into a.parapet');
    assert.equal(texts['main.parapet'], `${comment}import "./a.parapet"\n\n`);
    assert.deepEqual(facts(after, uriOf('main.parapet')), facts(before, uriOf('main.parapet')));
  });
});

describe('declaring an unknown name', () => {
  const declare = (source: string, title: string, expected: string): void => {
    const { texts, after } = refactored(source, title, ['quickfix']);
    assert.deepEqual(texts, { 'main.parapet': expected });
    assert.deepEqual(
      facts(after, uriOf('main.parapet')).filter((fact) => fact.startsWith('finding')),
      [],
    );
  };

  it('makes a component of a text, wherever it is named', () => {
    declare(
      'use sentinel\n"Service$0Now ITSM" -> sentinel : log "ServiceNow ITSM"\nsentinel -> "ServiceNow ITSM" : incident\nview v { include "ServiceNow ITSM" }\n',
      'Declare component servicenow-itsm',
      'use sentinel\ncomponent servicenow-itsm "ServiceNow ITSM"\nservicenow-itsm -> sentinel : log "ServiceNow ITSM"\nsentinel -> servicenow-itsm : incident\nview v { include servicenow-itsm }\n',
    );
  });

  it('makes one of a word of any script, and of a plain word', () => {
    declare(
      'use sentinel\nüber-$0wachung -> sentinel : log\n',
      'Declare component über-wachung',
      'use sentinel\ncomponent über-wachung\nüber-wachung -> sentinel : log\n',
    );
    declare(
      'use sentinel\n\nfo$0o -> sentinel : log\n',
      'Declare component foo',
      'use sentinel\ncomponent foo\n\nfoo -> sentinel : log\n',
    );
  });

  it('offers it once', () => {
    const { actions } = offered('use sentinel\nfo$0o -> sentinel : log\n', ['quickfix']);
    assert.equal(actions.filter(({ title }) => title.startsWith('Declare')).length, 1);
  });
});
