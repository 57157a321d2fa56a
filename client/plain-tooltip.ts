import * as vscode from 'vscode';

/** Lines of text, the first bold; nothing in them is markup. */
export function plainTooltip([first = '', ...others]: readonly string[]): vscode.MarkdownString {
  const text = new vscode.MarkdownString().appendMarkdown('**').appendText(first).appendMarkdown('**');
  for (const line of others) text.appendMarkdown('\n\n').appendText(line);
  return text;
}
