import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { starterDesigns } from '../../client/starter-designs.ts';
import { buildView, createProject } from '../../language/pipeline.ts';
import { root } from './tokenize.ts';

const templates = path.join(root, 'media/templates');
const findings = (text: string): readonly string[] => {
  const project = createProject({ date: '2026-01-01', workspaceFolders: [] });
  project.setFile('file:///new.parapet', text);
  return project.findings('file:///new.parapet').map(({ message }) => message);
};

describe('designs to begin with', () => {
  it('are told apart from a broken one', () => assert.notDeepEqual(findings('use nothing-of-that-name'), []));
  for (const { label, template } of starterDesigns) {
    const text = readFileSync(path.join(templates, `${template}.parapet`), 'utf8');
    it(`${label}: is fine as it is`, () => assert.deepEqual(findings(text), []));
    if (template === 'empty') continue;
    it(`${label}: has a title, an owner and several views that show something`, () => {
      const project = createProject({ date: '2026-01-01', workspaceFolders: [] });
      project.setFile('file:///new.parapet', text);
      const model = project.model('file:///new.parapet')!;
      assert.ok(model.architecture?.title && model.architecture.owner && model.architecture.documentation);
      assert.ok(model.views.length >= 2);
      for (const view of model.views) assert.ok(buildView(model, view.name).lines.length > 1, view.name);
    });
  }
  it('are all there are', () => {
    const files = readdirSync(templates).map((file) => file.replace('.parapet', ''));
    assert.deepEqual(starterDesigns.map(({ template }) => template).sort(), files.sort());
  });
});
