import type { PainterPort } from './picture-messages.ts';

/** What became of asking for a file. Failure is a value: files vanish, move and lock while a server runs. */
export type FileReading =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  /** It is there and is not read; the reason ends a sentence: "it is larger than 2 MB". */
  | { readonly kind: 'refused'; readonly reason: string };

/** How much of a workspace a server takes in. Past a bound the rest is left out, and the log says so. */
export interface WorkspaceBounds {
  /** Design files, over all folders. */
  readonly files: number;
  /** Directories looked into, over all folders. */
  readonly directories: number;
  /** Bytes of one file. */
  readonly bytesPerFile: number;
}

/** What a search for design files found. */
export interface FileListing {
  /** URIs in a stable order. */
  readonly uris: readonly string[];
  /** True where a bound was met before the end. */
  readonly cutShort: boolean;
}

/** The file system as a server sees it: reads only, and only design files. All URIs are canonical (`canonicalUri`). */
export interface FileAccess {
  /** The design files in a folder and below it, leaving out `node_modules`, `.git` and links to directories. */
  list(folder: string, bounds: WorkspaceBounds): Promise<FileListing>;
  /**
   * The text of a file whose real place, links resolved, is inside one of the folders.
   * Never rejects.
   */
  read(uri: string, folders: readonly string[], bounds: WorkspaceBounds): Promise<FileReading>;
}

/** What a server is given by the place it runs in: a Node process, or a worker of a browser. */
export interface ServerAbilities {
  /** The day to judge life cycles by, `YYYY-MM-DD`. */
  today(): string;
  /** Absent where there is no file system: then only what the editor has open is known. */
  readonly files?: FileAccess;
  /** The text of a built-in catalog file (`identity.parapet`), or undefined where there is none of that name. */
  catalogText(fileName: string): Promise<string | undefined>;
  /** The address of the page that explains a rule, where there is one that an editor can open. */
  rulePage(rule: string): string | undefined;
  /** Starts the thread that draws what previews show. Called when the first preview opens, and after a thread failed. */
  createPainter(): PainterPort;
}
