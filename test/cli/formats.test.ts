import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { SaxesParser } from 'saxes';
import { validateXML } from 'xmllint-wasm';
import { formatAzure } from '../../cli/formats/format-azure.ts';
import { formatCompact } from '../../cli/formats/format-compact.ts';
import { formatGithub } from '../../cli/formats/format-github.ts';
import { formatGitlab } from '../../cli/formats/format-gitlab.ts';
import { formatJson } from '../../cli/formats/format-json.ts';
import { formatJunit } from '../../cli/formats/format-junit.ts';
import { formatMarkdown } from '../../cli/formats/format-markdown.ts';
import { formatSarif } from '../../cli/formats/format-sarif.ts';
import { Places, type LintResult } from '../../cli/lint-result.ts';
import { printable } from '../../cli/printable.ts';
import type { Finding, Severity } from '../../language/lint/finding.ts';
import { makeFolder, projectFolder, removeFolders, runParapet } from './run-parapet.ts';

/** Words that mean something to one reader of results or another. */
const hostile = [
  'two\nlines\r\nor three',
  '::error file=x::boo',
  '\n::set-output name=x::y',
  '##vso[task.setvariable variable=x]y',
  '##[error]z',
  ']]><script>alert(1)</script>',
  '<!-- x --><b onload=x>&amp;</b>',
  'a | b || c',
  '`code` and ``more`` and ` one',
  '@octocat and @org/team, octocat@example.com',
  '#12, org/repo#12, GH-12',
  '[link](https://evil.example) ![image](https://evil.example/x.png) https://evil.example www.evil.example',
  '=HYPERLINK("https://evil.example")',
  '*bold* _it_ ~~gone~~ # head $math$ \\escaped',
  'percent 100%25 %0A %3A ; , : ]',
  '\u001b[31mred\u0007 \u202eturned \u0000 \ud800',
  '{0} {1} ${{ secrets.TOKEN }} $(secret)',
  '</failure></testcase> "quoted" \'too\'',
];

function finding(message: string, changes: Partial<Finding> = {}): Finding {
  return {
    rule: 'former-name',
    severity: 'error',
    origin: 'rule',
    message,
    span: { uri: 'file:///a', start: 4, end: 9 },
    related: [],
    fixes: [],
    ...changes,
  };
}

/** A result with each hostile text wherever a text of somebody else can stand. */
function hostileResult(base?: string): LintResult {
  const findings = hostile.flatMap((text): Finding[] => [
    finding(text, {
      subject: text,
      related: [{ span: { uri: 'file:///b', start: 0, end: 3 }, message: text }],
      fixes: [
        { title: text, safe: true, edits: [{ span: { uri: 'file:///a', start: 4, end: 9 }, newText: text }] },
        { title: text, safe: false, edits: [{ span: { uri: 'file:///a', start: 0, end: 17 }, newText: '' }] },
      ],
    }),
    finding(`Nothing is named \`${text}\`.`, { rule: 'unknown-name', origin: 'language', severity: 'warning' }),
    finding(text, { severity: 'info', span: { uri: 'file:///a', start: 4, end: 20 } }),
  ]);
  const suppressed = hostile.map((text) =>
    finding(text, {
      suppression: {
        kind: 'acceptance',
        reason: text,
        owner: text,
        until: '2027-01-01',
        span: { uri: 'file:///b', start: 0, end: 3 },
      },
    }),
  );
  const path = 'de signs/::x|`@octocat`]]>%;,.parapet';
  const texts = new Map([
    ['file:///a', { text: 'use \u001b[31m@x\nsecond line\nthird\n', path, repositoryPath: `repo/${path}` }],
    ['file:///b', { text: 'use b\n', path: 'b.parapet', repositoryPath: 'b.parapet' }],
  ]);
  return {
    date: '2026-11-21',
    ...(base === undefined ? {} : { base }),
    files: [
      { uri: 'file:///a', path, findings, suppressed, ...(base === undefined ? {} : { known: [findings[0]!] }) },
      { uri: 'file:///b', path: 'b.parapet', findings: [] },
    ],
    failures: hostile.map((text) => ({ path: `${text}.parapet`, reason: text })),
    places: new Places((uri) => texts.get(uri)),
  };
}

