/**
 * A half-open range of one file's text, in UTF-16 code units from its start.
 * Lines and columns are made from it only where something is shown (an editor, a terminal), with `LineIndex`.
 */
export interface Span {
  /** The file's URI, as the host named it. */
  readonly uri: string;
  readonly start: number;
  readonly end: number;
}

/** A replacement of the text under `span`; an empty span inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}
