import { URI, Utils } from 'vscode-uri';
import type { Span } from '../model/span.ts';
import { asMessageText } from './fill-message.ts';
import type { Finding } from './finding.ts';
import { configurationFinding } from './read-configuration.ts';
import type { JsonNode } from './read-json.ts';
import { readJson } from './read-json.ts';
import type { RuleBook } from './rule-book.ts';
import { folderOf, relativePath } from './settings-paths.ts';

/** A finding that is known and left for later. */
export interface BaselineEntry {
  /** URI of the file it is in. */
  readonly file: string;
  readonly rule: string;
  readonly subject: string;
  readonly aspect?: string;
}

export interface Baseline {
  readonly uri: string;
  /** As written, with places. */
  readonly entries: readonly (BaselineEntry & { readonly span: Span })[];
  /** What is wrong with the file. */
  readonly findings: readonly Finding[];
}

const baselineVersion = 1;

/** What a finding is known by from one run to the next, whatever its message and line: its rule, subject and aspect. */
export function baselineKey({
  rule,
  subject,
  aspect,
}: Pick<Finding, 'rule' | 'subject' | 'aspect'>): string | undefined {
  if (subject === undefined) return undefined;
  return aspect === undefined ? `${rule} ${subject}` : `${rule} ${subject} ${aspect}`;
}

/** What an entry is known by: a rule that was renamed since it was written is the same rule. */
export function entryKey(entry: BaselineEntry, rules: RuleBook): string | undefined {
  return baselineKey({ ...entry, rule: rules.find(entry.rule).rule?.id ?? entry.rule });
}

/** Reads a baseline. Never throws: entries that cannot be read are told and left out. */
export function readBaseline(uri: string, text: string): Baseline {
  const findings: Finding[] = [];
  const report = (node: JsonNode | undefined, message: string): void => {
    const span = node ? { uri, start: node.offset, end: node.offset + node.length } : { uri, start: 0, end: 0 };
    findings.push(configurationFinding(span, message));
  };
  const { root, problems } = readJson(uri, text);
  for (const { message, span } of problems) {
    findings.push(configurationFinding(span, `This baseline cannot be read. ${message} ${advice}`));
  }
  const fields = propertiesOf(root);
  const version = fields.get('version');
  const list = fields.get('findings');
  if (problems.length === 0 && (version?.value !== baselineVersion || list?.type !== 'array')) {
    const written = version?.type === 'number' && version.value !== baselineVersion;
    report(
      written ? version : root && { ...root, length: Math.min(root.length, 1) },
      written
        ? `This baseline has version ${String(version.value)}, and this Parapet reads version ${baselineVersion}.`
        : `This is no baseline. ${advice}`,
    );
    return { uri, entries: [], findings };
  }
  const folder = URI.parse(folderOf(uri));
  const entries = (list?.children ?? []).flatMap((node) => {
    const entry = propertiesOf(node);
    const [file, rule, subject, aspect] = ['file', 'rule', 'subject', 'aspect'].map((name) => {
      const value: unknown = entry.get(name)?.value;
      return typeof value === 'string' && value !== '' ? value : undefined;
    });
    if (file === undefined || rule === undefined || subject === undefined) {
      if (problems.length === 0) report(node, `An entry of a baseline has "file", "rule" and "subject". ${advice}`);
      return [];
    }
    const span = { uri, start: node.offset, end: node.offset + node.length };
    return [{ file: Utils.joinPath(folder, file).toString(), rule, subject, ...(aspect && { aspect }), span }];
  });
  return { uri, entries, findings };
}

const advice = 'Write it anew with `parapet lint --update-baseline`.';

/**
 * The text of a baseline: one entry a line, sorted, so that two branches that change different findings change
 * different lines.
 *
 * @param uri where it will lie: files are written relative to its folder
 */
export function writeBaseline(uri: string, entries: Iterable<BaselineEntry>): string {
  const folder = folderOf(uri);
  const lines = new Set<string>();
  const sorted = [...entries]
    .map(({ file, rule, subject, aspect }) => ({ file: relativePath(folder, file), rule, subject, aspect }))
    .sort(
      (one, other) =>
        compare(one.file, other.file) ||
        compare(one.rule, other.rule) ||
        compare(one.subject, other.subject) ||
        compare(one.aspect ?? '', other.aspect ?? ''),
    );
  for (const { file, rule, subject, aspect } of sorted) {
    const fields = Object.entries({ file, rule, subject, ...(aspect !== undefined && { aspect }) });
    lines.add(
      `    { ${fields.map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(', ')} }`,
    );
  }
  const findings = lines.size > 0 ? `[\n${[...lines].join(',\n')}\n  ]` : '[]';
  return `{\n  "version": ${baselineVersion},\n  "findings": ${findings}\n}\n`;
}

/**
 * Entries that are about nothing any more: of files that were looked at, and were whole.
 *
 * @param found all that was found in a file, silenced or not; nothing for a file that was not looked at
 */
export function staleEntries(
  baseline: Baseline,
  found: (file: string) => readonly Finding[] | undefined,
  rules: RuleBook,
): Baseline['entries'] {
  const keys = new Map<string, ReadonlySet<string | undefined> | undefined>();
  const keysOf = (file: string): ReadonlySet<string | undefined> | undefined => {
    if (!keys.has(file)) {
      const findings = found(file);
      const whole = findings && !findings.some((finding) => finding.analysis === 'impossible');
      keys.set(file, whole ? new Set(findings.map(baselineKey)) : undefined);
    }
    return keys.get(file);
  };
  return baseline.entries.filter((entry) => keysOf(entry.file)?.has(entryKey(entry, rules)) === false);
}

/** Under this code such entries are told. */
export const staleEntryCode = 'stale-baseline-entry';

/** Tells of an entry that is about nothing any more. */
export function staleEntryFinding(entry: BaselineEntry & { readonly span: Span }): Finding {
  const file = relativePath(folderOf(entry.span.uri), entry.file);
  const [rule, subject, path] = [entry.rule, entry.subject, file].map(asMessageText);
  return {
    rule: staleEntryCode,
    severity: 'warning',
    origin: 'language',
    message:
      `${path} no longer has the finding ${rule} on ${subject}, and should it come back, this entry would silence it: ` +
      'remove it with `parapet lint --prune-baseline`.',
    span: entry.span,
    related: [],
    fixes: [],
    tag: 'unnecessary',
  };
}

function propertiesOf(node: JsonNode | undefined): ReadonlyMap<string, JsonNode> {
  const found = new Map<string, JsonNode>();
  if (node?.type !== 'object') return found;
  for (const property of node.children ?? []) {
    const [name, value] = property.children ?? [];
    if (name && value) found.set(name.value as string, value);
  }
  return found;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
