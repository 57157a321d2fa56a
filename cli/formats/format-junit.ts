import XmlBuilder from 'fast-xml-builder';
import type { Finding } from '../../language/lint/finding.ts';
import { severities } from '../../language/pipeline.ts';
import type { FailLevel } from '../lint-options.ts';
import type { LintedFile, LintResult, Places } from '../lint-result.ts';
import { printable } from '../printable.ts';

/**
 * Test results for services that show those: each file is a suite, each finding a case. One that fails the run has
 * failed, one below that passes and says what it found, a silenced one was skipped, and a clean file is one that passed.
 */
export function formatJunit(result: LintResult, failOn: FailLevel): string {
  const builder = new XmlBuilder({
    attributeNamePrefix: '@_',
    ignoreAttributes: false,
    suppressBooleanAttributes: false,
    suppressEmptyNode: true,
    format: true,
    processEntities: true,
  });
  const suites = [
    ...result.failures.map(({ path, reason }) => ({
      ...suite(printable(path), [
        {
          '@_name': 'cannot be checked',
          '@_classname': printable(path),
          error: { '@_type': 'cannot-be-checked', '@_message': `It cannot be checked: ${printable(reason)}.` },
        },
      ]),
    })),
    ...result.files.map((file) => fileSuite(file, result.places, failOn)),
  ];
  const total = (name: '@_tests' | '@_failures' | '@_errors'): number =>
    suites.reduce((sum, one) => sum + one[name], 0);
  const document = {
    testsuites: {
      '@_name': 'parapet lint',
      '@_tests': total('@_tests'),
      '@_failures': total('@_failures'),
      '@_errors': total('@_errors'),
      testsuite: suites,
    },
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(document)}`;
}

interface TestCase {
  readonly '@_name': string;
  readonly '@_classname': string;
  readonly [part: string]: unknown;
}

function fileSuite(file: LintedFile, places: Places, failOn: FailLevel): ReturnType<typeof suite> {
  const path = printable(file.path);
  const cases = [
    ...file.findings.map((finding) => findingCase(finding, path, places, failOn)),
    ...(file.suppressed ?? []).map((finding) => ({
      ...caseOf(finding, path, places),
      skipped: printable(finding.suppression?.reason ?? `silenced by ${finding.suppression?.kind ?? 'the design'}`),
    })),
  ];
  return suite(path, cases.length > 0 ? cases : [{ '@_name': 'no findings', '@_classname': path }]);
}

function suite(path: string, cases: readonly TestCase[]) {
  const count = (part: string): number => cases.filter((one) => part in one).length;
  return {
    '@_name': path,
    '@_tests': cases.length,
    '@_failures': count('failure'),
    '@_errors': count('error'),
    '@_skipped': count('skipped'),
    testcase: cases,
  };
}

function findingCase(finding: Finding, path: string, places: Places, failOn: FailLevel): TestCase {
  const text = `${path}:${start(finding, places)}: ${finding.severity}: ${printable(finding.message)} [${finding.rule}]`;
  const fails =
    finding.analysis === 'impossible' ||
    (failOn !== 'never' && severities.indexOf(finding.severity) >= severities.indexOf(failOn));
  return {
    ...caseOf(finding, path, places),
    ...(fails
      ? { failure: { '@_type': finding.severity, '@_message': printable(finding.message), '#text': text } }
      : { 'system-out': text }),
  };
}

function caseOf(finding: Finding, path: string, places: Places): TestCase {
  return { '@_name': `${finding.rule} at ${start(finding, places)}`, '@_classname': path };
}

function start(finding: Finding, places: Places): string {
  const { line, column } = places.range(finding.span).start;
  return `${line}:${column}`;
}
