import type { Position, Range, TextEdit } from 'vscode-languageserver-types';
import type { Project } from '../../project.ts';
import type { ParsedFile } from '../parse.ts';
import { rangeOf } from '../places.ts';
import type { FormatEdit, Selection } from './format.ts';
import { formatEdits } from './format.ts';
import { closedAt, lineBefore, touchedBy } from './select-units.ts';

/** What is formatted as somebody types: a line that was ended, and a block that was closed. */
export const formattingTriggers = ['\n', '}'] as const;

/** The edits that give a file its canonical form; only what has to change is in them. */
export function formatDocument(project: Project, uri: string): TextEdit[] {
  return format(project, uri);
}

/** The same for the statements that a range touches. */
export function formatRange(project: Project, uri: string, range: Range): TextEdit[] {
  const lines = project.parsed(uri)?.lines;
  return lines ? format(project, uri, touchedBy(lines.offsetAt(range.start), lines.offsetAt(range.end))) : [];
}

/**
 * The same for what was just finished by typing one of the triggers. Nothing at or behind the cursor is changed.
 *
 * @param position of the cursor, behind what was typed
 */
export function formatOnType(project: Project, uri: string, position: Position, typed: string): TextEdit[] {
  const file = project.parsed(uri);
  if (!file) return [];
  const offset = file.lines.offsetAt(position);
  if (typed === '\n') return format(project, uri, lineBefore(file.text, offset));
  return typed === '}' ? format(project, uri, closedAt(offset)) : [];
}

function format(project: Project, uri: string, select?: Selection): TextEdit[] {
  const file = project.parsed(uri);
  return file ? formatEdits(file, select).map((edit) => toTextEdit(file, edit)) : [];
}

function toTextEdit(file: ParsedFile, edit: FormatEdit): TextEdit {
  return { range: rangeOf(file.lines, edit), newText: edit.newText };
}