/** So many findings of one severity, each on a line of its own. */
function many(counts: Readonly<Record<Severity, number>>): LintResult {
  const text = 'line\n'.repeat(200);
  const findings = (['info', 'warning', 'error'] as const).flatMap((severity) =>
    Array.from({ length: counts[severity] }, (_, index) =>
      finding(`${severity} ${index}`, { severity, span: { uri: 'file:///a', start: index * 5, end: index * 5 + 4 } }),
    ),
  );
  return {
    date: '2026-11-21',
    files: [{ uri: 'file:///a', path: 'a.parapet', findings }],
    failures: [],
    places: new Places(() => ({ text, path: 'a.parapet', repositoryPath: 'a.parapet' })),
  };
}

function schema(path: string): object {
  return JSON.parse(readFileSync(join(projectFolder, path), 'utf8')) as object;
}

function assertMatches(value: unknown, path: string): void {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    formats: { uri: true, 'uri-reference': true, 'date-time': true },
  });
  const validate = ajv.compile(schema(path));
  validate(value);
  assert.deepEqual(validate.errors ?? [], []);
}

/** No character that a terminal acts on, and no command but at the start of a line that is meant as one. */
function assertHarmless(text: string): void {
  assert.doesNotMatch(
    text.replaceAll('##vso[task.logissue ', ''),
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]|##vso\[|##\[/,
  );
}

