import assert from 'node:assert/strict';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { diagnosticsOf, editorOn, eventually, labelOf, ruleOf } from './editor.ts';

describe('the extension', () => {
  const extension = vscode.extensions.getExtension('parapet.parapet');

  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('is installed as it was packaged', () => {
    assert.ok(extension, 'parapet.parapet is not installed');
    assert.equal(path.basename(path.dirname(extension.extensionPath)), 'extensions');
  });

  it('wakes up for a design, and finds nothing wrong with a good one', async () => {
    const [file] = await vscode.workspace.findFiles('design.parapet');
    assert.ok(file);
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
    assert.equal(document.languageId, 'parapet');
    await eventually(
      () => extension?.isActive,
      (active) => active === true,
    );
    await eventually(
      () =>
        vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
          'vscode.executeDocumentSymbolProvider',
          file,
        ),
      (symbols) => (symbols?.length ?? 0) > 0,
    );
    assert.deepEqual(diagnosticsOf(document), []);
  });

  it('registers every command of its manifest', async () => {
    const manifest = extension?.packageJSON as { contributes: { commands: { command: string }[] } };
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = manifest.contributes.commands.map(({ command }) => command).filter((name) => !registered.has(name));
    assert.deepEqual(missing, []);
  });

  it('says what is wrong at its place, and is quiet again when it is put right', async () => {
    const { document } = await editorOn('use sentinel\nuse log-analytics\nuse sentinle as other\n');
    const [found] = await eventually(
      () => diagnosticsOf(document),
      (all) => all.length > 0,
    );
    assert.ok(found);
    assert.equal(document.getText(found.range), 'sentinle');
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(found.source, 'parapet');
    const edit = new vscode.WorkspaceEdit();
    edit.delete(document.uri, document.lineAt(2).rangeIncludingLineBreak);
    await vscode.workspace.applyEdit(edit);
    await eventually(
      () => diagnosticsOf(document),
      (all) => !all.some(({ severity }) => severity === vscode.DiagnosticSeverity.Error),
    );
  });

  it('completes a service by its id, and says which it is', async () => {
    const { document } = await editorOn('use sent');
    const end = new vscode.Position(0, 8);
    // The editor itself offers words of other files: those have no detail.
    const isOurs = (item: vscode.CompletionItem): boolean =>
      labelOf(item) === 'sentinel' && item.kind !== vscode.CompletionItemKind.Text;
    const { items } = await eventually(
      () =>
        vscode.commands.executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          document.uri,
          end,
          undefined,
          50,
        ),
      (list) => list.items.some(isOurs),
    );
    assert.match(JSON.stringify(items.find(isOurs)), /Microsoft Sentinel/);
  });

  it('explains a service on hover, without markup that could run', async () => {
    const { document } = await editorOn('use sentinel\n');
    const hovers = await eventually(
      () =>
        vscode.commands.executeCommand<vscode.Hover[]>(
          'vscode.executeHoverProvider',
          document.uri,
          new vscode.Position(0, 6),
        ),
      (all) => all.length > 0,
    );
    const contents = hovers
      .flatMap((hover) => hover.contents)
      .filter((content) => content instanceof vscode.MarkdownString);
    assert.match(contents.map(({ value }) => value).join('\n'), /Microsoft Sentinel/);
    for (const content of contents) {
      assert.ok(content.isTrusted !== true, 'commands in it could be clicked');
      assert.ok(content.supportHtml !== true, 'HTML in it would be shown');
    }
  });

  it('leads to the catalog, which can be read and not written', async () => {
    const { document } = await editorOn('use sentinel\n');
    const places = await eventually(
      () =>
        vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
          'vscode.executeDefinitionProvider',
          document.uri,
          new vscode.Position(0, 6),
        ),
      (all) => all.length > 0,
    );
    const [place] = places;
    assert.ok(place);
    const [uri, range] =
      place instanceof vscode.Location
        ? [place.uri, place.range]
        : [place.targetUri, place.targetSelectionRange ?? place.targetRange];
    assert.equal(uri.scheme, 'parapet-catalog');
    const catalog = await vscode.workspace.openTextDocument(uri);
    assert.match(catalog.lineAt(range.start.line).text, /^service sentinel "Microsoft Sentinel"/);
    await vscode.window.showTextDocument(catalog);
    assert.deepEqual(diagnosticsOf(catalog), []);
  });

  it('reads an older version beside a file, and says nothing against it', async () => {
    const wrong = 'use sentinel\nuse sentinle\n';
    const older = vscode.workspace.registerTextDocumentContentProvider('older-version', {
      provideTextDocumentContent: () => wrong,
    });
    try {
      const { document } = await editorOn(wrong);
      const before = document.uri.with({ scheme: 'older-version' });
      await vscode.commands.executeCommand('vscode.diff', before, document.uri, 'Compared');
      const hovers = await eventually(
        () =>
          vscode.commands.executeCommand<vscode.Hover[]>(
            'vscode.executeHoverProvider',
            before,
            new vscode.Position(0, 6),
          ),
        (all) => all.length > 0,
      );
      const said = hovers.flatMap(({ contents }) => contents.map((each) => (each as vscode.MarkdownString).value));
      assert.match(said.join('\n'), /Microsoft Sentinel/);
      await eventually(
        () => diagnosticsOf(document),
        (all) => all.some((each) => ruleOf(each) === 'unknown-service'),
      );
      assert.deepEqual(vscode.languages.getDiagnostics(before), []);
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    } finally {
      older.dispose();
    }
  });

  it('outlines a design', async () => {
    const { document } = await editorOn('zone azure "Azure" {\n  use log-analytics as workspace\n  use sentinel\n}\n');
    const symbols = await eventually(
      () =>
        vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
          'vscode.executeDocumentSymbolProvider',
          document.uri,
        ),
      (all) => (all?.length ?? 0) > 0,
    );
    assert.deepEqual(
      symbols?.map(({ children }) => children.length),
      [2],
    );
  });

  it('offers the new name of a service that was renamed, and writes it', async () => {
    const { document } = await editorOn('use log-analytics as workspace\nuse azure-sentinel as siem\n');
    const found = await eventually(
      () => diagnosticsOf(document),
      (all) => all.some((diagnostic) => ruleOf(diagnostic) === 'former-name'),
    );
    const diagnostic = found.find((each) => ruleOf(each) === 'former-name');
    assert.ok(diagnostic);
    assert.equal(document.getText(diagnostic.range), 'azure-sentinel');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      diagnostic.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find(({ edit }) => edit !== undefined);
    assert.ok(fix?.edit, `of ${String(actions.length)} actions none edits`);
    await vscode.workspace.applyEdit(fix.edit);
    assert.equal(document.lineAt(1).text, 'use sentinel as siem');
    await eventually(
      () => diagnosticsOf(document),
      (all) => !all.some((each) => ruleOf(each) === 'former-name'),
    );
  });

  it('opens a preview beside the text, and keeps the text in its place', async () => {
    await editorOn('use log-analytics as workspace\nuse sentinel\n');
    await vscode.commands.executeCommand('parapet.openPreviewToTheSide');
    const isPreview = (tab: vscode.Tab): boolean =>
      tab.input instanceof vscode.TabInputWebview && tab.input.viewType.endsWith('parapet.preview');
    const groups = await eventually(
      () => vscode.window.tabGroups.all.map(({ tabs }) => tabs.map((tab) => (isPreview(tab) ? 'preview' : 'text'))),
      (all) => all.flat().includes('preview'),
    );
    assert.deepEqual(groups, [['text'], ['preview']]);
  });

  it('draws nothing and reports nothing for a file in another language', async () => {
    const { document } = await editorOn('use nothing-at-all\n', 'txt');
    await sleep(1000);
    assert.deepEqual(diagnosticsOf(document), []);
  });

  it('checks a design that was never on disk', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'parapet', content: 'use sentinle\n' });
    await vscode.window.showTextDocument(document);
    const [found] = await eventually(
      () => diagnosticsOf(document),
      (all) => all.length > 0,
    );
    assert.equal(document.getText(found?.range), 'sentinle');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('survives a restart of its server', async () => {
    const { document } = await editorOn('use sentinle\n');
    await eventually(
      () => diagnosticsOf(document),
      (all) => all.length > 0,
    );
    await vscode.commands.executeCommand('parapet.restartServer');
    const found = await eventually(
      () => diagnosticsOf(document),
      (all) => all.length > 0,
    );
    assert.equal(document.getText(found[0]?.range), 'sentinle');
  });
});
