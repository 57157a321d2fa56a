import * as vscode from 'vscode';
import { starterDesigns } from './starter-designs.ts';

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
  const document = await vscode.workspace.openTextDocument({ language: 'parapet', content });
  await vscode.window.showTextDocument(document);
}
