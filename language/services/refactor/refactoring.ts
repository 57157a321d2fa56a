import type { ArchitectureModel } from '../../model/model.ts';
import type { Project } from '../../project.ts';
import { isName } from '../rename.ts';
import { quote } from '../tokens.ts';
import type { ParsedFile } from '../parse.ts';
import { parseFile } from '../parse.ts';

/** Where somebody asks what can be done: the selection, or the cursor as a selection of nothing. */
export interface RefactorRequest {
  readonly project: Project;
  readonly file: ParsedFile;
  readonly model: ArchitectureModel;
  readonly start: number;
  readonly end: number;
}

/** A replacement of a stretch of the file's text. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
  /** The part of `newText` that is a name for the author to choose; editors that can put the cursor there. */
  readonly choice?: { readonly start: number; readonly end: number };
}

/** A change of the text that keeps what the design says, or changes it as its title tells. */
export interface Refactoring {
  /** In the imperative, as an editor shows it. */
  readonly title: string;
  /** Its place in the tree of kinds that editors sort actions by. */
  readonly kind: 'refactor.inline' | 'refactor.rewrite' | 'refactor.move' | 'refactor.extract';
  /** In the order of the text, without overlaps. */
  readonly replacements: readonly Replacement[];
  /** A file to make, beside the changes. */
  readonly newFile?: { readonly uri: string; readonly text: string };
}

/** Finds what one sort of refactoring can do at a place; empty where it does not apply. */
export type FindRefactorings = (request: RefactorRequest) => readonly Refactoring[];

/** A name as a statement refers to it: in quotation marks where it is no plain word. */
export function printTerm(name: string): string {
  return isName(name) ? name : quote(name);
}

/** A name that nothing in the design has, made from this one. */
export function freeName(model: ArchitectureModel, name: string): string {
  let free = name;
  for (let number = 2; model.elements.has(free); number++) free = `${name}-${number}`;
  return free;
}

/** A text after replacements that are in its order and do not overlap. */
export function replaced(text: string, replacements: readonly Replacement[]): string {
  return replacements.reduceRight(
    (result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end),
    text,
  );
}

/**
 * Whether a file is no worse to read after replacements: what stands beside a statement may decide where the next one
 * begins.
 */
export function staysReadable(file: ParsedFile, replacements: readonly Replacement[]): boolean {
  const after = parseFile(file.uri, replaced(file.text, replacements), file);
  return after.problems.length <= file.problems.length;
}
