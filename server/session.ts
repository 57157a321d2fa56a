import type { Diagnostic } from 'vscode-languageserver';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { createProject, isConfigurationName, type Project } from '../language/pipeline.ts';
import type { ServerAbilities, WorkspaceBounds } from './abilities.ts';
import { DiagnosticsPublisher } from './diagnostics-publisher.ts';
import { SettingsReader } from './settings-reader.ts';
import { canonicalUri } from './uris.ts';
import type { FileChange, OpenDocument } from './workspace.ts';
import { Workspace } from './workspace.ts';

export interface SessionOptions {
  readonly abilities: ServerAbilities;
  /** URIs of the workspace folders. */
  readonly folders: readonly string[];
  readonly send: (uri: string, version: number | undefined, diagnostics: Diagnostic[]) => void;
  readonly log: (message: string) => void;
  readonly onFailure: (what: string, error: unknown) => void;
  /** Called after the diagnostics of changed files were sent. */
  readonly onTold: (uris: ReadonlySet<string>) => void;
}

const bounds: WorkspaceBounds = { files: 5_000, directories: 20_000, bytesPerFile: 2_000_000 };

/** As on the command line. */
const maximumSettingsBytes = 4 * 1024 * 1024;

/** First diagnostics wait this long, in milliseconds, for the workspace: else they would show what the next ones take back. */
const longestLoad = 400;

/** Diagnostics wait this long, in milliseconds, for a file that was imported just now. */
const longestRead = 100;

/** The same, for settings: what is an error with them and nothing without is not to be told for a moment. */
const longestSettingsRead = 1_000;

/** Schemes of texts that are somebody's other copy of a design, or the catalog's own: answered, never reported on. */
const quietSchemes: ReadonlySet<string> = new Set([
  'parapet-catalog',
  'git',
  'gitfs',
  'gitlens',
  'review',
  'pr',
  'chat-editing-snapshot-text-model',
]);

/** Everything known for one set of workspace folders on one day. */
export class Session {
  readonly date: string;
  readonly project: Project;
  readonly workspace: Workspace;
  /** Settles when the workspace's files were read, or it takes long. */
  readonly ready: Promise<unknown>;
  /** Texts that are not part of the workspace: they see the catalog, and nothing sees them. */
  readonly #aside: Project;
  readonly #asideWorkspace: Workspace;
  readonly #settings: SettingsReader;
  readonly #publisher: DiagnosticsPublisher;
  #settle: () => void = () => undefined;

  constructor({ abilities, folders, send, log, onFailure, onTold }: SessionOptions) {
    this.date = abilities.today();
    const canonical = [...new Set(folders.map((folder) => canonicalUri(folder).replace(/\/$/, '')))];
    this.project = createProject({ date: this.date, workspaceFolders: canonical });
    this.#aside = createProject({ date: this.date, workspaceFolders: [] });
    this.workspace = new Workspace({
      project: this.project,
      files: abilities.files,
      bounds,
      folders: canonical,
      onChange: (uris) => {
        this.#settings.designsChanged(uris);
        this.#publisher.filesChanged(uris);
      },
      onWait: (settled) => this.#publisher.holdUntil(Promise.race([settled, elapsed(longestRead)])),
      log,
    });
    this.#settings = new SettingsReader({
      project: this.project,
      files: abilities.files,
      bounds: { ...bounds, bytesPerFile: maximumSettingsBytes },
      folders: canonical,
      onChange: (uris) => this.#publisher.settingsChanged(uris),
      onWait: (settled) => this.#publisher.holdUntil(Promise.race([settled, elapsed(longestSettingsRead)])),
      log,
    });
    this.#asideWorkspace = new Workspace({
      project: this.#aside,
      files: undefined,
      bounds,
      folders: [],
      onChange: () => undefined,
      onWait: () => undefined,
      log,
    });
    this.#publisher = new DiagnosticsPublisher({
      project: this.project,
      workspace: this.workspace,
      settings: this.#settings,
      send,
      onFailure,
      pageOf: (rule) => abilities.rulePage(rule),
      onTold,
    });
    this.ready = new Promise<void>((resolve) => (this.#settle = resolve));
    if (canonical.length === 0) this.#settle();
    else this.#load();
  }

  /** Continues with the documents an earlier session had open. */
  takeOver(earlier: Session): void {
    for (const workspace of [earlier.workspace, earlier.#asideWorkspace]) {
      for (const uri of workspace.openUris) {
        const { clientUri, document } = workspace.openDocument(uri)!;
        this.open(clientUri, document.languageId, document.version, document.getText());
      }
    }
    for (const { clientUri, document } of earlier.#settings.openDocuments) {
      this.open(clientUri, document.languageId, document.version, document.getText());
    }
    this.#publisher.takeOver(earlier.#publisher);
  }

  open(clientUri: string, languageId: string, version: number, text: string): void {
    this.#holderOf(clientUri).open(clientUri, languageId, version, text);
  }

  change(clientUri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void {
    this.#holderOf(clientUri).change(clientUri, version, changes);
  }

  close(clientUri: string): void {
    this.#holderOf(clientUri).close(clientUri);
  }

  /** Follows what happened on disk. */
  filesChanged(changes: readonly FileChange[]): void {
    this.#settings.filesChanged(changes);
    // No design, and no folder either, as which it would else be looked into.
    this.workspace.filesChanged(changes.filter(({ uri, type }) => type === 'deleted' || !uri.endsWith('.json')));
    // What is no longer found is told of baselines when designs are saved, not at each keystroke.
    this.#publisher.lookAgain(this.project.settingsUris.filter((uri) => !isConfigurationName(uri)));
  }

  openDocument(uri: string): OpenDocument | undefined {
    return this.#holderOf(uri).openDocument(uri);
  }

  /** The project that a document belongs to. */
  projectOf(uri: string): Project {
    return isQuiet(uri) ? this.#aside : this.project;
  }

  isReadOnly(uri: string): boolean {
    return uri.startsWith('parapet-catalog:');
  }

  dispose(): void {
    this.#publisher.dispose();
    this.workspace.dispose();
    this.#settings.dispose();
    this.#settle();
  }

  #load(): void {
    const timer = setTimeout(() => this.#settle(), longestLoad);
    this.#publisher.holdUntil(this.ready);
    void this.workspace.load().then(() => {
      clearTimeout(timer);
      this.#settle();
    });
  }

  /** What keeps the text of a document. */
  #holderOf(uri: string): Workspace | SettingsReader {
    if (!isQuiet(uri) && isConfigurationName(uri)) return this.#settings;
    return isQuiet(uri) ? this.#asideWorkspace : this.workspace;
  }
}

function elapsed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref?.());
}

function isQuiet(uri: string): boolean {
  return quietSchemes.has(uri.slice(0, Math.max(0, uri.indexOf(':'))).toLowerCase());
}
