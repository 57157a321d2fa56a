import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serverNode, testFolder } from '../driver/packages.ts';
import { until } from '../driver/workbench.ts';
import { monitoring } from './designs.ts';
import { PreviewPage } from './preview-page.ts';
import { openWindow, sharedServer, workspace } from './session.ts';

describe('nothing leaves the machine', () => {
  it('while a design is opened, checked, drawn and explained', async () => {
    const hostile = monitoring.replace(
      '"Security monitoring"',
      '"<img src=https://example.org/x.png> ![x](https://example.org/y.png)"',
    );
    const workbench = await openWindow({ folder: workspace({ 'design.parapet': hostile }) });
    try {
      await workbench.openFile('design.parapet');
      await workbench.focusEditor();
      await PreviewPage.openBeside(workbench);
      await workbench.focusEditor();
      await workbench.goto(4, 10);
      assert.match(await workbench.hover(), /Defender/);
      assert.deepEqual(workbench.outwardRequests, []);
      assert.deepEqual(workbench.errors, []);
      assert.deepEqual(
        workbench.console.filter((line) => line.startsWith('[error]') && /parapet/i.test(line)),
        [],
      );

      // The page would have been seen to ask.
      await workbench.page.evaluate(() => fetch('https://example.org/').catch(() => undefined));
      assert.deepEqual(workbench.outwardRequests, ['https://example.org/']);
    } finally {
      await workbench.close();
    }
  });

  it('from the extension host and the language server either', async () => {
    const workbench = await openWindow({ folder: workspace({ 'design.parapet': monitoring }) });
    try {
      await workbench.openFile('design.parapet');
      const watched = await until('the processes are there', () => {
        const commands = watchedProcesses(sharedServer().extensionsFolder);
        const host = commands.some((command) => command.includes('--type=extensionHost'));
        return host && commands.some((command) => command.includes('dist/server.cjs')) ? commands : undefined;
      });
      assert.ok(watched.length >= 2);
      assert.deepEqual(sharedServer().outwardConnections, []);
    } finally {
      await workbench.close();
    }
  });

  it('(and a connection would have been written down)', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'connections-'));
    try {
      const log = path.join(folder, 'connections.log');
      const script = `
        require('node:net').connect(443, '192.0.2.1').on('error', () => {});
        fetch('https://example.org/').catch(() => {});
        require('node:dns').lookup('example.com', () => {});`;
      spawnSync(serverNode(), ['--require', path.join(testFolder, 'driver/connection-log.cjs'), '--eval', script], {
        env: { ...process.env, PARAPET_CONNECTION_LOG: log },
      });
      const places = readFileSync(log, 'utf8')
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { where: string }).where);
      assert.deepEqual(places.sort(), ['192.0.2.1:443', 'example.com', 'example.org:443']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** Commands of the processes that write their connections down for this server. */
function watchedProcesses(extensionsFolder: string): string[] {
  const log = path.join(path.dirname(extensionsFolder), 'connections.log');
  return readdirSync('/proc')
    .filter((id) => /^\d+$/.test(id))
    .flatMap((id) => {
      try {
        const environment = readFileSync(`/proc/${id}/environ`, 'utf8').split('\0');
        const watched =
          environment.includes(`PARAPET_CONNECTION_LOG=${log}`) &&
          environment.some((entry) => entry.startsWith('NODE_OPTIONS=') && entry.includes('connection-log.cjs'));
        return watched ? [readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ')] : [];
      } catch {
        return [];
      }
    });
}
