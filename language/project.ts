import type { Finding } from './lint/finding.ts';
import type { ImportStatement } from './model/imports.ts';
import type { ArchitectureModel } from './model/model.ts';
import type { ParsedFile } from './services/parse.ts';

/** What a host passes in: the language itself reads no clock and no file. */
export interface ProjectOptions {
  /** The day to judge life cycles by, `YYYY-MM-DD`. */
  readonly date: string;
  /** URIs of the folders that imports must stay in, without a trailing slash. Empty: the importing file's own folder. */
  readonly workspaceFolders: readonly string[];
}

/**
 * A set of design files and everything known about them. The host puts texts in; answers are worked out when asked for
 * and kept until a file they depend on changes. Never throws on what a user typed.
 */
export interface Project {
  /** Adds or replaces a file's text. Returns false where the text was the same as before. */
  setFile(uri: string, text: string): boolean;
  /** Forgets a file: imports of it become missing. */
  deleteFile(uri: string): void;
  /** Says that a file which is imported exists but cannot be had, and why, in words that end a sentence. */
  setUnreadable(uri: string, reason: string): void;
  /** URIs that files of the project import and the host has neither set nor declared unreadable. */
  unresolvedImports(): readonly string[];
  /** URIs of all files that were set, sorted. */
  readonly uris: readonly string[];
  /** The syntax of one file, always there for a file that was set. */
  parsed(uri: string): ParsedFile | undefined;
  /** The import statements of one file, in source order; empty for a file that was not set. */
  imports(uri: string): readonly ImportStatement[];
  /** The design that a file makes with its imports. */
  model(uri: string): ArchitectureModel | undefined;
  /** Files whose findings may change when this one does: it and all that import it, directly or not. */
  dependents(uri: string): readonly string[];
  /** Everything to tell about one file, from its own design and from designs that import it, in reading order. */
  findings(uri: string): readonly Finding[];
}
