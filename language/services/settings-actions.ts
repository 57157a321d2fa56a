import type { CodeAction, Diagnostic, Range } from 'vscode-languageserver-types';
import { LineIndex } from '../model/line-index.ts';
import type { Project } from '../project.ts';
import { rangeOf } from './places.ts';

/** What can be done about the findings at a range of a configuration file: the fixes that stand in the file itself. */
export function settingsActions(
  project: Project,
  uri: string,
  range: Range,
  context: { readonly only?: readonly string[]; readonly diagnostics: readonly Diagnostic[] },
): CodeAction[] {
  const text = project.settingsText(uri);
  if (text === undefined || (context.only && !context.only.includes('quickfix'))) return [];
  const lines = new LineIndex(text);
  const start = lines.offsetAt(range.start);
  const end = lines.offsetAt(range.end);
  return project.findings(uri).flatMap((finding) => {
    if (finding.span.uri !== uri || finding.span.end < start || finding.span.start > end) return [];
    const place = rangeOf(lines, finding.span);
    const shown = context.diagnostics.filter(
      ({ code, range: { start: from } }) =>
        code === finding.rule && from.line === place.start.line && from.character === place.start.character,
    );
    return finding.fixes
      .filter((fix) => fix.edits.every((edit) => edit.span.uri === uri))
      .map((fix): CodeAction => ({
        title: fix.title,
        kind: 'quickfix',
        ...(shown.length > 0 ? { diagnostics: shown } : {}),
        isPreferred: true,
        edit: {
          changes: { [uri]: fix.edits.map(({ span, newText }) => ({ range: rangeOf(lines, span), newText })) },
        },
      }));
  });
}
