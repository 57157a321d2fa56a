import type { Finding, Severity } from '../language/lint/finding.ts';
import { LineIndex } from '../language/pipeline.ts';
import type { Span } from '../language/model/span.ts';
import type { Failure } from './find-designs.ts';

/** A file with what there is to say about it. */
export interface LintedFile {
  readonly uri: string;
  /** As results show it. */
  readonly path: string;
  /** In reading order; with a base, those that are new. */
  readonly findings: readonly Finding[];
  /** With a base: those that it has too. They are counted and fail nothing. */
  readonly known?: readonly Finding[];
  /** Those that a comment, an `accept` statement or a baseline silences, each saying by what. */
  readonly suppressed?: readonly Finding[];
}

/** What a run of `lint` found, before it is written in one format or another. */
export interface LintResult {
  /** The day that life cycles were judged by. */
  readonly date: string;
  /** What findings are compared with, as typed; absent: all are new. */
  readonly base?: string;
  /** Sorted by path. */
  readonly files: readonly LintedFile[];
  readonly failures: readonly Failure[];
  /** Finds places in any file that was read. */
  readonly places: Places;
}

/** A range as people count: lines and columns from 1, columns in UTF-16 code units as editors count them. */
export interface PlaceRange {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

/** A file that was read: its text, and how results name it. */
export interface PlacedText {
  readonly text: string;
  /** Relative to the working folder, for people at a terminal. */
  readonly path: string;
  /** Relative to the root of the repository, for services that know the repository and not the folder. */
  readonly repositoryPath: string;
}

/** Turns spans into paths and lines. */
export class Places {
  readonly #indexes = new Map<string, LineIndex>();
  readonly #texts: (uri: string) => PlacedText | undefined;

  /** `texts` gives a file where it was read. */
  constructor(texts: (uri: string) => PlacedText | undefined) {
    this.#texts = texts;
  }

  path(uri: string): string {
    return this.#texts(uri)?.path ?? uri;
  }

  repositoryPath(uri: string): string {
    return this.#texts(uri)?.repositoryPath ?? uri;
  }

  /** The lines of a file; of an empty one where it was not read. */
  lines(uri: string): LineIndex {
    let index = this.#indexes.get(uri);
    if (!index) {
      index = new LineIndex(this.#texts(uri)?.text ?? '');
      this.#indexes.set(uri, index);
    }
    return index;
  }

  range(span: Span): PlaceRange {
    const lines = this.lines(span.uri);
    const start = lines.positionAt(span.start);
    const end = lines.positionAt(span.end);
    return {
      start: { line: start.line + 1, column: start.character + 1 },
      end: { line: end.line + 1, column: end.character + 1 },
    };
  }
}

export type SeverityCounts = Readonly<Record<Severity, number>>;

export function countSeverities(files: readonly LintedFile[]): SeverityCounts {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const file of files) for (const finding of file.findings) counts[finding.severity]++;
  return counts;
}

/** "2 errors, 1 warning", or "no findings". */
export function describeCounts(counts: SeverityCounts): string {
  const parts = [
    ...(counts.error > 0 ? [counted(counts.error, 'error', 'errors')] : []),
    ...(counts.warning > 0 ? [counted(counts.warning, 'warning', 'warnings')] : []),
    ...(counts.info > 0 ? [counted(counts.info, 'remark', 'remarks')] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : 'no findings';
}

/** "1 file", "3 files". */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
