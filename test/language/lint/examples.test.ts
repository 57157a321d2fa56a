import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createProject } from '../../../language/pipeline.ts';
import { lint, testDay } from './check-lint.ts';

const folder = path.resolve(import.meta.dirname, '../../../examples');

describe('rules on the examples', () => {
  it('find nothing', () => {
    const project = createProject({ date: testDay, workspaceFolders: ['file:///examples'] });
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.parapet'))
      .map((name) => name.replaceAll(path.sep, '/'))
      // These are bad on purpose: see review-examples.test.ts and older-names.test.ts.
      .filter((name) => !name.startsWith('review/') && !name.startsWith('older-names/'));
    assert.ok(names.length > 0);
    for (const name of names) {
      project.setFile(`file:///examples/${name}`, readFileSync(path.join(folder, name), 'utf8'));
    }
    for (const uri of project.uris) {
      assert.deepEqual(
        project.findings(uri).map((finding) => `${finding.severity} ${finding.rule}: ${finding.message}`),
        [],
        uri,
      );
    }
  });

  it('find a former name, a wrong direction and a retired service in a copy, and nothing else', () => {
    const original = readFileSync(path.join(folder, 'data-flows.parapet'), 'utf8');
    const copy = original
      .replace(/^( *)use sentinel$/m, '$1use "Azure Sentinel"')
      .replace(/^mdc -> xdr : alert\b.*$/m, 'xdr -> mdc : alert')
      .replace(/^( *)use defender-for-identity as mdi$/m, '$1use advanced-threat-analytics as mdi')
      .replace(/^mde <-> mdi : signal$/m, '')
      // What the retired product never sent is not what this is about.
      .replace(/^mde, mdi, mdo, mda -> sentinel : log/m, 'mde, mdo, mda -> sentinel : log')
      .replace(/^mde, mdi, mdo, mda -> xdr : alert/m, 'mde, mdo, mda -> xdr : alert');
    const found = lint(copy).filter((finding) => finding.severity !== 'info');
    assert.deepEqual(
      found.map((finding) => [finding.rule, copy.slice(finding.span.start, finding.span.end)]),
      [
        ['retired-service', 'advanced-threat-analytics'],
        ['former-name', '"Azure Sentinel"'],
        ['wrong-direction', 'xdr -> mdc : alert'],
      ],
    );
  });
});
