import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';

/** Asks until the answer satisfies, and gives it. @throws with the last answer after ten seconds. */
export async function eventually<Answer>(
  ask: () => Answer | PromiseLike<Answer>,
  satisfies: (answer: Answer) => boolean,
): Promise<Answer> {
  const end = Date.now() + 10_000;
  for (;;) {
    const answer = await ask();
    if (satisfies(answer)) return answer;
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(answer)?.slice(0, 1000)}`);
    await sleep(100);
  }
}

let designs = 0;

/** An editor on a new design in the workspace. */
export async function editorOn(content: string, extension = 'parapet'): Promise<vscode.TextEditor> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'no folder is open');
  designs += 1;
  const file = vscode.Uri.joinPath(folder.uri, `written-${String(designs)}.${extension}`);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(content));
  return vscode.window.showTextDocument(file);
}

/** What is underlined in a document. */
export const diagnosticsOf = (document: vscode.TextDocument): vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(document.uri);
/** The rule, or the error of the language, that a diagnostic is of. */
export const ruleOf = ({ code }: vscode.Diagnostic): string => String(typeof code === 'object' ? code.value : code);
/** What a completion shows. */
export const labelOf = ({ label }: vscode.CompletionItem): string => (typeof label === 'string' ? label : label.label);
