import * as vscode from 'vscode';
import { previewStateNotification } from '../../server/protocol.ts';
import type { LanguageServer } from '../language-server.ts';
import { readPreviewState } from '../protocol-checks.ts';
import { isWorkedOn } from '../worked-on.ts';
import { PictureShares } from './picture-shares.ts';
import { isKeptState } from './messages.ts';
import type { KeptState, PictureFormat, Share } from './messages.ts';
import { PreviewPanel, previewViewType } from './preview-panel.ts';
import type { PreviewSubject } from './preview-panel.ts';

/**
 * The previews of a window. At most one of them follows the editor that is being worked in; a locked one stays with its
 * file, and the next one asked for is new.
 */
export class PreviewManager implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #extension: vscode.Uri;
  readonly #server: LanguageServer;
  readonly #log: vscode.LogOutputChannel;
  readonly #shares: PictureShares;
  readonly #disposables: vscode.Disposable[];
  /** The one used last is last. */
  #previews: PreviewPanel[] = [];

  constructor(extension: vscode.Uri, storage: vscode.Uri, server: LanguageServer, log: vscode.LogOutputChannel) {
    this.#extension = extension;
    this.#server = server;
    this.#log = log;
    this.#shares = new PictureShares(storage);
    server.onNotification(previewStateNotification, (message) => this.#onState(message));
    this.#disposables = [
      vscode.window.registerWebviewPanelSerializer(previewViewType, this),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.#follow(editor)),
      vscode.workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) this.#onRename(oldUri, newUri);
      }),
    ];
  }

  /**
   * Opens a preview of a design, or brings up the one there is. Without a file: of the active editor's; without a view:
   * of the one that was last shown.
   */
  open(uri: vscode.Uri | undefined, toTheSide: boolean, view = ''): void {
    const target = uri ?? designOf(vscode.window.activeTextEditor)?.uri;
    if (!target) {
      void vscode.window.showInformationMessage('Open a Parapet design first: a file whose name ends in .parapet.');
      return;
    }
    const subject: PreviewSubject = { uri: target, view };
    const following = this.#previews.find((preview) => !preview.locked);
    if (following) {
      if (view !== '' || following.subject.uri.toString() !== target.toString()) following.show(subject);
      following.reveal(toTheSide);
      return;
    }
    const viewColumn = toTheSide ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    // Not kept alive while hidden: the page is drawn again from what the panel holds.
    const panel = vscode.window.createWebviewPanel(previewViewType, '', { viewColumn, preserveFocus: toTheSide }, {});
    this.#add(panel, subject, false);
  }

  /** Called by VS Code for a preview that was open when the window closed. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, kept: unknown): Promise<void> {
    if (!isKeptState(kept)) {
      // Nothing is known of it any more, and an empty panel helps nobody.
      panel.dispose();
      return;
    }
    const locked = kept.locked || this.#previews.some((preview) => !preview.locked);
    this.#add(panel, { uri: vscode.Uri.parse(kept.uri), view: kept.view }, locked, kept.explorations);
  }

  /** Shows the text that the active preview is of. */
  async showSource(): Promise<void> {
    const preview = this.#current();
    if (!preview) return;
    const { uri } = preview.subject;
    const visible = vscode.window.visibleTextEditors.find(
      (editor) => editor.document.uri.toString() === uri.toString(),
    );
    await vscode.window.showTextDocument(uri, { viewColumn: visible?.viewColumn ?? preview.column });
  }

  /** Locks the active preview to its file, or lets it follow the editor again. */
  setLocked(locked: boolean): void {
    const preview = this.#current();
    if (!preview) return;
    // Only one can follow: the other keeps what it shows.
    if (!locked) for (const other of this.#previews) if (other !== preview) other.setLocked(true);
    preview.setLocked(locked);
    if (!locked) this.#follow(vscode.window.activeTextEditor);
  }

  /** Asks which view to show. */
  async chooseView(): Promise<void> {
    const preview = this.#current();
    if (!preview) return;
    const items = preview.views.map(({ name, title }) => ({
      label: title,
      description: name === title ? '' : name,
      name,
      iconPath: new vscode.ThemeIcon(name === preview.view ? 'check' : 'blank'),
    }));
    if (items.length === 0) {
      void vscode.window.showInformationMessage('There is no picture yet to choose a view of.');
      return;
    }
    const choice = await vscode.window.showQuickPick(items, { title: 'Choose View', placeHolder: 'View to show' });
    if (choice) preview.show({ uri: preview.subject.uri, view: choice.name });
  }

  /** Asks for a theme and a file, and writes the picture there. */
  async export(format: PictureFormat): Promise<void> {
    const preview = this.#current();
    if (preview) await this.#shares.exportAs(preview, format);
  }

  /** Takes the picture of the active preview elsewhere. */
  async share(how: Share): Promise<void> {
    const preview = this.#current();
    if (preview) await this.#shares.share(preview, how);
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
    // The panels belong to the window and are restored with it.
  }

  /** The active preview, else the one used last that can be seen, else the one used last. */
  #current(): PreviewPanel | undefined {
    return (
      this.#previews.find((preview) => preview.active) ??
      this.#previews.findLast((preview) => preview.visible) ??
      this.#previews.at(-1)
    );
  }

  #add(
    panel: vscode.WebviewPanel,
    subject: PreviewSubject,
    locked: boolean,
    explorations: KeptState['explorations'] = [],
  ): void {
    const preview = new PreviewPanel(panel, this.#extension, this.#server, this.#log, subject, locked, {
      share: (shared, how) => this.#shares.share(shared, how),
      explorations,
    });
    this.#previews.push(preview);
    preview.onDidDispose(() => {
      this.#previews = this.#previews.filter((other) => other !== preview);
      this.#setContext();
    });
    preview.onDidChange(() => {
      if (preview.active) this.#previews = [...this.#previews.filter((other) => other !== preview), preview];
      this.#setContext();
    });
    this.#setContext();
  }

  #onState(message: unknown): void {
    const state = readPreviewState(message);
    if (!state) {
      this.#log.error('The language server sent a picture that this version does not understand.');
      return;
    }
    for (const preview of this.#previews) preview.takeState(state);
  }

  #follow(editor: vscode.TextEditor | undefined): void {
    const document = designOf(editor);
    if (!document) return;
    const following = this.#previews.find((preview) => !preview.locked);
    if (!following || following.subject.uri.toString() === document.uri.toString()) return;
    // What is opened over the preview is not what it is beside: when that is closed, it shows what it did before.
    const covers = editor?.viewColumn === following.column;
    if (!covers) following.show({ uri: document.uri, view: '' });
  }

  #onRename(from: vscode.Uri, to: vscode.Uri): void {
    for (const preview of this.#previews) {
      const uri = preview.subject.uri.toString();
      if (uri === from.toString()) preview.show({ uri: to, view: preview.view });
      else if (uri.startsWith(`${from.toString()}/`)) {
        const rest = preview.subject.uri.path.slice(from.path.length);
        preview.show({ uri: to.with({ path: to.path + rest }), view: preview.view });
      }
    }
  }

  #setContext(): void {
    const set = (key: string, value: boolean): void => {
      void vscode.commands.executeCommand('setContext', key, value);
    };
    set('parapet.previewOpen', this.#previews.length > 0);
    set('parapet.previewLocked', this.#current()?.locked ?? false);
  }
}

/** The document of an editor where it is a design that can be drawn: no older version, no page of the catalog. */
function designOf(editor: vscode.TextEditor | undefined): vscode.TextDocument | undefined {
  const document = editor?.document;
  if (document?.languageId !== 'parapet') return undefined;
  return isWorkedOn(document.uri) ? document : undefined;
}
