import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

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
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Parapet preview</title>
<link rel="stylesheet" href="${file('preview.css')}">
</head>
<body>
<main id="preview">
<div id="toolbar" role="toolbar" aria-label="Picture">
<select id="view" aria-label="View" hidden></select>
<button id="zoom-out" type="button" aria-label="Zoom out" title="Zoom out (-)"></button>
<button id="zoom-level" type="button" title="Zoom to 100 % (1)"></button>
<button id="zoom-in" type="button" aria-label="Zoom in" title="Zoom in (+)"></button>
<button id="fit" type="button" aria-label="Fit to window" title="Fit to window (0)"></button>
</div>
<div id="canvas" role="group" tabindex="0" aria-label="Picture" aria-describedby="canvas-help"><div id="picture"></div></div>
<p id="canvas-help" hidden>Arrow keys move the picture, plus and minus zoom, 0 fits it to the window, 1 shows it at full size.</p>
<div id="notes">
<button id="stale" type="button" aria-expanded="false" aria-controls="problems" hidden></button>
<p id="notice" hidden></p>
</div>
<section id="message" aria-labelledby="message-title" hidden>
<h1 id="message-title"></h1>
<p id="message-text"></p>
<button id="restart" type="button" hidden>Restart</button>
</section>
<section id="problems" aria-label="Problems" hidden><ul id="problem-list"></ul></section>
<p id="status" role="status" class="unseen"></p>
</main>
<script nonce="${nonce}" src="${file('preview.js')}"></script>
</body>
</html>`;
}
