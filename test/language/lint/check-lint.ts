import assert from 'node:assert/strict';
import { filesOfExample } from '../../../language/lint/example-files.ts';
import type { Finding } from '../../../language/lint/finding.ts';
import { allRules } from '../../../language/lint/registry.ts';
import { runRules } from '../../../language/lint/run-rules.ts';
import { LineIndex } from '../../../language/model/line-index.ts';
import { createProject } from '../../../language/pipeline.ts';
import type { Project } from '../../../language/project.ts';
import type { Fixture } from '../../fixture.ts';
import { parseFixture } from '../../fixture.ts';

/** The day on which test designs are judged, unless a test says another. */
export const testDay = '2026-11-21';

export interface LintOptions {
  /** Judge by this day. */
  readonly date?: string;
  /** Only what this rule finds; without, what all rules find. */
  readonly rule?: string;
  /** Run the rules, too, that a configuration has to ask for. For designs of one file. */
  readonly strict?: boolean;
  /** The design may have errors of the language: they are not looked at. */
  readonly brokenDesign?: boolean;
}

export function uriOf(path: string): string {
  return `file:///design/${path}`;
}

export function projectOf(fixture: Fixture, date = testDay): Project {
  const project = createProject({ date, workspaceFolders: ['file:///design'] });
  for (const file of fixture.files) project.setFile(uriOf(file.path), file.text);
  return project;
}

/** A project of a rule's example, or of a design of one file. */
function projectOfExample(text: string, date: string): Project {
  const project = createProject({ date, workspaceFolders: ['file:///design'] });
  for (const file of filesOfExample(text)) project.setFile(uriOf(file.path), file.text);
  return project;
}

/** What the rules find in a design of one file, or in the first file of an example. */
export function lint(text: string, date = testDay): readonly Finding[] {
  const project = projectOfExample(text, date);
  return project.findings(uriOf('main.parapet')).filter((finding) => finding.origin === 'rule');
}

/** What every rule finds in a design of one file, those too that run only where a configuration asks for them. */
export function lintStrictly(text: string, date = testDay): readonly Finding[] {
  const project = projectOfExample(text, date);
  return runRules(project.model(uriOf('main.parapet'))!, { date }, allRules);
}

/**
 * Lints a fixture and compares the findings with its markers: `//^^^ rule-id: part of the message`, or
 * `//^^^ info rule-id: …` where the severity matters. Every finding needs its marker and every marker its finding.
 */
export function checkLint(source: string, options: LintOptions = {}): void {
  const fixture = parseFixture(source);
  const project = projectOf(fixture, options.date);
  for (const file of fixture.files) {
    const findings = [
      ...project.findings(uriOf(file.path)).filter((finding) => !options.strict || finding.origin === 'language'),
      ...(options.strict ? lintStrictly(file.text, options.date) : []),
    ];
    if (!options.brokenDesign) {
      const broken = findings.filter((finding) => finding.origin === 'language' && finding.severity === 'error');
      assert.deepEqual(
        broken.map((finding) => finding.message),
        [],
        `${file.path} is no valid design`,
      );
    }
    const found = findings.filter(
      (finding) => finding.origin === 'rule' && (!options.rule || finding.rule === options.rule),
    );
    const lines = new LineIndex(file.text);
    const show = (start: number, end: number, text: string) => {
      const from = lines.positionAt(start);
      return `${file.path}:${from.line + 1}:${from.character + 1} "${file.text.slice(start, end)}" ${text}`;
    };
    const missing = [...found];
    const unmet = file.markers.filter((marker) => {
      const index = missing.findIndex((finding) => {
        const lineEnd = file.text.indexOf('\n', finding.span.start);
        const end = marker.endsLater ? Math.min(finding.span.end, lineEnd < 0 ? Infinity : lineEnd) : finding.span.end;
        const [, severity, rule, part] = /^(?:(info|warning|error) )?([\w-]+):? ?(.*)$/.exec(marker.text)!;
        return (
          finding.span.start === marker.start &&
          end === marker.end &&
          (!marker.endsLater || finding.span.end > marker.end) &&
          finding.rule === rule &&
          (!severity || finding.severity === severity) &&
          finding.message.includes(part!)
        );
      });
      if (index < 0) return true;
      missing.splice(index, 1);
      return false;
    });
    assert.deepEqual(
      missing.map((finding) =>
        show(finding.span.start, finding.span.end, `${finding.severity} ${finding.rule}: ${finding.message}`),
      ),
      unmet.map((marker) => show(marker.start, marker.end, marker.text)),
      'findings (actual) and markers (expected) that have no partner',
    );
  }
}
