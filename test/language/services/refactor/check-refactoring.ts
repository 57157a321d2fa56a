import assert from 'node:assert/strict';
import type { CodeAction, TextEdit } from 'vscode-languageserver-types';
import { codeActions, createProject } from '../../../../language/pipeline.ts';
import type { ArchitectureModel, Project } from '../../../../language/pipeline.ts';
import { LineIndex } from '../../../../language/pipeline.ts';
import { parseFixture } from '../../../fixture.ts';
import { folder, uriOf } from '../project-fixture.ts';

export interface Refactored {
  /** Texts of the files that changed or are new, by path. */
  readonly texts: Record<string, string>;
  readonly before: Project;
  readonly after: Project;
}

/** What a client is offered where the fixture's `$0` stands, or from the first to the last of several. */
export function offered(
  source: string,
  only?: readonly string[],
): { project: Project; actions: CodeAction[]; uri: string } {
  const fixture = parseFixture(source);
  const project = createProject({ date: '2026-11-21', workspaceFolders: [folder] });
  for (const file of fixture.files) project.setFile(uriOf(file.path), file.text);
  const file = fixture.files.find(({ cursors }) => cursors.length > 0)!;
  const uri = uriOf(file.path);
  const { lines } = project.parsed(uri)!;
  const range = { start: lines.positionAt(file.cursors[0]!), end: lines.positionAt(file.cursors.at(-1)!) };
  return { project, uri, actions: codeActions(project, uri, range, { diagnostics: [], createsFiles: true, only }) };
}

/** The titles of the refactorings that are offered. */
export function titles(source: string): string[] {
  return offered(source, ['refactor']).actions.map(({ title }) => title);
}

/** Does what an action of this title does, and checks that what comes out can be read. */
export function refactored(source: string, title: string, only?: readonly string[]): Refactored {
  const { project: before, actions } = offered(source, only);
  const action = actions.find((candidate) => candidate.title === title);
  assert.ok(
    action,
    `"${title}" is not offered, but ${actions.map((other) => `"${other.title}"`).join(', ') || 'nothing'}`,
  );
  return { before, ...applyAction(before, action) };
}

/** The files after an action, of which those that it changed can be read as well as before. */
export function applyAction(before: Project, action: CodeAction): Pick<Refactored, 'after' | 'texts'> {
  const after = createProject({ date: '2026-11-21', workspaceFolders: [folder] });
  const texts = new Map(before.uris.map((uri) => [uri, before.parsed(uri)!.text]));
  const changed = new Set<string>();
  for (const change of action.edit!.documentChanges ?? []) {
    if ('kind' in change) {
      assert.equal(change.kind, 'create');
      assert.ok(!texts.has((change as { uri: string }).uri), 'a file that is there is not made');
      texts.set((change as { uri: string }).uri, '');
    } else {
      const { textDocument, edits } = change;
      texts.set(textDocument.uri, applied(texts.get(textDocument.uri)!, edits as TextEdit[]));
      changed.add(textDocument.uri);
    }
  }
  for (const [uri, edits] of Object.entries(action.edit!.changes ?? {})) {
    texts.set(uri, applied(texts.get(uri)!, edits));
    changed.add(uri);
  }
  for (const [uri, text] of texts) after.setFile(uri, text);
  const problems = (project: Project): string[] =>
    project.uris.flatMap((uri) => project.parsed(uri)!.problems.map(({ message }) => message)).sort();
  assert.deepEqual(problems(after), problems(before), [...changed].map((uri) => texts.get(uri)).join('\n'));
  return {
    after,
    texts: Object.fromEntries([...changed].map((uri) => [uri.slice(folder.length + 1), texts.get(uri)!])),
  };
}

function applied(text: string, edits: readonly TextEdit[]): string {
  const lines = new LineIndex(text);
  const placed = edits.map(({ range, newText }) => ({
    start: lines.offsetAt(range.start),
    end: lines.offsetAt(range.end),
    newText,
  }));
  placed.forEach((edit, index) => assert.ok(index === 0 || placed[index - 1]!.end <= edit.start, 'edits overlap'));
  return placed.reduceRight(
    (result, edit) => result.slice(0, edit.start) + edit.newText + result.slice(edit.end),
    text,
  );
}

export interface FactOptions {
  /** Leave out in which group elements are. */
  readonly places?: boolean;
  /** Leave out the group or zone of this name. */
  readonly added?: string;
  /** Leave out whether flows are derived. */
  readonly derived?: boolean;
}

/** What a design says, fact by fact, sorted: the order of statements does not count. */
export function facts(project: Project, uri: string, without: FactOptions = {}): string[] {
  const model = project.model(uri)!;
  const said: string[] = [];
  const properties = (of: ArchitectureModel['flows'][number]['properties']): string => {
    const { spans: _, ...values } = of;
    return JSON.stringify(values);
  };
  for (const element of model.elements.values()) {
    const { kind, name, path, label, service, documentation } = element;
    if (name === without.added) continue;
    const place = without.places ? name : path;
    said.push(['element', kind, place, label, service?.id, documentation, properties(element.properties)].join(' | '));
  }
  for (const flow of model.flows) {
    const { id, label, via, documentation, derivedFrom, twoWay } = flow;
    const derived = !without.derived && derivedFrom ? 'derived' : '';
    said.push(
      [
        'flow',
        id.replace(/#\d+$/, ''),
        label,
        via?.name,
        documentation,
        properties(flow.properties),
        derived,
        twoWay,
      ].join(' | '),
    );
  }
  for (const { name, title, elements, flowKinds, collapsed, direction, documentation } of model.views) {
    const names = elements.map((element) => element.name).sort();
    said.push(
      [
        'view',
        name,
        title,
        names,
        flowKinds,
        collapsed.map((element) => element.name).sort(),
        direction,
        documentation,
      ].join(' | '),
    );
  }
  for (const threat of model.threats) {
    const named = (ends: readonly { readonly name: string }[]): string[] => ends.map(({ name }) => name);
    said.push(['threat', threat.element.name, named(threat.targets), named(threat.mitigatedBy)].join(' | '));
  }
  for (const { name, steps } of model.attacks)
    said.push(['attack', name, steps.map((step) => step.map((end) => end.name))].join(' | '));
  for (const { id, flows } of model.ownServices.map((service) => ({
    ...service,
    flows: model.catalog.flowsFrom(service.id),
  }))) {
    said.push(['service', id, flows.map(({ target, kind }) => `${target} ${kind}`)].join(' | '));
  }
  for (const problem of project.uris.flatMap((file) => project.findings(file))) {
    if (problem.origin === 'language') said.push(`finding | ${problem.rule} | ${problem.message}`);
  }
  return said.sort();
}

/** Checks that a refactoring gives these texts and leaves what the design says as it was. */
export function checkRefactoring(
  source: string,
  title: string,
  expected: string | Record<string, string>,
  without: FactOptions & { readonly only?: readonly string[] } = {},
): void {
  const main = uriOf(parseFixture(source).main.path);
  const { before, after, texts } = refactored(source, title, without.only);
  assert.deepEqual(texts, typeof expected === 'string' ? { 'main.parapet': expected } : expected);
  assert.deepEqual(facts(after, main, without), facts(before, main, without));
}
