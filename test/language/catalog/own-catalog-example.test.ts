import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { MarkupContent } from 'vscode-languageserver-types';
import {
  completion,
  createProject,
  definition,
  hover,
  references,
  searchCatalog,
  type Finding,
  type Project,
} from '../../../language/pipeline.ts';

const folder = path.resolve(import.meta.dirname, '../../../examples/own-catalog');
const base = 'file:///examples/own-catalog';
const uriOf = (name: string): string => `${base}/${name}.parapet`;
const texts = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.parapet'))
    .sort()
    .map((name) => [`${base}/${name}`, readFileSync(path.join(folder, name), 'utf8')]),
);
const draft = uriOf('draft');

/** The example, and beside it a design that imports its catalog. */
function withDraft(statements: string, date = '2026-11-21'): Project {
  const project = createProject({ date, workspaceFolders: [base] });
  for (const [uri, text] of texts) project.setFile(uri, text);
  project.setFile(draft, `import "./catalog.parapet"\n${statements}\n`);
  return project;
}

/** What is told of the draft: the words it is about, the rule and the message. */
function told(project: Project, only: (finding: Finding) => boolean = () => true): string[] {
  const { text } = project.parsed(draft)!;
  return project
    .findings(draft)
    .filter(only)
    .map(({ span, rule, message }) => `${text.slice(span.start, span.end)} [${rule}] ${message}`);
}

/** Unused and lonely elements are no matter here. */
const names = (finding: Finding): boolean => !['unused-element', 'sentinel-needs-workspace'].includes(finding.rule);

/** Asks something at the place marked with `$0` in the draft. */
function at<T>(
  statements: string,
  ask: (project: Project, uri: string, position: { line: number; character: number }) => T,
): T {
  const before = statements.split('$0')[0]!.split('\n');
  const project = withDraft(statements.replace('$0', ''));
  return ask(project, draft, { line: before.length, character: before.at(-1)!.length });
}

