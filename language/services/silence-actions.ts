import type { CodeAction, Diagnostic } from 'vscode-languageserver-types';
import type { Finding } from '../lint/finding.ts';
import { ruleById } from '../lint/registry.ts';
import type { ArchitectureModel } from '../model/model.ts';
import type { ParsedFile } from './parse.ts';
import { rangeOf } from './places.ts';
import type { SnippetEdit } from './snippet-edits.ts';
import { escapedForSnippet } from './snippet-edits.ts';

/** What writing a reason needs to know of the client. */
export interface SilenceOptions {
  /** The client takes edits with stops, so that the reason is typed where it belongs. */
  readonly snippetEdits?: boolean;
  /** Today, `YYYY-MM-DD`: what is accepted is accepted for a year unless somebody says otherwise. */
  readonly date?: string;
}

/**
 * Two ways to live with a finding, each with a reason: a comment where the tool is wrong here, and an `accept` statement
 * where the risk is known and borne. Errors of the language cannot be silenced.
 */
export function silenceActions(
  file: ParsedFile,
  model: ArchitectureModel,
  finding: Finding,
  shown: readonly Diagnostic[],
  options: SilenceOptions,
): CodeAction[] {
  const rule = ruleById(finding.rule);
  if (!rule || finding.origin !== 'rule' || rule.family === 'suppression') return [];
  const about = shown.length > 0 ? { diagnostics: [...shown] } : {};
  const actions: CodeAction[] = [
    {
      title: `Silence ${rule.id} on this line, with a reason`,
      kind: 'quickfix',
      ...about,
      edit: insertion(file, placeOfComment(file, finding), comment(file, finding), options),
    },
  ];
  const subject = subjectOf(model, finding);
  if (subject !== undefined) {
    actions.push({
      title: `Accept ${rule.id} on ${subject}`,
      kind: 'quickfix',
      ...about,
      edit: insertion(file, file.text.length, acceptance(file, rule.id, subject, options), options),
    });
  }
  return actions;
}

/** A text with stops: `[1:words]` in what follows is a stop, all else is written as it is. */
type Piece = string | { readonly stop: number; readonly words: string };

function comment(file: ParsedFile, finding: Finding): Piece[] {
  const line = file.lines.lineText(file.lines.positionAt(finding.span.start).line);
  const indentation = /^[ \t]*/.exec(line)![0];
  return [
    `${indentation}// parapet-disable-next-line ${finding.rule} -- `,
    { stop: 1, words: 'why this is no problem here' },
    eolOf(file),
  ];
}

function acceptance(file: ParsedFile, rule: string, subject: string, { date }: SilenceOptions): Piece[] {
  const eol = eolOf(file);
  const before = file.text === '' || /[\r\n]$/.test(file.text) ? eol : eol + eol;
  const until: Piece[] =
    date === undefined ? [] : [`${eol}  until `, { stop: 3, words: `${Number(date.slice(0, 4)) + 1}${safeDay(date)}` }];
  return [
    `${before}accept ${rule} on ${subject} {${eol}  reason "`,
    { stop: 1, words: 'why this risk is borne' },
    `"${eol}  owner "`,
    { stop: 2, words: 'who decided it' },
    '"',
    ...until,
    `${eol}}${eol}`,
  ];
}

/** `-MM-DD`, of which every year has the day. */
function safeDay(date: string): string {
  return date.endsWith('-02-29') ? '-02-28' : date.slice(4);
}

/** What a finding is about, as `accept` names it: an element, or a flow with its kind. */
function subjectOf(model: ArchitectureModel, { subject }: Finding): string | undefined {
  if (subject === undefined) return undefined;
  const flow = model.flows.find(({ id }) => id === subject);
  if (flow) return `${flow.source.name} -> ${flow.target.name} : ${flow.kind}`;
  const element = model.elements.get(subject.slice(subject.lastIndexOf('/') + 1));
  return element?.path === subject ? element.name : undefined;
}

/** Where no stops can be, the words are left out: an empty reason is told, one that says nothing is not. */
function insertion(
  file: ParsedFile,
  offset: number,
  pieces: readonly Piece[],
  { snippetEdits }: SilenceOptions,
): NonNullable<CodeAction['edit']> {
  const range = rangeOf(file.lines, { start: offset, end: offset });
  if (!snippetEdits) {
    const newText = pieces.map((piece) => (typeof piece === 'string' ? piece : '')).join('');
    return { changes: { [file.uri]: [{ range, newText }] } };
  }
  const value = pieces
    .map((piece) =>
      typeof piece === 'string' ? escapedForSnippet(piece) : `\${${piece.stop}:${escapedForSnippet(piece.words)}}`,
    )
    .join('');
  const edit: SnippetEdit = { range, snippet: { kind: 'snippet', value } };
  return { documentChanges: [{ textDocument: { uri: file.uri, version: null }, edits: [edit] }] };
}

/** Before the line of a finding; before the documentation of the statement that begins there, which belongs to it. */
function placeOfComment(file: ParsedFile, { span }: Finding): number {
  const { line } = file.lines.positionAt(span.start);
  const start = file.lines.offsetAt({ line, character: 0 });
  const end = start + file.lines.lineText(line).length;
  let list = file.statements;
  for (;;) {
    const here = list.find((statement) => start <= statement.start && statement.start <= end);
    if (here) {
      const documented = here.documentation && file.lines.positionAt(here.documentation.start).line;
      return documented === undefined ? start : file.lines.offsetAt({ line: documented, character: 0 });
    }
    const around = list.find((statement) => statement.start < start && start < statement.end);
    if (!around?.children) return start;
    list = around.children;
  }
}

function eolOf(file: ParsedFile): string {
  return file.text.includes('\r\n') ? '\r\n' : '\n';
}
