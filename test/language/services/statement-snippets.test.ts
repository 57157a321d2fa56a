import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { completion, createProject } from '../../../language/pipeline.ts';
import { flowKinds, pillars } from '../../../language/model/vocabulary.ts';
import {
  designSnippet,
  flowSnippet,
  statementSnippets,
  type StatementSnippet,
} from '../../../language/services/statement-snippets.ts';

const uri = 'file:///designs/new.parapet';

function projectWith(text: string): ReturnType<typeof createProject> {
  const project = createProject({ date: '2026-01-01', workspaceFolders: [] });
  project.setFile(uri, text);
  return project;
}

/** The text that a snippet leaves when every stop is passed over; stops without a text of their own get `filler`. */
function inserted({ body }: StatementSnippet, filler: string): string {
  const values = new Map([...body.matchAll(/\$\{(\d+)[:|]([^}|,]*)/g)].map(([, stop, value]) => [stop, value ?? '']));
  return body
    .replace(/\$\{(\d+)[:|][^}]*\}/g, (_, stop: string) => values.get(stop) ?? '')
    .replace(/^\t\$0\n/m, '')
    .replace(/\$(\d+)/g, (_, stop: string) => (stop === '0' ? '' : (values.get(stop) ?? filler)));
}

describe('snippets of statements', () => {
  const all = [...statementSnippets, flowSnippet, designSnippet];

  it('begin a design that is fine as it is', () => {
    assert.deepEqual(
      projectWith(inserted(designSnippet, ''))
        .findings(uri)
        .map(({ message }) => message),
      [],
    );
  });

  it('leave statements that can be read, where nothing has to follow', () => {
    const whole = all.filter(({ body, leadsOn }) => !leadsOn && !/mitigated by \$0/.test(body));
    assert.ok(whole.length > 6);
    for (const snippet of whole)
      assert.deepEqual(projectWith(inserted(snippet, 'x')).parsed(uri)!.problems, [], snippet.word);
  });

  it('offer every kind of flow and every pillar', () => {
    const choices = all.flatMap(({ body }) => [...body.matchAll(/\|([^|]*)\|/g)].map(([, list]) => list));
    assert.ok(choices.includes(flowKinds.join(',')));
    assert.ok(choices.includes(pillars.join(',')));
  });

  it('are only offered where a statement may begin', () => {
    const offered = (text: string, snippets = true): string[] => {
      const project = projectWith(text);
      const position = project.parsed(uri)!.lines.positionAt(text.length);
      return completion(project, uri, position, { snippets })
        .items.filter(({ kind }) => kind === 15)
        .map(({ label }) => label);
    };
    assert.deepEqual(offered(''), ['design', 'flow']);
    assert.deepEqual(offered('d'), ['design']);
    assert.deepEqual(offered('architecture a "A"\n'), ['flow']);
    assert.deepEqual(offered('zone z "Z" {\n  '), ['flow']);
    assert.deepEqual(offered('', false), []);
    for (const text of ['use d', 'use f', 'use sentinel { d', 'use sentinel\nsentinel -> f', 'view v { f', '// d'])
      assert.deepEqual(offered(text), [], text);
  });

  it('come from the server alone: an editor would offer its own in every place', () => {
    const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
      readonly contributes: Readonly<Record<string, unknown>>;
    };
    assert.equal(manifest.contributes['snippets'], undefined);
  });
});
