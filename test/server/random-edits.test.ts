import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
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
      assert.deepEqual(
        withoutPages(version.diagnostics),
        diagnostics(fresh, uri),
        `after edit ${index} of ${JSON.stringify(text)}`,
      );
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

/** How many edits are made to the corpus: `RANDOM_EDITS=100000` for a night. */
const count = Number(process.env['RANDOM_EDITS'] ?? 1_000);
/** Edits between two looks at what the server says: reading all designs afresh is what takes the time. */
const batch = count > 20_000 ? 250 : 50;

const root = path.resolve(import.meta.dirname, '../..');

/** Every design that is shipped or shown, by its path. */
function corpus(): ReadonlyMap<string, string> {
  const files = ['examples', 'media/templates'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.parapet'))
      .map((file) => path.join(folder, file)),
  );
  return new Map(files.sort().map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));
}

/** Words of statements that the small design above does not have. */
const morePieces = [
  'threat t "T" { technique T1566.001 targets ',
  ' mitigated by ',
  'attack a : t -> ',
  'accept unused-element on ',
  ' { reason "r" owner "o" until 2027-01-01 }\n',
  'require every ',
  ' reaches ',
  'forbid pillar identity -> ',
  'arrange rows ',
  ' columns ',
  '// parapet-disable-next-line former-name -- why\n',
  '// parapet-disable-file unused-element\n',
  'use "Azure ATP" as mdi\n',
  'integrate *\n',
];

describe('random edits over all examples', function () {
  this.timeout(count * 60 + 60_000);

  it(`leave the server with what a fresh reading of the text says (${count} edits)`, async () => {
    const designs = corpus();
    assert.ok(designs.size > 5);
    const folder = new TemporaryFolder();
    const client = new TestClient();
    await client.initialize([folder.uri]);
    const texts = new Map<string, string>();
    for (const [file, text] of designs) {
      const uri = folder.uriOf(file);
      texts.set(uri, text);
      await client.open(uri, text);
    }
    const uris = [...texts.keys()];
    const originals = new Map(texts);
    const step = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.oneof({ weight: 5, arbitrary: fc.nat(12) }, { weight: 1, arbitrary: fc.nat(400) }),
      remove: fc.boolean(),
      piece: fc.constantFrom(...pieces, ...morePieces),
    });
    const steps = fc.array(step, { minLength: batch, maxLength: batch });
    const batches = Math.ceil(count / batch);
    let made = 0;
    let compared = 0;
    let found = 0;
    for (let index = 0; index < batches; index++) {
      const uri = uris[index % uris.length]!;
      // All text decays to noise: each design is as it was again from time to time.
      let text = index % (uris.length * 4) < uris.length ? originals.get(uri)! : texts.get(uri)!;
      if (text !== texts.get(uri)) await client.change(uri, { text });
      for (const { at, length, remove, piece } of fc.sample(steps, { numRuns: 1, seed: 100_000 + index })[0]!) {
        const lines = new LineIndex(text);
        const from = Math.floor(at * text.length);
        const to = remove ? Math.min(text.length, from + length) : from;
        const range = { start: lines.positionAt(from), end: lines.positionAt(to) };
        if (lines.offsetAt(range.start) !== from || lines.offsetAt(range.end) !== to) continue;
        text = text.slice(0, from) + piece + text.slice(to);
        await client.change(uri, { range, text: piece });
        made++;
      }
      texts.set(uri, text);
      const position = new LineIndex(text).positionAt(Math.floor(text.length / 2));
      const document = { textDocument: { uri } };
      const requests = [
        'completion',
        'hover',
        'codeLens',
        'inlayHint',
        'formatting',
        'codeAction',
        'semanticTokens/full',
      ];
      const range = { start: { line: 0, character: 0 }, end: position };
      const answers = requests.map((method) =>
        client.request(`textDocument/${method}`, {
          ...document,
          position,
          range,
          context: { diagnostics: [] },
          options: { tabSize: 2, insertSpaces: true },
        }),
      );
      const { version } = await client.settled(uri);
      assert.ok(version);
      await Promise.all(answers);
      const fresh = createProject({ date: today(), workspaceFolders: [folder.uri] });
      for (const [other, now] of texts) fresh.setFile(other, now);
      const said = withoutPages(client.last(uri)!.diagnostics);
      assert.deepEqual(said, plain(diagnostics(fresh, uri)), `after batch ${index} in ${uri}: ${JSON.stringify(text)}`);
      found += said.length;
      compared++;
    }
    assert.ok(made > count * 0.9, `${made} edits`);
    assert.equal(compared, batches);
    assert.ok(found > compared, `${found} diagnostics`);
    assert.equal(await client.end(), 0);
    assert.deepEqual(
      client.logged.filter((entry) => entry.type === 1),
      [],
    );
    folder.remove();
  });
});

/** The pages that a server knows are files of its own. */
function withoutPages(all: readonly object[]): object[] {
  return all.map((entry) => Object.fromEntries(Object.entries(entry).filter(([name]) => name !== 'codeDescription')));
}

function today(): string {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
