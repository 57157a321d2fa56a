import * as vscode from 'vscode';
import { starterDesigns } from './starter-designs.ts';

/** New designs of one name in a folder; what comes after them has none. */
const mostOfAName = 100;

/**
 * Opens a design as an untitled document: the one whose template is named, else the one that is chosen from a list.
 * `extension` is the extension's folder.
 */
export async function newDesign(extension: vscode.Uri, template?: unknown): Promise<void> {
  const choice =
    starterDesigns.find((design) => design.template === template) ??
    (await vscode.window.showQuickPick(starterDesigns, {
      title: 'New Design from Template',
      placeHolder: 'Begin with',
    }));
  if (!choice) return;
  const file = vscode.Uri.joinPath(extension, 'media', 'templates', `${choice.template}.parapet`);
  const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const place = await freePlace(choice.template === 'empty' ? 'design' : choice.template);
  if (!place) {
    const document = await vscode.workspace.openTextDocument({ language: 'parapet', content });
    await vscode.window.showTextDocument(document);
    return;
  }
  const document = await vscode.workspace.openTextDocument(place.with({ scheme: 'untitled' }));
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), content);
  await vscode.workspace.applyEdit(edit);
  const editor = await vscode.window.showTextDocument(document);
  editor.selection = new vscode.Selection(0, 0, 0, 0);
}

/**
 * Where a new design would be saved: in the first folder of the workspace, under a name that no file and no unsaved text
 * has. Without a place, VS Code names the text after its first words. Only folders of the disk are looked at: elsewhere
 * VS Code asks for a place when the text is saved.
 */
async function freePlace(name: string): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (folder?.scheme !== 'file') return undefined;
  for (let count = 1; count <= mostOfAName; count++) {
    const place = vscode.Uri.joinPath(folder, `${name}${count === 1 ? '' : `-${count}`}.parapet`);
    const isOpen = vscode.workspace.textDocuments.some(({ uri }) => uri.path === place.path);
    const exists = await vscode.workspace.fs.stat(place).then(
      () => true,
      () => false,
    );
    if (!isOpen && !exists) return place;
  }
  return undefined;
}
