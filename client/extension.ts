import * as vscode from 'vscode';
import { registerCatalogDocuments } from './catalog-documents.ts';
import { CatalogView } from './catalog-view/catalog-view.ts';
import { CoverageView } from './coverage-view/coverage-view.ts';
import { LanguageServer } from './language-server.ts';
import { MarkdownPictures } from './markdown/markdown-pictures.ts';
import type { MarkdownPlugin } from './markdown/markdown-plugin.ts';
import { readView, showPlaces } from './lens-commands.ts';
import { newDesign } from './new-design.ts';
import { PreviewManager } from './preview/preview-manager.ts';

let server: LanguageServer | undefined;

/**
 * Called by VS Code when a design is opened, a preview is restored or a command is run. Registers everything at once, so
 * that no command is ever unknown; the server starts by itself as soon as there is something for it to do.
 */
export function activate(context: vscode.ExtensionContext): MarkdownPlugin {
  const log = vscode.window.createOutputChannel('Parapet', { log: true });
  const running = new LanguageServer(vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.cjs').fsPath, log);
  server = running;
  const previews = new PreviewManager(context.extensionUri, context.globalStorageUri, running, log);
  const catalog = new CatalogView(running, log);
  const coverage = new CoverageView(running, log);
  const markdown = new MarkdownPictures(running, log);
  const command = (name: string, run: (...parameters: unknown[]) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(`parapet.${name}`, run);

  context.subscriptions.push(
    log,
    running,
    previews,
    catalog,
    coverage,
    markdown,
    registerCatalogDocuments(running),
    command('openPreview', (uri) => previews.open(uriOf(uri), false)),
    command('openPreviewToTheSide', (uri) => previews.open(uriOf(uri), true)),
    command('showSource', () => previews.showSource()),
    command('lockPreview', () => previews.setLocked(true)),
    command('unlockPreview', () => previews.setLocked(false)),
    command('chooseView', () => previews.chooseView()),
    command('exportSvg', () => previews.export('svg')),
    command('exportPng', () => previews.export('png')),
    command('copySvg', () => previews.share('copy-svg')),
    command('copyPng', () => previews.share('copy-png')),
    command('openInBrowser', () => previews.share('open-in-browser')),
    command('searchCatalog', () => catalog.search()),
    command('openService', (service) => catalog.open(service)),
    command('openServiceDocumentation', (service) => catalog.openDocumentation(service)),
    command('insertService', (service) => catalog.insert(service)),
    command('showCoverage', () => coverage.show()),
    command('showThreatsOnly', () => coverage.setThreatsOnly(true)),
    command('showAllTechniques', () => coverage.setThreatsOnly(false)),
    command('showThreat', (threat) => coverage.showThreat(threat)),
    command('openTechnique', (technique) => coverage.openTechnique(technique)),
    command('exportCoverage', () => coverage.export()),
    command('newDesign', (template) => newDesign(context.extensionUri, template)),
    command('openView', (uri, view) => {
      const wanted = readView(uri, view);
      if (wanted) previews.open(wanted.uri, true, wanted.view);
    }),
    command('showFlows', showPlaces),
    command('showFindings', () => vscode.commands.executeCommand('workbench.actions.view.problems')),
    command('restartServer', () => running.restart()),
    command('showOutput', () => log.show()),
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (concernsServer(document)) void running.start();
    }),
  );
  if (vscode.workspace.textDocuments.some(concernsServer)) void running.start();
  return { extendMarkdownIt: (it) => markdown.extend(it) };
}

/** Called by VS Code before the extension is unloaded. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}

/** Whether the server has something to say of a document: designs, and what configures their checks. */
function concernsServer({ languageId, uri }: vscode.TextDocument): boolean {
  return languageId === 'parapet' || /(^|[/.])parapet\.json$/.test(uri.path);
}

/** Menus hand commands the file they were opened on; the palette hands them nothing, and a keybinding may hand anything. */
function uriOf(value: unknown): vscode.Uri | undefined {
  return value instanceof vscode.Uri ? value : undefined;
}
