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

  it('are completed from the rules there are', async () => {
    await fill('{ "rules": {  } }');
    const { items } = await eventually(
      () =>
        vscode.commands.executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          settings.uri,
          settings.positionAt(settings.getText().indexOf('{  }') + 2),
        ),
      (list) => list.items.some((item) => labelOf(item) === 'duplicate-incidents'),
    );
    const item = items.find((each) => labelOf(each) === 'duplicate-incidents')!;
    const { documentation } = item;
    assert.match(typeof documentation === 'string' ? documentation : (documentation?.value ?? ''), /Sentinel/);
  });
});
