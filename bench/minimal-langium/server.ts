/**
 * The server to measure against: Langium's own, with its default linking, validation and document builder. The one thing
 * added is what every such language adds, that names in nested blocks can be referred to from outside.
 */
import type { AstNode, AstNodeDescription, LangiumDocument, Module, PartialLangiumCoreServices } from 'langium';
import { AstUtils, DefaultScopeComputation, EmptyFileSystem, inject } from 'langium';
import type { LangiumServices, LangiumSharedServices, PartialLangiumServices } from 'langium/lsp';
import { createDefaultModule, createDefaultSharedModule, startLanguageServer } from 'langium/lsp';
import { NodeFileSystem } from 'langium/node';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { MinimalGeneratedModule, MinimalGeneratedSharedModule } from './generated/module.ts';

class NestedNames extends DefaultScopeComputation {
  override async collectExportedSymbols(document: LangiumDocument): Promise<AstNodeDescription[]> {
    const exported: AstNodeDescription[] = [];
    for (const node of AstUtils.streamAllContents(document.parseResult.value))
      this.exportNamed(node, exported, document);
    return exported;
  }

  private exportNamed(node: AstNode, exported: AstNodeDescription[], document: LangiumDocument): void {
    const name = this.nameProvider.getName(node);
    if (name) exported.push(this.descriptions.createDescription(node, name, document));
  }
}

const module: Module<LangiumServices, PartialLangiumServices & PartialLangiumCoreServices> = {
  references: { ScopeComputation: (services) => new NestedNames(services) },
};

const connection = createConnection(ProposedFeatures.all);
const fileSystem = process.argv.includes('--no-files') ? EmptyFileSystem : NodeFileSystem;
const shared: LangiumSharedServices = inject(
  createDefaultSharedModule({ connection, ...fileSystem }),
  MinimalGeneratedSharedModule,
);
shared.ServiceRegistry.register(inject(createDefaultModule({ shared }), MinimalGeneratedModule, module));
startLanguageServer(shared);
