import assert from 'node:assert/strict';
import type { CodeAction, InitializeResult } from 'vscode-languageserver/node';
import { TestClient } from './client.ts';
import { TemporaryFolder } from './temporary-folder.ts';

describe('the language server refactors', function () {
  this.timeout(30_000);
  const text = 'import "./z.parapet"\nimport "./a.parapet"\ncomponent b\n';
  let folder: TemporaryFolder;
  let client: TestClient;
  let uri: string;
  let result: InitializeResult;

  /** Starts a server for a client that makes these kinds of files of its own accord. */
  async function start(resourceOperations: readonly ('create' | 'rename' | 'delete')[]): Promise<void> {
    folder = new TemporaryFolder();
    uri = folder.uriOf('main.parapet');
    client = new TestClient();
    const capabilities = {
      workspace: { workspaceEdit: { documentChanges: true, resourceOperations: [...resourceOperations] } },
    };
    result = (await client.initialize([folder.uri], { capabilities })) as InitializeResult;
    await client.open(uri, text);
  }

  const actions = (only: readonly string[]): Promise<CodeAction[]> =>
    client.request('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: { line: 2, character: 3 }, end: { line: 2, character: 3 } },
      context: { diagnostics: [], only },
    });

  const end = async (): Promise<void> => {
    assert.equal(await client.end(), 0);
    folder.remove();
  };

  describe('for a client that makes files', () => {
    before(() => start(['create']));
    after(end);

    it('and says which kinds there are', async () => {
      const { capabilities } = result;
      const { codeActionKinds } = capabilities.codeActionProvider as { codeActionKinds: string[] };
      for (const kind of [
        'refactor.extract',
        'refactor.inline',
        'refactor.move',
        'refactor.rewrite',
        'source.organizeImports',
      ])
        assert.ok(codeActionKinds.includes(kind), kind);
    });

    it('into a new file, where the client makes files', async () => {
      const [extract] = await actions(['refactor.extract']);
      assert.equal(extract!.title, 'Extract 1 statement into b.parapet');
      const start0 = { line: 0, character: 0 };
      assert.deepEqual(extract!.edit, {
        documentChanges: [
          { kind: 'create', uri: folder.uriOf('b.parapet'), options: { overwrite: false, ignoreIfExists: false } },
          {
            textDocument: { uri: folder.uriOf('b.parapet'), version: null },
            edits: [{ range: { start: start0, end: start0 }, newText: 'component b\n' }],
          },
          {
            textDocument: { uri, version: 1 },
            edits: [
              {
                range: { start: { line: 1, character: 20 }, end: { line: 1, character: 20 } },
                newText: '\nimport "./b.parapet"',
              },
              { range: { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } }, newText: '' },
            ],
          },
        ],
      });
    });

    it('imports into their order, when asked on saving', async () => {
      const [organise, ...others] = await actions(['source.organizeImports']);
      assert.deepEqual(others, []);
      assert.equal(organise!.kind, 'source.organizeImports');
      const [change] = organise!.edit!.documentChanges as { edits: unknown[] }[];
      assert.deepEqual(change!.edits, [
        {
          range: { start: { line: 0, character: 0 }, end: { line: 0, character: 20 } },
          newText: 'import "./a.parapet"\nimport "./z.parapet"',
        },
        { range: { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } }, newText: '' },
      ]);
    });
  });

  describe('for a client that does not', () => {
    before(() => start(['rename']));
    after(end);

    it('in the file alone, where the client does not', async () => {
      assert.deepEqual(await actions(['refactor.extract']), []);
      assert.deepEqual(
        (await actions(['refactor'])).map(({ title }) => title),
        ['Move into a new group', 'Move into a new zone'],
      );
    });
  });
});
