import * as vscode from 'vscode';
import { catalogChangedNotification, catalogListRequest, catalogSearchRequest } from '../../server/protocol.ts';
import type { CatalogEntry, CatalogListing, CatalogSearchParams } from '../../server/protocol.ts';
import type { LanguageServer } from '../language-server.ts';
import { readCatalogListing, readServiceIds } from '../protocol-checks.ts';

/** The services that the server knows, asked for when they are first wanted and again when they may have changed. */
export class CatalogStore implements vscode.Disposable {
  readonly #server: LanguageServer;
  readonly #log: vscode.LogOutputChannel;
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  #listing: Promise<CatalogListing | undefined> | undefined;

  /** Tells that what `listing` gives may be another now. */
  readonly onDidChange = this.#changes.event;

  constructor(server: LanguageServer, log: vscode.LogOutputChannel) {
    this.#server = server;
    this.#log = log;
    server.onNotification(catalogChangedNotification, () => this.#forget());
    this.#subscription = server.onDidChangeState((state) => {
      if (state === 'running' || state === 'failed') this.#forget();
    });
  }

  /** The list, starting the server where needed; undefined where there is no server to tell. Never rejects. */
  listing(): Promise<CatalogListing | undefined> {
    return (this.#listing ??= this.#ask());
  }

  async service(id: string): Promise<CatalogEntry | undefined> {
    return (await this.listing())?.services.find((service) => service.id === id);
  }

  /** Ids of services that words may mean, best first. Never rejects. */
  async search(query: string): Promise<readonly string[]> {
    try {
      const parameters: CatalogSearchParams = { query };
      return readServiceIds(await this.#server.request(catalogSearchRequest, parameters)) ?? [];
    } catch (error) {
      this.#log.debug(`Searching the catalog: ${String(error)}`);
      return [];
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changes.dispose();
  }

  async #ask(): Promise<CatalogListing | undefined> {
    try {
      const listing = readCatalogListing(await this.#server.request(catalogListRequest, undefined));
      if (!listing) this.#log.error('The language server sent a catalog that this version does not understand.');
      return listing;
    } catch (error) {
      this.#log.warn(`The catalog cannot be had: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }

  /** Only what was asked for can be out of date. */
  #forget(): void {
    if (this.#listing === undefined) return;
    this.#listing = undefined;
    this.#changes.fire();
  }
}
