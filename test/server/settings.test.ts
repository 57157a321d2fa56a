import assert from 'node:assert/strict';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import type { CodeAction, TextDocumentEdit, TextEdit } from 'vscode-languageserver/node';
import { runParapet, testDay } from '../cli/run-parapet.ts';
import { TestClient } from './client.ts';
import { TemporaryFolder } from './temporary-folder.ts';

const created = 1;
const changed = 2;
const deleted = 3;

/** One finding: `unused-element`, which informs. */
const unused = 'use defender-for-identity as mdi\nuse defender-xdr as xdr\nuse purview\nmdi -> xdr : alert\n';

const severityNames = ['', 'error', 'warning', 'info'];

describe('settings in an editor', function () {
  this.timeout(30_000);
  let folder: TemporaryFolder;
  let client: TestClient;

  beforeEach(() => {
    folder = new TemporaryFolder();
    client = new TestClient();
  });

  afterEach(async () => {
    const failures = client.logged.filter((entry) => entry.type === 1);
    assert.equal(await client.end(), 0);
    folder.remove();
    assert.deepEqual(failures, []);
  });

  const told = (uri: string): string[] =>
    (client.last(uri)?.diagnostics ?? []).map(
      ({ code, severity, range }) =>
        `${severityNames[severity ?? 0]} ${String(code)}@${range.start.line + 1}:${range.start.character + 1}`,
    );
  const untilTold = (uri: string, ...findings: string[]): Promise<void> =>
    client.until(`${findings.join(', ')} of ${uri}; told: ${told(uri).join(', ')}`, () => {
      return client.last(uri) !== undefined && told(uri).join() === findings.join();
    });
  const disk = (name: string, type: number): Promise<void> =>
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: folder.uriOf(name), type }] });

  it('hold from the first diagnostics on, and follow the disk', async () => {
    folder.write('parapet.json', '{ "rules": { "unused-element": "error" } }');
    const uri = folder.write('soc.parapet', unused);
    await client.initialize([folder.uri]);
    await client.open(uri, unused);
    await client.codes(uri);
    assert.deepEqual(told(uri), ['error unused-element@3:5']);

    folder.write('parapet.json', '{ "extends": "./org.parapet.json" }');
    folder.write('org.parapet.json', '{ "rules": { "unused-element": "warning" } }');
    await disk('parapet.json', changed);
    await untilTold(uri, 'warning unused-element@3:5');

    folder.write('org.parapet.json', '{ "rules": { "unused-element": "off" } }');
    await disk('org.parapet.json', changed);
    await untilTold(uri);

    rmSync(folder.pathOf('parapet.json'));
    await disk('parapet.json', deleted);
    await untilTold(uri, 'info unused-element@3:5');

    folder.write('parapet.json', '{ "families": { "legibility": "off" } }');
    await disk('parapet.json', created);
    await untilTold(uri);
  });

  it('are told of in their file, and no longer once mended or removed', async () => {
    const settings = folder.write('parapet.json', '{ "rules": { "unused-elment": "off" } }');
    const uri = folder.write('soc.parapet', unused);
    await client.initialize([folder.uri]);
    await untilTold(settings, 'error configuration@1:14');
    await untilTold(uri, 'info unused-element@3:5');
    folder.write('parapet.json', '{ "rules": { "unused-element": "off" } }');
    await disk('parapet.json', changed);
    await untilTold(settings);
    await untilTold(uri);
    folder.write('parapet.json', '{ "rule": {} }');
    await disk('parapet.json', changed);
    await untilTold(settings, 'error configuration@1:3');
    rmSync(folder.pathOf('parapet.json'));
    await disk('parapet.json', deleted);
    await untilTold(settings);
  });

  it('follow what is typed into an open configuration file, and are mended there', async () => {
    const settings = folder.write('parapet.json', '{}');
    const uri = folder.write('soc.parapet', unused);
    await client.initialize([folder.uri], {
      capabilities: {
        textDocument: { synchronization: { dynamicRegistration: true } },
        workspace: { workspaceEdit: { documentChanges: true } },
      },
    });
    await client.until('what the server asks for', () => client.registered.length >= 4);
    assert.deepEqual(
      client.registered.map(({ method, registerOptions }) => [
        method,
        (registerOptions as { documentSelector: readonly { pattern: string }[] }).documentSelector
          .map(({ pattern }) => pattern)
          .join(),
      ]),
      ['textDocument/didOpen', 'textDocument/didChange', 'textDocument/didClose', 'textDocument/codeAction'].map(
        (method) => [method, '**/parapet.json,**/*.parapet.json'],
      ),
    );
    await client.open(uri, unused);
    await untilTold(uri, 'info unused-element@3:5');
    await client.open(settings, '{}');
    await client.change(settings, { text: '{ "rules": { "unused-elment": "error" } }' });
    await untilTold(settings, 'error configuration@1:14');
    assert.equal(client.last(settings)!.version, 2);

    const { range } = client.last(settings)!.diagnostics[0]!;
    const [action] = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: settings },
      range,
      context: { diagnostics: client.last(settings)!.diagnostics },
    });
    assert.equal(action!.title, 'Replace by "unused-element"');
    const [edit] = action!.edit!.documentChanges as TextDocumentEdit[];
    assert.equal(edit!.textDocument.version, 2);
    const { range: place, newText } = edit!.edits[0] as TextEdit;
    await client.change(settings, { range: place, text: newText });
    await untilTold(settings);
    await untilTold(uri, 'error unused-element@3:5');
    // What was not saved is gone with the document.
    await client.close(settings);
    await untilTold(uri, 'info unused-element@3:5');
  });

  it('read nothing outside of the workspace', async () => {
    const other = new TemporaryFolder();
    other.write('parapet.json', '{ "rules": { "unused-element": "off" } }');
    mkdirSync(folder.pathOf('in'));
    symlinkSync(other.pathOf('parapet.json'), folder.pathOf('in/parapet.json'));
    const uri = folder.write('in/soc.parapet', unused);
    folder.write('parapet.json', '{ "rules": { "unused-element": "off" } }');
    await client.initialize([folder.uriOf('in')]);
    await untilTold(uri, 'info unused-element@3:5');
    await untilTold(folder.uriOf('in/parapet.json'), 'error configuration@1:1');
    other.remove();
  });

  it('hold for documents that a folder change takes over', async () => {
    folder.write('a/parapet.json', '{ "rules": { "unused-element": "error" } }');
    const uri = folder.write('a/soc.parapet', unused);
    await client.initialize([]);
    await client.open(uri, unused);
    await untilTold(uri, 'error unused-element@3:5');
    await client.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri: folder.uri, name: 'x' }], removed: [] },
    });
    await untilTold(uri, 'error unused-element@3:5');
  });

  it('silence what a baseline knows, and tell what it has too much once a design is saved', async () => {
    const baseline = folder.write(
      'known.json',
      '{ "version": 1, "findings": [\n  { "file": "soc.parapet", "rule": "unused-element", "subject": "purview" }\n] }',
    );
    folder.write('parapet.json', '{ "baseline": "known.json" }');
    const uri = folder.write('soc.parapet', unused);
    await client.initialize([folder.uri]);
    await client.open(uri, unused);
    await client.codes(uri);
    assert.deepEqual(told(uri), []);
    const mended = unused.replace('use purview\n', '');
    await client.change(uri, { text: mended });
    folder.write('soc.parapet', mended);
    await disk('soc.parapet', changed);
    await untilTold(baseline, 'warning stale-baseline-entry@2:3');
    folder.write('known.json', '{ "version": 1, "findings": [] }');
    await disk('known.json', changed);
    await untilTold(baseline);
    await client.change(uri, { text: unused });
    await untilTold(uri, 'info unused-element@3:5');
  });

  it('tell in the editor what the command line tells', async () => {
    const files: Record<string, string> = {
      'parapet.json': `{
        // The organisation's own.
        "extends": ["strict", "./shared/org.parapet.json"],
        "baseline": "./known.json",
        "rules": { "former-name": "warning" },
        "inlineSuppression": { "unknown-flow": "forbid" },
        "overrides": [{ "files": "sandbox/**", "rules": { "unused-element": "off" }, "families": { "names": "info" } }],
        "typo": 1
      }`,
      'shared/org.parapet.json': '{ "families": { "legibility": "warning" } }',
      'shared/landing.parapet':
        'use azure-bastion as bastion\nuse defender-for-identity as mdi\nuse defender-xdr as xdr\nmdi -> xdr : alert\n',
      'known.json': `{ "version": 1, "findings": [
        { "file": "main.parapet", "rule": "former-name", "subject": "old" },
        { "file": "main.parapet", "rule": "wrong-kind", "subject": "gone" }
      ] }`,
      'main.parapet': `import "./shared/landing.parapet"
use azure-sentinel as old
use log-analytics as workspace
workspace -> old : log
xdr -> bastion : policy // parapet-disable-line unknown-flow -- ours
use purview // parapet-disable-line unused-element -- drawn elsewhere
use azure-firewall as fw // parapet-disable-line unused-elment -- drawn elsewhere
use azure-waf as waf
accept unused-element on waf { reason "Phase 2" owner "Platform" until 2026-01-31 }
accept unused-element on mdi { reason "Phase 2" owner "Platform" }
`,
      'second.parapet': 'import "./shared/landing.parapet"\n',
      'sandbox/try.parapet': `use azure-sentinel\nuse purview\nuse log-analytics as workspace\nworkspace -> sentinel : log\n`,
      'broken.parapet': 'use sentinel\nuse use {\n// parapet-disable-next-line wrong-kind -- unused\nuse purview\n',
    };
    for (const [name, text] of Object.entries(files)) folder.write(name, text);
    mkdirSync(folder.pathOf('.git'));

    const run = await runParapet(['lint', '--format', 'json', '.'], { workingFolder: folder.path });
    assert.equal(run.code, 2);
    const onCommandLine = (
      JSON.parse(run.output) as {
        findings: {
          path: string;
          rule: string;
          severity: string;
          message: string;
          range: { start: { line: number; column: number }; end: { line: number; column: number } };
        }[];
      }
    ).findings.map(
      ({ path, severity, rule, message, range: { start, end } }) =>
        `${path}:${start.line}:${start.column}-${end.line}:${end.column} ${severity} ${rule} ${message}`,
    );

    await client.initialize([folder.uri]);
    const inEditor = (): string[] =>
      Object.keys(files).flatMap((name) =>
        (client.last(folder.uriOf(name))?.diagnostics ?? []).map(
          ({ code, severity, message, range: { start, end } }) =>
            `${name}:${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1} ${severityNames[severity ?? 0]} ${String(code)} ${typeof message === 'string' ? message : ''}`,
        ),
      );
    await client.until('all that the command line tells', () => inEditor().length === onCommandLine.length);
    assert.deepEqual(inEditor().sort(), [...onCommandLine].sort());
    // The day of the test and that of the server are not the same: nothing above depends on which it is.
    assert.ok(testDay > '2026-01-31');
    for (const rule of [
      'configuration',
      'stale-baseline-entry',
      'expired-acceptance',
      'unused-acceptance',
      'unknown-suppression',
      'forbidden-suppression',
      'syntax',
    ]) {
      assert.ok(
        onCommandLine.some((line) => line.includes(` ${rule} `)),
        rule,
      );
    }
  });
});
