/** What is used of a token and of the renderer of markdown-it, which VS Code brings. */
interface Token {
  readonly info: string;
  readonly content: string;
}
interface Renderer {
  renderAttrs(token: Token): string;
  renderToken(tokens: readonly Token[], index: number, options: unknown): string;
}
type Rule = (tokens: readonly Token[], index: number, options: unknown, env: unknown, self: Renderer) => string;
export interface MarkdownIt {
  readonly renderer: { readonly rules: { fence?: Rule } };
}

/** What VS Code takes from an extension that adds to its preview of Markdown. */
export interface MarkdownPlugin {
  extendMarkdownIt<Markdown extends MarkdownIt>(markdown: Markdown): Markdown;
}

/** Draws one design: its text, the document it stands in, and how many stand before it there. */
export type DrawFence = (text: string, document: string, before: number) => string;

/** Has fenced blocks of the language `parapet` drawn; all others are left to whoever drew them before. */
export function drawFences<Markdown extends MarkdownIt>(markdown: Markdown, draw: DrawFence): Markdown {
  const { rules } = markdown.renderer;
  const others = rules.fence;
  const counts = new WeakMap<object, number>();
  rules.fence = (tokens, index, options, env, self) => {
    const token = tokens[index];
    if (!token || !/^parapet(?:\s|$)/.test(token.info.trim())) {
      return others ? others(tokens, index, options, env, self) : self.renderToken(tokens, index, options);
    }
    // Each making of a page has an environment of its own.
    const before = typeof env === 'object' && env !== null ? (counts.get(env) ?? 0) : 0;
    if (typeof env === 'object' && env !== null) counts.set(env, before + 1);
    return `<div${self.renderAttrs(token)}>${draw(token.content, documentOf(env), before)}</div>\n`;
  };
  return markdown;
}

/** The document that a page is made of, as VS Code tells plugins. */
function documentOf(env: unknown): string {
  const { currentDocument } = (env ?? {}) as { readonly currentDocument?: { toString(): string } };
  return currentDocument?.toString() ?? '';
}
