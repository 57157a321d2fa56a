import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type {
  CodeAction,
  CompletionList,
  Diagnostic,
  DocumentSymbol,
  Hover,
  InitializeResult,
  Location,
  LocationLink,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { LineIndex } from '../../language/pipeline.ts';
import { TestClient } from './client.ts';
import { TemporaryFolder } from './temporary-folder.ts';

const created = 1;
const changed = 2;
const deleted = 3;

/** The text after edits of one document. */
function edited(text: string, edits: readonly TextEdit[]): string {
  const lines = new LineIndex(text);
  return edits
    .map(({ range, newText }) => ({ start: lines.offsetAt(range.start), end: lines.offsetAt(range.end), newText }))
    .sort((left, right) => right.start - left.start)
    .reduce((result, edit) => result.slice(0, edit.start) + edit.newText + result.slice(edit.end), text);
}

/** The message of a diagnostic; empty for none. */
function text(diagnostic: Diagnostic | undefined): string {
  return typeof diagnostic?.message === 'string' ? diagnostic.message : (diagnostic?.message.value ?? '');
}

describe('the language server', function () {
  this.timeout(30_000);
  let folder: TemporaryFolder;
  let client: TestClient;
  let result: InitializeResult;
  let count = 0;

  /** A file that no other test uses. */
  const fresh = (): string => folder.uriOf(`fresh-${++count}.parapet`);

  before(async () => {
    folder = new TemporaryFolder();
    client = new TestClient();
    result = (await client.initialize([folder.uri])) as InitializeResult;
  });

  after(async () => {
    const failures = client.logged.filter((entry) => entry.type === 1);
    assert.equal(await client.end(), 0);
    folder.remove();
    assert.deepEqual(failures, []);
  });

  describe('checks', () => {
    it('what an editor opens, with the version of the text', async () => {
      const uri = fresh();
      await client.open(uri, 'use sentinl\n');
      assert.deepEqual(await client.codes(uri), ['unknown-service']);
      const [finding] = client.last(uri)!.diagnostics;
      assert.deepEqual(finding!.range, { start: { line: 0, character: 4 }, end: { line: 0, character: 11 } });
      assert.equal(finding!.source, 'parapet');
    });

    it('what an editor opens as it is on disk', async () => {
      const uri = folder.write('as-on-disk.parapet', 'component a\n');
      await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: created }] });
      // When this is answered, the file has been read.
      await client.open(fresh(), 'import "./as-on-disk.parapet"\n');
      await new Promise((resolve) => setTimeout(resolve, 200));
      await client.open(uri, 'component a\n');
      await client.codes(uri);
      await client.close(uri);
    });

    it('what is typed, change by change', async () => {
      const uri = fresh();
      await client.open(uri, 'component a\ncomponent b\na -> b : log\n');
      assert.deepEqual(await client.codes(uri), []);
      await client.change(uri, {
        range: { start: { line: 2, character: 5 }, end: { line: 2, character: 6 } },
        text: 'c',
      });
      assert.deepEqual((await client.codes(uri)).includes('unknown-name'), true);
      await client.change(
        uri,
        { range: { start: { line: 1, character: 10 }, end: { line: 1, character: 11 } }, text: 'c' },
        { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '// 😀\r\n' },
      );
      assert.deepEqual(await client.codes(uri), []);
    });

    it('a burst of keys once, and never tells about an old text after a newer one', async () => {
      const uri = fresh();
      await client.open(uri, 'component a\n');
      await client.codes(uri);
      let version = 1;
      for (let index = 0; index < 100; index++)
        version = await client.change(uri, { text: `component a\n${'x'.repeat(index)}` });
      await client.codes(uri, version);
      const versions = client.published.get(uri)!.map((entry) => entry.version!);
      assert.deepEqual(
        versions,
        [...versions].sort((left, right) => left - right),
      );
      assert.ok(versions.length < 60, `published ${versions.length} times for 100 keys`);
    });

    it('empties the list when a file that is nowhere on disk is closed', async () => {
      const uri = fresh();
      await client.open(uri, 'use sentinl\n');
      await client.codes(uri);
      await client.close(uri);
      await client.until('an empty list', () => client.last(uri)!.diagnostics.length === 0);
    });

    it('untitled documents, but no other copies of a design', async () => {
      await client.open('untitled:Untitled-1', 'use sentinl');
      assert.deepEqual(await client.codes('untitled:Untitled-1'), ['unknown-service']);
      await client.open('git:/a/b.parapet?%7B%22ref%22%3A%22HEAD%22%7D', 'use sentinl');
      const uri = fresh();
      await client.open(uri, '');
      await client.codes(uri);
      assert.equal(client.published.get('git:/a/b.parapet?%7B%22ref%22%3A%22HEAD%22%7D'), undefined);
      await client.close('untitled:Untitled-1');
    });

    it('one file, however its URI is spelt', async () => {
      const uri = fresh();
      const spelt = uri.replace('file:///', 'file:///%74mp/../').replace('/%74mp/..', '');
      const other = uri.replace('fresh', '%66resh');
      await client.open(other, 'use sentinl');
      await client.until('diagnostics', () => client.published.has(other));
      assert.equal(client.published.get(uri), undefined, spelt);
      const found = await client.request<Hover | null>('textDocument/hover', {
        textDocument: { uri },
        position: { line: 0, character: 1 },
      });
      assert.ok(found);
      await client.close(other);
    });
  });

  describe('answers', () => {
    const source = 'use defender-xdr as xdr\nuse sentinel\nxdr -> sentinl : incident\n';
    let uri: string;

    before(async () => {
      uri = fresh();
      await client.open(uri, source);
      await client.codes(uri);
    });

    const at = (line: number, character: number): object => ({ textDocument: { uri }, position: { line, character } });

    it('what it can do', () => {
      const { capabilities } = result;
      for (const feature of [
        'hoverProvider',
        'definitionProvider',
        'referencesProvider',
        'documentSymbolProvider',
        'foldingRangeProvider',
        'selectionRangeProvider',
        'callHierarchyProvider',
      ] as const) {
        assert.equal(capabilities[feature], true, feature);
      }
      assert.equal((capabilities.textDocumentSync as { change: number }).change, 2);
    });

    it('completion and its cards', async () => {
      const list = await client.request<CompletionList>('textDocument/completion', {
        ...at(2, 14),
        context: { triggerKind: 1 },
      });
      const item = list.items.find((entry) => entry.label === 'sentinel')!;
      assert.ok(item);
      const resolved = await client.request<{ documentation: { value: string } }>('completionItem/resolve', item);
      assert.match(resolved.documentation.value, /Microsoft Sentinel/);
    });

    it('hover, definition and symbols', async () => {
      const card = await client.request<Hover>('textDocument/hover', at(0, 6));
      assert.match((card.contents as { value: string }).value, /Microsoft Defender XDR/);
      const [link] = await client.request<LocationLink[]>('textDocument/definition', at(0, 6));
      assert.equal(link!.targetUri, 'parapet-catalog:/detection-response.parapet');
      const text = await client.request<string>('parapet/catalogText', { uri: link!.targetUri });
      assert.match(text.split('\n')[link!.targetRange.start.line]!, /^service defender-xdr /);
      const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri } });
      assert.deepEqual(
        symbols.map((symbol) => symbol.name),
        ['xdr', 'sentinel', 'xdr -> sentinl'],
      );
    });

    it('questions about catalog documents, which it does not report on', async () => {
      const catalog = 'parapet-catalog:/detection-response.parapet';
      await client.open(catalog, await client.request<string>('parapet/catalogText', { uri: catalog }));
      const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', {
        textDocument: { uri: catalog },
      });
      const xdr = symbols.find((symbol) => symbol.name === 'defender-xdr')!;
      const card = await client.request<Hover>('textDocument/hover', {
        textDocument: { uri: catalog },
        position: xdr.selectionRange.start,
      });
      assert.match((card.contents as { value: string }).value, /Microsoft Defender XDR/);
      const found = await client.request<unknown>('textDocument/codeAction', {
        textDocument: { uri: catalog },
        range: xdr.range,
        context: { diagnostics: [] },
      });
      assert.deepEqual(found, []);
      await client.close(catalog);
      assert.equal(client.published.get(catalog), undefined);
    });

    it('the text of catalog files only', async () => {
      for (const uri of [
        'parapet-catalog:/nothing.parapet',
        'parapet-catalog:/../package.json',
        'parapet-catalog:/catalog.ts',
        'file:///etc/passwd',
        'parapet-catalog:/..%2fx.parapet',
      ]) {
        assert.equal(await client.request('parapet/catalogText', { uri }), null, uri);
      }
    });

    it('with a fix that mends the text', async () => {
      const diagnostic = client.last(uri)!.diagnostics.find((entry) => entry.code === 'unknown-name')!;
      const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri },
        range: diagnostic.range,
        context: { diagnostics: [diagnostic] },
      });
      const fix = actions.find((action) => action.title === 'Replace by sentinel')!;
      const [change] = fix.edit!.documentChanges as TextDocumentEdit[];
      assert.deepEqual(change!.textDocument, { uri, version: 1 });
      await client.change(uri, { text: edited(source, change!.edits as TextEdit[]) });
      assert.ok(!(await client.codes(uri)).includes('unknown-name'));
      await client.change(uri, { text: source });
      await client.codes(uri);
    });

    it('a refused rename with its reason', async () => {
      await assert.rejects(
        client.request('textDocument/rename', { ...at(1, 6), newName: 'xdr' }),
        /`xdr` is already the name of something else/,
      );
      await assert.rejects(client.request('textDocument/prepareRename', at(0, 6)), /id of the built-in catalog/);
      const edit = await client.request<WorkspaceEdit>('textDocument/rename', { ...at(2, 1), newName: 'hub' });
      assert.equal((edit.documentChanges![0] as TextDocumentEdit).edits.length, 2);
    });

    it('everything else it says it can', async () => {
      const document = { textDocument: { uri } };
      const range = { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } };
      assert.ok(
        (
          await client.request<Location[]>('textDocument/references', {
            ...at(2, 1),
            context: { includeDeclaration: true },
          })
        ).length === 2,
      );
      assert.ok((await client.request<unknown[]>('textDocument/documentHighlight', at(2, 1))).length === 2);
      assert.ok((await client.request<unknown[]>('workspace/symbol', { query: 'xdr' })).length > 0);
      assert.ok(Array.isArray(await client.request('textDocument/foldingRange', document)));
      assert.ok(
        (
          await client.request<unknown[]>('textDocument/selectionRange', {
            ...document,
            positions: [{ line: 0, character: 5 }],
          })
        ).length === 1,
      );
      assert.ok(Array.isArray(await client.request('textDocument/documentLink', document)));
      assert.ok(
        (await client.request<{ data: number[] }>('textDocument/semanticTokens/full', document)).data.length > 20,
      );
      assert.ok(
        (await client.request<{ data: number[] }>('textDocument/semanticTokens/range', { ...document, range })).data
          .length > 20,
      );
      const [item] = await client.request<object[]>('textDocument/prepareCallHierarchy', at(0, 21));
      assert.deepEqual(await client.request('callHierarchy/incomingCalls', { item }), []);
    });

    it('about a file it does not know with nothing', async () => {
      const document = { textDocument: { uri: 'file:///not/known.parapet' }, position: { line: 0, character: 0 } };
      assert.equal(await client.request('textDocument/hover', document), null);
      assert.deepEqual(await client.request('textDocument/definition', document), []);
      assert.deepEqual(await client.request('textDocument/documentSymbol', document), []);
    });
  });

  describe('follows files', () => {
    const tell = (...changes: readonly { readonly uri: string; readonly type: number }[]): Promise<void> =>
      client.notify('workspace/didChangeWatchedFiles', { changes });

    it('by asking the editor to watch them', async () => {
      await client.until('registration', () =>
        client.registered.some(({ method }) => method === 'workspace/didChangeWatchedFiles'),
      );
    });

    it('that are created, changed and deleted on disk', async () => {
      const uri = folder.uriOf('follows.parapet');
      await client.open(uri, 'import "./part.parapet"\nuse entra-id\nentra-id -> siem : log\n');
      assert.deepEqual(await client.codes(uri), ['missing-import', 'unknown-name']);
      const part = folder.write('part.parapet', 'use sentinel as siem\nuse log-analytics as la\nsiem -> la : log\n');
      await tell({ uri: part, type: created });
      await client.until('no findings', () => client.last(uri)!.diagnostics.length === 0);
      folder.write('part.parapet', 'use sentinel as other\n');
      await tell({ uri: part, type: changed });
      await client.until('the name is gone', () =>
        client.last(uri)!.diagnostics.some((entry) => entry.code === 'unknown-name'),
      );
      rmSync(folder.pathOf('part.parapet'));
      await tell({ uri: part, type: deleted });
      await client.until('the import is missing', () =>
        client.last(uri)!.diagnostics.some((entry) => entry.code === 'missing-import'),
      );
      await client.until('the deleted file has no findings', () => (client.last(part)?.diagnostics.length ?? 0) === 0);
      await client.close(uri);
    });

    it('that are renamed, and updates imports', async () => {
      const uri = folder.write('renames.parapet', 'import "./before.parapet"\ncomponent a\na -> b : log\n');
      const before = folder.write('before.parapet', 'component b\n');
      await tell({ uri, type: created }, { uri: before, type: created });
      await client.open(uri, 'import "./before.parapet"\ncomponent a\na -> b : log\n');
      assert.deepEqual(await client.codes(uri), []);
      const after = folder.uriOf('after.parapet');
      const edit = await client.request<WorkspaceEdit>('workspace/willRenameFiles', {
        files: [{ oldUri: before, newUri: after }],
      });
      const [change] = edit.documentChanges as TextDocumentEdit[];
      assert.deepEqual(
        change!.edits.map((entry) => (entry as TextEdit).newText),
        ['"./after.parapet"'],
      );
      renameSync(folder.pathOf('before.parapet'), folder.pathOf('after.parapet'));
      await client.notify('workspace/didRenameFiles', { files: [{ oldUri: before, newUri: after }] });
      await client.until('missing', () =>
        client.last(uri)!.diagnostics.some((entry) => entry.code === 'missing-import'),
      );
      const version = await client.change(uri, { text: 'import "./after.parapet"\ncomponent a\na -> b : log\n' });
      assert.deepEqual(await client.codes(uri, version), []);
      await client.close(uri);
    });

    it('in folders that come and go as a whole', async () => {
      const uri = folder.uriOf('whole.parapet');
      await client.open(uri, 'import "./inner/deep/d.parapet"\ncomponent a\na -> d : log\n');
      assert.ok((await client.codes(uri)).includes('missing-import'));
      folder.write('inner/deep/d.parapet', 'component d\n');
      await tell({ uri: folder.uriOf('inner'), type: created });
      await client.until('it is there', () => client.last(uri)!.diagnostics.length === 0);
      rmSync(folder.pathOf('inner'), { recursive: true });
      await tell({ uri: folder.uriOf('inner'), type: deleted });
      await client.until('it is gone', () =>
        client.last(uri)!.diagnostics.some((entry) => entry.code === 'missing-import'),
      );
      await client.close(uri);
    });

    it('but believes the editor while a file is open', async () => {
      const part = folder.write('open.parapet', 'component onDisk\n');
      const user = folder.uriOf('user.parapet');
      await tell({ uri: part, type: created });
      await client.open(part, 'component inEditor\n');
      await client.open(user, 'import "./open.parapet"\ncomponent a\na -> inEditor : log\n');
      assert.deepEqual(await client.codes(user), []);
      writeFileSync(folder.pathOf('open.parapet'), 'component again\n');
      await tell({ uri: part, type: changed });
      rmSync(folder.pathOf('open.parapet'));
      await tell({ uri: part, type: deleted });
      const version = await client.change(user, {
        text: 'import "./open.parapet"\ncomponent a\na -> inEditor : alert\n',
      });
      assert.deepEqual(await client.codes(user, version), []);
      folder.write('open.parapet', 'component onDisk\n');
      await client.close(part);
      await client.until('the disk counts', () =>
        client.last(user)!.diagnostics.some((entry) => entry.code === 'unknown-name'),
      );
      await client.close(user);
    });

    it('in workspace folders that are added and removed', async () => {
      const other = new TemporaryFolder();
      const broken = other.write('broken.parapet', 'use sentinl\n');
      await client.notify('workspace/didChangeWorkspaceFolders', {
        event: { added: [{ uri: other.uri, name: 'other' }], removed: [] },
      });
      await client.until('the new folder is checked', () => client.last(broken)?.diagnostics.length === 1);
      const open = fresh();
      await client.open(open, 'use sentinl\n');
      await client.codes(open);
      await client.notify('workspace/didChangeWorkspaceFolders', {
        event: { added: [], removed: [{ uri: other.uri, name: 'other' }] },
      });
      await client.until('the folder is forgotten', () => client.last(broken)?.diagnostics.length === 0);
      const version = await client.change(open, { text: 'component a\nuse sentinl\n' });
      assert.ok((await client.codes(open, version)).includes('unknown-service'));
      await client.close(open);
      other.remove();
    });

    it('and tells of a cycle of imports in each file of it', async () => {
      const [a, b] = [folder.uriOf('cycle-a.parapet'), folder.uriOf('cycle-b.parapet')];
      await client.open(a, 'import "./cycle-b.parapet"\ncomponent x\n');
      await client.open(b, 'import "./cycle-a.parapet"\ncomponent y\n');
      const hasCycle = (uri: string): boolean =>
        client.last(uri)?.diagnostics.some((entry) => entry.code === 'import-cycle') ?? false;
      await client.until('both tell', () => hasCycle(a) && hasCycle(b));
      assert.match(
        text(client.last(a)!.diagnostics.find((entry) => entry.code === 'import-cycle')),
        /cycle-a\.parapet → cycle-b\.parapet → cycle-a\.parapet/,
      );
      await client.change(b, { text: 'component y\n' });
      await client.until('neither tells', () => !hasCycle(a) && !hasCycle(b));
      await client.close(a);
      await client.close(b);
    });

    describe('with care', () => {
      const reason = async (name: string, prepare: () => void): Promise<string> => {
        prepare();
        const uri = fresh();
        await client.open(uri, `import "./${name}"\n`);
        await client.until(
          'the import is judged',
          () => client.last(uri)?.diagnostics.some((entry) => /cannot be read|no file/.test(text(entry))) ?? false,
        );
        await client.until('the reason is known', () => !/no file/.test(message(client.last(uri)!.diagnostics)));
        return message(client.last(uri)!.diagnostics);
      };
      const message = (found: readonly Diagnostic[]): string =>
        text(found.find((entry) => entry.code === 'missing-import'));

      it('not through links out of the workspace', async () => {
        const outside = new TemporaryFolder();
        outside.write('secret.parapet', 'component secret\n');
        const told = await reason('link.parapet', () =>
          symlinkSync(outside.pathOf('secret.parapet'), folder.pathOf('link.parapet')),
        );
        assert.match(told, /outside the workspace/);
        symlinkSync(outside.path, folder.pathOf('linked-folder'));
        assert.match(await reason('linked-folder/secret.parapet', () => undefined), /outside the workspace/);
        outside.remove();
      });

      it('not what is too large, no folder, no pipe, nothing it may not read', async () => {
        assert.match(
          await reason('large.parapet', () => {
            folder.write('large.parapet', '');
            truncateSync(folder.pathOf('large.parapet'), 3_000_000);
          }),
          /larger than 2 MB/,
        );
        assert.match(await reason('folder.parapet', () => mkdirSync(folder.pathOf('folder.parapet'))), /not a file/);
        if (process.platform !== 'win32') {
          assert.match(
            await reason('pipe.parapet', () => execFileSync('mkfifo', [folder.pathOf('pipe.parapet')])),
            /not a file/,
          );
          symlinkSync(folder.pathOf('loop.parapet'), folder.pathOf('loop.parapet'));
          assert.match(await reason('loop.parapet', () => undefined), /lead in a circle/);
        }
        if (process.platform !== 'win32' && process.getuid?.() !== 0) {
          assert.match(
            await reason('locked.parapet', () => {
              folder.write('locked.parapet', '');
              chmodSync(folder.pathOf('locked.parapet'), 0);
            }),
            /not permitted/,
          );
        }
      });
    });
  });

  describe('survives', () => {
    // One of their own: what makes no sense is told in the log, and the log of the others must hold no failure.
    let client: TestClient;

    before(async () => {
      client = new TestClient();
      await client.initialize([folder.uri]);
    });

    after(async () => {
      assert.equal(await client.end(), 0);
      assert.deepEqual(
        client.logged.filter((entry) => /^Internal error|^A request failed|^Checking/.test(entry.message)),
        [],
      );
    });

    it('requests and notifications that make no sense', async () => {
      const uri = fresh();
      await client.open(uri, 'use sentinel\n');
      const methods = [
        'textDocument/completion',
        'textDocument/hover',
        'textDocument/definition',
        'textDocument/references',
        'textDocument/rename',
        'textDocument/codeAction',
        'textDocument/selectionRange',
        'textDocument/semanticTokens/range',
        'callHierarchy/incomingCalls',
        'completionItem/resolve',
        'workspace/symbol',
        'workspace/willRenameFiles',
        'parapet/catalogText',
        'parapet/preview/open',
        'no/such/method',
      ];
      const nonsense: unknown[] = [
        null,
        {},
        [],
        'x',
        7,
        { textDocument: null },
        { textDocument: { uri: 5 } },
        { textDocument: { uri }, position: 'here' },
        { textDocument: { uri }, position: { line: -1, character: 1e9 } },
        { textDocument: { uri }, position: { line: 1.5, character: NaN } },
        { textDocument: { uri }, range: {} },
        { textDocument: { uri }, positions: 4 },
        { textDocument: { uri: ':::' }, position: { line: 0, character: 0 } },
        { preview: 1, uri: [] },
        { item: { uri } },
        { data: { uri: {} } },
      ];
      const answers = methods.flatMap((method) =>
        nonsense.map((params) =>
          client.request(method, params).then(
            () => 'answered',
            (error: Error) => error.message,
          ),
        ),
      );
      for (const method of [
        'textDocument/didOpen',
        'textDocument/didChange',
        'textDocument/didClose',
        'workspace/didChangeWatchedFiles',
        'workspace/didRenameFiles',
        'workspace/didChangeWorkspaceFolders',
        'parapet/preview/close',
        '$/cancelRequest',
        'no/such/notification',
      ]) {
        for (const params of nonsense) await client.notify(method, params);
      }
      assert.equal((await Promise.all(answers)).length, methods.length * nonsense.length);
      const sane = fresh();
      await client.open(sane, 'use sentinel\nuse sentinl\n');
      assert.ok(
        await client.request<Hover>('textDocument/hover', {
          textDocument: { uri: sane },
          position: { line: 0, character: 5 },
        }),
      );
      assert.ok((await client.codes(sane)).includes('unknown-service'));
    });

    it('changes for documents that are not open, and outside their text', async () => {
      await client.notify('textDocument/didChange', {
        textDocument: { uri: fresh(), version: 7 },
        contentChanges: [{ text: 'x' }],
      });
      const uri = fresh();
      await client.open(uri, 'component a\n');
      await client.change(uri, {
        range: { start: { line: 90, character: 3 }, end: { line: 99, character: 0 } },
        text: 'use sentinl\n',
      });
      assert.deepEqual(await client.codes(uri), ['unknown-service']);
    });

    it('hostile texts, and is right about the next one', async () => {
      const uri = fresh();
      await client.open(uri, '');
      const hostile = [
        '{'.repeat(100_000),
        'group a {'.repeat(5_000),
        '"'.repeat(50_000),
        '/*'.repeat(50_000),
        'x'.repeat(1_000_000),
        '\0\u202e\ud800',
        'a -> '.repeat(20_000),
        'component __proto__\ncomponent constructor\n__proto__ -> constructor : log\nuse toString\n',
      ];
      for (const text of hostile) {
        const version = await client.change(uri, { text });
        await client.codes(uri, version);
      }
      await client.change(uri, { text: 'component a\ncomponent b\na -> b : log\n' });
      assert.deepEqual(await client.codes(uri), []);
    });

    it('cancelling what it was asked', async () => {
      const uri = fresh();
      await client.open(
        uri,
        'use sentinel\n'.concat(Array.from({ length: 300 }, (_, index) => `component c${index}\n`).join('')),
      );
      const ids = Array.from({ length: 50 }, (_, index) => 1_000_000 + index);
      const asked = rawRequests(client, ids, 'textDocument/completion', {
        textDocument: { uri },
        position: { line: 0, character: 4 },
      });
      for (const id of ids) await client.notify('$/cancelRequest', { id });
      const answers = [...(await asked).values()];
      const cancelled = -32800;
      assert.ok(answers.includes(cancelled), 'none was cancelled');
      assert.ok(answers.every((answer) => answer === cancelled || answer === 'result'));
    });
  });

  describe('ends', () => {
    const program = fileURLToPath(new URL('../../server/main.ts', import.meta.url));

    it('with 0 after shutdown, else with 1', async () => {
      const polite = new TestClient();
      await polite.initialize([]);
      assert.equal(await polite.end(), 0);
      const rude = new TestClient();
      await rude.initialize([]);
      const code = new Promise((resolve) => rude.process.on('exit', resolve));
      await rude.notify('exit', undefined);
      assert.equal(await code, 1);
      rude.connection.dispose();
    });

    it('when the editor closes its end', async () => {
      const server = spawn(process.execPath, ['--import', 'tsx', program, '--stdio'], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      const code = new Promise((resolve) => server.on('exit', resolve));
      server.stdin.end();
      assert.equal(await code, 1);
    });

    it('when the editor’s process is gone, over IPC too', async () => {
      const server = spawn(process.execPath, ['--import', 'tsx', program, '--node-ipc'], {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      await new Promise<void>((resolve) => {
        server.on('message', () => resolve());
        server.send({
          jsonrpc: '2.0',
          id: 1,
          method: 'initialize',
          params: { processId: process.pid, capabilities: {}, rootUri: null },
        });
      });
      const code = new Promise((resolve) => server.on('exit', resolve));
      server.disconnect();
      assert.equal(await code, 1);
    });
  });
});

/**
 * Requests with ids of our choosing, as the client's own cannot be known in time to cancel them: for each its error
 * code, or `result`.
 */
function rawRequests(
  client: TestClient,
  ids: readonly number[],
  method: string,
  params: unknown,
): Promise<Map<number, number | 'result'>> {
  const answers = new Map<number, number | 'result'>();
  return new Promise((resolve) => {
    let heard = '';
    const read = (chunk: Buffer): void => {
      heard += chunk.toString('latin1');
      for (const id of ids) {
        const found = new RegExp(`"jsonrpc":"2.0","id":${id},(?:"result"|"error":\\{"code":(-?\\d+))`).exec(heard);
        if (found) answers.set(id, found[1] ? Number(found[1]) : 'result');
      }
      if (answers.size < ids.length) return;
      client.process.stdout!.off('data', read);
      resolve(answers);
    };
    client.process.stdout!.on('data', read);
    for (const id of ids) {
      const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
      client.process.stdin!.write(`Content-Length: ${body.length}\r\n\r\n${body.toString()}`);
    }
  });
}
