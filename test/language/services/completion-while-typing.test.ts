import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { randomNumbers } from '../../../bench/generate-design.ts';
import { completion, createProject } from '../../../language/pipeline.ts';
import { folder, uriOf } from './project-fixture.ts';

const example = path.resolve(import.meta.dirname, '../../../examples/defender-for-endpoint.parapet');
const uri = uriOf('design.parapet');
const options = { date: '2026-12-01', workspaceFolders: [folder] };

/** What is written into the middle of a design, with a design's words around it. */
const written = [
  'use sentinel as soc { status planned }\n',
  'use defender-for-identity as ident "Identity" { owner "SOC" tags pci, core }\n',
  'component tickets "Tickets" { pillar security-operations }\n',
  'xdr, entra -> soc : alert, log "Together" via tickets\n',
  'integrate soc -> xdr\n',
  'view mine "Mine" {\n  include soc, xdr\n  flows alert\n  direction down\n}\n',
  'zone edge "Edge" {\n  use azure-firewall\n  azure-firewall -> soc : log\n}\n',
  'threat theft "Theft" { technique T1003 targets soc mitigated by ident }\n',
  'accept unknown-flow on xdr -> soc { reason "Known" owner "SOC" }\n',
];

describe('completion while somebody types', () => {
  const text = readFileSync(example, 'utf8');
  const lines = text.split('\n');
  const row = lines.findIndex((line, index) => index > 20 && line === '');
  const before = `${lines.slice(0, row).join('\n')}\n`;
  const after = `\n${lines.slice(row).join('\n')}`;

  for (const statement of written) {
    it(`offers what it would offer to somebody who opens the file then: ${statement.split(' ')[0]}`, () => {
      const random = randomNumbers(20261201);
      const live = createProject(options);
      live.setFile(uri, text);
      const known = new Set([live.model(uri)]);
      let usedAgain = 0;
      for (let length = 1; length <= statement.length; length++) {
        const now = `${before}${statement.slice(0, length)}${after}`;
        live.setFile(uri, now);
        const offset = before.length + length;
        if (known.has(live.designAround(uri, offset)?.model)) usedAgain++;
        const opened = createProject(options);
        opened.setFile(uri, now);
        const position = opened.parsed(uri)!.lines.positionAt(offset);
        const shown = (project: typeof live): unknown =>
          completion(project, uri, position, { snippets: true, workspaceFolders: [folder] }).items;
        assert.deepEqual(shown(live), shown(opened), JSON.stringify(statement.slice(0, length)));
        // Diagnostics are told after most keys, but not while somebody types quickly.
        if (random() < 0.7) live.model(uri);
        known.add(live.designAround(uri, offset)?.model);
      }
      assert.ok(usedAgain > statement.length / 3, 'many keys are answered from the design as it is known');
    });
  }
});
