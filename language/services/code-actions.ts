import type { CodeAction, Diagnostic, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { applyFixes, settleEdits } from '../lint/apply-fixes.ts';
import type { Finding, Fix } from '../lint/finding.ts';
import type { TextEdit as SpanEdit } from '../model/span.ts';
import type { Project } from '../project.ts';
import { rangeOf } from './places.ts';
import { prerequisiteActions } from './prerequisite-actions.ts';
import { declareActions, organiseActions, organiseKind, refactorActions } from './refactor/refactor-actions.ts';
import type { SeverityActionOptions } from './severity-actions.ts';
import { severityActions } from './severity-actions.ts';
import type { SilenceOptions } from './silence-actions.ts';
import { silenceActions } from './silence-actions.ts';

export interface CodeActionOptions extends SilenceOptions, SeverityActionOptions {
  /** Kinds the client asks for (`quickfix`, `source.fixAll` …); absent: all. */
  readonly only?: readonly string[];
  /** What the client shows at the range: actions are tied to these. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Fixes everything that can be fixed unseen; editors may run it on saving. */
export const fixAllKind = 'source.fixAll.parapet';
const quickFix = 'quickfix';

/**
 * What can be done about the findings at a range: each fix of theirs, what they say is missing, all safe fixes of one
 * rule, all safe fixes of the file, to live with the finding, with a reason, and another
 * severity for its rule.
 */
export function codeActions(project: Project, uri: string, range: Range, options: CodeActionOptions): CodeAction[] {
  const file = project.parsed(uri);
  if (!file) return [];
  const findings = project.findings(uri);
  const start = file.lines.offsetAt(range.start);
  const end = file.lines.offsetAt(range.end);
  const actions: CodeAction[] = [];
  const silences: CodeAction[] = [];
  const rules = new Set<string>();
  if (wants(options.only, quickFix)) {
    for (const finding of findings) {
      if (finding.span.uri !== uri || finding.span.end < start || finding.span.start > end) continue;
      const shown = options.diagnostics.filter((diagnostic) =>
        isAbout(diagnostic, finding, rangeOf(file.lines, finding.span)),
      );
      finding.fixes.forEach((fix, index) => {
        const edit = toWorkspaceEdit(project, fix.edits);
        if (!edit) return;
        actions.push({
          title: fix.title,
          kind: quickFix,
          ...(shown.length > 0 ? { diagnostics: shown } : {}),
          ...(index === 0 && (fix.safe || finding.fixes.length === 1) ? { isPreferred: true } : {}),
          edit,
        });
      });
      if (safeFix(finding)) rules.add(finding.rule);
      const model = project.model(uri);
      if (!model) continue;
      actions.push(...declareActions(file, model, finding, findings, shown));
      actions.push(...prerequisiteActions(file, model, finding, shown));
      for (const silence of [
        ...silenceActions(file, model, finding, shown, options),
        ...severityActions(project, uri, finding, shown, options),
      ])
        if (!silences.some(({ title }) => title === silence.title)) silences.push(silence);
    }
    for (const rule of rules) {
      const ofRule = findings.filter((finding) => finding.rule === rule && safeFix(finding));
      const edit = ofRule.length > 1 ? toWorkspaceEdit(project, safeEdits(project, ofRule)) : undefined;
      if (edit)
        actions.push({ title: `Fix all ${ofRule.length} findings of ${rule} in this file`, kind: quickFix, edit });
    }
    const fixable = findings.filter(safeFix);
    if (rules.size > 0 && new Set(fixable.map(({ rule }) => rule)).size > 1) {
      const edit = toWorkspaceEdit(project, safeEdits(project, fixable));
      if (edit) actions.push({ title: 'Fix all findings that are safe to fix in this file', kind: quickFix, edit });
    }
    actions.push(...silences);
  }
  const model = project.model(uri);
  if (model) {
    const createsFiles = options.createsFiles ?? false;
    const request = { project, file, model, start, end };
    actions.push(
      ...refactorActions(request, {
        wants: (kind) => wants(options.only, kind),
        createsFiles,
        snippetEdits: options.snippetEdits ?? false,
      }),
    );
  }
  if (options.only?.some((kind) => isKind(organiseKind, kind))) actions.push(...organiseActions(file));
  const asksForAll = options.only?.some((kind) => isKind(fixAllKind, kind)) ?? false;
  if (asksForAll) {
    const edits = safeEdits(project, findings);
    const edit = edits.length > 0 ? toWorkspaceEdit(project, edits) : undefined;
    if (edit) actions.push({ title: 'Fix all that is safe to fix', kind: fixAllKind, edit });
  }
  return actions;
}

function wants(only: readonly string[] | undefined, kind: string): boolean {
  return only === undefined || only.some((asked) => isKind(kind, asked));
}

/** Kinds are a tree: who asks for `source` gets `source.fixAll.parapet` too. */
function isKind(kind: string, asked: string): boolean {
  return asked === '' || kind === asked || kind.startsWith(`${asked}.`);
}

function safeFix(finding: Finding): Fix | undefined {
  return finding.fixes.find((fix) => fix.safe);
}

/** The edits of the findings' safe fixes, leaving out those that touch what one before them changed. */
function safeEdits(project: Project, findings: readonly Finding[]): SpanEdit[] {
  const fixes = findings.flatMap((finding) => safeFix(finding) ?? []);
  const texts = new Map<string, string>();
  for (const { span } of fixes.flatMap((fix) => fix.edits)) {
    const file = project.parsed(span.uri);
    if (file) texts.set(span.uri, file.text);
  }
  return applyFixes(texts, fixes).applied.flatMap((fix) => fix.edits);
}

function isAbout(diagnostic: Diagnostic, finding: Finding, range: Range): boolean {
  return (
    diagnostic.code === finding.rule &&
    diagnostic.range.start.line === range.start.line &&
    diagnostic.range.start.character === range.start.character &&
    diagnostic.range.end.line === range.end.line &&
    diagnostic.range.end.character === range.end.character
  );
}

/** Edits as the protocol has them, fitted into their lines. Undefined where a file to be changed is not there (any more). */
function toWorkspaceEdit(project: Project, edits: readonly SpanEdit[]): WorkspaceEdit | undefined {
  const byFile = new Map<string, SpanEdit[]>();
  for (const edit of edits) byFile.set(edit.span.uri, [...(byFile.get(edit.span.uri) ?? []), edit]);
  const changes: Record<string, TextEdit[]> = {};
  for (const [uri, ofFile] of byFile) {
    const file = project.parsed(uri);
    if (!file) return undefined;
    changes[uri] = merged(settleEdits(file.text, ofFile)).map(({ span, newText }) => ({
      range: rangeOf(file.lines, span),
      newText,
    }));
  }
  return { changes };
}

/** Editors refuse edits that overlap; removals that were widened to whole lines may. Equal ones become one. */
function merged(edits: readonly SpanEdit[]): SpanEdit[] {
  const result: SpanEdit[] = [];
  for (const edit of [...edits].sort(
    (left, right) => left.span.start - right.span.start || left.span.end - right.span.end,
  )) {
    const last = result.at(-1);
    if (last && last.newText === edit.newText && last.span.start === edit.span.start && last.span.end === edit.span.end)
      continue;
    if (last && edit.span.start < last.span.end) {
      const span = { ...last.span, end: Math.max(last.span.end, edit.span.end) };
      result[result.length - 1] = { span, newText: last.newText + edit.newText };
    } else {
      result.push(edit);
    }
  }
  return result;
}
