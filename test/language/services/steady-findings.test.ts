import assert from 'node:assert/strict';
import { createProject, diagnostics } from '../../../language/pipeline.ts';
import { folder, uriOf } from './project-fixture.ts';

const uri = uriOf('main.parapet');

const above = `architecture soc "SOC" { owner "Team" }
zone m365 "Microsoft 365" {
  use defender-for-endpoint as mde
  use defender-xdr as xdr
}
use log-analytics as workspace
use sentinel
use entra-id as entra
mde -> xdr : alert
`;
const below = `
workspace -> sentinel : log
entra -> workspace : log
view v "V" { include * }
`;

/** What is written between them, key by key, without an editor that closes brackets. */
const written = [
  'xdr -> sentinel : incident "From XDR" via workspace',
  'xdr -> sentinel : incident { status planned }',
  'use azure-firewall as fw { status planned }',
  'zone z "Z" {\n  use key-vault\n}',
  'component c "C" { owner "x" }',
  'import "./x.parapet"',
  'integrate entra -> sentinel',
  'integrate entra, mde',
  'entra  -> sentinel : log',
  'entra ->  sentinel : log',
  '/* A remark. */',
  '/**\n * What it is.\n */',
  'threat t "T" { technique T1566 targets entra mitigated by xdr }',
  'accept unknown-flow on mde -> xdr { reason "r" owner "o" }',
];

describe('findings while somebody types', () => {
  for (const text of written) {
    it(`do not flicker elsewhere: ${text.split('\n')[0]}`, () => {
      const project = createProject({ date: '2026-11-21', workspaceFolders: [folder] });
      const first = above.split('\n').length - 1;
      /** What is found outside the lines that are being written, with no more of a place than its line's text. */
      const elsewhere = (now: string): Set<string> => {
        project.setFile(uri, above + now + below);
        const lines = (above + now + below).split('\n');
        const last = first + now.split('\n').length - 1;
        return new Set(
          diagnostics(project, uri)
            .filter(({ range: { start } }) => start.line < first || start.line > last)
            .map(({ code, message, range }) => `${String(code)} at "${lines[range.start.line]}": ${message as string}`),
        );
      };
      const before = elsewhere('');
      const after = elsewhere(text);
      for (let length = 1; length < text.length; length++) {
        const found = elsewhere(text.slice(0, length));
        const now = JSON.stringify(text.slice(0, length));
        for (const one of found) assert.ok(before.has(one) || after.has(one), `appears after ${now}: ${one}`);
        for (const one of before) assert.ok(!after.has(one) || found.has(one), `is gone after ${now}: ${one}`);
      }
    });
  }
});
