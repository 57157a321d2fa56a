import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installWithApt } from '../../scripts/install-with-apt.ts';
import { run } from '../../scripts/run.ts';

const folder = import.meta.dirname;
const packages = path.join(folder, 'node_modules');
const stamp = path.join(packages, '.complete');
const quiet = ['--no-audit', '--no-fund', '--loglevel', 'error'];

/** Installs the packages of the tests, once for each state of their lock file. @throws where npm fails. */
async function installPackages(): Promise<void> {
  const state = createHash('sha256')
    .update(readFileSync(path.join(folder, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return;
  console.log('Installing VS Code for the tests (650 MB, once) ...');
  // The packages' own install scripts build terminals and search, which no test needs, and refuse Node.js 20.
  const own = await run('npm', ['ci', '--ignore-scripts', '--engine-strict=false', ...quiet], { cwd: folder });
  if (own.code !== 0) throw new Error('the packages of test/vscode cannot be installed');
  const { serverNode, vscodeFolder } = await import('./driver/packages.ts');
  const vscode = await run('npm', ['install', '--omit=dev', '--ignore-scripts', ...quiet], {
    cwd: vscodeFolder(),
    // npm chooses versions that fit the Node.js it runs on.
    env: { PATH: `${path.dirname(serverNode())}${path.delimiter}${process.env.PATH ?? ''}` },
  });
  if (vscode.code !== 0) throw new Error("the packages of VS Code's server cannot be installed");
  writeFileSync(stamp, state);
}

/** Finds a Chromium or gets one: from Debian's packages where that is allowed, else by Playwright's own download. */
async function installChromium(): Promise<string> {
  const { findChromium } = await import('./driver/chromium.ts');
  const { chromium } = await import('playwright-core');
  const present = findChromium();
  if (present !== undefined) return present;
  if (process.env.CHROMIUM_PATH) throw new Error('CHROMIUM_PATH names a file that does not run');

  const isRoot = process.getuid?.() === 0;
  const mayInstall = isRoot || (await run('sudo', ['-n', 'true'], { show: false })).code === 0;
  if (await installWithApt('chromium')) {
    const installed = findChromium();
    if (installed !== undefined) return installed;
  }

  console.log('Downloading Chromium with Playwright ...');
  const playwright = path.join(packages, 'playwright-core/cli.js');
  await run(process.execPath, [playwright, 'install', 'chromium']);
  const downloaded = findChromium();
  if (downloaded !== undefined) return downloaded;
  // A browser that was downloaded and does not run lacks libraries of the system.
  if (mayInstall && existsSync(chromium.executablePath())) {
    await run(process.execPath, [playwright, 'install-deps', 'chromium']);
    const completed = findChromium();
    if (completed !== undefined) return completed;
  }
  throw new Error('there is no Chromium and none can be had here: install one, or let CHROMIUM_PATH name it');
}

/** Brings what the tests in VS Code need, and does nothing where it is there. Ends the process where something cannot be had. */
export async function installVscodeTests(options: { readonly browser: boolean }): Promise<void> {
  try {
    if (options.browser && (process.platform !== 'linux' || process.arch !== 'x64')) {
      throw new Error('these tests run on Linux (x64) only; npm run test:desktop runs anywhere');
    }
    await installPackages();
    if (options.browser) console.log(`Browser: ${await installChromium()}`);
  } catch (error) {
    console.error(`The tests in VS Code cannot run: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}
