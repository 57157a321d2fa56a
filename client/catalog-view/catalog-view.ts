import * as vscode from 'vscode';
import { catalogUseRequest } from '../../server/protocol.ts';
import type { CatalogEntry, CatalogUseParams } from '../../server/protocol.ts';
import { catalogScheme } from '../catalog-documents.ts';
import type { LanguageServer } from '../language-server.ts';
import { plainTooltip } from '../plain-tooltip.ts';
import { readServiceId, readTextEdits } from '../protocol-checks.ts';
import {
  entryDescription,
  entryLabel,
  entryTooltip,
  groupsOf,
  statusIcon,
  type CatalogGroup,
} from './catalog-entries.ts';
import { CatalogStore } from './catalog-store.ts';
import { chooseService } from './choose-service.ts';

type Node = CatalogGroup | CatalogEntry;

/** The Catalog view in the side bar, and what can be done with a service of it. */
export class CatalogView implements vscode.Disposable, vscode.TreeDataProvider<Node> {
  readonly #server: LanguageServer;
  readonly #log: vscode.LogOutputChannel;
  readonly #store: CatalogStore;
  readonly #tree: vscode.TreeView<Node>;
  readonly #subscriptions: vscode.Disposable[];
  readonly #changes = new vscode.EventEmitter<void>();
  /** The design that was last worked on: a catalog page may stand in front of it by now. */
  #design: { readonly document: vscode.TextDocument; readonly column: vscode.ViewColumn | undefined } | undefined;
  /** What the view itself opened last. It is to be read, not written into, until somebody works on it. */
  #opened: vscode.TextDocument | undefined;

  readonly onDidChangeTreeData = this.#changes.event;

