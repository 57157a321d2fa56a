import type {
  CallHierarchyItem,
  CancellationToken,
  Connection,
  InitializeParams,
  InitializeResult,
  Location,
  LocationLink,
  WorkspaceEdit,
} from 'vscode-languageserver';
import {
  CodeLensRefreshRequest,
  BulkRegistration,
  CodeActionRequest,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  FileChangeType,
  LSPErrorCodes,
  ResponseError,
  TextDocumentSyncKind,
  WatchKind,
} from 'vscode-languageserver';
import {
  catalogOf,
  codeActions,
  codeLenses,
  completion,
  completionTriggers,
  configurationFileName,
  definition,
  documentHighlights,
  documentLinks,
  documentSymbols,
  fixAllKind,
  foldingRanges,
  formatDocument,
  formatOnType,
  formatRange,
  formattingTriggers,
  hover,
  incomingFlows,
  isConfigurationName,
  inlayHints,
  moveFiles,
  outgoingFlows,
  prepareCallHierarchy,
  prepareRename,
  refactorKinds,
  references,
  rename,
  resolveCodeLens,
  resolveCompletion,
  selectionRanges,
  semanticTokenModifiers,
  semanticTokens,
  semanticTokenTypes,
  settingsActions,
  workspaceSymbols,
  useService,
  type CodeLensOptions,
  type Project,
} from '../language/pipeline.ts';
import type { ServerAbilities } from './abilities.ts';
import { catalogListing, catalogSearch } from './catalog-listing.ts';
import { coverageFile, coverageListing } from './coverage-listing.ts';
import {
  catalogFileName,
  readCatalogSearchParams,
  readCatalogTextParams,
  readCatalogUseParams,
  readCoverageExportParams,
  readCoverageParams,
  readPictureParams,
  readPreviewCloseParams,
  readPreviewOpenParams,
} from './parameters.ts';
import {
  catalogChangedNotification,
  catalogListRequest,
  catalogSearchRequest,
  catalogTextRequest,
  catalogUseRequest,
  coverageExportRequest,
  coverageRequest,
  pictureRequest,
  previewCloseNotification,
  previewOpenRequest,
  previewStateNotification,
  previewStopNotification,
} from './protocol.ts';
import type { CatalogListing } from './protocol.ts';
import { Previews } from './previews.ts';
import type { ClientFeatures, Settings } from './client-features.ts';
import { defaultSettings, noFeatures, readFeatures, readSettings } from './client-features.ts';
import type { Check } from './request-checks.ts';
import { isDocument, isFileMoves, isItem, isText, problemOf, shapes } from './request-checks.ts';
import { Session } from './session.ts';
import { canonicalUri } from './uris.ts';

/** Error codes of JSON-RPC that the protocol's enumeration does not carry. */
const invalidParams = -32602;
const internalError = -32603;

/**
 * Answers an editor on a connection until it closes. All the server can do beyond computing it is given as abilities,
 * so the same server runs in a Node process and in a browser's worker.
 */
export function startServer(connection: Connection, abilities: ServerAbilities): void {
  const server = new Server(connection, abilities);
  server.listen();
}

class Server {
  readonly #connection: Connection;
  readonly #abilities: ServerAbilities;
  readonly #previews: Previews;
  #session: Session;
  /** Whether the client sends documents of other languages where it is asked to. */
  #sendsSettings = false;
  #client: ClientFeatures = noFeatures;
  #settings: Settings = defaultSettings;
  #refreshing: ReturnType<typeof setTimeout> | undefined;
  /** The services of the workspace as the client last saw them in a list, as text; undefined before it asked for one. */
  #listed: string | undefined;
  /** The design that was opened last, until its diagnostics are told. */
  #opened: string | undefined;

