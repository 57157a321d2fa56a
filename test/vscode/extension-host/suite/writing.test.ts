import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { diagnosticsOf, editorOn, eventually, labelOf, ruleOf } from './editor.ts';

/** The place behind a text in a document, or inside of it. */
function at(document: vscode.TextDocument, text: string, inside = text.length): vscode.Position {
  const index = document.getText().indexOf(text);
  assert.ok(index >= 0, text);
  return document.positionAt(index + inside);
}

/** Writes a file beside the designs of the workspace. */
async function write(name: string, content: string): Promise<vscode.Uri> {
  const file = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, name);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(content));
  return file;
}

describe('writing a design', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('completes a service by a name it had, and writes the one it has', async () => {
    const editor = await editorOn('use Azure ATP');
    const { document } = editor;
    editor.selection = new vscode.Selection(at(document, 'ATP'), at(document, 'ATP'));
    const list = await eventually(
      () =>
        vscode.commands.executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          document.uri,
          at(document, 'ATP'),
        ),
      ({ items }) => items.some((item) => labelOf(item) === 'defender-for-identity'),
    );
    const item = list.items.find((each) => labelOf(each) === 'defender-for-identity')!;
    const { range } = item;
    const replaced = range instanceof vscode.Range ? range : range!.replacing;
    assert.equal(document.getText(replaced), 'Azure ATP');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, replaced, item.insertText as string);
    await vscode.workspace.applyEdit(edit);
    assert.equal(document.getText(), 'use defender-for-identity');
    await eventually(
      () => diagnosticsOf(document),
      (all) => !all.some((each) => ruleOf(each) === 'unknown-service'),
    );
  });

  it('renames an element over two files', async () => {
    const shared = await write('rename-shared.parapet', 'use defender-for-endpoint as mde\n');
    const { document } = await editorOn(
      'import "./rename-shared.parapet"\nuse defender-xdr as xdr\nmde -> xdr : alert\n',
    );
    const edit = await eventually(
      () =>
        vscode.commands
          .executeCommand<vscode.WorkspaceEdit | undefined>(
            'vscode.executeDocumentRenameProvider',
            document.uri,
            at(document, 'mde', 1),
            'endpoints',
          )
          .then(
            (found) => found,
            () => undefined,
          ),
      (found) => found !== undefined && found.size === 2,
    );
    await vscode.workspace.applyEdit(edit!);
    assert.match(document.getText(), /^endpoints -> xdr : alert$/m);
    const other = await vscode.workspace.openTextDocument(shared);
    assert.equal(other.getText(), 'use defender-for-endpoint as endpoints\n');
    await vscode.workspace.saveAll();
  });

  it('refuses a name that is taken, and says why', async () => {
    const { document } = await editorOn('use defender-xdr as xdr\nuse sentinel\nxdr -> sentinel : incident\n');
    await eventually(
      () =>
        vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri),
      (symbols) => (symbols?.length ?? 0) === 3,
    );
    await assert.rejects(
      async () =>
        vscode.commands.executeCommand(
          'vscode.executeDocumentRenameProvider',
          document.uri,
          at(document, '\nxdr', 2),
          'sentinel',
        ),
      /already the name of something else/,
    );
  });

  it('mends what is safe on saving, where the person wants that', async () => {
    const settings = vscode.workspace.getConfiguration('editor', { languageId: 'parapet' });
    const on = { 'source.fixAll.parapet': 'explicit' };
    await settings.update('codeActionsOnSave', on, vscode.ConfigurationTarget.Global, true);
    try {
      const { document } = await editorOn('use log-analytics as workspace\nuse sentinel\n');
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, document.positionAt(1_000), 'workspace -> sentinel : logs\n');
      await vscode.workspace.applyEdit(edit);
      await eventually(
        () => diagnosticsOf(document),
        (all) => all.some((each) => ruleOf(each) === 'unknown-kind'),
      );
      await document.save();
      await eventually(
        () => document.getText(),
        (text) => text.endsWith('workspace -> sentinel : log\n'),
      );
      // What is not safe is left.
      assert.ok(document.getText().startsWith('use log-analytics as workspace\nuse sentinel\n'));
    } finally {
      await settings.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Global, true);
    }
  });

  it('offers to live with a finding, with stops for the reason', async () => {
    const editor = await editorOn(
      'use log-analytics as workspace\nuse azure-sentinel as siem\nworkspace -> siem : log\n',
    );
    const { document } = editor;
    const found = await eventually(
      () => diagnosticsOf(document),
      (all) => all.some((each) => ruleOf(each) === 'former-name'),
    );
    const { range, code } = found.find((each) => ruleOf(each) === 'former-name')!;
    assert.ok(typeof code === 'object' && code.target.path.endsWith('/docs/rules/former-name.md'), 'leads to its page');
    assert.match((await vscode.workspace.openTextDocument(code.target)).getText(), /^# former-name$/m);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
    );
    const silence = actions.find(({ title }) => title.startsWith('Silence former-name'));
    assert.ok(silence?.edit, actions.map(({ title }) => title).join('; '));
    await vscode.window.showTextDocument(document);
    await vscode.workspace.applyEdit(silence.edit);
    await eventually(
      () => document.lineAt(1).text,
      (line) => /^\/\/ parapet-disable-next-line former-name -- \S/.test(line),
    );
    await eventually(
      () => diagnosticsOf(document),
      (all) => !all.some((each) => ruleOf(each) === 'former-name'),
    );
  });

  it('formats, and changes nothing when it is asked again', async () => {
    const { document } = await editorOn('use   defender-xdr as xdr\nuse sentinel\nxdr->sentinel:incident\n');
    const format = (): Thenable<vscode.TextEdit[] | undefined> =>
      vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
        'vscode.executeFormatDocumentProvider',
        document.uri,
        {
          tabSize: 2,
          insertSpaces: true,
        },
      );
    const edits = await eventually(format, (found) => (found?.length ?? 0) > 0);
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, edits!);
    await vscode.workspace.applyEdit(edit);
    assert.match(document.getText(), /^use defender-xdr as xdr$/m);
    assert.match(document.getText(), /^xdr -> sentinel : incident$/m);
    assert.deepEqual((await format()) ?? [], []);
  });

  it('follows what flows by the call hierarchy, over several elements', async () => {
    const { document } = await editorOn(
      'use defender-for-endpoint as mde\nuse defender-xdr as xdr\nuse sentinel\nmde -> xdr : alert\nxdr -> sentinel : incident\n',
    );
    const [root] = await eventually(
      () =>
        vscode.commands.executeCommand<vscode.CallHierarchyItem[] | undefined>(
          'vscode.prepareCallHierarchy',
          document.uri,
          at(document, 'use sentinel', 6),
        ),
      (items) => (items?.length ?? 0) === 1,
    ).then((items) => items ?? []);
    const names: string[] = [];
    let item = root;
    while (item) {
      names.push(item.name);
      const calls: vscode.CallHierarchyIncomingCall[] = await vscode.commands.executeCommand(
        'vscode.provideIncomingCalls',
        item,
      );
      item = calls[0]?.from;
    }
    assert.deepEqual(names, ['sentinel', 'xdr', 'mde']);
  });

  it('says between the lines what names stand for', async () => {
    const { document } = await editorOn('use "Azure ATP" as mdi\nuse defender-xdr as xdr\nintegrate mdi -> xdr\n');
    const whole = new vscode.Range(0, 0, 3, 0);
    const hints = await eventually(
      () => vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, whole),
      (all) => all.length === 2,
    );
    const texts = hints.map(({ label }) =>
      typeof label === 'string' ? label : label.map(({ value }) => value).join(''),
    );
    assert.equal(texts[0], 'Defender for Identity');
    assert.match(texts[1]!, /^\d flows?: mdi → xdr: alert/);
  });

  it('opens a view in the preview by the lens above it', async () => {
    const { document } = await editorOn(
      'zone z "Z" { use defender-xdr as xdr }\nuse sentinel\nxdr -> sentinel : incident\nview one "One" { include * }\nview two "Two" { include z }\n',
    );
    const lenses = await eventually(
      () => vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 50),
      (all) => all.filter(({ command }) => command?.title === 'Open this view').length === 2,
    );
    const titles = lenses.map(({ command }) => command?.title);
    assert.ok(titles.includes('0 flows in, 1 out'), titles.join('; '));
    const { command } = lenses.filter((lens) => lens.command?.title === 'Open this view')[1]!;
    await vscode.commands.executeCommand(command!.command, ...(command!.arguments as unknown[]));
    const isPreview = ({ input }: vscode.Tab): boolean =>
      input instanceof vscode.TabInputWebview && input.viewType.endsWith('parapet.preview');
    const [tab] = await eventually(
      () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(isPreview)),
      (tabs) => tabs.length === 1,
    );
    assert.match(tab!.label, /written-\d+/);
  });

  it('shows lenses where the person wants them', async () => {
    const settings = vscode.workspace.getConfiguration('parapet.editor');
    const { document } = await editorOn('use defender-xdr as xdr\nuse sentinel\nxdr -> sentinel : incident\n');
    const titles = async (): Promise<string[]> => {
      const all = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
        50,
      );
      return all.map(({ command }) => command?.title ?? '');
    };
    try {
      await settings.update('codeLens', 'elements', vscode.ConfigurationTarget.Global);
      await eventually(titles, (all) => all.includes('0 flows in, 1 out') && all.includes('1 flow in, 0 out'));
    } finally {
      await settings.update('codeLens', undefined, vscode.ConfigurationTarget.Global);
    }
    await eventually(titles, (all) => all.length === 0);
  });

  it('begins with a template, which is checked and fine', async () => {
    await vscode.commands.executeCommand('parapet.newDesign', 'hybrid-identity');
    const { document } = vscode.window.activeTextEditor!;
    assert.equal(document.languageId, 'parapet');
    assert.match(document.getText(), /^architecture identity "Hybrid identity"/m);
    await eventually(
      () =>
        vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri),
      (symbols) => (symbols?.length ?? 0) > 10,
    );
    assert.deepEqual(diagnosticsOf(document), []);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('gives a new design a name that is free, under which it is saved', async () => {
    const folder = vscode.workspace.workspaceFolders![0]!.uri;
    const taken = vscode.Uri.joinPath(folder, 'landing-zone.parapet');
    const next = vscode.Uri.joinPath(folder, 'landing-zone-2.parapet');
    await vscode.workspace.fs.writeFile(taken, new Uint8Array());
    await vscode.commands.executeCommand('parapet.newDesign', 'landing-zone');
    const { document } = vscode.window.activeTextEditor!;
    assert.ok(document.isUntitled && document.isDirty);
    assert.equal(document.uri.path, next.path);
    assert.ok(vscode.window.activeTextEditor!.selection.isEqual(new vscode.Selection(0, 0, 0, 0)));
    const text = document.getText();
    assert.ok(await document.save());
    assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(next)), text);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    for (const file of [taken, next]) await vscode.workspace.fs.delete(file);
  });
});
