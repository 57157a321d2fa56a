import type { TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Project } from '../language/pipeline.ts';
import type { FileAccess, WorkspaceBounds } from './abilities.ts';
import { canonicalUri } from './uris.ts';
import { isBelow, parentUri, type FileChange, type OpenDocument } from './workspace.ts';

export interface SettingsReaderOptions {
  readonly project: Project;
  readonly files: FileAccess | undefined;
  readonly bounds: WorkspaceBounds;
  /** URIs of the workspace folders, canonical. */
  readonly folders: readonly string[];
  /** Called after settings changed, with the files that are, or were, part of them. */
  readonly onChange: (uris: ReadonlySet<string>) => void;
  /** Called when a read has begun whose outcome decides what is to be told about designs. */
  readonly onWait: (settled: Promise<unknown>) => void;
  readonly log: (message: string) => void;
}

/** Reads at once: a thousand files opened together run into the system's limit. */
const readsAtOnce = 16;
/** Rounds of reading: each follows one step of files that extend each other. */
const maximumRounds = 60;

/**
 * Keeps a project's configuration files and baselines equal to the world: what an editor has open as the editor has it,
 * everything else as it is on disk.
 */
export class SettingsReader {
  readonly #options: SettingsReaderOptions;
  readonly #open = new Map<string, OpenDocument>();
  /** What was asked for on disk, whether it was there or not. */
  readonly #asked = new Set<string>();
  /** Folders of designs whose settings were looked for. */
  readonly #folders = new Set<string>();
  #used: ReadonlySet<string> = new Set();
  #reading: Promise<void> | undefined;
  #again = false;
  #disposed = false;

  constructor(options: SettingsReaderOptions) {
    this.#options = options;
  }

  openDocument(uri: string): OpenDocument | undefined {
    return this.#open.get(canonicalUri(uri));
  }

  get openDocuments(): readonly OpenDocument[] {
    return [...this.#open.values()];
  }

  /** To be called after designs came or changed. */
  designsChanged(uris: readonly string[]): void {
    const before = this.#folders.size;
    for (const uri of uris) this.#folders.add(parentUri(uri));
    if (this.#folders.size > before) this.#readWanted();
  }

  open(clientUri: string, languageId: string, version: number, text: string): void {
    const document = TextDocument.create(clientUri, languageId, version, text);
    this.#open.set(canonicalUri(clientUri), { clientUri, document });
    this.#put(canonicalUri(clientUri), text);
  }

  change(clientUri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void {
    const open = this.#open.get(canonicalUri(clientUri));
    if (!open) return;
    TextDocument.update(open.document, [...changes], version);
    this.#put(canonicalUri(clientUri), open.document.getText());
  }

  /** The editor no longer has the document: the file on disk counts again. */
  close(clientUri: string): void {
    const uri = canonicalUri(clientUri);
    if (this.#open.delete(uri)) this.#readAgain([uri]);
  }

  /** Follows what happened on disk. */
  filesChanged(changes: readonly FileChange[]): void {
    const uris = changes.map(({ uri }) => canonicalUri(uri));
    const touched = [...this.#asked].filter((known) => uris.some((uri) => known === uri || isBelow(known, uri)));
    if (touched.length > 0) this.#readAgain(touched);
  }

  dispose(): void {
    this.#disposed = true;
  }

  #put(uri: string, text: string | undefined): void {
    if (!this.#options.project.setSettingsFile(uri, text)) return;
    this.#tell([uri]);
    this.#readWanted();
  }

  #readAgain(uris: readonly string[]): void {
    const closed = uris.filter((uri) => !this.#open.has(uri));
    this.#wait(
      this.#read(closed).then((changed) => {
        if (!changed) return;
        this.#tell(closed);
        this.#readWanted();
      }),
    );
  }

  /** Reads what the project wants, until it wants no more. */
  #readWanted(): void {
    if (this.#reading) {
      this.#again = true;
      return;
    }
    if (this.#options.project.wantedSettings().length === 0) return;
    this.#reading = this.#readRounds().finally(() => {
      this.#reading = undefined;
      if (!this.#again) return;
      this.#again = false;
      this.#readWanted();
    });
    this.#wait(this.#reading);
  }

  async #readRounds(): Promise<void> {
    let changed = false;
    const read: string[] = [];
    for (let round = 0; round < maximumRounds && !this.#disposed; round++) {
      const wanted = this.#options.project.wantedSettings();
      if (wanted.length === 0) break;
      read.push(...wanted);
      changed = (await this.#read(wanted)) || changed;
    }
    if (changed) this.#tell(read);
  }

  /** Gives whether there is something now that was not there, or the other way round. */
  async #read(uris: readonly string[]): Promise<boolean> {
    let changed = false;
    const queue = [...uris];
    const worker = async (): Promise<void> => {
      for (let uri = queue.pop(); uri !== undefined && !this.#disposed; uri = queue.pop()) {
        if (await this.#readOne(uri)) changed = true;
      }
    };
    await Promise.all(Array.from({ length: readsAtOnce }, worker));
    return changed;
  }

  async #readOne(uri: string): Promise<boolean> {
    const { project, files, bounds, folders } = this.#options;
    this.#asked.add(uri);
    const before = project.settingsText(uri);
    if (!files || !uri.startsWith('file:')) {
      project.setSettingsFile(uri, this.#open.get(uri)?.document.getText());
      return project.settingsText(uri) !== before;
    }
    const roots = folders.some((folder) => isBelow(uri, folder)) ? folders : [parentUri(uri)];
    const reading = await files.read(uri, roots, bounds);
    // Opened meanwhile: what the editor has counts.
    if (this.#disposed || this.#open.has(uri)) return false;
    if (reading.kind === 'refused') {
      project.setSettingsUnreadable(uri, reading.reason);
      return true;
    }
    project.setSettingsFile(uri, reading.kind === 'text' ? reading.text : undefined);
    return project.settingsText(uri) !== before;
  }

  #tell(uris: readonly string[]): void {
    const now = new Set(this.#options.project.settingsUris);
    const told = new Set([...this.#used, ...now, ...uris.filter((uri) => this.#open.has(uri))]);
    this.#used = now;
    this.#options.onChange(told);
  }

  #wait(work: Promise<void>): void {
    this.#options.onWait(
      work.catch((error: unknown) =>
        this.#options.log(`Reading settings failed: ${error instanceof Error ? error.message : String(error)}`),
      ),
    );
  }
}
