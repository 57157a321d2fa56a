import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  createProject,
  diagnostics,
  documentSymbols,
  foldingRanges,
  LineIndex,
  semanticTokens,
} from '../../language/pipeline.ts';
import { TestClient } from './client.ts';
import { TemporaryFolder } from './temporary-folder.ts';

const start = `/** A design. */
architecture a "A" { owner "SOC" }
import "./part.parapet"
use defender-for-endpoint as mde { plan "P2" }
use "Azure ATP" as mdi
zone azure "Azure 😀" {
  group monitoring "Monitoring" {
    use sentinel { status planned }
  }
}
mde, mdi -> sentinel : alert, log "é́" // comment
sentinel <-> shared : incident via azure
integrate mde, mdi -> sentinel
view v "V" { include * flows alert collapse azure direction down }
service own "Own" { pillar identity sends log to sentinel { source "x" } }
`;

/** Pieces that text is made of: whole words, halves of them, signs, and what has more bytes or columns than letters. */
const pieces = [
  'use ',
  'sentinel',
  'mde',
  ' -> ',
  '<->',
  ' : ',
  'alert',
  ', ',
  '{',
  '}',
  '"',
  '\n',
  '\r\n',
  '\r',
  '\t',
  '//',
  '/*',
  '*/',
  '/** x */',
  'group g "G" {\n',
  'view w { include * }\n',
  'import "./part.parapet"\n',
  'import "./main.parapet"\n',
  'component x\n',
  'x -> y : log\n',
  'azure-senti',
  'zone',
  'service s {',
  '😀',
  '\u0301',
  '\ud800',
  '\0',
  '\u202e',
  'as ',
  'via ',
  '__proto__',
  '#',
  'owner "x"',
  'threat t',
];

/** A change anywhere: `at` and `length` are parts of the text's length. */
const edits = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(12),
    remove: fc.boolean(),
    piece: fc.constantFrom(...pieces),
    whole: fc.nat(40),
  }),
  { minLength: 300, maxLength: 300 },
);

describe('random edits', function () {
  this.timeout(60_000);

  it('leave a long-lived server with what a fresh one would say', async () => {
    const folder = new TemporaryFolder();
    const partUri = folder.write('part.parapet', 'component shared\n');
    const client = new TestClient();
    await client.initialize([folder.uri]);
    const uri = folder.uriOf('main.parapet');
    let text = start;
    await client.open(uri, text);
    await client.codes(uri);
    let compared = 0;
    for (const [index, edit] of fc.sample(edits, { numRuns: 1, seed: 20_261_121 })[0]!.entries()) {
      // From time to time back to a text that means something: all text decays to noise otherwise.
      if (edit.whole === 0) {
        text = start;
        await client.change(uri, { text });
      } else {
        const lines = new LineIndex(text);
        const from = Math.floor(edit.at * text.length);
        const to = edit.remove ? Math.min(text.length, from + edit.length) : from;
        const range = { start: lines.positionAt(from), end: lines.positionAt(to) };
        // Between the halves of a line end or of a character outside the first plane there is no position.
        if (lines.offsetAt(range.start) !== from || lines.offsetAt(range.end) !== to) continue;
        text = text.slice(0, from) + edit.piece + text.slice(to);
        await client.change(uri, { range, text: edit.piece });
      }
      if (index % 3 !== 0) continue;
      const fresh = createProject({ date: today(), workspaceFolders: [folder.uri] });
      fresh.setFile(partUri, 'component shared\n');
      fresh.setFile(uri, text);
      const version = await client.codes(uri).then(() => client.last(uri)!);
      assert.deepEqual(version.diagnostics, diagnostics(fresh, uri), `after edit ${index} of ${JSON.stringify(text)}`);
      const document = { textDocument: { uri } };
      assert.deepEqual(
        await client.request('textDocument/documentSymbol', document),
        plain(documentSymbols(fresh, uri)),
      );
      assert.deepEqual(await client.request('textDocument/foldingRange', document), plain(foldingRanges(fresh, uri)));
      assert.deepEqual(await client.request('textDocument/semanticTokens/full', document), {
        data: semanticTokens(fresh, uri),
      });
      const position = new LineIndex(text).positionAt(Math.floor(edit.at * text.length));
      for (const method of [
        'completion',
        'hover',
        'definition',
        'documentHighlight',
        'prepareRename',
        'documentLink',
      ]) {
        await client.request(`textDocument/${method}`, { ...document, position }).catch((error: Error) => {
          assert.match(error.message, /renamed/);
        });
      }
      compared++;
    }
    assert.ok(compared > 80, `compared ${compared} times`);
    assert.equal(await client.end(), 0);
    assert.deepEqual(
      client.logged.filter((entry) => entry.type === 1),
      [],
    );
    folder.remove();
  });
});

function today(): string {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
