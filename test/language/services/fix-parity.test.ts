import assert from 'node:assert/strict';
import { allRules } from '../../../language/lint/registry.ts';
import { codeActions, createProject } from '../../../language/pipeline.ts';
import { rangeOf } from '../../../language/services/places.ts';
import { folder, uriOf } from './project-fixture.ts';

const uri = uriOf('main.parapet');

describe('an editor', () => {
  let offered = 0;

  for (const rule of allRules) {
    it(`offers what mends ${rule.id}, and what lives with it`, () => {
      for (const example of rule.docs.bad) {
        const project = createProject({ date: '2026-11-21', workspaceFolders: [folder] });
        project.setFile(uri, example);
        const findings = project
          .findings(uri)
          .filter((finding) => finding.rule === rule.id && finding.span.uri === uri);
        for (const finding of findings) {
          const range = rangeOf(project.parsed(uri)!.lines, finding.span);
          const actions = codeActions(project, uri, range, { diagnostics: [], only: ['quickfix'], createsFiles: true });
          for (const fix of finding.fixes) {
            const action = actions.find(({ title, isPreferred }) => title === fix.title && (!fix.safe || isPreferred));
            assert.ok(action?.edit, `${fix.title}:\n${example}`);
            offered++;
          }
          if (finding.fixes.some(({ safe }) => safe)) {
            const all = codeActions(project, uri, range, { diagnostics: [], only: ['source.fixAll.parapet'] });
            assert.equal(all.length, 1, `nothing on saving:\n${example}`);
          }
          const titles = actions.map(({ title }) => title).join('\n');
          assert.match(titles, new RegExp(`Turn ${rule.id} off in parapet\\.json`), example);
          if (rule.family !== 'suppression')
            assert.match(titles, new RegExp(`Silence ${rule.id} on this line`), example);
        }
      }
    });
  }

  it('had something to offer', () => assert.ok(offered > 30, String(offered)));
});
