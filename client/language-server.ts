import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  TransportKind,
} from 'vscode-languageclient/node';
import type { ErrorHandler, LanguageClientOptions, ServerOptions } from 'vscode-languageclient/node';
import { CrashCount } from './crash-count.ts';
import { lensCommands } from './lens-commands.ts';
import { isWorkedOn } from './worked-on.ts';

/** `stopped` before it is first needed; `failed` when it keeps ending and is not started again without being asked. */
export type ServerState = 'stopped' | 'starting' | 'running' | 'failed';

/** A client that writes to the log and leaves it to `LanguageServer` what the person is told. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
  override warn(message: string, data?: unknown): void {
    super.warn(message, data, false);
  }
  override info(message: string, data?: unknown): void {
    super.info(message, data, false);
  }
}

/**
 * The language server as the extension sees it: started on first need, started again when it ends by itself, and given
 * up after a few ends in short time, with one message and a status item that both offer a restart.
 */
export class LanguageServer implements vscode.Disposable {
  readonly #module: string;
  readonly #log: vscode.LogOutputChannel;
  readonly #crashes = new CrashCount(4, 180_000);
  readonly #states = new vscode.EventEmitter<ServerState>();
  readonly #notifications = new Map<string, (message: unknown) => void>();
  #status: vscode.LanguageStatusItem | undefined;
  #client: LanguageClient | undefined;
  /** Settles when the newest attempt to start has. */
  #started: Promise<void> | undefined;
  #restarting: Promise<void> | undefined;
  #state: ServerState = 'stopped';
  #told = false;
  #disposed = false;

  /** Tells each change of `state`. After `running` the server knows nothing of what it was asked to draw before. */
  readonly onDidChangeState = this.#states.event;

  /** `module` is the file of the bundled server. */
  constructor(module: string, log: vscode.LogOutputChannel) {
    this.#module = module;
    this.#log = log;
  }

  get state(): ServerState {
    return this.#state;
  }

  /** Calls `listener` with each notification of this name, over restarts too. To be called before the first start. */
  onNotification(method: string, listener: (message: unknown) => void): void {
    this.#notifications.set(method, listener);
  }

