import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { pageMarkup } from './page-markup.ts';

/** The folder that the page may load files from. */
export function mediaFolder(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, 'dist', 'media');
}

/**
 * The page of a preview. It is set once and never changes; all that is shown arrives by messages. Nothing of the user's
 * is in it, it runs one script, and it can load nothing but the extension's own script, style and fonts.
 */
export function previewPage(webview: vscode.Webview, extension: vscode.Uri): string {
  const nonce = randomBytes(24).toString('base64url');
  const file = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(mediaFolder(extension), name)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    // Its own picture, on the way to a PNG.
    'img-src data:',
  ].join('; ');
  return pageMarkup({ policy, nonce, file });
}
