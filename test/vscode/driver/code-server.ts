import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serverNode, testFolder, vscodeFolder } from './packages.ts';

/** A quiet workbench: no welcome page, no assistants, nothing that asks the network or the person. */
const quiet: Readonly<Record<string, unknown>> = {
  'chat.disableAIFeatures': true,
  'editor.accessibilitySupport': 'off',
  'editor.minimap.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.enabled': false,
  'remote.autoForwardPorts': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.commandCenter': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
};

export interface ServerOptions {
  /** Extensions to install, as VSIX files. */
  readonly extensions?: readonly string[];
  /** User settings on top of quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Ask whether a folder is to be trusted, as VS Code does. Default false: every folder is. */
  readonly workspaceTrust?: boolean;
  /** Lets the page run a test suite inside the extension host. It hides notifications. */
  readonly testDriver?: boolean;
}

/** A connection that a process of the server tried to make beyond this machine. */
export interface OutwardConnection {
  readonly how: string;
  readonly where: string;
  /** Command line of the process. */
  readonly program: string;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** VS Code's server with a data folder of its own; the workbench it serves is what a user of VS Code sees. */
export class CodeServer {
  /** Host and port of its pages. `localhost`: service workers, and so webviews, need no TLS there. */
  readonly host: string;
  readonly process: ChildProcess;
  readonly #folder: string;
  readonly #output: string[];

  private constructor(folder: string, host: string, child: ChildProcess, output: string[]) {
    this.#folder = folder;
    this.host = host;
    this.process = child;
    this.#output = output;
  }

  /**
   * Installs the extensions and starts the server.
   * @throws where an extension cannot be installed or the server does not start within a minute; its output is in the message.
   */
  static async start(options: ServerOptions = {}): Promise<CodeServer> {
    const folder = mkdtempSync(path.join(tmpdir(), 'vscode-server-'));
    mkdirSync(path.join(folder, 'user/User'), { recursive: true });
    mkdirSync(path.join(folder, 'extensions'));
    const settings = JSON.stringify({ ...quiet, ...options.settings }, null, 2);
    writeFileSync(path.join(folder, 'user/User/settings.json'), settings);
    const data = ['--accept-server-license-terms', '--extensions-dir', path.join(folder, 'extensions')];
    data.push('--server-data-dir', path.join(folder, 'data'), '--user-data-dir', path.join(folder, 'user'));

    const output: string[] = [];
    const start = (args: readonly string[]): ChildProcess => {
      const child = spawn(serverNode(), [path.join(vscodeFolder(), 'out/server-main.js'), ...data, ...args], {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...process.env,
          // No marketplace: the workbench would ask it about extensions to recommend.
          EXTENSIONS_GALLERY: '{}',
          NODE_OPTIONS: `--require=${path.join(testFolder, 'driver/connection-log.cjs')}`,
          PARAPET_CONNECTION_LOG: path.join(folder, 'connections.log'),
        },
      });
      for (const stream of [child.stdout, child.stderr]) {
        stream?.setEncoding('utf8').on('data', (text: string) => output.push(text));
      }
      return child;
    };
    const ended = (child: ChildProcess): Promise<number> =>
      new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 128)));

    for (const extension of options.extensions ?? []) {
      const code = await ended(start(['--install-extension', extension, '--force']));
      if (code !== 0) throw new Error(`${extension} does not install:\n${output.join('')}`);
    }

    const port = await freePort();
    const args = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--disable-telemetry'];
    if (options.workspaceTrust !== true) args.push('--disable-workspace-trust');
    if (options.testDriver === true) args.push('--enable-smoke-test-driver');
    const child = start(args);
    process.once('exit', () => child.kill('SIGKILL'));
    const listening = new Promise<void>((resolve, reject) => {
      const deadline = setTimeout(() => reject(new Error(`no server after a minute:\n${output.join('')}`)), 60_000);
      child.stdout?.on('data', () => {
        if (!output.join('').includes('Extension host agent listening')) return;
        clearTimeout(deadline);
        resolve();
      });
      child.once('exit', (code) => {
        clearTimeout(deadline);
        reject(new Error(`the server ended with ${String(code)}:\n${output.join('')}`));
      });
    });
    await listening;
    return new CodeServer(folder, `localhost:${String(port)}`, child, output);
  }

  /** What the server printed. */
  get output(): string {
    return this.#output.join('');
  }

  /** Where an installed extension was unpacked, by the beginning of its folder's name. */
  get extensionsFolder(): string {
    return path.join(this.#folder, 'extensions');
  }

  /** Connections beyond this machine that the server, its extension hosts and their children tried to make. */
  get outwardConnections(): readonly OutwardConnection[] {
    const file = path.join(this.#folder, 'connections.log');
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, 'utf8').split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as OutwardConnection);
  }

  /** Ends the server and removes its data. */
  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const gone = new Promise((resolve) => this.process.once('exit', resolve));
      this.process.kill('SIGTERM');
      const hard = setTimeout(() => this.process.kill('SIGKILL'), 5000);
      await gone;
      clearTimeout(hard);
    }
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
