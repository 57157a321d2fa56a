import type { Theme } from '../../../language/render/render-svg.ts';
import type { ThemeChoice } from '../messages.ts';

/** The picture's theme for what was chosen; `auto` is that of the editor, which says so by a class on the page's body. */
export function themeFor(
  choice: ThemeChoice,
  body: { readonly classList: { contains(name: string): boolean } },
): Theme {
  switch (choice) {
    case 'light':
    case 'dark':
    case 'high-contrast-light':
      return choice;
    case 'high-contrast-dark':
      return 'high-contrast';
    case 'auto':
      // The light one also carries the class of the dark one, for pages that know of only one.
      if (body.classList.contains('vscode-high-contrast-light')) return 'high-contrast-light';
      if (body.classList.contains('vscode-high-contrast')) return 'high-contrast';
      return body.classList.contains('vscode-light') ? 'light' : 'dark';
  }
}

/** The ground that the picture stands on: the editor's where its theme is followed, else the picture's own. */
export function groundFor(choice: ThemeChoice, editorBackground: string): string | undefined {
  const colour = editorBackground.trim();
  return choice === 'auto' && /^#[0-9a-f]{6}$/i.test(colour) ? colour : undefined;
}

/** The editor's background, as the page's style sheet has it from VS Code. */
export function editorBackground(): string {
  return getComputedStyle(document.documentElement).getPropertyValue('--vscode-editor-background');
}
