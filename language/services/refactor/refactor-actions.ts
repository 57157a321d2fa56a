import type { CodeAction, Diagnostic, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import type { Finding } from '../../lint/finding.ts';
import type { ArchitectureModel } from '../../model/model.ts';
import type { ParsedFile } from '../parse.ts';
import { rangeOf } from '../places.ts';
import type { SnippetEdit } from '../snippet-edits.ts';
import { escapedForSnippet } from '../snippet-edits.ts';
import { declareComponent } from './declare-component.ts';
import { extractToFile } from './extract-to-file.ts';
import { mergeFlows } from './merge-flows.ts';
import { moveIntoContainer } from './move-into-container.ts';
import { organise, settle } from './organise.ts';
import type { FindRefactorings, Refactoring, RefactorRequest, Replacement } from './refactoring.ts';
import { staysReadable } from './refactoring.ts';
import { splitFlows } from './split-flows.ts';
import { writeOutIntegrate } from './write-out-integrate.ts';

/** Puts imports and declarations in order; editors may run it on saving. */
export const organiseKind = 'source.organizeImports';

/** The kinds of the actions made here, for the server's abilities. */
export const refactorKinds = [
  'refactor.extract',
  'refactor.inline',
  'refactor.move',
  'refactor.rewrite',
  organiseKind,
] as const;

const refactorings: readonly { readonly kind: Refactoring['kind']; readonly find: FindRefactorings }[] = [
  { kind: 'refactor.inline', find: writeOutIntegrate },
  { kind: 'refactor.rewrite', find: mergeFlows },
  { kind: 'refactor.rewrite', find: splitFlows },
  { kind: 'refactor.extract', find: extractToFile },
  { kind: 'refactor.move', find: moveIntoContainer },
];

export interface RefactorOptions {
  /** Whether a kind of action is asked for. */
  readonly wants: (kind: string) => boolean;
  /** The client makes files that an edit asks for. */
  readonly createsFiles: boolean;
  /** The client takes edits with stops. */
  readonly snippetEdits: boolean;
}

/** Everything that can be done with the selected statements without a finding to ask for it. */
export function refactorActions(request: RefactorRequest, options: RefactorOptions): CodeAction[] {
  return refactorings
    .filter(({ kind }) => options.wants(kind))
    .flatMap(({ find }) => find(request))
    .filter(({ newFile }) => options.createsFiles || !newFile)
    .filter(
      // Whole lines that go elsewhere were looked at before, and there are many places to go to.
      ({ kind, replacements }) => kind === 'refactor.move' || staysReadable(request.file, settle(replacements)),
    )
    .map((refactoring) => ({
      title: refactoring.title,
      kind: refactoring.kind,
      edit:
        (options.snippetEdits ? withStop(request.file, refactoring) : undefined) ??
        toWorkspaceEdit(request.file, refactoring),
    }));
}

/** Puts a file in order, where there is something to do. */
export function organiseActions(file: ParsedFile): CodeAction[] {
  const replacements = organise(file);
  if (replacements.length === 0) return [];
  return [
    { title: 'Organise imports and declarations', kind: organiseKind, edit: toWorkspaceEdit(file, { replacements }) },
  ];
}

/** What declares the unknown name that a finding is about. */
export function declareActions(
  file: ParsedFile,
  model: ArchitectureModel,
  finding: Finding,
  findings: readonly Finding[],
  shown: readonly Diagnostic[],
): CodeAction[] {
  const found = declareComponent(file, model, finding, findings);
  if (!found) return [];
  return [
    {
      title: found.title,
      kind: 'quickfix',
      ...(shown.length > 0 ? { diagnostics: [...shown] } : {}),
      edit: toWorkspaceEdit(file, found),
    },
  ];
}

function toWorkspaceEdit(
  file: ParsedFile,
  { replacements, newFile }: Pick<Refactoring, 'replacements' | 'newFile'>,
): WorkspaceEdit {
  const edits = settle(replacements).map((replacement) => toTextEdit(file, replacement));
  if (!newFile) return { changes: { [file.uri]: edits } };
  const start = { line: 0, character: 0 };
  return {
    documentChanges: [
      { kind: 'create', uri: newFile.uri, options: { overwrite: false, ignoreIfExists: false } },
      {
        textDocument: { uri: newFile.uri, version: null },
        edits: [{ range: { start, end: start }, newText: newFile.text }],
      },
      { textDocument: { uri: file.uri, version: null }, edits },
    ],
  };
}

/** A refactoring that leaves one name to the author, with the cursor on it. */
function withStop(file: ParsedFile, { replacements, newFile }: Refactoring): WorkspaceEdit | undefined {
  const [replacement] = replacements;
  if (newFile || replacements.length !== 1 || !replacement?.choice) return undefined;
  const { start, end, newText, choice } = replacement;
  const value = [
    escapedForSnippet(newText.slice(0, choice.start)),
    `\${1:${escapedForSnippet(newText.slice(choice.start, choice.end))}}`,
    escapedForSnippet(newText.slice(choice.end)),
  ].join('');
  const edit: SnippetEdit = { range: rangeOf(file.lines, { start, end }), snippet: { kind: 'snippet', value } };
  return { documentChanges: [{ textDocument: { uri: file.uri, version: null }, edits: [edit] }] };
}

function toTextEdit(file: ParsedFile, { start, end, newText }: Replacement): TextEdit {
  return { range: rangeOf(file.lines, { start, end }), newText };
}
