import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { until } from '../driver/workbench.ts';
import type { Workbench } from '../driver/workbench.ts';
import { monitoring } from './designs.ts';
import { PreviewPage } from './preview-page.ts';
import { openWindow, sharedServer, workspace } from './session.ts';

/** Processes that run the extension's language server for windows of this test run. */
function serverProcesses(): number[] {
  const folder = sharedServer().extensionsFolder;
  const isServer = (id: string): boolean => {
    try {
      const command = readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0');
      return command.some((part) => part.startsWith(folder + path.sep) && part.endsWith('/dist/server.cjs'));
    } catch {
      return false;
    }
  };
  return readdirSync('/proc')
    .filter((id) => /^\d+$/.test(id) && isServer(id))
    .map(Number);
}

describe('the language server', () => {
  let workbench: Workbench;
  let others: readonly number[];

  /** The process that serves this window, once there is one. */
  const own = (except?: number): Promise<number> =>
    until('the language server runs', () => serverProcesses().find((id) => !others.includes(id) && id !== except));

  before(async () => {
    others = serverProcesses();
    workbench = await openWindow({
      folder: workspace({ 'design.parapet': monitoring, 'second.parapet': 'use sentinle\n' }),
    });
    await workbench.openFile('design.parapet');
    await workbench.focusEditor();
  });
  after(() => workbench.close());

  it('is started again when it crashes: checks go on and the preview keeps its picture', async () => {
    const preview = await PreviewPage.openBeside(workbench);
    const first = await own();
    process.kill(first, 'SIGKILL');
    const frame = await preview.frame();
    assert.ok(await frame.isVisible('#picture > svg'), 'the picture is gone');
    assert.notEqual(await own(first), first);
    await workbench.focusEditor();
    await workbench.goto(1, 1);
    await workbench.press('End', 'Enter');
    await workbench.type('use sentinle');
    await until('the mistake is underlined', async () => (await workbench.squiggles('error')) > 0);
    assert.deepEqual(await workbench.notifications(), [], 'one crash is not worth a message');
    for (let count = 0; count < 12; count += 1) await workbench.press('Backspace');
    await workbench.type('use entra-id as entra "Drawn after the crash"');
    await preview.showsCard('Drawn after the crash');
  });

  it('is given up when it keeps crashing, with one message that offers to start it again', async function () {
    this.timeout(120_000);
    let serving = await own();
    for (let crash = 2; crash <= 4; crash += 1) {
      process.kill(serving, 'SIGKILL');
      serving = await own(serving);
    }
    process.kill(serving, 'SIGKILL');
    const messages = await until('a message says that it has stopped', async () => {
      const shown = await workbench.notifications();
      return shown.length > 0 ? shown : undefined;
    });
    assert.equal(messages.length, 1, messages.join('\n'));
    assert.match(messages[0] ?? '', /language server has stopped/);

    await workbench.notificationButton('Restart');
    assert.ok((await own(serving)) > 0);
    await workbench.focusEditor();
    await workbench.press('Enter');
    await workbench.type('use sentinle');
    await until('the mistake is underlined', async () => (await workbench.squiggles('error')) > 0);
  });
});
