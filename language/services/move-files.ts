import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import type { Project } from '../project.ts';
import { rangeOf } from './places.ts';
import { relativePath } from './relative-path.ts';
import { quote } from './tokens.ts';

/** A file or folder that is about to get another URI; without a trailing slash. */
export interface FileMove {
  readonly oldUri: string;
  readonly newUri: string;
}

/** What must change in `import` statements when files or folders move. The edits are for the files where they are now. */
export function moveFiles(project: Project, moves: readonly FileMove[]): WorkspaceEdit {
  const moved = (uri: string): string => {
    for (const { oldUri, newUri } of moves) {
      if (uri === oldUri) return newUri;
      if (uri.startsWith(`${oldUri}/`)) return newUri + uri.slice(oldUri.length);
    }
    return uri;
  };
  const changes: Record<string, TextEdit[]> = {};
  for (const uri of project.uris) {
    const from = moved(uri);
    for (const { span, target, path } of project.imports(uri)) {
      if (!('uri' in target)) continue;
      const to = moved(target.uri);
      if (from === uri && to === target.uri) continue;
      const written = relativePath(from, to);
      if (written === undefined || written === path || written === `./${path}`) continue;
      (changes[uri] ??= []).push({ range: rangeOf(project.parsed(uri)!.lines, span), newText: quote(written) });
    }
  }
  return { changes };
}
