import type { Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity } from 'vscode-languageserver-types';
import type { Finding, Severity } from '../lint/finding.ts';
import { LineIndex } from '../model/line-index.ts';
import type { Project } from '../project.ts';
import { locationOf, rangeOf } from './places.ts';
import { diagnosticSeverity, diagnosticTag } from './protocol-numbers.ts';

export interface DiagnosticOptions {
  /** The page that explains a rule, where there is one. */
  readonly pageOf?: (rule: string) => string | undefined;
  /** Spells a URI as the editor knows it. */
  readonly clientUri?: (uri: string) => string;
}

const severityNumbers: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: diagnosticSeverity.error,
  warning: diagnosticSeverity.warning,
  info: diagnosticSeverity.info,
};

/**
 * What an editor shows of the findings of a design, a configuration file or a baseline, in reading order. Empty for a
 * file the project does not have.
 */
export function diagnostics(project: Project, uri: string, options: DiagnosticOptions = {}): Diagnostic[] {
  const findings = project.findings(uri);
  if (findings.length === 0) return [];
  const lines = project.parsed(uri)?.lines ?? new LineIndex(project.settingsText(uri) ?? '');
  return findings.map((finding) => toDiagnostic(project, lines, finding, options));
}

function toDiagnostic(project: Project, lines: LineIndex, finding: Finding, options: DiagnosticOptions): Diagnostic {
  const page = options.pageOf?.(finding.rule);
  const related = finding.related.flatMap((entry): DiagnosticRelatedInformation[] => {
    const location = locationOf(project, entry.span);
    if (!location) return [];
    return [
      { location: { ...location, uri: options.clientUri?.(location.uri) ?? location.uri }, message: entry.message },
    ];
  });
  return {
    range: rangeOf(lines, finding.span),
    severity: severityNumbers[finding.severity],
    code: finding.rule,
    ...(page ? { codeDescription: { href: page } } : {}),
    source: 'parapet',
    message: finding.message,
    ...(finding.tag
      ? { tags: [finding.tag === 'deprecated' ? diagnosticTag.deprecated : diagnosticTag.unnecessary] }
      : {}),
    ...(related.length > 0 ? { relatedInformation: related } : {}),
  };
}
