import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import type { PreviewOpenParams, PreviewState } from '../server/protocol.ts';
import { previewOpenRequest, previewStateNotification } from '../server/protocol.ts';

interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly { readonly severity?: number }[];
}

interface Position {
  readonly line: number;
  readonly character: number;
}

interface Change {
  readonly line: number;
  readonly character: number;
  /** Characters to take away behind that place, on the same line. */
  readonly remove?: number;
  /** The whole line instead, with its line break. */
  readonly removeLine?: boolean;
  readonly insert?: string;
}

/** How long to wait for an answer before the measurement is given up, in milliseconds. */
const patience = 120_000;

/** A language server as an editor sees it: a process, spoken to over standard input and output. */
export class MeasuredServer {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #connection: MessageConnection;
  readonly #started = performance.now();
  readonly #published: ((published: Published) => void)[] = [];
  readonly #states: ((state: PreviewState) => void)[] = [];
  #version = 0;
  #uri = '';
  /** The last thing a preview said, for when it says no more. */
  #lastState: PreviewState | undefined;

  /** `program` is a bundle for Node.js. */
  constructor(program: string) {
    this.#process = spawn(process.execPath, [program, '--stdio'], { stdio: 'pipe' });
    this.#process.stderr.resume();
    this.#connection = createMessageConnection(
      new StreamMessageReader(this.#process.stdout),
      new StreamMessageWriter(this.#process.stdin),
    );
    this.#connection.onNotification('textDocument/publishDiagnostics', (published: Published) => {
      for (const listener of [...this.#published]) listener(published);
    });
    this.#connection.onNotification(previewStateNotification, (state: PreviewState) => {
      this.#lastState = state;
      for (const listener of [...this.#states]) listener(state);
    });
    // What servers ask of editors, answered as by an editor that has nothing to say.
    this.#connection.onRequest((method) => (method === 'workspace/configuration' ? [{}] : null));
    this.#connection.onError(() => undefined);
    this.#connection.listen();
  }

  /**
   * Opens a file; gives the time from the start of the process to its first diagnostics, and how many there are. An editor
   * that shows pictures says so.
   */
  async open(
    uri: string,
    text: string,
    folder?: string,
    showsPictures = false,
  ): Promise<{ time: number; diagnostics: number }> {
    await this.#connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: folder ?? null,
      workspaceFolders: folder === undefined ? null : [{ uri: folder, name: 'bench' }],
      capabilities: {
        textDocument: { publishDiagnostics: { versionSupport: true }, synchronization: {} },
        workspace: { workspaceFolders: true, configuration: false },
      },
      initializationOptions: showsPictures ? { commands: { openView: 'openView' } } : {},
    });
    await this.#connection.sendNotification('initialized', {});
    this.#uri = uri;
    this.#version = 1;
    const first = this.#nextDiagnostics();
    await this.#connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'parapet', version: 1, text },
    });
    const published = await first;
    return { time: performance.now() - this.#started, diagnostics: published.diagnostics.length };
  }

  /** One change; gives the time until the diagnostics of the changed text are there. */
  async change(change: Change): Promise<number> {
    const answer = this.#nextDiagnostics();
    const start = performance.now();
    await this.#send(change);
    await answer;
    return performance.now() - start;
  }

  /** One change, and one question about the changed text right behind it; gives the time until the answer is there. */
  async changeAndAsk(change: Change, method: string, params: (position: Position) => object): Promise<number> {
    const published = this.#nextDiagnostics();
    const start = performance.now();
    await this.#send(change);
    const position = { line: change.line, character: change.character + (change.insert?.length ?? 0) };
    await this.#connection.sendRequest(method, { textDocument: { uri: this.#uri }, position, ...params(position) });
    const time = performance.now() - start;
    await published;
    return time;
  }

  /** One question about the text as it is; gives the time until the answer is there, and whether it says anything. */
  async ask(method: string, params: object): Promise<{ time: number; answered: boolean }> {
    const start = performance.now();
    const answer: unknown = await this.#connection.sendRequest(method, { textDocument: { uri: this.#uri }, ...params });
    return { time: performance.now() - start, answered: answer !== null && answer !== undefined };
  }

  /** Begins a preview, or changes what it shows; gives the time until that picture, or nothing where it was given up. */
  async preview({ view, exploration }: Pick<PreviewOpenParams, 'view' | 'exploration'> = {}): Promise<
    number | undefined
  > {
    const shown = this.#nextPicture((state) => state.overview === (exploration?.overview ?? false) || !exploration);
    const start = performance.now();
    await this.#connection.sendRequest(previewOpenRequest, {
      preview: 'bench',
      uri: this.#uri,
      ...(view ? { view } : {}),
      ...(exploration ? { exploration } : {}),
    });
    return (await shown) ? performance.now() - start : undefined;
  }

  /**
   * One change, or the whole text anew; gives the time until a picture is there of which `isNew` is true, or nothing where
   * drawing it was given up.
   */
  async changePicture(
    change: Change | string,
    isNew: (scene: NonNullable<PreviewState['scene']>) => boolean,
  ): Promise<number | undefined> {
    const shown = this.#nextPicture((state) => state.scene !== undefined && isNew(state.scene));
    const start = performance.now();
    await this.#send(change);
    return (await shown) ? performance.now() - start : undefined;
  }

  /** The next picture of the text as it is now; false where it took too long and what was there before stays. */
  async #nextPicture(wanted: (state: PreviewState) => boolean): Promise<boolean> {
    const givenUp = (state: PreviewState): boolean => /stopped/.test(state.notice ?? '');
    const state = await this.#nextState(
      (state) => givenUp(state) || (state.scene !== undefined && !state.stale && !state.progress && wanted(state)),
    );
    return !givenUp(state);
  }

  /** Processor time that the process has taken, all threads together, in milliseconds; where the system tells. */
  async processorTime(): Promise<number> {
    try {
      const { readFile } = await import('node:fs/promises');
      const fields = (await readFile(`/proc/${this.#process.pid}/stat`, 'utf8')).split(') ')[1]!.split(' ');
      // In hundredths of a second: user and system.
      return 10 * (Number(fields[11]) + Number(fields[12]));
    } catch {
      return Number.NaN;
    }
  }

  /** Memory of the process in megabytes, where the system tells. */
  async memory(): Promise<number | undefined> {
    try {
      const { readFile } = await import('node:fs/promises');
      const status = await readFile(`/proc/${this.#process.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
    } catch {
      return undefined;
    }
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('close', resolve));
    // A server that does not end when asked is ended.
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), 3000);
    try {
      await this.#connection.sendRequest('shutdown');
      await this.#connection.sendNotification('exit');
    } catch {
      this.#process.kill('SIGKILL');
    }
    await ended;
    clearTimeout(timer);
    this.#connection.dispose();
  }

  #send(change: Change | string): Promise<void> {
    this.#version++;
    if (typeof change === 'string')
      return this.#connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: this.#uri, version: this.#version },
        contentChanges: [{ text: change }],
      });
    const { line, character, remove = 0, removeLine = false, insert = '' } = change;
    const end = removeLine ? { line: line + 1, character: 0 } : { line, character: character + remove };
    return this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.#uri, version: this.#version },
      contentChanges: [{ range: { start: { line, character }, end }, text: insert }],
    });
  }

  /** A server that says versions is waited for until it says the newest; the others answer once a change. */
  #nextDiagnostics(): Promise<Published> {
    return this.#next(
      this.#published,
      (published) =>
        published.uri === this.#uri && (published.version === undefined || published.version === this.#version),
      'diagnostics',
    );
  }

  #nextState(wanted: (state: PreviewState) => boolean): Promise<PreviewState> {
    return this.#next(this.#states, wanted, 'picture');
  }

  #next<Message>(
    listeners: ((message: Message) => void)[],
    wanted: (message: Message) => boolean,
    what: string,
  ): Promise<Message> {
    return new Promise((resolve, reject) => {
      const done = (): void => {
        clearTimeout(timer);
        listeners.splice(listeners.indexOf(listener), 1);
      };
      const listener = (message: Message): void => {
        if (!wanted(message)) return;
        done();
        resolve(message);
      };
      const timer = setTimeout(() => {
        done();
        const { scene, ...said } = this.#lastState ?? {};
        reject(
          new Error(
            `no ${what} within ${patience / 1000} s; last: ${scene ? 'a picture, ' : ''}${JSON.stringify(said)}`,
          ),
        );
      }, patience);
      listeners.push(listener);
    });
  }
}