  constructor(connection: Connection, abilities: ServerAbilities) {
    this.#connection = connection;
    this.#abilities = abilities;
    this.#session = this.#newSession([]);
    this.#previews = new Previews({
      session: () => ({
        project: this.#session.project,
        date: this.#session.date,
        folders: this.#session.workspace.folders,
      }),
      createPainter: () => abilities.createPainter(),
      send: (state) => this.#tellClient(connection.sendNotification(previewStateNotification, state)),
      log: (message) => connection.console.error(message),
    });
  }

  listen(): void {
    const connection = this.#connection;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => this.#initialized());
    connection.onShutdown(() => this.#dispose());
    this.#listenToDocuments();
    this.#listenToSettings();
    this.#listenToRequests();
    this.#listenToOwnMessages();
    connection.listen();
  }

  // Life

  #initialize(params: InitializeParams): InitializeResult {
    this.#client = readFeatures(params);
    this.#sendsSettings = params.capabilities?.textDocument?.synchronization?.dynamicRegistration === true;
    this.#settings = readSettings(
      (params.initializationOptions as { settings?: unknown } | null | undefined)?.settings,
    );
    const folders = params.workspaceFolders?.map((folder) => folder.uri) ?? (params.rootUri ? [params.rootUri] : []);
    this.#replaceSession(folders.filter((uri) => typeof uri === 'string'));
    return {
      serverInfo: { name: 'parapet' },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        completionProvider: { triggerCharacters: [...completionTriggers], resolveProvider: true },
        hoverProvider: true,
        definitionProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        documentSymbolProvider: true,
        workspaceSymbolProvider: true,
        inlayHintProvider: { resolveProvider: false },
        codeLensProvider: { resolveProvider: true },
        codeActionProvider: { codeActionKinds: ['quickfix', fixAllKind, ...refactorKinds] },
        renameProvider: { prepareProvider: true },
        foldingRangeProvider: true,
        documentFormattingProvider: true,
        documentRangeFormattingProvider: true,
        documentOnTypeFormattingProvider: {
          firstTriggerCharacter: formattingTriggers[0],
          moreTriggerCharacter: formattingTriggers.slice(1),
        },
        selectionRangeProvider: true,
        documentLinkProvider: { resolveProvider: false },
        callHierarchyProvider: true,
        semanticTokensProvider: {
          legend: { tokenTypes: [...semanticTokenTypes], tokenModifiers: [...semanticTokenModifiers] },
          full: true,
          range: true,
        },
        workspace: {
          workspaceFolders: { supported: true, changeNotifications: true },
          fileOperations: {
            willRename: { filters: movedFiles },
            didRename: { filters: movedFiles },
            didCreate: { filters: movedFiles },
            didDelete: { filters: movedFiles },
          },
        },
      },
    };
  }

  #initialized(): void {
    // The library knows only after initialization whether the client tells of folders at all.
    if (this.#client.folders) {
      this.#connection.workspace.onDidChangeWorkspaceFolders(
        this.#safely('Following the workspace folders', ({ added, removed }) => {
          const gone = new Set(removed.map(({ uri }) => canonicalUri(uri)));
          const kept = this.#session.workspace.folders.filter((folder) => !gone.has(folder));
          this.#replaceSession([...kept, ...added.map(({ uri }) => uri)]);
        }),
      );
    }
    this.#askForSettings();
    if (this.#client.watchesFiles) {
      this.#tellClient(
        this.#connection.client.register(DidChangeWatchedFilesNotification.type, {
          watchers: [
            { globPattern: '**/*.parapet' },
            // Configuration files, and baselines, which may have any name.
            { globPattern: '**/*.json' },
            // A folder that goes takes its files along without a word about each.
            { globPattern: '**/*', kind: WatchKind.Delete },
          ],
        }),
      );
    }
  }

  /**
   * Asks for the configuration files that an editor has open, with their changes and quick fixes, and for nothing else
   * of them: completion and format are those of JSON.
   */
  #askForSettings(): void {
    if (!this.#sendsSettings) return;
    const { client } = this.#connection;
    const documentSelector = ['**/', '**/*.'].map((begin) => ({
      scheme: 'file',
      pattern: `${begin}${configurationFileName}`,
    }));
    const registrations = BulkRegistration.create();
    registrations.add(DidOpenTextDocumentNotification.type, { documentSelector });
    registrations.add(DidChangeTextDocumentNotification.type, {
      documentSelector,
      syncKind: TextDocumentSyncKind.Incremental,
    });
    registrations.add(DidCloseTextDocumentNotification.type, { documentSelector });
    registrations.add(CodeActionRequest.type, { documentSelector, codeActionKinds: ['quickfix'] });
    this.#tellClient(client.register(registrations));
  }

  #newSession(folders: readonly string[]): Session {
    return new Session({
      abilities: this.#abilities,
      folders,
      send: (uri, version, found) =>
        this.#tellClient(
          this.#connection.sendDiagnostics({ uri, diagnostics: found, ...(version === undefined ? {} : { version }) }),
        ),
      log: (message) => this.#connection.console.info(message),
      onFailure: (what, error) => this.#failed(what, error),
      onTold: (uris) => {
        this.#previews.filesChanged(uris);
        this.#prepareOpened(uris);
        this.#tellOfServices();
        // An editor asks again about the file it changed, but cannot know what that means for others.
        if (this.#session.workspace.openUris.length > 1) this.#refreshSoon();
      },
    });
  }

  /** Where the client shows pictures, that of a design that was just opened may be asked for next. */
  #prepareOpened(told: ReadonlySet<string>): void {
    const opened = this.#opened;
    if (opened === undefined || !told.has(opened)) return;
    this.#opened = undefined;
    const isDesign = this.#session.project.parsed(opened) !== undefined;
    if (isDesign && this.#client.lensCommands.openView !== undefined) this.#previews.prepare(opened);
  }

  /** Imports are resolved against the folders, and life cycles judged by the day: with either, everything is new. */
  #replaceSession(folders: readonly string[]): void {
    const before = this.#session;
    this.#session = this.#newSession(folders);
    this.#session.takeOver(before);
    before.dispose();
    this.#previews.redraw();
    this.#tellOfServices();
  }

  #dispose(): void {
    clearTimeout(this.#refreshing);
    this.#previews.dispose();
    this.#session.dispose();
  }

  // Documents and files

  #listenToDocuments(): void {
    const connection = this.#connection;
    connection.onDidOpenTextDocument(
      this.#safely('Opening a document', ({ textDocument: { uri, languageId, version, text } }) => {
        this.#newDay();
        this.#session.open(uri, languageId, version, text);
        this.#opened = canonicalUri(uri);
      }),
    );
    connection.onDidChangeTextDocument(
      this.#safely('Changing a document', ({ textDocument: { uri, version }, contentChanges }) => {
        this.#newDay();
        this.#session.change(uri, version, contentChanges);
      }),
    );
    connection.onDidCloseTextDocument(
      this.#safely('Closing a document', ({ textDocument: { uri } }) => this.#session.close(uri)),
    );
    connection.onDidChangeWatchedFiles(
      this.#safely('Following the file system', ({ changes }) => {
        this.#session.filesChanged(
          changes.map(({ uri, type }) => ({
            uri,
            type: type === FileChangeType.Created ? 'created' : type === FileChangeType.Deleted ? 'deleted' : 'changed',
          })),
        );
      }),
    );
    connection.workspace.onDidCreateFiles(
      this.#safely('Following a new file', ({ files }) =>
        this.#session.filesChanged(files.map(({ uri }) => ({ uri, type: 'created' as const }))),
      ),
    );
    connection.workspace.onDidDeleteFiles(
      this.#safely('Following a deletion', ({ files }) =>
        this.#session.filesChanged(files.map(({ uri }) => ({ uri, type: 'deleted' as const }))),
      ),
    );
    connection.workspace.onDidRenameFiles(
      this.#safely('Following a new name', ({ files }) =>
        this.#session.filesChanged(
          files.flatMap(({ oldUri, newUri }) => [
            { uri: oldUri, type: 'deleted' as const },
            { uri: newUri, type: 'created' as const },
          ]),
        ),
      ),
    );
    connection.workspace.onWillRenameFiles(
      this.#guarded({ files: isFileMoves }, ({ files }) =>
        this.#edit(
          moveFiles(
            this.#session.project,
            files.map(({ oldUri, newUri }) => ({ oldUri: canonicalUri(oldUri), newUri: canonicalUri(newUri) })),
          ),
        ),
      ),
    );
  }

  #listenToSettings(): void {
    this.#connection.onDidChangeConfiguration(
      this.#safely('Reading the settings', ({ settings }) => {
        this.#settings = readSettings(settings);
        this.#refreshSoon(0);
      }),
    );
  }

  /** Lets the editor ask again for what stands between the lines, not at each key. */
  #refreshSoon(after = refreshDelay): void {
    clearTimeout(this.#refreshing);
    this.#refreshing = setTimeout(() => {
      if (this.#client.refreshesLenses) this.#tellClient(this.#connection.sendRequest(CodeLensRefreshRequest.type));
      if (this.#client.refreshesHints) this.#tellClient(this.#connection.languages.inlayHint.refresh());
    }, after);
    this.#refreshing.unref?.();
  }

  #newDay(): void {
    if (this.#abilities.today() !== this.#session.date) this.#replaceSession(this.#session.workspace.folders);
  }

  // Requests

  #listenToRequests(): void {
    const connection = this.#connection;
    const { answer } = this;
    connection.onCompletion(
      answer(['position'], (params, project, uri) =>
        completion(project, uri, params.position, {
          snippets: this.#client.snippets,
          insertReplace: this.#client.insertReplace,
          trigger: params.context?.triggerKind === 2 ? params.context.triggerCharacter : undefined,
          suggestCommand: this.#client.suggestCommand,
          workspaceFolders: this.#session.workspace.folders,
        }),
      ),
    );
    connection.onCompletionResolve(
      this.#guarded({}, (item) => {
        const uri = (item.data as { readonly uri?: unknown } | null | undefined)?.uri;
        return typeof uri === 'string' ? resolveCompletion(this.#session.projectOf(uri), item) : item;
      }),
    );
    const pageOf = (rule: string): string | undefined => this.#abilities.rulePage(rule);
    connection.onHover(
      answer(['position'], (params, project, uri) => hover(project, uri, params.position, { pageOf }) ?? null),
    );
    connection.onDefinition(
      answer(['position'], (params, project, uri) => {
        const links = definition(project, uri, params.position).map((link) => this.#link(link));
        return this.#client.links
          ? links
          : links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
      }),
    );
    connection.onReferences(
      answer(['position', 'context'], (params, project, uri) =>
        references(project, uri, params.position, params.context.includeDeclaration).map((location) =>
          this.#location(location),
        ),
      ),
    );
    connection.onDocumentHighlight(
      answer(['position'], (params, project, uri) => documentHighlights(project, uri, params.position)),
    );
    connection.onDocumentSymbol(answer([], (_params, project, uri) => documentSymbols(project, uri)));
    connection.onWorkspaceSymbol(
      this.#guarded({ query: isText }, ({ query }) =>
        workspaceSymbols(this.#session.project, query).map((symbol) => ({
          ...symbol,
          location: this.#location(symbol.location as Location),
        })),
      ),
    );
    connection.onCodeAction(
      answer(['range', 'context'], (params, project, uri) =>
        this.#session.isReadOnly(uri)
          ? []
          : (isConfigurationName(uri) ? settingsActions : codeActions)(project, uri, params.range, {
              ...params.context,
              snippetEdits: this.#client.snippetEdits,
              createsFiles: this.#client.createsFiles,
              workspaceFolders: this.#session.workspace.folders,
              date: this.#session.date,
            }).map((action) => ({
              ...action,
              ...(action.edit ? { edit: this.#edit(action.edit) } : {}),
            })),
      ),
    );
    connection.languages.inlayHint.on(
      answer(['range'], (params, project, uri) =>
        inlayHints(project, uri, params.range).map((hint) => ({
          ...hint,
          ...(Array.isArray(hint.label)
            ? {
                label: hint.label.map((part) =>
                  part.location ? { ...part, location: this.#location(part.location) } : part,
                ),
              }
            : {}),
        })),
      ),
    );
    connection.onCodeLens(
      answer([], (_params, project, uri) =>
        this.#settings.codeLens === 'off' || this.#session.isReadOnly(uri)
          ? []
          : codeLenses(project, uri, this.#lensOptions()),
      ),
    );
    connection.onCodeLensResolve(
      this.#guarded({}, (lens) => {
        const uri = (lens.data as { readonly uri?: unknown } | null | undefined)?.uri;
        return typeof uri === 'string'
          ? resolveCodeLens(this.#session.projectOf(uri), lens, this.#lensOptions())
          : lens;
      }),
    );
    connection.onPrepareRename(
      answer(['position'], (params, project, uri) => {
        const found = this.#session.isReadOnly(uri) ? readOnly : prepareRename(project, uri, params.position);
        return 'refusal' in found ? new ResponseError(LSPErrorCodes.RequestFailed, found.refusal) : found;
      }),
    );
    connection.onRenameRequest(
      answer(['position', 'newName'], (params, project, uri) => {
        const found = this.#session.isReadOnly(uri) ? readOnly : rename(project, uri, params.position, params.newName);
        return 'refusal' in found ? new ResponseError(LSPErrorCodes.RequestFailed, found.refusal) : this.#edit(found);
      }),
    );
    connection.onDocumentFormatting(
      answer([], (_params, project, uri) => (this.#session.isReadOnly(uri) ? [] : formatDocument(project, uri))),
    );
    connection.onDocumentRangeFormatting(
      answer(['range'], (params, project, uri) =>
        this.#session.isReadOnly(uri) ? [] : formatRange(project, uri, params.range),
      ),
    );
    connection.onDocumentOnTypeFormatting(
      answer(['position', 'ch'], (params, project, uri) =>
        this.#session.isReadOnly(uri) ? [] : formatOnType(project, uri, params.position, params.ch),
      ),
    );
    connection.onFoldingRanges(answer([], (_params, project, uri) => foldingRanges(project, uri)));
    connection.onSelectionRanges(
      answer(['positions'], (params, project, uri) => selectionRanges(project, uri, params.positions)),
    );
    connection.onDocumentLinks(
      answer([], (_params, project, uri) => documentLinks(project, uri, this.#session.workspace.folders)),
    );
    connection.languages.semanticTokens.on(
      answer([], (_params, project, uri) => ({ data: semanticTokens(project, uri) })),
    );
    connection.languages.semanticTokens.onRange(
      answer(['range'], (params, project, uri) => ({ data: semanticTokens(project, uri, params.range) })),
    );
    connection.languages.callHierarchy.onPrepare(
      answer(['position'], (params, project, uri) =>
        prepareCallHierarchy(project, uri, params.position).map((item) => this.#item(item)),
      ),
    );
    connection.languages.callHierarchy.onIncomingCalls(
      this.#guarded({ item: isItem }, ({ item }) =>
        incomingFlows(this.#session.projectOf(item.uri), this.#canonicalItem(item)).map((call) => ({
          ...call,
          from: this.#item(call.from),
        })),
      ),
    );
    connection.languages.callHierarchy.onOutgoingCalls(
      this.#guarded({ item: isItem }, ({ item }) =>
        outgoingFlows(this.#session.projectOf(item.uri), this.#canonicalItem(item)).map((call) => ({
          ...call,
          to: this.#item(call.to),
        })),
      ),
    );
  }

  /**
   * A handler of a request about a document. It computes at once, on the text as it is now; a request that was cancelled
   * while it waited is not computed.
   *
   * @param needs parameters without which the request means nothing
   */
  readonly answer = <P extends { readonly textDocument: { readonly uri: string } }, R>(
    needs: readonly (keyof P & keyof typeof shapes)[],
    compute: (params: P, project: Project, uri: string) => R | ResponseError<never>,
  ): ((params: P, token: CancellationToken) => R | ResponseError<never>) => {
    const checks: Record<string, Check> = { textDocument: isDocument };
    for (const name of needs) checks[name] = shapes[name];
    return this.#guarded<P, R>(checks, (params) => {
      const uri = canonicalUri(params.textDocument.uri);
      return compute(params, this.#session.projectOf(uri), uri);
    });
  };

  /** A handler of a request: checks its parameters, and answers with an error where computing fails. */
  #guarded<P, R>(
    checks: Readonly<Record<string, Check>>,
    compute: (params: P) => R | ResponseError<never>,
  ): (params: P, token: CancellationToken) => R | ResponseError<never> {
    return (params, token) => {
      if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
      const problem = problemOf(params, checks);
      if (problem) return new ResponseError(invalidParams, problem);
      try {
        return compute(params);
      } catch (error) {
        this.#failed('A request failed', error);
        return new ResponseError(internalError, error instanceof Error ? error.message : String(error));
      }
    };
  }

  // Own messages

  #listenToOwnMessages(): void {
    const connection = this.#connection;
    connection.onRequest(catalogTextRequest, async (params: unknown) => {
      const read = readCatalogTextParams(params);
      if (!read) return new ResponseError(invalidParams, `${catalogTextRequest} takes { uri }.`);
      const name = catalogFileName(read.uri);
      return name === undefined ? null : ((await this.#abilities.catalogText(name)) ?? null);
    });
    connection.onRequest(catalogListRequest, () => {
      const listing = this.#listing();
      this.#listed = ownServices(listing);
      return listing;
    });
    connection.onRequest(coverageRequest, async (params: unknown) => {
      const read = readCoverageParams(params);
      if (!read) return new ResponseError(invalidParams, `${coverageRequest} takes { uri, threatsOnly }.`);
      await this.#session.ready;
      const uri = canonicalUri(read.uri);
      const project = this.#session.projectOf(uri);
      const model = project.model(uri);
      return model ? coverageListing(model, read.threatsOnly, (file) => project.parsed(file)?.text) : null;
    });
    connection.onRequest(coverageExportRequest, async (params: unknown) => {
      const read = readCoverageExportParams(params);
      if (!read)
        return new ResponseError(invalidParams, `${coverageExportRequest} takes { uri, threatsOnly, format }.`);
      await this.#session.ready;
      const uri = canonicalUri(read.uri);
      const model = this.#session.projectOf(uri).model(uri);
      return model ? coverageFile(model, read.threatsOnly, read.format) : null;
    });
    connection.onRequest(catalogSearchRequest, (params: unknown) => {
      const read = readCatalogSearchParams(params);
      if (!read) return new ResponseError(invalidParams, `${catalogSearchRequest} takes { query }.`);
      return catalogSearch(catalogOf(this.#session.project), read.query);
    });
    connection.onRequest(catalogUseRequest, async (params: unknown) => {
      const read = readCatalogUseParams(params);
      if (!read) return new ResponseError(invalidParams, `${catalogUseRequest} takes { uri, position, service }.`);
      await this.#session.ready;
      const uri = canonicalUri(read.uri);
      if (this.#session.isReadOnly(uri)) return null;
      const catalog = catalogOf(this.#session.project);
      return useService(this.#session.projectOf(uri), catalog, uri, read.position, read.service) ?? null;
    });
    connection.onRequest(previewOpenRequest, async (params: unknown) => {
      const read = readPreviewOpenParams(params);
      if (!read) return new ResponseError(invalidParams, `${previewOpenRequest} takes { preview, uri, view?, tidy? }.`);
      await this.#session.ready;
      this.#previews.open(read);
      return null;
    });
    connection.onRequest(pictureRequest, async (params: unknown) => {
      const read = readPictureParams(params);
      if (!read) return new ResponseError(invalidParams, `${pictureRequest} takes { text, theme }.`);
      return this.#previews.render(read.text, read.theme);
    });
    connection.onNotification(previewCloseNotification, (params: unknown) => {
      const read = readPreviewCloseParams(params);
      if (read) this.#previews.close(read.preview);
    });
    connection.onNotification(previewStopNotification, (params: unknown) => {
      const read = readPreviewCloseParams(params);
      if (read) this.#previews.stop(read.preview);
    });
  }

  #listing(): CatalogListing {
    const listing = catalogListing(catalogOf(this.#session.project));
    return { ...listing, services: listing.services.map((entry) => ({ ...entry, uri: this.#clientUri(entry.uri) })) };
  }

  /** Tells a client that shows the catalog that the workspace's part of it is another now. */
  #tellOfServices(): void {
    if (this.#listed === undefined) return;
    const now = ownServices(this.#listing());
    if (now === this.#listed) return;
    this.#listed = now;
    this.#tellClient(this.#connection.sendNotification(catalogChangedNotification));
  }

  // What leaves the server is spelt as the client spells it

  #clientUri(uri: string): string {
    return this.#session.openDocument(uri)?.clientUri ?? uri;
  }

  #location(location: Location): Location {
    return { ...location, uri: this.#clientUri(location.uri) };
  }

  #link(link: LocationLink): LocationLink {
    return { ...link, targetUri: this.#clientUri(link.targetUri) };
  }

  #item(item: CallHierarchyItem): CallHierarchyItem {
    return { ...item, uri: this.#clientUri(item.uri) };
  }

  #canonicalItem(item: CallHierarchyItem): CallHierarchyItem {
    return { ...item, uri: canonicalUri(item.uri) };
  }

  #lensOptions(): CodeLensOptions {
    return {
      elements: this.#settings.codeLens === 'elements',
      commands: this.#client.lensCommands,
      clientUri: (uri) => this.#clientUri(uri),
    };
  }

  /** With versions where the client reads them, so that an edit made for an old text is not applied to a newer one. */
  #edit(edit: WorkspaceEdit): WorkspaceEdit {
    const changes = Object.entries(edit.changes ?? {});
    // Made for this client already: only it knows how its URIs are spelt and which versions it has.
    if (edit.documentChanges) {
      return {
        documentChanges: edit.documentChanges.map((change) => {
          if (!('textDocument' in change)) return change;
          const { uri } = change.textDocument;
          const version = this.#session.openDocument(uri)?.document.version ?? null;
          return { ...change, textDocument: { uri: this.#clientUri(uri), version } };
        }),
      };
    }
    if (!this.#client.documentChanges) {
      return { changes: Object.fromEntries(changes.map(([uri, edits]) => [this.#clientUri(uri), edits])) };
    }
    return {
      documentChanges: changes.map(([uri, edits]) => ({
        textDocument: { uri: this.#clientUri(uri), version: this.#session.openDocument(uri)?.document.version ?? null },
        edits,
      })),
    };
  }

  // When something goes wrong

  /** A handler of a notification: there is nobody to answer, so what goes wrong goes to the log. */
  #safely<P>(what: string, handle: (params: P) => void): (params: P) => void {
    return (params) => {
      try {
        handle(params);
      } catch (error) {
        this.#failed(`${what} failed`, error);
      }
    };
  }

  #failed(what: string, error: unknown): void {
    this.#connection.console.error(
      `${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }

  /** A message that could not be sent because the connection is closing is no defect. */
  #tellClient(sent: Promise<unknown>): void {
    sent.catch(() => undefined);
  }
}

/** Lenses and hints of other files follow a change after this time, in milliseconds. */
const refreshDelay = 500;

const movedFiles = [
  { scheme: 'file', pattern: { glob: '**/*.parapet', matches: 'file' as const } },
  { scheme: 'file', pattern: { glob: '**', matches: 'folder' as const } },
];

/** The services of the workspace in a list, to compare. */
function ownServices({ services }: CatalogListing): string {
  return JSON.stringify(services.filter((service) => !service.builtIn));
}

const readOnly = { refusal: 'The built-in catalog cannot be changed.' };
