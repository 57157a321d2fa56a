import type { TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Project } from '../language/pipeline.ts';
import type { FileAccess, WorkspaceBounds } from './abilities.ts';
import { canonicalUri } from './uris.ts';

/** What `Workspace` is given. */
export interface WorkspaceOptions {
  readonly project: Project;
  readonly files: FileAccess | undefined;
  readonly bounds: WorkspaceBounds;
  /** URIs of the workspace folders, canonical. */
  readonly folders: readonly string[];
  /** Called after texts changed, with the canonical URIs of the files. */
  readonly onChange: (uris: readonly string[]) => void;
  /** Called when a read has begun whose outcome decides what is to be told about texts. */
  readonly onWait: (settled: Promise<unknown>) => void;
  /** Something a person who looks into the log wants to know. */
  readonly log: (message: string) => void;
}

/** A file that an editor has open. */
export interface OpenDocument {
  /** As the client spells it: what goes back to it must be spelt the same. */
  readonly clientUri: string;
  readonly document: TextDocument;
}

/** How a watched file changed. */
export interface FileChange {
  readonly uri: string;
  readonly type: 'created' | 'changed' | 'deleted';
}

/**
 * Keeps a project's texts equal to the world: what an editor has open as the editor has it, everything else as it is on
 * disk. Reading is asynchronous, so each answer is checked against what happened meanwhile.
 */
export class Workspace {
  readonly #project: Project;
  readonly #files: FileAccess | undefined;
  readonly #bounds: WorkspaceBounds;
  readonly #onChange: (uris: readonly string[]) => void;
  readonly #onWait: (settled: Promise<unknown>) => void;
  readonly #log: (message: string) => void;
  readonly #open = new Map<string, OpenDocument>();
  /** Files whose text is that of the disk. */
  readonly #onDisk = new Set<string>();
  /** Files that were looked for and are not there: not looked for again until something says they are. */
  readonly #missing = new Set<string>();
  /** Reads under way; a later one for the same file makes the answers of earlier ones void. */
  readonly #reads = new Map<string, { readonly ticket: number; readonly done: Promise<boolean> }>();
  #readCount = 0;
  #pending = new Set<Promise<void>>();
  readonly #folders: readonly string[];
  #fileBoundTold = false;
  #disposed = false;

  constructor(options: WorkspaceOptions) {
    this.#project = options.project;
    this.#files = options.files;
    this.#bounds = options.bounds;
    this.#folders = options.folders;
    this.#onChange = options.onChange;
    this.#onWait = options.onWait;
    this.#log = options.log;
  }

  get folders(): readonly string[] {
    return this.#folders;
  }

  /** The open document of a file, by either spelling of its URI. */
  openDocument(uri: string): OpenDocument | undefined {
    return this.#open.get(canonicalUri(uri));
  }

