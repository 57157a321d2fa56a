import type { Location, Position, Range } from 'vscode-languageserver-types';
import type { LineIndex } from '../model/line-index.ts';
import type { Span } from '../model/span.ts';
import type { CatalogPlace } from '../catalog/catalog.ts';
import type { Project } from '../project.ts';

/** Offsets as a range of lines and characters. */
export function rangeOf(lines: LineIndex, place: { readonly start: number; readonly end: number }): Range {
  return { start: lines.positionAt(place.start), end: lines.positionAt(place.end) };
}

/** A span as a location; undefined where the project no longer has its file. */
export function locationOf(project: Project, span: Span): Location | undefined {
  const file = project.parsed(span.uri);
  return file && { uri: span.uri, range: rangeOf(file.lines, span) };
}

/** Where a statement of the catalog is written. */
export function catalogLocation(place: CatalogPlace): Location {
  return {
    uri: place.uri,
    range: {
      start: { line: place.line, character: place.character },
      end: { line: place.line, character: place.endCharacter },
    },
  };
}

/** The offset of a position in a file of the project; undefined where there is no such file. */
export function offsetOf(project: Project, uri: string, position: Position): number | undefined {
  return project.parsed(uri)?.lines.offsetAt(position);
}

export function sameSpan(left: Span, right: Span): boolean {
  return left.start === right.start && left.end === right.end && left.uri === right.uri;
}

export function touches(place: { readonly start: number; readonly end: number }, offset: number): boolean {
  return place.start <= offset && offset <= place.end;
}