interface WorkflowCommand {
  readonly level: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** Reads a line as the runner of GitHub Actions does: `::command key=value,key=value::data`, then unescapes. */
function readWorkflowCommand(line: string): WorkflowCommand {
  const parts = /^::([^ :]+)(?: ([^:]*(?::(?!:)[^:]*)*))?::(.*)$/.exec(line);
  assert.ok(parts, line);
  const unescapeData = (text: string): string =>
    text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
  const properties = (parts[2] ?? '').split(',').map((property) => {
    const [name, ...value] = property.split('=');
    return [name!, unescapeData(value.join('=').replaceAll('%3A', ':').replaceAll('%2C', ','))] as const;
  });
  return { level: parts[1]!, properties: Object.fromEntries(properties), message: unescapeData(parts[3]!) };
}

/** Reads a line as the agent of Azure Pipelines does. */
function readLoggingCommand(line: string): WorkflowCommand | undefined {
  const parts = /^##vso\[task\.logissue ([^\]]*)\](.*)$/.exec(line);
  if (!parts) return undefined;
  const unescapeData = (text: string): string =>
    text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%AZP25', '%');
  const properties = parts[1]!
    .split(';')
    .filter((property) => property !== '')
    .map((property) => {
      const [name, ...value] = property.split('=');
      return [name!, unescapeData(value.join('=').replaceAll('%3B', ';').replaceAll('%5D', ']'))] as const;
    });
  const { type, ...others } = Object.fromEntries(properties);
  return { level: type!, properties: others, message: unescapeData(parts[2]!) };
}

describe('formats of findings', () => {
  after(removeFolders);

  describe('json', () => {
    it('is as its schema says, whatever the texts', () => {
      for (const result of [hostileResult(), hostileResult('origin/main'), many({ error: 0, warning: 0, info: 0 })]) {
        const text = formatJson(result);
        assertMatches(JSON.parse(text), 'docs/schemas/lint-result.schema.json');
        assertHarmless(text);
      }
    });

    it('gives every text back as it was', () => {
      const { findings } = JSON.parse(formatJson(hostileResult())) as { findings: { message: string }[] };
      assert.ok(findings.some(({ message }) => message === hostile[0]));
    });

    it('has a schema that refuses what it does not describe', () => {
      const validate = new Ajv2020({ strict: false }).compile(schema('docs/schemas/lint-result.schema.json'));
      const value = JSON.parse(formatJson(hostileResult())) as { findings: Record<string, unknown>[]; version: number };
      assert.ok(validate(value));
      delete value.findings[0]!['range'];
      assert.ok(!validate(value));
    });
  });

  describe('sarif', () => {
    it('is SARIF 2.1.0 as published, whatever the texts', () => {
      for (const result of [hostileResult(), hostileResult('origin/main'), many({ error: 2, warning: 2, info: 2 })]) {
        const text = formatSarif(result);
        assertMatches(JSON.parse(text), 'test/cli/schemas/sarif-2.1.0.schema.json');
        assertHarmless(text);
      }
    });

    it('is refused by that schema where it is not', () => {
      const ajv = new Ajv2020({ strict: false, formats: { uri: true, 'uri-reference': true, 'date-time': true } });
      const validate = ajv.compile(schema('test/cli/schemas/sarif-2.1.0.schema.json'));
      const log = JSON.parse(formatSarif(hostileResult())) as { runs: { results: { message: unknown }[] }[] };
      assert.ok(validate(log));
      log.runs[0]!.results[0]!.message = 'text';
      assert.ok(!validate(log));
    });

    it('has rules with help, places from the root of the repository, fingerprints, fixes and suppressions', () => {
      const [run] = (JSON.parse(formatSarif(hostileResult('main'))) as SarifLog).runs;
      const { rules } = run!.tool.driver;
      assert.deepEqual(
        rules.map(({ id, defaultConfiguration }) => [id, defaultConfiguration.level]),
        [
          ['former-name', 'warning'],
          ['unknown-name', 'warning'],
        ],
      );
      for (const rule of rules) assert.ok(rule.help.text.length > 20 && rule.fullDescription.text.length > 20);
      const [first] = run!.results;
      assert.equal(first!.level, 'error');
      assert.equal(first!.baselineState, 'new');
      const { artifactLocation, region } = first!.locations[0]!.physicalLocation;
      assert.equal(decodeURIComponent(artifactLocation.uri), 'repo/de signs/::x|`@octocat`]]>%;,.parapet');
      assert.doesNotMatch(artifactLocation.uri, /^\/|:|%(?![0-9A-F]{2})/);
      assert.deepEqual([region.startLine, region.startColumn, region.endLine, region.endColumn], [1, 5, 1, 10]);
      assert.deepEqual(first!.partialFingerprints, { 'parapetFinding/v1': `former-name ${hostile[0]}` });
      assert.equal(first!.relatedLocations![0]!.physicalLocation.artifactLocation.uri, 'b.parapet');
      assert.equal(first!.fixes!.length, 2);
      assert.deepEqual(first!.suppressions, []);
      const silenced = run!.results.filter(({ suppressions }) => suppressions!.length > 0);
      assert.equal(silenced.length, hostile.length);
      assert.equal(silenced[0]!.suppressions![0]!.kind, 'inSource');
      assert.ok(run!.results.some(({ baselineState }) => baselineState === 'unchanged'));
    });
  });

  describe('junit', () => {
    it('is as Jenkins reads it, whatever the texts', async () => {
      const xsd = readFileSync(join(projectFolder, 'test/cli/schemas/junit.xsd'), 'utf8');
      for (const result of [hostileResult(), hostileResult('main'), many({ error: 0, warning: 0, info: 0 })]) {
        const contents = formatJunit(result, 'warning');
        assertHarmless(contents);
        const { valid, errors } = await validateXML({
          xml: { fileName: 'results.xml', contents },
          schema: { fileName: 'junit.xsd', contents: xsd },
        });
        assert.ok(valid, errors.map(({ message }) => message).join('\n'));
      }
      const wrong = '<testsuites><testsuite name="a"/></testsuites>';
      const { valid } = await validateXML({ xml: wrong, schema: xsd });
      assert.ok(!valid);
    });

    it('gives texts back, fails what fails the run, skips what is silenced', () => {
      const cases = (failOn: 'error' | 'warning' | 'never'): { failures: string[]; skipped: number; tests: number } => {
        const failures: string[] = [];
        let [skipped, tests] = [0, 0];
        const parser = new SaxesParser();
        parser.on('opentag', ({ name, attributes }) => {
          if (name === 'failure') failures.push(attributes['message'] as string);
          if (name === 'skipped') skipped++;
          if (name === 'testcase') tests++;
        });
        parser.write(formatJunit(hostileResult(), failOn)).close();
        return { failures, skipped, tests };
      };
      const onError = cases('error');
      assert.deepEqual(onError.failures, hostile.map(printable));
      assert.equal(onError.skipped, hostile.length);
      // Per text a failure to read, three findings, one silenced; and the clean file.
      assert.equal(onError.tests, hostile.length * 5 + 1);
      assert.equal(cases('warning').failures.length, hostile.length * 2);
      assert.equal(cases('never').failures.length, 0);
    });
  });

  describe('gitlab', () => {
    it('is as GitLab documents it, whatever the texts, with a fingerprint for each', () => {
      const report = JSON.parse(formatGitlab(hostileResult())) as { fingerprint: string }[];
      assertMatches(report, 'test/cli/schemas/gitlab-code-quality.schema.json');
      assertHarmless(formatGitlab(hostileResult()));
      assert.equal(report.length, hostile.length * 4);
      assert.equal(new Set(report.map(({ fingerprint }) => fingerprint)).size, report.length);
    });

    it('keeps a fingerprint when lines move', () => {
      const moved = (start: number): string => {
        const place = { uri: 'file:///a', start, end: start + 4 };
        const result = many({ error: 0, warning: 0, info: 0 });
        const files = [{ ...result.files[0]!, findings: [finding('x', { span: place, subject: 'mde' })] }];
        return (JSON.parse(formatGitlab({ ...result, files })) as { fingerprint: string }[])[0]!.fingerprint;
      };
      assert.equal(moved(0), moved(50));
    });
  });

  describe('github', () => {
    it('writes one workflow command a line, from which the runner reads what was meant', () => {
      const lines = formatGithub(hostileResult()).trimEnd().split('\n');
      const commands = lines.map(readWorkflowCommand);
      for (const line of lines) assertHarmless(line);
      for (const { level, properties } of commands) {
        assert.match(level, /^(error|warning|notice)$/);
        for (const name of Object.keys(properties)) assert.match(name, /^(file|line|endLine|col|endColumn|title)$/);
      }
      const warning = commands.find(({ level }) => level === 'warning')!;
      assert.deepEqual(warning.properties, {
        file: 'repo/de signs/::x|`@octocat`]]>%;,.parapet',
        line: '1',
        endLine: '1',
        col: '5',
        endColumn: '9',
        title: 'unknown-name',
      });
      assert.equal(warning.message, `${printable(`Nothing is named \`${hostile[0]}\`.`)} [unknown-name]`);
      const several = commands.find(({ level, properties }) => level === 'notice' && properties['line'] !== undefined)!;
      assert.deepEqual(
        [several.properties['line'], several.properties['endLine'], several.properties['col']],
        ['1', '2', undefined],
      );
    });

    it('puts errors first, stops at what GitHub shows, and counts the rest', () => {
      const commands = formatGithub(many({ error: 12, warning: 13, info: 14 }))
        .trimEnd()
        .split('\n')
        .map(readWorkflowCommand);
      const levels = commands.map(({ level }) => level);
      assert.deepEqual(levels, [
        ...Array<string>(10).fill('error'),
        ...Array<string>(10).fill('warning'),
        ...Array<string>(10).fill('notice'),
      ]);
      assert.match(commands.at(-1)!.message, /^10 more findings have no annotation: /);
    });

    it('shows all where there is room for all', () => {
      const commands = formatGithub(many({ error: 10, warning: 10, info: 10 }))
        .trimEnd()
        .split('\n');
      assert.equal(commands.length, 30);
      assert.doesNotMatch(commands.at(-1)!, /no annotation/);
      assert.equal(formatGithub(many({ error: 0, warning: 0, info: 0 })), '');
    });
  });

  describe('azure', () => {
    it('writes one logging command a line, from which the agent reads what was meant', () => {
      const lines = formatAzure(hostileResult()).trimEnd().split('\n');
      assert.equal(lines.length, hostile.length * 4);
      for (const line of lines) assertHarmless(line);
      const commands = lines.flatMap((line) => readLoggingCommand(line) ?? []);
      assert.equal(commands.length, hostile.length * 3);
      const found = commands.filter(({ properties }) => properties['code'] === 'former-name');
      assert.deepEqual(
        found.map(({ message }) => message),
        hostile.map((text) => `${printable(text)} [former-name]`),
      );
      assert.deepEqual(found[0]!.level, 'error');
      assert.deepEqual(found[0]!.properties, {
        sourcepath: 'repo/de signs/::x|`@octocat`]]>%;,.parapet',
        linenumber: '1',
        columnnumber: '5',
        code: 'former-name',
      });
      // Remarks are lines of the log and no command.
      for (const line of lines.filter((text) => !readLoggingCommand(text))) assert.match(line, /: info: /);
    });
  });

  describe('markdown', () => {
    /** As strict a reader as any service has: HTML and links are on. */
    const renderer = new MarkdownIt({ html: true, linkify: true });

    it('makes nothing of a text but text: no link, no markup, no mention, no reference, no other cell', () => {
      const html = renderer.render(formatMarkdown(hostileResult('feature/`|<b>')));
      assert.doesNotMatch(
        html,
        /<(?!\/?(h3|p|table|thead|tbody|tr|th|td|code|strong|!-- parapet-lint --)\b|!-- parapet-lint -->)/,
      );
      assert.equal([...html.matchAll(/<!--/g)].length, 1);
      const rows = html.split('<tr>').slice(2);
      assert.equal(rows.length, hostile.length * 4);
      for (const row of rows) assert.equal([...row.matchAll(/<td>/g)].length, 4, row);
      const outsideCode = html.replaceAll(/<code>.*?<\/code>/gs, '');
      assert.doesNotMatch(outsideCode, /@[\w]|[^&]#\d|GH-\d|https?:\/\/|www\.e/);
      // Bold are only the words that say how bad it is.
      assert.deepEqual(
        new Set([...outsideCode.matchAll(/<strong>(.*?)<\/strong>/g)].map(([, word]) => word)),
        new Set(['error', 'warning']),
      );
    });

    it('does so for whatever is put together of such texts', () => {
      const pieces = [
        '`',
        '``',
        '|',
        '@octocat',
        '#7',
        '<b>',
        '](x)',
        '[',
        '\\',
        '*',
        '_',
        '&lt;',
        '!',
        '~~',
        'https://x.example',
        ' ',
        'a',
        '\n',
        '<!--',
        'www.x.example',
        'me@x.example',
        '$',
      ];
      const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(''));
      fc.assert(
        fc.property(texts, texts, (message, path) => {
          const result = hostileResult();
          const files = [{ uri: 'file:///a', path, findings: [finding(message)] }];
          const places = new Places(() => ({ text: 'x\n', path, repositoryPath: path }));
          const html = renderer.render(
            formatMarkdown({ ...result, files, failures: [{ path, reason: message }], places }),
          );
          assert.equal([...html.matchAll(/<td>/g)].length, 8, html);
          const outsideCode = html.replaceAll(/<code>.*?<\/code>/gs, '');
          assert.doesNotMatch(
            outsideCode,
            /@\w|[^&]#\d|https?:\/\/|<(?!\/?(h3|p|table|thead|tbody|tr|th|td|strong)>|!-- parapet-lint -->)/,
          );
        }),
        { numRuns: 2000 },
      );
    });

    it('still says what was said', () => {
      const html = renderer.render(formatMarkdown(hostileResult()));
      assert.ok(html.includes('a | b || c'));
      assert.ok(html.includes('*bold* _it_ ~~gone~~ # head $math$ \\escaped'));
    });

    it('stays below what a comment may hold, and says what is left out', () => {
      const text = formatMarkdown(many({ error: 2000, warning: 0, info: 0 }));
      assert.ok(text.length < 65_536);
      assert.match(text, /\n\d+ more are not shown here\.\n$/);
    });
  });

  describe('compact', () => {
    it('is one harmless line a finding', () => {
      const lines = formatCompact(hostileResult()).trimEnd().split('\n');
      assert.equal(lines.length, hostile.length * 3);
      for (const line of lines) {
        assertHarmless(line);
        assert.match(line, /^de signs\/.*:1:5: (error|warning|info): .* \[(former|unknown)-name\]$/);
      }
    });
  });

  describe('several at once', () => {
    const design = 'use log-analytics as w\nuse azure-sentinel as s\nw -> s : log\n';

    it('writes each where it was told to, folders included', async () => {
      const workingFolder = makeFolder({ 'a.parapet': design });
      const words = ['--format', 'compact', '--format', 'sarif:out/lint.sarif', '--format', 'junit:out/junit.xml'];
      const { code, output } = await runParapet(['lint', ...words], { workingFolder });
      assert.equal(code, 0);
      assert.match(output, /^a\.parapet:2:5: warning: .*\n$/);
      assert.match(readFileSync(join(workingFolder, 'out/lint.sarif'), 'utf8'), /"version": "2\.1\.0"/);
      assert.match(readFileSync(join(workingFolder, 'out/junit.xml'), 'utf8'), /^<\?xml/);
    });

    const wrong: [string, string[], RegExp][] = [
      [
        'two to standard output',
        ['--format', 'json', '--format', 'sarif'],
        /json and sarif are both written to standard output/,
      ],
      ['two to one file', ['--format', 'json:x', '--format', 'sarif:./x'], /json and sarif are both written to \.\/x/],
      ['a format over a design', ['--format', 'json:a.parapet'], /a\.parapet is a design that is checked/],
      ['a difference and a format', ['--diff', '--format', 'json'], /--diff and json are both written/],
      ['no name of a file', ['--format', 'json:'], /there has to be the name of a file/],
      ['no such format', ['--format', 'xml:x'], /A format is one of pretty, compact, /],
    ];
    for (const [name, words, message] of wrong) {
      it(`refuses ${name}, and changes nothing`, async () => {
        const workingFolder = makeFolder({ 'a.parapet': design });
        const { code, output, errors } = await runParapet(['lint', ...words], { workingFolder });
        assert.deepEqual([code, output], [2, '']);
        assert.match(errors, message);
        assert.equal(readFileSync(join(workingFolder, 'a.parapet'), 'utf8'), design);
      });
    }

    it('tells of a file that cannot be written, and writes the others', async () => {
      const workingFolder = makeFolder({ 'a.parapet': design, blocked: 'a file' });
      const words = ['--format', 'compact', '--format', 'json:blocked/x.json', '--format', 'junit:y.xml'];
      const { code, output, errors } = await runParapet(['lint', ...words], { workingFolder });
      assert.equal(code, 2);
      assert.match(output, /^a\.parapet:2:5/);
      assert.match(errors, /^blocked\/x\.json: error: cannot be written: .*$/m);
      assert.match(readFileSync(join(workingFolder, 'y.xml'), 'utf8'), /^<\?xml/);
    });

    it('gives the same exit code in every format', async () => {
      const workingFolder = makeFolder({
        'a.parapet': design,
        'b.parapet': 'use\n',
        'c.parapet': 'use nothing-known\n',
      });
      for (const [file, code] of [
        ['a', 0],
        ['b', 2],
        ['c', 1],
        ['none', 2],
      ] as const) {
        for (const format of ['pretty', 'compact', 'json', 'sarif', 'github', 'azure', 'gitlab', 'junit', 'markdown']) {
          const run = await runParapet(['lint', `${file}.parapet`, '--format', format], { workingFolder });
          assert.equal(run.code, code, `${file} as ${format}`);
        }
      }
    });

    it('adds a table to the step summary where GitHub gives a file for it', async () => {
      const workingFolder = makeFolder({ 'a.parapet': design, 'summary.md': 'before\n' });
      const environment = { GITHUB_STEP_SUMMARY: join(workingFolder, 'summary.md') };
      await runParapet(['lint', '--format', 'github'], { workingFolder, environment });
      const summary = readFileSync(join(workingFolder, 'summary.md'), 'utf8');
      assert.match(summary, /^before\n<!-- parapet-lint -->\n### Parapet: 1 warning\n/);
      assert.match(summary, /^\| \*\*warning\*\* \| `a\.parapet:2` \| .* \| `former-name` \|$/m);
    });
  });
});

interface SarifLog {
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly rules: readonly {
          readonly id: string;
          readonly help: { readonly text: string };
          readonly fullDescription: { readonly text: string };
          readonly defaultConfiguration: { readonly level: string };
        }[];
      };
    };
    readonly results: readonly {
      readonly level: string;
      readonly baselineState?: string;
      readonly locations: readonly SarifLocation[];
      readonly relatedLocations?: readonly SarifLocation[];
      readonly partialFingerprints: Readonly<Record<string, string>>;
      readonly fixes?: readonly unknown[];
      readonly suppressions?: readonly { readonly kind: string }[];
    }[];
  }[];
}

interface SarifLocation {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string };
    readonly region: Readonly<Record<string, number>>;
  };
}
