import * as vscode from 'vscode';

/**
 * Applies the quick fix with a title at a range, as the editor's light bulb would. What it changes is asked for anew, so
 * it fits the text as it is now. False where it is no longer offered.
 */
export async function applyFix(uri: vscode.Uri, range: vscode.Range, title: string): Promise<boolean> {
  const offered = await vscode.commands.executeCommand<readonly (vscode.CodeAction | vscode.Command)[] | undefined>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
    20,
  );
  for (const action of offered ?? []) {
    if (action.title !== title || !('edit' in action) || !action.edit) continue;
    return vscode.workspace.applyEdit(action.edit);
  }
  return false;
}
