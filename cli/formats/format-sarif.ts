import { version } from '../../package.json';
import type { Finding, Fix, Severity, Suppression } from '../../language/lint/finding.ts';
import type { Span } from '../../language/model/span.ts';
import { renderRulePage, ruleById, settleEdits } from '../../language/pipeline.ts';
import { findingKey } from '../finding-key.ts';
import type { LintResult, Places } from '../lint-result.ts';
import { printable, printableJson } from '../printable.ts';

/** What paths are relative to, in SARIF's words. */
const root = '%SRCROOT%';

/** Characters of a design that are repeated in the log. */
const longestSnippet = 500;

const levels = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<Severity, string>;

/** A log in SARIF 2.1.0, for code scanning of GitHub and Azure DevOps and for viewers in editors. */
export function formatSarif(result: LintResult): string {
  const { places, files } = result;
  const rules = new RuleTable();
  const hasSuppressed = files.some((file) => (file.suppressed ?? []).length > 0);
  const results = files.flatMap((file) => {
    const one = (finding: Finding, state: 'new' | 'unchanged'): object => ({
      ...sarifResult(finding, places, rules),
      ...(hasSuppressed ? { suppressions: suppressions(finding.suppression, places) } : {}),
      ...(result.base === undefined ? {} : { baselineState: state }),
    });
    return [
      ...file.findings.map((finding) => one(finding, 'new')),
      ...(file.known ?? []).map((finding) => one(finding, 'unchanged')),
      ...(file.suppressed ?? []).map((finding) => one(finding, 'unchanged')),
    ];
  });
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'Parapet', semanticVersion: version, rules: rules.descriptors },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [root]: { description: { text: 'The root of the repository.' } } },
        invocations: [
          {
            executionSuccessful: result.failures.length === 0,
            toolExecutionNotifications: result.failures.map(({ path, reason }) => ({
              level: 'error',
              message: { text: plain(`${path} cannot be checked: ${reason}.`) },
            })),
          },
        ],
        artifacts: files.map((file) => ({
          location: artifactLocation(file.uri, places),
          roles: ['analysisTarget'],
        })),
        results,
      },
    ],
  };
  return `${printableJson(JSON.stringify(log, undefined, 2))}\n`;
}

/** Descriptions of the rules that results refer to, each once. */
class RuleTable {
  readonly descriptors: object[] = [];
  readonly #indexes = new Map<string, number>();

  indexOf(finding: Finding): number {
    let index = this.#indexes.get(finding.rule);
    if (index === undefined) {
      index = this.descriptors.length;
      this.#indexes.set(finding.rule, index);
      this.descriptors.push(descriptor(finding));
    }
    return index;
  }
}

function descriptor(finding: Finding): object {
  const rule = ruleById(finding.rule);
  if (!rule) {
    // What the language itself says has no page: its message says all there is.
    return {
      id: finding.rule,
      // A name has to be another than the id.
      name: `Language${pascalCase(finding.rule)}`,
      shortDescription: { text: `The text of a design or of its settings is not as it has to be (${finding.rule}).` },
      fullDescription: {
        text: 'Found while reading the text and looking up its names, before any rule: it cannot be switched off.',
      },
      help: { text: 'The text has to be mended at the place that is shown; the message says how.' },
      defaultConfiguration: { level: levels[finding.severity] },
      properties: { tags: ['language'] },
    };
  }
  return {
    id: rule.id,
    name: pascalCase(rule.id),
    shortDescription: { text: rule.docs.summary },
    fullDescription: { text: rule.docs.why },
    help: { text: renderRulePage(rule, 'plain'), markdown: renderRulePage(rule, 'markdown') },
    defaultConfiguration: { level: levels[rule.severity] },
    properties: {
      tags: ['security', rule.family],
      'problem.severity': rule.severity === 'info' ? 'recommendation' : rule.severity,
    },
  };
}

function pascalCase(id: string): string {
  return id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function sarifResult(finding: Finding, places: Places, rules: RuleTable): object {
  const subject = finding.subject === undefined ? undefined : printable(finding.subject);
  return {
    ruleId: finding.rule,
    ruleIndex: rules.indexOf(finding),
    level: levels[finding.severity],
    message: { text: plain(finding.message) },
    locations: [
      {
        ...location(finding.span, places),
        ...(subject === undefined
          ? {}
          : { logicalLocations: [{ fullyQualifiedName: subject, kind: subject.includes('->') ? 'flow' : 'element' }] }),
      },
    ],
    ...(finding.related.length === 0
      ? {}
      : {
          relatedLocations: finding.related.map((related, index) => ({
            id: index + 1,
            ...location(related.span, places),
            message: { text: plain(related.message) },
          })),
        }),
    partialFingerprints: { 'parapetFinding/v1': findingKey(finding) },
    ...(finding.fixes.length === 0 ? {} : { fixes: finding.fixes.map((fix) => sarifFix(fix, places)) }),
  };
}

function sarifFix(fix: Fix, places: Places): object {
  const uris = [...new Set(fix.edits.map((edit) => edit.span.uri))];
  const byFile = uris.map((uri) => [uri, fix.edits.filter((edit) => edit.span.uri === uri)] as const);
  return {
    description: { text: plain(fix.title) },
    artifactChanges: byFile.map(([uri, edits]) => ({
      artifactLocation: artifactLocation(uri, places),
      // As they are made, with the lines that they leave empty.
      replacements: settleEdits(places.lines(uri).text, edits).map((edit) => ({
        deletedRegion: region(edit.span, places),
        ...(edit.newText === '' ? {} : { insertedContent: { text: edit.newText } }),
      })),
    })),
    properties: { safe: fix.safe },
  };
}

/** Comments and `accept` statements stand in the design; a baseline lies beside it. */
function suppressions(suppression: Suppression | undefined, places: Places): object[] {
  if (!suppression) return [];
  const reason = [
    suppression.reason,
    suppression.owner === undefined ? undefined : `Owner: ${suppression.owner}.`,
    suppression.ticket === undefined ? undefined : `Ticket: ${suppression.ticket}.`,
    suppression.until === undefined ? undefined : `Until ${suppression.until}.`,
  ].filter((part) => part !== undefined);
  return [
    {
      kind: suppression.kind === 'baseline' ? 'external' : 'inSource',
      status: 'accepted',
      ...(reason.length === 0 ? {} : { justification: printable(reason.join(' ')) }),
      ...(suppression.span ? { location: location(suppression.span, places) } : {}),
      properties: { kind: suppression.kind },
    },
  ];
}

function location(span: Span, places: Places): object {
  return {
    physicalLocation: {
      artifactLocation: artifactLocation(span.uri, places),
      region: { ...region(span, places), ...snippet(span, places) },
    },
  };
}

function artifactLocation(uri: string, places: Places): object {
  return { uri: places.repositoryPath(uri).split('/').map(encodeURIComponent).join('/'), uriBaseId: root };
}

/** Lines and columns from 1, the end behind the last character. */
function region(span: Span, places: Places): object {
  const { start, end } = places.range(span);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** The text itself, where it is short enough to be read in a list. */
function snippet(span: Span, places: Places): object {
  const text = places.lines(span.uri).text.slice(span.start, span.end);
  return text === '' || text.length > longestSnippet ? {} : { snippet: { text } };
}

/** Brackets would begin a link in a message. */
function plain(text: string): string {
  return printable(text).replace(/[\\[\]]/g, '\\$&');
}
