import * as vscode from 'vscode';
import { pictureRequest } from '../../server/protocol.ts';
import type { PictureParams } from '../../server/protocol.ts';
import type { LanguageServer } from '../language-server.ts';
import { readPicture } from '../protocol-checks.ts';
import { FencePictures } from './fence-pictures.ts';
import { drawFences } from './markdown-plugin.ts';
import type { MarkdownIt } from './markdown-plugin.ts';

/** Pictures that come together make the page again once. */
const together = 60;

/** Draws the designs in VS Code's own preview of Markdown: fenced blocks of the language `parapet`. */
export class MarkdownPictures implements vscode.Disposable {
  readonly #pictures: FencePictures;
  readonly #disposable: vscode.Disposable;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #used = false;

  constructor(server: LanguageServer, log: vscode.LogOutputChannel) {
    this.#pictures = new FencePictures({
      draw: async (text, theme) => {
        const parameters: PictureParams = { text, theme };
        try {
          return readPicture(await server.request(pictureRequest, parameters));
        } catch (error) {
          log.warn(`picture in Markdown: ${String(error)}`);
          return undefined;
        }
      },
      onDrawn: () => this.#refresh(),
      escapeHtml,
    });
    this.#disposable = vscode.window.onDidChangeActiveColorTheme(() => this.#refresh());
  }

  /** What VS Code calls for its preview of Markdown. */
  extend<Markdown extends MarkdownIt>(markdown: Markdown): Markdown {
    return drawFences(markdown, (text, document, before) => {
      this.#used = true;
      return this.#pictures.html(text, themeNow(), `${document}\n${before}`);
    });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#disposable.dispose();
  }

  #refresh(): void {
    if (!this.#used) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void vscode.commands.executeCommand('markdown.preview.refresh'), together);
  }
}

function themeNow(): PictureParams['theme'] {
  switch (vscode.window.activeColorTheme.kind) {
    case vscode.ColorThemeKind.Light:
      return 'light';
    case vscode.ColorThemeKind.Dark:
      return 'dark';
    case vscode.ColorThemeKind.HighContrast:
      return 'high-contrast';
    case vscode.ColorThemeKind.HighContrastLight:
      return 'high-contrast-light';
  }
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
