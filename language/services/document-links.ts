import type { DocumentLink } from 'vscode-languageserver-types';
import { URI, Utils } from 'vscode-uri';
import type { Project } from '../project.ts';
import { rangeOf } from './places.ts';
import { propertyDefinitions } from './keyword-meanings.ts';
import { unquote } from './tokens.ts';
import { wordsOf } from './token-roles.ts';

/**
 * What can be followed with a click: imports of files that are there, `link` properties, and the documentation and
 * portals of services. Only `https:`, `mailto:` and files of the workspace.
 *
 * @param workspaceFolders URIs without a trailing slash; a path must stay in the one that holds the file
 */
export function documentLinks(project: Project, uri: string, workspaceFolders: readonly string[]): DocumentLink[] {
  const file = project.parsed(uri);
  if (!file) return [];
  const links: DocumentLink[] = [];
  const add = (
    token: { readonly start: number; readonly end: number; readonly text: string },
    target: string,
    tooltip?: string,
  ): void => {
    // Without the quotation marks, as editors underline what they are told.
    const closed = token.text.length > 1 && token.text.endsWith('"');
    const range = rangeOf(file.lines, { start: token.start + 1, end: closed ? token.end - 1 : token.end });
    links.push({ range, target, ...(tooltip ? { tooltip } : {}) });
  };
  for (const { token, role, before } of wordsOf(file)) {
    if (token.type !== 'STRING') continue;
    const text = unquote(token.text);
    if (role.kind === 'import') {
      const target = project.imports(uri).find((entry) => entry.span.start === token.start)?.target;
      if (target && 'uri' in target && project.parsed(target.uri)) add(token, target.uri);
    } else if (role.kind === 'value') {
      const isLink = propertyDefinitions(role.of).find((property) => property.name === role.property)?.link === true;
      const target = isLink ? linkTarget(uri, text, workspaceFolders) : undefined;
      if (target) add(token, target);
    } else if (before[0]?.text === 'portal' && before.length === 2) {
      const target = webTarget(text);
      if (target) add(token, target);
    }
  }
  return links;
}

function linkTarget(uri: string, text: string, workspaceFolders: readonly string[]): string | undefined {
  const web = webTarget(text);
  if (web) return web;
  if (/^[a-z][\w+.-]*:/i.test(text) || text.startsWith('/') || text.includes('\\') || text.trim() === '')
    return undefined;
  const base = URI.parse(uri);
  const [path, fragment] = text.split('#', 2) as [string, string | undefined];
  const target = Utils.joinPath(Utils.dirname(base), path);
  const own = workspaceFolders.map((folder) => URI.parse(folder)).filter((folder) => isInside(base, folder));
  const allowed = own.length > 0 ? own : [Utils.dirname(base)];
  if (!allowed.some((folder) => isInside(target, folder))) return undefined;
  return target.with({ fragment: fragment ?? '' }).toString();
}

function webTarget(text: string): string | undefined {
  return /^(https:\/\/[^\s/]|mailto:[^\s])/i.test(text) && !/\s/.test(text) && text.length <= 2000 ? text : undefined;
}

function isInside(uri: URI, folder: URI): boolean {
  const root = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  return uri.scheme === folder.scheme && uri.authority === folder.authority && uri.path.startsWith(root);
}
