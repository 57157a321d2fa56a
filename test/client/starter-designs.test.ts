import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { starterDesigns } from '../../client/starter-designs.ts';
import { buildView, createProject } from '../../language/pipeline.ts';
import { flowKinds, pillars } from '../../language/model/vocabulary.ts';
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

describe('snippets', () => {
  interface Snippet {
    readonly prefix: string;
    readonly body: string | readonly string[];
    readonly description: string;
  }
  const snippets = Object.values(
    JSON.parse(readFileSync(path.join(root, 'media/language/snippets.json'), 'utf8')) as Record<string, Snippet>,
  );
  /** The text that a snippet leaves when every stop is passed over. */
  const inserted = ({ body }: Snippet): string => {
    const text = typeof body === 'string' ? body : body.join('\n');
    const values = new Map([...text.matchAll(/\$\{(\d+)[:|]([^}|,]*)/g)].map(([, stop, value]) => [stop, value ?? '']));
    return text
      .replace(/\$\{(\d+)[:|][^}]*\}/g, (_, stop: string) => values.get(stop) ?? '')
      .replace(/\$(\d+)/g, (_, stop: string) => values.get(stop) ?? '');
  };

  it('are few, explained, and each has a prefix of its own', () => {
    assert.ok(snippets.length > 0 && snippets.length < 12);
    assert.equal(new Set(snippets.map(({ prefix }) => prefix)).size, snippets.length);
    for (const { prefix, description } of snippets) assert.match(description, /^[A-Z].*\.$/, prefix);
  });

  it('begin a design that is fine as it is', () => {
    const design = snippets.find(({ prefix }) => prefix === 'design');
    assert.ok(design);
    assert.deepEqual(findings(inserted(design)), []);
  });

  it('leave statements that can be read', () => {
    for (const snippet of snippets) {
      const project = createProject({ date: '2026-01-01', workspaceFolders: [] });
      project.setFile('file:///new.parapet', inserted(snippet));
      assert.deepEqual(project.parsed('file:///new.parapet')?.problems ?? 'not read', [], snippet.prefix);
    }
  });

  it('offer every flow kind and every pillar', () => {
    const choices = snippets.flatMap(({ body }) =>
      [
        ...[body]
          .flat()
          .join('\n')
          .matchAll(/\|([^|]*)\|/g),
      ].map(([, list]) => list ?? ''),
    );
    assert.ok(choices.includes(flowKinds.join(',')));
    assert.ok(choices.includes(pillars.join(',')));
  });
});