  constructor(server: LanguageServer, log: vscode.LogOutputChannel) {
    this.#server = server;
    this.#log = log;
    this.#store = new CatalogStore(server, log);
    this.#tree = vscode.window.createTreeView<Node>('parapet.catalog', {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    this.#remember(vscode.window.activeTextEditor);
    this.#subscriptions = [
      this.#store,
      this.#tree,
      this.#changes,
      this.#store.onDidChange(() => this.#changes.fire()),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.#remember(editor)),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
        // Any other kind: the cursor was put there by a command, such as the one that opened it.
        const byHand =
          kind === vscode.TextEditorSelectionChangeKind.Keyboard || kind === vscode.TextEditorSelectionChangeKind.Mouse;
        if (!byHand || textEditor.document !== this.#opened) return;
        this.#opened = undefined;
        this.#remember(textEditor);
      }),
    ];
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node) return isGroup(node) ? [...node.services] : [];
    const listing = await this.#store.listing();
    this.#tree.description = listing ? `reviewed ${listing.reviewed}` : '';
    return listing ? groupsOf(listing) : [];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return isGroup(node) ? groupItem(node) : serviceItem(node);
  }

  /** Asks for a service and opens its page. */
  async search(): Promise<void> {
    const chosen = await chooseService(this.#store, 'open');
    if (chosen) await (chosen.action === 'open' ? this.open(chosen.service) : this.insert(chosen.service));
  }

  /** Opens what defines a service, at the service. `value` is what a menu or the view hands over. */
  async open(value: unknown): Promise<void> {
    const service = await this.#serviceOf(value);
    if (!service) return;
    const { line, character } = service.position;
    const place = new vscode.Range(line, character, line, character);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(service.uri, true));
    if (document !== vscode.window.activeTextEditor?.document) this.#opened = document;
    await vscode.window.showTextDocument(document, { selection: place, preview: true });
  }

  /** Opens a service's documentation in the browser. */
  async openDocumentation(value: unknown): Promise<void> {
    const service = await this.#serviceOf(value);
    if (service?.docs?.startsWith('https://')) await vscode.env.openExternal(vscode.Uri.parse(service.docs, true));
  }

  /** Writes `use` of a service where the cursor is in the design that was last worked on; asks which where it is not told. */
  async insert(value: unknown): Promise<void> {
    const editor = await this.#designEditor();
    if (!editor) return;
    const chosen = await this.#serviceOf(value);
    const service = chosen ?? (value === undefined ? (await chooseService(this.#store, 'insert'))?.service : undefined);
    if (!service) return;
    const parameters: CatalogUseParams = {
      uri: editor.document.uri.toString(),
      position: { line: editor.selection.active.line, character: editor.selection.active.character },
      service: service.id,
    };
    const edits = await this.#edits(parameters);
    if (!edits) {
      void vscode.window.showWarningMessage(`Parapet: ${service.short} cannot be written here.`);
      return;
    }
    await editor.edit((builder) => {
      for (const { range, newText } of edits) {
        const { start, end } = range;
        builder.replace(new vscode.Range(start.line, start.character, end.line, end.character), newText);
      }
    });
    // From a list the focus goes back to the text by itself; taken once more, it would close what was opened meanwhile.
    if (value !== undefined || vscode.window.activeTextEditor?.document !== editor.document)
      await vscode.window.showTextDocument(editor.document, { viewColumn: editor.viewColumn });
    editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #edits(parameters: CatalogUseParams): Promise<ReturnType<typeof readTextEdits>> {
    try {
      return readTextEdits(await this.#server.request(catalogUseRequest, parameters));
    } catch (error) {
      this.#log.error(`Writing the use of a service: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }

  #remember(editor: vscode.TextEditor | undefined): void {
    if (!editor || !isDesign(editor.document) || editor.document === this.#opened) return;
    this.#design = { document: editor.document, column: editor.viewColumn };
  }

  /** An editor to write into, shown if it is not; undefined where there is none, which the person is told. */
  async #designEditor(): Promise<vscode.TextEditor | undefined> {
    const { activeTextEditor: active, visibleTextEditors: visible } = vscode.window;
    if (active && isDesign(active.document) && active.document !== this.#opened) return active;
    const last = this.#design;
    if (last && !last.document.isClosed) {
      const shown = visible.find((editor) => editor.document === last.document);
      return shown ?? vscode.window.showTextDocument(last.document, { viewColumn: last.column });
    }
    const other = visible.find((editor) => isDesign(editor.document) && editor.document !== this.#opened);
    if (other) return other;
    const newDesign = 'New Design from Template...';
    const choice = await vscode.window.showInformationMessage(
      'Parapet: open a design first; the service is written where its cursor is.',
      newDesign,
    );
    if (choice === newDesign) await vscode.commands.executeCommand('parapet.newDesign');
    return undefined;
  }

  /** Menus hand over what the view shows, and a keybinding may hand over anything: the list is asked again. */
  async #serviceOf(value: unknown): Promise<CatalogEntry | undefined> {
    const id = readServiceId(value);
    return id === undefined ? undefined : this.#store.service(id);
  }
}

function groupItem({ id, title, services }: CatalogGroup): vscode.TreeItem {
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `group/${id}`;
  item.description = String(services.length);
  item.contextValue = 'group';
  return item;
}

function serviceItem(entry: CatalogEntry): vscode.TreeItem {
  const item = new vscode.TreeItem(entry.short, vscode.TreeItemCollapsibleState.None);
  const icon = statusIcon(entry.status);
  item.id = `service/${entry.id}`;
  item.description = entryDescription(entry);
  item.iconPath = new vscode.ThemeIcon(
    icon.name,
    icon.color === undefined ? undefined : new vscode.ThemeColor(icon.color),
  );
  item.tooltip = plainTooltip(entryTooltip(entry));
  item.accessibilityInformation = { label: entryLabel(entry) };
  item.contextValue = entry.docs === undefined ? 'service' : 'service-docs';
  item.command = { command: 'parapet.openService', title: 'Open Service Definition', arguments: [entry] };
  return item;
}

function isGroup(node: Node): node is CatalogGroup {
  return 'services' in node;
}

function isDesign({ languageId, uri }: vscode.TextDocument): boolean {
  return languageId === 'parapet' && uri.scheme !== catalogScheme;
}
