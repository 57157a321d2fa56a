import * as vscode from 'vscode';
import type {
  CoverageExportFormat,
  CoverageExportParams,
  CoverageListing,
  CoverageParams,
} from '../../server/protocol.ts';
import { coverageExportRequest, coverageRequest } from '../../server/protocol.ts';
import { catalogScheme } from '../catalog-documents.ts';
import type { LanguageServer } from '../language-server.ts';
import { plainTooltip } from '../plain-tooltip.ts';
import { readCoverageListing, readFileText, readThreat } from '../protocol-checks.ts';
import { childNodes, lineOf, rootNodes, type CoverageNode } from './coverage-nodes.ts';

/** Milliseconds without a keystroke after which the view is worked out again. */
const quiet = 400;

/** Nothing else is opened, whoever asks. */
const techniquePage = /^https:\/\/attack\.mitre\.org\/techniques\/T\d{4}(\/\d{3})?\/$/;

const exports: readonly {
  readonly format: CoverageExportFormat;
  readonly label: string;
  readonly detail: string;
  readonly ending: string;
}[] = [
  {
    format: 'navigator',
    label: 'Layer of the ATT&CK Navigator',
    detail: 'JSON in the layer format 4.5',
    ending: 'layer.json',
  },
  { format: 'csv', label: 'Table', detail: 'CSV for spreadsheets', ending: 'csv' },
  { format: 'json', label: 'Data', detail: 'JSON for programs', ending: 'json' },
];

/** The ATT&CK Coverage view in the side bar: what published mappings say of the design that was last worked on. */
export class CoverageView implements vscode.Disposable, vscode.TreeDataProvider<CoverageNode> {
  readonly #server: LanguageServer;
  readonly #log: vscode.LogOutputChannel;
  readonly #tree: vscode.TreeView<CoverageNode>;
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[];
  #design: vscode.Uri | undefined;
  #threatsOnly = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly onDidChangeTreeData = this.#changes.event;

  constructor(server: LanguageServer, log: vscode.LogOutputChannel) {
    this.#server = server;
    this.#log = log;
    this.#tree = vscode.window.createTreeView<CoverageNode>('parapet.coverage', {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    this.#remember(vscode.window.activeTextEditor?.document);
    this.#subscriptions = [
      this.#tree,
      this.#changes,
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (this.#remember(editor?.document)) this.#changes.fire();
      }),
      // Another file may be one that the design imports.
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === 'parapet' && this.#tree.visible) this.#soon();
      }),
      server.onDidChangeState((state) => {
        if (state === 'running') this.#changes.fire();
      }),
    ];
  }

  async getChildren(node?: CoverageNode): Promise<CoverageNode[]> {
    if (node) return childNodes(node);
    const listing = await this.#listing();
    this.#tree.description = listing
      ? `ATT&CK ${listing.mappingVersion} mappings${this.#threatsOnly ? ', threats only' : ''}`
      : '';
    this.#tree.message =
      listing && listing.techniques.length === 0
        ? this.#threatsOnly
          ? 'This design names no threat with a technique.'
          : 'No service of this design has a published mapping, and it names no threat.'
        : undefined;
    return listing ? rootNodes(listing) : [];
  }

  getTreeItem(node: CoverageNode): vscode.TreeItem {
    const { label, description, tooltip, spoken, icon, color } = lineOf(node);
    const isOpen = childNodes(node).length > 0;
    const item = new vscode.TreeItem(
      label,
      isOpen ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
    );
    item.id = node.key;
    item.description = description;
    item.tooltip = plainTooltip(tooltip);
    item.iconPath = new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
    item.accessibilityInformation = { label: spoken };
    item.contextValue = node.type;
    if (node.type === 'threat')
      item.command = { command: 'parapet.showThreat', title: 'Show Threat', arguments: [node.threat] };
    return item;
  }

  /** Brings the view to the front. */
  async show(): Promise<void> {
    await vscode.commands.executeCommand('parapet.coverage.focus');
  }

  /** Shows only techniques that threats name, or all again. */
  async setThreatsOnly(only: boolean): Promise<void> {
    this.#threatsOnly = only;
    await vscode.commands.executeCommand('setContext', 'parapet.coverageThreatsOnly', only);
    this.#changes.fire();
  }

  /** Opens the text of a threat. `value` is what a line of the view hands over. */
  async showThreat(value: unknown): Promise<void> {
    const threat = readThreat(value);
    if (!threat) return;
    const { start, end } = threat.range;
    await vscode.window.showTextDocument(vscode.Uri.parse(threat.uri, true), {
      selection: new vscode.Range(start.line, start.character, end.line, end.character),
    });
  }

  /** Opens a technique's page of ATT&CK in the browser, which nothing does by itself. */
  async openTechnique(value: unknown): Promise<void> {
    const url = (value as { readonly technique?: { readonly url?: unknown } } | undefined)?.technique?.url;
    if (typeof url !== 'string' || !techniquePage.test(url)) return;
    await vscode.env.openExternal(vscode.Uri.parse(url, true));
  }

  /** Asks for a format and a file, and writes the coverage there. */
  async export(): Promise<void> {
    const design = this.#design;
    if (!design) {
      void vscode.window.showInformationMessage('Parapet: open the design whose coverage is to be saved.');
      return;
    }
    const chosen = await vscode.window.showQuickPick(exports, { placeHolder: 'Save coverage as' });
    if (!chosen) return;
    const name = design.path.replace(/^.*\//, '').replace(/\.parapet$/, '');
    const target = await vscode.window.showSaveDialog({
      defaultUri: vscode.Uri.joinPath(design, '..', `${name}-coverage.${chosen.ending}`),
    });
    if (!target) return;
    try {
      const parameters: CoverageExportParams = {
        uri: design.toString(),
        threatsOnly: this.#threatsOnly,
        format: chosen.format,
      };
      const text = readFileText(await this.#server.request(coverageExportRequest, parameters));
      if (text === undefined) throw new Error('the language server does not know the design');
      await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      void vscode.window.showErrorMessage(`Parapet: the coverage was not saved: ${reason}.`);
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #listing(): Promise<CoverageListing | undefined> {
    if (!this.#design) return undefined;
    try {
      const parameters: CoverageParams = { uri: this.#design.toString(), threatsOnly: this.#threatsOnly };
      const answer = await this.#server.request(coverageRequest, parameters);
      const listing = readCoverageListing(answer);
      if (!listing && answer !== null)
        this.#log.error('The language server sent a coverage that this version does not understand.');
      return listing;
    } catch (error) {
      this.#log.warn(`The coverage cannot be had: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }

  /** Whether there is another design now. */
  #remember(document: vscode.TextDocument | undefined): boolean {
    if (document?.languageId !== 'parapet' || document.uri.scheme === catalogScheme) return false;
    if (document.uri.toString() === this.#design?.toString()) return false;
    this.#design = document.uri;
    return true;
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#changes.fire(), quiet);
  }
}
