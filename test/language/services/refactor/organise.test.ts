import assert from 'node:assert/strict';
import { createProject, organiseText } from '../../../../language/pipeline.ts';
import { applyFormatEdits } from '../../../../language/services/format/format.ts';
import { organise } from '../../../../language/services/refactor/organise.ts';
import { parseFile } from '../../../../language/services/parse.ts';
import { generateLayout } from '../format/generate-layout.ts';
import { folder } from '../project-fixture.ts';
import { facts, offered } from './check-refactoring.ts';

const uri = `${folder}/main.parapet`;

/** Puts a text in order, and checks that doing it again changes nothing. */
function organised(text: string): string {
  const once = (source: string): string => applyFormatEdits(source, organise(parseFile(uri, source)));
  const result = once(text);
  assert.equal(once(result), result, 'organising again changes something');
  return result;
}

describe('organising', () => {
  it('sorts imports, joins them, and keeps each once with all comments', () => {
    assert.equal(
      organised(
        'import "./b.parapet" // b\n\n// of a\nimport "./a.parapet"\nuse sentinel\n\nimport "../z.parapet"\nimport "a.parapet" // again\n',
      ),
      'import "../z.parapet"\n// again\n// of a\nimport "./a.parapet"\nimport "./b.parapet" // b\n\nuse sentinel\n',
    );
  });

  it('leaves imports that are in order', () => {
    for (const text of [
      'import "./a.parapet"\nimport "./b.parapet"\n',
      'import "./b.parapet"\n',
      'import "./b.parapet" import "./a.parapet"\n',
    ])
      assert.equal(organised(text), text);
  });

  it('moves what is declared behind flows up to what is declared before it', () => {
    assert.equal(
      organised(
        'use sentinel\n\n// Flows\nuse log-analytics as w\nw -> sentinel : log\n\n// The tickets.\ncomponent tickets { owner "x" } // late\nsentinel -> tickets : incident\n\ngroup g {\n  component a\n}\na -> w : log\nuse intune\nview v {}\n',
      ),
      'use sentinel\n\n// Flows\nuse log-analytics as w\n// The tickets.\ncomponent tickets { owner "x" } // late\nw -> sentinel : log\n\nsentinel -> tickets : incident\n\ngroup g {\n  component a\n}\nuse intune\na -> w : log\nview v {}\n',
    );
  });

  it('moves within a group only, and before the first flow where nothing is declared before', () => {
    assert.equal(
      organised(
        'architecture x\n\n// Flows.\na -> b : log\ncomponent a\ngroup g {\n  a -> b : alert\n  component b\n}\n',
      ),
      'architecture x\n\ncomponent a\n// Flows.\na -> b : log\ngroup g {\n  component b\n  a -> b : alert\n}\n',
    );
  });

  it('merges what is declared twice in the same words', () => {
    assert.equal(
      organised(
        'use sentinel as s { owner "x" }\nuse intune\n// again\nuse sentinel as s\nuse intune as i\nuse intune\n',
      ),
      'use sentinel as s { owner "x" }\nuse intune\n// again\nuse intune as i\n',
    );
    const differs = 'use sentinel { owner "x" }\nuse sentinel { owner "y" }\ngroup g {\n  use sentinel\n}\n';
    assert.equal(organised(differs), differs);
  });

  it('is offered to who asks for it, where there is something to do', () => {
    const source = '$0import "./b.parapet"\nimport "./a.parapet"\n';
    for (const only of ['source.organizeImports', 'source'])
      assert.deepEqual(
        offered(source, [only])
          .actions.filter(({ kind }) => kind === 'source.organizeImports')
          .map(({ title }) => title),
        ['Organise imports and declarations'],
      );
    assert.deepEqual(offered('$0import "./a.parapet"\n', ['source.organizeImports']).actions, []);
    assert.ok(!offered(source).actions.some(({ kind }) => kind === 'source.organizeImports'));
  });

  it('is done once for all, loses no comment, and leaves any design as it was, with its elements in their order', function () {
    this.timeout(60_000);
    const project = (text: string) => {
      const made = createProject({ date: '2026-11-21', workspaceFolders: [folder] });
      made.setFile(uri, text);
      return made;
    };
    const comments = (text: string): string[] =>
      parseFile(uri, text)
        .comments.map((comment) => comment.text)
        .sort();
    let changed = 0;
    for (let seed = 1; seed <= 80; seed++) {
      const { text } = generateLayout(seed);
      const inForm = organiseText(uri, text);
      assert.equal(organiseText(uri, inForm), inForm, `design ${seed}`);
      const result = organised(text);
      assert.deepEqual(comments(result), comments(text), `design ${seed}`);
      if (result === text) continue;
      changed++;
      const before = project(text);
      const after = project(result);
      const elements = (of: typeof before): string[] => [...of.model(uri)!.elements.keys()];
      assert.deepEqual(elements(after), elements(before), `design ${seed}`);
      const said = (of: typeof before): string[] =>
        facts(of, uri)
          .filter((fact) => !/finding . [a-z]*-import|duplicate-name/.test(fact))
          .map((fact) => fact.replace(/^(finding . syntax).*/, '$1'));
      assert.deepEqual(said(after), said(before), `design ${seed}`);
    }
    assert.ok(changed > 8, `only ${changed} designs had something to organise`);
  });
});
