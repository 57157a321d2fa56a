import type { Diagnostic } from 'vscode-languageserver';
import { diagnostics, type Project } from '../language/pipeline.ts';
import type { SettingsReader } from './settings-reader.ts';
import type { OpenDocument, Workspace } from './workspace.ts';

export interface DiagnosticsPublisherOptions {
  readonly project: Project;
  readonly workspace: Workspace;
  readonly settings: SettingsReader;
  /** Sends what a file has to the client. `version` is that of the text the diagnostics were made from. */
  readonly send: (uri: string, version: number | undefined, diagnostics: Diagnostic[]) => void;
  readonly onFailure: (what: string, error: unknown) => void;
  /** The address of a rule's page, where there is one. */
  readonly pageOf: (rule: string) => string | undefined;
  /** Called with the files that changed, after the diagnostics of those that are open were sent. */
  readonly onTold: (uris: ReadonlySet<string>) => void;
}

/** Changes that arrive together are answered together, but none waits longer than this, in milliseconds. */
const longestWait = 25;
/** Right behind a key comes the question what may follow it: for so long, in milliseconds, it may come and goes before. */
const pause = 3;
/** Files are checked in slices of about this length, in milliseconds, so that the editor's requests come between. */
const slice = 8;
/** A change that waits so long, in milliseconds, is no longer put off by the changes after it: it is told at once. */
const patience = 250;

/**
 * Keeps the client's diagnostics true: those of a changed file at once, those of files that may be affected after it.
 * What is sent is made from the text as it is at that moment, so nothing is ever sent for an old one.
 */
export class DiagnosticsPublisher {
  readonly #options: DiagnosticsPublisherOptions;
  /** Files whose own text changed. */
  readonly #changed = new Set<string>();
  /** Files that changed and of which it has still to be found out what they affect. */
  readonly #sources = new Set<string>();
  /** Files that may be affected. */
  readonly #affected = new Set<string>();
  /** Everything that changed since `onTold` was called last. */
  #news = new Set<string>();
  /** What the client was last sent, as JSON. */
  readonly #sent = new Map<string, string>();
  /** The files a design was last made of: their findings depend on it too. */
  readonly #partsOf = new Map<string, readonly string[]>();
  /** The file that is being checked, as far as it is. */
  #work: { readonly uri: string; readonly steps: Iterator<undefined> } | undefined;
  /** Since when a changed text waits for its diagnostics. */
  #waiting: number | undefined;
  #holds = 0;
  #scheduled = false;
  #arrived = false;
  #since = 0;
  #disposed = false;

  constructor(options: DiagnosticsPublisherOptions) {
    this.#options = options;
  }

  /** Sends nothing until the promise settles. */
  holdUntil(settled: Promise<unknown>): void {
    this.#holds++;
    const release = (): void => {
      this.#holds--;
      this.#schedule();
    };
    settled.then(release, release);
  }

  /** To be called after the texts of files changed. */
  filesChanged(uris: readonly string[]): void {
    this.#work = undefined;
    this.#waiting ??= performance.now();
    for (const uri of uris) {
      this.#changed.add(uri);
      this.#news.add(uri);
    }
    this.#arrived = true;
    this.#schedule();
  }

