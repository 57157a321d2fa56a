import * as vscode from 'vscode';
import { catalogTextRequest } from '../server/protocol.ts';
import type { CatalogTextParams } from '../server/protocol.ts';
import type { LanguageServer } from './language-server.ts';
import { readCatalogText } from './protocol-checks.ts';

export const catalogScheme = 'parapet-catalog';

/** Shows the built-in catalog's files as read-only documents: where go to definition on a service leads. */
export function registerCatalogDocuments(server: LanguageServer): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(catalogScheme, {
    async provideTextDocumentContent(uri) {
      const parameters: CatalogTextParams = { uri: uri.toString() };
      const text = readCatalogText(await server.request(catalogTextRequest, parameters));
      if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
      return text;
    },
  });
}
