import { URI, Utils } from 'vscode-uri';
import type { Finding } from '../lint/finding.ts';
import type { ParsedFile } from '../services/parse.ts';
import { readStatement } from './read-statement.ts';
import type { Span } from './span.ts';

/** An `import` statement of a file. */
export interface ImportStatement {
  /** The path as written. */
  readonly path: string;
  /** Of the path, with its quotation marks. */
  readonly span: Span;
  /** The whole statement. */
  readonly statement: Span;
  /** What it leads to, or why it leads nowhere. */
  readonly target: { readonly uri: string } | { readonly problem: string };
}

/** No design needs more files than this; past it imports are no longer followed. */
export const maximumImports = 1_000;

const importsOfFile = new WeakMap<ParsedFile, { folders: readonly string[]; imports: readonly ImportStatement[] }>();

/**
 * The imports of a file, resolved against the workspace. Nothing is read: whether a target exists is for the project to
 * say.
 *
 * @param workspaceFolders URIs without a trailing slash; imports must stay in the one that holds the file
 */
export function importsOf(file: ParsedFile, workspaceFolders: readonly string[]): readonly ImportStatement[] {
  const known = importsOfFile.get(file);
  if (known?.folders === workspaceFolders) return known.imports;
  const imports = file.statements.flatMap((statement): ImportStatement[] => {
    const text = readStatement(statement.node);
    if (text.type !== 'import' || !text.path) return [];
    const { path } = { path: text.path };
    const span = { uri: file.uri, start: path.start + statement.shift, end: path.end + statement.shift };
    const whole = { uri: file.uri, start: statement.start, end: statement.end };
    return [{ path: path.text, span, statement: whole, target: resolveImport(file.uri, path.text, workspaceFolders) }];
  });
  importsOfFile.set(file, { folders: workspaceFolders, imports });
  return imports;
}

function resolveImport(from: string, path: string, workspaceFolders: readonly string[]): ImportStatement['target'] {
  if (/^[a-z][\w+.-]*:/i.test(path) || path.startsWith('/') || path.includes('\\')) {
    return { problem: 'An import is a relative path with forward slashes, such as "./shared/landing-zone.parapet".' };
  }
  if (path.trim() === '' || path.endsWith('/'))
    return { problem: 'This import names no file: write a path such as "./shared/landing-zone.parapet".' };
  if (!path.endsWith('.parapet')) return { problem: 'Only files that end in `.parapet` can be imported.' };
  const base = URI.parse(from);
  if (base.scheme === 'untitled')
    return { problem: 'Save this file first: an import is relative to where the file is.' };
  const target = Utils.joinPath(Utils.dirname(base), path);
  const folders = workspaceFolders.map((folder) => URI.parse(folder));
  const own = folders.filter((folder) => isInside(base, folder));
  const allowed = own.length > 0 ? own : [Utils.dirname(base)];
  if (!allowed.some((folder) => isInside(target, folder))) {
    return { problem: 'This import leads out of the workspace: files outside it are never read.' };
  }
  return { uri: target.toString() };
}

function isInside(uri: URI, folder: URI): boolean {
  const root = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  return uri.scheme === folder.scheme && uri.authority === folder.authority && uri.path.startsWith(root);
}

/** A finding at an import. `impossible`: the design cannot be judged without what is missing. */
export function importFinding(rule: string, span: Span, message: string): Finding {
  return { rule, severity: 'error', origin: 'language', analysis: 'impossible', message, span, related: [], fixes: [] };
}
