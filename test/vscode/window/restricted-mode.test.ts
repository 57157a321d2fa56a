import assert from 'node:assert/strict';
import { CodeServer } from '../driver/code-server.ts';
import { vsixFile } from '../driver/packages.ts';
import { until } from '../driver/workbench.ts';
import type { Workbench } from '../driver/workbench.ts';
import { monitoring } from './designs.ts';
import { PreviewPage } from './preview-page.ts';
import { openWindow, workspace } from './session.ts';

describe('a folder that is not trusted', () => {
  let server: CodeServer;
  let workbench: Workbench;

  before(async () => {
    server = await CodeServer.start({
      extensions: [vsixFile],
      workspaceTrust: true,
      settings: { 'security.workspace.trust.startupPrompt': 'never' },
    });
    workbench = await openWindow({ folder: workspace({ 'design.parapet': `${monitoring}use sentinle\n` }) }, server);
    await until('the window is restricted', async () => (await workbench.statusBar()).includes('Restricted Mode'));
    await workbench.openFile('design.parapet');
    await workbench.focusEditor();
  });
  after(async () => {
    await workbench?.close();
    await server?.stop();
  });

  it('is checked all the same', async () => {
    await until('the mistake is underlined', async () => (await workbench.squiggles('error')) > 0);
  });

  it('and explained', async () => {
    await workbench.goto(4, 10);
    assert.match(await workbench.hover(), /Microsoft Defender for Endpoint/);
  });

  it('and drawn', async () => {
    const preview = await PreviewPage.openBeside(workbench);
    await preview.showsCard('Sentinel');
    assert.deepEqual(server.outwardConnections, []);
  });
});