  /** Canonical URIs of all open documents, in the order in which they were opened. */
  get openUris(): readonly string[] {
    return [...this.#open.keys()];
  }

  /** Resolves when no read is under way any more. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  /** Reads the design files of all folders. */
  load(): Promise<void> {
    return this.#track(Promise.all(this.#folders.map((folder) => this.#loadFolder(folder))).then(() => undefined));
  }

  open(clientUri: string, languageId: string, version: number, text: string): void {
    const uri = canonicalUri(clientUri);
    const document = TextDocument.create(clientUri, languageId, version, text);
    this.#open.set(uri, { clientUri, document });
    this.#forgetRead(uri);
    // Told even where the text is that of the disk: a client may have dropped what it heard before.
    if (!this.#setText(uri, document.getText())) this.#onChange([uri]);
  }

  /** Applies the changes of an editor. Gives false for a document that is not open. */
  change(clientUri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): boolean {
    const uri = canonicalUri(clientUri);
    const open = this.#open.get(uri);
    if (!open) return false;
    TextDocument.update(open.document, [...changes], version);
    this.#setText(uri, open.document.getText());
    return true;
  }

  /** The editor no longer has the document: the file on disk counts again. */
  close(clientUri: string): void {
    const uri = canonicalUri(clientUri);
    if (!this.#open.delete(uri)) return;
    if (this.#files && uri.startsWith('file:')) {
      this.#read(uri);
    } else {
      this.#project.deleteFile(uri);
      this.#onChange([uri]);
    }
  }

  /** Follows what happened on disk. */
  filesChanged(changes: readonly FileChange[]): void {
    if (!this.#files) return;
    for (const change of changes) {
      const uri = canonicalUri(change.uri);
      if (change.type === 'deleted') {
        this.#deleted(uri);
      } else if (isDesignUri(uri)) {
        this.#missing.delete(uri);
        if (!this.#open.has(uri)) this.#read(uri);
      } else {
        // A folder that was moved here brings its files without a word about each.
        void this.#track(this.#loadFolder(uri));
      }
    }
  }

  /** What is still being read is no longer wanted. */
  dispose(): void {
    this.#disposed = true;
  }

  /** Gives whether the text is another one than before. */
  #setText(uri: string, text: string): boolean {
    this.#missing.delete(uri);
    this.#onDisk.delete(uri);
    const changed = this.#project.setFile(uri, text);
    if (changed) this.#onChange([uri]);
    this.#loadImports();
    return changed;
  }

  #deleted(uri: string): void {
    const below = [...this.#onDisk].filter((known) => known === uri || isBelow(known, uri));
    const gone: string[] = [];
    for (const known of below) {
      this.#forgetRead(known);
      this.#missing.add(known);
      this.#onDisk.delete(known);
      if (this.#open.has(known)) continue;
      this.#project.deleteFile(known);
      gone.push(known);
    }
    if (below.length === 0 && isDesignUri(uri)) {
      // Perhaps being read just now, or declared unreadable before.
      this.#forgetRead(uri);
      if (!this.#open.has(uri)) {
        this.#project.deleteFile(uri);
        gone.push(uri);
      }
    }
    if (gone.length > 0) this.#onChange(gone);
  }

  async #loadFolder(folder: string): Promise<void> {
    if (!this.#files) return;
    const listing = await this.#files.list(folder, this.#bounds);
    const room = Math.max(0, this.#bounds.files - this.#onDisk.size);
    const wanted = listing.uris.filter((uri) => !this.#open.has(uri) && !this.#onDisk.has(uri));
    if ((listing.cutShort || wanted.length > room) && !this.#fileBoundTold) {
      this.#fileBoundTold = true;
      this.#log(
        `The workspace has more than ${this.#bounds.files} design files or ${this.#bounds.directories} folders: only the first are loaded; others are read when they are opened or imported.`,
      );
    }
    const changed: string[] = [];
    // A few at a time: a thousand files opened at once run into the system's limit.
    const queue = wanted.slice(0, room);
    const worker = async (): Promise<void> => {
      for (let uri = queue.pop(); uri !== undefined && !this.#disposed; uri = queue.pop()) {
        if (await this.#readNow(uri)) changed.push(uri);
      }
    };
    queue.reverse();
    await Promise.all(Array.from({ length: 16 }, worker));
    if (changed.length > 0) this.#onChange(changed.sort());
    this.#loadImports();
  }

  /** Reads what files import from places that no folder's listing brought. */
  #loadImports(): void {
    const wanted = this.#project.unresolvedImports().filter((uri) => !this.#missing.has(uri) && !this.#open.has(uri));
    if (wanted.length === 0) return;
    for (const uri of wanted) {
      if (!this.#files) this.#missing.add(uri);
      else if (!this.#reads.has(uri)) this.#read(uri);
    }
    // Else each import would be told to be missing, and not to be a moment later.
    const reads = wanted.flatMap((uri) => this.#reads.get(uri)?.done ?? []);
    if (reads.length > 0) this.#onWait(Promise.all(reads));
  }

  #read(uri: string): void {
    void this.#track(
      this.#readNow(uri).then((changed) => {
        if (!changed) return;
        this.#onChange([uri]);
        this.#loadImports();
      }),
    );
  }

  /** Reads one file and puts what came of it into the project. Gives whether that changed anything. */
  #readNow(uri: string): Promise<boolean> {
    const ticket = ++this.#readCount;
    const done = this.#readAndPut(uri, ticket);
    this.#reads.set(uri, { ticket, done });
    return done;
  }

  async #readAndPut(uri: string, ticket: number): Promise<boolean> {
    const reading = await this.#files!.read(uri, this.#roots(uri), this.#bounds);
    if (this.#disposed || this.#reads.get(uri)?.ticket !== ticket) return false;
    this.#reads.delete(uri);
    if (this.#open.has(uri)) return false;
    switch (reading.kind) {
      case 'text':
        this.#missing.delete(uri);
        this.#onDisk.add(uri);
        return this.#project.setFile(uri, reading.text);
      case 'missing':
        this.#missing.add(uri);
        this.#onDisk.delete(uri);
        this.#project.deleteFile(uri);
        return true;
      case 'refused':
        this.#onDisk.delete(uri);
        this.#project.deleteFile(uri);
        this.#project.setUnreadable(uri, reading.reason);
        return true;
    }
  }

  /** The folders a file may lie in: the workspace's, or for files opened outside of it, those of such files. */
  #roots(uri: string): readonly string[] {
    if (this.#folders.some((folder) => isBelow(uri, folder))) return this.#folders;
    const loose = this.openUris.filter((open) => !this.#folders.some((folder) => isBelow(open, folder)));
    return [...new Set([...loose, ...(this.#onDisk.has(uri) ? [uri] : [])].map(parentUri))];
  }

  #forgetRead(uri: string): void {
    this.#reads.delete(uri);
  }

  #track(work: Promise<void>): Promise<void> {
    const guarded = work
      .catch((error: unknown) =>
        this.#log(`Reading the workspace failed: ${error instanceof Error ? error.message : String(error)}`),
      )
      .finally(() => this.#pending.delete(guarded));
    this.#pending.add(guarded);
    return guarded;
  }
}

/** Whether a URI names a design file. */
export function isDesignUri(uri: string): boolean {
  return uri.toLowerCase().endsWith('.parapet');
}

/** Whether a canonical URI lies in a folder or below it. */
export function isBelow(uri: string, folder: string): boolean {
  return uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** The folder a file lies in. */
export function parentUri(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}
