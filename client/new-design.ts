import * as vscode from 'vscode';
import { starterDesigns } from './starter-designs.ts';

/** Asks which design to begin with and opens it as an untitled document. */
export async function newDesign(): Promise<void> {
  const choice = await vscode.window.showQuickPick(starterDesigns, { title: 'New Design', placeHolder: 'Begin with' });
  if (!choice) return;
  const document = await vscode.workspace.openTextDocument({ language: 'parapet', content: choice.text });
  await vscode.window.showTextDocument(document);
}