  /** Starts the server unless it runs or has been given up. Never rejects: `state` tells. */
  async start(): Promise<void> {
    if (this.#state === 'stopped') this.#startClient();
    await this.#started;
  }

  /** Ends the server, if it runs, and starts a new one. Never rejects. */
  restart(): Promise<void> {
    this.#restarting ??= this.#stopAndStart().finally(() => (this.#restarting = undefined));
    return this.#restarting;
  }

  /** Asks the server, starting it where needed. Rejects where there is none or it refuses. */
  async request(method: string, parameters: unknown): Promise<unknown> {
    await this.start();
    if (!this.#client || this.#state === 'failed') throw new Error('The language server is not running.');
    return this.#client.sendRequest<unknown>(method, parameters);
  }

  /** Tells the server something, if it runs. Never rejects. */
  async notify(method: string, parameters: unknown): Promise<void> {
    if (!this.#client || this.#state !== 'running') return;
    await this.#client.sendNotification(method, parameters).catch((error: unknown) => this.#log.debug(String(error)));
  }

  /** Ends the server before the extension is unloaded. */
  async stop(): Promise<void> {
    this.#disposed = true;
    await this.#stopClient();
  }

  dispose(): void {
    this.#disposed = true;
    this.#status?.dispose();
    this.#states.dispose();
  }

  #startClient(): void {
    if (this.#disposed) return;
    this.#setState('starting');
    const client = this.#newClient();
    this.#client = client;
    for (const [method, listener] of this.#notifications) {
      client.onNotification(method, (message: unknown) => {
        if (client === this.#client) listener(message);
      });
    }
    this.#started = client.start().then(
      () => {
        if (client !== this.#client) return;
        this.#log.info('The language server runs.');
        this.#setState('running');
      },
      (error: unknown) => {
        this.#log.error(`The language server did not start: ${error instanceof Error ? error.message : String(error)}`);
        return this.#onEnded(client);
      },
    );
  }

  async #stopAndStart(): Promise<void> {
    this.#crashes.forget();
    this.#told = false;
    await this.#stopClient();
    this.#setState('stopped');
    await this.start();
  }

  async #stopClient(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    if (!client) return;
    await client.dispose(2000).catch((error: unknown) => this.#log.debug(`while stopping: ${String(error)}`));
  }

  /** The server is gone without having been asked to go: once more, unless that has happened too often. */
  #onEnded(client: LanguageClient): Promise<void> {
    if (client !== this.#client || this.#disposed) return Promise.resolve();
    this.#client = undefined;
    this.#started = this.#startAfterEnd(client);
    return this.#started;
  }

  async #startAfterEnd(ended: LanguageClient): Promise<void> {
    const again = this.#crashes.add(Date.now());
    if (again) {
      this.#log.warn('The language server ended by itself and is started again.');
      this.#setState('starting');
    }
    // What the old client registered with the editor has to be gone before a new one registers the same.
    await new Promise((resolve) => setTimeout(resolve, 50));
    await ended.dispose(1000).catch((error: unknown) => this.#log.debug(`while cleaning up: ${String(error)}`));
    if (this.#client) return;
    if (again) this.#startClient();
    else this.#giveUp();
    if (again) await this.#started;
  }

  #newClient(): LanguageClient {
    const server = { module: this.#module, transport: TransportKind.ipc } as const;
    const serverOptions: ServerOptions = {
      run: server,
      debug: { ...server, options: { execArgv: ['--nolazy', '--enable-source-maps'] } },
    };
    const errorHandler: ErrorHandler = {
      error: (error, _message, count) => {
        this.#log.error(`connection: ${error.message}`);
        return { action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true };
      },
      closed: () => {
        this.#onEnded(client).catch((error: unknown) => this.#log.error(String(error)));
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    };
    const clientOptions: LanguageClientOptions = {
      documentSelector: [{ language: 'parapet' }],
      outputChannel: this.#log,
      traceOutputChannel: this.#log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      diagnosticCollectionName: 'parapet',
      errorHandler,
      initializationFailedHandler: (error: unknown) => {
        this.#log.error(`initialize: ${String(error)}`);
        return false;
      },
      markdown: { isTrusted: false, supportHtml: false },
      initializationOptions: {
        suggestCommand: 'editor.action.triggerSuggest',
        commands: lensCommands,
        settings: {
          parapet: { editor: { codeLens: vscode.workspace.getConfiguration('parapet.editor').get('codeLens') } },
        },
      },
      synchronize: { configurationSection: 'parapet' },
      middleware: {
        handleDiagnostics: (uri, diagnostics, next) => next(uri, isWorkedOn(uri) ? diagnostics : []),
      },
    };
    const client = new QuietClient('parapet', 'Parapet', serverOptions, clientOptions);
    return client;
  }

  #giveUp(): void {
    this.#log.error('The language server keeps ending by itself and is not started again.');
    this.#setState('failed');
    if (this.#told || this.#disposed) return;
    this.#told = true;
    const restart = 'Restart';
    const output = 'Show Output';
    void vscode.window
      .showErrorMessage(
        'Parapet: the language server has stopped. Designs are not checked or drawn until it is restarted.',
        restart,
        output,
      )
      .then((choice) => {
        if (choice === restart) return vscode.commands.executeCommand('parapet.restartServer');
        if (choice === output) this.#log.show();
        return undefined;
      });
  }

  #setState(state: ServerState): void {
    if (this.#disposed || state === this.#state) return;
    this.#state = state;
    this.#showStatus();
    this.#states.fire(state);
  }

  /** A word beside the language's name in the status bar; it stands out only where something is wrong. */
  #showStatus(): void {
    if (!this.#status) {
      this.#status = vscode.languages.createLanguageStatusItem('parapet.server', { language: 'parapet' });
      this.#status.name = 'Parapet Language Server';
    }
    const item = this.#status;
    item.busy = this.#state === 'starting';
    if (this.#state === 'failed') {
      item.severity = vscode.LanguageStatusSeverity.Error;
      item.text = 'Parapet has stopped';
      item.detail = 'designs are not checked or drawn';
      item.command = { command: 'parapet.restartServer', title: 'Restart' };
    } else {
      item.severity = vscode.LanguageStatusSeverity.Information;
      item.text = this.#state === 'running' ? 'Parapet' : 'Parapet is starting';
      item.detail = '';
      item.command = { command: 'parapet.showOutput', title: 'Show Output' };
    }
  }
}
