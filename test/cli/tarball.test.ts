/** What `npm pack` makes, installed into an empty folder and used from there. */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { cleanDesign, makeFolder, projectFolder, removeFolders } from './run-parapet.ts';

const execute = promisify(execFile);

interface PackResult {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

describe('the npm package', function () {
  this.timeout(120_000);
  let packed: PackResult;
  let folder: string;
  let program: string;

  before(async () => {
    // `npm test` builds before it tests; alone, this test builds for itself.
    if (!existsSync(join(projectFolder, 'dist/cli.cjs'))) {
      await execute(process.execPath, ['--import', 'tsx', 'scripts/build.ts'], { cwd: projectFolder });
    }
    folder = makeFolder({ 'package.json': '{ "private": true }' });
    const pack = await execute('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
      cwd: projectFolder,
      maxBuffer: 64 * 1024 * 1024,
    });
    packed = (JSON.parse(pack.stdout) as PackResult[])[0]!;
    const install = [
      'install',
      '--offline',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      join(folder, packed.filename),
    ];
    await execute('npm', install, { cwd: folder });
    program = join(folder, 'node_modules/.bin/parapet');
  });
  after(removeFolders);

  async function parapet(words: readonly string[]): Promise<{ code: number; output: string; errors: string }> {
    const { FORCE_COLOR: _, ...env } = process.env;
    try {
      const { stdout, stderr } = await execute(program, words, { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 });
      return { code: 0, output: stdout, errors: stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, output: stdout, errors: stderr };
    }
  }

  it('holds the programs, the catalog, the pages of the rules, the schemas and the papers, and nothing else', () => {
    const folders = new Set(packed.files.map(({ path }) => path.replace(/(catalog|rules|schemas)\/.*/, '$1/')));
    assert.deepEqual([...folders].sort(), [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'THIRD-PARTY-NOTICES.md',
      'dist/catalog/',
      'dist/cli.cjs',
      'dist/elk-worker.min.js',
      'dist/package.json',
      'dist/server.cjs',
      'docs/rules/',
      'docs/schemas/',
      'package.json',
    ]);
    assert.ok(packed.size < 2_000_000, `${packed.size} bytes`);
  });

  it('brings no other package with it', () => {
    assert.deepEqual(
      readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.')),
      ['parapet'],
    );
  });

  it('lints, draws, explains and knows the catalog', async () => {
    writeFileSync(join(folder, 'soc.parapet'), cleanDesign);
    assert.deepEqual(await parapet(['lint']), { code: 0, output: '', errors: '1 file checked: no findings.\n' });
    assert.deepEqual(await parapet(['render']), { code: 0, output: 'soc.svg\n', errors: '1 picture drawn.\n' });
    assert.match(readFileSync(join(folder, 'soc.svg'), 'utf8'), /Sentinel/);
    assert.match((await parapet(['catalog', 'mde'])).output, /Microsoft Defender for Endpoint/);
    assert.match((await parapet(['explain', 'former-name'])).output, /former-name/);
    const { version } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as { version: string };
    assert.equal((await parapet(['--version'])).output, `${version}\n`);
  });

  it('gives its exit codes', async () => {
    writeFileSync(join(folder, 'soc.parapet'), `${cleanDesign}entra -> nobody : log\n`);
    assert.equal((await parapet(['lint'])).code, 1);
    writeFileSync(join(folder, 'soc.parapet'), 'use\n');
    assert.equal((await parapet(['lint'])).code, 2);
    assert.equal((await parapet(['what'])).code, 2);
  });

  it('serves editors', async () => {
    const server = spawn(program, ['lsp', '--stdio'], { cwd: folder });
    const connection = createMessageConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    const published = new Promise<{ diagnostics: { code?: unknown }[] }>((resolve) => {
      connection.onNotification('textDocument/publishDiagnostics', resolve);
    });
    connection.onRequest(() => null);
    connection.listen();
    const ended = new Promise((resolve) => server.once('close', resolve));
    await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
    await connection.sendNotification('initialized', {});
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: {
        uri: 'untitled:a',
        languageId: 'parapet',
        version: 1,
        text: 'use log-analytics as w\nuse azure-sentinel as s\nw -> s : log\n',
      },
    });
    assert.deepEqual(
      (await published).diagnostics.map(({ code }) => code),
      ['former-name'],
    );
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    assert.equal(await ended, 0);
    connection.dispose();
  });
});