describe('the example of an own catalog', () => {
  it('is one file of services that two designs import, all without findings', () => {
    const project = createProject({ date: '2026-11-21', workspaceFolders: [base] });
    for (const [uri, text] of texts) project.setFile(uri, text);
    assert.deepEqual(
      [...texts.keys()].flatMap((uri) => project.findings(uri)),
      [],
    );
    const designs = [...texts.keys()].filter((uri) => project.model(uri)!.architecture);
    assert.equal(designs.length, 2);
    for (const uri of designs) {
      assert.ok(project.model(uri)!.files.includes(uriOf('catalog')));
      assert.equal(project.model(uri)!.ownServices.length, 5);
      assert.ok(project.model(uri)!.flows.some((flow) => flow.derivedFrom && !flow.source.service!.builtIn));
    }
  });

  for (const written of ['beacon', '"Beacon SIEM"', 'BSIEM', '"beacon log manager"', '"lantern logs"']) {
    it(`knows its SIEM as ${written}`, () => {
      const model = withDraft(`use ${written} as siem`).model(draft)!;
      assert.equal(model.elements.get('siem')!.service!.id, 'beacon');
    });
  }

  it('tells of its former names, with today’s, as of those of built-in services', () => {
    assert.deepEqual(told(withDraft('use beacon-log-manager as siem\nuse event-hubs'), names), [
      'beacon-log-manager [former-name] "beacon-log-manager" was renamed Beacon SIEM in 2023: portals and documentation no longer show the old name. Write beacon.',
    ]);
  });

  it('asks for what a service needs', () => {
    assert.deepEqual(told(withDraft('use beacon'), names), [
      'beacon [missing-prerequisite] beacon does not work without Event Hubs or Beacon Collector, which this design does not have. Add event-hubs.',
    ]);
    assert.deepEqual(told(withDraft('use beacon\nuse beacon-collector'), names), []);
  });

  it('shows the card of a service, with what it belongs to and needs', () => {
    const card = (statements: string): string => (at(statements, hover)!.contents as MarkupContent).value;
    const siem = card('use bea$0con');
    assert.match(siem, /^\*\*Beacon SIEM\*\* · `beacon` · `BSIEM`/m);
    assert.match(siem, /defined in this workspace/);
    assert.match(siem, /Formerly Beacon Log Manager \(until 2023\); Lantern Logs \(until 2019\)/);
    assert.match(siem, /Requires Event Hubs or Beacon Collector/);
    assert.match(siem, /- alert → Sentinel/);
    assert.match(siem, /\[Beacon console\]\(https:\/\/beacon\.example\)/);
    assert.match(card('use beacon-coll$0ector'), /part of Beacon/);
    assert.match(card('use alert-ma$0iler'), /Being retired \(2027-06-30\).*Use Case Bridge `case-bridge` instead/);
  });

  it('is what a built-in service is said to accept from', () => {
    const card = (at('use senti$0nel', hover)!.contents as MarkupContent).value;
    assert.match(card, /and \d+ more/);
    const { catalog } = withDraft('use sentinel').model(draft)!;
    assert.deepEqual(
      catalog
        .flowsTo('sentinel')
        .filter((flow) => !catalog.service(flow.source)!.builtIn)
        .map((flow) => flow.source),
      ['beacon', 'case-bridge'],
    );
  });

  it('is completed by every name', () => {
    for (const typed of ['bea', 'BSI', 'lant']) {
      const { items } = at(`use ${typed}$0`, completion);
      assert.ok(
        items.some(({ label }) => label === 'beacon'),
        typed,
      );
    }
    const { items } = at('use case-bridge\nuse deskline\ncase-bridge -> $0', completion);
    assert.match(items.find(({ label }) => label === 'deskline')!.labelDetails!.detail!, /incident/);
  });

  it('leads to where a service is defined, and from there to every design that uses it', () => {
    const [target, ...others] = at('use lantern$0-logs', definition);
    assert.deepEqual(others, []);
    assert.equal(target!.targetUri, uriOf('catalog'));
    const text = texts.get(uriOf('catalog'))!;
    const line = text.split('\n')[target!.targetSelectionRange.start.line];
    assert.match(line!, /^service beacon "Beacon SIEM"/);

    const project = withDraft('use deskline');
    const place = text.split('\n').findIndex((row) => row.startsWith('service deskline'));
    const found = references(project, uriOf('catalog'), { line: place, character: 10 }, false);
    const files = new Set(found.map(({ uri }) => uri.slice(base.length + 1)));
    for (const file of ['draft.parapet', 'incidents.parapet', 'plants.parapet']) assert.ok(files.has(file), file);
  });

  it('is judged by the life cycle that it says, on the day the host says', () => {
    const lifeCycle = (date: string): string[] =>
      told(withDraft('use alert-mailer\nuse user\nalert-mailer -> user : alert', date), names);
    const [before] = lifeCycle('2027-06-01');
    assert.match(before!, /^alert-mailer \[retiring-service\].*2027-06-30.*29 days.*Case Bridge/);
    const [later] = lifeCycle('2027-07-01');
    assert.match(later!, /^alert-mailer \[(?:retiring|retired)-service\].*2027-06-30/);
  });

  it('is judged by the flows that it says', () => {
    const flow = (line: string): string[] =>
      told(
        withDraft(`use beacon\nuse event-hubs\nuse deskline\nuse log-analytics as workspace\nuse sentinel\n${line}`),
        (finding) => ['wrong-direction', 'known-non-flow', 'unknown-flow', 'wrong-kind'].includes(finding.rule),
      );
    assert.deepEqual(flow('beacon -> sentinel : alert\nworkspace -> sentinel : log'), []);
    assert.match(flow('deskline -> beacon : incident')[0]!, /\[wrong-direction\]/);
    assert.match(flow('beacon -> workspace : log')[0]!, /\[known-non-flow\].*stay in the country/);
  });

  it('is found by a search of the catalog', () => {
    const { catalog } = withDraft('').model(draft)!;
    for (const query of ['Beacon Log Manager', 'ITSM', 'service-desk', 'deskline'])
      assert.equal(searchCatalog(catalog, query).services.length, 1, query);
  });
});
