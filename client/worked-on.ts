import * as vscode from 'vscode';

/**
 * Whether a document is one that somebody works on: a file, on whatever file system the workspace is, or a text that is
 * not saved yet. Anything else, such as the older version beside a file in a comparison, is read and explained; what is
 * wrong with it is told of the file.
 */
export function isWorkedOn({ scheme }: vscode.Uri): boolean {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return scheme === 'file' || scheme === 'untitled' || folders.some(({ uri }) => uri.scheme === scheme);
}
