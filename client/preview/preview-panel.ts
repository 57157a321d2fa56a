import * as vscode from 'vscode';
import {
  plainExploration,
  previewCloseNotification,
  previewOpenRequest,
  previewStopNotification,
} from '../../server/protocol.ts';
import type { PreviewCloseParams, PreviewOpenParams, PreviewState } from '../../server/protocol.ts';
import type { LanguageServer } from '../language-server.ts';
import { applyFix } from './apply-fix.ts';
import { isMessageToPanel, themeChoices, viewKey, wheelChoices } from './messages.ts';
import type {
  Connection,
  Exploration,
  KeptState,
  MessageToPage,
  MessageToPanel,
  PictureFormat,
  PictureState,
  PreviewSettings,
  Share,
  ThemeChoice,
} from './messages.ts';
import { itemsAt, placesOfItem } from './picture-places.ts';
import { PictureRequests } from './picture-requests.ts';
import { mediaFolder, previewPage } from './preview-page.ts';
import { showPlaces, showText } from './reveal-text.ts';

export const previewViewType = 'parapet.preview';

/** What a preview shows. */
export interface PreviewSubject {
  readonly uri: vscode.Uri;
  /** Name of the view; empty for the first. */
  readonly view: string;
}

/** Pictures that one preview keeps, to show again at once when it is led back to their files. */
const keptPictures = 8;

/**
 * One preview: a webview panel, the file and view it shows, and the newest picture the server drew of them. While the
 * panel is hidden its page does not exist and the server draws nothing for it.
 */
export class PreviewPanel implements vscode.Disposable {
  static #count = 0;

  readonly #panel: vscode.WebviewPanel;
  readonly #server: LanguageServer;
  readonly #log: vscode.LogOutputChannel;
  readonly #disposables: vscode.Disposable[] = [];
  readonly #pictures = new Map<string, PreviewState>();
  /** The view that was chosen last of each file. */
  readonly #views = new Map<string, string>();
  /** How each view of each file is looked at. */
  readonly #explorations = new Map<string, Exploration>();
  readonly #requests = new PictureRequests((message) => this.#post(message));
  readonly #share: (preview: PreviewPanel, how: Share) => Promise<void>;
  readonly #disposed = new vscode.EventEmitter<void>();
  readonly #changed = new vscode.EventEmitter<void>();
  #subject: PreviewSubject;
  #locked: boolean;
  /** Name under which the server draws for this panel just now. A new one for each time drawing begins. */
  #drawing: string | undefined;
  #drawnSequence = -1;
  #picture: PreviewState | undefined;
  #sequence = 0;
  #pageListens = false;

  /** Tells when the panel is gone. */
  readonly onDidDispose = this.#disposed.event;
  /** Tells when it is shown, hidden, locked or shows something else. */
  readonly onDidChange = this.#changed.event;

