import assert from 'node:assert/strict';
import type { InitializeResult, TextEdit } from 'vscode-languageserver/node';
import { TestClient } from './client.ts';
import { TemporaryFolder } from './temporary-folder.ts';

describe('the language server formats', function () {
  this.timeout(30_000);
  let folder: TemporaryFolder;
  let client: TestClient;
  let result: InitializeResult;
  let uri: string;
  const options = { tabSize: 8, insertSpaces: false };

  before(async () => {
    folder = new TemporaryFolder();
    client = new TestClient();
    result = (await client.initialize([folder.uri])) as InitializeResult;
    uri = folder.uriOf('format.parapet');
    await client.open(uri, 'use   a\n\tuse   b\ngroup g {use   c}');
  });

  after(async () => {
    assert.equal(await client.end(), 0);
    folder.remove();
  });

  const edit = (line: number, start: number, end: number, newText: string): TextEdit => ({
    range: { start: { line, character: start }, end: { line, character: end } },
    newText,
  });
  const second = [{ range: { start: { line: 0, character: 7 }, end: { line: 1, character: 1 } }, newText: '\n' }];

  it('and says so', () => {
    assert.equal(result.capabilities.documentFormattingProvider, true);
    assert.equal(result.capabilities.documentRangeFormattingProvider, true);
    assert.deepEqual(result.capabilities.documentOnTypeFormattingProvider, {
      firstTriggerCharacter: '\n',
      moreTriggerCharacter: ['}'],
    });
  });

  it('a document, in the one form there is, whatever the client would like', async () => {
    const edits = await client.request<TextEdit[]>('textDocument/formatting', { textDocument: { uri }, options });
    assert.deepEqual(edits, [
      edit(0, 3, 6, ' '),
      ...second,
      edit(1, 4, 7, ' '),
      edit(2, 9, 9, '\n  '),
      edit(2, 12, 15, ' '),
      edit(2, 16, 16, '\n'),
      edit(2, 17, 17, '\n'),
    ]);
  });

  it('a range', async () => {
    const range = { start: { line: 1, character: 2 }, end: { line: 1, character: 2 } };
    const edits = await client.request<TextEdit[]>('textDocument/rangeFormatting', {
      textDocument: { uri },
      range,
      options,
    });
    assert.deepEqual(edits, [...second, edit(1, 4, 7, ' ')]);
  });

  it('what was just typed', async () => {
    const edits = await client.request<TextEdit[]>('textDocument/onTypeFormatting', {
      textDocument: { uri },
      position: { line: 1, character: 0 },
      ch: '\n',
      options,
    });
    assert.deepEqual(edits, [edit(0, 3, 6, ' ')]);
  });

  it('nothing of the built-in catalog, and not at all where the parameters make no sense', async () => {
    const catalog = 'parapet-catalog:/identity.parapet';
    await client.open(catalog, 'use   a\n');
    assert.deepEqual(await client.request('textDocument/formatting', { textDocument: { uri: catalog }, options }), []);
    await assert.rejects(client.request('textDocument/rangeFormatting', { textDocument: { uri }, options }), /range/);
  });
});
