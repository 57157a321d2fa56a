import type { Finding } from './lint/finding.ts';
import type { ImportStatement } from './model/imports.ts';
import type { ArchitectureModel } from './model/model.ts';
import type { Steps } from './model/steps.ts';
import type { ParsedFile } from './services/parse.ts';

/** What a host passes in: the language itself reads no clock and no file. */
export interface ProjectOptions {
  /** The day to judge life cycles by, `YYYY-MM-DD`. */
  readonly date: string;
  /** URIs of the folders that imports must stay in, without a trailing slash. Empty: the importing file's own folder. */
  readonly workspaceFolders: readonly string[];
  /** URI of a baseline that holds for all files, whatever the configuration says. */
  readonly baseline?: string;
}

/** A design that may be a few keys old, for the statement that is being written. */
export interface DesignAround {
  readonly model: ArchitectureModel;
  /** Where an offset in that statement was when the design was built; undefined where the statement was not there yet. */
  readonly earlier: (offset: number) => number | undefined;
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
  /**
   * The design that a file makes, for somebody who writes at an offset and asks what may follow: as it is known already,
   * where nothing but the statement at that offset changed since. What that statement says itself may then be older.
   */
  designAround(uri: string, offset: number): DesignAround | undefined;
  /** Files whose findings may change when this one does: it and all that import it, directly or not. */
  dependents(uri: string): readonly string[];
  /**
   * Everything to tell about one file, from its own design and from designs that import it, in reading order. Of a
   * configuration file or a baseline: what is wrong with it.
   */
  findings(uri: string): readonly Finding[];
  /**
   * Works out what `findings` needs to know of the designs that a file is part of, in steps of a few milliseconds, so that
   * something else can be answered in between. After a change of the project it goes on no further.
   */
  prepareFindings(uri: string): Steps<void>;
  /** What was found in a file and is silenced, each finding with its `suppression`, in reading order. */
  suppressedFindings(uri: string): readonly Finding[];

  /**
   * Adds or replaces the text of a configuration file or a baseline; `undefined` says that there is none of that name.
   * Returns false where it was the same as before.
   */
  setSettingsFile(uri: string, text: string | undefined): boolean;
  /** Says that such a file exists but cannot be had, and why, in words that end a sentence. */
  setSettingsUnreadable(uri: string, reason: string): void;
  /**
   * URIs of configuration files and baselines that may matter to the files of the project and that the host has said
   * nothing about: `parapet.json` in each folder up to the workspace's, what those extend, and the baselines they name.
   * To be asked again after each answer.
   */
  wantedSettings(): readonly string[];
  /** URIs of the configuration files and baselines that are used, sorted. */
  readonly settingsUris: readonly string[];
  /** Why such a file cannot be had, in words that end a sentence; undefined where it can. */
  settingsProblem(uri: string): string | undefined;
  /** The text of such a file. */
  settingsText(uri: string): string | undefined;
  /** URI of the baseline that holds for a file, whether it is there or not. */
  baselineOf(uri: string): string | undefined;
}
