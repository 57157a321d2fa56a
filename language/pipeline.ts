/**
 * The one door for hosts: what the language server, the command line and tests use of the product stands here, and
 * nothing they use stands elsewhere.
 */
import { builtInCatalog } from './catalog/built-in-catalog.ts';
import { extendCatalog } from './catalog/build-catalog.ts';
import type { Catalog } from './catalog/catalog.ts';
import { checkServices } from './catalog/check-services.ts';
import { readService } from './catalog/read-service.ts';
import type { ExtendedCatalog } from './design-project.ts';
import { DesignProject } from './design-project.ts';
import { lintDesign } from './lint/lint-design.ts';
import { builtInRules } from './lint/rule-book.ts';
import type { Project, ProjectOptions } from './project.ts';
import type { ParsedFile } from './services/parse.ts';

/** Makes an empty project: put texts in with `setFile`, ask for findings and models. */
export function createProject(options: ProjectOptions): Project {
  return new DesignProject(options, {
    catalog: builtInCatalog(),
    extend: extendByFiles,
    rules: builtInRules,
    lint: (model, configurationOf, memory) =>
      lintDesign(model, { date: options.date, configurationOf, rules: builtInRules, memory }),
  });
}

/**
 * The catalog with the services that any of a project's files define, imported or not: for lists and searches. Of two
 * services with one id, the first in the order of the files is taken.
 */
export function catalogOf(project: Project): Catalog {
  const files = project.uris.flatMap((uri) => project.parsed(uri) ?? []);
  return extendByFiles(builtInCatalog(), files).catalog;
}

function extendByFiles(catalog: Catalog, files: readonly ParsedFile[]): ExtendedCatalog {
  const read = files.flatMap((file) =>
    file.statements.flatMap((statement) =>
      statement.node.$type === 'Service' ? [readService({ ...statement, node: statement.node }, file)] : [],
    ),
  );
  const { services, flows, nonFlows, findings } = checkServices(read, catalog);
  return { catalog: extendCatalog(catalog, services, flows, nonFlows), ownServices: services, findings };
}

export { attackKnowledge } from './attack/attack.ts';
export { mappingCategories, mappingScores } from './attack/attack-data.ts';
export { coverageOf } from './attack/coverage.ts';
export type { Coverage } from './attack/coverage.ts';
export { coverageCsv } from './export/coverage-csv.ts';
export { coverageData } from './export/coverage-json.ts';
export { byTactic as coverageByTactic, coverageSource } from './export/coverage-rows.ts';
export { navigatorLayer } from './export/navigator-layer.ts';
export { builtInCatalog } from './catalog/built-in-catalog.ts';
export { catalogReviewed } from './catalog/catalog-review.ts';
export type { Catalog, CatalogFlow, CatalogService, NameMatch } from './catalog/catalog.ts';
export { searchCatalog } from './catalog/search-catalog.ts';
export type { CatalogSearch } from './catalog/search-catalog.ts';
export {
  baselineKey,
  readBaseline,
  staleEntries,
  staleEntryCode,
  staleEntryFinding,
  writeBaseline,
} from './lint/baseline.ts';
export type { Baseline, BaselineEntry } from './lint/baseline.ts';
export { configurationFileName, isConfigurationName } from './lint/configuration.ts';
export { acceptedThing } from './lint/acceptance-subject.ts';
export { severities } from './lint/finding.ts';
export type { Finding, Fix, Severity, Suppression } from './lint/finding.ts';
export { lifeCycleOn } from './lint/life-cycle.ts';
export type { LifeCycle } from './lint/life-cycle.ts';
export { ruleFamilies } from './lint/rule.ts';
export type { Rule } from './lint/rule.ts';
export { allRules, ruleById } from './lint/registry.ts';
export { builtInRules } from './lint/rule-book.ts';
export { applyEdits, applyFixes, settleEdits } from './lint/apply-fixes.ts';
export { renderRulePage, ruleDocumentationUrl } from './lint/rule-page.ts';
export { internalProblem } from './lint/run-rules.ts';
export type { ArchitectureModel, Element, Flow, View } from './model/model.ts';
export type { Span, TextEdit } from './model/span.ts';
export { LineIndex } from './model/line-index.ts';
export type { LinePosition } from './model/line-index.ts';
export { pillars, pillarTitles, serviceStatusMeanings } from './model/vocabulary.ts';
export type { Pillar } from './model/vocabulary.ts';
export type { Project, ProjectOptions } from './project.ts';
export type { ParsedFile } from './services/parse.ts';
export { buildExploredView, buildView, listViews } from './view/build-view.ts';
export { roadDirections } from './view/exploration.ts';
export type { Exploration, Road } from './view/exploration.ts';
export type { ViewGraph } from './view/view-graph.ts';
export { LayoutCache } from './layout/layout-cache.ts';
export { layoutView } from './layout/layout-view.ts';
export type { LayoutProgress } from './layout/layout-view.ts';
export { PictureMemory } from './layout/picture-memory.ts';
export { createWorkerEngine, elkThreadProgram } from './layout/worker-engine.ts';
export type { EngineWorker } from './layout/worker-engine.ts';
export type { LayoutEngine } from './layout/layout-engine.ts';
export type { Scene } from './layout/scene.ts';
export { renderSvg, themes } from './render/render-svg.ts';
export type { RenderOptions, Theme } from './render/render-svg.ts';
export { anchorOf, renderServices } from './services/catalog-page.ts';
export type { CatalogPageOptions } from './services/catalog-page.ts';
export { incomingFlows, outgoingFlows, prepareCallHierarchy } from './services/call-hierarchy.ts';
export { codeActions, fixAllKind } from './services/code-actions.ts';
export { codeLenses, resolveCodeLens } from './services/code-lenses.ts';
export type { CodeLensOptions, LensCommands } from './services/code-lenses.ts';
export { completion, completionTriggers, resolveCompletion } from './services/completion.ts';
export type { CompletionOptions } from './services/completion.ts';
export { definition } from './services/definition.ts';
export { diagnostics } from './services/diagnostics.ts';
export { documentLinks } from './services/document-links.ts';
export { foldingRanges, selectionRanges } from './services/folding.ts';
export { formatText } from './services/format/format.ts';
export type { FormattedText } from './services/format/format.ts';
export { formatDocument, formatOnType, formatRange, formattingTriggers } from './services/format/format-document.ts';
export { hover } from './services/hover.ts';
export { inlayHints } from './services/inlay-hints.ts';
export { moveFiles } from './services/move-files.ts';
export type { FileMove } from './services/move-files.ts';
export { documentHighlights, references } from './services/references.ts';
export { organiseText } from './services/refactor/organise.ts';
export { refactorKinds } from './services/refactor/refactor-actions.ts';
export { prepareRename, rename } from './services/rename.ts';
export { semanticTokenModifiers, semanticTokens, semanticTokenTypes } from './services/semantic-tokens.ts';
export { settingsActions } from './services/settings-actions.ts';
export { documentSymbols, workspaceSymbols } from './services/symbols.ts';
export { useService } from './services/use-service.ts';
