import assert from 'node:assert/strict';
import { completion, createProject } from '../../../language/pipeline.ts';
import { folder, uriOf } from './project-fixture.ts';

const uri = uriOf('main.parapet');

function offered(text: string): { label: string; after: string }[] {
  const project = createProject({ date: '2026-12-01', workspaceFolders: [folder] });
  project.setFile(uri, text);
  const { lines } = project.parsed(uri)!;
  return completion(project, uri, lines.positionAt(text.length), { workspaceFolders: [folder] }).items.map((item) => {
    assert.ok(item.textEdit && 'range' in item.textEdit);
    const edits = [item.textEdit, ...(item.additionalTextEdits ?? [])]
      .map(({ range, newText }) => ({ from: lines.offsetAt(range.start), to: lines.offsetAt(range.end), newText }))
      .sort((one, other) => other.from - one.from);
    const after = edits.reduce((now, { from, to, newText }) => now.slice(0, from) + newText + now.slice(to), text);
    return { label: item.label, after };
  });
}

describe('a product of another vendor is used', () => {
  it('as what stands for such products in the catalog, or as a component', () => {
    assert.deepEqual(
      offered('use sentinel\nuse splunk').map(({ after }) => after),
      [
        'use sentinel\nuse third-party-siem as splunk',
        'use sentinel\nuse third-party-source as splunk',
        'use sentinel\ncomponent splunk',
      ],
    );
  });

  it('under a name made of its words', () => {
    const texts = offered('use Palo Alto Cortex').map(({ after }) => after);
    assert.ok(texts.includes('use third-party-source as palo-alto-cortex "Palo Alto Cortex"'), texts.join('\n'));
    assert.ok(texts.includes('component palo-alto-cortex "Palo Alto Cortex"'), texts.join('\n'));
  });

  it('only where no service of the catalog begins so, and under no name that is taken', () => {
    assert.ok(offered('use senti').every(({ label }) => !/third-party|component/.test(label)));
    assert.deepEqual(offered('component splunk\nuse splunk'), []);
  });
});
