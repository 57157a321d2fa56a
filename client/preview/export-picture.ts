import * as vscode from 'vscode';
import type { ThemeChoice } from './messages.ts';
import type { PreviewPanel } from './preview-panel.ts';

const themes: readonly (vscode.QuickPickItem & { readonly theme: ThemeChoice })[] = [
  { label: 'As in the preview', theme: 'auto' },
  { label: 'Light', theme: 'light' },
  { label: 'Dark', theme: 'dark' },
  { label: 'High contrast, light', theme: 'high-contrast-light' },
  { label: 'High contrast, dark', theme: 'high-contrast-dark' },
];

/** Asks for a theme and a file, and writes the preview's picture there as SVG. */
export async function exportPicture(preview: PreviewPanel): Promise<void> {
  if (!preview.hasPicture) {
    void vscode.window.showInformationMessage('There is no picture to export yet.');
    return;
  }
  const choice = await vscode.window.showQuickPick(themes, { title: 'Export Picture as SVG', placeHolder: 'Theme' });
  if (!choice) return;
  const svg = await preview.exportSvg(choice.theme);
  if (svg === undefined) {
    void vscode.window.showErrorMessage('Parapet: the picture could not be exported.');
    return;
  }
  const target = await vscode.window.showSaveDialog({
    defaultUri: proposedFile(preview),
    filters: { 'SVG picture': ['svg'] },
    title: 'Export Picture as SVG',
  });
  if (!target) return;
  try {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(svg));
  } catch (error) {
    void vscode.window.showErrorMessage(
      `Parapet: the picture could not be written. ${error instanceof Error ? error.message : ''}`,
    );
  }
}

/** Beside the design: `name.svg`, or `name-view.svg` where the design has several views. */
function proposedFile(preview: PreviewPanel): vscode.Uri | undefined {
  const { uri } = preview.subject;
  const base = (uri.path.split('/').at(-1) ?? 'picture').replace(/\.parapet$/, '');
  const name = preview.views.length > 1 && preview.view !== '' ? `${base}-${preview.view}.svg` : `${base}.svg`;
  if (uri.scheme !== 'untitled') return vscode.Uri.joinPath(uri, '..', name);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder && vscode.Uri.joinPath(folder, name);
}
