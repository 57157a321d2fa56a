import type { MappingCategory, MappingScore } from '../attack/attack-data.ts';
import type { Coverage } from '../attack/coverage.ts';
import { coverageSource } from './coverage-rows.ts';

/** The version of the format below: it grows when something is taken away or changes its meaning. */
export const coverageJsonVersion = 1;

/** What `parapet coverage --format json` writes, as plain data; the schema is docs/schemas/coverage.schema.json. */
export function coverageData(coverage: Coverage): object {
  const scores = (best: ReadonlyMap<MappingCategory, MappingScore>) => Object.fromEntries(best);
  return {
    version: coverageJsonVersion,
    title: coverage.title,
    attackVersion: coverage.attackVersion,
    mappingVersion: coverage.mappingVersion,
    source: coverageSource(coverage),
    notice: coverage.notice,
    tactics: coverage.tactics.map(({ id, shortName, name }) => ({ id, shortName, name })),
    services: coverage.services.map(({ service, elements, controls, guess, techniques, losses }) => ({
      id: service.id,
      name: service.name,
      elements: elements.map(({ name }) => name),
      mappingsPublished: controls.length > 0,
      ...(guess && { assignment: 'guess' }),
      controls: controls.map(({ id, name, set }) => ({ id, name, set })),
      techniques,
      losses: losses.map(({ technique, category, score, left }) => ({
        technique: technique.id,
        category,
        score,
        ...(left && { left }),
      })),
    })),
    techniques: coverage.techniques.map((entry) => ({
      id: entry.technique.id,
      name: entry.technique.fullName,
      tactics: entry.technique.tactics.map(({ shortName }) => shortName),
      ...(entry.technique.status && { status: entry.technique.status }),
      threats: entry.threats.map(({ name }) => name),
      mitigatedBy: entry.mitigatedBy.map(({ name }) => name),
      mappingsPublished: entry.published,
      best: scores(entry.best),
      services: entry.services.map(({ service, scores: ofService, mappings }) => ({
        id: service,
        scores: scores(ofService),
        controls: [...new Set(mappings.map(({ control }) => control.id))],
      })),
    })),
  };
}
