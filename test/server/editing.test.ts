import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CodeLens, InlayHint } from 'vscode-languageserver/node';
import { TestClient } from './client.ts';
import { TemporaryFolder } from './temporary-folder.ts';

const commands = { openView: 'client.openView', showPlaces: 'client.showPlaces', showFindings: 'client.showFindings' };

describe('an editor that shows what stands between the lines', function () {
  this.timeout(30_000);
  let folder: TemporaryFolder;
  let client: TestClient;
  const refreshed: string[] = [];

  before(async () => {
    folder = new TemporaryFolder();
    folder.write('shared.parapet', 'use defender-for-endpoint as mde\n');
    client = new TestClient();
    for (const method of ['workspace/codeLens/refresh', 'workspace/inlayHint/refresh']) {
      client.connection.onRequest(method, () => {
        refreshed.push(method);
        return null;
      });
    }
    await client.initialize([folder.uri], {
      capabilities: { workspace: { codeLens: { refreshSupport: true }, inlayHint: { refreshSupport: true } } },
      initializationOptions: { commands, settings: { parapet: { editor: { codeLens: 'blocks' } } } },
    });
  });

  after(async () => {
    assert.equal(await client.end(), 0);
    folder.remove();
    assert.deepEqual(
      client.logged.filter((entry) => entry.type === 1),
      [],
    );
  });

  /** Waits until the server has asked for something. */
  const asked = async (method: string): Promise<void> => {
    const end = Date.now() + 10_000;
    while (!refreshed.includes(method)) {
      assert.ok(Date.now() < end, `${method} in vain`);
      await sleep(20);
    }
  };

  const lensesOf = async (uri: string): Promise<CodeLens[]> => {
    const all = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
    return Promise.all(
      all.map(async (lens) => (lens.command ? lens : client.request<CodeLens>('codeLens/resolve', lens))),
    );
  };

  it('has lenses with the commands it named, and as many as the person wants', async () => {
    const uri = folder.uriOf('lenses.parapet');
    await client.open(
      uri,
      'zone z "Z" {\n  use defender-xdr as xdr\n}\nuse sentinel\nxdr -> sentinel : incident\nview v "V" { include * }\n',
    );
    await client.codes(uri);
    const all = await lensesOf(uri);
    const titles = (lenses: readonly CodeLens[]): string[] => lenses.map(({ command }) => command!.title);
    assert.ok(titles(all).includes('0 flows in, 1 out'), titles(all).join('; '));
    const open = all.find(({ command }) => command!.title === 'Open this view')!.command!;
    assert.deepEqual([open.command, open.arguments], ['client.openView', [uri, 'v']]);
    const places = all.find(({ command }) => command!.title === '0 flows in, 1 out')!.command!;
    assert.equal(places.command, 'client.showPlaces');

    await client.notify('workspace/didChangeConfiguration', { settings: { parapet: { editor: { codeLens: 'off' } } } });
    await asked('workspace/codeLens/refresh');
    assert.deepEqual(await lensesOf(uri), []);
    await client.notify('workspace/didChangeConfiguration', {
      settings: { parapet: { editor: { codeLens: 'elements' } } },
    });
    assert.ok(titles(await lensesOf(uri)).includes('1 flow in, 0 out'));
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    assert.equal((await lensesOf(uri)).length, all.length);
  });

  it('has hints, and asks again when another file changes what they say', async () => {
    const uri = folder.uriOf('hints.parapet');
    const shared = folder.uriOf('shared.parapet');
    await client.open(uri, 'import "./shared.parapet"\nuse sentinel\nmde -> sentinel : alert\n');
    await client.open(shared, 'use defender-for-endpoint as mde\n');
    await client.codes(uri);
    const hints = async (): Promise<string[]> => {
      const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
      const all = await client.request<InlayHint[]>('textDocument/inlayHint', { textDocument: { uri }, range });
      return all.map(({ label }) => (typeof label === 'string' ? label : label.map(({ value }) => value).join('')));
    };
    assert.deepEqual(await hints(), ['Defender for Endpoint']);
    refreshed.length = 0;
    await client.change(shared, { text: 'use defender-for-cloud as mde\n' });
    await asked('workspace/inlayHint/refresh');
    assert.deepEqual(await hints(), ['Defender for Cloud']);
  });

  it('keeps what it shows elsewhere while a line is typed: nothing flickers', async () => {
    const uri = folder.uriOf('flicker.parapet');
    const start =
      'use log-analytics as workspace\nuse azure-sentinel as siem\nworkspace -> siem : log\nworkspace -> siem : logs\n';
    await client.open(uri, start);
    await client.codes(uri);
    const elsewhere = (): string[] =>
      client
        .last(uri)!
        .diagnostics.filter(({ range }) => range.start.line < 4)
        .map(({ code, range }) => `${String(code)} ${range.start.line}:${range.start.character}`);
    const before = elsewhere();
    assert.ok(before.length >= 2);
    const line = 'component tickets "ServiceNow" { owner "SOC" }';
    const seen = client.published.get(uri)!.length;
    for (const [index, character] of [...line].entries()) {
      const place = { line: 4, character: index };
      await client.change(uri, { range: { start: place, end: place }, text: character });
      await client.codes(uri);
      assert.deepEqual(elsewhere(), before, `after "${line.slice(0, index + 1)}"`);
    }
    // Each text was told of once: no empty list between two full ones.
    assert.equal(client.published.get(uri)!.length - seen, line.length);
  });

  it('is right about tabs, line ends of every sort, emoji and combining characters', async () => {
    const uri = folder.uriOf('letters.parapet');
    await client.open(uri, '/* 😀é́ */ use sentinl\r\n\tcomponent "x"\r\n\tuse sentinl as 名前\n');
    await client.codes(uri);
    const places = client
      .last(uri)!
      .diagnostics.filter(({ code }) => code === 'unknown-service')
      .map(({ range }) => [range.start.line, range.start.character, range.end.character]);
    assert.deepEqual(places, [
      [0, 15, 22],
      [2, 5, 12],
    ]);
  });
});
