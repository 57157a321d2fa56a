import type { InitializeParams } from 'vscode-languageserver';
import type { LensCommands } from '../language/pipeline.ts';

/** What is asked of the client before something is sent to it. */
export interface ClientFeatures {
  readonly snippets: boolean;
  readonly insertReplace: boolean;
  readonly links: boolean;
  readonly documentChanges: boolean;
  /** It makes files that an edit asks for. */
  readonly createsFiles: boolean;
  readonly watchesFiles: boolean;
  readonly folders: boolean;
  /** Edits with stops in them. */
  readonly snippetEdits: boolean;
  /** Asks again for code lenses, or inlay hints, when it is told that they changed. */
  readonly refreshesLenses: boolean;
  readonly refreshesHints: boolean;
  /** Its command that opens completion. */
  readonly suggestCommand: string | undefined;
  /** Its commands that code lenses run. */
  readonly lensCommands: LensCommands;
}

/** Settings of the person that matter to the server, as `parapet.editor.…` in the editor. */
export interface Settings {
  /** Above what there are code lenses. */
  readonly codeLens: 'off' | 'blocks' | 'elements';
}

export const defaultSettings: Settings = { codeLens: 'blocks' };

export const noFeatures: ClientFeatures = {
  snippets: false,
  insertReplace: false,
  links: false,
  documentChanges: false,
  createsFiles: false,
  watchesFiles: false,
  folders: false,
  snippetEdits: false,
  refreshesLenses: false,
  refreshesHints: false,
  suggestCommand: undefined,
  lensCommands: {},
};

/** What the client says of itself. */
export function readFeatures({ capabilities, initializationOptions }: InitializeParams): ClientFeatures {
  const { textDocument, workspace } = capabilities ?? {};
  const item = textDocument?.completion?.completionItem;
  const options = record(initializationOptions);
  const commands = record(options['commands']);
  return {
    snippets: item?.snippetSupport === true,
    insertReplace: item?.insertReplaceSupport === true,
    links: textDocument?.definition?.linkSupport === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    createsFiles:
      workspace?.workspaceEdit?.documentChanges === true &&
      workspace.workspaceEdit.resourceOperations?.includes('create') === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    folders: workspace?.workspaceFolders === true,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    suggestCommand: text(options['suggestCommand']),
    lensCommands: {
      openView: text(commands['openView']),
      showPlaces: text(commands['showPlaces']),
      showFindings: text(commands['showFindings']),
    },
  };
}

/** The settings in `{ parapet: { editor: { … } } }`, as clients send them with and after initialization; what is unknown is the default. */
export function readSettings(sent: unknown): Settings {
  const { codeLens } = record(record(record(sent)['parapet'])['editor']);
  return codeLens === 'off' || codeLens === 'blocks' || codeLens === 'elements' ? { codeLens } : defaultSettings;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
