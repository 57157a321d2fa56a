import { Buffer } from 'node:buffer';
import * as vscode from 'vscode';
import { browserPage } from './browser-page.ts';
import type { PictureFormat, Share, ThemeChoice } from './messages.ts';
import type { PreviewPanel } from './preview-panel.ts';

const themes: readonly (vscode.QuickPickItem & { readonly theme: ThemeChoice })[] = [
  { label: 'As in the preview', theme: 'auto' },
  { label: 'Light', theme: 'light' },
  { label: 'Dark', theme: 'dark' },
  { label: 'High contrast, light', theme: 'high-contrast-light' },
  { label: 'High contrast, dark', theme: 'high-contrast-dark' },
];

/** Takes the picture of a preview elsewhere: to the clipboard, a file or a browser. */
export class PictureShares {
  readonly #storage: vscode.Uri;

  /** `storage`: a folder of the extension's own. */
  constructor(storage: vscode.Uri) {
    this.#storage = storage;
  }

  async share(preview: PreviewPanel, how: Share): Promise<void> {
    if (!hasPicture(preview)) return;
    switch (how) {
      case 'copy-svg': {
        const svg = await pictureOf(preview, 'svg', 'auto');
        if (!svg) return;
        await vscode.env.clipboard.writeText(new TextDecoder().decode(svg));
        void vscode.window.setStatusBarMessage('The picture was copied as SVG.', 3000);
        return;
      }
      case 'copy-png':
        if (await preview.copyPng()) void vscode.window.setStatusBarMessage('The picture was copied as PNG.', 3000);
        else
          void vscode.window.showErrorMessage('Parapet: the picture could not be copied. Export it as a file instead.');
        return;
      case 'save-svg':
        return save(preview, 'svg', 'auto');
      case 'save-png':
        return save(preview, 'png', 'auto');
      case 'open-in-browser':
        return this.#openInBrowser(preview);
    }
  }

  /** Asks for a theme and a file, and writes the picture there. */
  async exportAs(preview: PreviewPanel, format: PictureFormat): Promise<void> {
    if (!hasPicture(preview)) return;
    const choice = await vscode.window.showQuickPick(themes, { title: titleOf(format), placeHolder: 'Theme' });
    if (choice) await save(preview, format, choice.theme);
  }

  async #openInBrowser(preview: PreviewPanel): Promise<void> {
    if (vscode.env.remoteName !== undefined || vscode.env.uiKind === vscode.UIKind.Web) {
      // The browser is on another machine than the files.
      void vscode.window.showInformationMessage(
        'A browser cannot open files of this window: save the picture instead.',
      );
      return save(preview, 'svg', 'auto');
    }
    const svg = await pictureOf(preview, 'svg', 'auto');
    if (!svg) return;
    const page = browserPage(new TextDecoder().decode(svg));
    const file = vscode.Uri.joinPath(this.#storage, 'pictures', `${fileName(preview, 'svg')}.html`);
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(page));
    if (await vscode.env.openExternal(file)) return;
    void vscode.window.showErrorMessage('Parapet: no browser could be opened. Export the picture as a file instead.');
  }
}

function hasPicture(preview: PreviewPanel): boolean {
  if (!preview.hasPicture) void vscode.window.showInformationMessage('There is no picture yet.');
  return preview.hasPicture;
}

async function pictureOf(
  preview: PreviewPanel,
  format: PictureFormat,
  theme: ThemeChoice,
): Promise<Uint8Array | undefined> {
  const data = await preview.picture(format, theme);
  if (data === undefined) {
    void vscode.window.showErrorMessage('Parapet: the picture could not be exported.');
    return undefined;
  }
  return format === 'svg' ? new TextEncoder().encode(data) : Buffer.from(data, 'base64');
}

async function save(preview: PreviewPanel, format: PictureFormat, theme: ThemeChoice): Promise<void> {
  const bytes = await pictureOf(preview, format, theme);
  if (!bytes) return;
  const target = await vscode.window.showSaveDialog({
    defaultUri: proposedFile(preview, format),
    filters: format === 'svg' ? { 'SVG picture': ['svg'] } : { 'PNG picture': ['png'] },
    title: titleOf(format),
  });
  if (!target) return;
  try {
    await vscode.workspace.fs.writeFile(target, bytes);
  } catch (error) {
    void vscode.window.showErrorMessage(
      `Parapet: the picture could not be written. ${error instanceof Error ? error.message : ''}`,
    );
  }
}

function titleOf(format: PictureFormat): string {
  return `Export Picture as ${format.toUpperCase()}`;
}

/** `name.svg`, or `name-view.svg` where the design has several views. */
function fileName(preview: PreviewPanel, format: PictureFormat): string {
  const base = (preview.subject.uri.path.split('/').at(-1) ?? 'picture').replace(/\.parapet$/, '');
  const view = preview.views.length > 1 && preview.view !== '' ? `-${preview.view}` : '';
  return `${base}${view}.${format}`;
}

/** Beside the design. */
function proposedFile(preview: PreviewPanel, format: PictureFormat): vscode.Uri | undefined {
  const { uri } = preview.subject;
  const name = fileName(preview, format);
  if (uri.scheme !== 'untitled') return vscode.Uri.joinPath(uri, '..', name);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder && vscode.Uri.joinPath(folder, name);
}
