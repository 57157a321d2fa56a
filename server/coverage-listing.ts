import {
  attackKnowledge,
  coverageByTactic,
  coverageCsv,
  coverageData,
  coverageOf,
  coverageSource,
  LineIndex,
  navigatorLayer,
  type ArchitectureModel,
  type Span,
} from '../language/pipeline.ts';
import type { CoverageExportFormat, CoverageListing, CoverageScore } from './protocol.ts';
import { protocolVersion } from './protocol.ts';

/**
 * What published mappings to ATT&CK say of a design, as a view of it is sent.
 *
 * @param textOf the text of one of the design's files
 */
export function coverageListing(
  model: ArchitectureModel,
  threatsOnly: boolean,
  textOf: (uri: string) => string | undefined,
): CoverageListing {
  const coverage = coverageOf(model, attackKnowledge(), { threatsOnly });
  const indexes = new Map<string, LineIndex>();
  const rangeOf = ({ uri, start, end }: Span) => {
    const index = indexes.get(uri) ?? new LineIndex(textOf(uri) ?? '');
    indexes.set(uri, index);
    return { start: index.positionAt(start), end: index.positionAt(end) };
  };
  const scores = (best: ReadonlyMap<string, string>): CoverageScore[] =>
    [...best].map(([category, score]) => ({ category, score }));
  return {
    protocol: protocolVersion,
    title: coverage.title,
    attackVersion: coverage.attackVersion,
    mappingVersion: coverage.mappingVersion,
    source: `${coverageSource(coverage)} ${coverage.notice}`,
    tactics: coverageByTactic(coverage).map(({ tactic: { id, name } }) => ({ id, name })),
    techniques: coverage.techniques.map(({ technique, best, published, services, threats }) => ({
      id: technique.id,
      name: technique.fullName,
      ownName: technique.name,
      url: technique.page,
      tactics: technique.tactics.map(({ id }) => id),
      best: scores(best),
      published,
      services: services.map((entry) => ({
        id: entry.service,
        name: model.catalog.service(entry.service)?.name ?? entry.service,
        scores: scores(entry.scores),
        capabilities: [...new Set(entry.mappings.map(({ control }) => control.name))],
        guess: entry.guess,
      })),
      threats: threats.map(({ label, nameSpan }) => ({ label, uri: nameSpan.uri, range: rangeOf(nameSpan) })),
    })),
    services: coverage.services.map(({ service, controls, techniques, losses }) => ({
      id: service.id,
      name: service.name,
      mappingsPublished: controls.length > 0,
      techniques,
      losses: losses.map(({ technique, category, score, left }) => ({
        technique: technique.id,
        name: technique.fullName,
        category,
        score,
        ...(left && { left }),
      })),
    })),
  };
}

/** The same as the text of a file. */
export function coverageFile(model: ArchitectureModel, threatsOnly: boolean, format: CoverageExportFormat): string {
  const coverage = coverageOf(model, attackKnowledge(), { threatsOnly });
  if (format === 'csv') return coverageCsv(coverage);
  return `${JSON.stringify(format === 'json' ? coverageData(coverage) : navigatorLayer(coverage), undefined, 2)}\n`;
}
