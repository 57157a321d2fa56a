/**
 * `npm run test:desktop`: runs the tests of the extension host in a desktop VS Code, which it downloads: the oldest that
 * Parapet supports, or the version given as an argument (`stable`, `1.110.0`). The last line is their counts.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installVscodeTests } from './install.ts';

await installVscodeTests({ browser: false });
const { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } =
  await import('@vscode/test-electron');
const { repository, vsixFile } = await import('./driver/packages.ts');
const { bundleSuite, carrierFolder, readReport } = await import('./extension-host/bundle.ts');
const { makeWorkspace } = await import('./extension-host/workspace.ts');

if (!existsSync(vsixFile)) throw new Error('there is no parapet.vsix: npm run package makes it');
const manifest = JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8')) as {
  readonly engines: { readonly vscode: string };
};
const version = process.argv[2] ?? manifest.engines.vscode.replace('^', '');
const executable = await downloadAndUnzipVSCode({ version, cachePath: path.join(repository, '.vscode-test') }).catch(
  (error: unknown) => {
    console.error(`VS Code ${version} cannot be downloaded: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  },
);
const data = mkdtempSync(path.join(tmpdir(), 'vscode-desktop-'));
const folder = makeWorkspace();
try {
  const profile = [`--user-data-dir=${path.join(data, 'user')}`, `--extensions-dir=${path.join(data, 'extensions')}`];
  const [cli = '', ...args] = resolveCliArgsFromVSCodeExecutablePath(executable, { reuseMachineInstall: true });
  execFileSync(cli, [...args, ...profile, '--install-extension', vsixFile], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const code = await runTests({
    vscodeExecutablePath: executable,
    reuseMachineInstall: true,
    extensionDevelopmentPath: carrierFolder,
    extensionTestsPath: await bundleSuite(),
    launchArgs: [folder, ...profile, '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes'],
  }).catch((error: unknown) => {
    console.error(String(error));
    return 1;
  });
  process.exitCode = code;
} finally {
  process.stdout.write(readReport());
  rmSync(folder, { recursive: true, force: true });
  rmSync(data, { recursive: true, force: true, maxRetries: 5 });
}
