import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { diagnosticsOf, eventually, labelOf, ruleOf } from './editor.ts';

const design = 'use defender-for-identity as mdi\nuse defender-xdr as xdr\nuse purview\n\nmdi -> xdr : alert\n';

/** What Parapet says of a document: JSON has a language server of its own. */
const ofParapet = (document: vscode.TextDocument): vscode.Diagnostic[] =>
  diagnosticsOf(document).filter(({ source }) => source === 'parapet');

describe('settings', () => {
  let settings: vscode.TextDocument;
  let main: vscode.TextDocument;

  const fill = async (content: string): Promise<void> => {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(settings.uri, new vscode.Range(0, 0, settings.lineCount, 0), content);
    assert.ok(await vscode.workspace.applyEdit(edit));
  };

  before(async () => {
    const folder = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'configured');
    const write = async (name: string, content: string): Promise<vscode.TextDocument> => {
      const file = vscode.Uri.joinPath(folder, name);
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(content));
      return vscode.workspace.openTextDocument(file);
    };
    main = await write('main.parapet', design);
    settings = await write('parapet.json', '{\n  // Comments are allowed.\n  "rules": {}\n}\n');
    await vscode.window.showTextDocument(main);
    await vscode.window.showTextDocument(settings);
  });

  after(async () => {
    await settings.save();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('are JSON with comments', () => assert.equal(settings.languageId, 'jsonc'));

  it('hold as they are typed', async () => {
    const severity = (): vscode.DiagnosticSeverity | undefined =>
      ofParapet(main).find((each) => ruleOf(each) === 'unused-element')?.severity;
    await eventually(severity, (now) => now === vscode.DiagnosticSeverity.Information);
    await fill('{ "rules": { "unused-element": "error" } }');
    await eventually(severity, (now) => now === vscode.DiagnosticSeverity.Error);
    await fill('{ "rules": { "unused-element": "off" } }');
    await eventually(severity, (now) => now === undefined);
  });

  it('are told of where they are wrong, and mended there', async () => {
    await fill('{ "rules": { "unused-elemnt": "off" } }');
    const [told] = await eventually(
      () => ofParapet(settings),
      (all) => all.length === 1,
    );
    assert.equal(ruleOf(told!), 'configuration');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      settings.uri,
      told!.range,
    );
    const action = actions.find(({ title }) => title === 'Replace by "unused-element"');
    assert.ok(action?.edit, actions.map(({ title }) => title).join());
    await vscode.workspace.applyEdit(action.edit);
    assert.equal(settings.getText(), '{ "rules": { "unused-element": "off" } }');
    await eventually(
      () => ofParapet(settings),
      (all) => all.length === 0,
    );
  });

  it('are told of once: the schema says nothing of its own', async () => {
    await fill('{ "rules": { "unused-elemnt": "fatal" }, "rulez": {} "baseline": 3 }');
    const all = await eventually(
      () => diagnosticsOf(settings),
      // That a comma is missing is for JSON to say, so it has had its turn.
      (told) => told.some(({ source }) => source !== 'parapet'),
    );
    const ofJson = all.filter(({ source }) => source !== 'parapet').map(({ message }) => message);
    assert.equal(ofJson.length, 1, ofJson.join('\n'));
  });

  const completedAt = async (text: string, wanted: string): Promise<vscode.CompletionItem> => {
    const at = text.indexOf('|');
    await fill(text.replace('|', ''));
    const { items } = await eventually(
      () =>
        vscode.commands.executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          settings.uri,
          settings.positionAt(at),
        ),
      (list) => list.items.some((item) => labelOf(item) === wanted),
    );
    return items.find((each) => labelOf(each) === wanted)!;
  };

  it('are completed from the rules there are', async () => {
    const { documentation } = await completedAt('{ "rules": { | } }', 'duplicate-incidents');
    assert.match(typeof documentation === 'string' ? documentation : (documentation?.value ?? ''), /Sentinel/);
  });

  for (const [what, text, wanted] of [
    ['settings', '{ | }', 'inlineSuppression'],
    ['severities', '{ "rules": { "unused-element": | } }', '"off"'],
    ['severities with options', '{ "rules": { "retiring-service": [|] } }', '"warning"'],
    ['options of a rule', '{ "rules": { "retiring-service": ["warning", { | }] } }', 'graceDays'],
    ['rules beside one that is wrong', '{ "rules": { "unused-elemnt": "fatal", | } }', 'duplicate-incidents'],
    ['families', '{ "families": { | } }', 'legibility'],
    ['severities of a family', '{ "families": { "legibility": | } }', '"off"'],
    ['presets', '{ "extends": | }', '"strict"'],
    ['presets in a list', '{ "extends": ["recommended", |] }', '"strict"'],
    ['parts of an override', '{ "overrides": [{ | }] }', 'files'],
    ['rules of an override', '{ "overrides": [{ "files": "a/**", "rules": { | } }] }', 'duplicate-incidents'],
    ['words for comments', '{ "inlineSuppression": | }', '"forbid"'],
    ['rules that comments may silence', '{ "inlineSuppression": { | } }', 'duplicate-incidents'],
  ] as const)
    it(`are completed with ${what}`, () => completedAt(text, wanted));
});
