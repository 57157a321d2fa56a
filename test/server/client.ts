import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type {
  Diagnostic,
  InitializeParams,
  MessageConnection,
  PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import {
  createMessageConnection,
  NullLogger,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { PreviewState } from '../../server/protocol.ts';
import { previewStateNotification } from '../../server/protocol.ts';

const serverProgram = fileURLToPath(new URL('../../server/main.ts', import.meta.url));

/** What a server published for a file. */
export interface Published {
  readonly version: number | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** An editor reduced to what tests need of it, with a real server in a process of its own at the other end of a pipe. */
export class TestClient {
  readonly connection: MessageConnection;
  readonly process: ChildProcess;
  /** Everything that was published, in order, by URI. */
  readonly published = new Map<string, Published[]>();
  readonly states: PreviewState[] = [];
  readonly logged: { readonly type: number; readonly message: string }[] = [];
  /** What the server registered dynamically. */
  readonly registered: { readonly method: string; readonly registerOptions?: unknown }[] = [];
  readonly #versions = new Map<string, number>();
  readonly #waiting = new Set<() => void>();

  constructor() {
    this.process = spawn(process.execPath, ['--import', 'tsx', serverProgram, '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.connection = createMessageConnection(
      new StreamMessageReader(this.process.stdout!),
      new StreamMessageWriter(this.process.stdin!),
      NullLogger,
    );
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      const list = this.published.get(params.uri) ?? [];
      list.push({ version: params.version, diagnostics: params.diagnostics });
      this.published.set(params.uri, list);
      this.#wake();
    });
    this.connection.onNotification(previewStateNotification, (state: PreviewState) => {
      this.states.push(state);
      this.#wake();
    });
    this.connection.onNotification('window/logMessage', (entry: { type: number; message: string }) => {
      this.logged.push(entry);
      this.#wake();
    });
    this.connection.onRequest('client/registerCapability', (params: { registrations: { method: string }[] }) => {
      this.registered.push(...params.registrations);
      this.#wake();
      return null;
    });
    this.connection.listen();
  }

  /** Initializes with the capabilities of a rich client. */
  async initialize(folders: readonly string[], more: Partial<InitializeParams> = {}): Promise<unknown> {
    const result = await this.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: folders[0] ?? null,
      workspaceFolders: folders.map((uri) => ({ uri, name: uri.slice(uri.lastIndexOf('/') + 1) })),
      capabilities: {
        textDocument: {
          completion: { completionItem: { snippetSupport: true, insertReplaceSupport: true } },
          definition: { linkSupport: true },
          publishDiagnostics: { versionSupport: true },
        },
        workspace: {
          workspaceEdit: { documentChanges: true },
          didChangeWatchedFiles: { dynamicRegistration: true },
          workspaceFolders: true,
        },
      },
      ...more,
    });
    await this.connection.sendNotification('initialized', {});
    return result;
  }

  async open(uri: string, text: string): Promise<void> {
    this.#versions.set(uri, 1);
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'parapet', version: 1, text },
    });
  }

  /** Replaces the whole text, or a range of it; gives the version. */
  async change(
    uri: string,
    ...contentChanges: readonly { readonly range?: unknown; readonly text: string }[]
  ): Promise<number> {
    const version = this.#versions.get(uri)! + 1;
    this.#versions.set(uri, version);
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
    return version;
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  request<T>(method: string, params: unknown): Promise<T> {
    return this.connection.sendRequest<T>(method, params);
  }

  async notify(method: string, params: unknown): Promise<void> {
    await this.connection.sendNotification(method, params);
  }

  /** What was last published for a file. */
  last(uri: string): Published | undefined {
    return this.published.get(uri)?.at(-1);
  }

  /** The diagnostics of a file, as `rule` codes, once they are those of a version. */
  async codes(uri: string, version = this.#versions.get(uri)): Promise<string[]> {
    await this.until(
      `diagnostics of version ${version}`,
      () => this.last(uri) !== undefined && this.last(uri)!.version === version,
    );
    return this.last(uri)!.diagnostics.map((diagnostic) => String(diagnostic.code));
  }

  /** What was published for the newest version of a file, however long the server has work before it. */
  async settled(uri: string, milliseconds = 60_000): Promise<Published> {
    const version = this.#versions.get(uri);
    await this.until(`diagnostics of version ${version}`, () => this.last(uri)?.version === version, milliseconds);
    return this.last(uri)!;
  }

  /** Waits until something holds; looked at with each message that arrives. */
  until(what: string, holds: () => boolean, milliseconds = 8_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        if (!holds()) return;
        this.#waiting.delete(check);
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(check);
        reject(new Error(`Waited ${milliseconds} ms in vain for ${what}`));
      }, milliseconds);
      this.#waiting.add(check);
      check();
    });
  }

  /** Shuts the server down as an editor does; gives its exit code. */
  async end(): Promise<number | null> {
    const exited = new Promise<number | null>((resolve) => this.process.on('exit', (code) => resolve(code)));
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    const code = await exited;
    this.connection.dispose();
    return code;
  }

  #wake(): void {
    for (const check of [...this.#waiting]) check();
  }
}