  constructor(
    panel: vscode.WebviewPanel,
    extension: vscode.Uri,
    server: LanguageServer,
    log: vscode.LogOutputChannel,
    subject: PreviewSubject,
    locked: boolean,
    options: {
      readonly share: (preview: PreviewPanel, how: Share) => Promise<void>;
      readonly explorations?: KeptState['explorations'];
    },
  ) {
    this.#panel = panel;
    this.#server = server;
    this.#log = log;
    this.#subject = subject;
    this.#locked = locked;
    this.#share = options.share;
    for (const { key, exploration } of options.explorations ?? []) this.#explorations.set(key, exploration);
    const icon = (theme: string): vscode.Uri => vscode.Uri.joinPath(extension, 'media', 'icons', `file-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    panel.webview.options = { enableScripts: true, localResourceRoots: [mediaFolder(extension)] };
    this.#disposables.push(
      panel.onDidDispose(() => this.dispose()),
      panel.onDidChangeViewState(() => this.#onViewState()),
      panel.webview.onDidReceiveMessage((message: unknown) => this.#onMessage(message)),
      server.onDidChangeState(() => this.#onServerState()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('parapet.preview')) this.#sendSettings();
      }),
      vscode.window.onDidChangeTextEditorSelection((change) => this.#onCursor(change.textEditor)),
    );
    this.#showTitle();
    panel.webview.html = previewPage(panel.webview, extension);
    this.#draw();
  }

  get subject(): PreviewSubject {
    return this.#subject;
  }

  get locked(): boolean {
    return this.#locked;
  }

  get active(): boolean {
    return this.#panel.active;
  }

  get visible(): boolean {
    return this.#panel.visible;
  }

  get column(): vscode.ViewColumn | undefined {
    return this.#panel.viewColumn;
  }

  /** The views of the file shown, as far as they are known. */
  get views(): PreviewState['views'] {
    return this.#picture?.views ?? [];
  }

  /** Name of the view shown; empty while it is not known. */
  get view(): string {
    return this.#picture?.view ?? this.#subject.view;
  }

  get hasPicture(): boolean {
    return this.#picture?.scene !== undefined;
  }

  reveal(preserveFocus: boolean): void {
    this.#panel.reveal(undefined, preserveFocus);
  }

  /** Shows another file, or another view. Without a view, the one that was seen last of that file. */
  show(wanted: PreviewSubject): void {
    const subject = { ...wanted, view: wanted.view || (this.#views.get(wanted.uri.toString()) ?? '') };
    if (subject.uri.toString() === this.#subject.uri.toString() && subject.view === this.view) return;
    this.#subject = subject;
    this.#views.set(subject.uri.toString(), subject.view);
    this.#picture = this.#pictures.get(viewKey(subject.uri.toString(), subject.view));
    this.#showTitle();
    this.#sendState();
    this.#askForDrawing();
    this.#changed.fire();
  }

  setLocked(locked: boolean): void {
    if (locked === this.#locked) return;
    this.#locked = locked;
    this.#showTitle();
    this.#sendState();
    this.#changed.fire();
  }

  /** A state that the server sent, for whichever preview. */
  takeState(state: PreviewState): void {
    if (state.preview !== this.#drawing || state.sequence <= this.#drawnSequence) return;
    this.#drawnSequence = state.sequence;
    if (state.uri !== this.#subject.uri.toString()) return;
    this.#picture = state;
    if (this.#subject.view !== '' && this.#subject.view !== state.view) {
      // The view was renamed or is gone: what the server shows instead is what is shown from now on.
      this.#subject = { ...this.#subject, view: state.view };
    }
    if (state.scene) {
      for (const view of new Set([state.view, this.#subject.view])) {
        const key = viewKey(state.uri, view);
        this.#pictures.delete(key);
        this.#pictures.set(key, state);
      }
      for (const key of this.#pictures.keys()) {
        if (this.#pictures.size <= keptPictures) break;
        this.#pictures.delete(key);
      }
    }
    this.#sendState();
    this.#changed.fire();
    this.#sendCursor();
  }

  #sendCursor(): void {
    const editor = this.#editor();
    if (editor) this.#onCursor(editor);
  }

  /** The editor whose cursor is followed: while the preview itself is active, the one that shows its file. */
  #editor(): vscode.TextEditor | undefined {
    const uri = this.#subject.uri.toString();
    const { activeTextEditor, visibleTextEditors } = vscode.window;
    return activeTextEditor ?? visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
  }

  /** The picture as the page draws it: SVG, or a PNG in base 64; nothing where there is none or the page does not answer. */
  async picture(format: PictureFormat, theme: ThemeChoice): Promise<string | undefined> {
    if (!this.#panel.visible) this.#panel.reveal(undefined, true);
    return this.#requests.ask(format, theme, false);
  }

  /** Has the page put the picture on the clipboard as PNG, which it may do only while it has the focus. */
  async copyPng(): Promise<boolean> {
    if (!this.#panel.active) this.#panel.reveal(undefined, false);
    return (await this.#requests.ask('png', 'auto', true)) !== undefined;
  }

  dispose(): void {
    this.#endDrawing();
    this.#requests.dispose();
    for (const disposable of this.#disposables.splice(0)) disposable.dispose();
    this.#panel.dispose();
    this.#disposed.fire();
    this.#disposed.dispose();
    this.#changed.dispose();
  }

  #onViewState(): void {
    if (this.#panel.visible) {
      this.#draw();
    } else {
      this.#pageListens = false;
      this.#endDrawing();
    }
    this.#changed.fire();
  }

  #onServerState(): void {
    // A server that ended took its drawings with it.
    if (this.#server.state !== 'running') this.#drawing = undefined;
    this.#draw();
    this.#sendState();
  }

  #onMessage(message: unknown): void {
    if (!isMessageToPanel(message)) {
      this.#log.debug('The preview sent something that is not understood.');
      return;
    }
    void Promise.resolve(this.#answer(message)).catch((error: unknown) => this.#log.warn(`preview: ${String(error)}`));
  }

  #answer(message: MessageToPanel): Thenable<unknown> | void {
    switch (message.type) {
      case 'ready':
        this.#pageListens = true;
        this.#sendSettings();
        this.#sendState();
        // The picture may have come before the page listened.
        this.#sendCursor();
        return;
      case 'view':
        if (this.views.some((view) => view.name === message.view)) this.show({ ...this.#subject, view: message.view });
        return;
      case 'reveal': {
        if (message.sequence !== this.#sequence || !this.#picture?.scene) return;
        return showPlaces(placesOfItem(this.#picture.scene, message.item), message.open, this.#panel.viewColumn);
      }
      case 'problem': {
        const problem = message.sequence === this.#sequence ? this.#picture?.problems[message.index] : undefined;
        if (!problem) return;
        return showText(this.#subject.uri, rangeOf(problem.range), true, this.#panel.viewColumn);
      }
      case 'finding': {
        const finding = this.#findingOf(message);
        if (!finding) return;
        return showText(vscode.Uri.parse(finding.uri, true), rangeOf(finding.range), true, this.#panel.viewColumn);
      }
      case 'fix':
        return this.#fix(message);
      case 'explore':
        if (message.view !== this.view) return;
        this.#explorations.set(this.#viewKey(), message.exploration);
        this.#askForDrawing();
        return;
      case 'tidy':
        this.#askForDrawing(true);
        return;
      case 'stop': {
        const preview = this.#drawing;
        return preview === undefined ? undefined : this.#server.notify(previewStopNotification, { preview });
      }
      case 'share':
        return this.#share(this, message.how);
      case 'restart':
        return vscode.commands.executeCommand('parapet.restartServer');
      case 'exported':
        this.#requests.answer(message.request, message.data);
    }
  }

  #findingOf({ sequence, index }: { readonly sequence: number; readonly index: number }) {
    return sequence === this.#sequence ? this.#picture?.findings[index] : undefined;
  }

  async #fix(message: MessageToPanel & { readonly type: 'fix' }): Promise<void> {
    const finding = this.#findingOf(message);
    const title = finding?.fixes[message.fix];
    if (!finding || title === undefined) return;
    const uri = vscode.Uri.parse(finding.uri, true);
    if (!(await applyFix(uri, rangeOf(finding.range), title))) {
      void vscode.window.showInformationMessage(`"${title}" is not offered any more: the text has changed.`);
    }
  }

  #viewKey(): string {
    return viewKey(this.#subject.uri.toString(), this.view);
  }

  #exploration(): Exploration {
    return this.#explorations.get(this.#viewKey()) ?? plainExploration;
  }

  #onCursor(editor: vscode.TextEditor): void {
    const scene = this.#picture?.scene;
    if (!scene || !this.#panel.visible || editor.document.languageId !== 'parapet') return;
    const wanted = vscode.workspace.getConfiguration('parapet.preview').get<boolean>('markCursor', true);
    const { document } = editor;
    const sameLine = (a: number, b: number): boolean => document.positionAt(a).line === document.positionAt(b).line;
    const items =
      wanted && !this.#picture?.stale
        ? itemsAt(scene, document.uri.toString(), document.offsetAt(editor.selection.active), sameLine)
        : [];
    this.#post({ type: 'cursor', sequence: this.#sequence, items });
  }

  /** Has the server draw, where somebody looks and it does not draw already. Called again when the server runs. */
  #draw(): void {
    if (!this.#panel.visible || this.#drawing !== undefined) return;
    if (this.#server.state !== 'running') {
      void this.#server.start();
      return;
    }
    this.#drawing = `preview-${++PreviewPanel.#count}`;
    this.#drawnSequence = -1;
    this.#askForDrawing();
  }

  #endDrawing(): void {
    if (this.#drawing === undefined) return;
    const parameters: PreviewCloseParams = { preview: this.#drawing };
    this.#drawing = undefined;
    void this.#server.notify(previewCloseNotification, parameters);
  }

  #askForDrawing(tidy = false): void {
    const preview = this.#drawing;
    if (preview === undefined) return;
    const subject = this.#subject;
    const { uri, view } = subject;
    const parameters: PreviewOpenParams = {
      preview,
      uri: uri.toString(),
      ...(view === '' ? {} : { view }),
      ...(tidy ? { tidy } : {}),
      exploration: this.#exploration(),
    };
    const request = async (): Promise<void> => {
      await openDesign(uri);
      if (preview === this.#drawing && subject === this.#subject) {
        await this.#server.request(previewOpenRequest, parameters);
      }
    };
    request().catch((error: unknown) => this.#onRefused(preview, uri, error));
  }

  #onRefused(preview: string, uri: vscode.Uri, error: unknown): void {
    this.#log.warn(`preview of ${uri.toString()}: ${error instanceof Error ? error.message : String(error)}`);
    if (preview !== this.#drawing || this.#server.state !== 'running') return;
    if (!this.#picture) this.#sendState('The design could not be opened.');
  }

  #sendSettings(): void {
    const configuration = vscode.workspace.getConfiguration('parapet.preview');
    const settings: PreviewSettings = {
      theme: themeChoices.find((theme) => theme === configuration.get('theme')) ?? 'auto',
      wheel: wheelChoices.find((wheel) => wheel === configuration.get('wheel')) ?? 'scroll',
    };
    this.#post({ type: 'settings', settings });
  }

  #sendState(failure?: string): void {
    const picture = this.#picture;
    const state: PictureState = {
      sequence: ++this.#sequence,
      uri: this.#subject.uri.toString(),
      file: fileName(this.#subject.uri),
      views: this.views,
      view: this.view,
      scene: picture?.scene,
      stale: picture?.stale ?? false,
      notice: failure ?? picture?.notice,
      problems: (picture?.problems ?? []).map(({ message, severity, range }) => ({
        message,
        severity,
        line: range.start.line + 1,
      })),
      locked: this.#locked,
      connection: connectionOf(this.#server),
      exploration: this.#exploration(),
      overview: picture?.overview ?? false,
      ...(picture?.road ? { road: picture.road } : {}),
      kept: picture?.kept ?? false,
      ...(picture?.progress ? { progress: picture.progress } : {}),
      elements: picture?.elements ?? [],
      findings: (picture?.findings ?? []).map(({ uri: _uri, range, ...finding }) => ({
        ...finding,
        line: range.start.line + 1,
      })),
    };
    this.#post({ type: 'state', state });
  }

  /** False while the page does not listen. */
  #post(message: MessageToPage): boolean {
    if (this.#pageListens) void this.#panel.webview.postMessage(message);
    return this.#pageListens;
  }

  #showTitle(): void {
    const name = fileName(this.#subject.uri);
    this.#panel.title = this.#locked ? `[Preview] ${name}` : `Preview ${name}`;
  }
}

/**
 * Has the editor open a design, unseen, so that the server knows its text whatever file system it is on. Rejects where
 * that is not possible: the place may come from what a page kept, so nothing but a design is opened.
 */
async function openDesign(uri: vscode.Uri): Promise<void> {
  const isOpen = vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
  // Opening an untitled text that is gone would make a new one.
  if (uri.scheme === 'untitled' && !isOpen) throw new Error('It is no longer open.');
  const document = await vscode.workspace.openTextDocument(uri);
  if (document.languageId !== 'parapet') throw new Error('It is not a Parapet design.');
}

function connectionOf(server: LanguageServer): Connection {
  return server.state === 'stopped' ? 'starting' : server.state;
}

function rangeOf({ start, end }: PreviewState['findings'][number]['range']): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** The last part of a path, without characters that a title cannot hold. */
function fileName(uri: vscode.Uri): string {
  return (uri.path.split('/').at(-1) ?? '').replace(/[\u0000-\u001f\u007f]/g, ' ');
}
