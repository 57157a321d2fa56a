import { URI, Utils } from 'vscode-uri';

/**
 * Where a path leads that a settings file names: a relative path with forward slashes, to somewhere inside the
 * workspace folder that holds the file. The problem ends a sentence that begins with the path.
 */
export function resolveSettingsPath(
  from: string,
  path: string,
  root: string,
): { readonly uri: string } | { readonly problem: string } {
  if (/^[a-z][\w+.-]*:/i.test(path) || path.startsWith('/') || path.includes('\\')) {
    return { problem: 'is no relative path with forward slashes, such as "./shared/parapet.json"' };
  }
  if (path.trim() === '' || path.endsWith('/')) return { problem: 'names no file' };
  const uri = Utils.joinPath(Utils.dirname(URI.parse(from)), path).toString();
  return uri.startsWith(`${root}/`)
    ? { uri }
    : { problem: 'leads out of the workspace: files outside it are never read' };
}

/** The folder whose settings a file may use: the workspace folder that holds it, the innermost first; else its own. */
export function settingsRoot(uri: string, workspaceFolders: readonly string[]): string {
  let root: string | undefined;
  for (const folder of workspaceFolders) {
    if (uri.startsWith(`${folder}/`) && folder.length > (root?.length ?? -1)) root = folder;
  }
  return root ?? folderOf(uri);
}

/** The folder a file lies in, without a trailing slash. */
export function folderOf(uri: string): string {
  return uri.slice(0, Math.max(0, uri.lastIndexOf('/')));
}

/** The path from one folder to a file in it, as text for people and settings files. */
export function relativePath(folder: string, uri: string): string {
  const from = URI.parse(folder).path.split('/');
  const to = URI.parse(uri).path.split('/');
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}
