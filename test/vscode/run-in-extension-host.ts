/**
 * Runs the tests inside the extension host of VS Code's server, opened in a browser. The last line is their counts.
 * `run-in-desktop.ts` runs the same tests in a desktop VS Code.
 */
import { existsSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { installVscodeTests } from './install.ts';

await installVscodeTests({ browser: true });
const { launchBrowser } = await import('./driver/chromium.ts');
const { CodeServer } = await import('./driver/code-server.ts');
const { vsixFile } = await import('./driver/packages.ts');
const { Workbench } = await import('./driver/workbench.ts');
const { bundleSuite, carrierFolder, readReport } = await import('./extension-host/bundle.ts');
const { makeWorkspace } = await import('./extension-host/workspace.ts');

if (!existsSync(vsixFile)) throw new Error('there is no parapet.vsix: npm run package makes it');
const deadline = 180_000;
const suite = await bundleSuite();
const folder = makeWorkspace();
const server = await CodeServer.start({ extensions: [vsixFile], testDriver: true });
const browser = await launchBrowser();
try {
  let ended: (code: number) => void = () => undefined;
  const exitCode = new Promise<number>((resolve) => (ended = resolve));
  const onServer = (file: string): string => `vscode-remote://${server.host}${file}`;
  const workbench = await Workbench.open(browser, server, {
    folder,
    payload: [
      ['extensionDevelopmentPath', onServer(carrierFolder)],
      ['extensionTestsPath', onServer(suite)],
    ],
    // The workbench calls these two when it runs tests on behalf of an extension.
    prepare: async (page) => {
      await page.exposeFunction('codeAutomationLog', () => undefined);
      await page.exposeFunction('codeAutomationExit', (code: number) => ended(code));
    },
    wait: false,
  });
  const code = await Promise.race([exitCode, sleep(deadline, undefined, { ref: false })]);
  if (code === undefined) {
    console.log(workbench.console.slice(-30).join('\n'));
    console.log(`no end after ${String(deadline / 1000)} s`);
  }
  process.stdout.write(readReport());
  process.exitCode = code === 0 ? 0 : 1;
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