  /** To be called after settings changed: everything may be told otherwise now, these files of settings among it. */
  settingsChanged(uris: Iterable<string>): void {
    const { project } = this.#options;
    this.#work = undefined;
    for (const uri of project.uris) {
      this.#affected.add(uri);
      this.#news.add(uri);
    }
    for (const uri of uris) {
      this.#affected.add(uri);
      if (this.#isOpen(uri)) this.#changed.add(uri);
    }
    this.#arrived = true;
    this.#schedule();
  }

  /** To be called after something that files may be told by changed, but not their texts. */
  lookAgain(uris: Iterable<string>): void {
    for (const uri of uris) this.#affected.add(uri);
    this.#schedule();
  }

  /** Continues for a client that another one has told things: what no longer holds is taken back. */
  takeOver(earlier: DiagnosticsPublisher): void {
    for (const [uri, json] of earlier.#sent) this.#sent.set(uri, json);
    this.filesChanged([...earlier.#sent.keys()]);
  }

  dispose(): void {
    this.#disposed = true;
    this.#work = undefined;
    this.#changed.clear();
    this.#sources.clear();
    this.#affected.clear();
  }

  #schedule(): void {
    if (this.#scheduled || this.#holds > 0 || this.#disposed) return;
    if (this.#changed.size + this.#sources.size + this.#affected.size === 0) return;
    this.#scheduled = true;
    this.#since = performance.now();
    if (this.#arrived) setTimeout(() => this.#tick(), pause);
    else setImmediate(() => this.#tick());
  }

  /** Messages are read one a turn: while more changes come in, their diagnostics would be thrown away. */
  #tick(): void {
    if (this.#arrived && performance.now() - this.#since < longestWait) {
      this.#arrived = false;
      setImmediate(() => this.#tick());
      return;
    }
    this.#scheduled = false;
    // A hold that began meanwhile schedules again when it ends.
    if (this.#disposed || this.#holds > 0) return;
    try {
      this.#publish();
    } catch (error) {
      this.#options.onFailure('Checking the design failed', error);
    }
  }

  #publish(): void {
    const { project } = this.#options;
    const start = performance.now();
    const open = [...this.#changed].filter((uri) => this.#isOpen(uri));
    for (const uri of open) {
      if (!this.#prepare(uri, start)) {
        this.#schedule();
        return;
      }
      this.#changed.delete(uri);
      this.#sources.add(uri);
      this.#send(uri, true);
      this.#affected.delete(uri);
    }
    for (const uri of this.#changed) this.#sources.add(uri);
    this.#changed.clear();
    this.#waiting = undefined;
    if (this.#news.size > 0) {
      const news = this.#news;
      this.#news = new Set();
      this.#options.onTold(news);
    }
    while (this.#sources.size + this.#affected.size > 0) {
      if (performance.now() - start > slice) {
        this.#schedule();
        return;
      }
      const source = this.#sources.values().next().value;
      if (source !== undefined) {
        this.#sources.delete(source);
        for (const uri of this.#affectedBy(source)) if (!open.includes(uri)) this.#affected.add(uri);
      } else {
        const next = this.#nextAffected();
        if (!this.#prepare(next, start)) {
          this.#schedule();
          return;
        }
        this.#affected.delete(next);
        this.#send(next, false);
      }
    }
    for (const uri of this.#partsOf.keys()) if (!project.parsed(uri)) this.#partsOf.delete(uri);
  }

  /** Does what comes before telling about a file, until it is done or the slice that began at `start` is over. */
  #prepare(uri: string, start: number): boolean {
    if (this.#work?.uri !== uri) this.#work = { uri, steps: this.#options.project.prepareFindings(uri) };
    const { steps } = this.#work;
    try {
      while (!steps.next().done) {
        const now = performance.now();
        const isLate = this.#waiting !== undefined && now - this.#waiting > patience;
        if (now - start > slice && !isLate) return false;
      }
    } catch {
      // Telling about the file fails in the same way, and says so.
    }
    this.#work = undefined;
    return true;
  }

  /** What a person can see comes first. */
  #nextAffected(): string {
    for (const uri of this.#options.workspace.openUris) if (this.#affected.has(uri)) return uri;
    return this.#affected.values().next().value!;
  }

  #isOpen(uri: string): boolean {
    return this.#openDocument(uri) !== undefined;
  }

  #openDocument(uri: string): OpenDocument | undefined {
    return this.#options.workspace.openDocument(uri) ?? this.#options.settings.openDocument(uri);
  }

  /** A file, what imports it, and what those import: rules see whole designs. Also what it imported before. */
  #affectedBy(uri: string): Set<string> {
    const { project } = this.#options;
    const affected = new Set<string>([uri, ...(this.#partsOf.get(uri) ?? [])]);
    for (const design of project.dependents(uri)) {
      const parts = importedBy(project, design);
      if (design === uri) this.#partsOf.set(uri, [...parts]);
      for (const part of parts) affected.add(part);
    }
    return affected;
  }

  #send(uri: string, always: boolean): void {
    const { project, workspace, send, onFailure, pageOf } = this.#options;
    const open = this.#openDocument(uri);
    let found: Diagnostic[];
    try {
      found = diagnostics(project, uri, {
        pageOf,
        clientUri: (other) => workspace.openDocument(other)?.clientUri ?? other,
      });
    } catch (error) {
      // One file that cannot be checked must not keep the others from it.
      onFailure(`Checking ${uri} failed`, error);
      return;
    }
    const json = JSON.stringify(found);
    const before = this.#sent.get(uri);
    if (!always && json === (before ?? '[]')) return;
    if (found.length === 0) this.#sent.delete(uri);
    else this.#sent.set(uri, json);
    send(open?.clientUri ?? uri, open?.document.version, found);
  }
}

/** A file and all it imports, directly or not. */
function importedBy(project: Project, uri: string): Set<string> {
  const found = new Set([uri]);
  for (const next of found) {
    for (const { target } of project.imports(next)) if ('uri' in target) found.add(target.uri);
  }
  return found;
}
