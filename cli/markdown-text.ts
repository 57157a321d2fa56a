import { printable } from './printable.ts';

/** Of no width: between a character that begins a mention or a reference and the name, it makes plain text of both. */
const divider = '\u200b';

/**
 * Text of a design as it may stand in a Markdown table on GitHub, Azure DevOps or GitLab: it is neither markup nor HTML,
 * mentions nobody, refers to no issue, and is no link. What stands between backticks stays code.
 */
export function markdownText(text: string): string {
  const parts = printable(text).split('`');
  // An odd mark has no partner: then none is meant as code.
  if (parts.length % 2 === 0) return escapeMarkdown(printable(text));
  return parts.map((part, index) => (index % 2 === 0 ? escapeMarkdown(part) : codeSpan(part))).join('');
}

/** Text as code in a table: in it nothing is markup, and nobody is mentioned. */
export function codeSpan(text: string): string {
  const shown = printable(text);
  if (shown.trim() === '') return shown;
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padding = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  // A table ends its cell at a bar even within code.
  return `${fence}${padding}${shown.replaceAll('|', '\\|')}${padding}${fence}`;
}

function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_{}[\]()#+!|~^$]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/(?<=\S)@/g, `${divider}@`)
    .replace(/@(?=\S)/g, `@${divider}`)
    .replace(/(\\#|\bGH-)(?=\d)/gi, `$1${divider}`)
    .replace(/:(?=\/\/)/g, `:${divider}`)
    .replace(/\bwww\./gi, (www) => `${www.slice(0, -1)}${divider}.`);
}
