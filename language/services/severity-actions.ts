import { findNodeAtLocation, modify, parseTree } from 'jsonc-parser';
import type { CodeAction, Diagnostic } from 'vscode-languageserver-types';
import type { Finding, Severity } from '../lint/finding.ts';
import { ruleById } from '../lint/registry.ts';
import { folderOf, settingsRoot } from '../lint/settings-paths.ts';
import { LineIndex } from '../model/line-index.ts';
import type { Project } from '../project.ts';
import { rangeOf } from './places.ts';

export interface SeverityActionOptions {
  /** URIs of the workspace folders: the configuration of a file lies in the one that holds it. */
  readonly workspaceFolders?: readonly string[];
  /** The client makes files that an edit asks for. */
  readonly createsFiles?: boolean;
}

const settingsName = 'parapet.json';

const choices: readonly (readonly [value: 'off' | Severity, title: (rule: string) => string])[] = [
  ['off', (rule) => `Turn ${rule} off in ${settingsName}`],
  ['info', (rule) => `Make ${rule} an information in ${settingsName}`],
  ['warning', (rule) => `Make ${rule} a warning in ${settingsName}`],
  ['error', (rule) => `Make ${rule} an error in ${settingsName}`],
];

/**
 * Other severities for the rule of a finding, written into the nearest configuration file, or into a new one at the root
 * of the workspace folder. Options of the rule and comments of the file stay.
 */
export function severityActions(
  project: Project,
  uri: string,
  finding: Finding,
  shown: readonly Diagnostic[],
  { workspaceFolders = [], createsFiles = false }: SeverityActionOptions,
): CodeAction[] {
  const rule = ruleById(finding.rule);
  if (!rule || finding.origin !== 'rule' || !uri.startsWith('file:')) return [];
  const root = settingsRoot(uri, workspaceFolders);
  const there = nearestSettings(project, uri, root);
  if (there === undefined && !createsFiles) return [];
  const target = there ?? `${root}/${settingsName}`;
  const text = there === undefined ? undefined : project.settingsText(there);
  return choices.flatMap(([value, title]): CodeAction[] => {
    if (value === finding.severity) return [];
    const edit = text === undefined ? newSettings(target, rule.id, value) : changed(target, text, rule.id, value);
    if (!edit) return [];
    return [
      {
        title: title(rule.id),
        kind: 'quickfix',
        ...(shown.length > 0 ? { diagnostics: [...shown] } : {}),
        edit,
      },
    ];
  });
}

/** The configuration file that lies nearest, from the file's folder up to the workspace's. */
function nearestSettings(project: Project, uri: string, root: string): string | undefined {
  for (let folder = folderOf(uri); folder.startsWith(root); folder = folderOf(folder)) {
    const candidate = `${folder}/${settingsName}`;
    if (project.settingsText(candidate) !== undefined) return candidate;
    if (folder === root) break;
  }
  return undefined;
}

function newSettings(uri: string, rule: string, value: string): CodeAction['edit'] {
  const start = { line: 0, character: 0 };
  const newText = `${JSON.stringify({ extends: 'recommended', rules: { [rule]: value } }, null, 2)}\n`;
  return {
    documentChanges: [
      { kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false } },
      { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText }] },
    ],
  };
}

/** The change of a configuration; undefined where the file cannot be read well enough to be changed. */
function changed(uri: string, text: string, rule: string, value: string): CodeAction['edit'] | undefined {
  const tree = parseTree(text, [], { allowTrailingComma: true });
  if (text.trim() !== '' && tree?.type !== 'object') return undefined;
  const written = tree && findNodeAtLocation(tree, ['rules', rule]);
  // `["warning", { … }]`: its options stay.
  const path = written?.type === 'array' ? ['rules', rule, 0] : ['rules', rule];
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const tabs = /^\t/m.test(text);
  const formattingOptions = { insertSpaces: !tabs, tabSize: 2, eol };
  // As the first: behind the last, it would come between that and the comment on its line.
  const edits = modify(text, path, value, { formattingOptions, getInsertionIndex: () => 0 });
  if (edits.length === 0) return undefined;
  const lines = new LineIndex(text);
  return {
    changes: {
      [uri]: edits.map(({ offset, length, content }) => ({
        range: rangeOf(lines, { start: offset, end: offset + length }),
        newText: content,
      })),
    },
  };
}
