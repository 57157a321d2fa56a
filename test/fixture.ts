/**
 * Designs for tests, written as text with what a test needs to say about places in it:
 *
 * ```
 * use defender-xdr as xdr
 * use sentinel
 * sentinel -> xdr$0 : alert
 * //^^^^^^^^^^^^^^^^^^^^^^^ wrong-direction: part of the message
 * //          ^^^ another finding
 * //- shared/landing-zone.parapet
 * use azure-firewall
 * ```
 *
 * - `$0` is a cursor. It is taken out of the text; there may be none or many, counted in reading order.
 * - A line `//^^^ text` marks a piece of the line above it (marker lines do not count as that line, so several may follow
 *   one another). Carets directly behind the slashes include the slashes' two columns, which is how the start of a line
 *   is marked; behind a space, only the carets count. Columns are those of the line without its `$0`.
 * - `^^^>` marks from the first caret on, to an end on a later line.
 * - Marker lines stay in the text, as the comments they are: line numbers are those of the test's source.
 * - `//- path` begins another file. What stands before the first such line is `main.parapet`; a text that begins with
 *   one has no `main.parapet`.
 * - A line break at the very start, as template strings have it, is dropped.
 */

/** A piece of a file's text and what is expected of it. */
export interface Marker {
  /** UTF-16 offsets into the file's text. */
  readonly start: number;
  /** Where the marked piece ends; with `endsLater`, the end of its first line. */
  readonly end: number;
  /** The piece goes on after this line: written `^^^>`. */
  readonly endsLater: boolean;
  /** What is written behind the carets, trimmed. */
  readonly text: string;
  /** Line of the marked piece, from 1, for messages. */
  readonly line: number;
}

/** One file of a fixture, as the code under test is to see it. */
export interface FixtureFile {
  /** `main.parapet`, or what stands behind `//-`; forward slashes. */
  readonly path: string;
  readonly text: string;
  /** Offsets of the `$0`s, ascending. */
  readonly cursors: readonly number[];
  readonly markers: readonly Marker[];
}

export interface Fixture {
  /** The first file. */
  readonly main: FixtureFile;
  /** All files, the first included. */
  readonly files: readonly FixtureFile[];
  /** The only cursor of all files, and its file. Throws where there is none or more than one. */
  cursor(): { readonly file: FixtureFile; readonly offset: number };
}

const fileLine = /^\/\/- +(\S+)[ \t]*$/;
const markerLine = /^([ \t]*)\/\/( *)(\^+)(>?)(?:[ \t]+(.*))?$/;

/** Reads a fixture. Throws an error that names the line where a marker marks nothing. */
export function parseFixture(source: string): Fixture {
  const files: FixtureFile[] = [];
  let path = 'main.parapet';
  let lines: string[] = [];
  const finish = () => {
    if (files.some((file) => file.path === path)) throw new Error(`Fixture: two files are called ${path}`);
    files.push(parseFile(path, lines.join('\n')));
  };

  const all = source.replace(/^\r?\n/, '').split('\n');
  all.forEach((line, index) => {
    const header = fileLine.exec(line.replace(/\r$/, ''));
    if (!header) {
      lines.push(line);
      return;
    }
    if (index > 0) finish();
    path = header[1]!;
    lines = [];
  });
  finish();

  return {
    main: files[0]!,
    files,
    cursor() {
      const found = files.flatMap((file) => file.cursors.map((offset) => ({ file, offset })));
      if (found.length !== 1) throw new Error(`Fixture: expected one $0, found ${found.length}`);
      return found[0]!;
    },
  };
}

function parseFile(path: string, marked: string): FixtureFile {
  const cursors: number[] = [];
  const pieces = marked.split('$0');
  let text = pieces[0]!;
  for (const piece of pieces.slice(1)) {
    cursors.push(text.length);
    text += piece;
  }

  const markers: Marker[] = [];
  /** The last line that is no marker. */
  let target: { readonly start: number; readonly text: string; readonly number: number } | undefined;
  let start = 0;
  text.split('\n').forEach((raw, index) => {
    const line = raw.replace(/\r$/, '');
    const match = markerLine.exec(line);
    if (!match) {
      target = { start, text: line, number: index + 1 };
    } else {
      const where = `${path}, line ${index + 1}`;
      if (!target) throw new Error(`Fixture (${where}): a marker needs a line above it`);
      const [, indent, gap, carets, later, message] = match as unknown as [
        string,
        string,
        string,
        string,
        string,
        string?,
      ];
      const first = gap === '' ? indent.length : indent.length + 2 + gap.length;
      const end = indent.length + 2 + gap.length + carets.length;
      if (end > target.text.length) {
        throw new Error(`Fixture (${where}): the carets reach past the end of line ${target.number}`);
      }
      markers.push({
        start: target.start + first,
        end: target.start + (later === '>' ? target.text.length : end),
        endsLater: later === '>',
        text: (message ?? '').trim(),
        line: target.number,
      });
    }
    start += raw.length + 1;
  });
  return { path, text, cursors, markers };
}
