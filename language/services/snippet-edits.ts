import type { TextEdit } from 'vscode-languageserver-types';

/** An edit that asks for words, as clients with `snippetEditSupport` take it. */
export interface SnippetEdit {
  readonly range: TextEdit['range'];
  readonly snippet: { readonly kind: 'snippet'; readonly value: string };
}

/** A text in which no sign means anything to a snippet. */
export function escapedForSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
